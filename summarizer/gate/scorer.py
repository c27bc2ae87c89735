"""The fitted part of the gate: features in, a probability of being faithful out.

Reads its parameters from `parameters/gate.json`, written by `evals/fit_gate.py`; docs/models-gate.md says what they were
fitted on. Knows arithmetic only.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

CLIP = 3.0
"""Deviations from the mean: what lies further out was hardly in the fit and must not decide alone."""


class ParametersError(Exception):
    """The gate's parameters are missing or do not fit this version; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A weighted mean of standardised features, and a logistic of it with its threshold at one half.

    The weights are whole numbers set by hand, only slope and threshold are fitted: weights fitted on some corpora (by
    logistic regression, boosted trees) judged worse on others by 3 to 10 points of balanced accuracy.
    """

    weights: tuple[tuple[str, float], ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    slope: float
    intercept: float

    def score(self, values: Mapping[str, float]) -> float:
        """Probability, 0 … 1."""
        standard = zip(self.weights, self.mean, self.scale, strict=True)
        total = sum(w * max(-CLIP, min(CLIP, (values[n] - mean) / scale)) for (n, w), mean, scale in standard)
        logit = self.intercept + self.slope * total / sum(abs(w) for _, w in self.weights)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """One head for a single sentence, which may be freely worded, and one for several, which are mostly copied."""

    single: Head
    several: Head

    def score(self, sentences: int, names: Sequence[str], row: Sequence[float]) -> float:
        """Probability, 0 … 1, that people would find the summary faithful; one half is the threshold."""
        head = self.single if sentences == 1 else self.several
        return head.score(dict(zip(names, row, strict=True)))


def load_scorer(names: Sequence[str], text: str | None = None) -> Scorer:
    """The packaged scorer, or the one in `text` (JSON).

    Raises:
        ParametersError: missing, unreadable, or fitted on features this version does not compute.

    """
    try:
        packaged = files("summarizer").joinpath("parameters/gate.json")
        raw: dict[str, Any] = json.loads(packaged.read_text(encoding="utf-8") if text is None else text)
        scorer = Scorer(single=_head(raw["single"]), several=_head(raw["several"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ParametersError(
            f"The gate's parameters cannot be read ({error!r}); reinstall attache"
        ) from error
    unknown = {name for head in (scorer.single, scorer.several) for name, _ in head.weights} - set(names)
    if unknown:
        raise ParametersError(
            f"The gate's parameters want what is not computed: {', '.join(sorted(unknown))}; refit"
        )
    return scorer


def _head(raw: Mapping[str, Any]) -> Head:
    return Head(
        weights=tuple(raw["weights"].items()),
        mean=tuple(raw["mean"]),
        scale=tuple(raw["scale"]),
        slope=raw["slope"],
        intercept=raw["intercept"],
    )


def dump(scorer: Scorer) -> str:
    """JSON that `load_scorer` reads."""
    heads = {"single": scorer.single, "several": scorer.several}
    raw = {
        name: {
            "weights": dict(head.weights),
            "mean": list(head.mean),
            "scale": list(head.scale),
            "slope": head.slope,
            "intercept": head.intercept,
        }
        for name, head in heads.items()
    }
    return json.dumps(raw, indent=1) + "\n"
