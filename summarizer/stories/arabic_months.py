"""The months of Arabic, which has other names for them from Baghdad to Beirut, in Algiers and in Rabat.

The names are CLDR's. Many articles write two: «كانون الأول/ديسمبر».
"""

import re
from functools import cache

from babel import Locale

LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR")
"""One of each set of names; the first is the one that most readers and `dateparser` know."""


@cache
def pattern() -> str:
    """A regular expression of every name, of two names with a stroke between them too."""
    # The longest first: one name may begin another.
    names = "|".join(sorted(map(re.escape, _numbers()), key=len, reverse=True))
    return rf"(?:{names})(?:\s?/\s?(?:{names}))?"


def common(words: str) -> str:
    """The words with each month under the name that most readers know."""
    known = Locale.parse(LOCALES[0]).months["format"]["wide"]
    return re.sub(rf"\b{pattern()}\b", lambda found: str(known[_numbers()[_first(found[0])]]), words)


def _first(names: str) -> str:
    return names.partition("/")[0].rstrip()


@cache
def _numbers() -> dict[str, int]:
    locales = [Locale.parse(code) for code in LOCALES]
    return {name: number for locale in locales for number, name in locale.months["format"]["wide"].items()}
