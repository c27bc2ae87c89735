"""Passages that answer a question: sentences of stored articles that hold most of what it asks for, or none.

Pure. Answers in the articles' own words; a question that no sentence covers gets nothing rather than something near. A
passage is one sentence, with the one or two before it where it leans on them.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from summarizer.foreign.openings import leans
from summarizer.stories.asked import Asked, asked
from summarizer.stories.asked_words import words
from summarizer.stories.claims import claims
from summarizer.stories.overlap import repeats
from summarizer.stories.questions import NO, SURE, fit
from summarizer.stories.words import terms
from summarizer.text.marks import runs
from summarizer.text.openings import stands_alone
from summarizer.text.sentences import sentences
from summarizer.types import Span

COVERED = 0.6
"""Of the question's weight must stand in the passage and the article's title together: a report names its place once."""
INSIDE = 0.15
"""Of the question's weight must stand in the sentence itself."""
INSIDE_SURE = 0.03
"""The same of a sentence that has the very kind of thing asked for, where the title says the rest: "covers 3.6 million tonnes a year"."""
LEADING = 0.3
"""The same, where the sentence before it is needed to say what it is about."""
DENIED = 0.65
"""Of the weight of what is denied must be asked about: then a denial belongs to the answer."""
FITTING = 2.0
"""What having the kind of thing asked for counts beside the words."""
MAX_LINES = 3
READ = 12_000
LONGEST = 700
"""Characters: a longer quotation is answered with by its single sentences."""
BACK = 2
"""Sentences that a passage may begin before the one that answers."""
_PRONOUN_SAYS: Final = re.compile(
    r"[”\"’»]\s*(?:(?:he|she|they|it)\s(?:also\s)?\w+|(?:said|added)\s(?:he|she|they)\b)", re.IGNORECASE
)
"""After a quotation: whose words they are stands before it."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article to look into."""

    key: int
    title: str
    text: str
    story: int | None = None
    """Articles of one story speak of one thing; None: a story of its own."""
    language: str = "en"
    published: datetime = _NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage that answers."""

    key: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """What would be shown."""

    candidate: Candidate
    span: Span
    score: float
    fits: float = NO
    """How surely it has the kind of thing asked for."""

    @property
    def text(self) -> str:
        return self.candidate.text[slice(*self.span)]


def answers(question: str, candidates: Iterable[Candidate]) -> tuple[Found, ...]:
    """Best first, each fact once, with a denial of it; of equals the earlier candidate's, which the caller put first."""
    read = list(candidates)
    by_language = {language: _asked(question, language, read) for language in {one.language for one in read}}
    pairs = [(by_language[one.language], one) for one in read]
    pairs = [(asking, one) for asking, one in pairs if asking.words and _names_them(asking, one)]
    found = sorted(
        (passage for asking, one in pairs for passage in _passages(asking, one)), key=lambda one: -one.score
    )
    if not found:
        return ()
    found = [one for one in found if _same_subject(by_language[one.candidate.language], one, found[0])]
    # The denial stands right after what it denies, before further passages.
    denials = [passage for asking, one in pairs for passage in _denials(asking, one)]
    chosen = _once([found[0], *denials, *found[1:]])[:MAX_LINES]
    return tuple(Found(key=one.candidate.key, span=one.span, score=one.score) for one in chosen)


def introduction(name: str, role: str, candidates: Iterable[Candidate]) -> tuple[Found, ...]:
    """The first sentence that gives a person, by surname at least, with the office that the archive has of them."""
    office, called = set(terms(role)), list(terms(name))
    if not office or not called:
        return ()
    for candidate in candidates:
        for start, end in _uncut(candidate.text[:READ]):
            sentence = candidate.text[start:end]
            own = set(terms(sentence))
            if called[-1] in own and office <= own and _stands(sentence, candidate.language):
                return (Found(key=candidate.key, span=(start, end), score=1.0),)
    return ()


def _asked(question: str, language: str, candidates: Iterable[Candidate]) -> Asked:
    return asked(
        question,
        language,
        (f"{one.title}\n{one.text[:READ]}" for one in candidates if one.language == language),
    )


def _names_them(asking: Asked, candidate: Candidate) -> bool:
    """Whether the article has every name of the question: one that never mentions a country says nothing about it."""
    return not asking.names or asking.names <= _words(
        f"{candidate.title}\n{candidate.text[:READ]}", candidate
    )


def _words(text: str, candidate: Candidate) -> set[str]:
    return set(words(text, candidate.language))


def _passages(asking: Asked, candidate: Candidate) -> Iterator[_Passage]:
    spans = list(_uncut(candidate.text[:READ]))
    for at in range(len(spans)):
        found = _passage(asking, candidate, spans, at)
        if found is not None:
            yield found


def _passage(asking: Asked, candidate: Candidate, spans: Sequence[Span], at: int) -> _Passage | None:
    sentence = candidate.text[slice(*spans[at])]
    own = _words(sentence, candidate)
    inside = asking.share(own)
    if inside < INSIDE_SURE or (asking.plain and not asking.plain & own):
        return None
    title = _words(candidate.title, candidate)
    fits = fit(asking.question, sentence, title, candidate.language)
    if fits == NO or inside < (INSIDE_SURE if fits == SURE else INSIDE):
        return None
    for first in _beginnings(candidate, spans, at, wider=inside >= LEADING):
        span = (spans[first][0], spans[at][1])
        told = title | _words(candidate.text[slice(*span)], candidate)
        covered = asking.share(told)
        if covered >= COVERED and asking.speaks_of_it(told):
            # A short sentence with the words is about them; a long one mentions them.
            score = inside + 0.5 * covered + FITTING * fits - 0.002 * len(own)
            return _Passage(candidate, span, score, fits)
    return None


def _beginnings(candidate: Candidate, spans: Sequence[Span], at: int, *, wider: bool) -> Iterator[int]:
    """Where a passage that ends with this sentence may begin: where it stands on its own, then one sentence earlier.

    The earlier one only in the same paragraph, and when `wider`.
    """
    first = _standing(candidate, spans, at)
    if first is None:
        return
    yield first
    if not wider or first == 0 or at - first >= BACK:
        return
    if "\n" not in candidate.text[spans[first - 1][1] - 1 : spans[first][0]]:
        earlier = _standing(candidate, spans, first - 1)
        if earlier is not None and spans[at][1] - spans[earlier][0] <= LONGEST:
            yield earlier


def _standing(candidate: Candidate, spans: Sequence[Span], at: int) -> int | None:
    """The nearest sentence, this one or up to two before it, from which on nothing leans on what is not shown."""
    for first in range(at, max(-1, at - BACK - 1), -1):
        if spans[at][1] - spans[first][0] > LONGEST and first != at:
            return None
        if _stands(candidate.text[slice(*spans[first])], candidate.language):
            return first
    return None


def _stands(sentence: str, language: str) -> bool:
    if language != "en":
        return not leans(sentence, language)
    return stands_alone(sentence) and _PRONOUN_SAYS.search(sentence) is None


def _same_subject(asking: Asked, passage: _Passage, best: _Passage) -> bool:
    """Whether a passage is about what the best one is: of its story, or it names itself what the question asks about.

    And has as surely what is asked for: after the number that is wanted no sentence with another.
    """
    one, other = passage.candidate, best.candidate
    if passage.fits < best.fits:
        return False
    if one.key == other.key or (one.story is not None and one.story == other.story):
        return True
    own = _words(passage.text, one)
    return asking.speaks_of_it(own) and asking.names <= own and asking.share(own) >= COVERED


def _denials(asking: Asked, candidate: Candidate) -> Iterator[_Passage]:
    """Sentences that deny what is asked about."""
    spans = list(_uncut(candidate.text[:READ]))
    for claim in claims(candidate.text, candidate.published, candidate.language):
        if not claim.denies or claim.is_open or not claim.words:
            continue
        weight = math.fsum(claim.words.values())
        shared = math.fsum(value for word, value in claim.words.items() if word in asking.terms)
        at = next((n for n, (start, end) in enumerate(spans) if start <= claim.span[0] < end), None)
        if shared < DENIED * weight or at is None:
            continue
        first = _standing(candidate, spans, at)
        if first is not None:
            yield _Passage(candidate, (spans[first][0], spans[at][1]), 0.0)


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


def _once(found: Sequence[_Passage]) -> list[_Passage]:
    """Without what an earlier passage says already, or holds."""
    kept: list[_Passage] = []
    for item in found:
        if not any(_overlap(item, other) or repeats(item.text, other.text) for other in kept):
            kept.append(item)
    return kept


def _overlap(one: _Passage, other: _Passage) -> bool:
    same = one.candidate.key == other.candidate.key
    return same and one.span[0] < other.span[1] and other.span[0] < one.span[1]
