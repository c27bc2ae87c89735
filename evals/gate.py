"""The gate against people's verdicts: `python -m evals.gate --data DIR [--out DIR]` prints the table.

Balanced accuracy within each corpus, with a 95 % bootstrap interval over articles. Every family of corpora is judged by a
scorer fitted without it and without any article it shares with others; the peers' thresholds are tuned the same way.
"""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.fit_gate import ENOUGH, UNFIT, Judged, balanced, fit, load
from summarizer.gate.alarms import Alarm
from summarizer.gate.gate import Gate, Verdict
from summarizer.gate.ground import Ground, Sentence
from summarizer.gate.roles import Roles
from summarizer.models.syntax import Syntax

FLOORS = Path(__file__).parent / "floors.json"
ROUNDS = 1_000
Flags = NDArray[np.bool_]
Peer = Callable[[Judged], float]


def main() -> int:
    """Print the table; 1 if a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="folder for our verdicts, one JSON line a summary")
    args = parser.parse_args()
    rows = load(args.data)
    roles = Remembered(Roles(Syntax()))
    verdicts = _verdicts(rows, roles)
    said = {"copied trigrams": _peer(rows, _copied), "verbatim facts": _peer(rows, _verbatim)}
    said["the gate"] = np.array([v.faithful for v in verdicts])
    found = _table(rows, said, verdicts)
    _strict(rows, roles)
    if args.out:
        _write(args.out, rows, verdicts)
    return _hold(found)


def _others(rows: Sequence[Judged], family: str) -> list[Judged]:
    """What may be fitted on: other families, articles of this one excluded."""
    held = {r.article for r in rows if r.family == family}
    return [r for r in rows if r.family != family and r.article not in held]


class Remembered:
    """The comparison of who did what, made once for both forms of the gate: it parses, which takes most of the time."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._found: dict[tuple[str, str], tuple[Alarm, ...]] = {}

    def alarms(self, sentence: Sentence, ground: Ground) -> tuple[Alarm, ...]:
        """As `Roles.alarms`."""
        key = sentence.text, ground.text
        if key not in self._found:
            self._found[key] = self._roles.alarms(sentence, ground)
        return self._found[key]


def _verdicts(rows: Sequence[Judged], roles: Remembered) -> list[Verdict]:
    out: dict[str, Verdict] = {}
    for family in sorted({r.family for r in rows}):
        gate = Gate(strict=False, scorer=fit(_others(rows, family)), roles=roles)
        out |= {r.id: gate.judge_summary(r.summary, r.text) for r in rows if r.family == family}
    return [out[r.id] for r in rows]


def _peer(rows: Sequence[Judged], score: Peer) -> Flags:
    """A peer's verdicts, its thresholds tuned as ours are: for one sentence and for several, on the other families."""
    scores = np.array([score(r) for r in rows])
    y = np.array([r.faithful for r in rows])
    corpus = np.array([r.corpus for r in rows])
    single = np.array([r.sentences == 1 for r in rows])
    said = np.zeros(len(rows), dtype=bool)
    for family in sorted({r.family for r in rows}):
        allowed = {r.id for r in _others(rows, family)}
        free = np.array([r.id in allowed and r.corpus not in UNFIT for r in rows])
        own = np.array([r.family == family for r in rows])
        for kind in (single, ~single):
            cut = _cut(scores, y, corpus, free & kind)
            said[own & kind] = scores[own & kind] >= cut
    return said


def _cut(scores: NDArray[np.float64], y: Flags, corpus: NDArray[np.str_], train: Flags) -> float:
    """The threshold with the best mean balanced accuracy over the corpora of `train` that have both labels in number."""
    parts = [train & (corpus == c) for c in sorted(set(corpus[train]))]
    parts = [p for p in parts if min(y[p].sum(), (~y[p]).sum()) >= ENOUGH]
    grid = np.unique(np.quantile(scores[train], np.linspace(0, 1, 101)))
    means = [np.mean([balanced(scores[p] >= t, y[p]) for p in parts]) for t in grid]
    return float(grid[int(np.argmax(means))])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _copied(r: Judged) -> float:
    """Share of the summary's trigrams that the article has."""
    ours, theirs = _words(r.summary), _words(r.text)
    known = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    grams = list(zip(ours, ours[1:], ours[2:], strict=False))
    return sum(g in known for g in grams) / max(1, len(grams))


def _verbatim(r: Judged) -> float:
    """Minus the number of numbers, capitalised words and quoted strings that the article does not have."""
    known, plain = set(_words(r.text)), " ".join(_words(r.text))
    # Runs of digits, not words: the 50 of "50mph" is a number too.
    numbers = set(re.findall(r"\d+", r.summary)) - set(re.findall(r"\d+", r.text))
    names = {w for w in re.findall(r"(?<=[\w,;] )[A-Z]\w+", r.summary) if w.casefold() not in known}
    quotes = [
        q for q in re.findall(r"[\"“]([^\"“”]{12,})[\"”]", r.summary) if " ".join(_words(q)) not in plain
    ]
    return -float(len(numbers) + len(names) + len(quotes))


def _table(rows: Sequence[Judged], said: dict[str, Flags], verdicts: Sequence[Verdict]) -> dict[str, float]:
    y = np.array([r.faithful for r in rows])
    corpus = np.array([r.corpus for r in rows])
    found: dict[str, float] = {}
    print(
        f"{'corpus':16s} {'n':>5s} {'faithful':>8s}  "
        + "  ".join(f"{name:>22s}" for name in said)
        + "   refused: right/wrong"
    )
    for name in sorted(set(corpus)):
        own = corpus == name
        if name in UNFIT:
            print(
                f"{name:16s} {own.sum():5d} {0:7d}%  all wrong: the gate refuses {100 * (~said['the gate'][own]).mean():.1f} %"
            )
            continue
        articles = [r.article for r in rows if r.corpus == name]
        cells = []
        for who, flags in said.items():
            low, high = _interval(flags[own], y[own], articles)
            value = balanced(flags[own], y[own])
            cells.append(f"{value:5.1f} [{low:.1f}, {high:.1f}]".rjust(22))
            if who == "the gate":
                found[name] = value
        flags = said["the gate"][own]
        right, wrong = 100 * (~flags[~y[own]]).mean(), 100 * (~flags[y[own]]).mean()
        print(
            f"{name:16s} {own.sum():5d} {100 * y[own].mean():7.0f}%  "
            + "  ".join(cells)
            + f"   {right:.0f}/{wrong:.0f} %"
        )
    print("\nAlarms: share of unfaithful / faithful summaries that raise each")
    kinds = (
        "number",
        "date",
        "name",
        "country",
        "title",
        "quote",
        "opposite",
        "of others",
        "to others",
        "other way round",
    )
    for kind in (*kinds, "too little support"):
        hit = np.array([any(kind in reason for reason in v.reasons) for v in verdicts])
        print(f"  {kind:20s} {100 * hit[~y].mean():5.1f} / {100 * hit[y].mean():.1f} %")
    return found


def _strict(rows: Sequence[Judged], roles: Remembered) -> None:
    """What the engines' gate lets pass of what models wrote, read by the peer's plain check of facts and by people."""
    gate = Gate(strict=True, roles=roles)
    passed = [r for r in rows if gate.judge_summary(r.summary, r.text).faithful]
    unsupported = [r for r in passed if _verbatim(r) < 0]
    print(
        f"\nStrict, as for a model's own lines: {len(passed)} of {len(rows)} pass; "
        f"{len(unsupported)} of them have a number, name or quoted string that the article does not have"
    )
    for r in unsupported[:5]:
        print("  ", r.id)
    for kind, some in (("one sentence", True), ("several", False)):
        own = [r for r in passed if (r.sentences == 1) is some and r.corpus not in UNFIT]
        base = [r for r in rows if (r.sentences == 1) is some and r.corpus not in UNFIT]
        before, after = (100 * np.mean([r.faithful for r in part]) for part in (base, own))
        print(f"  {kind}: faithful before {before:.0f} %, of those that pass {after:.0f} % (n={len(own)})")


def _interval(flags: Flags, y: Flags, articles: Sequence[str]) -> tuple[float, float]:
    groups: dict[str, list[int]] = {}
    for i, article in enumerate(articles):
        groups.setdefault(article, []).append(i)
    members = [np.array(g) for g in groups.values()]
    rng = np.random.default_rng(7)
    values = []
    for _ in range(ROUNDS):
        chosen = np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))])
        if y[chosen].any() and not y[chosen].all():
            values.append(balanced(flags[chosen], y[chosen]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _write(out: Path, rows: Sequence[Judged], verdicts: Sequence[Verdict]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with (out / "gate.jsonl").open("w", encoding="utf-8") as file:
        for r, v in zip(rows, verdicts, strict=True):
            line = {"id": r.id, "faithful": v.faithful, "score": v.score, "reasons": v.reasons}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _hold(found: dict[str, float]) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("gate", {}) if FLOORS.exists() else {}
    broken = {name: floor for name, floor in floors.items() if found.get(name, 0.0) < floor}
    for name, floor in broken.items():
        print(f"floor broken: {name} {found.get(name, 0.0):.1f} < {floor}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
