"""How well articles are grouped into stories, by the live clustering's own code.

    python -m evals.stories --data DIR

- `events/`: 45 events × 3 outlets, dates withheld, shuffled. Parameters and threshold are fitted on four fifths of the
  events; the fifth held out is scored, in five turns and several shuffles. Beside it TF-IDF cosine with average link
  at its best threshold of all, found on the very events it is scored on.
- `data/day.jsonl`: a day written for this: 120 short articles, 30 events, traps (the same people at another meeting, two
  packages of sanctions, two earthquakes, two ferries, one march counted twice).
- `pairs/`: pairs of articles, English and Russian.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evals.fit_stories import fit, load, read_articles, sweep
from evals.story_scores import Scores, score
from summarizer.models.encoder import Encoder
from summarizer.stories.articles import ArticleReader
from summarizer.stories.clustering import Clusterer
from summarizer.stories.features import Features
from summarizer.stories.similarity import Fitted, Similarity
from summarizer.stories.stream import Stream

FLOORS = Path(__file__).parent / "floors.json"
FOLDS = 5
SHUFFLES = 4


def group(articles: Sequence[Features], parameters: Fitted | None, order: Sequence[int]) -> list[int]:
    """Stories in the order of `articles`, which arrive in `order`."""
    stream = Stream(Clusterer(Similarity(parameters)))
    for at in order:
        stream.add(articles[at])
    found = dict(zip(order, stream.finish(), strict=True))
    return [found[at] for at in range(len(articles))]


def held_out(articles: Sequence[Features], events: Sequence[str]) -> list[Scores]:
    """Scores of events whose articles played no part in fitting; all articles arrive, only those are scored."""
    results = []
    for seed in range(SHUFFLES):
        names = sorted(set(events))
        random.Random(seed).shuffle(names)
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)
        found: list[object] = [None] * len(articles)
        for fold in range(FOLDS):
            out = set(names[fold::FOLDS])
            inside = [at for at, event in enumerate(events) if event not in out]
            parameters = fit([articles[at] for at in inside], [events[at] for at in inside])
            labels = group(articles, parameters, order)
            # A held-out article wrongly joined to a fitted event's story is a wrong merge as well: it gets that story's label.
            for at, event in enumerate(events):
                if event in out:
                    found[at] = (fold, labels[at])
            strangers = {labels[at] for at in inside} & {
                labels[at] for at, event in enumerate(events) if event in out
            }
            if strangers:
                print(f"  seed {seed} fold {fold}: {len(strangers)} stories mix held-out and fitted events")
        results.append(score(found, events))
    return results


def tfidf(rows: Sequence[dict[str, Any]], events: Sequence[str]) -> dict[str, tuple[float, float]]:
    """TF-IDF cosine, average link, at its best thresholds for these very events: (pair F1, B-cubed F1)."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    truth = np.array([[a == b for b in events] for a in events])
    result = {}
    for name, options in {"tf-idf": {}, "tf-idf, sublinear": {"sublinear_tf": True}}.items():
        matrix = TfidfVectorizer(**options).fit_transform([f"{row['title']} {row['text']}" for row in rows])
        scores = (matrix @ matrix.T).toarray()
        heights, values = sweep(scores, truth)
        distance = np.clip(1 - scores, 0, None)
        np.fill_diagonal(distance, 0)
        tree = linkage(squareform(distance, checks=False), "average")
        bcubed = max(score(list(fcluster(tree, h + 1e-9, "distance")), events).bcubed_f1 for h in heights)
        result[name] = (float(values.max()), bcubed)
    return result


def day(reader: ArticleReader) -> dict[str, float]:
    """The replayed day, in order of arrival, with the parameters that ship."""
    rows = load(Path(__file__).parent / "data" / "day.jsonl")
    articles = [one for start in range(0, len(rows), 16) for one in reader.read(rows[start : start + 16])]
    events = [row["event"] for row in rows]
    stream = Stream()
    first = [stream.add(article) for article in articles]
    final = stream.finish()
    wrong = _wrong_merges(final, rows)
    print(f"replayed day, {len(rows)} articles, {len(set(events))} events")
    print(f"  first decisions   {score(first, events)}")
    print(f"  after second look {score(final, events)}")
    print(f"  wrong merges among traps: {wrong}")
    return {"day_bcubed": score(final, events).bcubed_f1, "day_wrong_merges": float(wrong)}


def _wrong_merges(found: Sequence[int], rows: Sequence[dict[str, Any]]) -> int:
    traps: dict[int, set[str]] = defaultdict(set)
    for story, row in zip(found, rows, strict=True):
        if "trap" in row:
            traps[story].add(row["event"])
    return sum(len(events) - 1 for events in traps.values())


def pairs(data: Path, reader: ArticleReader) -> None:
    """Pairs of articles: area under the curve, F1 at the shipped threshold and at the best one, beside TF-IDF's."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import roc_auc_score

    rows = load(data / "pairs" / "same-story.jsonl")
    similarity = Similarity()
    for language in sorted({row["lang"] for row in rows}):
        chosen = [row for row in rows if row["lang"] == language]
        truth = np.array([row["label"] == "OK" for row in chosen])
        likeness = []
        for row in chosen:
            first, second = reader.read([{**row[side], "language": language} for side in ("first", "second")])
            likeness.append(similarity.compare(first, second))
        scores = np.array([one.score for one in likeness])
        texts = [
            f"{row[side]['title']} {row[side]['text']}" for row in chosen for side in ("first", "second")
        ]
        matrix = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
        cosines = np.asarray(matrix[0::2].multiply(matrix[1::2]).sum(1)).ravel()
        print(
            f"pairs {language} ({len(chosen)}): AUC {roc_auc_score(truth, scores):.3f}, F1 {_f1([one.same for one in likeness], truth):.3f} "
            f"as shipped, {_best_f1(scores, truth):.3f} at best; TF-IDF AUC {roc_auc_score(truth, cosines):.3f}, best F1 {_best_f1(cosines, truth):.3f}"
        )


def _f1(found: Sequence[bool], truth: np.ndarray) -> float:
    right = float((np.array(found) & truth).sum())
    return 2 * right / max(1.0, float(np.sum(found)) + float(truth.sum()))


def _best_f1(scores: np.ndarray, truth: np.ndarray) -> float:
    return max(_f1(list(scores >= threshold), truth) for threshold in np.unique(scores))


def main() -> int:
    """Print the tables; 1 when a pinned floor is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, help="folder with events/ and pairs/; without it only the replayed day"
    )
    arguments = parser.parse_args()
    reader = ArticleReader.build()
    measured = day(reader)
    if arguments.data:
        rows = load(arguments.data / "events" / "articles.jsonl")
        events = [row["event"] for row in rows]
        articles = read_articles(rows, Encoder())
        print(f"events, {len(rows)} articles, {len(set(events))} events, dates withheld")
        for name, (pair, bcubed) in tfidf(rows, events).items():
            print(f"  {name + ', best threshold':34} pair F1 {pair:.4f}  B-cubed {bcubed:.4f}")
        results = held_out(articles, events)
        for result in results:
            print(f"  {'held out':34} {result}")
        measured["events_pair_f1"] = float(np.mean([one.pair_f1 for one in results]))
        measured["events_bcubed"] = float(np.mean([one.bcubed_f1 for one in results]))
        lexical = [features_without(article) for article in articles]
        for result in held_out(lexical, events)[:2]:
            print(f"  {'held out, no encoder':34} {result}")
        order = list(range(len(rows)))
        random.Random(1).shuffle(order)
        print(f"  {'as shipped (fitted on all of them)':34} {score(group(articles, None, order), events)}")
        pairs(arguments.data, reader)
    return _compare(measured)


def features_without(article: Features) -> Features:
    """The same article when no encoder reads it."""
    from dataclasses import replace

    return replace(article, vector=np.zeros(0, np.float16))


def _compare(measured: dict[str, float]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("stories", {}) if FLOORS.exists() else {}
    missed = 0
    for name, floor in floors.items():
        if name in measured:
            bad = measured[name] > floor if name.endswith("merges") else measured[name] < floor
            missed += bad
            print(f"{'MISSED' if bad else 'ok':6} {name} {measured[name]:.4f} (floor {floor})")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
