"""A second look at every marked run once its neighbours have been ranked: dialogue and monologue have a rhythm.

Knows first-round probabilities and which mentions they belong to; nothing about words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.quotes.features import Features
from summarizer.quotes.reading import Reading


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of one run with the probability that each spoke."""

    window: Sequence[int]
    scores: Sequence[float]

    @property
    def top(self) -> int:
        """Candidate index of the best; -1 if nobody stands near."""
        if not self.window:
            return -1
        return self.window[max(range(len(self.window)), key=self.scores.__getitem__)]

    @property
    def best(self) -> float:
        """The best score; 0 if nobody stands near."""
        return max(self.scores, default=0.0)

    def score_of(self, candidate: int) -> float:
        """Score of a candidate, -1 when it was not in the window."""
        for k, s in zip(self.window, self.scores, strict=True):
            if k == candidate:
                return s
        return -1.0


class Context:
    """Rows for the second round."""

    def __init__(self, reading: Reading, features: Features, ranked: Sequence[Ranked]) -> None:
        self._r, self._f, self._ranked = reading, features, ranked
        self._paragraph = [reading.paragraph_of(run.start) for run in reading.runs]
        self._top = [x.top for x in ranked]
        self._names = [features.surname(t) if t >= 0 else "" for t in self._top]
        self._share = Counter(self._names)

    def rows(self, run_index: int) -> list[list[float]]:
        """One row for each candidate of the window: the first round's values and what the neighbours say."""
        ranked = self._ranked[run_index]
        order = sorted(ranked.scores, reverse=True)
        total = sum(ranked.scores)
        shared = self._shared(run_index)
        return [
            self._f.row(run_index, k) + self._values(run_index, k, s, order, total) + shared
            for k, s in zip(ranked.window, ranked.scores, strict=True)
        ]

    def run_row(self, run_index: int, second: Sequence[Ranked]) -> list[float]:
        """Values from which to judge a run as a whole after the second round."""
        now, first = second[run_index], self._ranked[run_index]
        order = sorted(now.scores, reverse=True)
        top = now.top
        c = self._r.candidates[top] if top >= 0 else None
        run = self._r.runs[run_index]
        near = [second[j].best for j in (run_index - 1, run_index + 1) if 0 <= j < len(second)]
        return [
            *self._f.run_row(run_index),
            now.best, order[1] if len(order) > 1 else 0.0, sum(order), first.best, sum(first.scores), top == first.top,
            first.score_of(top) if top >= 0 else 0.0,
            c.paragraph - self._paragraph[run_index] if c else 9, c.start < run.start if c else 0,
            min(600, abs((c.end if c.start < run.start else c.start) - run.start)) if c else 600,
            self._r.tokens[c.root].pos == "PRON" if c else 0, len(now.window),
            max(near, default=0.0), min(near, default=0.0),
        ]  # fmt: skip

    def _shared(self, i: int) -> list[float]:
        return [
            self._ranked[i - 1].best if i > 0 else -1.0,
            self._ranked[i + 1].best if i + 1 < len(self._ranked) else -1.0,
            self._paragraph[i] - self._paragraph[i - 1] if i > 0 else 9,
            self._paragraph[i + 1] - self._paragraph[i] if i + 1 < len(self._ranked) else 9,
        ]

    def _values(self, i: int, k: int, score: float, order: Sequence[float], total: float) -> list[float]:
        name = self._f.surname(k)
        rival = order[0] if order[0] != score or len(order) == 1 else order[1]
        values: list[float] = [score, order.index(score), score - rival, score / (total + 1e-9), total]
        for j in (i - 1, i + 1, i - 2):
            if 0 <= j < len(self._ranked):
                other = self._ranked[j]
                values += [self._top[j] == k, self._names[j] == name, other.score_of(k)]
            else:
                values += [-1.0, -1.0, -1.0]
        home = [j for j, p in enumerate(self._paragraph) if p == self._paragraph[i] and j != i]
        here = [self._ranked[j].score_of(k) for j in home]
        values += [
            max(here, default=-1.0), sum(here) / len(here) if here else -1.0, sum(self._top[j] == k for j in home),
            (self._share[name] - (self._names[i] == name)) / max(1, len(self._ranked) - 1),
        ]  # fmt: skip
        return values
