"""Did somebody change their words? Two quotes of one person on one subject that are neither the same nor unrelated.

Pure. Says that the wording differs and on what; never which of the two is meant.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizer.gate.words import WORD
from summarizer.stories.overlap import containment, weights
from summarizer.stories.words import term

ALIKE = 0.45
"""Of the weight of two quotes together must be shared for them to make one point; people say "Clinton" and "win" of everything.
Set looking at 830 quotes of five politicians over a year: 15 pairs, of which 11 by eye make one point; at .3 of the
lighter quote alone, 132 pairs, of which most had a name in common and nothing else."""
SAME_WORDS = 0.85
"""Of the lighter quote's weight: above, one repeats the other or a part of it."""
LEAST_SHARED = 2
"""Terms, one of them no name."""
LONGEST = 60
"""Words: a speech touches on everything."""
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
            if subject := _changed(later.text, earlier.text):
                found.append(Change(subject=subject, earlier=earlier.id, later=later.id))
                used |= {earlier.id, later.id}
                break
    return tuple(found[:MAX_CHANGES])


def _changed(later: str, earlier: str) -> str:
    """The subject of two quotes that make one point in other words: what they share, rarest first; "" for others."""
    if max(len(later.split()), len(earlier.split())) > LONGEST:
        return ""
    one, other = dict(weights(later)), dict(weights(earlier))
    shared = [word for word in one if word in other]
    both = math.fsum(one.values()) + math.fsum(other.values())
    alike = 2 * math.fsum(one[word] for word in shared) / both if both else 0.0
    if alike < ALIKE or len(shared) < LEAST_SHARED or containment(later, earlier) >= SAME_WORDS:
        return ""
    spelled = {term(match.group()): match.group() for match in reversed(list(WORD.finditer(later)))}
    if all(spelled[word][:1].isupper() for word in shared):
        return ""
    return " ".join(spelled[word] for word in sorted(shared, key=lambda word: (-one[word], word))[:3])
