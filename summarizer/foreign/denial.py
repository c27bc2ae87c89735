"""Words that an article in another language than English says somebody did not say: "n'a jamais dit", "не говорил".

Knows how each language negates a verb of saying and how it denies having said something; parses nothing. A quotation of this
kind has no speaker that may be shown. English has a parse: `quotes.denial`.
"""

import re
from typing import Final

from summarizer.foreign.words import CONJUNCTIONS
from summarizer.types import Span

_SAID: Final[dict[str, str]] = {
    "ru": r"(?:заявл|заяви|сказал|говор|произн|утвержда|писал|написал|обеща|пообеща|называ|назвал|сообща|сообщи|объявл)\w*",
    "uk": r"(?:заявл|заяви|сказа|казав|казал|говори|стверджува|писав|писал|обіця|назива|назвав|назвал|повідомл|повідоми|оголо)\w*",
    "fr": r"(?:dit|déclaré|affirmé|écrit|annoncé|promis|assuré|prononcé|tenu|employé|parlé)\w{0,2}",
    "es": r"(?:dijo|dijeron|dicho|declaró|declarado|afirmó|afirmado|aseguró|asegurado|escribió|escrito|prometió|prometido|anunció|anunciado)",
    "de": r"(?:gesagt|erklärt|behauptet|geschrieben|geäußert|versprochen|angekündigt|gefordert|verwendet)",
    "ar": r"(?:[يت]قل|[يت]قول|[يت]قولوا|[يت]صرح|[يت]صرّح|[يت]علن|[يت]ذكر|[يت]كتب)",
}
_NEGATED: Final[dict[str, str]] = {
    # "не раз говорил" and "не только сказал" are a yes: only the verb itself is negated.
    "ru": rf"не\s{_SAID['ru']}",
    "uk": rf"не\s{_SAID['uk']}",
    "fr": rf"n[’'e]\s?\w+\s(?:jamais|pas|point)\s(?!seulement|que\b)(?:\w+\s)?{_SAID['fr']}|ne\s(?:dit|déclare|disait|affirme)\s(?:pas|jamais)",
    "es": rf"(?:no|nunca|jamás)\s(?:ha\s|había\s|haber\s|haya\s)?{_SAID['es']}",
    "de": rf"(?:nie|niemals|nicht|keineswegs)\s(?:so\s|öffentlich\s)?{_SAID['de']}|"
    r"(?:sagte|erklärte|schrieb|behauptete)\s(?:\w+\s){1,4}(?:nie|niemals|nicht)(?=\s*[:.,;]|\s*$)",
    "ar": rf"(?:لم|لن|ما)\s{_SAID['ar']}",
}
_DENIED: Final[dict[str, str]] = {
    "ru": r"(?:опров[ер]|отриц|отверг)\w*,?\s(?:что|будто|слова|фразу|цитату|высказывание|приписыва\w+)\b",
    "uk": r"(?:спросто|запереч|відкин)\w*,?\s(?:що|ніби|слова|фразу|цитату|вислів|приписува\w+)\b",
    "fr": r"(?:dément|démenti|démentent|nie|nié|nient|conteste|contesté|réfute|réfuté)\s(?:\w+ment\s)?(?:avoir|que|qu[’']|les\spropos|la\sphrase|la\scitation)",
    "es": r"(?:niega|niegan|negó|negaron|negado|desmintió|desmiente|desmentido)\s(?:\w+mente\s)?(?:haber|que|las\spalabras|la\sfrase|la\scita)\b",
    "de": r"(?:bestritt|bestreitet|bestritten|dementiert|dementierte|leugnet|leugnete),?\s(?:dass\b|das\sZitat|die\sWorte|(?:\w+\s){0,3}gesagt\szu\shaben)",
    "ar": r"(?:نفى|نفت|ينفي|تنفي)\s(?:\S+\s){0,5}(?:أن|قول|قوله|قولها|تصريح|تصريحات)\b",
}
NEAR: Final = 60
"""Characters between a denial and the marks."""
PATTERNS: Final = {
    language: (re.compile(rf"\b(?:{_NEGATED[language]})", re.IGNORECASE), re.compile(rf"\b(?:{_DENIED[language]})", re.IGNORECASE))
    for language in _SAID
}  # fmt: skip


def unsaid(text: str, language: str, *, before: Span, after: Span, cue: re.Pattern[str]) -> bool:
    """Does the sentence around a quotation say that it was not said?

    `before` and `after`: what stands of the sentence on either side of the marks. `cue` finds verbs of saying: a denial with
    one between it and the marks is about something else ("denied the rumours and said").
    """
    if language not in PATTERNS:
        return False
    negated, denied = PATTERNS[language]
    lead, rest = text[slice(*before)], text[slice(*after)]
    return (
        any(_opens(lead, found, cue) for found in negated.finditer(lead))
        or any(_denies(lead, found, cue) for found in denied.finditer(lead))
        or _follows(rest, negated, cue)
    )


def _opens(lead: str, found: re.Match[str], cue: re.Pattern[str]) -> bool:
    return len(lead) - found.end() <= NEAR and cue.search(lead, found.end()) is None


def _denies(lead: str, found: re.Match[str], cue: re.Pattern[str]) -> bool:
    """A verb of saying may follow ("denied that he said"), but not one that is said after it ("denied it and said")."""
    said = cue.finditer(lead, found.end())
    return len(lead) - found.end() <= NEAR and not any(_beside(lead, each) for each in said)


def _beside(lead: str, said: re.Match[str]) -> bool:
    before = lead[: said.start()].split()
    return said.group().startswith("و") or bool(before and before[-1].lower() in CONJUNCTIONS)


def _follows(rest: str, negated: re.Pattern[str], cue: re.Pattern[str]) -> bool:
    found, said = negated.search(rest), cue.search(rest)
    if found is None or found.start() > NEAR:
        return False
    return said is None or found.start() <= said.start()
