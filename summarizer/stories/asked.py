"""A question as it is compared with articles: its words by weight, its names, and what kind of thing it asks for."""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from summarizer.gate.words import WORD
from summarizer.stories.asked_words import compared, may_be_a_slip, mended, weight
from summarizer.stories.question_kinds import Question, asks
from summarizer.stories.words import names, term

EXACT: Final = re.compile(
    r"\d\S*|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in the words of one language."""

    question: Question
    words: Mapping[str, float]
    plain: frozenset[str]
    """Its words that are not written as names."""
    names: frozenset[str]
    terms: frozenset[str]
    """Its words as claims spell them."""

    exact: frozenset[str]
    """Its numbers: the twelfth package is not the eleventh."""
    subject: str | None
    """The rarest plain word is what a question is about: an agreement that Kestria signed is not the one on the cable. None in
    languages of which we do not know what is rare."""

    def speaks_of_it(self, own: Collection[str]) -> bool:
        """Are the words that nothing else makes up for among `own`?"""
        return self.exact.issubset(own) and (self.subject is None or self.subject in own)

    def share(self, own: Collection[str]) -> float:
        """Of the weight of its words, what is among `own`."""
        return math.fsum(value for word, value in self.words.items() if word in own) / math.fsum(
            self.words.values()
        )


def asked(text: str, language: str, texts: Iterable[str]) -> Asked:
    """A question as articles of a language are compared with it; `texts` are those articles.

    What they write as a name is one in a question that has no capitals, and what is a slip away from their words is one of those.
    """
    read = list(texts)
    text = _mended(text, language, read)
    spelled = {one: found for one in WORD.findall(text) if (found := compared(one, language))}
    named = {found for name in names(text) if (found := compared(name, language))}
    if not named and text[1:] == text[1:].lower():
        named = _written_as_names(set(spelled.values()), read, language)
        text = WORD.sub(
            lambda word: word.group().title() if spelled.get(word.group()) in named else word.group(), text
        )
    weights = {found: weight(term(word) or found) for word, found in spelled.items()}
    return Asked(
        question=asks(text),
        words=weights,
        plain=frozenset(weights) - named,
        names=frozenset(weights) & named,
        terms=frozenset(found for word in spelled if (found := term(word))),
        exact=frozenset(found for word, found in spelled.items() if EXACT.fullmatch(word)),
        subject=_subject(weights, named) if language == "en" else None,
    )


def _subject(weights: Mapping[str, float], named: Collection[str]) -> str | None:
    plain = set(weights) - set(named)
    return max(plain or weights, key=lambda word: (weights[word], word), default=None)


def _mended(text: str, language: str, texts: Iterable[str]) -> str:
    """The question with its slips as the articles spell the words."""
    if not any(may_be_a_slip(one) for one in WORD.findall(text)):
        return text
    spelling = {
        found: one for text in texts for one in WORD.findall(text) if (found := compared(one, language))
    }

    def right(match: "re.Match[str]") -> str:
        found = compared(match.group(), language) if may_be_a_slip(match.group()) else None
        better = mended(found, spelling) if found else None
        return match.group() if better is None or better == found else spelling[better]

    return WORD.sub(right, text)


def _written_as_names(own: Collection[str], texts: Iterable[str], language: str) -> set[str]:
    """Of a question's words those that articles write as names alone."""
    capital: set[str | None] = set()
    small: set[str | None] = set()
    for text in texts:
        capital |= {compared(name, language) for name in names(text)}
        small |= {compared(one, language) for one in WORD.findall(text) if one.islower()}
    return {word for word in own if word in capital and word not in small}
