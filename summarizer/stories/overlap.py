"""Do two sentences say the same? By the rare words they share; numbers apart, so that a changed number is seen."""

import math
from functools import lru_cache

from summarizer.stories.words import rarity, terms

REPEATED = 0.6
"""Of the shorter sentence's weight; below, a sentence adds more than it repeats."""


@lru_cache(maxsize=4096)
def weights(text: str) -> tuple[tuple[str, float], ...]:
    """The terms of a sentence that are not numbers, each once, with their rarity."""
    rare = rarity()
    return tuple(sorted((word, rare(word)) for word in set(terms(text)) if not word[0].isdigit()))


def containment(first: str, second: str) -> float:
    """The share of the lighter sentence's weight that the other one has too, 0 … 1."""
    one, other = dict(weights(first)), dict(weights(second))
    lighter = min(math.fsum(one.values()), math.fsum(other.values()))
    shared = math.fsum(weight for word, weight in one.items() if word in other)
    return shared / lighter if lighter else 0.0


def repeats(first: str, second: str) -> bool:
    """Whether one of the two is enough."""
    return containment(first, second) >= REPEATED
