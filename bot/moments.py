"""Times, spans and lengths of time as people type them. Pure; knows no time zone and no clock."""

import re
from datetime import timedelta

# Words for units in our languages, by their first letters; a bare number is hours.
_UNITS: tuple[tuple[str, timedelta], ...] = (
    (r"m|min\w*|мин\w*|м|хв\w*|хвилин\w*|minutos?|د|دقيقة|دقائق", timedelta(minutes=1)),
    (r"h|hrs?|hours?|ч|час\w*|г|год|годин\w*|heures?|horas?|س|ساعة|ساعات", timedelta(hours=1)),
    (r"d|days?|д|дн\w*|день|дні\w*|j|jours?|días?|dias?|ي|يوم|أيام", timedelta(days=1)),
    (r"w|weeks?|нед\w*|тиж\w*|sem\w*|أسبوع|أسابيع", timedelta(weeks=1)),
)
_LENGTH = re.compile(r"(\d{1,4})\s*([^\W\d]*)")
_CLOCK = r"(\d{1,2})(?:[:.hч](\d{2})|h)?\s*(am|pm)?"
_TIME = re.compile(_CLOCK)
_SPAN = re.compile(rf"(?:from\s+|с\s+|з\s+|de\s+)?{_CLOCK}\s*(?:-|–|—|to|до|à|a|\s)\s*{_CLOCK}")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
LONGEST = timedelta(days=60)


def clock(words: str) -> str | None:
    """A time of day as "07:30": from 7:30, 07.30, 7h30, 7, 7am."""
    found = _TIME.fullmatch(_plain(words))
    return None if found is None else _clock(*found.groups())


def clocks(words: str) -> tuple[str, ...] | None:
    """Several times of day, sorted, once each; None when one of them is none."""
    parts = [part for part in re.split(r"[\s,;،]+|\band\b|\bи\b", _plain(words)) if part]
    times = [clock(part) for part in parts]
    known = [time for time in times if time is not None]
    return tuple(sorted(set(known))) if parts and len(known) == len(times) else None


def span(words: str) -> tuple[str, str] | None:
    """Two times of day: from 22:00-07:00, 22-7, 10pm to 6am. Equal ends are no span."""
    found = _SPAN.fullmatch(_plain(words))
    if found is None:
        return None
    first, last = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
    return None if first is None or last is None or first == last else (first, last)


def length(words: str) -> timedelta | None:
    """A length of time: 30m, 3h, 2d, "1 week", "3 ч"; a bare number is hours. At most two months."""
    found = _LENGTH.fullmatch(_plain(words))
    if found is None:
        return None
    number, unit = int(found.group(1)), found.group(2) or "h"
    for pattern, size in _UNITS:
        if re.fullmatch(pattern, unit):
            total = number * size
            return total if timedelta(0) < total <= LONGEST else None
    return None


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
