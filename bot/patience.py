"""The store from the event loop, by a caller that outlives a store that is away.

Knows that a store call can fail for a while (locked, disk full, server restarting); knows no table.
"""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import structlog

from bot.threads import Threads
from store.errors import StoreError

log = structlog.get_logger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

FIRST_PAUSE_S, LAST_PAUSE_S = 0.1, 5.0


class PatientStore:
    """Store calls that don't raise StoreError. Says once that the store is away, and once that it is back."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self.away = False

    async def attempt(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Ask once; None where the store is away."""
        try:
            result = await self._threads.store(function, *args, **kwargs)
        except StoreError as error:
            self._fails(error)
            return None
        self._works()
        return result

    async def surely(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Write what has happened, however long that takes: it can't be found out again."""
        pause = FIRST_PAUSE_S
        while True:
            try:
                result = await self._threads.store(function, *args, **kwargs)
            except StoreError as error:
                self._fails(error)
                await asyncio.sleep(pause)
                pause = min(LAST_PAUSE_S, pause * 2)
                continue
            self._works()
            return result

    def _fails(self, error: StoreError) -> None:
        if not self.away:
            self.away = True
            log.error("the store is away; sending waits for it", error=str(error))

    def _works(self) -> None:
        if self.away:
            self.away = False
            log.info("the store is back")
