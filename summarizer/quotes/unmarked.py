"""Quotations whose marks are missing: "We are ready. We shall come, Varga emphasised."

Knows the shape of a closing attribution and the first person. Works on spelling alone. Only what ends a paragraph counts, and
never the cue: a guess here would put words into somebody's mouth, so the signs must be strong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.text.marks import Run, paragraphs, strip_span
from summarizer.types import Span

_CUES = (
    r"(?:said|says|added|adds|stressed|emphasi[sz]ed|noted|stated|explained|concluded|continued|declared|insisted|warned|"
    r"underlined|underscored|remarked|replied|argued|told\s+[\w\s’'-]{2,40}|reiterated|announced|wrote|claimed|recalled|pointed out)"
)
_NAME = r"(?:[A-Z][\w’'\u2010\u2011-]*\.?\s){0,4}[A-Z][\w’'\u2010\u2011-]+"
_WHO = rf"(?P<who>(?:[Tt]he\s)?(?:[a-z-]+\s){{0,3}}?{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s(?:[\w’'\u2010\u2011-]+\s){{0,3}}[a-z]+)"
_CLOSING = re.compile(
    rf"(?P<comma>[,!?])(?P<gap>\s*)(?:{_WHO}\s(?P<cue>{_CUES})|(?P<cue2>{_CUES})\s{_WHO.replace('<who>', '<who2>')})"
    r"(?P<rest>[^.!?\n]{0,90})[.!]?\s*$"
)
_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y|us|I['’](?:m|ve|ll|d)|[Ww]e['’](?:re|ve|ll))\b")
_REPORTING = re.compile(
    rf"\b(?:{_NAME}|[Hh]e|[Ss]he|[Tt]hey)\s(?:has\s|had\s|also\s|later\s)?{_CUES}\b|\baccording to\b|\bthat (?:he|she|they)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+|$)")
LEAST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """A quotation without marks and the attribution after it."""

    start: int
    end: int
    speaker: Span
    cue: str
    confidence: float


def unmarked(text: str, marked: Sequence[Run]) -> Iterator[Unmarked]:
    """Quotations without marks in the paragraphs that have none."""
    taken = [run.outer_start for run in marked]
    for start, end in paragraphs(text):
        if any(start <= at < end for at in taken) or end - start > 2000:  # noqa: PLR2004 — longer paragraphs are no closing quotation
            continue
        found = _in_paragraph(text, start, end)
        if found is not None:
            yield found


def attributed(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """Where the words of [start, end) stop before a closing attribution, and who is named in it; None without one."""
    closing = _CLOSING.search(text, start, end)
    if closing is None:
        return None
    stop = closing.start() if closing.group("comma") == "," else closing.start() + 1
    return stop, closing.span("who" if closing.group("who") else "who2")


def _in_paragraph(text: str, start: int, end: int) -> Unmarked | None:
    closing = _CLOSING.search(text, start, end)
    if closing is None:
        return None
    stop = closing.start() if closing.group("comma") == "," else closing.start() + 1
    glued = closing.group("gap") == "" and closing.group("comma") == ","
    begin = _begin(text, start, stop)
    begin, stop = strip_span(text, begin, stop)
    words = text[begin:stop]
    first = _FIRST.search(words) is not None
    if words.count(" ") + 1 < LEAST_WORDS or not (first or glued) or not words[:1].isupper():
        return None
    group = "who" if closing.group("who") else "who2"
    cue = closing.group("cue") or closing.group("cue2")
    confidence = 0.5 + 0.3 * first + 0.15 * glued
    return Unmarked(
        start=begin, end=stop, speaker=closing.span(group), cue=cue.split()[0], confidence=confidence
    )


def _begin(text: str, start: int, stop: int) -> int:
    """Walks back from the closing sentence over sentences that do not report: they are of the same mouth."""
    sentences = [(m.start(), m.end()) for m in _SENTENCE.finditer(text, start, stop) if m.group().strip()]
    begin = sentences[-1][0] if sentences else start
    for a, b in reversed(sentences[:-1]):
        if _REPORTING.search(text, a, b):
            break
        begin = a
    return begin
