"""An article as the quote extractor reads it: paragraphs, marked runs, parsed tokens and whoever might have spoken.

Knows how to parse only what matters and how to find its way back to offsets of the article. Does not know who spoke.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from summarizer.text.compress import (
    DATELINE,  # one pattern for what summaries cut and what the parser is spared
)
from summarizer.text.marks import Run, paragraphs, runs
from summarizer.text.people_words import NOT_NAMES
from summarizer.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONG_RUN = 10
"""Words: a longer quotation of whole sentences is parsed as a short stand-in. The parse of its surroundings gets no worse
(ranker, 5 folds of train) and a third of the words need no parsing."""
STAND_IN = "It is so"
MAX_PARAGRAPH = 6000
"""Characters: nothing in a longer paragraph is parsed; text without line breaks must not cost minutes."""
MAX_PARSED = 60_000
"""Characters parsed of one article."""
MAX_RUNS = 400
"""Marked runs read of one article; a transcript of two hours has about 300. Work grows with their square in one paragraph."""


class Parser(Protocol):
    """Gives one spaCy `Doc` per text, in order."""

    def parse(self, texts: Sequence[str], *, entities: bool = True) -> "list[Doc]":
        """One parse per text."""
        ...


@dataclass(slots=True)
class Token:
    """One parsed token with offsets of the article and the index of its head in the article's token list."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    paragraph: int
    quoted: bool


@dataclass(slots=True)
class Candidate:
    """A mention outside quotation marks that could be a speaker."""

    start: int
    end: int
    root: int
    """Index of its head token."""
    paragraph: int
    text: str
    verb: int
    """Index of the verb it belongs to as subject or agent; -1 if there is none."""


@dataclass(slots=True)
class Reading:
    """Everything later steps ask for, computed once an article."""

    text: str
    paragraphs: tuple[Span, ...]
    runs: tuple[Run, ...]
    tokens: list[Token] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    quoted: bytearray = field(default_factory=bytearray)
    """1 for every character inside a marked run."""
    starts: list[int] = field(default_factory=list)
    token_starts: list[int] = field(default_factory=list)
    parsed: set[int] = field(default_factory=set)
    """Indexes of the paragraphs that were parsed."""
    first_token: dict[int, int] = field(default_factory=dict)
    last_token: dict[int, int] = field(default_factory=dict)
    """One past the last token of a parsed paragraph."""
    children: list[list[int]] = field(default_factory=list)

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds `offset`, or the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before `offset`; -1 if there is none."""
        return bisect_right(self.token_starts, offset) - 1


def read(text: str, parser: Parser) -> Reading:
    """Parses the paragraphs of `text` and lists the candidates."""
    spans = paragraphs(text)
    marked = runs(text)[:MAX_RUNS]
    reading = Reading(text=text, paragraphs=spans, runs=marked)
    reading.starts = [a for a, _ in spans]
    reading.quoted = bytearray(len(text) + 1)
    for run in marked:
        reading.quoted[run.start : run.end] = b"\x01" * (run.end - run.start)
    chosen = _choose(reading)
    condensed = [_Condensed(reading, i) for i in chosen]
    docs = parser.parse([c.text for c in condensed], entities=False)
    for piece, doc in zip(condensed, docs, strict=True):
        _add_tokens(reading, piece, doc)
    reading.parsed = set(chosen)
    reading.token_starts = [t.start for t in reading.tokens]
    reading.children = [[] for _ in reading.tokens]
    for i, token in enumerate(reading.tokens):
        if token.head != i:
            reading.children[token.head].append(i)
    for candidate in reading.candidates:
        candidate.verb = verb_of(reading, candidate.root)
    reading.candidates.sort(key=lambda c: (c.start, c.end))
    return reading


def _choose(reading: Reading) -> list[int]:
    """All paragraphs within the bounds.

    Leaving out those without marks and verbs of saying saved 7 % of the time and lost 9 % of the reported speech.
    """
    chosen, size = [], 0
    for i, (a, b) in enumerate(reading.paragraphs):
        if b - a <= MAX_PARAGRAPH and size + b - a <= MAX_PARSED:
            chosen.append(i)
            size += b - a
    return chosen


class _Condensed:
    """A paragraph with long quotations replaced by a stand-in, and the way back to the article's offsets."""

    def __init__(self, reading: Reading, index: int) -> None:
        self.index = index
        start, end = reading.paragraphs[index]
        start = _after_dateline(reading, start, end)
        self._from: list[int] = []
        self._to: list[int] = []
        self._until: list[int] = []
        parts: list[str] = []
        size, at = 0, start
        for run in reading.runs:
            if run.end <= start or run.start >= end or not _is_long(reading.text, run):
                continue
            size = self._add(parts, reading.text[at : run.start], size, at, None)
            last = reading.text[run.end - 1]
            size = self._add(parts, STAND_IN + (last if last in ",.?!" else ""), size, run.start, run.end)
            at = run.end
        self._add(parts, reading.text[at:end], size, at, None)
        self.text = "".join(parts)

    def _add(self, parts: list[str], piece: str, size: int, origin: int, until: int | None) -> int:
        parts.append(piece)
        self._from.append(size)
        self._to.append(origin)
        self._until.append(-1 if until is None else until)
        return size + len(piece)

    def locate(self, start: int, end: int) -> tuple[int, int, bool]:
        """Offsets in the article and whether the token belongs to a stand-in."""
        k = bisect_right(self._from, start) - 1
        # Empty pieces share their start with the next one; bisect finds the last, which holds the text.
        if self._until[k] >= 0:
            return self._to[k], self._until[k], True
        shift = self._to[k] - self._from[k]
        return start + shift, end + shift, False


def _after_dateline(reading: Reading, start: int, end: int) -> int:
    """Where a paragraph begins behind its "MORVA, May 3 (VNA) -": left in, the town became a speaker."""
    found = DATELINE.match(reading.text, start, end)
    return found.end() if found and not any(reading.quoted[start : found.end()]) else start


def _is_long(text: str, run: Run) -> bool:
    words = text[run.start : run.end]
    return words[:1].isupper() and words[-1:] in ",.?!" and words.count(" ") >= LONG_RUN


def _add_tokens(reading: Reading, piece: _Condensed, doc: "Doc") -> None:
    base = len(reading.tokens)
    reading.first_token[piece.index] = base
    sentence = reading.tokens[-1].sentence if reading.tokens else -1
    for token in doc:
        if token.is_sent_start or token.i == 0:
            sentence += 1
        start, end, stand_in = piece.locate(token.idx, token.idx + len(token))
        quoted = stand_in or bool(reading.quoted[start])
        reading.tokens.append(
            Token(
                start,
                end,
                token.text,
                token.lemma_.lower(),
                token.pos_,
                token.tag_,
                token.dep_,
                base + token.head.i,
                sentence,
                piece.index,
                quoted,
            )
        )
    reading.last_token[piece.index] = len(reading.tokens)
    _add_candidates(reading, base, doc)


def _add_candidates(reading: Reading, base: int, doc: "Doc") -> None:
    tokens = reading.tokens
    seen: set[int] = set()
    for chunk in doc.noun_chunks:
        root = base + chunk.root.i
        if tokens[root].quoted:
            continue
        first = base + chunk.start
        while first < root and (tokens[first].quoted or not tokens[first].text[:1].isalnum()):
            first += 1
        last = base + chunk.end - 1
        while last > root and tokens[last].quoted:
            last -= 1
        seen.update(range(first, last + 1))
        _add_candidate(reading, first, last, root)
    for i in range(base, len(tokens)):
        token = tokens[i]
        if i in seen or token.quoted or not token.text.strip():
            continue
        if _is_name_part(tokens, i):
            last = i
            while last + 1 < len(tokens) and last + 1 not in seen and _is_name_part(tokens, last + 1):
                last += 1
            seen.update(range(i, last + 1))
            _add_candidate(reading, i, last, last)
        elif token.dep in _SUBJECTS and token.pos in {"NOUN", "PRON", "DET", "ADJ", "NUM"}:
            _add_candidate(reading, i, i, i)


def _is_name_part(tokens: list[Token], i: int) -> bool:
    """Capitalised and no function word: the small model often takes a rare surname for a verb or an adjective."""
    word = tokens[i].text
    return (
        word[:1].isupper() and word[-1:].isalnum() and word.lower() not in NOT_NAMES and not tokens[i].quoted
    )


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


def _add_candidate(reading: Reading, first: int, last: int, root: int) -> None:
    tokens = reading.tokens
    start, end = tokens[first].start, tokens[last].end
    text = reading.text[start:end]
    reading.candidates.append(Candidate(start, end, root, tokens[root].paragraph, text, -1))


def verb_of(reading: Reading, index: int) -> int:
    """The verb that a mention is subject or agent of, a few steps up the tree; -1 if there is none."""
    tokens, at = reading.tokens, index
    for _ in range(4):
        token = tokens[at]
        if token.dep in {"nsubj", "nsubjpass"}:
            return token.head
        if token.dep == "pobj" and tokens[token.head].text.lower() in {"to", "by", "from"}:
            return tokens[token.head].head
        if token.head == at:
            return -1
        at = token.head
        if tokens[at].pos in {"VERB", "AUX"}:
            return at
    return -1
