"""What the container image would weigh, and what takes the space: `python -m evals.footprint [--top 14]`

No Docker engine is needed: the image is its base, the virtual environment that `scripts/install` makes, and our four packages
(see the Dockerfile). Sizes are of the files as installed here, compiled modules included, uncompressed (10⁶ bytes); what only tests,
evaluations and the demo need is left out. A graphics card's libraries count only if this environment has them.
"""

import argparse
import json
import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text())["footprint"]
BASE_MB = 130.0
"""python:3.11-slim-bookworm, uncompressed: assumed, as its tags are listed; it is not measured here."""
SHIPPED = ("main.txt", "weights.txt", "torch.txt")
OURS = ("news", "summarizer", "store", "bot")
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==", re.MULTILINE)


def main() -> int:
    """Print the table; 1 above the floor."""
    parser = argparse.ArgumentParser(prog="python -m evals.footprint", description=__doc__)
    parser.add_argument("--top", type=int, default=14)
    args = parser.parse_args()
    sizes = shipped()
    ours = sum(_tree(ROOT / name) for name in OURS)
    total = BASE_MB + sum(sizes.values()) + ours
    table = Table("", "MB", "share")
    table.add_row("base image (assumed)", f"{BASE_MB:.0f}", f"{BASE_MB / total:.0%}")
    largest = sorted(sizes.items(), key=lambda item: -item[1])
    for name, size in largest[: args.top]:
        table.add_row(name, f"{size:.0f}", f"{size / total:.0%}")
    rest = sum(size for _, size in largest[args.top :])
    table.add_row(f"{len(largest) - args.top} others", f"{rest:.0f}", f"{rest / total:.0%}")
    table.add_row("Attaché itself", f"{ours:.1f}", f"{ours / total:.0%}")
    table.add_section()
    table.add_row("the image, uncompressed", f"{total:.0f}", "")
    Console(width=80).print(table)
    return int(total > FLOORS["image_mb"])


def shipped() -> dict[str, float]:
    """Package of the image → MB as installed here. Packages that a requirement brings by itself, such as torch's, are included."""
    wanted = {
        _plain(name) for file in SHIPPED for name in PIN.findall((ROOT / "requirements" / file).read_text())
    }
    found = {_plain(each.name): each for each in distributions()}
    accelerated = {name for name in found if name.startswith(("nvidia-", "triton", "cuda-"))}
    return {name: _size(found[name]) for name in wanted | accelerated if name in found}


def _size(each: Distribution) -> float:
    # A file that a distribution lists and that is not there was removed by hand; it weighs nothing.
    paths = {Path(str(each.locate_file(file))) for file in each.files or ()}
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def _tree(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
