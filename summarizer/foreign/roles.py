"""The role in front of a name, "ministre des Affaires étrangères": which words of a phrase it is.

English is in `roles`, which knows the offices; here any phrase that could be one is taken for it.
"""

from typing import Final

from summarizer.foreign.chunks import LONGEST, Word
from summarizer.foreign.lexicon import Lexicon
from summarizer.types import Span

INITIALS: Final = 2
"""Letters that are no office."""


def role_in(words: list[Word], lexicon: Lexicon) -> Span | None:
    """The words before a name, if they read as an office."""
    own = list(words)
    while own and own[0].lower.strip("’'.") in lexicon.before_office:
        own = own[1:]
    if not own or own[-1].lower in lexicon.prepositions | lexicon.articles | lexicon.genitives:
        return None
    if not _is_office(own, lexicon) or any(lexicon.cue.fullmatch(word.text) for word in own):
        return None
    letters = sum(len(word.text) for word in own)
    return (own[0].start, own[-1].end) if letters > INITIALS else None


def _is_office(words: list[Word], lexicon: Lexicon) -> bool:
    """German nouns have capitals; elsewhere an office is short. It begins with no word that begins sentences."""
    if words[0].lower in lexicon.prepositions | lexicon.pronouns:
        return False
    return words[-1].text[:1].isupper() if lexicon.language == "de" else len(words) < LONGEST
