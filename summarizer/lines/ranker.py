"""How much of a good summary a choice of sentences is expected to hold.

Two fitted forests (`parameters/ranker.json`) give each word and pair of words of the candidates its probability of being
in a reader's summary; a choice is worth the expected ROUGE-1 and ROUGE-2 of its words together.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, chain, pairwise, repeat
from typing import Any

from summarizer.lines.diplomacy import odds, raised, title_stems
from summarizer.lines.salience import MOST_TIMES, Pair, Term, Terms, stems
from summarizer.models.encoder import Vectors, packaged_weights
from summarizer.models.trees import Forest
from summarizer.text.structure import Sentence


@dataclass(frozen=True)
class Weights:
    """Probabilities of the words and pairs of one article."""

    words: Mapping[Term, float]
    pairs: Mapping[Pair, float]

    def worth(self, chosen: Sequence[Sequence[str]], *, expected_words: float) -> float:
        """Expected ROUGE-1 F1 plus ROUGE-2 F1 of these sentences' stems against a summary of so many words."""
        worth = self._worth
        hits = sum(
            worth[word][min(count, MOST_TIMES)]
            for word, count in Counter(chain.from_iterable(chosen)).items()
            if word in worth
        )
        joint = set(chain.from_iterable(map(pairwise, chosen)))
        hits += sum(map(self.pairs.get, joint, repeat(0.0)))
        return 2.0 * hits / (sum(map(len, chosen)) + expected_words)

    @cached_property
    def _worth(self) -> dict[str, list[float]]:
        """What a word is worth by how often it stands in a choice. A search asks hundreds of times."""
        found: dict[str, list[float]] = {}
        for word, _ in self.words:
            if word not in found:
                each = [0.0, *(self.words.get((word, times), 0.0) for times in range(1, MOST_TIMES + 1))]
                found[word] = list(accumulate(each))
        return found

    def alone(self, sentence: Sentence, *, expected_words: float) -> float:
        """Expected worth of one sentence as a whole summary."""
        return self.worth([stems(sentence.words)], expected_words=expected_words)


class Ranker:
    """Scores with fitted parameters; reads them once."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._words = Forest.from_json(dict(parameters["words"]))
        self._pairs = Forest.from_json(dict(parameters["pairs"]))
        self.expected_words: float = parameters["expected_words"]
        """Words of a reader's summary of this style, on average."""

    def weigh(self, terms: Terms, title: str | None = None) -> Weights:
        """Probabilities of the words and pairs of an article.

        Words of the title, numbers and the cues of diplomacy count for more than the corpora taught.
        """
        found = self._words.probabilities(terms.word_rows())
        words = dict(zip(terms.words, found.tolist(), strict=True))
        joint = self._pairs.probabilities(terms.pair_rows(words))
        named = title_stems(title)
        factors = {word: odds(word, named) for word, _ in terms.words}
        return Weights(
            {term: raised(p, factors[term[0]]) for term, p in words.items()},
            {
                pair: raised(p, max(factors[pair[0]], factors[pair[1]]))
                for pair, p in zip(terms.pairs, joint.tolist(), strict=True)
            },
        )


def blend(left: Weights, right: Weights, share: float) -> Weights:
    """Weights between two styles: `share` of the left one. Both are of the same article."""
    return Weights(
        {term: share * p + (1.0 - share) * right.words[term] for term, p in left.words.items()},
        {pair: share * p + (1.0 - share) * right.pairs[pair] for pair, p in left.pairs.items()},
    )


def terms_of(candidates: Sequence[Sentence], vectors: Vectors, article: Sequence[Sentence]) -> Terms:
    """What every ranker needs to know of an article; the article is where the candidates' words are counted."""
    return Terms(candidates, vectors, article, commonness())


@cache
def load_ranker(style: str) -> Ranker:
    """The fitted ranker for "bullets" or for "sentence"."""
    parameters = json.loads(
        files("summarizer").joinpath("parameters/ranker.json").read_text(encoding="utf-8")
    )
    return Ranker(parameters[style])


@cache
def commonness() -> Mapping[str, int]:
    """Rank of each word by its frequency in English: the order of the packaged encoder's vocabulary."""
    with (packaged_weights() / "vocab.txt").open(encoding="utf-8") as file:
        return {line.strip(): rank for rank, line in enumerate(file)}
