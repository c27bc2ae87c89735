"""The moment that "until tomorrow", «до 18:00» or "jusqu'à lundi" ends at, for whoever says it now."""

import re
from datetime import date, datetime, time, timedelta

from bot import clock_words, days, moments

MORNING = time(8)
"""When a day begins that was named without an hour: nobody who wants silence until tomorrow means midnight."""
_MOST_WORDS = 12
"""Words that a day and an hour have; every way to split them is tried."""
_UNTIL = re.compile(r"(?:until|till|til|до|jusqu'(?:a|au|aux)|hasta(?: el| la)?|حتي|حتى|الى) ")


def until(words: str, now: datetime) -> datetime | None:
    """The coming moment, in the zone of `now`; None when the words begin with no "until" or name no moment."""
    text = clock_words.loose(words)
    said = _UNTIL.match(text)
    return _coming(text[said.end() :], now) if said else None


def _coming(text: str, now: datetime) -> datetime | None:
    clock = moments.clock(text)
    if clock is not None:
        today = _at(now.date(), clock, now)
        return today if today > now else _at(now.date() + timedelta(days=1), clock, now)
    for day_words, clock_said in _readings(text):
        day = days.coming(day_words, now.date())
        hour = moments.clock(clock_said) if clock_said else f"{MORNING:%H:%M}"
        if day is not None and hour is not None and (found := _at(day, hour, now)) > now:
            return found
    return None


def _readings(text: str) -> list[tuple[str, str]]:
    """All of it a day; a day before its hour; an hour before its day."""
    words = text.split()
    if len(words) > _MOST_WORDS:
        return []
    cuts = range(1, len(words))
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    return [(text, ""), *halves, *((second, first) for first, second in halves)]


def _at(day: date, clock: str, now: datetime) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=now.tzinfo)
