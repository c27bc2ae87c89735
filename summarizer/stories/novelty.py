"""What is new: the weight of a sentence that nothing told before had.

Pure. Knows the words and numbers of earlier articles; does not know who was told.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summarizer.stories.overlap import containment
from summarizer.stories.words import rarity, terms
from summarizer.text.sentences import sentences

NEW_SHARE = 0.4
"""Of a sentence's weight must be unheard of. Set by hand on a few articles, not fitted."""
SAME_FACT = 0.7
"""A known sentence that holds this much of the new one tells the same fact, whatever else it leaves out."""
LEAST_WEIGHT = 12.0
"""Two rare words: less is a phrase, not a development."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence as it is compared."""

    text: str
    words: frozenset[str]


class Known:
    """Everything that was told."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._terms: set[str] = set()
        self._sentences: list[_Told] = []
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """One more text was told."""
        told = _sentences(text)
        self._sentences += told
        for one in told:
            self._terms |= one.words

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def share_unheard(self, text: str) -> tuple[float, float]:
        """The share of the sentence's weight that no earlier article has, and that weight."""
        rare = rarity()
        own = {word: rare(word) for word in set(terms(text))}
        total = math.fsum(own.values())
        new = math.fsum(weight for word, weight in own.items() if word not in self._terms)
        return (new / total if total else 0.0), new

    def told(self, text: str) -> bool:
        """Whether some sentence told before says the same, its numbers included."""
        own = frozenset(terms(text))
        numbers = {word for word in own if word[0].isdigit()}
        least = SAME_FACT * len(own)
        return any(
            numbers <= told.words
            and len(own & told.words) >= least
            and containment(text, told.text) >= SAME_FACT
            for told in self._sentences
        )


def is_weighty(text: str, known: Known) -> bool:
    """Whether a sentence is a development: mostly unheard of, or a number or an outcome that nobody had."""
    share, weight = known.share_unheard(text)
    return weight >= LEAST_WEIGHT and share >= NEW_SHARE and not known.told(text)


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[_Told, ...]:
    """Read once: a story's articles are looked at again with every article that joins it."""
    spans = [text[start:end] for start, end in sentences(text)]
    return tuple(_Told(one, frozenset(terms(one))) for one in spans)
