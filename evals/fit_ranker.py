"""Fits the ranker: `python -m evals.fit_ranker --data DIR [--cache DIR]` writes `summarizer/parameters/ranker.json`.

Two forests a style: is this word, is this pair of words, in what a person wrote about the article? The second sees the
first one's answers, out of fold.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from evals.corpora import Example, RememberingEncoder, documents, load
from summarizer.lines.candidates import candidates
from summarizer.lines.ranker import commonness
from summarizer.lines.salience import Terms, pairs, stems
from summarizer.text.structure import read, words

TREES = {
    "max_iter": 100,
    "learning_rate": 0.08,
    "max_leaf_nodes": 12,
    "max_depth": 5,
    "min_samples_leaf": 60,
    "l2_regularization": 5,
}
INNER = 3
"""Folds in which the training articles get their words' probabilities for the forest of pairs."""
TARGET = Path(__file__).parent.parent / "summarizer" / "parameters" / "ranker.json"


@dataclass
class Case:
    """One article's rows and labels."""

    example: Example
    terms: Terms
    words: Any
    word_labels: Any
    pair_labels: Any
    expected_words: int


def cases(examples: Sequence[Example], encoder: RememberingEncoder) -> list[Case]:
    """Rows and labels of every example."""
    read_ = [read(document) for document in documents(examples)]
    chosen = [candidates(structure) for structure in read_]
    vectors = encoder.encode([sentence.text for own in chosen for sentence in own])
    encoder.save()
    made, start = [], 0
    for example, structure, own in zip(examples, read_, chosen, strict=True):
        rows = vectors[start : start + len(own)]
        start += len(own)
        if own:
            made.append(_case(example, Terms(own, rows, structure.sentences, commonness())))
    return made


def _case(example: Example, terms: Terms) -> Case:
    reference = stems(words(example.references[0]))
    counts, joint = Counter(reference), set(pairs(reference))
    return Case(
        example,
        terms,
        terms.word_rows(),
        np.array([counts[word] >= times for word, times in terms.words]),
        np.array([pair in joint for pair in terms.pairs]),
        len(reference),
    )


def fit(training: Sequence[Case]) -> dict[str, Any]:
    """Parameters of one style."""
    inner = np.arange(len(training)) % INNER
    answers: list[dict[Any, float]] = [{} for _ in training]
    for fold in range(INNER):
        forest = _grow([case.words for case, f in zip(training, inner, strict=True) if f != fold],
                       [case.word_labels for case, f in zip(training, inner, strict=True) if f != fold])  # fmt: skip
        for index in np.flatnonzero(inner == fold).tolist():
            found = forest.predict_proba(training[index].words)[:, 1]
            answers[index] = dict(zip(training[index].terms.words, found, strict=True))
    joint = [case.terms.pair_rows(answer) for case, answer in zip(training, answers, strict=True)]
    return {
        "words": dump(_grow([case.words for case in training], [case.word_labels for case in training])),
        "pairs": dump(_grow(joint, [case.pair_labels for case in training])),
        "expected_words": round(float(np.mean([case.expected_words for case in training])), 1),
    }


def _grow(rows: list[Any], labels: list[Any]) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(random_state=0, **TREES).fit(
        np.vstack(rows), np.concatenate(labels)
    )


def dump(forest: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The forest in the format of `summarizer.models.trees`."""
    trees = []
    for (predictor,) in forest._predictors:  # noqa: SLF001 - scikit-learn offers no public way to the trees
        trees.append([
            [round(float(node["value"]), 4)]
            if node["is_leaf"]
            else [int(node["feature_idx"]), float(f"{node['num_threshold']:.6g}"), int(node["left"]), int(node["right"])]
            for node in predictor.nodes
        ])  # fmt: skip
    depth = max(int(predictor.nodes["depth"].max()) for (predictor,) in forest._predictors)  # noqa: SLF001 - as above
    baseline = round(float(forest._baseline_prediction.ravel()[0]), 4)  # noqa: SLF001 - as above
    return {"features": forest.n_features_in_, "depth": depth, "baseline": baseline, "trees": trees}


def main() -> None:
    """Fit on everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(".cache/evals"))
    args = parser.parse_args()
    every = cases(load(args.data, ("bullets", "diplomatic", "one_sentence")), RememberingEncoder(args.cache))
    found = {
        style: fit([case for case in every if case.example.style == style])
        for style in ("bullets", "sentence")
    }
    TARGET.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(every)} articles, {TARGET.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
