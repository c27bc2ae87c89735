"""Updates by webhook: Telegram calls us, through a proxy that owns the certificate.

Knows one path, one secret and a health path of its own; everything else is 404. Listens on plain HTTP, so it belongs
behind nginx, Caddy or the like.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from bot.config import WEBHOOK_SECRET
from bot.wire.clients import App
from bot.wire.receiving import ALLOWED_UPDATES, persistently, rest

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
HEALTH_PATH = "/webhook/healthz"
# Telegram's largest updates are some ten kilobytes.
BODY_LIMIT = 1024 * 1024
# Telegram keeps what it could not deliver and says why: worth a line to the operator.
CHECK_S = 300.0
CONNECTIONS = 40


class Webhook:
    """Receives until stopped. `url` is what Telegram calls; its path is ours. `secret` is required."""

    def __init__(
        self,
        application: App,
        *,
        url: str,
        host: str,
        port: int,
        secret: str,
        alert: Callable[[str], Awaitable[None]],
        allowed_updates: Sequence[str] = ALLOWED_UPDATES,
        path: str,
    ) -> None:
        if not WEBHOOK_SECRET.fullmatch(secret):
            raise ValueError(
                "the webhook's secret must be 16 to 256 of the characters A-Z, a-z, 0-9, _ and -"
            )
        if not path.startswith("/") or path == HEALTH_PATH:
            raise ValueError(f"the webhook's path must begin with / and not be {HEALTH_PATH}: {path!r}")
        self._bot = application.bot
        self._queue = application.update_queue
        self._url = url
        self._host = host
        self._port = port
        self._secret = secret
        self._alert = alert
        self._allowed = list(allowed_updates)
        self._path = path
        self._last_error = 0
        self.listening_on: tuple[str, int] | None = None
        """The address, once open; with port 0 the system chooses one."""

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop`. Raises TokenRefusedError, and OSError when the address is taken."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_post(self._path, self._receive)
        app.router.add_get(HEALTH_PATH, _healthy)
        # A request under way is finished; an idle keep-alive connection of the proxy is not waited for.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            self.listening_on = runner.addresses[0][:2]
            log.info("webhook listens", host=self._host, port=self.listening_on[1])
            if await persistently(self._register, stop, doing="register the webhook"):
                while not stop.is_set():
                    await rest(stop, CHECK_S)
                    if not stop.is_set():  # the listener is still open, and what comes now would find nobody
                        await self._check()
        finally:
            # The registration stays: what people write meanwhile waits at Telegram for the next start.
            await runner.cleanup()

    async def _register(self) -> None:
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=self._allowed, max_connections=CONNECTIONS
        )

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        # Compared in constant time: the time it takes must not tell how much of a guess is right.
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # Telegram would bring it again for a day; what can't be read now can't be read then either.
            log.error("an update could not be read", error=repr(error))
            return web.Response(status=200)
        if update is not None:
            await self._queue.put(update)
        return web.Response(status=200)

    async def _check(self) -> None:
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError:
            return
        failed_at = int(info.last_error_date.timestamp()) if info.last_error_date else 0
        if failed_at > self._last_error:
            self._last_error = failed_at
            why = f"Telegram can't deliver to the webhook: {info.last_error_message}"
            log.error(why, waiting=info.pending_update_count)
            await self._alert(why)


async def _healthy(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")
