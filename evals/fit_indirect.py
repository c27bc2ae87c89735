"""Fits the network that finds reported speech, on the train part of PolNeAR.

python -m evals.fit_indirect --data DIR [--cache DIR] [--held] [--epochs N] [--write]

A content without marks is right when a report covers it to at least .8 of the union. `--held` keeps a sixth of the articles
back and prints precision, recall and F1 on them for each threshold: that is where `summarizer.quotes.reporter.LEAST` comes from. The
dev part is never opened here. Words enter as the states of the packaged MiniLM (Apache-2.0), which is not changed.
"""

import argparse
import copy
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional

from evals.fit_quotes import load
from evals.quote_scores import overlap, trim
from summarizer.quotes.indirect import Report, chosen, span_of
from summarizer.quotes.reading import Reading
from summarizer.quotes.report_input import (
    DEP_SIZE,
    DISTANCES,
    EDGES,
    FLAGS,
    POS_SIZE,
    REACH,
    RELATIONS,
    TAG_SIZE,
    ReportInput,
    Window,
)
from summarizer.quotes.report_net import ROLES, ReportNet
from summarizer.quotes.reporter import LEAST_WORDS, PARAMETERS
from summarizer.quotes.word_states import SIZE, WordStates
from summarizer.types import Span

IOU = 0.8
HIDDEN = 128
LAYERS = 3
PLACE = 64
DROP = 0.3
BATCH = 6
RATE = 2e-3
HELD = 6
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
TABLES = frozenset("pos tag dep relation distance edge place".split())
"""What the product reads under its name alone."""


@dataclass
class Attribution:
    """One labelled content: token indexes of its cue, first and last word and its source (the cue where there is none)."""

    cue: int
    plain: bool
    first: int
    last: int
    source: int


@dataclass
class Article:
    """A train article as the network sees it."""

    reading: Reading
    given: ReportInput
    labels: list[Attribution]
    plain: list[Span]
    other: list[Span]
    windows: dict[int, Window] = field(default_factory=dict)
    """By cue, kept from one epoch to the next."""

    def window(self, cue: int) -> Window:
        """The tokens around a cue."""
        if cue not in self.windows:
            self.windows[cue] = self.given.window(cue)
        return self.windows[cue]


def article(record: dict[str, Any], reading: Reading, states: WordStates) -> Article:
    """Labels of one record as token indexes."""
    starts = np.array([t.start for t in reading.tokens])
    ends = np.array([t.end for t in reading.tokens])

    def inside(a: int, b: int) -> list[int]:
        return [int(k) for k in np.nonzero((starts < b) & (ends > a))[0]] if len(starts) else []

    labels = []
    for q in record["quotes"]:
        a, b = trim(record["text"], (q["start"], q["end"]))
        words = inside(a, b)
        cues = inside(q["cue_start"], q["cue_end"]) if q.get("cue_start") is not None else []
        if not words or not cues or starts[words[0]] > a + 3:
            continue  # not parsed
        cue = _head(reading, cues)
        sources = [k for s in (q["speaker_spans"] if q["speaker"] else []) for k in inside(*s)]
        source = next((k for k in sources if reading.tokens[k].head not in sources), cue)
        labels.append(Attribution(cue, q["type"] == "indirect", words[0], words[-1], source))
    spans = [(q["type"], trim(record["text"], (q["start"], q["end"]))) for q in record["quotes"]]
    return Article(
        reading, ReportInput(reading, states.of(reading).astype(np.float16)), labels,
        [s for kind, s in spans if kind == "indirect"], [s for kind, s in spans if kind != "indirect"],
    )  # fmt: skip


def _head(reading: Reading, cues: list[int]) -> int:
    """The word of a labelled cue ("have asked questions about") that stands for it: "according", else the top verb or noun."""
    tokens = reading.tokens
    top = [c for c in cues if tokens[c].head not in cues or tokens[c].head == c]
    content = [c for c in top if tokens[c].pos in {"VERB", "NOUN", "ADJ"}]
    content = content or [c for c in cues if tokens[c].pos in {"VERB", "NOUN", "ADJ"}]
    according = [c for c in cues if tokens[c].text.lower() == "according"]
    return (according or content or top)[0]


class Net(nn.Module):
    """`summarizer.quotes.report_net` as torch trains it; the names of the parameters are the same."""

    def __init__(self, mean: Any, scale: Any) -> None:
        super().__init__()
        self.mean, self.scale = torch.tensor(mean), torch.tensor(scale)
        self.pos, self.tag, self.dep = nn.Embedding(POS_SIZE, 12), nn.Embedding(TAG_SIZE, 12), nn.Embedding(DEP_SIZE, 24)  # fmt: skip
        self.input = nn.Linear(SIZE + 48 + FLAGS, HIDDEN)
        self.layer = nn.ModuleList([nn.Linear(5 * HIDDEN, HIDDEN) for _ in range(LAYERS)])
        self.norm = nn.ModuleList([nn.LayerNorm(HIDDEN) for _ in range(LAYERS)])
        self.cue = nn.ModuleList([nn.Linear(HIDDEN, 64), nn.Linear(64, 3)])
        self.relation, self.distance = nn.Embedding(RELATIONS, PLACE), nn.Embedding(DISTANCES, PLACE)
        self.edge = nn.Linear(EDGES, PLACE, bias=False)
        self.ask, self.point = nn.Linear(HIDDEN, ROLES * PLACE), nn.Linear(HIDDEN, ROLES * PLACE)
        self.place = nn.ModuleList([nn.Linear(PLACE, PLACE, bias=False) for _ in range(ROLES)])
        self.vote = nn.Parameter(torch.randn(ROLES, PLACE) * 0.1)
        self.drop = nn.Dropout(DROP)

    def encode(self, b: dict[str, torch.Tensor]) -> torch.Tensor:
        """(tokens, hidden) of several articles laid end to end."""
        states = (b["states"].float() - self.mean) / self.scale
        x = torch.cat([states, self.pos(b["pos"]), self.tag(b["tag"]), self.dep(b["dep"]), b["flags"]], 1)  # fmt: skip
        x = torch.relu(self.input(self.drop(x)))
        for layer, norm in zip(self.layer, self.norm, strict=True):
            y = torch.cat([x, x.new_zeros(1, HIDDEN)])
            children = torch.zeros_like(y).index_add_(0, b["head"], x)[:-1] * b["shares"][:, None]
            seen = torch.cat([x, y[b["before"]], y[b["after"]], y[b["head"]], children], 1)
            x = norm(x + torch.relu(layer(self.drop(seen))))
        return x

    def cues(self, x: torch.Tensor) -> torch.Tensor:
        """(tokens, 3): no cue, of plain contents, of contents with marks."""
        out: torch.Tensor = self.cue[1](self.drop(torch.relu(self.cue[0](x))))
        return out

    def spans(self, x: torch.Tensor, cues: torch.Tensor, w: dict[str, torch.Tensor]) -> list[torch.Tensor]:
        """For each role (cues, tokens around)."""
        place = self.relation(w["relation"]) + self.edge(w["edges"]) + self.distance(w["distance"])
        asks = self.ask(self.drop(x[cues])).view(-1, 1, ROLES, PLACE)
        points = self.point(self.drop(x)).view(-1, ROLES, PLACE)[w["token"]]
        return [
            (self.drop(torch.tanh(asks[:, :, k] + points[:, :, k] + self.place[k](place))) @ self.vote[k]).masked_fill(~w["real"], -1e4)
            for k in range(ROLES)
        ]  # fmt: skip


def tokens_of(articles: list[Article]) -> dict[str, torch.Tensor]:
    """Articles laid end to end."""
    total = sum(a.given.size for a in articles)
    parts: dict[str, list[Any]] = {}
    at = 0
    for a in articles:
        g = a.given
        links = dict(zip(("before", "after", "head"), g.neighbours, strict=True))
        for name, value in links.items():
            parts.setdefault(name, []).append(np.where(value == g.size, total, value + at))
        for name in ("states", "pos", "tag", "dep", "flags", "shares"):
            parts.setdefault(name, []).append(getattr(g, name))
        at += g.size
    return {name: torch.tensor(np.concatenate(value)) for name, value in parts.items()}


def windows_of(
    articles: list[Article], cues: list[tuple[int, int]]
) -> tuple[dict[str, torch.Tensor], list[int]]:
    """The windows of (article, token) cues, padded, and where each begins."""
    offsets = np.cumsum([0, *(a.given.size for a in articles)])
    found = [articles[a].window(cue) for a, cue in cues]
    wide = max(w.last - w.first + 1 for w in found)
    shape = (len(cues), wide)
    out: dict[str, Any] = {
        "token": np.zeros(shape, np.int64), "relation": np.zeros(shape, np.int64), "distance": np.zeros(shape, np.int64),
        "edges": np.zeros((*shape, EDGES), np.float32), "real": np.zeros(shape, bool),
    }  # fmt: skip
    for n, ((a, _), w) in enumerate(zip(cues, found, strict=True)):
        size = w.last - w.first + 1
        out["token"][n, :size] = np.arange(w.first, w.last + 1) + offsets[a]
        out["relation"][n, :size], out["distance"][n, :size], out["edges"][n, :size] = w.relation, w.distance, w.edges  # fmt: skip
        out["real"][n, :size] = True
    return {k: torch.tensor(v) for k, v in out.items()}, [w.first for w in found]


def loss_of(net: Net, articles: list[Article]) -> torch.Tensor:
    """Cross-entropy of cues and of where their words begin and end and who spoke."""
    offsets = np.cumsum([0, *(a.given.size for a in articles)])
    x = net.encode(tokens_of(articles))
    gold = torch.zeros(x.shape[0], dtype=torch.long)
    cues: list[tuple[int, int]] = []
    targets: list[tuple[int, int, int]] = []
    for n, a in enumerate(articles):
        for q in a.labels:
            at = q.cue + offsets[n]
            gold[at] = 1 if q.plain or gold[at] == 1 else 2
            first = a.window(q.cue).first
            if all(abs(k - q.cue) <= REACH and k >= first for k in (q.first, q.last)) and _together(a, q):
                cues.append((n, q.cue))
                source = q.source if abs(q.source - q.cue) <= REACH and _near(a, q.source, q.cue) else q.cue
                targets.append((q.first - first, q.last - first, source - first))
    loss = functional.cross_entropy(net.cues(x), gold, reduction="sum") / max(1, len(cues))
    if cues:
        windows, _ = windows_of(articles, cues)
        scores = net.spans(x, torch.tensor([c + int(offsets[n]) for n, c in cues]), windows)
        for k, weight in enumerate((1.0, 1.0, 0.5)):
            loss = loss + weight * functional.cross_entropy(scores[k], torch.tensor([t[k] for t in targets]))
    return loss


def _near(a: Article, token: int, cue: int) -> bool:
    return bool(a.given.paragraph[token] == a.given.paragraph[cue])


def _together(a: Article, q: Attribution) -> bool:
    return _near(a, q.first, q.cue) and _near(a, q.last, q.cue)


def train(articles: list[Article], net: Net, epochs: int, rate: float = RATE) -> Net:
    """The running average of the weights (Polyak), after AdamW with one cycle of the rate."""
    shuffle = random.Random(0)
    average = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=epochs * math.ceil(len(articles) / BATCH) + 1, pct_start=0.1
    )
    order, step = list(range(len(articles))), 0
    for epoch in range(epochs):
        net.train()
        shuffle.shuffle(order)
        began, total = time.process_time(), 0.0
        for k in range(0, len(order), BATCH):
            loss = loss_of(net, [articles[n] for n in order[k : k + BATCH]])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch does not annotate it
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, new in zip(average.parameters(), net.parameters(), strict=True):
                    mean.mul_(keep).add_(new, alpha=1 - keep)
            total += float(loss.detach())
        print(f"epoch {epoch}: loss {total / len(order) * BATCH:.3f} ({time.process_time() - began:.0f} s of processor time)", flush=True)  # fmt: skip
    return average


def exported(net: Net) -> dict[str, Any]:
    """The parameters as the product reads them: it is given states as they are, so the first layer takes over their scale."""
    found = {
        name.removesuffix(".weight") if name.split(".")[0] in TABLES else name: value.detach().clone()
        for name, value in net.named_parameters()
    }
    wide = found["input.weight"][:, :SIZE] / net.scale
    found["input.weight"][:, :SIZE] = wide
    found["input.bias"] -= wide @ net.mean
    return {name: value.numpy().astype(np.float16) for name, value in found.items()}


def spread(articles: Sequence[Article]) -> tuple[Any, Any]:
    """Mean and deviation of each number of the states."""
    some = np.concatenate([a.given.states[::20] for a in articles]).astype(np.float32)
    return some.mean(axis=0), some.std(axis=0)


def report(net: ReportNet, articles: list[Article]) -> None:
    """Precision, recall and F1 of whole contents at each threshold."""
    found = [net.find(a.given, THRESHOLDS[0]) for a in articles]
    for least in THRESHOLDS:
        hits = predicted = 0
        for a, own in zip(articles, found, strict=True):
            reports = chosen([
                Report(f.cue, f.first, f.last, f.speaker, f.is_cue * f.is_span)
                for f in own
                if f.is_cue * f.is_span >= least and f.last - f.first + 1 >= LEAST_WORDS
            ])  # fmt: skip
            free = set(range(len(a.plain)))
            for r in reports:
                span = trim(a.reading.text, span_of(a.reading, r))
                best = max(free, key=lambda n: overlap(span, a.plain[n]), default=-1)
                if best >= 0 and overlap(span, a.plain[best]) >= IOU:
                    free.discard(best)
                    hits += 1
                elif any(overlap(span, o) >= IOU for o in a.other):
                    continue
                predicted += 1
        total = sum(len(a.plain) for a in articles)
        precision, recall = hits / max(1, predicted), hits / total
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{least:.2f}: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}", flush=True)


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(".cache/quotes"))
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    states = WordStates()
    records = {}
    for line in (arguments.data / "polnear_train.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        records[record["text"]] = record
    items = load(arguments.data, None, arguments.cache)
    articles = [article(records[i.reading.text], i.reading, states) for i in items if i.reading.tokens]
    cut = len(articles) // HELD if arguments.held else 0
    held, kept = articles[:cut], articles[cut:]
    print(f"{len(kept)} articles to train on, {sum(len(a.plain) for a in kept)} contents without marks", flush=True)  # fmt: skip
    net = train(kept, Net(*spread(kept)), arguments.epochs)
    parameters = exported(net.eval())
    if held:
        report(ReportNet(parameters), held)
    if arguments.write:
        save_file(parameters, PARAMETERS)
        print(PARAMETERS)


if __name__ == "__main__":
    main()
