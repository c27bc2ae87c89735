"""Updates by long polling: the way that needs no address of one's own.

Knows offsets and what can go wrong; the library's own updater dies silently when the token is revoked and reports a second
poller as a traceback, so the loop is ours.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError, TimedOut

from bot.wire.calls import TokenRefusedError
from bot.wire.clients import App
from bot.wire.receiving import (
    ALLOWED_UPDATES,
    FIRST_PAUSE_S,
    LAST_PAUSE_S,
    persistently,
    rest,
    retry_after_s,
)

log = structlog.get_logger(__name__)

# How long Telegram holds a poll that has nothing to say.
POLL_S = 30
# The answer may come at the last moment of the poll.
READ_MARGIN_S = 10
SAY_AGAIN_S = 3600.0
CONFLICT = (
    "Another process polls Telegram with the same token, so messages reach only one of the two: stop the other one, or "
    "give it a bot of its own."
)

WEBHOOK = (
    "Somebody set a webhook for this bot's token, so polling gets nothing: remove it (a restart does), and make sure that "
    "no other program uses the token."
)


class Polling:
    """Polls until stopped. `alert` tells the owners a sentence and must not raise."""

    def __init__(
        self,
        application: App,
        *,
        alert: Callable[[str], Awaitable[None]],
        allowed_updates: Sequence[str] = ALLOWED_UPDATES,
        poll_s: int = POLL_S,
    ) -> None:
        self._bot = application.bot
        self._queue = application.update_queue
        self._alert = alert
        self._allowed = list(allowed_updates)
        self._poll_s = poll_s
        self._offset: int | None = None
        self._pause = FIRST_PAUSE_S
        self._said_at: float | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop`. Raises TokenRefusedError."""
        if not await persistently(self._bot.delete_webhook, stop, doing="switch to polling"):
            return
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                poll = asyncio.create_task(self._poll(stop))
                # A poll that is cut off loses nothing: what it would have brought is not confirmed.
                await asyncio.wait((poll, stopping), return_when=asyncio.FIRST_COMPLETED)
                if not poll.done():
                    poll.cancel()
                    await asyncio.wait((poll,))
                elif poll.exception() is not None:
                    poll.result()
        finally:
            stopping.cancel()
        await self._confirm()

    async def _poll(self, stop: asyncio.Event) -> None:
        try:
            updates = await self._bot.get_updates(
                offset=self._offset,
                timeout=self._poll_s,
                read_timeout=READ_MARGIN_S,  # the library adds the poll's own time
                allowed_updates=self._allowed,
            )
        except InvalidToken:
            raise TokenRefusedError from None
        except TimedOut:
            return
        except Conflict as error:
            await self._conflict(WEBHOOK if "webhook" in str(error).lower() else CONFLICT)
            await rest(stop, LAST_PAUSE_S / 3)
            return
        except TelegramError as error:
            if self._pause == FIRST_PAUSE_S:
                log.warning("polling fails; trying again", error=str(error))
            await rest(stop, max(self._pause, retry_after_s(error)))
            self._pause = min(LAST_PAUSE_S, self._pause * 2)
            return
        if self._pause > FIRST_PAUSE_S:
            log.info("polling works again")
            self._pause = FIRST_PAUSE_S
        for update in updates:
            await self._queue.put(update)
            self._offset = update.update_id + 1

    async def _conflict(self, why: str) -> None:
        now = time.monotonic()
        if self._said_at is None or now - self._said_at > SAY_AGAIN_S:
            self._said_at = now
            log.error(why)
            await self._alert(why)

    async def _confirm(self) -> None:
        """Telegram would bring what we have already taken once more at the next start."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(
                offset=self._offset, timeout=0, limit=1, allowed_updates=self._allowed
            )
        except TelegramError as error:
            log.warning("the last messages may come once more at the next start", error=str(error))
