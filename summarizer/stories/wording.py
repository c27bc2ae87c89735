"""Did somebody change their words? Two quotes of one person on one subject that are neither the same nor unrelated.

Pure. Says that the wording differs and on what; never which of the two is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizer.stories.overlap import containment, weights

ON_ONE_SUBJECT = 0.3
"""Shared weight of two quotes from which they speak of one subject."""
SAME_WORDS = 0.8
"""Above, the later quote repeats the earlier or a part of it."""
APART = timedelta(hours=6)
"""Quotes of one occasion are published within hours of each other; a change of wording takes another occasion."""
MAX_CHANGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quote as wording sees it."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two quotes on one subject."""

    subject: str
    """The shared words that say what it is about."""
    earlier: int
    later: int


def changes(quotes: Sequence[Words]) -> tuple[Change, ...]:
    """Pairs whose wording changed, newest first, every quote in one pair at most."""
    order = sorted(quotes, key=lambda quote: (quote.at, quote.id), reverse=True)
    used: set[int] = set()
    found: list[Change] = []
    for position, later in enumerate(order):
        for earlier in order[position + 1 :]:
            if {earlier.id, later.id} & used or later.at - earlier.at < APART:
                continue
            share = containment(later.text, earlier.text)
            subject = _subject(later.text, earlier.text)
            if subject and ON_ONE_SUBJECT <= share < SAME_WORDS:
                found.append(Change(subject=subject, earlier=earlier.id, later=later.id))
                used |= {earlier.id, later.id}
                break
    return tuple(found[:MAX_CHANGES])


def _subject(first: str, second: str) -> str:
    """At least two shared words, rarest first, as the first quote spells them."""
    one, other = dict(weights(first)), dict(weights(second))
    shared = sorted((word for word in one if word in other), key=lambda word: (-one[word], word))[:3]
    if len(shared) < 2:  # noqa: PLR2004 - one word is no subject
        return ""
    from summarizer.gate_words import WORD
    from summarizer.stories.words import term

    spelled = {term(match.group()): match.group() for match in reversed(list(WORD.finditer(first)))}
    return " ".join(spelled[word] for word in shared if word in spelled)
