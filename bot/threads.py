"""The one door from the event loop to blocking code: the store, the model, parsing."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Two pools: many short calls to the store, one long call to the model at a time.

    A model call lasts up to seconds; with a pool of its own it never delays the store call behind a command.
    """

    def __init__(self, *, store_threads: int = 8) -> None:
        self._store = ThreadPoolExecutor(store_threads, thread_name_prefix="store")
        self._model = ThreadPoolExecutor(1, thread_name_prefix="model")

    async def store(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a store call; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._store, partial(function, *args, **kwargs)
        )

    async def text(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a short pure text function; it shares the store's pool, so it never waits for the model."""
        return await self.store(function, *args, **kwargs)

    async def model(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a model call; calls queue, one at a time."""
        return await asyncio.get_running_loop().run_in_executor(
            self._model, partial(function, *args, **kwargs)
        )

    def close(self) -> None:
        """Let running calls finish and take no more."""
        self._store.shutdown(wait=True, cancel_futures=True)
        self._model.shutdown(wait=True, cancel_futures=True)
