"""What is new: the weight of a sentence that nothing told before had.

Pure. Knows the words and numbers of earlier articles; does not know who was told.
"""

import math
from collections.abc import Iterable

from summarizer.gate_words import WORD, fold
from summarizer.sentences import sentences
from summarizer.stories.overlap import containment
from summarizer.stories.words import rarity, term, terms

NEW_SHARE = 0.4
"""Of a sentence's weight must be unheard of. Set by hand on a few articles, not fitted."""
SAME_FACT = 0.7
"""A known sentence that holds this much of the new one tells the same fact, whatever else it leaves out."""
LEAST_WEIGHT = 12.0
"""Two rare words: less is a phrase, not a development."""


class Known:
    """Everything that was told."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._terms: set[str] = set()
        self._sentences: list[str] = []
        for text in texts:
            self._terms.update(terms(text))
            self._sentences += [text[start:end] for start, end in sentences(text)]

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
        numbers = {word for word in terms(text) if word[0].isdigit()}
        return any(
            numbers <= set(terms(sentence))
            and containment(text, sentence) >= SAME_FACT
            and _covers(sentence, text)
            for sentence in self._sentences
        )


def is_weighty(text: str, known: Known) -> bool:
    """Whether a sentence is a development: mostly unheard of, or a number or an outcome that nobody had."""
    share, weight = known.share_unheard(text)
    return weight >= LEAST_WEIGHT and share >= NEW_SHARE and not known.told(text)


def _covers(sentence: str, text: str) -> bool:
    """The known sentence has most of the new one, not the other way round."""
    have = {found for match in WORD.finditer(sentence) if (found := term(fold(match.group())))}
    want = {found for match in WORD.finditer(text) if (found := term(fold(match.group())))}
    return len(want & have) >= SAME_FACT * len(want)
