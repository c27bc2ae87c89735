"""One sentence with other names in it: "X met Y" and "X met Z", "a quake hit A" and "a quake hit B" are two events.

Pure. Press offices and agencies write such sentences from one template, so that embeddings and words find them all but
equal; only the names that were put in tell them apart. A name counts as swapped when neither article mentions the
other's anywhere, spelling variants aside.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from sys import intern

from summarizer.gate.words import FUNCTION, WORD, fold

WORDS = 40
"""Of title and of text that are compared: the first sentence or two."""
TEMPLATE = 0.5
"""Share of words in common, in order, from which two openings are one template with other fillings."""
VARIANT = 0.75
"""Likeness of two spellings of one name ("Sergey", "Sergei"), by difflib's ratio."""
_MEETING = re.compile(
    r"\b(?:met|meets?|meeting|talks|counterpart|hosts?|hosted|received?|receives|visits?|visited|spoke|speaks|call|calls|summit|summons|summoned)\b"
)
_AFTER = 9
"""Words after a word of meeting in which the other party is named: "met her Kestrian counterpart, Foreign Minister Tomas Ardel"."""


def opening(text: str) -> tuple[str, ...]:
    """The first words of a title or text as written."""
    return tuple(intern(match.group()) for _, match in zip(range(WORDS), WORD.finditer(text), strict=False))


def counterparts(words: Sequence[str]) -> frozenset[str]:
    """Folded names of those met, visited, received or summoned."""
    found: set[str] = set()
    for at, word in enumerate(words):
        if _MEETING.fullmatch(word.casefold()):
            found |= {fold(name) for name in words[at + 1 : at + 1 + _AFTER] if name[:1].isupper()}
    return frozenset(found - FUNCTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two articles."""

    opening: Sequence[str]
    names: Collection[str]
    """Folded names of its lead."""
    mentions: Collection[str]
    """Folded words of its whole text."""


def swapped(first: Side, second: Side) -> tuple[str, str] | None:
    """The names that stand in one place of one template, or None."""
    one, other = ([fold(word) for word in side.opening] for side in (first, second))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < TEMPLATE:
        return None
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "replace":
            continue
        mine = _own(one[start:end], first, second)
        theirs = _own(other[other_start:other_end], second, first)
        if mine and theirs and not _variants(mine, theirs):
            return mine[0], theirs[0]
    return None


def other_party(
    first: Collection[str],
    second: Collection[str],
    first_mentions: Collection[str],
    second_mentions: Collection[str],
) -> tuple[str, str] | None:
    """Names of two meetings' other parties when neither article mentions the other's, or None."""
    mine = sorted(name for name in first if name not in second_mentions)
    theirs = sorted(name for name in second if name not in first_mentions)
    shared = set(first) & set(second)
    if mine and theirs and not shared and not _variants(mine, theirs):
        return mine[0], theirs[0]
    return None


def _own(words: Sequence[str], side: Side, opposite: Side) -> list[str]:
    """Names among the words that the other article never mentions."""
    return [word for word in words if word in side.names and word not in opposite.mentions]


def _variants(one: Collection[str], other: Collection[str]) -> bool:
    return any(SequenceMatcher(None, a, b).ratio() >= VARIANT for a in one for b in other)
