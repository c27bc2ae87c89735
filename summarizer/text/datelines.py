r"""Where the news begins behind a dateline: "NAIROBI — ", "BOGOTÁ.- ", "Berlin (dpa) - ", "القاهرة - ".

Knows how outlets write the place, the day and the agency they report from. In scripts with capitals what follows a
dateline begins with one, so that "США — союзник …" and "OTAN - Russie : …" keep their first words.
"""

import re
from typing import Final

from summarizer.text.compress import DATELINE, LEAST_LEFT

_CAPITAL: Final = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_PLACE: Final = rf"[{_CAPITAL}][\w.'’-]*(?:(?: (?:del?|la|los|di|da|do))?[ ,/]+[{_CAPITAL}][\w.'’-]*){{0,4}}"
_LOUD: Final = rf"[{_CAPITAL}]{{3}}[{_CAPITAL} .'’-]*(?:, [{_CAPITAL}][\w. ]{{2,24}})?"
_DAY: Final = r",? (?:le |el |den )?\d{1,2}(?:er|\.|º)? (?:de )?[^\W\d_]{3,10}\.?(?: (?:de )?\d{4})?"
_AGENCY: Final = r"\(\s?[^\W\d][\w./&« »-]{1,30}\)"
_DASH: Final = r"(?:--|[-–—:])"
_NEWS: Final = rf"(?=[{_CAPITAL}\"'“«„¿¡])(?!\S+(?:\s\S+)?\s?:)"
"""A sentence begins here; a word or two and a colon are a heading's."""

_WITH_CAPITALS: Final = re.compile(
    # Berlin (dpa) - | PARIS, 12 déc (AFP) – | Bogotá, 12 dic (EFE).-
    rf"(?:(?:{_PLACE}(?:{_DAY})?,?\s*)?{_AGENCY}\s*(?:\.\s?)?{_DASH}\s*"
    # BOGOTÁ.- | Madrid, 3 de mayo.-
    rf"|{_PLACE}(?:{_DAY})?\s?\.\s?[-–—]+\s*"
    # PARIS — | МОСКВА, 12 декабря —
    rf"|{_LOUD}(?:{_DAY})?\s+{_DASH}\s+|{_PLACE}{_DAY}\s+{_DASH}\s+)"
    rf"{_NEWS}"
)
_NOTHING_ELSE: Final = re.compile(
    rf"(?:{_LOUD}|{_PLACE}){_DAY}\s+{_DASH}\s+(?:[{_CAPITAL}][\w-]*\s?){{1,3}}\."
)
_ARABIC_WORD: Final = r"[\u0621-\u064A]{3,}"
_ARABIC: Final = re.compile(
    # القاهرة - | أبو ظبي (وام) - ; a second dash would make it an aside.
    rf"{_ARABIC_WORD}(?:\s{_ARABIC_WORD})?(?:\s?\([^()]{{2,20}}\))?\s[-–—]\s+(?!.*\s[-–—]\s)(?!\S+(?:\s\S+)?\s?:)",
    re.DOTALL,
)


def news_start(sentence: str, language: str) -> int:
    """How many characters of a sentence are its dateline; 0 when it has none, or when too little would be left."""
    pattern = DATELINE if language == "en" else _ARABIC if language == "ar" else _WITH_CAPITALS
    found = pattern.match(sentence)
    if found is None or len(sentence[found.end() :].split()) < LEAST_LEFT:
        return 0
    return found.end()


def is_dateline(sentence: str) -> bool:
    """Is there nothing else in it: "МОСКВА, 12 дек - РИА Новости."?"""
    return _NOTHING_ELSE.fullmatch(sentence) is not None
