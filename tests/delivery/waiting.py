"""Waiting in tests, always with an end."""

import asyncio
from collections.abc import Callable


async def within(seconds: float, condition: Callable[[], bool]) -> None:
    """Return as soon as the condition holds; TimeoutError when it does not in time."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for is another object's or process's state
            await asyncio.sleep(0.02)
