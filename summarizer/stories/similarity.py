"""How likely two articles tell of one event, and what speaks against it.

Pure. A logistic regression over a few likenesses (embedding, words, names that the other never mentions), fitted
by `evals/fit_stories.py` on labelled events; then what contradicts takes away: another number of a series, another day,
too long between them. Every contradiction leaves a reason in words.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from summarizer.stories.features import Features, Halves, Hashes, Reals, hashed
from summarizer.stories.swaps import Side, other_party, swapped
from summarizer.stories.words import PARAMETERS

VETO = 20.0
"""Log-odds taken when both leads number the same thing differently ("11th package", "12th package") or fill one template with
other names: more than the most alike of look-alikes have (about 16)."""
DAY_PENALTY = 3.0
"""Log-odds taken when both leads date their event, to days more than one apart."""
UNLIKE = -5.0
"""Log-odds (a probability of .007) below which nobody looks for swapped names: two thirds of the time of a comparison, for nothing."""
GAP_FREE_DAYS = 1.5
GAP_PENALTY = 0.7
"""Log-odds a day beyond the free ones: the outlets of the fitted events are at most three days apart, mostly within one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The verdict on two articles."""

    score: float
    """Probability of one event, after everything that contradicts it."""
    measures: Mapping[str, float]
    margin: float = 0.0
    """The score less the join threshold of the regression that judged: at 0 or more the two are one story."""
    against: tuple[str, ...] = ()
    """Contradictions in words, such as "package 11 / 12"."""

    @property
    def same(self) -> bool:
        """One story?"""
        return self.margin >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """One fitted regression and where it joins."""

    bias: float
    weights: Mapping[str, float]
    """By name of the measure."""
    join: float
    """Articles are one story at this mean score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What `evals/fit_stories.py` found: with an encoder, without one, and between two languages."""

    full: Regression
    lexical: Regression
    across: Regression

    @classmethod
    def load(cls, path: Path | None = None) -> "Fitted":
        """The parameters that ship, or those of a file."""
        value = json.loads((path or PARAMETERS / "stories.json").read_text(encoding="utf-8"))
        return cls(**{name: Regression(**value[name]) for name in ("full", "lexical", "across")})


@cache
def fitted() -> Fitted:
    """The parameters that ship, read at the first use."""
    return Fitted.load()


class Similarity:
    """Compares two articles' features."""

    def __init__(self, parameters: Fitted | None = None) -> None:
        self._parameters = parameters or fitted()

    def compare(self, first: Features, second: Features) -> Likeness:
        """The likeness; symmetric."""
        measures = measure(first, second)
        regression = self._regression(first, second)
        logit = regression.bias + math.fsum(w * measures[name] for name, w in regression.weights.items())
        against = contradictions(first, second)
        logit -= sum(penalty for penalty, _ in against)
        if logit >= UNLIKE and (swap := _swap(first, second)) is not None:
            against.append((VETO, " / ".join(swap)))
            logit -= VETO
        score = 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))
        reasons = tuple(reason for _, reason in against)
        return Likeness(score=score, measures=measures, margin=score - regression.join, against=reasons)

    def _regression(self, first: Features, second: Features) -> Regression:
        if not (first.vector.size and second.vector.size):
            return self._parameters.lexical
        if first.language and second.language and first.language != second.language:
            return self._parameters.across
        return self._parameters.full


def measure(first: Features, second: Features) -> dict[str, float]:
    """The likenesses, each 0 … 1 (an embedding's cosine may be negative)."""
    missing = (_missing(first, second), _missing(second, first))
    both = first.vector.size == second.vector.size
    return {
        "embedding": _dot(first.vector, second.vector) if both and first.vector.size else 0.0,
        "words": _cosine(first.words, first.weights, second.words, second.weights),
        "both_missing": min(missing),
        "one_missing": max(missing),
    }


def _dot(one: Halves, other: Halves) -> float:
    return float(np.dot(one.astype(np.float32), other.astype(np.float32)))


def _cosine(words: Hashes, weights: Reals, others: Hashes, other_weights: Reals) -> float:
    _, here, there = np.intersect1d(words, others, assume_unique=True, return_indices=True)
    return float(np.dot(weights[here], other_weights[there]))


def _missing(first: Features, second: Features) -> float:
    """Of the names in the first one's lead, the share (by rarity) that the second never mentions."""
    total = float(first.lead_rarity.sum())
    if not total or not second.mentioned.size:
        return 0.0
    at = np.searchsorted(second.mentioned, first.lead_names).clip(max=second.mentioned.size - 1)
    return float(first.lead_rarity[second.mentioned[at] != first.lead_names].sum()) / total


def contradictions(first: Features, second: Features) -> list[tuple[float, str]]:
    """What speaks against one event, names aside: log-odds to take and the reason in words."""
    found = []
    for thing in sorted(set(first.numbered) & set(second.numbered)):
        one, other = first.numbered[thing], second.numbered[thing]
        if not one & other:
            found.append((VETO, f"{thing} {_listed(one)} / {_listed(other)}"))
    if first.days and second.days and _days_apart(first.days, second.days) > 1:
        found.append((DAY_PENALTY, f"{min(first.days)} / {min(second.days)}"))
    if first.published and second.published:
        days = abs((first.published - second.published).total_seconds()) / 86_400
        if days > GAP_FREE_DAYS:
            found.append((GAP_PENALTY * (days - GAP_FREE_DAYS), f"{days:.1f} days apart"))
    return found


def _swap(first: Features, second: Features) -> tuple[str, str] | None:
    """Other names in one sentence, or another party to a meeting; only looked for where the openings share their words."""
    here, there = Mentioned(first.mentioned), Mentioned(second.mentioned)
    if first.counterparts and second.counterparts:
        found = other_party(first.counterparts, second.counterparts, here, there)
        if found is not None:
            return found
    one = Side(opening=first.opening, names=Mentioned(first.lead_names), mentions=here)
    other = Side(opening=second.opening, names=Mentioned(second.lead_names), mentions=there)
    return swapped(one, other)


class Mentioned(Collection[str]):
    """The words of an article, asked by spelling."""

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = hashes

    def __contains__(self, word: object) -> bool:
        at = int(np.searchsorted(self._hashes, hashed(str(word))))
        return at < len(self._hashes) and int(self._hashes[at]) == hashed(str(word))

    def __len__(self) -> int:
        return len(self._hashes)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("hashes can't be read back")


def _listed(numbers: frozenset[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def _days_apart(first: frozenset[str], second: frozenset[str]) -> int:
    """Days between the nearest two."""
    one, other = ([np.datetime64(day) for day in days] for days in (first, second))
    return min(abs(int((a - b).astype(int))) for a in one for b in other)
