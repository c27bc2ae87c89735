"""What people mean when they say what they want to follow: a country, a subject, a name, a source or just words.

Decides from words and what the archive knows; stores nothing.
"""

import re
from collections.abc import Sequence
from functools import cache

from babel import Locale

from bot.rendering.reader import Reader
from bot.texts import LANGUAGES, Texts, entries
from news.gazetteer import organisation
from store.follows import Follow, Kind, fold, stem, words_value

MOST_LISTED = 10
"""Things followed by one command."""
LONGEST = 100
"""Characters of words somebody may follow; the column holds 200 and stems of them are shorter."""

# What people call countries and CLDR doesn't; capitals stand for governments in our field, cities do not.
_ALIASES = {
    "us": "US", "usa": "US", "u s": "US", "america": "US", "united states of america": "US", "сша": "US", "uk": "GB",
    "u k": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "великобритания": "GB", "британия": "GB",
    "uae": "AE", "emirates": "AE", "оаэ": "AE", "drc": "CD", "dr congo": "CD", "turkey": "TR", "burma": "MM",
    "holland": "NL", "czech republic": "CZ", "south korea": "KR", "north korea": "KP", "dprk": "KP", "rok": "KR",
    "ivory coast": "CI", "swaziland": "SZ", "macedonia": "MK", "palestine": "PS", "vatican": "VA", "holy see": "VA",
    "prc": "CN", "russian federation": "RU", "рф": "RU", "киргизия": "KG", "белоруссия": "BY", "syrian arab republic": "SY",
    "кнр": "CN", "кндр": "KP", "южная корея": "KR", "северная корея": "KP", "иран": "IR", "eeuu": "US", "ee uu": "US",
    "etats unis": "US", "الولايات المتحدة": "US", "امريكا": "US", "أمريكا": "US", "روسيا الاتحادية": "RU", "cape verde": "CV",
    "bosnia": "BA", "босния": "BA", "боснія": "BA", "bosnie": "BA", "البوسنة": "BA",
}  # fmt: skip
# Not states, though CLDR lists them among territories.
_NO_COUNTRIES = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ", "BV", "HM"}
)
_ARTICLE = re.compile(r"^(?:the|la|le|les|l|el|los|las) (?=\S)")
_COMMA = re.compile(r"[,;،؛、]")
_LEADING = re.compile(r"^(?:and|и|та|й|et|y|e) |^و\s?(?=\w{3})", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|и|та|й|і|et|y|e)\s+|\s+و\s?(?=\w{3})", re.IGNORECASE)
# Shown first among countries: those that the world's diplomatic news names most are not ours to rank, so the members
# of the Security Council with a permanent seat come first and the alphabet decides the rest.
_FIRST = ("US", "CN", "RU", "FR", "GB")


def country(words: str) -> str | None:
    """The ISO code of a country by its name in any of our languages, or by its code in capitals."""
    if len(words) == 2 and words.isupper() and words in _codes():  # noqa: PLR2004 - alpha-2
        return words
    folded = fold(words)
    bare = _ARTICLE.sub("", folded)
    stemmed = " ".join(stem(word) for word in bare.split())
    return _countries().get(folded) or _countries().get(bare) or _country_stems().get(stemmed)


def country_name(code: str, texts: Texts) -> str:
    """The country in the reader's language, with its flag."""
    name = texts.locale.territories.get(code, code)
    return f"{flag(code)} {name}".strip()


def flag(code: str) -> str:
    """The flag of a country as Unicode's regional indicators."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code) if code in _codes() else ""


def all_countries(texts: Texts) -> list[str]:
    """Codes in the order to show: the permanent members, then by name in this language."""
    rest = sorted(_codes() - set(_FIRST), key=lambda code: fold(texts.locale.territories.get(code, code)))
    return [*_FIRST, *rest]


def subject(words: str) -> str | None:
    """A subject's key by its name in any of our languages."""
    return _subjects().get(words_value(words))


def all_subjects(texts: Texts) -> list[str]:
    """Keys of subjects, by name in this language."""
    keys = [key.removeprefix("subject.") for key in entries(texts.language) if key.startswith("subject.")]
    return sorted(keys, key=lambda key: fold(texts.plain(f"subject.{key}")))


def split_exclusions(words: str) -> tuple[str, tuple[str, ...]]:
    """`sanctions -sport -"youth cup"` → the words, and what must not be there."""
    kept: list[str] = []
    excluded: list[str] = []
    pending: list[str] | None = None
    for word in words.replace("–", "-").replace("—", "-").split():
        if pending is not None:
            pending.append(word.rstrip('"'))
            if word.endswith('"'):
                excluded.append(" ".join(pending))
                pending = None
        elif word.startswith('-"') and not word.endswith('"'):
            pending = [word[2:]]
        elif word.startswith("-") and word.strip('-"'):
            excluded.append(word.strip('-"'))
        else:
            kept.append(word)
    if pending:
        excluded.append(" ".join(pending))
    return " ".join(kept), tuple(dict.fromkeys(excluded))


def certain(words: str, texts: Texts) -> Follow | None:
    """A country, a subject or a well-known organisation, which words name without doubt."""
    code = country(words)
    if code is not None:
        return Follow(kind="country", value=code, label=texts.locale.territories.get(code, code))
    key = subject(words)
    if key is not None:
        return Follow(kind="subject", value=key, label=texts.plain(f"subject.{key}"))
    name = organisation(words, texts.language)
    return named("organisation", name) if name else None


def parts(words: str, texts: Texts) -> tuple[str, ...]:
    """The things in "France, Germany and Ostland"; one when it is no list.

    "and" parts like a comma where that gives something certain; "war and peace" stays whole, "Russia and France" is two.
    """
    by_comma = [part.strip() for part in _COMMA.split(words) if part.strip()]
    if len(by_comma) < 2:  # noqa: PLR2004 - a list
        halves = _halves(words, texts)
        return halves if all(certain(half, texts) for half in halves) else _row(words, texts)
    return tuple(half for part in by_comma for half in _halves(part, texts))


def _row(words: str, texts: Texts) -> tuple[str, ...]:
    """The countries of "France Germany Spain"; one thing where any word is none, or where all are one name."""
    each = tuple(words.split())
    return each if certain(words, texts) is None and all(country(word) for word in each) else (words,)


def _halves(part: str, texts: Texts) -> tuple[str, ...]:
    """What "and" stands between, where it does not belong to a name; after a comma it may also lead."""
    bare = _LEADING.sub("", part)
    if certain(bare, texts) is not None:
        return (bare,)
    # Arabic joins "and" to the word, and many words begin with that letter.
    part = part if part.startswith("و") else bare
    halves = tuple(half.strip() for half in _AND.split(part) if half.strip())
    return halves if any(certain(half, texts) for half in halves) else (part,)


def means_everything(words: str) -> bool:
    """Whether this is no name but "all" of them."""
    return fold(words) in _EVERYTHING


_EVERYTHING = frozenset(
    fold(word)
    for word in "all everything anything всё все всі усе усі tout tous todo todos كل الكل الجميع".split()
)


def is_word(words: str) -> bool:
    """Whether there is something to look for: more than marks, and more than one letter of ours."""
    folded = fold(words)
    return len(folded) > 1 or (bool(folded) and not folded.isascii())


def by_words(words: str, excluded: Sequence[str] = ()) -> Follow:
    """An alert for words; without words, exclusions that hold for everything."""
    label = words or " ".join(excluded)
    return Follow(kind="words", value=words_value(words)[:200], label=label, excluded=tuple(excluded))


def named(kind: Kind, name: str) -> Follow:
    """A person, organisation or source by its name in the archive."""
    return Follow(kind=kind, value=fold(name)[:200], label=name)


def label(follow: Follow, reader: Reader) -> str:
    """What a follow is called in the reader's language."""
    texts = reader.texts
    if follow.kind == "country":
        return country_name(follow.value, texts)
    if follow.kind == "subject" and f"subject.{follow.value}" in texts:
        return texts.plain(f"subject.{follow.value}")
    if follow.kind == "story":
        return texts.plain("follow.muted_story" if follow.muted else "follow.story", title=follow.label)
    if follow.kind != "words":
        return follow.label
    excluded = texts.comma.join(follow.excluded)
    if not follow.value:
        return texts.plain("follow.never", words=excluded)
    shown = texts.plain("follow.words", words=follow.label)
    return f"{shown}{texts.comma}{texts.plain('follow.without', words=excluded)}" if excluded else shown


@cache
def _codes() -> frozenset[str]:
    names = Locale.parse("en").territories
    return frozenset(code for code in names if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES  # noqa: PLR2004


@cache
def _countries() -> dict[str, str]:
    found = {fold(alias): code for alias, code in _ALIASES.items()}
    for language in LANGUAGES:
        names = Locale.parse(language).territories
        for code in _codes():
            if code in names:
                found.setdefault(fold(names[code]), code)
                # English CLDR writes "Bosnia & Herzegovina", and nobody types that.
                found.setdefault(fold(names[code].replace("&", "and")), code)
    return found


@cache
def _country_stems() -> dict[str, str]:
    """Names without inflection, so that «Казахстана» is found; only where a stem is one country's."""
    stems: dict[str, set[str]] = {}
    for name, code in _countries().items():
        stems.setdefault(" ".join(stem(word) for word in name.split()), set()).add(code)
    return {name: next(iter(codes)) for name, codes in stems.items() if len(codes) == 1 and len(name) > 3}  # noqa: PLR2004 - "us" is a word, too


@cache
def _subjects() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, entry in entries(language).items():
            if key.startswith("subject.") and isinstance(entry, str):
                name = key.removeprefix("subject.")
                found.setdefault(words_value(entry), name)
                found.setdefault(words_value(name.replace("_", " ")), name)
    return found
