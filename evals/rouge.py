"""ROUGE and support, as the published scorer of the corpora computes them, and intervals over articles.

Best reference when there are several (by the sum of the three); F1 in per cent; stemmer on. Chin-Yew Lin (2004).
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

KINDS = ("rouge1", "rouge2", "rougeLsum")
RESAMPLES = 2000


class Scorer:
    """Scores a text against references; sentences are those of the corpora's own `score.py`."""

    def __init__(self, data: Path) -> None:
        spec = importlib.util.spec_from_file_location("summary_score", data / "summaries" / "score.py")
        assert spec is not None
        assert spec.loader is not None
        self._module: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)
        self._rouge = RougeScorer(list(KINDS), use_stemmer=True)

    def rouge(self, references: Sequence[str], summary: str) -> list[float]:
        """R-1, R-2, R-Lsum."""
        cut = "\n".join(self._module.sentences(summary))
        found = []
        for reference in references:
            scores = self._rouge.score("\n".join(self._module.sentences(reference)), cut)
            found.append([100 * scores[kind].fmeasure for kind in KINDS])
        return max(found, key=sum)

    def unsupported(self, summary: str, text: str) -> list[str]:
        """Numbers, names and quoted strings that the article does not have."""
        return [part for parts in self._module.unsupported(summary, text) for part in parts]


def interval(values: Sequence[float], seed: int = 7) -> tuple[float, float, float]:
    """Mean and its 95 % bootstrap interval over articles."""
    array = np.asarray(values, dtype=float)
    rng = np.random.default_rng(seed)
    means = array[rng.integers(0, len(array), (RESAMPLES, len(array)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(array.mean()), float(low), float(high)
