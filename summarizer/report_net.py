"""The network that finds reported speech: which words are cues, and for each cue where its words begin and end and who spoke.

Three layers over the dependency tree (each token sees its neighbours, its head and its children, as in Marcheggiani & Titov
2017), then additive attention from a cue to the tokens around it (Bahdanau et al. 2015). Forward pass only, in numpy; the
numbers come from `parameters/quotes_reports.safetensors` (`evals/fit_indirect.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from summarizer.report_input import ReportInput, Window

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
    """Several networks that were trained alike from different beginnings, and what they find together: probabilities are averaged.

    They share one table of words.
    """

    def __init__(self, parameters: Mapping[str, NDArray[np.generic]]) -> None:
        words = parameters["words.text"].astype(np.uint8).tobytes().decode("utf-8").split("\n")
        self.rows: dict[str, int] = {word: k + 1 for k, word in enumerate(words)}
        table = parameters["words.table"].astype(np.float32) * parameters["words.scale"][:, None].astype(np.float32)  # fmt: skip
        self._words = np.vstack([np.zeros((1, table.shape[1]), np.float32), table])
        members = sorted({name.split(".")[0] for name in parameters} - {"words"})
        self._members = [
            _Member({
                name.removeprefix(f"{member}."): np.ascontiguousarray(value, np.float32)
                for name, value in parameters.items()
                if name.startswith(f"{member}.")
            })
            for member in members
        ]  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "ReportNet":
        """Reads the file that `evals/fit_indirect.py` writes."""
        from safetensors.numpy import load_file

        return cls(load_file(path))

    def find(self, given: ReportInput, least: float) -> list[Found]:
        """Every word that is a cue with at least this probability, with its best span."""
        if not given.size:
            return []
        words = self._words[given.word]
        hidden = [member.encode(given, words) for member in self._members]
        cues = _mean([member.cues(x) for member, x in zip(self._members, hidden, strict=True)])
        chosen = [int(i) for i in np.nonzero(cues > least)[0]]
        if not chosen:
            return []
        pointers = [member.pointers(x, chosen) for member, x in zip(self._members, hidden, strict=True)]
        return [self._span(given, cue, float(cues[cue]), n, pointers) for n, cue in enumerate(chosen)]

    def _span(
        self,
        given: ReportInput,
        cue: int,
        is_cue: float,
        number: int,
        pointers: Sequence[tuple[Floats, Floats]],
    ) -> Found:
        window = given.window(cue)
        begins, ends, speakers = _mean([
            member.odds(window, points, asks[number])
            for member, (points, asks) in zip(self._members, pointers, strict=True)
        ])  # fmt: skip
        probability, first, last = _best_span(begins, ends)
        speaker = window.first + int(speakers.argmax())
        return Found(cue, window.first + first, window.first + last, speaker, is_cue, probability)


class _Member:
    """One network: its parameters and forward pass."""

    def __init__(self, parameters: Mapping[str, Floats]) -> None:
        self._p = parameters
        self._layers = sum(name.startswith("layer.") and name.endswith(".weight") for name in parameters)

    def encode(self, given: ReportInput, words: Floats) -> Floats:
        """(tokens, hidden)."""
        p = self._p
        parts = [given.states, words, p["pos"][given.pos], p["tag"][given.tag], p["dep"][given.dep], given.flags]  # fmt: skip
        x = np.maximum(self._linear("input", np.concatenate(parts, axis=1)), 0)
        before, after, heads = given.neighbours
        own = np.nonzero(heads < given.size)[0]
        for k in range(self._layers):
            padded = np.vstack([x, np.zeros((1, x.shape[1]), np.float32)])
            children = np.zeros_like(x)
            np.add.at(children, heads[own], x[own])
            children *= given.shares[:, None]
            seen = np.concatenate([x, padded[before], padded[after], padded[heads], children], axis=1)
            x = _norm(x + np.maximum(self._linear(f"layer.{k}", seen), 0), p[f"norm.{k}.weight"], p[f"norm.{k}.bias"])  # fmt: skip
        return x

    def cues(self, hidden: Floats) -> Floats:
        """Probability of each word to report speech without marks; marked quotations' cues are a class of their own."""
        scores = self._linear("cue.1", np.maximum(self._linear("cue.0", hidden), 0))
        return _softmax(scores)[:, 1]

    def pointers(self, hidden: Floats, cues: Sequence[int]) -> tuple[Floats, Floats]:
        """What every token offers, (tokens, roles, place), and what each cue asks for, (cues, roles, place)."""
        points = self._linear("point", hidden).reshape(len(hidden), ROLES, -1)
        return points, self._linear("ask", hidden[list(cues)]).reshape(len(cues), ROLES, -1)

    def odds(self, window: Window, points: Floats, ask: Floats) -> Floats:
        """(roles, tokens of the window): where one cue's words begin and end and who speaks."""
        p = self._p
        place = p["relation"][window.relation] + window.edges @ p["edge"].T + p["distance"][window.distance]
        near = points[window.first : window.last + 1]
        scores = [np.tanh(ask[k] + near[:, k] + place @ p[f"place.{k}"].T) @ p["vote"][k] for k in range(ROLES)]  # fmt: skip
        return _softmax(np.stack(scores))

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self._p[f"{name}.weight"].T
        bias = self._p.get(f"{name}.bias")
        return out if bias is None else out + bias


def _mean(found: Sequence[Floats]) -> Floats:
    out: Floats = np.mean(found, axis=0)
    return out


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


def parameters_of(
    words: Sequence[str], table: Floats, members: Sequence[Mapping[str, Floats]]
) -> dict[str, NDArray[np.generic]]:
    """What `ReportNet` is built from: the word table in eight bits a number, all else in sixteen."""
    scales = np.abs(table).max(axis=1) / 127 + 1e-9
    return {
        **{
            f"{n}.{name}": value.astype(np.float16)
            for n, own in enumerate(members)
            for name, value in own.items()
        },
        "words.text": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "words.table": np.round(table / scales[:, None]).astype(np.int8),
        "words.scale": scales.astype(np.float32),
    }
