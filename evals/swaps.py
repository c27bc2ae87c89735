"""How often the gate lets pass what has changed hands, on a set written for it: `python -m evals.swaps [--split held] [--show]`.

`data/swaps.jsonl`: short made-up articles with lines about them, half of them true in other words, half with the article's own
words given to others, turned around or exchanged. Rules were written looking at the split "dev"; "held" was written with it, before
the rules, and only scored.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summarizer.gate.gate import Gate
from summarizer.gate.ground import Ground
from summarizer.gate.roles import Roles
from summarizer.models.syntax import Syntax

DATA = Path(__file__).parent / "data" / "swaps.jsonl"
FLOORS = Path(__file__).parent / "floors.json"


def load(path: Path = DATA) -> list[dict[str, Any]]:
    """Rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gate: Gate, rows: Sequence[Mapping[str, Any]], *, show: bool = False) -> tuple[int, int, int, int]:
    """False lines refused, false lines, true lines refused, true lines."""
    caught = false = refused = true = 0
    for row in rows:
        ground = Ground(row["text"])
        for line in row["lines"]:
            verdict = gate.judge(line["line"], ground)
            false += not line["faithful"]
            true += line["faithful"]
            caught += not line["faithful"] and not verdict.faithful
            refused += line["faithful"] and not verdict.faithful
            if show and verdict.faithful is not line["faithful"]:
                print(f"  {row['id']} {line['kind']}: {line['line']} {list(verdict.reasons)}")
    return caught, false, refused, true


def main() -> int:
    """Print both shares by split, with and without the comparison; 1 when a split is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "held"])
    parser.add_argument("--show", action="store_true", help="what was missed or wrongly refused")
    args = parser.parse_args()
    splits: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load():
        splits[row["split"]].append(row)
    roles = Roles(Syntax())
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["swaps"]
    broken = False
    for split, rows in splits.items():
        for strict in (False, True) if args.split in {None, split} else ():
            before = score(Gate(strict=strict), rows)
            after = score(Gate(strict=strict, roles=roles), rows, show=args.show)
            form = "strict" if strict else "plain"
            print(
                f"{split}, {form}: {after[0]} of {after[1]} false lines refused (without roles {before[0]}); "
                f"{after[2]} of {after[3]} true ones (without {before[2]})"
            )
            broken |= after[0] < floors["caught"] * after[1] or after[2] - before[2] > floors["refused"]
    return int(broken)


if __name__ == "__main__":
    raise SystemExit(main())
