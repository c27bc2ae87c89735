"""What a sentence speaks of as known: "the note" where an earlier sentence handed over "a note", "such a step".

Knows words only. A line that is shown without the one that told of it leaves a reader asking which note.
Clark, "Bridging" (1975): a definite description asks for its antecedent.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from summarizer.lines.salience import FUNCTION, stem
from summarizer.text.structure import Sentence, unquoted

_DEFINITE: Final = re.compile(
    # "The note to his government"; "the note of 5 May" and "the note that he wrote" say which.
    r"\b[Tt]he ([a-z][a-z-]{2,})\b(?! (?:of|that|which|who|whose|where|between|[a-z]+ed by)\b)"
)
_BOTH: Final = re.compile(
    r"\b[Bb]oth (?!sides|countries|parties|governments|parliaments|chambers|leaders|nations|states|capitals|presidents|ministers)([a-z]+s|men|women|people)\b"
)
"""Who "both persons" are is said before; the parties to a story are named by every line."""
_INDEFINITE: Final = re.compile(r"\b(?:[Aa]n?|another) ((?:[\w’'-]+ ){0,3}[a-z][a-z-]{2,})\b")
_SUCH: Final = re.compile(
    r"\bsuch (?:an? (?!way\b|manner\b|extent\b)[a-z-]+\b(?! (?:as|that)\b)|(?:steps|moves|measures|acts|actions|talks|claims|plans)\b(?! as\b))"
)


_ALL: Final = re.compile(r"\b(?:all|the other|the remaining) (?:two|three|four|five|six)(?=[.,;]|$)")
"""All three of what: told before."""


def leaves_open(text: str) -> bool:
    """Does it say "such a step" or "all three" without saying which, outside quotation marks?"""
    plain = unquoted(text)
    return bool(_SUCH.search(plain) or _ALL.search(plain))


def presumed(found: Sequence[Sentence]) -> Mapping[int, frozenset[str]]:
    """For each sentence, by its index: stems of what it takes as known from before; without those that have none."""
    introduced: set[str] = set()
    every: dict[int, frozenset[str]] = {}
    for sentence in found:
        plain = unquoted(sentence.text)
        known = {stem(word) for word in _DEFINITE.findall(plain)} & introduced
        known |= {stem(word) for word in _BOTH.findall(plain)}
        if known:
            every[sentence.index] = frozenset(known)
        introduced |= _introduced(plain)
    return every


def _introduced(text: str) -> set[str]:
    """Stems of the words that follow an indefinite article: "a protest note" introduces a note, and nobody minds the protest."""
    return {
        stem(word)
        for phrase in _INDEFINITE.findall(text)
        for word in phrase.lower().split()
        if word not in FUNCTION
    }
