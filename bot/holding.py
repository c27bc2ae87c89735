"""Leases on work that may take longer than a lease: renewed while the work goes on, so that they can be short.

A short lease is what lets another process take over soon after this one was killed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog

from store.errors import StoreError

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
"""A killed worker's rows are somebody else's after this."""
RENEW_S = LEASE.total_seconds() / 4
"""Three renewals may fail before the lease runs out."""


@asynccontextmanager
async def holding(renew: Callable[[], Awaitable[object]], *, every_s: float = RENEW_S) -> AsyncIterator[None]:
    """Renew while the block lasts. A database that is away is tried again; whoever took over meanwhile keeps the row."""
    renewing = asyncio.create_task(_renew(renew, every_s))
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing


async def _renew(renew: Callable[[], Awaitable[object]], every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            await renew()
        except StoreError as error:
            log.warning("lease not renewed", error=str(error))
