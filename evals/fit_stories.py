"""Fits what `summarizer.stories` compares articles with.

    python -m evals.fit_stories words --data DIR      counts how rare words are → parameters/news_words.json
    python -m evals.fit_stories join --data DIR       three logistic regressions and where they join → parameters/stories.json

`words` reads the articles of `quotes/` and `summaries/`, never those of `events/`; only counts of words in at least three
articles are kept. `join` reads `events/`. How well the method does on events it was not fitted on is for
`evals.stories`, which calls `fit` here on a part of them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.models.encoder import Encoder
from summarizer.stories.features import Features, features
from summarizer.stories.similarity import Fitted, Regression, measure
from summarizer.stories.vector import MAX_TOKENS, combine, passages
from summarizer.stories.words import PARAMETERS, terms

SOURCES = (
    "quotes/polnear_train.jsonl", "quotes/polnear_dev.jsonl", "summaries/gate.jsonl", "summaries/bullets.jsonl",
    "summaries/one_sentence.jsonl", "summaries/writers.jsonl", "summaries/diplomatic.jsonl",
)  # fmt: skip
LEAST = 3
MEASURES = {
    "full": ("embedding", "words", "both_missing"),
    "lexical": ("words", "both_missing", "one_missing"),
    "across": ("embedding",),
}
"""Chosen among subsets by cross-validation: with all of them held-out pair F1 falls from .995 to .96."""
REGULARISATION = 30.0


def fit(read: Sequence[Features], events: Sequence[str]) -> Fitted:
    """The regressions for these articles; the join threshold is the middle of the best range of average link."""
    upper = np.triu_indices(len(read), 1)
    truth = np.array([[a == b for b in events] for a in events])
    measured = measured_pairs(read)
    found = {}
    for name, chosen in MEASURES.items():
        from sklearn.linear_model import LogisticRegression

        stack = np.stack([measured[one] for one in chosen], -1)
        model = LogisticRegression(C=REGULARISATION, max_iter=3000).fit(stack[upper], truth[upper])
        scores = 1 / (1 + np.exp(-(stack @ model.coef_[0] + model.intercept_[0])))
        weights = {one: round(float(w), 4) for one, w in zip(chosen, model.coef_[0], strict=True)}
        join = round(middle_threshold(scores, truth), 4)
        found[name] = Regression(bias=round(float(model.intercept_[0]), 4), weights=weights, join=join)
    return Fitted(**found)


def measured_pairs(read: Sequence[Features]) -> Mapping[str, np.ndarray]:
    """A symmetric matrix per measure."""
    names = sorted({one for chosen in MEASURES.values() for one in chosen})
    found = {name: np.eye(len(read)) for name in names}
    for i, first in enumerate(read):
        for j in range(i):
            values = measure(first, read[j])
            for name in names:
                found[name][i, j] = found[name][j, i] = values[name]
    return found


def middle_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """The middle of the range of thresholds at which average link has its best pair F1."""
    heights, values = sweep(scores, truth)
    best = np.flatnonzero(values >= values.max() - 1e-9)
    return 1.0 - float(heights[best[0]] + heights[min(best[-1] + 1, len(heights) - 1)]) / 2


def sweep(scores: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pair F1 of average link at every height it can stop at."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1.0 - (scores + scores.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    upper = np.triu_indices(len(truth), 1)
    heights = np.unique(tree[:, 2])
    values = []
    for height in heights:
        labels = fcluster(tree, height + 1e-9, "distance")
        same = (labels[:, None] == labels[None])[upper]
        right = (same & truth[upper]).sum()
        values.append(2 * right / max(1, same.sum() + truth[upper].sum()))
    return heights, np.array(values)


def read_articles(rows: Sequence[Mapping[str, Any]], encoder: Encoder | None) -> list[Features]:
    """Features of {"title", "text"} rows, dates withheld."""
    texts = [passages(row["title"], row["text"]) for row in rows]
    flat = [text for own in texts for text in own]
    vectors = encoder.encode(flat, max_tokens=MAX_TOKENS) if encoder else None
    result, at = [], 0
    for row, own in zip(rows, texts, strict=True):
        vector = None if vectors is None else combine(list(vectors[at : at + len(own)]), vectors.shape[1])
        at += len(own)
        result.append(features(title=row["title"], text=row["text"], vector=vector))
    return result


def load(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _words(data: Path) -> None:
    counts: Counter[str] = Counter()
    documents = 0
    for text in _texts(data):
        documents += 1
        counts.update(set(terms(text[:6000])))
    kept = {word: n for word, n in sorted(counts.items()) if n >= LEAST and not word[0].isdigit()}
    _write("news_words.json", {"documents": documents, "counts": kept})
    print(f"{documents} articles, {len(kept)} words")


def _texts(data: Path) -> Iterator[str]:
    seen: set[str] = set()
    for name in SOURCES:
        for row in load(data / name):
            text = row.get("text") or ""
            if len(text) > 300 and text[:200] not in seen:
                seen.add(text[:200])
                yield text


def _join(data: Path) -> None:
    rows = load(data / "events" / "articles.jsonl")
    found = fit(read_articles(rows, Encoder()), [row["event"] for row in rows])
    value = {
        name: {"bias": one.bias, "weights": dict(one.weights), "join": one.join}
        for name, one in (("full", found.full), ("lexical", found.lexical), ("across", found.across))
    }
    _write("stories.json", value, indent=1)
    print(json.dumps(value, indent=1))


def _write(name: str, value: Any, indent: int | None = None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    (PARAMETERS / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fit one of the two."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["words", "join"])
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    (_words if arguments.what == "words" else _join)(arguments.data)


if __name__ == "__main__":
    main()
