"""Fixtures of the pipeline's tests: a clock that stands still until it is moved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.threads import Threads


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.time = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def threads() -> Iterator[Threads]:
    pools = Threads(store_threads=2)
    yield pools
    pools.close()
