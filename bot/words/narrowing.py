"""The days that limit a search, out of the words it was asked with: "grain since last week", «зерно с 1 ноября», since:2026-05-01.

Pure; today comes from the caller. Words that only may mean a day ("from", «с») are words of the search when no day
follows them. Words that mean nothing else ("since", "depuis") name what could not be read, so that nobody is shown a wider
search than they asked for.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.words import days, following

_SINCE_SURELY = (
    r"since|starting from|начиная с|починаючи з|depuis|à partir de|à partir du|a partir de|a partir del|منذ"
)
_SINCE_MAYBE = r"from|after|с|со|від|з|із|desde|dès|من"
_UNTIL_SURELY = r"until|till|jusqu['’]à|jusqu['’]au"
_UNTIL_MAYBE = r"up to|before|до|по|avant|hasta|حتى"
_SURELY = re.compile(rf"{_SINCE_SURELY}|{_UNTIL_SURELY}", re.IGNORECASE)
_LIMIT = re.compile(
    rf"(?<!\S)(?:(?P<since>{_SINCE_SURELY}|{_SINCE_MAYBE})|(?P<until>{_UNTIL_SURELY}|{_UNTIL_MAYBE}))\s+(?=(?P<day>\S.*))",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\d[\d./-]+")
_FILTER = re.compile(r"(?<!\S)(since|until):\s*(?=\S)", re.IGNORECASE)
_VALUE = re.compile(r"\"([^\"]+)\"|\S+")
_NEXT_FILTER = re.compile(r"\s(?=\S+:\S|[-–—]\w)")
_COUNTRY = re.compile(r"(?<!\S)country:(\"[^\"]+\"|\S+)", re.IGNORECASE)
_MOST_WORDS = 7
"""Words that a day has: "the 1st of November of 2025"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Words to look for, and within which days."""

    words: str
    since: date | None = None
    until: date | None = None
    """Both included."""
    odd: str = ""
    """What should have been a day and is none, as it was written."""

    @property
    def query(self) -> str:
        """As the archive reads it (`store.search.filters_of`): days and countries as codes."""
        limits = [f"since:{self.since}" if self.since else "", f"until:{self.until}" if self.until else ""]
        return " ".join(part for part in (_COUNTRY.sub(_code, self.words), *limits) if part)


def narrowed(words: str, today: date) -> Narrowed:
    """Take the days out of the words."""
    found = _without_filters(Narrowed(words=words), today)
    while (shorter := _without_tail(found, today)) is not None:
        found = shorter
    return found if found.odd else replace(found, odd=_odd(found.words))


def _without_filters(found: Narrowed, today: date) -> Narrowed:
    """since:… and until:…, whose days may have several words."""
    at = 0
    while match := _FILTER.search(found.words, at):
        rest = found.words[match.end() :]
        taken = _longest_day(rest, today)
        if taken is None:
            value = _VALUE.match(rest)
            assert value is not None, "the filter is followed by something"
            return replace(found, odd=match.group() + value.group())
        length, span = taken
        left = f"{found.words[: match.start()]} {rest[length:]}".split()
        found = _limited(replace(found, words=" ".join(left)), match[1].lower(), span)
    return found


def _longest_day(rest: str, today: date) -> tuple[int, days.Span] | None:
    """How many characters name a day, and the day."""
    if quoted := re.match(r"\"([^\"]+)\"", rest):
        span = days.span(quoted[1], today)
        return None if span is None else (quoted.end(), span)
    ends = [match.end() for match in re.finditer(r"\S+", _NEXT_FILTER.split(rest)[0])][:_MOST_WORDS]
    for end in reversed(ends):
        if span := days.span(rest[:end], today):
            return end, span
    return None


def _without_tail(found: Narrowed, today: date) -> Narrowed | None:
    """The words without the last "since …" at their end; None when there is none."""
    for match in reversed(list(_LIMIT.finditer(found.words))):
        if len(match["day"].split()) > _MOST_WORDS:
            return None
        surely = bool(_SURELY.fullmatch(match["since"] or match["until"]))
        span = days.span(match["day"], today, lengths=surely)
        if span is not None:
            which: Literal["since", "until"] = "since" if match["since"] else "until"
            return _limited(replace(found, words=found.words[: match.start()].strip()), which, span)
    return None


def _limited(found: Narrowed, which: str, span: days.Span) -> Narrowed:
    return replace(found, since=span.first) if which == "since" else replace(found, until=span.last)


def _odd(words: str) -> str:
    """The last word that surely announces a day, or may and is followed by a number like one."""
    for match in reversed(list(_LIMIT.finditer(words))):
        if len(match["day"].split()) > _MOST_WORDS:
            break  # a sentence, not a day
        if _SURELY.fullmatch(match["since"] or match["until"]) or _NUMERIC.fullmatch(match["day"]):
            return words[match.start() :]
    return ""


def _code(match: re.Match[str]) -> str:
    known = following.country(match[1].strip('"'))
    return match.group() if known is None else f"country:{known}"
