"""A misbehaving server, a fetcher that may talk to it, and parsing processes shared by a module's tests."""

from collections.abc import AsyncIterator

import pytest

from news.fetch import Fetcher, Limits
from tests.news.loopback import Loopback

QUICK = Limits(total_s=0.6, connect_s=0.5, body_bytes=200_000, redirects=3, per_host=2)


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as running:
        yield running


@pytest.fixture
async def fetcher(server: Loopback) -> AsyncIterator[Fetcher]:
    allowed = [f"127.0.0.1:{server.port}"]
    async with Fetcher(
        contact="https://valdoria.example/bot", allow_networks=allowed, limits=QUICK
    ) as running:
        yield running
