"""Names as English spells them: capitalised words with particles, initials and nicknames, and the title in front.

Knows spelling only. Does not know who is a person and who is a ministry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summarizer.text.people_words import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_NAMES,
    MALE_TITLES,
    NOT_NAMES,
    OFFICE_MODIFIERS,
    OFFICES,
    ORGANISATION_WORDS,
)
from summarizer.types import Span

_SITE: Final = r"(?:\.(?:com|org|net|info|news|kz|ru|ua|by|kg|am|ge|az|md|pl|hu|de|fr|eu|me|il|uk)\b)?"
"""Of an outlet that is called by its address ("Orda.kz"). A list: "Moscow.he" is a missing space."""
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}(?=\s[A-Z])|[^\W\d_](?:[\w’'\u2010\u2011-]*\w)?{_SITE}|(?<=\s)[A-Z]\.")
_PARTICLES: Final = frozenset(
    "de da di del della dos du la le van von der den ter bin ibn al el ul zu y".split()
)
_SHOUTED: Final = frozenset(
    "SAID SAYS TOLD TELLS ADDED ADDS ASKED ASKS WROTE WRITES REPLIED WARNED CALLED HAS HAD WAS IS".split()
)
"""Verbs that a text all in capitals writes like the name before them."""
SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])
ADJECTIVE = re.compile(
    r"^[A-Z]\w+(?:ian|ean|ish|ese|ani|aqi|aeli|eli|can|sian|nian|ench|eek|ch|ti|wiss|rab|i)$|^(?:U\.?S|UK|EU|UN|NATO|American|German)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One capitalised sequence of the text, split into the title in front and the name."""

    start: int
    end: int
    words: tuple[str, ...]
    title: Span | None
    """Words before the name that are an office ("Russian President"), or an honorific."""


def names(text: str) -> Iterator[Name]:
    """Every capitalised sequence that may be a name, in order."""
    group: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        possessive = word.endswith(("’s", "'s"))
        if possessive:
            word, end = word[:-2], end - 2
        gap = text[group[-1][1] : start] if group else ""
        joined = group and (
            gap == " "
            or (gap in {". ", ", "} and word in {"Jr", "Sr"})
            or (gap == ". " and _abbreviation(group[-1][2]))
        )
        capital = word[:1].isupper()
        if group and not (joined and (capital or word in _PARTICLES)):
            yield from _name(text, group)
            group = []
        if capital or (group and word in _PARTICLES):
            group.append((start, end, word))
        if possessive and group:
            yield from _name(text, group)
            group = []
    if group:
        yield from _name(text, group)


_SMALL: Final = frozenset("with from into over upon than amid".split())
"""Long words that headlines leave without a capital."""


def headlines(text: str) -> list[Span]:
    """Lines whose long words all have capitals: headlines, where a capital makes no name."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        words = [w for w in re.findall(r"[^\W\d_]{4,}", line.group()) if w not in _SMALL]
        if len(words) >= 4 and all(w[0].isupper() for w in words):  # noqa: PLR2004 — fewer words are a name
            found.append(line.span())
    return found


def _abbreviation(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or word in {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Col",
        "Lt",
        "Adm",
        "Prof",
        "St",
        "Sgt",
        "Capt",
        "Rev",
        "Maj",
        "Amb",
        "Jr",
        "Sr",
    }


def _name(text: str, group: list[tuple[int, int, str]]) -> Iterator[Name]:
    while group and group[-1][2] in _PARTICLES:
        group.pop()
    shouted = (k for k in range(1, len(group)) if group[k][2] in _SHOUTED and group[k - 1][2].isupper())
    group = group[: next(shouted, len(group))]  # "AMBASSADOR ANA LIND SAID"
    while group and group[0][2].lower() in NOT_NAMES and group[0][2] not in HONORIFICS:
        group = group[1:]
    if not group:
        return
    first = 0
    for k, (_, _, word) in enumerate(group[:-1]):
        if is_title(word) and not (k + 1 < len(group) and group[k + 1][2] in {"of", "for"}):
            first = k + 1
    first = max(first, _given_after_body(group, first))
    title = None
    if first:
        title = (group[0][0], group[first - 1][1])
        if text[title[1] : title[1] + 1] == ".":
            title = (title[0], title[1] + 1)
    rest = group[first:]
    if len(rest) > 2 and rest[-1][2].lower().strip(".") in SUFFIXES:  # noqa: PLR2004 — a name of two words and "Jr"
        rest = rest[:-1]
    yield Name(start=rest[0][0], end=rest[-1][1], words=tuple(w for _, _, w in rest), title=title)


def _given_after_body(group: list[tuple[int, int, str]], first: int) -> int:
    """In "House Newt Gingrich", "Fox Sean Hannity": where a given name follows a body or a nation, the name starts there."""
    for k in range(first + 1, len(group) - 1):
        if group[k][2] in MALE_NAMES or group[k][2] in FEMALE_NAMES:
            before = [w for _, _, w in group[first:k]]
            if any(
                w.lower() in ORGANISATION_WORDS or w.lower() in OFFICE_MODIFIERS or ADJECTIVE.match(w)
                for w in before
            ):
                return k
            return first
    return first


_FELLOW: Final = re.compile(r"(?:Co|Vice|Ex|Sub|Under)[-\u2010\u2011][a-z]{4,}$")
"""As in "Co-researcher Ana Lind": a name after a hyphen has a capital."""


def is_title(word: str) -> bool:
    """An office or a form of address."""
    low = word.lower().strip(".")
    if _FELLOW.match(word):
        return True
    return low in OFFICES or word in HONORIFICS or low in MALE_TITLES or low in FEMALE_TITLES
