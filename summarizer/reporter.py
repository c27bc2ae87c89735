"""Which clauses are reports of speech: the grammar of `indirect` judged by a fitted forest.

Knows the thresholds; the numbers come from `parameters/quotes_indirect.json` and `quotes_reports.json` (`evals/fit_indirect.py`).
"""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from summarizer.indirect import Rates, Report, ReportFeatures, chosen, reports
from summarizer.reading import Reading
from summarizer.trees import Forest

PARAMETERS: Final = Path(__file__).parent / "parameters"
LEAST: Final = 0.3
"""Best F1 of contents out of fold on train was at .25 to .3; the higher one makes fewer mistakes for the same F1."""
LEAST_WORDS: Final = 2
"""Tokens: a report of one word tells nothing."""


class Reporter:
    """Reads its parameters at the first use."""

    def __init__(self, parameters: Path = PARAMETERS) -> None:
        self._folder = parameters

    @cached_property
    def _forest(self) -> Forest:
        return Forest.load(self._folder / "quotes_indirect.json")

    @cached_property
    def _rates(self) -> Rates:
        data = json.loads((self._folder / "quotes_reports.json").read_text(encoding="utf-8"))
        return {key: (yes, seen) for key, (yes, seen) in data.items()}

    def find(self, reading: Reading) -> Iterator[tuple[Report, float]]:
        """Reports of a reading with their probability, in the order of the article."""
        found = [
            r for r in reports(reading) if r.last - r.first + 1 >= LEAST_WORDS and self._promising(reading, r)
        ]
        if not found:
            return
        import numpy as np

        rivals = Counter(report.cue for report in found)
        features = ReportFeatures(reading, self._rates)
        rows = np.array([features.row(r, rivals[r.cue]) for r in found], np.float32).astype(np.float64)
        scores = self._forest.probabilities(rows)
        for k in sorted(chosen(found, [float(s) for s in scores], LEAST), key=lambda k: found[k].first):
            yield found[k], float(scores[k])

    def _promising(self, reading: Reading, report: Report) -> bool:
        """Most verbs never reported anything in the train data: not worth a row."""
        cue = reading.tokens[report.cue].lemma
        yes, seen = self._rates.get(cue, (1, 8))
        return (yes + 0.5) / (seen + 4) > 0.02  # noqa: PLR2004 — loses 1 % of what the forest would have kept
