"""The network that finds reported speech: which words are cues, and for each cue where its words begin and end and who spoke.

Three layers over the dependency tree (each token sees its neighbours, its head and its children, as in Marcheggiani & Titov
2017), then additive attention from a cue to the tokens around it (Bahdanau et al. 2015). Forward pass only, in numpy; the
numbers come from `parameters/quotes_reports.safetensors` (`evals/fit_indirect.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from summarizer.quotes.report_input import ReportInput

Floats = NDArray[np.float32]
ROLES: Final = 3
"""Begin, end, speaker."""
EPSILON: Final = 1e-5
BEST: Final = 6
"""Beginnings and ends tried with each other."""
ENOUGH: Final = 0.8
"""Of the union of two spans: a reader would not mind the difference."""
LONGEST: Final = 90
"""Tokens of one report."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the network makes of one cue."""

    cue: int
    first: int
    last: int
    """Token indexes, inclusive."""
    speaker: int
    """Token index; the cue itself when nobody is named."""
    is_cue: float
    """Probability that the word reports speech without marks."""
    is_span: float
    """Probability that the right words are these to `ENOUGH`, given that."""


class ReportNet:
    """Parameters and forward pass."""

    def __init__(self, parameters: Mapping[str, NDArray[np.generic]]) -> None:
        self._p = {name: np.ascontiguousarray(value, np.float32) for name, value in parameters.items()}
        self._layers = sum(name.startswith("layer.") and name.endswith(".weight") for name in self._p)

    @classmethod
    def load(cls, path: Path) -> "ReportNet":
        """Reads the file that `evals/fit_indirect.py` writes."""
        from safetensors.numpy import load_file

        return cls(load_file(path))

    def find(self, given: ReportInput, least: float) -> list[Found]:
        """Every word that is a cue with at least this probability, with its best span."""
        if not given.size:
            return []
        hidden = self._encode(given)
        cues = self._cues(hidden)
        chosen = [int(i) for i in np.nonzero(cues > least)[0]]
        if not chosen:
            return []
        points = self._linear("point", hidden).reshape(given.size, ROLES, -1)
        asks = self._linear("ask", hidden[chosen]).reshape(len(chosen), ROLES, -1)
        return [self._span(given, cue, float(cues[cue]), points, ask) for cue, ask in zip(chosen, asks, strict=True)]  # fmt: skip

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self._p[f"{name}.weight"].T
        bias = self._p.get(f"{name}.bias")
        return out if bias is None else out + bias

    def _encode(self, given: ReportInput) -> Floats:
        p = self._p
        parts = [given.states, p["pos"][given.pos], p["tag"][given.tag], p["dep"][given.dep], given.flags]  # fmt: skip
        x = np.maximum(self._linear("input", np.concatenate(parts, axis=1)), 0)
        before, after, heads = given.neighbours
        every, parents, firsts = given.families
        for k in range(self._layers):
            padded = np.vstack([x, np.zeros((1, x.shape[1]), np.float32)])
            children = np.zeros_like(x)
            if every.size:
                children[parents] = np.add.reduceat(x[every], firsts, axis=0)
            children *= given.shares[:, None]
            seen = np.concatenate([x, padded[before], padded[after], padded[heads], children], axis=1)
            x = _norm(x + np.maximum(self._linear(f"layer.{k}", seen), 0), p[f"norm.{k}.weight"], p[f"norm.{k}.bias"])  # fmt: skip
        return x

    def _cues(self, hidden: Floats) -> Floats:
        """Probability of each word to report speech without marks; marked quotations' cues are a class of their own."""
        scores = self._linear("cue.1", np.maximum(self._linear("cue.0", hidden), 0))
        return _softmax(scores)[:, 1]

    def _span(self, given: ReportInput, cue: int, is_cue: float, points: Floats, ask: Floats) -> Found:
        window = given.window(cue)
        p = self._p
        place = p["relation"][window.relation] + window.edges @ p["edge"].T + p["distance"][window.distance]
        scores = np.stack([
            np.tanh(ask[k] + points[window.first : window.last + 1, k] + place @ p[f"place.{k}"].T) @ p["vote"][k]
            for k in range(ROLES)
        ])  # fmt: skip
        odds = _softmax(scores)
        probability, first, last = _best_span(odds[0], odds[1])
        speaker = window.first + int(odds[2].argmax())
        return Found(cue, window.first + first, window.first + last, speaker, is_cue, probability)


def _best_span(begins: Floats, ends: Floats) -> tuple[float, int, int]:
    """The most probable span, and how probable it is that the right one shares `ENOUGH` with it.

    Whether "that" belongs to the words or not splits the probability of the single span, and not that.
    """
    firsts, lasts = np.argsort(-begins)[:BEST], np.argsort(-ends)[:BEST]
    a, b = (grid.ravel() for grid in np.meshgrid(firsts, lasts, indexing="ij"))
    real = (b >= a) & (b - a < LONGEST)
    if not real.any():
        return 0.0, int(firsts[0]), int(firsts[0])
    a, b = a[real], b[real]
    mass = begins[a] * ends[b]
    best = int(mass.argmax())
    common = np.minimum(b[best], b) - np.maximum(a[best], a) + 1
    union = np.maximum(b[best], b) - np.minimum(a[best], a) + 1
    return float(mass[common >= ENOUGH * union].sum()), int(a[best]), int(b[best])


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    middle = x.mean(axis=1, keepdims=True)
    spread = x.var(axis=1, keepdims=True)
    out: Floats = (x - middle) / np.sqrt(spread + EPSILON) * weight + bias
    return out


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Floats = e / e.sum(axis=-1, keepdims=True)
    return out
