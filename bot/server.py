"""Health and metrics over HTTP: /healthz (alive), /readyz (its parts answer), /metrics (Prometheus).

Knows HTTP; what "ready" means is a callable given by the composition root.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.metrics import Metrics

Readiness = Callable[[], Awaitable[dict[str, str]]]
"""Names of broken parts with the reason; empty when all is well."""


class Server:
    """A small HTTP server for orchestrators and scrapers."""

    def __init__(self, *, host: str, port: int, metrics: Metrics, problems: Readiness) -> None:
        self._host = host
        self._port = port
        self._metrics = metrics
        self._problems = problems
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Listen; return the port (useful with port 0). Raises OSError when the address is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._exposition)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return port

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def _readyz(self, _: web.Request) -> web.Response:
        problems = await self._problems()
        status = "ready" if not problems else "not ready"
        return web.json_response({"status": status, "problems": problems}, status=503 if problems else 200)

    async def _exposition(self, _: web.Request) -> web.Response:
        return web.Response(
            body=self._metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4"}
        )
