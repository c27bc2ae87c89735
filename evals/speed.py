"""Speed and memory: `python -m evals.speed --data DIR` prints articles a second beside the peers of the same run.

Ratios within one run mean something on any machine; the rates themselves only on an idle one, which is why the load is printed.
Each measure starts in its own process, so that peak memory and the first summary are its own.

bert-extractive-summarizer is measured with our encoder where `--peer DIR` names a folder that it was installed into with

    pip install --no-deps --target DIR bert-extractive-summarizer transformers==4.44.2 tokenizers==0.19.1 huggingface-hub==0.24.7

It cannot live in our environment: its package has our package's name, and it needs a transformers of 2024.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from summarizer.types import Document

BATCH = 16
RUNS = 3
"""Passes over the articles; the best is reported."""
PEER_ARTICLES = 4
"""It takes seconds for each."""
PEER = """
import json, sys, time
from transformers import AutoModel, AutoTokenizer
from summarizer import Summarizer
path, texts = sys.argv[1], json.loads(sys.stdin.read())
model = AutoModel.from_pretrained(path, output_hidden_states=True)
chosen = Summarizer(custom_model=model, custom_tokenizer=AutoTokenizer.from_pretrained(path))
chosen(texts[0], num_sentences=3)
start, used = time.perf_counter(), time.process_time()
for text in texts:
    chosen(text, num_sentences=3)
print(json.dumps([time.perf_counter() - start, time.process_time() - used]))
"""
SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    """Print the table, or one measure of it for ourselves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", type=Path, help="folder with bert-extractive-summarizer")
    parser.add_argument("--measure", choices=("ours", "peers"))
    args = parser.parse_args()
    texts = _texts(args.data)
    if args.measure == "ours":
        print(json.dumps(_ours(texts)))
        return 0
    if args.measure == "peers":
        print(json.dumps(_peers(texts)))
        return 0
    found: dict[str, Any] = {}
    before = os.getloadavg()[0]
    for measure in ("peers", "ours"):
        command = [sys.executable, "-m", "evals.speed", "--data", str(args.data), "--measure", measure]
        found |= json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        )
    print(
        f"{len(texts)} articles of {sum(len(t.split()) for t in texts) // len(texts)} words on average; "
        f"load before, now: {before:.1f}, {os.getloadavg()[0]:.1f}"
    )
    found |= _bert(texts[:PEER_ARTICLES], args.peer) if args.peer else {}
    for name, value in found.items():
        print(f"    {name:60}{value:10.2f}")
    if not args.peer:
        print("    bert-extractive-summarizer: not installed (see --peer)")
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


def _bert(texts: Sequence[str], folder: Path) -> dict[str, float]:
    from summarizer.models.encoder import packaged_weights

    # -P and another folder to start in: our own package of that name must not be found first.
    done = subprocess.run(
        [sys.executable, "-P", "-c", PEER, str(packaged_weights())],
        check=True, capture_output=True, text=True, input=json.dumps(texts), cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder.resolve()), "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    seconds, used = json.loads(done.stdout.splitlines()[-1])
    name = "bert-extractive-summarizer, our encoder"
    return {
        f"{name}, articles/s": len(texts) / seconds,
        f"{name}, processor ms": 1000 * used / len(texts),
    }


def _rate(texts: Sequence[str], write: Callable[[str], str]) -> float:
    start = time.perf_counter()
    for text in texts:
        write(text)
    return len(texts) / (time.perf_counter() - start)


def _ours(texts: Sequence[str]) -> dict[str, float]:
    start = time.perf_counter()
    from summarizer.builtin import BuiltInEngine
    from summarizer.models.encoder import Encoder
    from summarizer.models.syntax import Syntax

    engine = BuiltInEngine(encoder=Encoder(), syntax=Syntax())
    engine.summarize([Document(text=texts[0])])
    found = {"first summary after start, s": time.perf_counter() - start}
    rates, costs = [], []
    for _ in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        for k in range(0, len(texts), BATCH):
            engine.summarize([Document(text=text) for text in texts[k : k + BATCH]])
        rates.append(len(texts) / (time.perf_counter() - begun))
        costs.append(1000 * (time.process_time() - used) / len(texts))
    found["ours: summary and headline, articles/s, best run"] = max(rates)
    found["ours: processor time an article, ms, best run"] = min(costs)
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
