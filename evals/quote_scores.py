"""Scores of extracted quotations against labels: spans, speakers, names, roles.

Definitions follow the usual scorer of PolNeAR: a unit is one marked run, edges lose white space, marks and punctuation, spans
match at an overlap (intersection over union) of .8, a speaker is right when its offsets share a letter with the labelled one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.types import Quote, Span

EDGE = " \t\r\n\u00a0\"“”„«»‘’'`,.;:-–—…!?()[]"
IOU = 0.8
_TITLES = frozenset("the a an of mr mrs ms dr sen rep gov president".split())


def trim(text: str, span: Span) -> Span:
    """The span without white space, marks and punctuation at its ends."""
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


def same_name(found: str | None, accepted: Iterable[str]) -> bool:
    """The last word of an accepted name is the last found, and its first word is there too."""
    words = _name_words(found or "")
    for name in accepted:
        wanted = _name_words(name)
        if words and wanted and words[-1] == wanted[-1] and wanted[0] in words:
            return True
    return False


def _name_words(name: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[^\W\d_][\w’'-]*", name) if w.lower() not in _TITLES]


@dataclass
class Tally:
    """Counts over all articles."""

    counts: Counter[str] = field(default_factory=Counter)
    shown: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each predicted quotation and whether words and speaker are right."""
    errors: list[str] = field(default_factory=list)

    def add(self, text: str, gold: Sequence[dict[str, Any]], quotes: Sequence[Quote]) -> None:
        """One article; `gold` has start, end, speaker and its spans, perhaps speaker_full (a list of names) and role."""
        wanted = [(trim(text, (g["start"], g["end"])), g) for g in gold]
        found = [(trim(text, (q.start, q.end)), q) for q in quotes]
        self.counts["gold"] += len(wanted)
        self.counts["found"] += len(found)
        exact = {span for span, _ in wanted} & {span for span, _ in found}
        self.counts["exact"] += len(exact)
        free = set(range(len(wanted)))
        for span, quote in found:
            best = max(free, key=lambda n: overlap(span, wanted[n][0]), default=-1)
            if best < 0 or overlap(span, wanted[best][0]) < IOU:
                self.shown.append((quote.confidence, False))
                self.errors.append(f"no quotation: {quote.text[:80]!r}")
                continue
            free.discard(best)
            self._match(text, wanted[best][1], quote)
        self.errors += [f"missed: {text[a:b][:80]!r}" for n in free for a, b in [wanted[n][0]]]
        self.counts["named gold"] += sum(bool(g.get("names")) for g in gold)

    def _match(self, text: str, gold: dict[str, Any], quote: Quote) -> None:
        self.counts["span"] += 1
        right = _speaker_right(text, gold, quote)
        self.counts["joint"] += right
        self.shown.append((quote.confidence, right))
        if not right:
            self.errors.append(
                f"speaker: {quote.text[:60]!r} is {gold.get('speaker')!r}, not {quote.speaker!r}"
            )
        names = gold.get("names")
        if names:
            self.counts["named matched"] += 1
            self.counts["named shown"] += quote.speaker_full is not None
            good = same_name(quote.speaker_full or quote.speaker, names)
            self.counts["name right"] += good
            self.counts["shown right"] += good and quote.speaker_full is not None
            if not good:
                self.errors.append(f"name: {quote.text[:60]!r} is {names[0]!r}, not {quote.speaker_full!r}")
        elif quote.speaker_full is not None and "names" in gold:
            self.counts["not a person"] += 1
        if gold.get("role"):
            self.counts["role gold"] += 1
            self.counts["role right"] += quote.role is not None and _same_role(gold["role"], quote.role)
            self.counts["role shown"] += quote.role is not None
            if quote.role and not _same_role(gold["role"], quote.role):
                self.errors.append(f"role: {quote.text[:60]!r} is {gold['role']!r}, not {quote.role!r}")
        if gold.get("via"):
            self.counts["via gold"] += 1
            self.counts["via right"] += quote.via == gold["via"]

    def result(self) -> dict[str, float]:
        """Percentages."""
        c = self.counts
        exact = f1(c["exact"], c["found"], c["gold"])
        joint = f1(c["joint"], c["found"], c["gold"])
        out = {"span_exact_f1": exact, "joint_f1": joint, "speaker_accuracy": share(c["joint"], c["span"])}
        if c["named gold"]:
            out["full_name_recall"] = share(c["name right"], c["named gold"])
            out["full_name_accuracy"] = share(c["name right"], c["named matched"])
            out["shown_name_accuracy"] = share(c["shown right"], c["named shown"])
        if c["role gold"]:
            out["role_recall"] = share(c["role right"], c["role gold"])
            out["role_accuracy"] = share(c["role right"], c["role shown"])
        if c["via gold"]:
            out["via_recall"] = share(c["via right"], c["via gold"])
        return out

    def at_confidence(self, least: float) -> tuple[float, float]:
        """Precision and recall of words and speaker among quotations at least this certain."""
        kept = [right for confidence, right in self.shown if confidence >= least]
        return share(sum(kept), len(kept)), share(sum(kept), self.counts["gold"])


def _same_role(wanted: str, found: str) -> bool:
    a, b = (
        set(re.findall(r"[^\W\d_]+", x.lower().replace("’s", "").replace("'s", ""))) for x in (wanted, found)
    )
    return bool(a) and (a <= b or b <= a)


def _speaker_right(text: str, gold: dict[str, Any], quote: Quote) -> bool:
    if gold.get("speaker") is None:
        return quote.speaker is None
    if gold.get("by_name") and gold.get("names") and same_name(quote.speaker_full, gold["names"]):
        return True  # another mention of the same person
    if quote.speaker_start is None or quote.speaker_end is None:
        return False
    spans = gold.get("speaker_spans") or [(gold["speaker_start"], gold["speaker_end"])]
    letters = {i for a, b in spans for i in range(a, b) if text[i].isalnum()}
    return any(i in letters for i in range(quote.speaker_start, quote.speaker_end))


def share(part: float, whole: float) -> float:
    """Percent."""
    return round(100 * part / whole, 1) if whole else 0.0


def f1(hits: int, found: int, gold: int) -> float:
    """Percent."""
    return round(200 * hits / (found + gold), 1) if found + gold else 0.0
