"""The one door from the event loop to blocking code: the store, the model, parsing."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


MODEL_GRACE_S = 2.0
"""What a model call that is under way gets when we stop: a batch is done by then, loading weights may not be."""


class HaltedError(Exception):
    """The model takes no more calls: the program is about to end."""


class Threads:
    """Two pools: many short calls to the store, one long call to the model at a time.

    A model call lasts up to seconds; with a pool of its own it never delays the store call behind a command.
    """

    def __init__(self, *, store_threads: int = 8) -> None:
        self._store = ThreadPoolExecutor(store_threads, thread_name_prefix="store")
        self._model = ThreadPoolExecutor(1, thread_name_prefix="model")
        self._halted = asyncio.Event()

    async def store(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a store call; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._store, partial(function, *args, **kwargs)
        )

    async def text(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a short pure text function; it shares the store's pool, so it never waits for the model."""
        return await self.store(function, *args, **kwargs)

    async def model(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a model call; calls queue, one at a time. Raises HaltedError once `halt` has been called."""
        if self._halted.is_set():
            raise HaltedError
        call = asyncio.get_running_loop().run_in_executor(self._model, partial(function, *args, **kwargs))
        halted = asyncio.ensure_future(self._halted.wait())
        try:
            await asyncio.wait((call, halted), return_when=asyncio.FIRST_COMPLETED)
            if call.done():
                return call.result()
            raise HaltedError
        finally:
            halted.cancel()
            call.cancel()

    async def halt(self, grace_s: float = MODEL_GRACE_S) -> None:
        """Give the model call that is under way so long, then leave it to itself and everybody who waits without."""
        last = self._model.submit(int)  # behind everything that waits
        await asyncio.wait((asyncio.wrap_future(last),), timeout=grace_s)
        self._halted.set()

    def close(self) -> None:
        """Let running calls of the store finish and take no more. A model call that still runs is not waited for."""
        self._store.shutdown(wait=True, cancel_futures=True)
        self._model.shutdown(wait=False, cancel_futures=True)
