"""The tick that writes briefings: asks who is due, has each drawn, writes it and its next time.

Knows times, not texts. State is rows: a tick that never ran is made good by the next, up to a limit; beyond it a briefing
is skipped, said so in the log, and the next one covers the time since the last that was sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import DAY, jitter, next_due
from bot.messages import Outgoing
from bot.words import zones
from store.briefings import Briefings, BriefingTime, DueBriefing, Step
from store.outbox_rows import OutboxRow
from store.weekdays import Weekdays

log = structlog.get_logger(__name__)

# Before pushes: a briefing has its minute, a push has none.
PRIORITY = 30
# Briefings written in one transaction: about 50 ms, so that commands never wait long for SQLite's lock.
BATCH = 200
# Later than this a morning briefing is not one any more, whatever waits in the outbox.
WORTH_SENDING = timedelta(hours=6)


class Briefer:
    """Writes briefings. `clock` is UTC.

    `draw` gives a briefing's messages (none: nothing to say). It reads the store, so call `tick` off the event loop.
    """

    def __init__(
        self,
        *,
        briefings: Briefings,
        draw: Callable[[DueBriefing], Sequence[Outgoing]],
        clock: Callable[[], datetime],
        catch_up: timedelta,
        jitter_s: float,
    ) -> None:
        self._briefings = briefings
        self._draw = draw
        self._clock = clock
        self._catch_up = catch_up
        self._jitter_s = jitter_s

    def tick(self) -> int:
        """Write every briefing that is due; return how many were written."""
        written = 0
        while due := self._briefings.due(limit=BATCH):
            steps = [self._guarded(briefing) for briefing in _told_once(due)]
            if not self._briefings.advance(steps):
                break  # another process is at it
            written += sum(1 for step in steps if step.rows)
        if written:
            log.info("briefings written", briefings=written)
        return written

    def set(
        self, subscription_id: int, times: Sequence[str], *, weekdays: Weekdays, timezone: str
    ) -> datetime | None:
        """Replace a subscription's times (none: no briefings); return when the next one comes."""
        zone, now = zones.stored(timezone), self._clock()
        coming = [
            BriefingTime(local_time=time, next_at=due.at, next_date=due.day)
            for time in times
            if (due := next_due(now, zone, time, weekdays=weekdays))
        ]
        self._briefings.set(subscription_id, coming, weekdays=weekdays)
        return min((time.next_at for time in coming), default=None)

    def _guarded(self, due: DueBriefing) -> Step:
        try:
            return self._step(due)
        except Exception:
            # Left as it is it would be due for ever, before everybody else's.
            log.exception("briefing could not be written", chat=due.chat_id, briefing=due.key)
            days = (max(self._clock(), due.next_at) - due.next_at) // DAY + 1
            return Step(due=due, next_at=due.next_at + days * DAY, next_date=due.next_date + days * DAY)

    def _step(self, due: DueBriefing) -> Step:
        now = self._clock()
        skipped = now - due.next_at > self._catch_up
        if skipped and due.heard:
            log.warning(
                "briefing skipped", chat=due.chat_id, briefing=due.key, due_at=due.next_at.isoformat()
            )
        silent = due.muted_until if due.muted_until and due.muted_until > now else None
        messages = self._drawn(due) if due.heard and not skipped and silent is None else ()
        # After a long absence today's may still be in time: the search begins where catching up does.
        after = max(due.next_at, now - self._catch_up if skipped else now)
        following = next_due(after, zones.stored(due.timezone), due.local_time, weekdays=due.weekdays)
        if silent and silent < following.at:
            # The last of a silence comes when it ends, with everything since the last that was sent.
            return Step(due=due, next_at=silent, next_date=due.next_date)
        at = due.next_at + jitter(due.chat_id, self._jitter_s)
        rows = tuple(
            OutboxRow(
                kind="briefing",
                key=due.key,
                chat_id=due.chat_id,
                thread_id=due.thread_id,
                part=part,
                payload=message.to_json(),
                priority=PRIORITY,
                not_before=at,
                expires_at=at + WORTH_SENDING,
            )
            for part, message in enumerate(messages)
        )
        return Step(due=due, next_at=following.at, next_date=following.day, rows=rows)

    def _drawn(self, due: DueBriefing) -> Sequence[Outgoing]:
        try:
            return self._draw(due)
        except Exception:
            # One briefing that can't be drawn must not keep the others from their minute.
            log.exception("briefing could not be drawn", chat=due.chat_id, briefing=due.key)
            return ()


def _told_once(due: Sequence[DueBriefing]) -> Sequence[DueBriefing]:
    """The same; of several that waited for the end of one silence, the last alone is heard, as each would tell the same."""
    last = {briefing.subscription_id: briefing.id for briefing in due if briefing.held}
    return [
        replace(briefing, heard=False)
        if briefing.held and last[briefing.subscription_id] != briefing.id
        else briefing
        for briefing in due
    ]
