"""Fits the weights by which "he" and "she" find their antecedents, on the train part of PolNeAR, without any labels.

python -m evals.fit_pronouns --data DIR [--cache DIR] [--write]

Where one person of the pronoun's gender stands within reach and others of the other gender do, grammar has told us who is
meant. Position and syntax of the right person against the others are what is learned; at run time they decide among people of
one gender. Printed: share right, 5 folds of articles, among all people within reach with gender hidden.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from evals.fit_quotes import load
from summarizer.antecedents import PARAMETERS, Antecedents, Pronoun
from summarizer.entities import People
from summarizer.reading import Reading

FOLDS = 5


class _Collector(Antecedents):
    """Keeps the rows of pronouns whose antecedent gender alone decides."""

    def __init__(self, reading: Reading, people: People, weights: list[float]) -> None:
        self.cases: list[tuple[list[list[float]], int]] = []
        super().__init__(reading, people, weights)

    def _resolve(self, pronoun: Pronoun) -> None:
        pool = self.candidates(pronoun)
        known = [(p, ms) for p, ms in pool.values() if p.gender is not None]
        right = [n for n, (p, _) in enumerate(known) if p.gender == pronoun.gender]
        if len(right) == 1 and len(known) > 1 and len(known) == len(pool):
            self.cases.append(([self.row(pronoun, p, ms, pool) for p, ms in known], right[0]))
        super()._resolve(pronoun)


def fit(cases: list[tuple[list[list[float]], int]]) -> Any:
    """Logistic weights on differences between the right person and each other (a pairwise conditional logit)."""
    x, y = [], []
    for rows, right in cases:
        for n, row in enumerate(rows):
            if n != right:
                difference = np.array(rows[right]) - np.array(row)
                x += [difference, -difference]
                y += [1, 0]
    return LogisticRegression(C=1.0, fit_intercept=False, max_iter=500).fit(np.array(x), np.array(y)).coef_[0]


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/attache-quotes"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    readings = [item.reading for item in load(arguments.data, None, arguments.cache)]
    width = 24
    weights = [0.0] * width
    weights[0], weights[12] = -0.4, 1.5  # a start: near, and the newest subject
    for turn in range(2):  # resolved pronouns are mentions too, so the weights change what is learned from
        groups = [_Collector(r, People(r.text), weights).cases for r in readings]
        right = total = 0
        for fold in range(FOLDS):
            model = fit([c for n, g in enumerate(groups) if n % FOLDS != fold for c in g])
            for n, group in enumerate(groups):
                if n % FOLDS == fold:
                    right += sum(int(np.argmax(np.array(rows) @ model)) == gold for rows, gold in group)
                    total += len(group)
        weights = [round(float(w), 4) for w in fit([c for g in groups for c in g])]
        newest = sum(
            max(range(len(rows)), key=lambda n: rows[n][2]) == gold for g in groups for rows, gold in g
        )
        print(
            f"turn {turn}: {100 * right / total:.1f} % of {total} pronouns right; the newest name {100 * newest / total:.1f} %",
            flush=True,
        )
    print(weights)
    if arguments.write:
        PARAMETERS.write_text(json.dumps({"weights": weights}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
