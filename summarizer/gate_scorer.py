"""The fitted part of the gate: features in, a probability of being faithful out.

Reads its parameters from `parameters/gate.json`, written by `evals/fit_gate.py`; docs/models.md says what they were
fitted on. Knows arithmetic only.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


class ParametersError(Exception):
    """The gate's parameters are missing or do not fit this version; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A logistic regression over standardised, clipped features.

    A forest was tried: better within a corpus, worse on corpora it had not seen, which is what a gate is for.
    """

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float
    threshold: float
    """Probability at which a summary counts as faithful."""

    def score(self, names: Sequence[str], row: Sequence[float]) -> float:
        """Probability, 0 … 1, that people would find the summary faithful."""
        values = dict(zip(names, row, strict=True))
        logit = self.intercept
        for name, mean, scale, coefficient in zip(
            self.features, self.mean, self.scale, self.coefficients, strict=True
        ):
            # Three deviations: what lies further out was not in the fit and must not decide alone.
            logit += coefficient * max(-3.0, min(3.0, (values[name] - mean) / scale))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def load_scorer(names: Sequence[str], text: str | None = None) -> Scorer:
    """The packaged scorer, or the one in `text` (JSON).

    Raises:
        ParametersError: missing, unreadable, or fitted on features this version does not compute.

    """
    try:
        raw: dict[str, Any] = json.loads(
            files("summarizer").joinpath("parameters/gate.json").read_text(encoding="utf-8")
            if text is None
            else text
        )
        scorer = Scorer(
            features=tuple(raw["features"]),
            mean=tuple(raw["mean"]),
            scale=tuple(raw["scale"]),
            coefficients=tuple(raw["coefficients"]),
            intercept=raw["intercept"],
            threshold=raw["threshold"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ParametersError(f"The gate's parameters cannot be read ({error}); reinstall attache") from error
    unknown = set(scorer.features) - set(names)
    if unknown:
        raise ParametersError(
            f"The gate's parameters want features that are not computed: {', '.join(sorted(unknown))}; refit"
        )
    return scorer
