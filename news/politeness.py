"""When to ask a source again. Decides only: takes what is remembered and what happened, returns what to remember.

Does not fetch, sleep, read a clock or roll dice; time and chance are arguments.

Next check = the longest of: how often the source publishes (7 days ÷ entries a week, with jitter), the feed's own TTL,
the freshness that HTTP grants, and Retry-After; at most 24 hours. Failures back off exponentially. 410 mutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from news.types import Entry, FetchState

MINUTE_S: Final = 60.0
DAY_S: Final = 86_400.0
WEEK: Final = timedelta(days=7)
GONE: Final = 410
TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a source answered, as far as the next check is concerned. Seconds throughout."""

    kind: Literal["new", "unchanged"]
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    entries: Sequence[Entry] = ()
    ttl_s: float | None = None
    max_age: float | None = None
    retry_after: float | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no answer."""

    reason: str
    status: int | None = None
    retry_after: float | None = None
    challenge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """The rules, with their numbers. Seconds throughout."""

    base_s: float = 30 * MINUTE_S
    """For a source of which nothing is known yet."""
    shortest_s: float = 5 * MINUTE_S
    longest_s: float = DAY_S
    jitter: float = 0.1
    """Checks are spread by up to this share, so that sources read together drift apart."""

    def after(
        self, state: FetchState, outcome: Answer | Failure, *, now: datetime, chance: float
    ) -> FetchState:
        """Return the state to remember. `chance` is a number in [0, 1)."""
        if isinstance(outcome, Failure):
            return self._after_failure(state, outcome, now, chance)
        return self._after_answer(state, outcome, now, chance)

    def interval(self, entries: Sequence[Entry], now: datetime) -> float:
        """Return how often a source publishes, in seconds between entries of the past week.

        A feed that shows only its newest day is judged by that day. Without dates it is `base_s`.
        """
        dates = [
            date
            for entry in entries
            if (date := entry.published or entry.updated) and now - WEEK <= date <= now
        ]
        if not any(entry.published or entry.updated for entry in entries):
            return self.base_s
        if not dates:
            return self.longest_s
        all_recent = all((entry.published or entry.updated or now) >= now - WEEK for entry in entries)
        window = (now - min(dates)) if all_recent and len(dates) > 1 else WEEK
        return self._clamp(max(window.total_seconds(), 1.0) / len(dates))

    def _after_answer(self, state: FetchState, answer: Answer, now: datetime, chance: float) -> FetchState:
        fresh = answer.kind == "new"
        interval = self.interval(answer.entries, now) if fresh else state.interval_s
        asked = max(interval, answer.ttl_s or 0, answer.max_age or 0, answer.retry_after or 0)
        return replace(
            state,
            url=answer.moved_to or state.url,
            etag=answer.etag if fresh else answer.etag or state.etag,
            last_modified=answer.last_modified if fresh else answer.last_modified or state.last_modified,
            body_hash=answer.body_hash or state.body_hash,
            checked_at=now,
            succeeded_at=now,
            next_check_at=now + self._spread(asked, chance),
            interval_s=interval,
            failures=0,
            empty_pulls=(0 if answer.entries else state.empty_pulls + 1) if fresh else state.empty_pulls,
            error=None,
        )

    def _after_failure(self, state: FetchState, failure: Failure, now: datetime, chance: float) -> FetchState:
        failures = state.failures + 1
        # A busy server says when; otherwise twice as long each time, from the source's own interval.
        backoff = self._clamp((state.interval_s or self.base_s) * 2.0 ** min(failures - 1, 10))
        if failure.status == TOO_MANY and failure.retry_after is None:
            backoff = max(backoff, self.base_s * 2)
        asked = self.longest_s if failure.challenge else max(backoff, failure.retry_after or 0)
        return replace(
            state,
            checked_at=now,
            next_check_at=now + self._spread(asked, chance),
            failures=failures,
            muted=state.muted or failure.status == GONE,
            error=failure.reason,
        )

    def _clamp(self, seconds: float) -> float:
        return min(max(seconds, self.shortest_s), self.longest_s)

    def _spread(self, seconds: float, chance: float) -> timedelta:
        """Add jitter, always to the later side: a wait that a server asked for is never cut short."""
        return timedelta(
            seconds=min(self._clamp(seconds) * (1 + self.jitter * chance), self.longest_s * (1 + self.jitter))
        )
