"""The moment that "until tomorrow", «до 18:00» or "jusqu'à lundi" ends at, for whoever says it now."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.words import clock_words, days, moments
from bot.words.weekends import WEEKEND, weekend

MORNING = time(8)
"""When a day begins that was named without an hour: nobody who wants silence until tomorrow means midnight."""
_MOST_WORDS = 12
"""Words that a day and an hour have; every way to split them is tried."""
EVENING = 18
"""The hour at which a silence until tonight ends."""
_WEEK = 7
_WEEKEND = re.compile(rf"(?:(?:the|this|over the|le|ce|el|este) )?(?:{WEEKEND})")
_TONIGHT = re.compile(
    r"tonight|(?:this |the )?evening|вечер[ау]|вечора|(?:ce |le )?soir|esta noche|la noche|المساء|مساء"
)
_MORNING = re.compile(
    r"(?:the |this |tomorrow |in the )?morning|утра|завтрашнего утра|ранку|завтрашнього ранку|(?:le |demain )?matin|(?:la )?manana por la manana|la manana|"
    r"الصباح|صباح الغد"
)
_TODAY = re.compile(
    r"today|tonight|(?:the )?night|(?:the )?(?:rest of the )?day|сегодня|сьогодні|ночь|ніч|aujourd'hui|ce soir|cette nuit|la nuit|hoy|esta noche|la noche|"
    r"اليوم|الليلة"
)
_FOR = re.compile(r"^(?:for|over|на|pour|durant|por|para|durante|ل)\s+")
_UNTIL = re.compile(r"(?:until|till|til|до|jusqu'(?:a|au|aux)|hasta(?: el| la)?|حتي|حتى|الى) ")


def until(words: str, now: datetime) -> datetime | None:
    """The coming moment at which "until Monday", "tonight" or "for the weekend" ends, in the zone of `now`; None when the words are neither."""
    text = clock_words.loose(words)
    said = _UNTIL.match(text)
    return _begun(text[said.end() :], now) if said else _over(_FOR.sub("", text), now)


def _over(text: str, now: datetime) -> datetime | None:
    """When a stretch of days that is named without "until" is over."""
    if _TODAY.fullmatch(text):
        return _at(now.date() + timedelta(days=1), f"{MORNING:%H:%M}", now)
    off = _weekend(text, now)
    if off is None or off.start > now.date() + timedelta(days=1):
        # Said on a Tuesday, it asks for a silence that begins later; one from now on would be no favour.
        return None
    return _at(off.start + timedelta(days=off.length), f"{MORNING:%H:%M}", now)


def _begun(text: str, now: datetime) -> datetime | None:
    """When what is named after "until" begins."""
    if _TONIGHT.fullmatch(text):
        tonight = _at(now.date(), f"{EVENING}:00", now)
        return tonight if tonight > now else None
    if _MORNING.fullmatch(text):
        today = _at(now.date(), f"{MORNING:%H:%M}", now)
        return today if today > now else _at(now.date() + timedelta(days=1), f"{MORNING:%H:%M}", now)
    off = _weekend(text, now)
    if off is None:
        return _coming(text, now)
    comes = off.start if off.start > now.date() else off.start + timedelta(days=_WEEK)
    return _at(comes, f"{MORNING:%H:%M}", now)


class _DaysOff(NamedTuple):
    start: date
    length: int


def _weekend(text: str, now: datetime) -> _DaysOff | None:
    """The weekend that comes or has begun where this is said; None when the words say something else."""
    if _WEEKEND.fullmatch(text) is None:
        return None
    days_off = weekend(now.tzinfo.key if isinstance(now.tzinfo, ZoneInfo) else "UTC")
    first = next(day for day in days_off if (day - 1) % _WEEK not in days_off)
    begun = (now.weekday() - first) % _WEEK
    away = -begun if begun < len(days_off) else _WEEK - begun
    return _DaysOff(now.date() + timedelta(days=away), len(days_off))


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
