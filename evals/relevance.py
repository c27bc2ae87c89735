"""Does the relevance score tell diplomacy from everything else?

    python -m evals.relevance [--threshold 0.5] [--misses]

Reads `evals/data/relevance.jsonl`: items written for this project (title, two sentences, language, label), about real
countries and invented events. Odd ids were looked at while the words and weights were chosen; even ids were not.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from news.relevance import score
from news.types import Relevance

FLOORS = Path(__file__).parent / "floors.json"
DATA = Path(__file__).parent / "data" / "relevance.jsonl"
THRESHOLD = 0.5
"""The configuration's default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled item and what the score says of it."""

    id: int
    language: str
    title: str
    diplomacy: bool
    relevance: Relevance


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Precision, recall and F1 of one group."""

    items: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def judge(path: Path = DATA) -> list[Judged]:
    """Score every item of the set."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Judged(
            id=row["id"], language=row["lang"], title=row["title"], diplomacy=row["diplomacy"],
            relevance=score(row["title"], row["text"], row["lang"]),
        )
        for row in rows
    ]  # fmt: skip


def count(items: Iterable[Judged], threshold: float) -> Counts:
    """Count right and wrong decisions at a threshold."""
    listed = list(items)
    kept = [item for item in listed if item.relevance.score >= threshold]
    right = sum(item.diplomacy for item in kept)
    wanted = sum(item.diplomacy for item in listed)
    return Counts(
        items=len(listed),
        precision=right / len(kept) if kept else 1.0,
        recall=right / wanted if wanted else 1.0,
    )


def meets_floors(counts: Counts) -> bool:
    """Compare with the pinned floors, and say what misses them."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["relevance"]
    missed = [name for name, floor in floors.items() if getattr(counts, name) < floor]
    for name in missed:
        print(f"relevance {name}: {getattr(counts, name):.3f} misses the floor {floors[name]}")
    return not missed


def main() -> int:
    """Print the table; 1 if a floor was missed at the default threshold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument(
        "--misses", action="store_true", help="show what was decided wrongly among the odd ids"
    )
    args = parser.parse_args()
    items = judge()
    groups = {
        "all": items,
        "odd ids (developed on)": [item for item in items if item.id % 2],
        "even ids (held out)": [item for item in items if item.id % 2 == 0],
        "English": [item for item in items if item.language == "en"],
        "other languages": [item for item in items if item.language != "en"],
    }
    print(f"{'':26}{'items':>6}{'precision':>11}{'recall':>8}{'F1':>7}   at {args.threshold}")
    for name, group in groups.items():
        counts = count(group, args.threshold)
        print(f"{name:26}{counts.items:6}{counts.precision:11.3f}{counts.recall:8.3f}{counts.f1:7.3f}")
    sport = [item for item in items if "is sport" in item.relevance.reasons]
    print(f"recognised as sport: {len(sport)}, of them diplomacy: {sum(item.diplomacy for item in sport)}")
    if args.misses:
        for item in items:
            if item.id % 2 and (item.relevance.score >= args.threshold) != item.diplomacy:
                print(
                    f"{item.id:4} {item.relevance.score:.2f} {item.diplomacy!s:5} {item.title} {item.relevance.reasons}"
                )

    return 0 if meets_floors(count(items, THRESHOLD)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
