"""Words as stories compare them: terms with a light stem, names by their capitals, weights by rarity.

Pure text. Knows how rare a word is in news (`parameters/news_words.json`, document frequencies counted by
`evals/fit_stories.py`); does not know what an article is about.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from summarizer.gate.numbers import MONTHS, WEEKDAYS
from summarizer.gate.words import FUNCTION, WORD, fold, stem
from summarizer.stories.function_words import FUNCTION_WORDS

PARAMETERS = Path(__file__).parent.parent / "parameters"
_SENTENCE_END = re.compile(r"[.!?:;…\n\"“”„«»'‘’(\[—–|•-]\s*$")
_PREFIX = 6
"""Letters kept of a word that is not plain Latin: a stem for Cyrillic, Greek, Arabic and accents alike, crude and language-free."""
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)


@lru_cache(maxsize=32_768)
def term(word: str) -> str | None:
    """The word as it is compared; None for words without news of their own and single letters."""
    folded = fold(word)
    if not folded[1:] or folded in FUNCTION:
        return None
    if folded[0].isdigit():
        return folded.replace(",", "")
    return stem(folded) if folded.isascii() else folded[:_PREFIX]


def terms(text: str, language: str | None = None) -> Iterator[str]:
    """The terms of a text in order; with its language, less that language's words without news."""
    empty = FUNCTION_WORDS.get(language or "en", frozenset())
    for match in WORD.finditer(text):
        if fold(match.group()) not in empty and (found := term(match.group())):
            yield found


def names(text: str) -> frozenset[str]:
    """Folded words that are written as names: with a capital inside a sentence and nowhere without one.

    Word by word, so that "Sergei Lavrov" and "Mr Lavrov" meet. Scripts without capitals have no names here.
    """
    inside: set[str] = set()
    small: set[str] = set()
    for match in WORD.finditer(text):
        word = match.group()
        folded = fold(word)
        if word[:1].islower():
            small.add(folded)
        elif len(folded) > 1 and word[:1].isupper() and not _opens(text, match.start()):
            inside.add(folded)
    return frozenset(word for word in inside - small - FUNCTION - _CALENDAR if not word[0].isdigit())


def _opens(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at]
    return at == 0 or bool(_SENTENCE_END.search(before))


class Rarity:
    """How much a shared word says: inverse document frequency, counted on news once and never changed.

    Fixed, so that the likeness of two articles depends on those two alone: the same pair gets the same score in the
    command line, in the live bot and after a restart.
    """

    def __init__(self, documents: int, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._most = math.log(documents + 1.0)

    def __call__(self, found: str) -> float:
        """0 for a word in every article; about 9 for one never seen."""
        return max(0.0, self._most - math.log(self._counts.get(found, 0) + 1.0))


@cache
def rarity() -> Rarity:
    """The table that ships, read at the first use."""
    table = json.loads((PARAMETERS / "news_words.json").read_text(encoding="utf-8"))
    return Rarity(table["documents"], table["counts"])
