"""Health and metrics over real HTTP."""

import aiohttp
import pytest

from bot.metrics import Metrics
from bot.server import Server

pytestmark = pytest.mark.anyio


async def _get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def test_readiness_names_what_is_broken_and_metrics_are_in_prometheus_format() -> None:
    problems: dict[str, str] = {}

    async def readiness() -> dict[str, str]:
        return problems

    metrics = Metrics()
    metrics.sends.labels(kind="push", outcome="sent").inc()
    server = Server(host="127.0.0.1", port=0, metrics=metrics, problems=readiness)
    port = await server.start()
    try:
        assert (await _get(port, "/healthz"))[0] == 200
        assert (await _get(port, "/readyz"))[0] == 200
        problems["database"] = "locked"
        status, body = await _get(port, "/readyz")
        assert status == 503
        assert "locked" in body
        assert 'attache_sends_total{kind="push",outcome="sent"} 1.0' in (await _get(port, "/metrics"))[1]
    finally:
        await server.stop()
