"""Fits the gate's scorer: `python -m evals.fit_gate --data DIR` writes summarizer/parameters/gate.json.

Fits slopes, means and thresholds on people's verdicts in `summaries/gate.jsonl`; the weights of the features are set
here by hand. `evals/gate.py` imports this to fit without the family it reports on.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from summarizer.gate.alarms import alarms
from summarizer.gate.features import NAMES, row
from summarizer.gate.ground import Ground, read_sentences
from summarizer.gate.scorer import CLIP, Head, Scorer, dump

SINGLE = {"alarms": -2.0, "novel_nouns": -1.0}
SEVERAL = {
    "pairs_near": 1.0,
    "pairs_near_worst": 1.0,
    "fragments": -1.0,
    "fragments_worst": -1.0,
    "novel_pairs": -1.0,
    "novel_triples": -1.0,
    "mean_fragment": 1.0,
    "covered": 1.0,
    "alarms": -1.0,
}
"""Chosen among a dozen sets by how they judged corpora they had not seen; the choice itself saw all corpora."""
UNFIT = frozenset({"bump"})
"""Every summary of it is wrong by construction: nothing to balance."""
ENOUGH = 20
"""Summaries of each label that a corpus needs to have a say in a threshold."""
MOST = 400
"""Summaries of one corpus and label that count in full; a corpus counts by the root of its size up to this."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A summary with people's verdict and our features."""

    id: str
    corpus: str
    article: str
    """The first words of the article, to find it again in other corpora."""
    text: str
    summary: str
    faithful: bool
    sentences: int
    features: tuple[float, ...]

    @property
    def family(self) -> str:
        """Corpora made by the same people."""
        return self.corpus.split("-", maxsplit=1)[0]


def load(data: Path) -> list[Judged]:
    """Every summary of `summaries/gate.jsonl` with its features, articles indexed once."""
    lines = (data / "summaries" / "gate.jsonl").read_text(encoding="utf-8").splitlines()
    grounds: dict[str, Ground] = {}
    out = []
    for item in map(json.loads, lines):
        ground = grounds.setdefault(item["text"], Ground(item["text"]))
        sentences = read_sentences(item["summary"])
        found = [alarms(s, ground) for s in sentences]
        out.append(
            Judged(
                id=item["id"],
                corpus=item["corpus"],
                article=item["text"][:100].casefold(),
                text=item["text"],
                summary=item["summary"],
                faithful=bool(item["label"]),
                sentences=len(sentences),
                features=tuple(row(sentences, ground, found)),
            )
        )
    return out


def fit(rows: Sequence[Judged]) -> Scorer:
    """A scorer from these verdicts."""
    rows = [r for r in rows if r.corpus not in UNFIT]
    single = [r for r in rows if r.sentences == 1]
    several = [r for r in rows if r.sentences > 1]
    return Scorer(single=_head(single, SINGLE, tuned=False), several=_head(several, SEVERAL, tuned=True))


def _head(rows: Sequence[Judged], weights: dict[str, float], *, tuned: bool) -> Head:
    x = np.array([r.features for r in rows])[:, [NAMES.index(name) for name in weights]]
    mean, scale = x.mean(0), x.std(0) + 1e-6
    sizes = np.array(list(weights.values()))
    total = (np.clip((x - mean) / scale, -CLIP, CLIP) * sizes).sum(1) / np.abs(sizes).sum()
    y = np.array([r.faithful for r in rows])
    model = LogisticRegression(C=1e3).fit(total[:, None], y, sample_weight=_balance(rows))
    slope, intercept = float(model.coef_[0, 0]), float(model.intercept_[0])
    if tuned:
        intercept -= _best(slope * total + intercept, rows)
    return Head(
        weights=tuple(weights.items()),
        mean=tuple(mean.round(5).tolist()),
        scale=tuple(scale.round(5).tolist()),
        slope=round(slope, 4),
        intercept=round(intercept, 4),
    )


def _balance(rows: Sequence[Judged]) -> Floats:
    """Both labels weigh the same; within a label a corpus weighs the root of its size."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for i, r in enumerate(rows):
        groups.setdefault((r.corpus, r.faithful), []).append(i)
    weight = np.zeros(len(rows))
    for members in groups.values():
        weight[members] = np.sqrt(min(len(members), MOST)) / len(members)
    y = np.array([r.faithful for r in rows])
    for label in (True, False):
        weight[y == label] /= weight[y == label].sum()
    return weight * len(rows)


def _best(logits: Floats, rows: Sequence[Judged]) -> float:
    """The threshold with the best mean balanced accuracy over corpora that have both labels in number."""
    y = np.array([r.faithful for r in rows])
    corpus = np.array([r.corpus for r in rows])
    enough = [
        c for c in sorted(set(corpus)) if min((y[corpus == c]).sum(), (~y[corpus == c]).sum()) >= ENOUGH
    ]
    grid = np.linspace(-1.4, 1.4, 57)
    means = [np.mean([balanced(logits[corpus == c] >= t, y[corpus == c]) for c in enough]) for t in grid]
    return float(grid[int(np.argmax(means))])


def balanced(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Balanced accuracy in percent."""
    return float(50 * (said[truth].mean() + (~said[~truth]).mean()))


def main() -> int:
    """Fit on everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("summarizer/parameters/gate.json"))
    args = parser.parse_args()
    scorer = fit(load(args.data))
    args.out.write_text(dump(scorer), encoding="utf-8")
    print(
        f"{args.out}: single {scorer.single.slope} {scorer.single.intercept}, several {scorer.several.slope} {scorer.several.intercept}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
