"""Fits the weights by which "he" and "she" find their antecedents, on the train part of PolNeAR, without any labels.

python -m evals.fit_pronouns --data DIR [--cache DIR] [--write]

Where one person of the pronoun's gender was mentioned in the last paragraphs and others of the other gender were, grammar has
told us who is meant. Position and syntax of the right person against the others are what is learned, as a conditional logit
(McFadden 1974); at run time they decide among people of one gender. Printed: share right, 5 folds of articles, among those
people with gender hidden, over all pronouns and over subjects of a verb of saying.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evals.fit_quotes import load
from summarizer.quotes.antecedents import PARAMETERS, Antecedents, Pronoun
from summarizer.quotes.entities import People, Person
from summarizer.quotes.reading import Reading
from summarizer.text.cues import SAY

FOLDS = 5
NEAR = 3
"""Paragraphs back in which exactly one person has the pronoun's gender; a wider net gave fewer cases and no other weights."""
RIDGE = 0.003
"""On standardised weights; .001 and .01 were within half a point."""
WIDTH = 45

Case = tuple[list[list[float]], int, bool]
"""Rows of the people, which of them is right, and whether the pronoun is the subject of a verb of saying."""


class _Collector(Antecedents):
    """Keeps the rows of pronouns whose antecedent gender alone decides."""

    def __init__(self, reading: Reading, people: People, weights: list[float]) -> None:
        self.cases: list[Case] = []
        super().__init__(reading, people, weights)

    def _resolve(self, pronoun: Pronoun, ahead: Person | None) -> None:
        pool = self.candidates(pronoun)
        close = [(p, ms) for p, ms in pool.values() if ms[0].paragraph >= pronoun.paragraph - NEAR]
        right = [n for n, (p, _) in enumerate(close) if p.gender == pronoun.gender]
        if (
            ahead is None
            and len(right) == 1
            and len(close) > 1
            and all(p.gender is not None for p, _ in close)
        ):
            token = self._r.tokens[pronoun.token]
            says = token.dep in {"nsubj", "nsubjpass"} and self._r.tokens[token.head].lemma in SAY
            self.cases.append(([self.row(pronoun, p, ms, pool) for p, ms in close], right[0], says))
        super()._resolve(pronoun, ahead)


def fit(cases: list[Case]) -> Any:
    """Weights that make the right person most probable among those at hand."""
    sizes = np.array([len(rows) for rows, _, _ in cases])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = starts + np.array([gold for _, gold, _ in cases])
    x = np.concatenate([np.array(rows, float) for rows, _, _ in cases])
    scale = x.std(axis=0) + 1e-6
    x = x / scale

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        z -= np.repeat(np.maximum.reduceat(z, starts), sizes)
        e = np.exp(z)
        p = e / np.repeat(np.add.reduceat(e, starts), sizes)
        gradient = (x.T @ p - x[right].sum(axis=0)) / len(sizes) + 2 * RIDGE * w
        return float(-np.log(p[right]).mean() + RIDGE * (w**2).sum()), gradient

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x / scale


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(".cache/quotes"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    readings = [item.reading for item in load(arguments.data, None, arguments.cache)]
    people = [People(r.text) for r in readings]
    weights = [0.0] * WIDTH
    weights[0], weights[12] = -0.4, 1.5  # a start: near, and the newest subject
    for turn in range(2):  # resolved pronouns are mentions too, so the weights change what is learned from
        groups = [_Collector(r, p, weights).cases for r, p in zip(readings, people, strict=True)]
        held: list[tuple[bool, bool]] = []
        for fold in range(FOLDS):
            model = fit([c for n, g in enumerate(groups) if n % FOLDS != fold for c in g])
            cases = [c for n, g in enumerate(groups) if n % FOLDS == fold for c in g]
            held += [(int(np.argmax(np.array(rows) @ model)) == gold, says) for rows, gold, says in cases]
        weights = [round(float(w), 4) for w in fit([c for g in groups for c in g])]
        saying = [hit for hit, says in held if says]
        print(
            f"turn {turn}: {100 * np.mean([hit for hit, _ in held]):.1f} % of {len(held)} pronouns right, "
            f"{100 * np.mean(saying):.1f} % of {len(saying)} that say something",
            flush=True,
        )
    print(weights)
    if arguments.write:
        PARAMETERS.write_text(json.dumps({"weights": weights}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
