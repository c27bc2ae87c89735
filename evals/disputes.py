"""How well contradictions between accounts are found, on a set written for it.

    python -m evals.disputes [--split held] [--show]

`data/disputes.jsonl`: made-up stories of one or two short articles, half of them traps (the same side twice, another place,
a proposal rejected, a question left open), in six languages. Word lists and thresholds were set looking at the stories of
the split "dev" alone; those of "held" were written before the code and are only scored.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from summarizer.stories.disputes import disputes
from summarizer.stories.types import Account, Difference
from summarizer.types import Quote, Summary

DATA = Path(__file__).parent / "data" / "disputes.jsonl"
FLOORS = Path(__file__).parent / "floors.json"


def load(path: Path = DATA) -> list[dict[str, Any]]:
    """Rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def accounts_of(row: Mapping[str, Any]) -> list[Account]:
    """The articles of a story as the desk would have them."""
    return [
        Account(
            article_id=number,
            outlet=article["outlet"],
            title="",
            text=article["text"],
            summary=Summary(language=row["language"], headline=None, push=(), bullets=()),
            published=datetime.fromisoformat(article["date"]),
            quotes=tuple(_quote(article["text"], quote) for quote in article.get("quotes", ())),
        )
        for number, article in enumerate(row["articles"], start=1)
    ]


def _quote(text: str, quote: Mapping[str, str]) -> Quote:
    start = text.index(quote["text"])
    end = start + len(quote["text"])
    speaker = quote["speaker"]
    return Quote(
        text=text[start:end], start=start, end=end, kind="direct", speaker=speaker, speaker_full=speaker, role=quote.get("role")
    )  # fmt: skip


def right(found: Difference, wanted: Sequence[str]) -> bool:
    """Each side holds its fragment."""
    return all(any(fragment in side.claim for side in found.sides) for fragment in wanted)


def score(rows: Sequence[Mapping[str, Any]], *, show: bool = False) -> tuple[int, int, int]:
    """Right ones, all shown, all wanted."""
    hits = shown = wanted = 0
    for row in rows:
        found = disputes(accounts_of(row))
        good = [pair for pair in row["differ"] if any(right(one, pair) for one in found)]
        hits += len(good)
        shown += len(found)
        wanted += len(row["differ"])
        if show and (len(found) != len(good) or len(good) != len(row["differ"])):
            print(f"{row['id']}: wanted {row['differ']}")
            for one in found:
                print("   shown", " | ".join(side.claim for side in one.sides))
    return hits, shown, wanted


def main() -> int:
    """Print precision and recall by split; 1 when one is below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=["dev", "held"])
    parser.add_argument("--show", action="store_true", help="what was missed or wrongly shown")
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    splits: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load(arguments.data):
        splits[row["split"]].append(row)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["stories"]
    missed = False
    for split, rows in splits.items():
        if arguments.split in {None, split}:
            hits, shown, wanted = score(rows, show=arguments.show)
            precision, recall = hits / max(1, shown), hits / max(1, wanted)
            print(
                f"{split}: {len(rows)} stories, {shown} shown, {hits} right (precision {precision:.2f}), of {wanted} (recall {recall:.2f})"
            )
            missed |= precision < floors["disputes_precision"] or recall < floors["disputes_recall"]
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
