"""Which day an article's lead dates its event to, resolved against the day it was published.

Knows English weekdays, months and the usual relative days; without a publication date it resolves only full dates.
Ambiguous words are left out: a missing day says nothing, a wrong one separates what belongs together.
"""

import re
from datetime import date, datetime, timedelta

from summarizer.gate.numbers import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|May"
_DAY_MONTH = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
)
_DAYS = "|".join(word.capitalize() for word in WEEKDAYS if word.endswith("day"))
_WEEKDAY = re.compile(rf"\b(?P<next>next\s+|last\s+)?(?P<day>{_DAYS})\b")
_FUTURE = re.compile(
    r"\b(?:will|to\s+(?:meet|visit|hold|host|travel|sign|open|begin|start|resume)|scheduled|due|plans?|next)\b"
)


def days_of(lead: str, published: datetime | None) -> frozenset[str]:
    """ISO days named in the lead."""
    found = {day for day in _dated(lead, published) if day}
    if published is not None:
        found |= {_near(match, lead, published.date()) for match in _WEEKDAY.finditer(lead)} - {None}  # type: ignore[arg-type]  # None is taken out right here
    return frozenset(day.isoformat() for day in found if day is not None)


def _dated(lead: str, published: datetime | None) -> list[date | None]:
    found = []
    for match in _DAY_MONTH.finditer(_lower_months(lead)):
        month = MONTHS[(match["m1"] or match["m2"]).casefold()]
        day = int(match["d1"] or match["d2"])
        found.append(_resolve(day, month, match["year"], published))
    return found


def _lower_months(lead: str) -> str:
    """Month names as the pattern has them; "May" keeps its capital, because "may" is a verb."""
    return re.sub(
        rf"\b(?:{'|'.join(m for m in MONTHS if m != 'may')})\b",
        lambda m: m.group().casefold(),
        lead,
        flags=re.IGNORECASE,
    )


def _resolve(day: int, month: int, year: str | None, published: datetime | None) -> date | None:
    try:
        if year:
            return date(int(year), month, day)
        if published is None:
            return None
        years = (published.year - 1, published.year, published.year + 1)
        return min((date(y, month, day) for y in years), key=lambda d: abs((d - published.date()).days))
    except ValueError:
        return None


def _near(match: re.Match[str], lead: str, today: date) -> date | None:
    """A bare weekday is the last one before or on the day of publication, or the next if the clause looks ahead."""
    if match["next"]:
        return None
    wanted = WEEKDAYS[match["day"].casefold()]
    back = (today.weekday() - wanted) % 7
    clause = lead[max(0, match.start() - 80) : match.end() + 40]
    if _FUTURE.search(clause):
        return today + timedelta(days=(wanted - today.weekday()) % 7)
    return today - timedelta(days=back)
