"""Which capitalised words of a text are somebody's or something's name, told without a model for the language.

A name is written with a capital wherever it stands, after no article where the language has articles for nouns (German),
and is often repeated, its last word alone. What cannot be told is no name: a wrong speaker is worse than none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from summarizer.foreign.words import (
    ARABIC_COUNTRIES,
    ARABIC_ENDINGS,
    ARABIC_KIN,
    ARABIC_PREFIXES,
    ARTICLES,
    GERMAN_CALLING,
    GERMAN_NOUN,
    GERMAN_OFFICE,
    NO_NAMES,
    PARTICLES,
    PATRONYMIC,
    SLAVIC_OFFICES,
    TITLES,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_OFFICE: Final = re.compile(GERMAN_OFFICE)
_CALLING: Final = re.compile(GERMAN_CALLING)
_ARTICLE_INSIDE: Final = re.compile(r"(?:al|ad|an|ar|as|at|az|el|ed|es)-[^\W\d_a-z]")
_NOUN: Final = re.compile(GERMAN_NOUN)
_PATRONYMIC: Final = re.compile(PATRONYMIC)
PERSON: Final = 2
"""Words of a first name and a surname."""
REPEATED: Final = 2
"""Times that a single word must stand in the text to be taken for a name."""


def arabic_name_length(words: Sequence[str]) -> int:
    """How many words at the end of "وزير الخارجية المصري بدر عبد العاطي" are the name: two, of which either may be compound.

    Only where an office stands in front; without one the whole phrase is the name, or none is.
    """
    own = _arabic_part(words)
    rest = words[:-own]
    if rest and not (own > 1 and _ends_an_office(rest)):
        own += _arabic_part(rest)
    while own < len(words) and words[-own] in ARABIC_KIN:
        own += _arabic_part(words[:-own])
    return own


def _arabic_part(words: Sequence[str]) -> int:
    """How many words the last part of a name has: "العاطي" is nobody without its "عبد", nor "الله" without what is before it."""
    own = 2 if len(words) > 1 and words[-1] in ARABIC_ENDINGS else 1
    while own < len(words) and words[-own - 1] in ARABIC_PREFIXES:
        own += 1
    return own


def _ends_an_office(words: Sequence[str]) -> bool:
    """Before a compound surname alone: "وزير الخارجية عبد العاطي", "وزير خارجية مصر عبد العاطي"; first names have no article."""
    single = _arabic_part(words) == 1
    return single and (words[-1].startswith("ال") or words[-1] in ARABIC_COUNTRIES)


def is_capital(word: str) -> bool:
    """Written as names are: with a capital, or an Arabic article before one ("al-Assad")."""
    return word[:1].isupper() or _ARTICLE_INSIDE.match(word) is not None


class NameBook:
    """What a text shows of its names. Cost is one pass over the words."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        words = [(m.group(), m.start()) for m in _WORD.finditer(text)]
        self._lower = {word for word, _ in words if word[0].islower()}
        self._counts = Counter(word for word, _ in words if word[0].isupper())
        self._with_article: set[str] = set()
        articles = ARTICLES.get(language, frozenset())
        for (first, _), (second, _), (word, _) in zip([("", 0), *words], words, words[1:], strict=False):
            # "von der Aue" may be a name.
            if second.lower() in articles and word[0].isupper() and first not in {"von", "van"}:
                self._with_article.add(word)
        self._families = self._find_families(text, words)

    def _find_families(self, text: str, words: list[tuple[str, int]]) -> dict[str, tuple[int, int]]:
        """Last words of names of several words, each with the place of the longest name that ends in it."""
        found: dict[str, tuple[int, int]] = {}
        shared: set[str] = set()
        run: list[tuple[str, int]] = []
        for word, at in [*words, ("", len(text) + 2)]:
            joined = bool(run) and text[run[-1][1] + len(run[-1][0]) : at] == " "
            if joined and (self.may_name(word) or (word in PARTICLES and run)):
                run.append((word, at))
                continue
            while run and run[-1][0] in PARTICLES:
                run.pop()
            own = self._stripped(run)
            if len(own) > 1:
                span = (own[0][1], own[-1][1] + len(own[-1][0]))
                last = own[-1][0]
                known = found.setdefault(last, span)
                if text[slice(*span)].endswith(text[slice(*known)]):
                    found[last] = span if len(own) > len(text[slice(*known)].split()) else known
                elif not text[slice(*known)].endswith(text[slice(*span)]):
                    shared.add(last)
            run = [(word, at)] if word and self.may_name(word) else []
        self._shared = frozenset(shared)
        return found

    def _stripped(self, run: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Without the offices, titles, initialisms and countries in front."""
        words = [word for word, _ in run]
        return run[self.office_words(words) :]

    def office_words(self, words: list[str]) -> int:
        """How many words at the front of a group of capitals are no part of the name."""
        first = 0
        while first < len(words) - 1 and self._leads(words[first], of=len(words) - first):
            first += 1
        if (
            self._language in {"ru", "uk"}
            and len(words) - first > PERSON
            and not _PATRONYMIC.search(words[-2])
        ):
            return len(words) - PERSON  # "of Kestria" is one word in front of a first name and a surname
        return first

    def _leads(self, word: str, *, of: int) -> bool:
        """An initialism, a title or an office."""
        if (len(word) > 1 and word.isupper()) or word.lower().rstrip(".") in TITLES:
            return True
        if self._language in {"ru", "uk"}:
            return word.lower() in SLAVIC_OFFICES
        return self._language == "de" and self._is_office(word, of=of)

    def _is_office(self, word: str, *, of: int) -> bool:
        """A title or, before a first name and a surname, what somebody does."""
        return bool(_OFFICE.search(word)) or (of > PERSON and bool(_CALLING.search(word)))

    def may_name(self, word: str) -> bool:
        """Can this word be part of a name?"""
        if not is_capital(word) or word.lower() in NO_NAMES.get(self._language, ()) or len(word) < 2:  # noqa: PLR2004 - an initial names nobody
            return False
        if word.lower() in self._lower or word.lower().rstrip(".") in TITLES:
            return False
        if self._language == "de":
            return not (word in self._with_article or _NOUN.search(word) or _OFFICE.search(word))
        return True

    def is_name(self, words: list[str]) -> bool:
        """Are these words, particles aside, a name?

        One word is, when a longer name ends in it, when it is an initialism, or when the text repeats it; German writes every
        noun with a capital, so repeating proves nothing there.
        """
        own = [word for word in words if word not in PARTICLES]
        if not own or not all(self.may_name(word) for word in own):
            return False
        if len(own) > 1:
            return True
        word = own[0]
        if word in self._families or (word.isupper() and len(word) > 1):
            return True
        return self._language != "de" and self._counts[word] >= REPEATED

    def full(self, word: str) -> tuple[int, int] | None:
        """Where the longest name that ends in this word stands; None when two people's names do."""
        return None if word in self._shared else self._families.get(word)
