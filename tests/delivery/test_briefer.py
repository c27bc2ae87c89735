from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, text, update

from bot.briefer import Briefer
from bot.messages import Outgoing
from store.briefings import Briefings, DueBriefing
from store.database import Database
from store.schema import chats, outbox, subscriptions
from store.weekdays import EVERY_DAY
from tests.clock import FakeClock

BERLIN = ZoneInfo("Europe/Berlin")


class Desk:
    """Draws a line a briefing and remembers which; can't draw those of `broken` chats."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.broken: set[int] = set()

    def draw(self, due: DueBriefing) -> list[Outgoing]:
        if due.chat_id in self.broken:
            raise ValueError("no words")
        self.drawn.append(due.key)
        return [Outgoing(html="one"), Outgoing(html="two")]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 10, 20, 12, tzinfo=UTC))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def briefer(sqlite: Database, clock: FakeClock, desk: Desk) -> Briefer:
    with sqlite.write() as connection:
        for chat in (1, 2):
            known = {"chat_id": chat, "type": "private", "created_at": clock(), "changed_at": clock()}
            connection.execute(insert(chats).values(known))
            place = {"id": chat, "chat_id": chat, "timezone": "Europe/Berlin", "created_at": clock()}
            connection.execute(insert(subscriptions).values(place))
    return Briefer(
        briefings=Briefings(sqlite, clock),
        draw=desk.draw,
        clock=clock,
        catch_up=timedelta(hours=2),
        jitter_s=45,
    )


def test_over_a_change_of_the_clock_each_day_has_one_briefing_at_its_minute(
    briefer: Briefer, sqlite: Database, clock: FakeClock, desk: Desk
) -> None:
    briefer.set(1, ["02:30"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    for _ in range(10 * 24 * 6):
        clock.pass_s(600)
        briefer.tick()
    assert desk.drawn == [f"2026-10-{day}T02:30" for day in range(21, 31)]
    with sqlite.read() as connection:
        rows = connection.execute(select(outbox.c.part, outbox.c.not_before).order_by("id")).all()
    assert sorted(row.part for row in rows) == [0] * 10 + [1] * 10
    walls = {row.not_before.astimezone(BERLIN).strftime("%H:%M") for row in rows}
    assert walls == {"02:30"}


def test_on_chosen_days_none_is_written_on_the_others(briefer: Briefer, clock: FakeClock, desk: Desk) -> None:
    coming = briefer.set(1, ["07:30"], weekdays=frozenset({6, 0}), timezone="Europe/Berlin")
    assert coming == datetime(2026, 10, 25, 6, 30, tzinfo=UTC)  # the night in which the clocks change
    for _ in range(14 * 24):
        clock.pass_s(3600)
        briefer.tick()
    assert desk.drawn == [f"2026-{day}T07:30" for day in ("10-25", "10-26", "11-01", "11-02")]


def test_a_late_tick_is_made_good_and_a_very_late_one_is_skipped(
    briefer: Briefer, clock: FakeClock, desk: Desk
) -> None:
    coming = briefer.set(1, ["07:30"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    assert coming == datetime(2026, 10, 21, 5, 30, tzinfo=UTC)
    clock.now = coming + timedelta(minutes=119)
    assert briefer.tick() == 1
    clock.now = coming + timedelta(days=1, minutes=121)
    assert briefer.tick() == 0
    clock.now = datetime(2026, 10, 30, 6, 31, tzinfo=UTC)  # days without a tick: one briefing, not seven
    assert briefer.tick() == 1
    assert desk.drawn == ["2026-10-21T07:30", "2026-10-30T07:30"]


def test_a_silence_holds_briefings_and_one_comes_when_it_ends(
    briefer: Briefer, sqlite: Database, clock: FakeClock, desk: Desk
) -> None:
    briefer.set(1, ["07:30", "18:00"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    briefer.set(2, ["18:00"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    ends = datetime(2026, 10, 23, 17, tzinfo=UTC)  # 19:00 in Berlin
    with sqlite.write() as connection:
        silent = update(subscriptions).where(subscriptions.c.id == 1).values(muted_until=ends)
        connection.execute(silent)
    for _ in range(5 * 24 * 2):
        clock.pass_s(1800)
        briefer.tick()
    with sqlite.read() as connection:
        mine = select(outbox.c.key, outbox.c.not_before).where(outbox.c.chat_id == 1, outbox.c.part == 0)
        rows = connection.execute(mine.order_by("id")).all()
    assert [row.key for row in rows][:3] == ["2026-10-23T18:00", "2026-10-24T07:30", "2026-10-24T18:00"]
    assert ends <= rows[0].not_before < ends + timedelta(minutes=1)
    assert desk.drawn.count("2026-10-21T18:00") == 1, "the other chat's came as ever"


def test_a_silence_that_is_lifted_holds_nothing_any_more(
    briefer: Briefer, sqlite: Database, clock: FakeClock, desk: Desk
) -> None:
    briefer.set(1, ["18:00"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    for muted in (clock() + timedelta(days=5), None):
        with sqlite.write() as connection:
            connection.execute(update(subscriptions).values(muted_until=muted))
        for _ in range(24):
            clock.pass_s(3600)
            briefer.tick()
    assert desk.drawn == ["2026-10-21T18:00"]


def test_a_briefing_that_cannot_be_drawn_does_not_hold_up_the_others(
    briefer: Briefer, clock: FakeClock, desk: Desk
) -> None:
    desk.broken.add(1)
    for subscription in (1, 2):
        coming = briefer.set(subscription, ["07:30"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    assert coming is not None
    clock.now = coming
    assert briefer.tick() == 1
    assert briefer.tick() == 0


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE subscriptions SET timezone = 'Foo/Bar' WHERE id = 1",
        "UPDATE briefings SET local_time = '99:99' WHERE subscription_id = 1",
    ],
)
def test_settings_that_cannot_be_read_do_not_hold_up_the_others(
    briefer: Briefer, sqlite: Database, clock: FakeClock, desk: Desk, broken: str
) -> None:
    for subscription in (1, 2):
        coming = briefer.set(subscription, ["07:30"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    assert coming is not None
    with sqlite.write() as connection:
        connection.execute(text(broken))
    clock.now = coming
    assert briefer.tick() >= 1
    assert "2026-10-21T07:30" in desk.drawn
    assert briefer.tick() == 0
    clock.pass_s(86_400)
    assert briefer.tick() >= 1
    assert "2026-10-22T07:30" in desk.drawn


def test_a_clock_set_back_does_not_write_a_briefing_twice(
    briefer: Briefer, clock: FakeClock, desk: Desk
) -> None:
    coming = briefer.set(1, ["07:30"], weekdays=EVERY_DAY, timezone="Europe/Berlin")
    assert coming is not None
    clock.now = coming
    briefer.tick()
    clock.pass_s(-3600)
    for _ in range(120):
        clock.pass_s(60)
        briefer.tick()
    assert desk.drawn == ["2026-10-21T07:30"]
