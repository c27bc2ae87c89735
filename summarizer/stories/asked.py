"""A question as it is compared with articles: its words by weight, its names, and what kind of thing it asks for."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from summarizer.gate_words import WORD
from summarizer.stories.asked_words import compared, mended, weight, words
from summarizer.stories.question_kinds import Question, asks
from summarizer.stories.words import names, term


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

    @property
    def subject(self) -> str:
        """The rarest plain word is what a question is about: an agreement that Kestria signed is not the one on the cable."""
        return max(self.plain or self.words, key=lambda word: (self.words[word], word))

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
    known = {word for one in read for word in words(one, language)}
    weights, spelled = {}, {}
    for match in WORD.finditer(text):
        if found := compared(match.group(), language):
            spelled[match.group()] = mended(found, known)
            weights[spelled[match.group()]] = weight(term(match.group()) or found)
    named = {found for name in names(text) if (found := compared(name, language))}
    if not named and text[1:] == text[1:].lower():
        named = _written_as_names(set(spelled.values()), read, language)
        text = WORD.sub(
            lambda word: word.group().title() if spelled.get(word.group()) in named else word.group(), text
        )
    return Asked(
        question=asks(text),
        words=weights,
        plain=frozenset(weights) - named,
        names=frozenset(weights) & named,
        terms=frozenset(found for word in spelled if (found := term(word))),
    )


def _written_as_names(own: Collection[str], texts: Iterable[str], language: str) -> set[str]:
    """Of a question's words those that articles write as names alone."""
    named: set[str] = set()
    small: set[str] = set()
    for text in texts:
        named |= {found for name in names(text) if (found := compared(name, language)) in own}
        small |= {
            found
            for match in WORD.finditer(text)
            if match.group().islower() and (found := compared(match.group(), language)) in own
        }
    return named - small
