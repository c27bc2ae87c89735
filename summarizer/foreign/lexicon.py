"""What the lists of words say of one language: its verbs of saying, and the words that begin, join or end a phrase.

Looks up `words`; reads no text.
"""

import re
from dataclasses import dataclass
from functools import cache

from summarizer.foreign.words import (
    ARTICLES,
    CUES,
    END,
    GENITIVES,
    NO_NAMES,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELAYS,
    TITLES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words, in lower case."""

    language: str
    cue: re.Pattern[str]
    """A verb of saying."""
    relay: re.Pattern[str]
    """A verb of passing on what somebody else said."""
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    genitives: frozenset[str]
    articles: frozenset[str]
    end: frozenset[str]
    """Words after which a speaker's phrase is over."""
    before_office: frozenset[str]
    """Words in front of an office that are no part of it."""


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; KeyError for one without verbs of saying."""
    articles = ARTICLES.get(language, frozenset())
    return Lexicon(
        language=language,
        cue=re.compile(rf"\b(?:{CUES[language]})\b"),
        relay=re.compile(rf"\b(?:{RELAYS[language]})\b"),
        pronouns=PRONOUNS[language],
        prepositions=PREPOSITIONS[language],
        genitives=GENITIVES.get(language, frozenset()),
        articles=articles,
        end=END[language],
        before_office=articles | TITLES | PARTICLES | NO_NAMES.get(language, frozenset()),
    )
