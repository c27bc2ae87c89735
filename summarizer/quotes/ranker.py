"""The fitted judge of marked runs: is it a quotation, and which mention spoke?

Knows the order of the rounds; the numbers come from `parameters/quotes_*.json`, fitted by `evals/fit_quotes.py`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.models.trees import Forest
from summarizer.quotes.context import Context, Ranked
from summarizer.quotes.features import Features, Stats
from summarizer.quotes.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARAMETERS = Path(__file__).parent.parent / "parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the ranker thinks of one run."""

    candidate: int
    """Index into `Reading.candidates`; -1 if nobody stands near."""
    quotation: float
    """Probability that somebody said the words (and they are no title, nickname or scare quote)."""
    joint: float
    """Probability that they are a quotation and the candidate said them."""


class QuoteRanker:
    """Reads its parameters at the first use."""

    def __init__(self, parameters: Path = PARAMETERS) -> None:
        self._folder = parameters

    @cached_property
    def _forests(self) -> dict[str, Forest]:
        return {
            name: Forest.load(self._folder / f"quotes_{name}.json")
            for name in ("first", "second", "judge", "joint")
        }

    @cached_property
    def _stats(self) -> Stats:
        data = json.loads((self._folder / "quotes_verbs.json").read_text(encoding="utf-8"))
        return {verb: (yes, seen) for verb, (yes, seen) in data.items()}

    def rank(self, reading: Reading, meant: Mapping[int, str]) -> list[Verdict]:
        """One verdict per run of the reading, in order; `meant` as for `Features`."""
        if not reading.runs:
            return []
        features = Features(reading, self._stats, meant)
        windows = [features.window(k) for k in range(len(reading.runs))]
        rows = [[features.row(k, c) for c in window] for k, window in enumerate(windows)]
        first = self._round("first", windows, rows)
        context = Context(reading, features, first)
        second = self._round("second", windows, [context.rows(k) for k in range(len(windows))])
        judged = _array([context.run_row(k, second) for k in range(len(windows))])
        quotation = self._forests["judge"].probabilities(judged)
        joint = self._forests["joint"].probabilities(judged)
        return [
            Verdict(candidate=ranked.top, quotation=float(q), joint=float(j))
            for ranked, q, j in zip(second, quotation, joint, strict=True)
        ]

    def _round(
        self, name: str, windows: Sequence[Sequence[int]], rows: Sequence[Sequence[Sequence[float]]]
    ) -> list[Ranked]:
        flat = [row for block in rows for row in block]
        scores: list[float] = (
            [float(s) for s in self._forests[name].probabilities(_array(flat))] if flat else []
        )
        ranked, at = [], 0
        for window in windows:
            ranked.append(Ranked(window, scores[at : at + len(window)]))
            at += len(window)
        return ranked


def _array(rows: Sequence[Sequence[float]]) -> "NDArray[np.float64]":
    import numpy as np

    # Single precision first: the trees were grown on it, and a value on a threshold must fall to the same side.
    return np.array(rows, np.float32).astype(np.float64)
