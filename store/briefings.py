"""When each chat's briefings are due, and that each is written once.

Knows instants and local dates as they are stored; how they follow from zones is `bot.clock`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, delete, select, update

from store.database import Database, insert_into
from store.outbox_rows import OutboxRow, put_rows
from store.schema import briefings, chats, subscriptions
from store.weekdays import EVERY_DAY, Weekdays, as_row, weekdays_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingTime:
    """A time of day, and when it comes next."""

    local_time: str
    """As on the wall: "07:30"."""
    next_at: datetime
    next_date: date
    """The local date that `next_at` belongs to: what makes a briefing the one of its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueBriefing(BriefingTime):
    """A briefing whose time has come."""

    id: int
    subscription_id: int
    chat_id: int
    thread_id: int
    timezone: str
    weekdays: Weekdays
    heard: bool
    """False where the subscription or its chat is off: its time passes, nothing is written."""
    last_briefing_at: datetime | None
    muted_until: datetime | None = None
    """When the silence of its chat ends or has ended."""

    @property
    def held(self) -> bool:
        """Whether a silence has put it off to its end."""
        return self.next_at == self.muted_until

    @property
    def key(self) -> str:
        """The outbox's key: one briefing a local day and time."""
        return f"{self.next_date.isoformat()}T{self.local_time}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do about a due briefing: write `rows` (none: it is skipped) and wait for the next."""

    due: DueBriefing
    next_at: datetime
    next_date: date
    rows: tuple[OutboxRow, ...] = ()


class Briefings:
    """The briefings of one database. `clock` gives the time in UTC."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock

    def times(self, subscription_id: int) -> tuple[str, ...]:
        """Local times, sorted."""
        query = select(briefings.c.local_time).where(briefings.c.subscription_id == subscription_id)
        with self._db.read() as connection:
            return tuple(sorted(connection.scalars(query)))

    def weekdays(self, subscription_id: int) -> Weekdays:
        """The days they come on; every day where there are none.

        One set for all times. Chats that became one brought each its own: then all of them together.
        """
        query = select(briefings.c.weekdays).where(briefings.c.subscription_id == subscription_id)
        with self._db.read() as connection:
            return (
                frozenset(day for row in connection.scalars(query) for day in weekdays_of(row)) or EVERY_DAY
            )

    def set(self, subscription_id: int, times: Sequence[BriefingTime], *, weekdays: Weekdays) -> None:
        """Replace all times; those that stay keep what they remember of the last day."""
        with self._db.write() as connection:
            gone = briefings.c.local_time.not_in([time.local_time for time in times])
            connection.execute(delete(briefings).where(briefings.c.subscription_id == subscription_id, gone))
            for time in times:
                _write_time(connection, subscription_id, time, weekdays=weekdays)

    def due(self, *, limit: int = 500) -> list[DueBriefing]:
        """Briefings whose time has come, the longest due first."""
        heard = and_(subscriptions.c.active, chats.c.active, ~subscriptions.c.paused)
        query = (
            select(
                *(briefings.c[name] for name in _OWN),
                *(subscriptions.c[name] for name in _SUBSCRIPTION),
                heard.label("heard"),
            )
            .join(subscriptions, subscriptions.c.id == briefings.c.subscription_id)
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(briefings.c.next_at <= self._clock())
            .order_by(briefings.c.next_at, briefings.c.id)
            .limit(limit)
        )
        with self._db.read() as connection:
            return [
                DueBriefing(
                    **{
                        **row,
                        "next_date": date.fromisoformat(row["next_date"]),
                        "weekdays": weekdays_of(row["weekdays"]),
                        "heard": bool(row["heard"]),
                    }
                )
                for row in connection.execute(query).mappings()
            ]

    def advance(self, steps: Sequence[Step]) -> int:
        """Write what is to be said and when each briefing comes next, in one transaction; return how many were ours.

        A briefing that another process has advanced meanwhile is left alone, rows and all.
        """
        rows: list[OutboxRow] = []
        ours = 0
        with self._db.write() as connection:
            for step in steps:
                if not _advance(connection, step):
                    continue
                ours += 1
                if step.rows:
                    rows.extend(step.rows)
                    connection.execute(
                        update(subscriptions)
                        .where(subscriptions.c.id == step.due.subscription_id)
                        .values(last_briefing_at=self._clock())
                    )
            put_rows(connection, rows, now=self._clock())
        return ours


_OWN = ("id", "subscription_id", "local_time", "weekdays", "next_at", "next_date")
_SUBSCRIPTION = ("chat_id", "thread_id", "timezone", "last_briefing_at", "muted_until")


def _write_time(
    connection: Connection, subscription_id: int, time: BriefingTime, *, weekdays: Weekdays
) -> None:
    values = {
        "next_at": time.next_at,
        "next_date": time.next_date.isoformat(),
        "weekdays": as_row(weekdays),
    }
    here = {"subscription_id": subscription_id, "local_time": time.local_time}
    row = insert_into(connection, briefings).values(**here, **values)
    connection.execute(row.on_conflict_do_update(index_elements=list(here), set_=values))


def _advance(connection: Connection, step: Step) -> bool:
    done = {"last_date": step.due.next_date.isoformat()} if step.rows else {}
    found = connection.execute(
        update(briefings)
        .where(briefings.c.id == step.due.id, briefings.c.next_at == step.due.next_at)
        .values(next_at=step.next_at, next_date=step.next_date.isoformat(), **done)
    )
    return found.rowcount == 1
