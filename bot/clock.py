"""When things are due on the clocks on people's walls.

Pure: zones, dates and times in, instants in UTC out; never asks what time it is. Every local day that exists has exactly
one instant for every time of day: a time that the clocks skip moves forward by the gap (02:30 in a spring night is 03:30),
or back where forward would be tomorrow; of a time that comes twice, the first counts. A trigger by cron rules skipped a
whole day in Cairo and fired twice in Berlin (measured), so this is computed here.
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.weekdays import EVERY_DAY, Weekdays

DAY = timedelta(days=1)
# On one day of the week alone, that of today has passed and that of next week is one the zone skipped at the date line.
LOOK_AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The next time, and the local date it belongs to: what makes a briefing the one of its day."""

    at: datetime
    day: date


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime | None:
    """When the clocks of a zone show this time on this day, in UTC; None where the zone skipped the whole day."""
    for fold in (0, 1):
        # PEP 495: in a gap, fold=0 reads the time with the offset before it (so it moves forward), fold=1 back.
        moment = datetime.combine(day, clock, tzinfo=zone).replace(fold=fold).astimezone(UTC)
        if moment.astimezone(zone).date() == day:
            return moment
    return None


def next_due(after: datetime, zone: ZoneInfo, local_time: str, *, weekdays: Weekdays = EVERY_DAY) -> Due:
    """The first instant after `after` at which it is `local_time` ("07:30") in the zone, on one of these days there."""
    clock = parse(local_time)
    today = after.astimezone(zone).date()
    for days in range(-1, LOOK_AHEAD_DAYS + 1):
        day = today + days * DAY
        if day.weekday() not in weekdays:
            continue
        moment = instant(day, clock, zone)
        if moment is not None and moment > after:
            return Due(at=moment, day=day)
    raise AssertionError(f"no {local_time} within two weeks of {after} in {zone}")


def quiet_until(now: datetime, zone: ZoneInfo, quiet_from: str, quiet_to: str) -> datetime | None:
    """The end of the quiet hours that `now` is in; None outside them. Quiet hours may span midnight."""
    start, end = parse(quiet_from), parse(quiet_to)
    if start == end:
        return None
    today = now.astimezone(zone).date()
    for day in (today - DAY, today):
        began = instant(day, start, zone)
        over = _end(day if end > start else day + DAY, end, zone)
        if began is not None and began <= now < over:
            return over
    return None


def _end(day: date, clock: time, zone: ZoneInfo) -> datetime:
    moment = instant(day, clock, zone)
    while moment is None:  # the zone skipped that day at the date line
        day += DAY
        moment = instant(day, clock, zone)
    return moment


def parse(clock: str) -> time:
    """A stored time of day, such as "07:30"."""
    hours, _, minutes = clock.partition(":")
    return time(int(hours), int(minutes))


def jitter(chat_id: int, spread_s: float) -> timedelta:
    """How much after the minute this chat is served, always the same: 07:00 must not be a stampede."""
    return timedelta(seconds=spread_s * (zlib.crc32(str(chat_id).encode()) % 1000) / 1000)
