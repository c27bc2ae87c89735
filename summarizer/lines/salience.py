"""Which words of an article will be in a good summary of it: what is known of each word and pair of words.

Numbers only; what they are worth is fitted (`evals/fit_ranker.py`). A sentence's worth follows from its words (see
`ranker`), which handles length and redundancy at once: Hong and Nenkova, "Improving the estimation of word importance
for news multi-document summarization" (2014). Regressing sentences directly gained nothing over the lead here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from summarizer.models.encoder import Vectors
from summarizer.text.structure import Sentence

Rows = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Pair = tuple[str, str]
Term = tuple[str, int]
"""A stem and the how-manieth time the summary has it."""

FUNCTION = frozenset(
    (
        "a an the and or but nor so yet of in on at to from by with for as into onto over under between among during "
        "before after since until till about against within without through across per via than then that this these "
        "those there here it its he him his she her hers they them their theirs we us our ours you your yours i me my "
        "mine who whom whose which what when where why how is am are was were be been being has have had having do does "
        "did doing not no yes if while because although though also only just even very more most much many some any all "
        "both each every other another such own same too up down out off again further once will would can could may "
        "might shall should must said says say one two it's he's she's that's i'm don't didn't isn't wasn't now"
    ).split()
)
"""Words that say little on their own."""

MOST_TIMES = 3
"""Occurrences of one word that are told apart: a fourth "the" is no more expected than a third."""
PLACES = 4
"""Decimals of a cosine that count: the first sentence's with itself is 1, not a ten-millionth more or less, between which the
forests had learnt to tell; another processor gave another summary."""
COUNTED = 400
"""Sentences in which words are counted: a report of 20,000 words says what it is about before that."""
RARE = 31_000
"""Rank of a word that the encoder's vocabulary, ordered by frequency, does not hold whole."""


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A lower-case word without its plural, past or participle ending; crude, fast and the same for every use."""
    word = word.removesuffix("'s").replace("'", "")
    if len(word) > 4:  # noqa: PLR2004 - shorter words lose their meaning with their ending
        for suffix, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:  # noqa: PLR2004 - as above
                return word[: len(word) - len(suffix)] + instead
    elif len(word) == 4 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004 - as above
        return word[:-1]
    return word


_FUNCTION_STEMS = {word: index for index, word in enumerate(sorted({stem(word) for word in FUNCTION}))}

WORD_NAMES = (
    "occurrence", "count", "per_cent", "share_of_sentences", "first", "second", "first_share", "in_first", "in_second",
    "in_third", "central_most", "central_mean", "like_first_most", "rank_best", "capital", "number", "characters",
    "is_function", "commonness", "place", "sentences", "words", "function_word", "this_occurrence", "sentence_length",
)  # fmt: skip
PAIR_NAMES = (
    "probability_left", "probability_right", "both", "least", "count", "share", "first", "sentences", "function_left",
    "function_right", "central_most", "like_first_most", "place", "capital_left", "capital_right", "commonness_left",
    "commonness_right", "word_left", "word_right", "rank_best",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a word stands."""

    sentences: list[int]
    places: list[float]
    capitals: list[bool]


class Terms:
    """What is known of the words of some candidate sentences, within the article they come from."""

    def __init__(
        self,
        candidates: Sequence[Sentence],
        vectors: Vectors,
        article: Sequence[Sentence],
        commonness: Mapping[str, int],
    ) -> None:
        self.stems = [stems(sentence.words) for sentence in candidates]
        self._lengths = [max(1, len(own)) for own in self.stems]
        centre = vectors.mean(axis=0)
        central = vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
        # Plain lists: single numbers of an array cost ten times as much to read.
        self._central: list[float] = central.round(PLACES).tolist()
        self._like_first: list[float] = (vectors @ vectors[0]).round(PLACES).tolist()
        self._rank: list[int] = central.argsort()[::-1].argsort().tolist()
        every = [stems(sentence.words) for sentence in article[:COUNTED]]
        self._sentences = len(every)
        self._count = Counter(word for own in every for word in own)
        self._spread = Counter(word for own in every for word in set(own))
        self._pair_count = Counter(pair for own in every for pair in pairs(own))
        self._total = max(1, self._count.total())
        self._commonness = commonness
        self._seen = _places(candidates, self.stems)
        self.words: list[Term] = [
            (word, times)
            for word in self._seen
            for times in range(1, min(MOST_TIMES, max(1, self._count[word])) + 1)
        ]
        self._pair_places = _pair_places(self.stems)
        self.pairs: list[Pair] = list(self._pair_places)

    @cached_property
    def _word_rows(self) -> Rows:
        return np.array([self._word(word, times) for word, times in self.words], dtype=float).reshape(
            -1, len(WORD_NAMES)
        )

    def word_rows(self) -> Rows:
        """One row per entry of `words`, in the order of `WORD_NAMES`."""
        return self._word_rows

    def _word(self, word: str, times: int) -> tuple[float, ...]:
        seen = self._seen[word]
        at, first = seen.sentences, seen.sentences[0]
        count = self._count[word]
        return (
            times, count, 100.0 * count / self._total, self._spread[word] / self._sentences, first,
            [*at, 30][min(1, len(at))], first / len(self.stems), 0 in at, 1 in at, at.count(2) > 0,
            max(self._central[i] for i in at), sum(self._central[i] for i in at) / len(at),
            max(self._like_first[i] for i in at), min(self._rank[i] for i in at),
            sum(seen.capitals) / len(at), word.isdigit(), len(word), word in _FUNCTION_STEMS,
            self._commonness.get(word, RARE), seen.places[0], self._sentences, self._total,
            _FUNCTION_STEMS.get(word, -1), at[times - 1] if len(at) >= times else 30, self._lengths[first],
        )  # fmt: skip

    def pair_rows(self, probability: Mapping[Term, float]) -> Rows:
        """One row per entry of `pairs`, in the order of `PAIR_NAMES`, given the probabilities of the words."""
        rows = self._pair_rows.copy()
        left = np.array([probability[pair[0], 1] for pair in self.pairs])
        right = np.array([probability[pair[1], 1] for pair in self.pairs])
        if len(rows):
            rows[:, :4] = np.column_stack((left, right, left * right, np.minimum(left, right)))
        return rows

    @cached_property
    def _pair_rows(self) -> Rows:
        return np.array([self._pair(pair) for pair in self.pairs], dtype=float).reshape(-1, len(PAIR_NAMES))

    def _pair(self, pair: Pair) -> tuple[float, ...]:
        left, right = pair
        at = self._pair_places[pair]
        count = self._pair_count[pair]
        sentences = {i for i, _ in at}
        first, place = at[0]
        return (
            0.0, 0.0, 0.0, 0.0, count, count / max(1, min(self._count[left], self._count[right])), first,
            len(sentences), left in _FUNCTION_STEMS, right in _FUNCTION_STEMS,
            max(self._central[i] for i in sentences), max(self._like_first[i] for i in sentences),
            place / self._lengths[first], any(self._seen[left].capitals), any(self._seen[right].capitals),
            self._commonness.get(left, RARE), self._commonness.get(right, RARE),
            _FUNCTION_STEMS.get(left, -1), _FUNCTION_STEMS.get(right, -1), min(self._rank[i] for i in sentences),
        )  # fmt: skip


def stems(words: Sequence[str]) -> list[str]:
    """Stems of a sentence's words."""
    return [stem(word) for word in words]


def pairs(own: Sequence[str]) -> list[Pair]:
    """Neighbouring stems."""
    return list(pairwise(own))


def is_function(own: str) -> bool:
    """Says this stem little on its own?"""
    return own in _FUNCTION_STEMS


def _places(candidates: Sequence[Sentence], found: Sequence[Sequence[str]]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for index, (sentence, own) in enumerate(zip(candidates, found, strict=True)):
        capitals = _capitals(sentence.text)
        for place, (word, form) in enumerate(zip(own, sentence.words, strict=True)):
            entry = seen.setdefault(word, _Seen([], [], []))
            entry.sentences.append(index)
            entry.places.append(place / len(own))
            entry.capitals.append(form in capitals)
    return seen


def _capitals(text: str) -> set[str]:
    """Words with a capital that the beginning of the sentence does not explain, in lower case."""
    bare = (word.strip("\"'“”‘’().,;:!?[]") for word in text.split()[1:])
    return {word.lower().replace("’", "'") for word in bare if word[:1].isupper()}


def _pair_places(found: Sequence[Sequence[str]]) -> dict[Pair, list[tuple[int, int]]]:
    places: dict[Pair, list[tuple[int, int]]] = {}
    for index, own in enumerate(found):
        for place, pair in enumerate(pairs(own)):
            places.setdefault(pair, []).append((index, place))
    return places
