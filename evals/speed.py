"""Speed and memory: `python -m evals.speed --data DIR` prints articles a second beside the peers of the same run.

Ratios within one run mean something on any machine; the rates themselves only on an idle one. Each measure starts in its
own process, so that peak memory and the first summary are its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from summarizer.types import Document

BATCH = 16
SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    """Print the table, or one measure of it for ourselves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--measure", choices=("ours", "peers"))
    args = parser.parse_args()
    texts = _texts(args.data)
    if args.measure == "ours":
        print(json.dumps(_ours(texts)))
        return 0
    if args.measure == "peers":
        print(json.dumps(_peers(texts)))
        return 0
    found = {}
    for measure in ("peers", "ours"):
        command = [sys.executable, "-m", "evals.speed", "--data", str(args.data), "--measure", measure]
        found |= json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        )
    print(f"{len(texts)} articles of {sum(len(t.split()) for t in texts) // len(texts)} words on average")
    for name, value in found.items():
        print(f"    {name:44}{value:10.2f}")
    return 0


def _texts(data: Path) -> list[str]:
    lines = (data / "summaries" / "diplomatic.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def _peers(texts: Sequence[str]) -> dict[str, float]:
    # Here, not above: what the peers import must not count as our memory.
    from evals.summaries import lead, lexrank

    return {
        "first 3 sentences, articles/s": _rate(texts, lambda text: lead(text, 3)),
        "sumy LexRank, articles/s": _rate(texts, lambda text: lexrank(text, 3)),
    }


def _rate(texts: Sequence[str], write: Callable[[str], str]) -> float:
    start = time.perf_counter()
    for text in texts:
        write(text)
    return len(texts) / (time.perf_counter() - start)


def _ours(texts: Sequence[str]) -> dict[str, float]:
    start = time.perf_counter()
    from summarizer.builtin import BuiltInEngine
    from summarizer.encoder import Encoder
    from summarizer.syntax import Syntax

    engine = BuiltInEngine(encoder=Encoder(), syntax=Syntax())
    engine.summarize([Document(text=texts[0])])
    found = {"first summary after start, s": time.perf_counter() - start}
    begun, used = time.perf_counter(), time.process_time()
    for k in range(0, len(texts), BATCH):
        engine.summarize([Document(text=text) for text in texts[k : k + BATCH]])
    found["ours: summary and headline, articles/s"] = len(texts) / (time.perf_counter() - begun)
    found["processor time an article, ms"] = 1000 * (time.process_time() - used) / len(texts)
    everything = " ".join(" ".join(texts).split()[: SIZES[-1]])
    words = (everything + " ").split() * (SIZES[-1] // max(1, len(everything.split())) + 1)
    for size in SIZES:
        begun = time.perf_counter()
        engine.summarize([Document(text=" ".join(words[:size]))])
        found[f"one article of {size} words, s"] = time.perf_counter() - begun
    found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


if __name__ == "__main__":
    raise SystemExit(main())
