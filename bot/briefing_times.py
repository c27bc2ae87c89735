"""When briefings come, as commands ask: the store's rows through the door to threads."""

from collections.abc import Sequence
from datetime import datetime

from bot.briefer import Briefer
from bot.threads import Threads
from store.briefings import Briefings
from store.weekdays import Weekdays


class BriefingTimes:
    """The `Briefings` of the commands."""

    def __init__(self, briefings: Briefings, briefer: Briefer, threads: Threads) -> None:
        self._briefings = briefings
        self._briefer = briefer
        self._threads = threads

    async def times(self, subscription_id: int) -> tuple[str, ...]:
        """Local times, sorted."""
        return await self._threads.store(self._briefings.times, subscription_id)

    async def weekdays(self, subscription_id: int) -> Weekdays:
        """The days they come on; every day where there are none."""
        return await self._threads.store(self._briefings.weekdays, subscription_id)

    async def set(
        self, subscription_id: int, times: Sequence[str], *, weekdays: Weekdays, timezone: str
    ) -> datetime | None:
        """Replace all times; when the next one comes."""
        return await self._threads.store(
            self._briefer.set, subscription_id, times, weekdays=weekdays, timezone=timezone
        )
