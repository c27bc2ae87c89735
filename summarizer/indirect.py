"""Speech that is reported without quoting: "Varga said that the talks would go on", "according to the ministry".

Knows how English hangs a report on a verb, a noun or "according to", and which such clauses were attributions in the train
data. What it finds is a paraphrase by the reporter and is labelled so; it is never shown between quotation marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.cues import NOUNS, SAY, STRONG
from summarizer.people_words import OFFICES, ORGANISATION_WORDS
from summarizer.reading import Reading
from summarizer.types import Span

_COMPLEMENTS: Final = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "advcl", "acl", "oprd", "acomp", "attr", "pcomp", "relcl", "dative"}
)
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_LONGEST: Final = 120
"""Tokens: no attribution of the train data was longer without marks."""

Rates = Mapping[str, tuple[int, int]]
"""Lemma → how often its complement was an attribution, and how often it had one."""


@dataclass(frozen=True, slots=True)
class Report:
    """A clause that may be a report, and the word it hangs on."""

    cue: int
    """Token index of the verb or noun; of "according" for that phrase."""
    first: int
    last: int
    """Token indexes of the clause, inclusive, without outer punctuation."""
    kind: str
    """Dependency of the clause's head, or how it was put together ("rest", "according")."""
    speaker: int
    """Token index of the subject's head; -1 if there is none."""


def reports(reading: Reading) -> list[Report]:
    """Every clause of the parsed paragraphs that grammar allows to be a report; most are none."""
    edges = _edges(reading)
    found: list[Report] = []
    seen: set[tuple[int, int, int]] = set()
    for cue, token in enumerate(reading.tokens):
        if token.quoted:
            continue
        if token.text.lower() == "according":
            spans = _around_according(reading, cue, edges)
        elif token.pos in {"VERB", "AUX"} or (token.pos in {"NOUN", "ADJ"} and _governs(reading, cue)):
            spans = _complements(reading, cue, edges)
        else:
            continue
        for first, last, kind in spans:
            a, b = _bare(reading, first, last)
            if a <= b and b - a < _LONGEST and (cue, a, b) not in seen:
                seen.add((cue, a, b))
                found.append(Report(cue, a, b, kind, _subject(reading, cue)))
    return found


def _edges(reading: Reading) -> list[tuple[int, int]]:
    """First and last token of each token's subtree."""
    tokens = reading.tokens
    edges = [(i, i) for i in range(len(tokens))]
    order = sorted(range(len(tokens)), key=lambda i: -_depth(reading, i))
    for i in order:
        head = tokens[i].head
        if head != i:
            a, b = edges[head]
            c, d = edges[i]
            edges[head] = (min(a, c), max(b, d))
    return edges


def _depth(reading: Reading, index: int) -> int:
    depth = 0
    while reading.tokens[index].head != index and depth < 200:  # noqa: PLR2004 — a broken parse must not loop
        index = reading.tokens[index].head
        depth += 1
    return depth


def _governs(reading: Reading, index: int) -> bool:
    """A noun or adjective with a clause or a preposition after it ("the call for a truce", "his claim that …")."""
    return any(
        c > index and reading.tokens[c].dep in {"acl", "ccomp", "xcomp", "prep"}
        for c in reading.children[index]
    )


def _complements(  # noqa: C901 — a branch a construction
    reading: Reading, cue: int, edges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    tokens = reading.tokens
    end = edges[cue][1]
    for c in reading.children[cue]:
        dep, (a, b) = tokens[c].dep, edges[c]
        if c > cue and dep in _COMPLEMENTS:
            a = max(a, cue + 1)
            yield a, b, dep
            if dep in {"prep", "agent"} and b > c:
                yield c + 1, b, "pobj"
            if end > b and dep in {"dobj", "prep", "xcomp", "ccomp", "dative"}:
                yield a, end, "rest"
                if dep == "prep":
                    yield c + 1, end, "pobj rest"
            for stop in _commas(reading, a, b):
                yield a, stop, f"short {dep}"
            if dep == "prep":
                for stop in _commas(reading, c + 1, b):
                    yield c + 1, stop, "short pobj"
        elif c < cue and dep in {"ccomp", "dobj", "advcl"}:
            yield a, min(b, _before(reading, cue, c)), f"left {dep}"
        elif c < cue and dep == "nsubjpass":
            yield a, b, "left dobj"
    if tokens[cue].dep in {"parataxis", "advcl", "relcl"} or (
        tokens[cue].dep == "ccomp" and tokens[cue].head < cue
    ):
        head = tokens[cue].head
        if head < cue:
            yield edges[head][0], min(edges[head][1], edges[cue][0] - 1), "host"


def _commas(reading: Reading, first: int, last: int) -> list[int]:
    """The last token before the first and the last comma or dash inside: parses hang too much on a clause."""
    found = [
        k - 1
        for k in range(first + 2, last)
        if reading.tokens[k].text in {",", "—", "--", ";"} and not reading.tokens[k].quoted
    ]
    return sorted({found[0], found[-1]}) if found else []


def _before(reading: Reading, cue: int, child: int) -> int:
    """The last token of a fronted clause: what stands before the verb and its subject."""
    subjects = [c for c in reading.children[cue] if reading.tokens[c].dep in _SUBJECTS and c > child]
    return min([cue, *subjects]) - 1


def _around_according(
    reading: Reading, cue: int, edges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    tokens = reading.tokens
    sentence = tokens[cue].sentence
    first = cue
    while first > 0 and tokens[first - 1].sentence == sentence:
        first -= 1
    last = cue
    while last + 1 < len(tokens) and tokens[last + 1].sentence == sentence:
        last += 1
    top = cue
    stop = edges[top][1]
    if stop <= cue + 1:
        stop = next((edges[c][1] for c in reading.children[cue + 1]), stop) if cue + 1 < len(tokens) else stop
    if first < cue:
        yield first, cue - 1, "according"
        head = tokens[cue].head
        if head != cue and head < cue:
            yield edges[head][0], cue - 1, "according head"
    if stop < last:
        yield stop + 1, last, "according after"


def _bare(reading: Reading, first: int, last: int) -> tuple[int, int]:
    tokens = reading.tokens
    while first <= last and (tokens[first].pos in {"PUNCT", "SPACE"} and not tokens[first].quoted):
        first += 1
    while last >= first and (tokens[last].pos in {"PUNCT", "SPACE"} and not tokens[last].quoted):
        last -= 1
    return first, last


def _subject(reading: Reading, cue: int) -> int:  # noqa: C901, PLR0911 — a branch a construction
    """The subject of a verb: its own, its agent in the passive, or that of the verb it is joined to."""
    tokens, at = reading.tokens, cue
    if tokens[cue].text.lower() == "according":
        below = [*reading.children[cue]]
        if cue + 1 < len(tokens):
            below += reading.children[cue + 1]
        named = next((c for c in below if tokens[c].dep == "pobj"), None)
        if named is None:  # a parse gone wrong: whoever comes next in the sentence
            named = next(
                (
                    c.root
                    for c in reading.candidates
                    if c.root > cue and tokens[c.root].sentence == tokens[cue].sentence
                ),
                -1,
            )
        return named
    for _ in range(4):
        for c in reading.children[at]:
            if tokens[c].dep == "agent":
                return next((g for g in reading.children[c] if tokens[g].dep == "pobj"), -1)
        for c in reading.children[at]:
            if tokens[c].dep == "nsubj" and not tokens[c].quoted:
                return c
        for c in reading.children[at]:
            if tokens[c].dep == "poss" and tokens[at].pos == "NOUN":
                return c
        head = tokens[at].head
        if head == at:
            return -1
        if tokens[at].dep in {"acl", "relcl"} and tokens[head].pos in {"NOUN", "PROPN", "PRON"}:
            return head
        at = head
    return -1


_DEPS: Final = ("short ccomp", "short xcomp", "short dobj", "short pobj", "pobj rest", "left advcl", "agent", "ccomp", "xcomp", "dobj", "prep", "pobj", "rest", "advcl", "acl", "left ccomp", "left dobj", "host", "according",
                "according head", "according after", "oprd", "acomp", "attr", "relcl")  # fmt: skip


class ReportFeatures:
    """Numbers of a possible report for the forest."""

    def __init__(self, reading: Reading, rates: Rates) -> None:
        self._r, self._rates = reading, rates

    def rate(self, lemma: str) -> float:
        """Smoothed share of a lemma's complements that were attributions."""
        yes, seen = self._rates.get(lemma, (0, 0))
        return (yes + 0.5) / (seen + 4)

    def row(self, report: Report, rivals: int) -> list[float]:
        """Values for one report; `rivals` is how many others hang on the same cue."""
        r, tokens = self._r, self._r.tokens
        cue, first, last = tokens[report.cue], tokens[report.first], tokens[report.last]
        subject = tokens[report.speaker] if report.speaker >= 0 else None
        low = subject.text.lower() if subject else ""
        inside = range(report.first, report.last + 1)
        quoted = sum(tokens[k].quoted for k in inside) / max(1, len(inside))
        verbs = sum(tokens[k].pos in {"VERB", "AUX"} for k in inside)
        subjects = sum(tokens[k].dep in _SUBJECTS for k in inside)
        auxiliary = {
            tokens[c].lemma for c in r.children[report.cue] if tokens[c].dep in {"aux", "auxpass", "neg"}
        }
        particle = next(
            (
                tokens[c].lemma
                for c in r.children[report.cue]
                if tokens[c].dep in {"prep", "prt"} and c > report.cue
            ),
            "",
        )
        return [
            self.rate(cue.lemma), self.rate(f"{cue.lemma} {report.kind}"), self.rate(f"{cue.lemma} {particle}") if particle else -1,
            self.rate(f"head {tokens[cue.head].lemma}") if cue.head != report.cue else -1,
            cue.lemma in SAY, cue.lemma in STRONG, cue.lemma in NOUNS, cue.pos == "VERB", cue.pos == "NOUN", cue.pos == "ADJ",
            *(report.kind == d for d in _DEPS), len(inside), verbs, subjects, quoted,
            first.text.lower() == "that", first.text.lower() == "to", first.text.lower() in {"what", "how", "why", "whether", "if", "who"},
            first.pos == "PRON", first.pos == "DET", first.pos == "PROPN", first.pos == "VERB", first.text[:1].isupper(),
            last.pos == "VERB", report.last + 1 < len(tokens) and tokens[report.last + 1].text in {".", ","},
            report.first - report.cue if report.first > report.cue else report.cue - report.last, report.first > report.cue,
            subject is not None, low in {"he", "she"}, low in {"it", "they", "who"}, low in {"i", "we", "you"},
            subject.pos == "PROPN" if subject else 0, low in OFFICES or low.rstrip("s") in OFFICES, low in ORGANISATION_WORDS or low in NOUNS,
            self.rate(f"subject {subject.lemma}") if subject else -1,
            cue.tag in {"VBD", "VBZ", "VBP"}, cue.tag == "VBG", cue.tag == "VBN", cue.tag == "VB", cue.dep == "ROOT", cue.dep in {"relcl", "acl"},
            "not" in auxiliary or "n't" in auxiliary, "will" in auxiliary or "would" in auxiliary, "be" in auxiliary, "have" in auxiliary,
            rivals, tokens[report.first].paragraph == 0, cue.lemma in {"be", "have", "do", "go", "make", "get", "take"},
        ]  # fmt: skip

    def keys(self, report: Report) -> list[str]:
        """What `rate` is counted over."""
        r, tokens = self._r, self._r.tokens
        cue = tokens[report.cue]
        found = [cue.lemma, f"{cue.lemma} {report.kind}"]
        particle = next(
            (
                tokens[c].lemma
                for c in r.children[report.cue]
                if tokens[c].dep in {"prep", "prt"} and c > report.cue
            ),
            "",
        )
        if particle:
            found.append(f"{cue.lemma} {particle}")
        if cue.head != report.cue:
            found.append(f"head {tokens[cue.head].lemma}")
        if report.speaker >= 0:
            found.append(f"subject {tokens[report.speaker].lemma}")
        return found


def span_of(reading: Reading, report: Report) -> Span:
    """Offsets of the clause."""
    return reading.tokens[report.first].start, reading.tokens[report.last].end


def chosen(found: Sequence[Report], scores: Sequence[float], threshold: float) -> list[int]:
    """Indexes of the reports to keep, best first: one a cue, and no two over nearly the same words."""
    kept: list[int] = []
    cues: set[int] = set()
    for k in sorted(range(len(found)), key=lambda n: -scores[n]):
        if scores[k] < threshold:
            break
        report = found[k]
        if report.cue not in cues and not any(_share(report, found[o]) > SAME for o in kept):
            cues.add(report.cue)
            kept.append(k)
    return kept


SAME: Final = 0.6
"""Two reports that share more of their words are one, told by two cues ("was quoted as saying")."""


def _share(a: Report, b: Report) -> float:
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    return common / (max(a.last, b.last) - min(a.first, b.first) + 1) if common > 0 else 0.0
