from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import instant, jitter, next_due, quiet_until
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY, Weekdays

ZONES = sorted(available_timezones() - {"localtime"})


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, …


def due_days(
    zone: ZoneInfo, clock: str, start: datetime, end: datetime, *, weekdays: Weekdays = EVERY_DAY
) -> list[tuple[datetime, date]]:
    found, now = [], start
    while (due := next_due(now, zone, clock, weekdays=weekdays)).at < end:
        found.append((due.at, due.day))
        now = due.at
    return found


@pytest.mark.parametrize("part", range(8))
def test_in_every_zone_each_local_day_of_two_years_has_exactly_one_briefing(part: int) -> None:
    start, end = utc(2026, 11, 1), utc(2028, 11, 1)
    clocks = ("00:00", "02:30", "07:30", "23:30")
    for number, name in enumerate(ZONES[part::8]):
        zone, clock = ZoneInfo(name), clocks[number % len(clocks)]
        found = due_days(zone, clock, start, end)
        days = [day for _, day in found]
        assert days == [days[0] + timedelta(days=n) for n in range(len(days))], name
        assert 730 <= len(days) <= 732, name
        assert all(at.astimezone(zone).date() == day for at, day in found), name


@pytest.mark.parametrize("clock", ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "23:00", "23:30"])
@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Europe/Berlin", utc(2027, 3, 1)),
        ("Europe/Berlin", utc(2026, 10, 1)),
        ("Africa/Cairo", utc(2027, 4, 10)),  # the gap is at midnight
        ("America/Nuuk", utc(2025, 3, 10)),  # the gap ends the day: 23:00 is 00:00
        ("America/Santiago", utc(2027, 9, 1)),
        ("Australia/Lord_Howe", utc(2026, 10, 1)),  # half an hour
        ("Asia/Beirut", utc(2027, 3, 10)),
        ("America/Havana", utc(2026, 10, 20)),
        ("Asia/Gaza", utc(2027, 3, 1)),
    ],
)
def test_nights_in_which_the_clocks_change_have_one_briefing_too(
    name: str, start: datetime, clock: str
) -> None:
    zone = ZoneInfo(name)
    found = due_days(zone, clock, start, start + timedelta(days=40))
    days = [day for _, day in found]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert all(at.astimezone(zone).date() == day for at, day in found)


def test_a_skipped_time_moves_forward_by_the_gap() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert next_due(utc(2027, 3, 27, 12), zone, "02:30").at == utc(2027, 3, 28, 1, 30)  # 03:30 on the wall


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first = next_due(utc(2026, 10, 24, 12), zone, "02:30")
    assert first.at == utc(2026, 10, 25, 0, 30)
    assert next_due(first.at, zone, "02:30").day == date(2026, 10, 26)


def test_a_day_that_a_zone_skipped_has_no_briefing_and_its_neighbours_one_each() -> None:
    zone = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    assert instant(date(2011, 12, 30), time(7, 30), zone) is None
    days = [day.day for _, day in due_days(zone, "07:30", utc(2011, 12, 28), utc(2012, 1, 2))]
    assert days[:4] == [28, 29, 31, 1]


def test_monday_to_friday_leaves_out_the_weekend_of_the_place() -> None:
    zone = ZoneInfo("Pacific/Auckland")
    found, now = [], utc(2026, 11, 20)
    for _ in range(5):
        due = next_due(now, zone, "07:30", weekdays=MONDAY_TO_FRIDAY)
        now = due.at
        found.append(due.day.weekday())
    assert found == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("weekday", range(7))
def test_one_day_a_week_comes_every_week_and_after_one_that_the_zone_skipped(weekday: int) -> None:
    zone = ZoneInfo("Pacific/Apia")  # 30 December 2011, a Friday, was skipped
    found = due_days(zone, "00:00", utc(2011, 12, 1), utc(2012, 2, 1), weekdays=frozenset({weekday}))
    days = [day for _, day in found]
    apart = {later - day for day, later in pairwise(days)}
    assert {day.weekday() for day in days} == {weekday}
    assert apart == ({timedelta(days=7), timedelta(days=14)} if weekday == 4 else {timedelta(days=7)})


@settings(deadline=None)
@given(
    name=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    clock=st.times(),
    minutes=st.integers(0, 25 * 365 * 24 * 60),
)
def test_each_local_day_of_the_set_has_exactly_one_briefing(
    name: str, weekdays: frozenset[int], clock: time, minutes: int
) -> None:
    zone, begin = ZoneInfo(name), utc(2005, 1, 1) + timedelta(minutes=minutes)
    end = begin + timedelta(days=120)
    found = due_days(zone, f"{clock:%H:%M}", begin, end, weekdays=weekdays)
    every = due_days(zone, f"{clock:%H:%M}", begin, end)
    assert found == [due for due in every if due[1].weekday() in weekdays]
    assert len({day for _, day in every}) == len(every)


@given(
    zone=st.sampled_from(ZONES),
    minutes=st.integers(0, 4 * 365 * 24 * 60),
    quiet_from=st.times(),
    quiet_to=st.times(),
)
def test_quiet_hours_end_at_their_end_within_a_day(
    zone: str, minutes: int, quiet_from: time, quiet_to: time
) -> None:
    place, now = ZoneInfo(zone), utc(2025, 1, 1) + timedelta(minutes=minutes)
    until = quiet_until(now, place, f"{quiet_from:%H:%M}", f"{quiet_to:%H:%M}")
    if until is not None:
        assert now < until <= now + timedelta(hours=25)
        assert quiet_until(until, place, f"{quiet_from:%H:%M}", f"{quiet_to:%H:%M}") is None


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (utc(2026, 11, 22, 20, 59), None),
        (utc(2026, 11, 22, 21, 0), utc(2026, 11, 23, 6, 0)),
        (utc(2026, 11, 23, 5, 59), utc(2026, 11, 23, 6, 0)),
        (utc(2026, 11, 23, 6, 0), None),
        (utc(2026, 10, 24, 22, 0), utc(2026, 10, 25, 6, 0)),  # the night has 25 hours
        (utc(2027, 3, 27, 22, 0), utc(2027, 3, 28, 5, 0)),  # … or 23
    ],
)
def test_quiet_hours_span_midnight_and_changes_of_the_clock(now: datetime, until: datetime | None) -> None:
    assert quiet_until(now, ZoneInfo("Europe/Berlin"), "22:00", "07:00") == until


def test_quiet_hours_of_no_length_are_none() -> None:
    assert quiet_until(utc(2026, 11, 22), ZoneInfo("UTC"), "07:00", "07:00") is None


def test_a_minute_is_spread_over_the_chats() -> None:
    spread = [jitter(chat, 45).total_seconds() for chat in range(10_000)]
    assert all(0 <= seconds < 45 for seconds in spread)
    busiest = max(sum(1 for seconds in spread if second <= seconds < second + 1) for second in range(45))
    assert busiest < 2 * 10_000 / 45
    assert jitter(7, 45) == jitter(7, 45)
