"""Fits the forest that tells reports from other clauses, on the train part of PolNeAR.

python -m evals.fit_indirect --data DIR [--cache DIR] [--articles N] [--write]

A clause is right when it covers an attribution of the corpus without marks (or mostly without) to at least .8 of the union.
Printed: precision, recall and F1 of whole contents over 5 folds of articles, the most a clause of our grammar could reach, and
the threshold of the best F1. The dev part is never opened here.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from evals.fit_quotes import FOLDS, OUT, Item, _write, as_json, grow, load
from summarizer.indirect import Report, ReportFeatures, chosen, reports, span_of
from summarizer.types import Span

IOU = 0.8
EDGE = " \t\r\n\u00a0\"“”„«»‘’'`,.;:-–—…!?()[]"


def trim(text: str, span: Span) -> Span:
    """Without white space, marks and punctuation at its ends, as the corpus' scorer compares."""
    a, b = span
    while a < b and text[a] in EDGE:
        a += 1
    while b > a and text[b - 1] in EDGE:
        b -= 1
    return a, b


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def gold_of(record: dict[str, Any]) -> tuple[list[Span], list[Span]]:
    """Contents without marks, and the others (neither right nor wrong)."""
    plain, other = [], []
    for q in record["quotes"]:
        span = trim(record["text"], (q["start"], q["end"]))
        (plain if q["type"] == "indirect" else other).append(span)
    return plain, other


def label(report: Span, gold: list[Span]) -> int:
    """Index of the content that a clause covers; -1."""
    best = max(range(len(gold)), key=lambda n: overlap(report, gold[n]), default=-1)
    return best if best >= 0 and overlap(report, gold[best]) >= IOU else -1


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/attache-quotes"))
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    began = time.monotonic()
    items: list[Item] = load(arguments.data, arguments.articles, arguments.cache)
    records = {}
    for line in (arguments.data / "polnear_train.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        records[record["text"]] = record
    found: list[list[Report]] = [reports(item.reading) for item in items]
    golds = [gold_of(records[item.reading.text]) for item in items]
    labels, skips = [], []
    for item, own, (plain, other) in zip(items, found, golds, strict=True):
        spans = [trim(item.reading.text, span_of(item.reading, r)) for r in own]
        labels.append([label(s, plain) for s in spans])
        skips.append([label(s, other) >= 0 for s in spans])
    total = sum(len(plain) for plain, _ in golds)
    reach = sum(len({n for n in row if n >= 0}) for row in labels)
    print(
        f"{len(items)} articles, {total} contents, {sum(map(len, found))} clauses, reach {100 * reach / total:.1f} % ({time.monotonic() - began:.0f} s)",
        flush=True,
    )
    held: list[Any] = [np.zeros(len(own)) for own in found]
    for fold in [*range(FOLDS), -1]:
        rates = _rates(items, found, labels, fold)
        rows = [
            _rows(ReportFeatures(i.reading, rates), own) if own else None
            for i, own in zip(items, found, strict=True)
        ]
        x = np.concatenate([b for b, i in zip(rows, items, strict=True) if b is not None and i.fold != fold])
        y = np.concatenate(
            [
                np.array(row) >= 0
                for row, i, b in zip(labels, items, rows, strict=True)
                if b is not None and i.fold != fold
            ]
        )
        keep = ~np.concatenate(
            [
                np.array(row)
                for row, i, b in zip(skips, items, rows, strict=True)
                if b is not None and i.fold != fold
            ]
        )
        model = grow(x[keep], y[keep], rounds=220, leaves=24, rate=0.06, least=30)
        for n, (item, block) in enumerate(zip(items, rows, strict=True)):
            if item.fold == fold and block is not None:
                held[n] = model.predict_proba(block)[:, 1]
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        hits = predicted = 0
        for own, p, row, skip in zip(found, held, labels, skips, strict=True):
            taken = chosen(own, p, threshold)
            hits += len({row[k] for k in taken if row[k] >= 0})
            predicted += sum(not skip[k] for k in taken)
        precision, recall = hits / max(1, predicted), hits / total
        print(
            f"{threshold:.2f}: P {100 * precision:.1f} R {100 * recall:.1f} F1 {200 * precision * recall / max(1e-9, precision + recall):.1f}",
            flush=True,
        )
    print(f"({time.monotonic() - began:.0f} s)")
    if arguments.write:
        _write("quotes_indirect.json", as_json(model))
        _write("quotes_reports.json", {k: list(v) for k, v in rates.items()})
    print(OUT)


def _rates(
    items: list[Item], found: list[list[Report]], labels: list[list[int]], fold: int
) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item, own, row in zip(items, found, labels, strict=True):
        if item.fold == fold:
            continue
        features = ReportFeatures(item.reading, {})
        for report, gold in zip(own, row, strict=True):
            for key in features.keys(report):
                counts[key][0] += gold >= 0
                counts[key][1] += 1
    return {k: (a, b) for k, (a, b) in sorted(counts.items()) if b >= 12 and a >= 1}


def _rows(features: ReportFeatures, own: list[Report]) -> Any:
    rivals: dict[int, int] = defaultdict(int)
    for report in own:
        rivals[report.cue] += 1
    return np.array([features.row(r, rivals[r.cue]) for r in own], np.float32)


if __name__ == "__main__":
    main()
