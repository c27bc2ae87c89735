"""Fits the speaker ranker of `summarizer/parameters/quotes_*.json` on the train part of PolNeAR.

python -m evals.fit_quotes --data DIR [--articles N] [--cache DIR] [--write]

Three forests of boosted trees: `first` ranks the mentions near a marked run, `second` does it again knowing what the first
round said of the neighbouring runs, `judge` says whether the run is a quotation and `joint` whether the winner is right too.
The later rounds are fitted on out-of-fold predictions of the earlier (5 folds of articles), and everything printed is out of
fold. The dev part is never opened here. No text is written, only numbers and verb lemmas.
"""

import argparse
import json
import pickle
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from summarizer.quotes.antecedents import Antecedents
from summarizer.quotes.context import Context, Ranked
from summarizer.quotes.entities import People
from summarizer.quotes.features import Features, Stats
from summarizer.quotes.reading import Reading, read

OUT = Path(__file__).parent.parent / "summarizer" / "parameters"
FOLDS = 5
LEAST_VERB = 8
"""A verb lemma seen less often next to quotations tells nothing."""


@dataclass
class Item:
    """One train article: its reading and, for each run, the index of the right candidate."""

    reading: Reading
    quote: list[bool] = field(default_factory=list)
    gold: list[int] = field(default_factory=list)
    """Candidate index; -1: attributed, but nobody we can name; -2: not a quotation."""
    also: list[set[int]] = field(default_factory=list)
    """Candidates inside the right speaker's mention: neither right nor wrong to learn from, right in the scores."""
    windows: list[list[int]] = field(default_factory=list)
    fold: int = 0
    meant: dict[int, str] = field(default_factory=dict)


def load(data: Path, articles: int | None, cache: Path) -> list[Item]:
    """Train articles with readings (cached in `cache`) and folds."""
    records = [json.loads(line) for line in (data / "polnear_train_verbatim.jsonl").open(encoding="utf-8")]
    stored = cache / "train.pkl"
    if stored.exists():
        readings = pickle.loads(stored.read_bytes())
    else:
        from summarizer.models.syntax import Syntax

        syntax = Syntax()
        readings = [read(r["text"], syntax) for r in records]
        cache.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(pickle.dumps(readings))
    pairs = list(zip(records, readings, strict=True))
    order = np.random.default_rng(0).permutation(len(pairs))[: articles or len(pairs)]
    return [_item(pairs[i][0], pairs[i][1], fold=n % FOLDS) for n, i in enumerate(order.tolist())]


def _item(record: dict[str, Any], reading: Reading, fold: int) -> Item:
    meant = Antecedents(reading, People(reading.text)).surnames()
    item = Item(reading=reading, fold=fold, meant=meant)
    gold = {(q["start"], q["end"]): q for q in record["quotes"]}
    features = Features(reading, {}, meant)
    for k, run in enumerate(reading.runs):
        quote = gold.get((run.start, run.end))
        window = features.window(k)
        item.windows.append(window)
        item.quote.append(quote is not None)
        item.gold.append(-2 if quote is None else _gold(reading, quote, window))
        spans = quote["speaker_spans"] if quote is not None and quote["speaker"] else []
        item.also.append(
            {
                c
                for c in window
                for a, b in spans
                if reading.candidates[c].start < b and a < reading.candidates[c].end
            }
        )
    return item


def _gold(reading: Reading, quote: dict[str, Any], window: list[int]) -> int:
    best: tuple[tuple[int, int], int] | None = None
    for k in window if quote["speaker"] else []:
        c = reading.candidates[k]
        root = reading.tokens[c.root].start
        for a, b in quote["speaker_spans"]:
            if a <= root < b or (c.start < b and a < c.end):
                key = (0 if a <= root < b else 1, abs(c.start - a))
                if best is None or key < best[0]:
                    best = (key, k)
    return best[1] if best else -1


def verb_stats(items: list[Item]) -> dict[str, tuple[int, int]]:
    """How often the subject of each verb spoke."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in items:
        r = item.reading
        for k, run in enumerate(r.runs):
            home = r.paragraph_of(run.start)
            for c in item.windows[k]:
                candidate = r.candidates[c]
                if candidate.paragraph == home and candidate.verb >= 0:
                    count = counts[r.tokens[candidate.verb].lemma]
                    count[0] += c == item.gold[k]
                    count[1] += 1
    return {lemma: (a, b) for lemma, (a, b) in sorted(counts.items()) if b >= LEAST_VERB and lemma.isalpha()}


def grow(rows: Any, labels: Any, *, rounds: int, leaves: int, rate: float = 0.06, least: int = 20) -> Any:
    """A forest of boosted trees."""
    model = HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=least, l2_regularization=1.0,
        random_state=0, early_stopping=False, max_bins=127,
    )  # fmt: skip
    return model.fit(rows, labels)


def as_json(model: Any) -> dict[str, Any]:
    """The forest as `summarizer.models.trees` reads it."""
    trees = []
    depth = 0
    for (predictor,) in model._predictors:  # noqa: SLF001 — scikit-learn has no public way to its trees
        nodes = predictor.nodes
        depth = max(depth, int(nodes["depth"].max()))
        trees.append([
            [round(float(n["value"]), 5)] if n["is_leaf"]
            else [int(n["feature_idx"]), _short(float(n["num_threshold"])), int(n["left"]), int(n["right"])]
            for n in nodes
        ])  # fmt: skip
    return {
        "features": int(model.n_features_in_),
        "depth": depth,
        "baseline": round(float(model._baseline_prediction[0, 0]), 5),  # noqa: SLF001 — as above
        "trees": trees,
    }


def _short(value: float) -> float:
    return float(f"{value:.7g}")


def first_rows(items: list[Item], stats: Stats) -> list[list[Any]]:
    """For each item, for each run, the rows of its window."""
    out = []
    for item in items:
        features = Features(item.reading, stats, item.meant)
        out.append([_block([features.row(k, c) for c in w]) for k, w in enumerate(item.windows)])
    return out


def _block(rows: list[list[float]]) -> Any:
    return np.array(rows, np.float32) if rows else np.zeros((0, 0), np.float32)


def labelled(items: list[Item], rows: list[list[Any]], chosen: Any) -> tuple[Any, Any]:
    """Rows and labels of the chosen items."""
    x, y = [], []
    for item, per_run in zip(items, rows, strict=True):
        if not chosen(item):
            continue
        for k, block in enumerate(per_run):
            if item.gold[k] != -1 and len(block):
                keep = [
                    n for n, c in enumerate(item.windows[k]) if c == item.gold[k] or c not in item.also[k]
                ]
                x.append(block[keep])
                y.append(np.array([item.windows[k][n] == item.gold[k] for n in keep]))
    return np.concatenate(x), np.concatenate(y)


def score(model: Any, per_run: list[Any]) -> list[list[float]]:
    """Probabilities, cut back into runs."""
    sizes = [len(b) for b in per_run]
    full = [b for b in per_run if len(b)]
    p = model.predict_proba(np.concatenate(full))[:, 1] if full else np.zeros(0)
    out, at = [], 0
    for size in sizes:
        out.append([float(v) for v in p[at : at + size]])
        at += size
    return out


def fit_round(items: list[Item], rows: list[list[Any]], **how: Any) -> tuple[list[list[Ranked]], Any]:
    """Out-of-fold ranking of every run, and the model fitted on everything."""
    ranked: list[list[Ranked]] = [[] for _ in items]
    for fold in range(FOLDS):
        model = grow(*labelled(items, rows, lambda item, f=fold: item.fold != f), **how)
        for n, item in enumerate(items):
            if item.fold == fold:
                scores = score(model, rows[n])
                ranked[n] = [Ranked(w, s) for w, s in zip(item.windows, scores, strict=True)]
    return ranked, grow(*labelled(items, rows, lambda _: True), **how)


def report(items: list[Item], ranked: list[list[Ranked]], name: str) -> None:
    """Print the share right."""
    quotes = right = 0
    pairs = []
    for item, per_run in zip(items, ranked, strict=True):
        for k, x in enumerate(per_run):
            quotes += item.quote[k]
            hit = x.top in item.also[k]
            right += hit
            pairs.append((x.best, hit))
    print(
        f"{name}: speaker right {100 * right / quotes:.2f} % of {quotes} quotations; {best_f1(pairs, quotes)}",
        flush=True,
    )


def best_f1(pairs: list[tuple[float, bool]], total: int) -> str:
    """The best joint F1 over thresholds, and precision where recall is 80."""
    pairs = sorted(pairs, reverse=True)
    hits, best, at80 = 0, (0.0, 0.0), 0.0
    for n, (p, hit) in enumerate(pairs, 1):
        hits += hit
        best = max(best, (200 * hits / (n + total), p))
        if hits <= 0.8 * total:
            at80 = 100 * hits / n
    return f"best joint F1 {best[0]:.2f} at {best[1]:.2f}; precision at recall 80: {at80:.2f}"


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--cache", type=Path, default=Path(".cache/quotes"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    began = time.monotonic()
    items = load(arguments.data, arguments.articles, arguments.cache)
    lost = sum(g == -1 for item in items for g in item.gold)
    total = sum(sum(item.quote) for item in items)
    print(
        f"{len(items)} articles, {total} quotations, {lost} whose speaker is no candidate ({time.monotonic() - began:.0f} s)",
        flush=True,
    )
    stats = verb_stats(items)
    rows = first_rows(items, stats)
    print(f"rows: {sum(len(b) for x in rows for b in x)} ({time.monotonic() - began:.0f} s)", flush=True)
    ranked, first = fit_round(items, rows, rounds=240, leaves=24, rate=0.045)
    report(items, ranked, f"first ({time.monotonic() - began:.0f} s)")
    contexts = [
        Context(i.reading, Features(i.reading, stats, i.meant), x) for i, x in zip(items, ranked, strict=True)
    ]
    rows = [[_block(c.rows(k)) for k in range(len(i.windows))] for i, c in zip(items, contexts, strict=True)]
    again, second = fit_round(items, rows, rounds=180, leaves=20, rate=0.04)
    report(items, again, f"second ({time.monotonic() - began:.0f} s)")
    x = np.array(
        [
            c.run_row(k, r)
            for i, c, r in zip(items, contexts, again, strict=True)
            for k in range(len(i.windows))
        ],
        np.float32,
    )
    folds = np.array([i.fold for i in items for _ in i.windows])
    is_quote = np.array([q for i in items for q in i.quote])
    is_right = np.array(
        [z.top in g for i, r in zip(items, again, strict=True) for g, z in zip(i.also, r, strict=True)]
    )
    judges = {}
    for name, labels in (("judge", is_quote), ("joint", is_right)):
        held = np.zeros(len(labels))
        for fold in range(FOLDS):
            held[folds == fold] = grow(
                x[folds != fold], labels[folds != fold], rounds=70, leaves=10
            ).predict_proba(x[folds == fold])[:, 1]
        judges[name] = grow(x, labels, rounds=70, leaves=10)
        print(
            f"{name}: {best_f1(list(zip(held, labels, strict=True)), total)} ({time.monotonic() - began:.0f} s)",
            flush=True,
        )
        _calibration(held, labels)
        np.save(arguments.cache / f"{name}.npy", held)
    (arguments.cache / "held.pkl").write_bytes(pickle.dumps((items, again, ranked)))
    if arguments.write:
        OUT.mkdir(exist_ok=True)
        for name, model in {"first": first, "second": second, **judges}.items():
            _write(f"quotes_{name}.json", as_json(model))
        _write("quotes_verbs.json", {k: list(v) for k, v in stats.items()})


def _calibration(held: Any, labels: Any) -> None:
    for low, high in ((0, 0.2), (0.2, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        inside = (held >= low) & (held < high)
        if inside.any():
            print(
                f"   {low:.2f}–{high:.2f}: n {inside.sum():5d} said {held[inside].mean():.3f} true {labels[inside].mean():.3f}"
            )


def _write(name: str, data: dict[str, Any]) -> None:
    if "trees" in data:
        head = {k: v for k, v in data.items() if k != "trees"}
        trees = ",\n".join(json.dumps(t, separators=(",", ":")) for t in data["trees"])
        text = json.dumps(head)[:-1] + ',"trees":[\n' + trees + "\n]}\n"
    else:
        text = json.dumps(data, indent=0, ensure_ascii=False) + "\n"
    (OUT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
