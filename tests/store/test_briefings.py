from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update

from store.briefings import Briefings, BriefingTime, DueBriefing, Step
from store.database import Database
from store.outbox_rows import OutboxRow
from store.schema import briefings as rows
from store.schema import chats, outbox, subscriptions
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY, as_row, weekdays_of
from tests.clock import START, FakeClock

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def briefings(db: Database, clock: FakeClock) -> Briefings:
    return Briefings(db, clock)


@pytest.fixture
def subscription(db: Database) -> int:
    with db.write() as connection:
        connection.execute(
            insert(chats).values(chat_id=7, type="private", created_at=START, changed_at=START)
        )
        made = connection.execute(insert(subscriptions).values(chat_id=7, created_at=START))
        assert made.inserted_primary_key is not None
        return int(made.inserted_primary_key[0])


def at(minutes: int, local_time: str = "07:30", **changes: Any) -> BriefingTime:
    values = {"local_time": local_time, "next_at": START + timedelta(minutes=minutes), "next_date": TODAY}
    return BriefingTime(**{**values, **changes})


def step(due: DueBriefing, *, rows: bool = True) -> Step:
    row = OutboxRow(kind="briefing", key=due.key, chat_id=due.chat_id, payload={"html": "news"})
    tomorrow = due.next_date + timedelta(days=1)
    return Step(
        due=due, next_at=due.next_at + timedelta(days=1), next_date=tomorrow, rows=(row,) if rows else ()
    )


def test_a_briefing_is_due_from_its_minute_on(
    briefings: Briefings, subscription: int, clock: FakeClock
) -> None:
    briefings.set(subscription, [at(5), at(600, "18:00")], weekdays=EVERY_DAY)
    assert briefings.due() == []
    clock.pass_s(300)
    (due,) = briefings.due()
    assert (due.chat_id, due.key, due.timezone, due.heard) == (7, "2026-11-22T07:30", "UTC", True)


def test_two_processes_write_one_briefing_once(briefings: Briefings, db: Database, subscription: int) -> None:
    briefings.set(subscription, [at(0)], weekdays=EVERY_DAY)
    (due,) = briefings.due()
    assert briefings.advance([step(due)]) == 1
    assert briefings.advance([step(due)]) == 0
    assert briefings.due() == []
    with db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(outbox)) == 1
        assert connection.scalar(select(subscriptions.c.last_briefing_at)) == START


def test_a_skipped_briefing_writes_nothing_and_waits_for_tomorrow(
    briefings: Briefings, db: Database, subscription: int
) -> None:
    briefings.set(subscription, [at(0)], weekdays=EVERY_DAY)
    (due,) = briefings.due()
    assert briefings.advance([step(due, rows=False)]) == 1
    with db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(outbox)) == 0
        assert connection.scalar(select(subscriptions.c.last_briefing_at)) is None


@pytest.mark.parametrize("off", ["subscription", "paused", "chat"])
def test_a_chat_that_does_not_listen_is_told_apart(
    briefings: Briefings, db: Database, subscription: int, off: str
) -> None:
    change = {
        "subscription": update(subscriptions).values(active=False),
        "paused": update(subscriptions).values(paused=True),
        "chat": update(chats).values(active=False),
    }[off]
    with db.write() as connection:
        connection.execute(change)
    briefings.set(subscription, [at(0)], weekdays=EVERY_DAY)
    (due,) = briefings.due()
    assert not due.heard


def test_setting_times_replaces_them(briefings: Briefings, subscription: int) -> None:
    briefings.set(subscription, [at(0), at(0, "18:00")], weekdays=EVERY_DAY)
    briefings.set(subscription, [at(0, "18:00"), at(0, "06:00")], weekdays=MONDAY_TO_FRIDAY)
    assert briefings.times(subscription) == ("06:00", "18:00")
    assert briefings.weekdays(subscription) == MONDAY_TO_FRIDAY
    briefings.set(subscription, [], weekdays=EVERY_DAY)
    assert briefings.times(subscription) == ()
    assert briefings.weekdays(subscription) == EVERY_DAY


@pytest.mark.parametrize("days", [{6, 0, 1, 2, 3}, {5}, set(range(7))])
def test_a_due_briefing_knows_its_days(briefings: Briefings, subscription: int, days: set[int]) -> None:
    briefings.set(subscription, [at(0)], weekdays=frozenset(days))
    assert briefings.weekdays(subscription) == days
    (due,) = briefings.due()
    assert due.weekdays == days


def test_the_days_of_chats_that_became_one_are_those_of_both(
    briefings: Briefings, db: Database, subscription: int
) -> None:
    briefings.set(subscription, [at(0), at(0, "18:00")], weekdays=MONDAY_TO_FRIDAY)
    with db.write() as connection:
        connection.execute(update(rows).where(rows.c.local_time == "18:00").values(weekdays="5"))
    assert briefings.weekdays(subscription) == frozenset(range(6))


def test_days_that_nobody_can_read_are_every_day(
    briefings: Briefings, db: Database, subscription: int
) -> None:
    briefings.set(subscription, [at(0)], weekdays=MONDAY_TO_FRIDAY)
    with db.write() as connection:
        connection.execute(update(rows).values(weekdays="²Mon"))
    (due,) = briefings.due()
    assert due.weekdays == EVERY_DAY


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_every_set_of_days_fits_into_a_row_and_comes_back(days: frozenset[int]) -> None:
    assert weekdays_of(as_row(days)) == days
    assert len(as_row(days)) <= 7, "the column's length"
