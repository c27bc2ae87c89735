"""Work that only one process may do at a time: done while a lease is held, stopped when it is lost.

Knows leases and nothing of the work.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.patience import PatientStore
from bot.threads import Threads
from store.leases import Leases

log = structlog.get_logger(__name__)

# A leader that dies is replaced within this; renewals come three times as often.
LEASE_S = 30.0


async def lead(
    name: str,
    work: Callable[[asyncio.Event], Awaitable[None]],
    stop: asyncio.Event,
    *,
    leases: Leases,
    threads: Threads,
    owner: str,
    lease_s: float = LEASE_S,
) -> None:
    """Run `work` whenever this process holds the lease, until `stop`. What the work raises ends the leading."""
    store = PatientStore(threads)
    try:
        while not stop.is_set():
            if await store.attempt(leases.take, name, owner, lease_s) is None:
                await _rest(stop, lease_s / 3)
                continue
            log.info("leading", lease=name, owner=owner)
            await _work_while_held(name, work, stop, leases, store, owner, lease_s)
    finally:
        await store.attempt(leases.release, name, owner)


async def _work_while_held(
    name: str,
    work: Callable[[asyncio.Event], Awaitable[None]],
    stop: asyncio.Event,
    leases: Leases,
    store: PatientStore,
    owner: str,
    lease_s: float,
) -> None:
    lost = asyncio.Event()
    working = asyncio.ensure_future(work(lost))
    stopping = asyncio.ensure_future(stop.wait())
    loop = asyncio.get_running_loop()
    held_at = loop.time()
    try:
        while not working.done() and not stop.is_set():
            await asyncio.wait((working, stopping), timeout=lease_s / 3, return_when=asyncio.FIRST_COMPLETED)
            if working.done() or stop.is_set():
                break
            asked_at = loop.time()
            if await store.attempt(leases.take, name, owner, lease_s) is not None:
                held_at = asked_at
            elif not store.away or loop.time() - held_at > lease_s:
                # Somebody else leads, or may by now: a database that was away too long can't tell us.
                log.warning("no longer leading", lease=name)
                break
    finally:
        lost.set()
        stopping.cancel()
        await working


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait((stopping,), timeout=seconds)
    stopping.cancel()
