"""Countries and organisations named in a text: names, demonyms, capitals that stand for governments. Pure.

Names come from CLDR (babel) in the text's language and English, aliases from `gazetteer.toml`. Words are compared whole;
inflected languages through stems and their endings; Chinese and Japanese as substrings.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

TOKEN: Final = re.compile(r"[\w’'.+-]*\w\+?|\.(?=\w)")
ELISION: Final = re.compile(r"\b(?:l|d|qu|dell|all|nell|dall|sull|un)['’](?=\w)", re.IGNORECASE)
# Endings that a stem may take, by language; an empty one is always allowed.
SLAVIC: Final = frozenset(
    "а я о е ё у ю ы и й ь ой ей ом ем ём ам ям ами ями ах ях ов ев ью ию ии ия ие ий ый ого его ому ему им ым их ых ими ыми "
    "ая яя ую юю ое ее ые іє ії ія ію і ї єю ів їв ові еві ої ій ою є ий цы ца цу цем цев цам цах".split()
)
POLISH: Final = frozenset(
    "a ą e ę y i u o om ów ami ach em iem owi ie iego iemu im ich imi ą iej ego emu ym ych ymi ka kę ki ko kiem cy cie".split()
)
ROMANCE: Final = frozenset(
    "a e o s i as es os is ne nes e e aise aises aine aines ais ana ano anos anas ens enne ennes io ia ios ias y yo ya".split()
)
GERMAN: Final = frozenset("e en er es em s in innen n".split())
ARABIC_ENDS: Final = frozenset("ي ية يا يين يون يات ا ة ان ين تين".split())
ARABIC_CLITICS: Final = re.compile(r"^(?:[وف])?(?:[بلك])?(?:ال|لل)?(?=\w{2})")
ENDINGS: Final = {
    "ru": SLAVIC, "uk": SLAVIC, "bg": SLAVIC, "be": SLAVIC, "pl": POLISH, "fr": ROMANCE, "es": ROMANCE, "it": ROMANCE,
    "pt": ROMANCE, "de": GERMAN, "ar": ARABIC_ENDS,
}  # fmt: skip
INFLECTED: Final = frozenset({"ru", "uk", "bg", "be", "pl"})
SUBSTRINGS: Final = frozenset({"zh", "ja", "ko", "th"})
# Territories that are no party to diplomacy, or whose names are common words.
SKIPPED: Final = frozenset(
    {
        "AQ",
        "BV",
        "HM",
        "IO",
        "TF",
        "UM",
        "GS",
        "AX",
        "SJ",
        "EU",
        "UN",
        "EZ",
        "QO",
        "ZZ",
        "XA",
        "XB",
        "AC",
        "DG",
        "EA",
        "IC",
        "CP",
        "TA",
        "CQ",
    }
)
FIRST_CJK: Final = 0x2E80
SHORTEST_STEM: Final = 3
SHORT_NAME: Final = 4
"""Characters: Куба and Чад are too short to cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What is named, most often first."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to write a name: its words, each whole or a stem."""

    key: str
    words: tuple[tuple[str, bool], ...]
    exact_case: bool


ORDINARY: Final = frozenset({"quad", "uno"})
"""Names of organisations that are other words when they are written small."""
INSTRUMENTS: Final = frozenset(
    "convention conventions protocol protocols accord accords agreement agreements declaration process format "
    "конвенция конвенции конвенцию конвенцией конвенції конвенцію протокол соглашения соглашениям".split()
)
"""What is named after the city where it was signed: the Vienna Convention says nothing about Austria."""


def mentions(text: str, language: str | None) -> Mentions:
    """Find the countries and organisations of a text. `language` is ISO 639-1; English names are found in every text."""
    code = (language or "en")[:2]
    countries: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    for kind, key in _found(text, code):
        (organisations if kind else countries)[key] += 1
    return Mentions(
        countries=tuple(key for key, _ in countries.most_common()),
        organisations=tuple(key for key, _ in organisations.most_common()),
    )


def countries(text: str, language: str | None) -> Counter[str]:
    """How often a text names each country. `language` is ISO 639-1."""
    found = _found(text, (language or "en")[:2])
    return Counter(key for is_organisation, key in found if not is_organisation)


def organisation(name: str, language: str) -> str | None:
    """Return the organisation that has this name, whatever its case; None if it is the name of none, or only has one in it.

    `language` is ISO 639-1; English names are known in every language.
    """
    tokens = TOKEN.findall(ELISION.sub(" ", name))
    if not tokens or (name.islower() and name in ORDINARY):
        return None
    found = (
        key
        for code in (language, "en")
        for length, is_organisation, key in _at(tokens, 0, _index(code), code, any_case=True)
        if is_organisation and length == len(tokens)
    )
    return next(found, None)


def country_name(code: str, language: str = "en") -> str:
    """Return what a country is called in a language; the code itself if nobody knows."""
    return _territories(language).get(code) or _territories("en").get(code, code)


def _found(text: str, language: str) -> Iterator[tuple[bool, str]]:
    """Yield (is an organisation, key) for each mention; at each place the longest name wins."""
    if language in SUBSTRINGS:
        yield from _substrings(text, language)
    tokens = [
        match[0].removesuffix("'s").removesuffix("’s") for match in TOKEN.finditer(ELISION.sub(" ", text))
    ]
    tables = [(_index(language), language)] + ([(_index("en"), "en")] if language != "en" else [])
    place = 0
    while place < len(tokens):
        best: tuple[int, bool, str] | None = None
        for table, code in tables:
            for length, is_organisation, key in _at(tokens, place, table, code):
                if best is None or length > best[0]:
                    best = (length, is_organisation, key)
        if best is None:
            parts = tokens[place].split("-")
            if len(parts) > 1:  # "Polish-Russian": no name of its own, so each part may be one
                tokens[place : place + 1] = parts
            else:
                place += 1
            continue
        after = tokens[place + best[0]] if place + best[0] < len(tokens) else ""
        own = country_name(best[2], language).casefold().startswith(tokens[place][:4].casefold())
        if own or after.casefold() not in INSTRUMENTS:
            yield best[1], best[2]
        place += best[0]


def _at(
    tokens: list[str], place: int, table: "_Index", language: str, *, any_case: bool = False
) -> Iterator[tuple[int, bool, str]]:
    token = _fold(tokens[place], language)
    for end in range(len(token), 0, -1):
        for is_organisation, name in table.get(token[:end], ()):
            if _matches(name, tokens[place : place + len(name.words)], language, any_case=any_case):
                yield len(name.words), is_organisation, name.key


def _matches(name: _Name, tokens: list[str], language: str, *, any_case: bool) -> bool:
    if len(tokens) < len(name.words):
        return False
    for (word, is_stem), token in zip(name.words, tokens, strict=True):
        if name.exact_case and not is_stem and not any_case:
            if word != token.rstrip("."):
                return False
            continue
        folded, plain = _fold(token, language), _fold(word, language)
        if folded == plain:
            continue
        if (
            not is_stem
            or not folded.startswith(plain)
            or folded[len(plain) :] not in ENDINGS.get(language, frozenset())
        ):
            return False
    return True


def _fold(token: str, language: str) -> str:
    token = token.replace("ё", "е").replace("Ё", "Е")
    folded = token.casefold().rstrip(".") if "." not in token[:-1] else token.casefold().replace(".", "")
    return ARABIC_CLITICS.sub("", folded) if language == "ar" else folded


_Index = dict[str, list[tuple[bool, _Name]]]


@lru_cache(maxsize=32)
def _index(language: str) -> _Index:
    """Every name of a language by its first word (or stem), folded."""
    table: _Index = {}
    for is_organisation, key, text in _names(language):
        words = tuple((word.removesuffix("*"), word.endswith("*")) for word in text.split("_") if word)
        # English common words ("turkey", "polish", "us") and short abbreviations count only as they are written.
        exact = not any(stem for _, stem in words) and (language == "en" or text.isupper())
        name = _Name(
            key,
            tuple(
                (word.rstrip(".").replace(".", "") if not exact else word.rstrip("."), stem)
                for word, stem in words
            ),
            exact,
        )
        table.setdefault(_fold(words[0][0], language), []).append((is_organisation, name))
    return table


def _names(language: str) -> Iterator[tuple[bool, str, str]]:
    data = _data()
    for code, name in _territories(language).items():
        yield False, code, _stemmed(name, language).replace(" ", "_")
    for code, names in data.get(language, {}).items():
        for name in names.split():
            yield False, code, name
    for key, names in data["organisations"].items():
        for name in names.split():
            yield True, key, name


def _stemmed(name: str, language: str) -> str:
    """Make stems of a country's name where nouns have cases."""
    if language == "ar":
        return " ".join(ARABIC_CLITICS.sub("", word) + "*" for word in name.split())
    if language == "de":
        return f"{name}*"  # "Großbritanniens"
    if language not in INFLECTED or name.isupper():
        return name
    words = []
    for word in name.split():
        stem = (
            re.sub(r"(?:ия|ія|ая|яя|ое|ый|ий|ые|ие|ське|ска|ский|a|y|e|i|а|я|о|е|ы|и|і|ь|й)$", "", word)
            if len(word) > SHORT_NAME
            else word
        )
        words.append(f"{stem}*" if len(stem) >= SHORTEST_STEM else word)
    return " ".join(words)


@lru_cache(maxsize=32)
def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: re.sub(r"\s*\(.*\)", "", name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in SKIPPED  # noqa: PLR2004 - alpha-2; longer ones are regions
    }


def _substrings(text: str, language: str) -> Iterator[tuple[bool, str]]:
    for code, name in _territories(language).items():
        for _ in range(text.count(name)):
            yield False, code
    for code, names in _data().get(language, {}).items():
        for _ in range(sum(text.count(name) for name in names.split())):
            yield False, code
    for key, names in _data()["organisations"].items():
        for _ in range(sum(text.count(name) for name in names.split() if ord(name[0]) > FIRST_CJK)):
            yield True, key


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("news").joinpath("gazetteer.toml").read_text(encoding="utf-8"))
