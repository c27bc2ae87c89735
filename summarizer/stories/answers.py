"""Sentences that answer a question: those of stored articles that hold most of what it asks for, or none.

Pure. Answers in the articles' own words; a question that no sentence covers gets nothing rather than something near.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.gate_words import FUNCTION
from summarizer.marks import runs
from summarizer.sentences import sentences
from summarizer.stories.overlap import repeats
from summarizer.stories.words import rarity, term, terms
from summarizer.types import Span

COVERED = 0.6
"""Of the question's weight must stand in the sentence and the article's title together: a report names its place once."""
INSIDE = 0.15
"""Of the question's weight must stand in the sentence itself."""
MAX_LINES = 3
READ = 12_000
LONGEST = 700
"""Characters: a longer quotation is answered with by its single sentences."""
_ASKING = frozenset(
    "say said says tell told happen think mean give news latest lately recent recently anything".split()
)
_WHEN = re.compile(r"^\s*when\b|\bwhat (?:day|date)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"^\s*how (?:many|much)\b(?:\s+(?P<thing>\w+))?", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|"
    r"december|today|tomorrow|yesterday|next (?:week|month)|\d{1,2} may|may \d{1,2}|20\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article to look into."""

    key: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence that answers."""

    key: int
    span: Span
    score: float


def answers(question: str, candidates: Iterable[Candidate]) -> tuple[Found, ...]:
    """Best first, each fact once; of equals the earlier candidate's, which the caller put first."""
    wanted = _wanted(question)
    if not wanted:
        return ()
    found: list[tuple[Found, str]] = []
    for candidate in candidates:
        for start, end in _uncut(candidate.text[:READ]):
            sentence = candidate.text[start:end]
            score = _score(question, wanted, sentence, candidate.title)
            if score > 0:
                found.append((Found(key=candidate.key, span=(start, end), score=score), sentence))
    found.sort(key=lambda item: -item[0].score)
    return tuple(one for one, _ in _once(found)[:MAX_LINES])


def _uncut(text: str) -> Iterator[Span]:
    """Sentences, those of one quotation taken together: half a quotation would hide who said it, or that it is one."""
    marked = runs(text)
    end_of_last = 0
    spans = sentences(text)
    for at, (start, end) in enumerate(spans):
        if start < end_of_last:
            continue
        while run := next(
            (run for run in marked if start < run.outer_end and run.outer_start < end < run.outer_end), None
        ):
            later = [other for _, other in spans[at + 1 :] if other > end]
            if not later or later[0] - start > LONGEST or run.outer_end - start > LONGEST:
                break
            end = later[0]  # noqa: PLW2901 - the span grows until no quotation is cut
        end_of_last = end
        yield start, end


def _wanted(question: str) -> dict[str, float]:
    rare = rarity()
    return {
        word: max(1.0, rare(word)) for word in terms(question) if word not in FUNCTION and word not in _ASKING
    }


def _score(question: str, wanted: dict[str, float], sentence: str, title: str) -> float:
    total = math.fsum(wanted.values())
    own = set(terms(sentence))
    around = own | set(terms(title))
    inside = math.fsum(weight for word, weight in wanted.items() if word in own) / total
    covered = math.fsum(weight for word, weight in wanted.items() if word in around) / total
    if covered < COVERED or inside < INSIDE:
        return 0.0
    if _WHEN.search(question) and not _DATED.search(sentence):
        return 0.0
    if (asked := _HOW_MANY.search(question)) and not _counts(sentence, own, asked["thing"] or ""):
        return 0.0
    # A short sentence with the words is about them; a long one mentions them.
    return inside + 0.5 * covered - 0.002 * len(own)


def _counts(sentence: str, own: Collection[str], thing: str) -> bool:
    """Has the sentence a number, and the thing that is counted?"""
    wanted = term(thing)
    return bool(re.search(r"\d", sentence)) and (wanted is None or wanted in own)


def _once(found: Sequence[tuple[Found, str]]) -> list[tuple[Found, str]]:
    kept: list[tuple[Found, str]] = []
    for item in found:
        if not any(repeats(item[1], other[1]) for other in kept):
            kept.append(item)
    return kept
