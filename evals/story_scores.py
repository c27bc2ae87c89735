"""Scores of a grouping against events: pair F1 and B-cubed F1 (Bagga and Baldwin, 1998)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Of one grouping."""

    pair_precision: float
    pair_recall: float
    bcubed_precision: float
    bcubed_recall: float

    @property
    def pair_f1(self) -> float:
        """Harmonic mean over pairs of articles."""
        return _f1(self.pair_precision, self.pair_recall)

    @property
    def bcubed_f1(self) -> float:
        """Harmonic mean over articles."""
        return _f1(self.bcubed_precision, self.bcubed_recall)

    def __str__(self) -> str:
        return (
            f"pair F1 {self.pair_f1:.4f} (P {self.pair_precision:.3f} R {self.pair_recall:.3f})  "
            f"B-cubed {self.bcubed_f1:.4f} (P {self.bcubed_precision:.3f} R {self.bcubed_recall:.3f})"
        )


def score(found: Sequence[object], truth: Sequence[object]) -> Scores:
    """Of groups found against events, article by article."""
    one, other = (np.array([[a == b for b in labels] for a in labels]) for labels in (found, truth))
    both = one & other
    upper = np.triu_indices(len(truth), 1)
    right = both[upper].sum()
    return Scores(
        pair_precision=float(right / max(1, one[upper].sum())),
        pair_recall=float(right / max(1, other[upper].sum())),
        bcubed_precision=float((both.sum(1) / one.sum(1)).mean()),
        bcubed_recall=float((both.sum(1) / other.sum(1)).mean()),
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
