"""Is the grouping of stories as good when nothing of the scored events chose anything, and when articles are worse than usual?

    python -m evals.robustness --data DIR

`evals.stories` fits weights and threshold on other events than it scores, but which measures and how much regularisation was
chosen once, on all of them. Here that choice is made again inside every fold (nested cross-validation), so that its numbers
owe nothing to the scored events. Then the shipped choice, still held out by event, meets articles without titles, cut short,
without their first paragraph, and with paragraphs of other articles between theirs; fitting sees whole articles all the while.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from evals.fit_stories import MEASURES, REGULARISATION, load, measured_pairs, middle_threshold, read_articles
from evals.story_scores import score
from summarizer.models.encoder import Encoder
from summarizer.stories.features import Features
from summarizer.stories.similarity import VETO, contradictions
from summarizer.stories.similarity import _swap as swap

FLOORS = Path(__file__).parent / "floors.json"
FOLDS, INNER, SHUFFLES = 5, 4, 4
LIKELY_WORDS = 12
"""Words of a paragraph from which it is one and no caption."""
Choice = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Everything two articles are compared by, for all pairs."""

    measures: Mapping[str, np.ndarray]
    against: np.ndarray
    """Log-odds that contradictions take."""

    @classmethod
    def of(cls, articles: Sequence[Features]) -> "Pairs":
        """Of these articles."""
        against = np.zeros((len(articles), len(articles)))
        for i, first in enumerate(articles):
            for j in range(i):
                penalty = sum(one for one, _ in contradictions(first, articles[j]))
                penalty += VETO if swap(first, articles[j]) else 0.0
                against[i, j] = against[j, i] = penalty
        return cls(measures=measured_pairs(articles), against=against)

    def stack(self, names: Sequence[str], at: Sequence[int]) -> np.ndarray:
        """The chosen measures of the chosen articles."""
        return np.stack([self.measures[name][np.ix_(at, at)] for name in names], -1)


def choices() -> Iterator[Choice]:
    """What there is to choose from."""
    names = ("embedding", "words", "both_missing", "one_missing")
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            if {"embedding", "words"} & set(chosen):
                yield from ((chosen, strength) for strength in (1.0, REGULARISATION))


def grouped(
    fitting: Pairs,
    scored: Pairs,
    events: Sequence[str],
    inside: Sequence[int],
    out: Sequence[int],
    choice: Choice,
) -> list[int]:
    """The groups of the articles `out`, all arriving together, by what was fitted on `inside`."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.linear_model import LogisticRegression

    names, strength = choice
    truth = np.array([[events[a] == events[b] for b in inside] for a in inside])
    upper = np.triu_indices(len(inside), 1)
    stack = fitting.stack(names, inside)
    model = LogisticRegression(C=strength, max_iter=3000).fit(stack[upper], truth[upper])
    join = middle_threshold(1 / (1 + np.exp(-(stack @ model.coef_[0] + model.intercept_[0]))), truth)
    both = sorted([*inside, *out])
    logits = (
        scored.stack(names, both) @ model.coef_[0] + model.intercept_[0] - scored.against[np.ix_(both, both)]
    )
    distance = 1 - 1 / (1 + np.exp(-np.clip(logits, -60, 60)))
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - join + 1e-9, "distance")
    found = dict(zip(both, labels, strict=True))
    return [int(found[at]) for at in out]


def turns(
    events: Sequence[str], at: Sequence[int], folds: int, seed: int
) -> Iterator[tuple[list[int], list[int]]]:
    """(inside, out) by event."""
    names = sorted({events[one] for one in at})
    random.Random(seed).shuffle(names)
    for fold in range(folds):
        held = set(names[fold::folds])
        yield [one for one in at if events[one] not in held], [one for one in at if events[one] in held]


def best(pairs: Pairs, events: Sequence[str], inside: Sequence[int], seed: int) -> Choice:
    """The choice that does best inside, by cross-validation there; of equals the first."""

    def value(choice: Choice) -> float:
        total = 0.0
        for fitted, out in turns(events, inside, INNER, seed):
            one = score(grouped(pairs, pairs, events, fitted, out, choice), [events[at] for at in out])
            total += one.pair_f1 + one.bcubed_f1
        return total

    return max(choices(), key=value)


def held_out(
    fitting: Pairs, scored: Pairs, events: Sequence[str], seed: int, choice: Choice | None
) -> tuple[float, float]:
    """Pair F1 and B-cubed F1 over all events, each held out in its turn; without a choice it is made inside."""
    labels: list[object] = [None] * len(events)
    for fold, (inside, out) in enumerate(turns(events, range(len(events)), FOLDS, seed)):
        chosen = choice or best(fitting, events, inside, seed)
        for at, label in zip(out, grouped(fitting, scored, events, inside, out, chosen), strict=True):
            labels[at] = (fold, label)
    found = score(labels, events)
    return found.pair_f1, found.bcubed_f1


def worse(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The same articles as a bad extraction or a stub would give them."""
    chance = random.Random(7)
    yield "as they are", list(rows)
    yield "without titles", [{**row, "title": ""} for row in rows]
    yield "first 150 words", [{**row, "text": " ".join(row["text"].split()[:150])} for row in rows]
    yield "first 60 words", [{**row, "text": " ".join(row["text"].split()[:60])} for row in rows]
    yield (
        "without first paragraph",
        [{**row, "text": "\n".join(_paragraphs(row)[1:]) or row["text"]} for row in rows],
    )
    noisy = []
    for row in rows:
        own = _paragraphs(row)
        for other in chance.sample(list(rows), 2):
            strange = [one for one in _paragraphs(other) if len(one.split()) > LIKELY_WORDS]
            if strange and other["event"] != row["event"]:
                own.insert(chance.randrange(1, len(own) + 1), chance.choice(strange))
        noisy.append({**row, "text": "\n".join(own)})
    yield "with two strange paragraphs", noisy


def _paragraphs(row: Mapping[str, Any]) -> list[str]:
    return [one for one in row["text"].split("\n") if one.strip()]


def main() -> int:
    """Print both tables; 1 when the nested scores are below their floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    rows = load(arguments.data / "events" / "articles.jsonl")
    events = [row["event"] for row in rows]
    encoder = Encoder()
    plain = Pairs.of(read_articles(rows, encoder))
    shipped = (MEASURES["full"], REGULARISATION)
    for name, changed in worse(rows):
        pairs = Pairs.of(read_articles(changed, encoder))
        values = np.mean([held_out(plain, pairs, events, seed, shipped) for seed in range(SHUFFLES)], 0)
        print(f"{name:30} pair F1 {values[0]:.3f}  B-cubed {values[1]:.3f}", flush=True)
    nested = np.array([held_out(plain, plain, events, seed, None) for seed in range(SHUFFLES)])
    print(f"{'nested: all chosen inside':30} pair F1 {nested[:, 0].mean():.3f} ({nested[:, 0].min():.3f} … {nested[:, 0].max():.3f})  "
          f"B-cubed {nested[:, 1].mean():.3f}")  # fmt: skip
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["stories"]
    return int(
        nested[:, 0].mean() < floors["nested_pair_f1"] or nested[:, 1].mean() < floors["nested_bcubed"]
    )


if __name__ == "__main__":
    raise SystemExit(main())
