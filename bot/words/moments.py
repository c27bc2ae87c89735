"""Times, spans and lengths of time as people type them. Pure; knows no time zone and no clock."""

import re
from datetime import timedelta

from bot.words import clock_words, counts

# Words for units in our languages, as `clock_words.loose` leaves them; a bare number is hours.
_UNITS: tuple[tuple[str, timedelta], ...] = (
    (r"m|mins?|minutes?|minutos?|мин\w*|м|хв\w*|د|دقيقة|دقائق", timedelta(minutes=1)),
    (r"h|hrs?|hours?|ч|час\w*|г|год|годин\w*|heures?|horas?|س|ساعة|ساعات", timedelta(hours=1)),
    (r"d|days?|д|дн\w*|день|сут\w*|доб\w*|j|jours?|dias?|ي|يوم|ايام", timedelta(days=1)),
    (r"w|weeks?|нед\w*|тиж\w*|sem\w*|اسبوع|اسابيع", timedelta(weeks=1)),
    (r"months?|мес\w*|міс\w*|mois|mes|meses|شهر|اشهر|شهور", timedelta(days=30)),
    (r"y|years?|года|лет|рік|рок\w*|ans?|annees?|anos?|سنة|سنوات|عام", timedelta(days=365)),
)
# Lengths of one word or with a half.
_NAMED: tuple[tuple[str, timedelta], ...] = (
    (
        r"half an hour|half hour|полчаса|півгодини|une demi-heure|demi-heure|media hora|نصف ساعة",
        timedelta(minutes=30),
    ),
    (
        r"полтора часа|півтори години|une heure et demie|hora y media|an hour and a half",
        timedelta(minutes=90),
    ),
    (r"دقيقتين", timedelta(minutes=2)),
    (r"ساعتين", timedelta(hours=2)),
    (r"يومين", timedelta(days=2)),
    (r"اسبوعين", timedelta(weeks=2)),
    (r"شهرين", timedelta(days=60)),
)
_FOR = re.compile(r"(?:for|на|протягом|в течение|pendant|pour|durante|por|لمدة) ")
_PART = re.compile(
    rf"(?:(?P<count>\d{{1,4}}|(?:{'|'.join(map(re.escape, dict.fromkeys(word for _, word in counts.SPELLED)))})(?=\s))\s*)?"
    r"(?P<unit>[^\W\d]+)[\s,]*(?:(?:and|et|y|и|та|і) )?"
)
_HOURS_MINUTES = re.compile(r"(\d{1,2}) ?[hчг:] ?(\d\d)")
_CLOCK = r"(\d{1,2})(?:[:.hч](\d{2})|h)?\s*(am|pm)?"
_TIME = re.compile(_CLOCK)
_SPAN = re.compile(rf"(?:from\s+|с\s+|з\s+|de\s+)?{_CLOCK}\s*(?:-|–|—|to|до|à|a|\s)\s*{_CLOCK}")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
LONGEST = timedelta(days=60)
"""Silence that is kept; a pause has no end."""


def clock(words: str) -> str | None:
    """A time of day as "07:30": from 7:30, 07.30, 7h30, 7, 7am, "half past seven", «в 7 утра»."""
    found = _TIME.fullmatch(clock_words.clocks_in(words))
    return None if found is None else _clock(*found.groups())


def clocks(words: str) -> tuple[str, ...] | None:
    """Several times of day, sorted, once each; None when one of them is none."""
    parts = [part for part in re.split(r"[\s,;،]+", clock_words.clocks_in(words)) if part]
    found = [_TIME.fullmatch(part) for part in parts]
    known = [time for one in found if one is not None and (time := _clock(*one.groups())) is not None]
    return tuple(sorted(set(known))) if parts and len(known) == len(parts) else None


def span(words: str) -> tuple[str, str] | None:
    """Two times of day: from 22:00-07:00, 22-7, "from 10pm to 6am", «с 10 вечера до 7 утра». Equal ends are no span."""
    found = _SPAN.fullmatch(_plain(words)) or _SPAN.fullmatch(clock_words.clocks_in(words))
    if found is None:
        return None
    first, last = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
    return None if first is None or last is None or first == last else (first, last)


def length(words: str) -> timedelta | None:
    """A length of time: 30m, 3h, 2d, "1 week", "3 ч", "two hours", "1h 30m"; a bare number is hours.

    As long as it says; `LONGEST` is for those who keep it.
    """
    text = _FOR.sub("", clock_words.loose(words), count=1)
    if re.fullmatch(r"\d{1,4}", text):
        return _positive(int(text) * timedelta(hours=1))
    if found := _HOURS_MINUTES.fullmatch(text):
        return _positive(timedelta(hours=int(found[1]), minutes=int(found[2])))
    named = next((size for pattern, size in _NAMED if re.fullmatch(pattern, text)), None)
    return named or _sum(text)


def _sum(text: str) -> timedelta | None:
    """Of parts such as "1 day, 12 hours"; a unit alone is one of it."""
    total, at = timedelta(), 0
    while at < len(text):
        found = _PART.match(text, at)
        size = _size(found["unit"]) if found else None
        if found is None or size is None or (found["count"] is None and len(found["unit"]) == 1):
            return None
        total += (counts.number(counts.said(found["count"])) or 0 if found["count"] else 1) * size
        at = found.end()
    return _positive(total)


def _size(unit: str) -> timedelta | None:
    return next((size for pattern, size in _UNITS if re.fullmatch(pattern, unit)), None)


def _positive(total: timedelta) -> timedelta | None:
    return total if total > timedelta(0) else None


def _plain(words: str) -> str:
    # Single spaces: the patterns allow any number in several places, and trying them all would take time.
    return " ".join(words.translate(_DIGITS).lower().split())


def _clock(hours: str, minutes: str | None, half: str | None) -> str | None:
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock face
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day
