"""Looks at how things are, regularly: gauges for the metrics, and alerts when something needs an owner.

Decides over values that the store gives; an alert is repeated once an hour at most (bot.alerts).
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.metrics import Metrics
from bot.threads import Threads
from store.articles import Articles
from store.outbox import Outbox
from store.outbox_rows import Depth
from store.sources import SourceRow, Sources

FAILING = 6
"""Failures in a row: with backoff, about a day of silence."""
EMPTY = 2
"""Answers in a row that were fine and held no entries."""
OLD_QUEUE = timedelta(minutes=15)
GATE_WINDOW, GATE_MOST = 40, 0.5
"""Of the last so many articles by a generative engine, the share with a refused line from which something is wrong."""


class Watch:
    """One look every quarter of a minute."""

    def __init__(
        self,
        *,
        sources: Sources,
        articles: Articles,
        outbox: Outbox,
        threads: Threads,
        metrics: Metrics,
        alert: Callable[[str], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._sources = sources
        self._articles = articles
        self._outbox = outbox
        self._threads = threads
        self._metrics = metrics
        self._alert = alert
        self._now = now

    async def look(self) -> None:
        """Set the gauges; tell the owners what needs them."""
        rows = await self._threads.store(self._sources.all, enabled_only=True)
        depth = await self._threads.store(self._outbox.depth)
        waiting = await self._threads.store(self._articles.count, "read")
        self._gauges(rows, depth, waiting)
        for sentence in worries(rows, depth, self._now()):
            await self._alert(sentence)
        refused = await self._threads.store(self._articles.refused_share, GATE_WINDOW)
        if refused is not None and refused >= GATE_MOST:
            await self._alert(
                f"The gate refused lines in {refused:.0%} of the last {GATE_WINDOW} articles; see docs/choosing-a-model.md."
            )

    def _gauges(self, rows: list[SourceRow], depth: Depth, waiting: int) -> None:
        now = self._now()
        for row in rows:
            lag = (now - row.state.next_check_at).total_seconds() if row.state.next_check_at else 0.0
            self._metrics.pull_lag.labels(source=row.source.name).set(max(0.0, lag))
        self._metrics.queue_depth.set(depth.states.get("pending", 0))
        self._metrics.queue_age.set(depth.oldest_s)
        self._metrics.waiting_articles.set(waiting)


def worries(rows: list[SourceRow], depth: Depth, now: datetime) -> list[str]:
    """Sentences about what an owner should look at."""
    found = []
    for row in rows:
        if row.state.failures == FAILING:
            since = f" since {row.state.succeeded_at:%d %b %H:%M} UTC" if row.state.succeeded_at else ""
            found.append(f"{row.source.name} has not been readable{since}: {row.state.error}")
        if (
            row.state.empty_pulls == EMPTY
            and row.state.checked_at
            and now - row.state.checked_at < timedelta(minutes=1)
        ):
            found.append(f"{row.source.name} answers, but twice running without entries; has it moved?")
    if depth.oldest_s > OLD_QUEUE.total_seconds():
        minutes = round(depth.oldest_s / 60)
        found.append(
            f"{depth.states.get('pending', 0)} messages wait to be sent, the oldest for {minutes} minutes."
        )
    return found
