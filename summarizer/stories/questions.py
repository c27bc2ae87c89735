"""Whether a sentence has what a question asks for: a day, an amount of the unit asked for, a reason, a place, who did it.

Pure, by word lists and word order. A sentence that has all the words of a question and not what it asks for is no answer: "A customs
officer was shot there" does not say who shot him, and what was paid for one thing is not the price of another.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

from summarizer.gate.words import NEGATORS, WORD, fold
from summarizer.stories.asked_words import compared, same_act
from summarizer.stories.evidence import Evidence, evidence
from summarizer.stories.quantities import Unit, amounts, counts
from summarizer.stories.question_kinds import Question

SURE = 1.0
MAYBE = 0.5
NO = 0.0
_UNITS: Final[dict[str, tuple[Unit, ...]]] = {
    "power": ("power",), "electricity": ("power",), "energy": ("power",), "money": ("money",), "trade": ("money",), "aid": ("money",),
    "debt": ("money",), "time": ("time",), "land": ("weight", "length"),
}  # fmt: skip
"""In which units some things are measured; any other thing by weight, volume, power or share."""
_STUFF: Final[tuple[Unit, ...]] = ("weight", "power", "share")
_TIED: Final = 8
"""Words at most between what was done and what it was done to: in "imposed sanctions … in breach of an embargo" no embargo is imposed."""
_MEASURED: Final = 5
"""Words at most between a thing and its number."""
_ADMITTED: Final = re.compile(
    r"\b(?:admit|acknowledge|confirm|conced|den(?:y|ied)|reject|dismiss|confess|not (?:his|her|its|their|\w+ish|\w+an)\b)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d|\b(?:half|quarter|third)\b", re.IGNORECASE)
_PASSIVE: Final = frozenset("was were is are be been being get gets got".split())
_BETWEEN: Final = 3
"""Words at most between "was" and its participle: "was reportedly shot"."""
_SAME_ROOT: Final = 5


def fit(asked: Question, sentence: str, topic: Collection[str], language: str) -> float:
    """Does a sentence have the kind of thing that the question asks for: SURE, MAYBE or NO; `topic` are its article's title's words."""
    if asked.verb and asked.thing and not _tied(asked, sentence):
        return NO
    if asked.negated and asked.kind in {"who", "why"} and not _denies(sentence):
        return NO
    match asked.kind:
        case None:
            return MAYBE
        case "many" | "much" | "cost" | "long" | "far" | "high":
            return _measures(asked, sentence, topic, language)
        case "admits" | "does" | "who":
            return _acts(asked, sentence, topic, language)
    known = evidence(language)
    return MAYBE if known is None else _shows(asked, sentence, known)


def _denies(sentence: str) -> bool:
    return any(fold(word) in NEGATORS for word in WORD.findall(sentence))


def _acts(asked: Question, sentence: str, topic: Collection[str], language: str) -> float:
    """Does the sentence tell of the act that is asked about?"""
    match asked.kind:
        case "admits":
            return SURE if language != "en" or _ADMITTED.search(sentence) else NO
        case "does":
            return MAYBE if _does(asked.verb, sentence, topic, language) else NO
        case _:
            return SURE if _says_who(sentence, asked.verb, language) else NO


def _shows(asked: Question, sentence: str, known: Evidence) -> float:
    """For what a language has words for: days, places, reasons, what is to come."""
    match asked.kind:
        case "when" if asked.coming and _surest(sentence, known.ahead, known.maybe_ahead) == NO:
            return NO
        case "when":
            return _surest(sentence, known.dated, known.maybe_dated)
        case "since":
            began = known.since.search(sentence) is not None
            dated = _surest(sentence, known.dated, known.maybe_dated) != NO or counts(sentence)
            return SURE if began and dated else NO
        case "where":
            return SURE if known.placed.search(sentence) else NO
        case "why":
            return _surest(sentence, known.reason, known.maybe_reason)
        case _:
            return _surest(sentence, known.ahead, known.maybe_ahead)


def _surest(sentence: str, sure: "re.Pattern[str]", maybe: "re.Pattern[str]") -> float:
    if sure.search(sentence):
        return SURE
    return MAYBE if maybe.search(sentence) else NO


def _measures(asked: Question, sentence: str, topic: Collection[str], language: str) -> float:
    """Has the sentence the amount asked for?"""
    thing = compared(asked.thing, language) if asked.thing else None
    match asked.kind:
        case "cost":
            return SURE if amounts(sentence, "money") else NO
        case "long":
            return SURE if amounts(sentence, "time", "length") or _lasts(sentence, language) else NO
        case "far":
            return SURE if amounts(sentence, "length") else NO
        case "high":
            return SURE if _has_figure(sentence, thing, language) else NO
        case "much":
            units = _UNITS.get(asked.thing.lower(), _STUFF if asked.thing else (*_STUFF, "money"))
            named = thing is None or thing in topic or thing in _words(sentence, language)
            return SURE if named and amounts(sentence, *units) else NO
        case _:
            return _counted(sentence, thing, language)


def _counted(sentence: str, thing: str | None, language: str) -> float:
    """Has the sentence a number and the thing that is counted, SURE when the one stands before the other?"""
    numbers = counts(sentence)
    if not numbers:
        return NO
    if thing is None:
        return MAYBE
    if any(thing in _words(sentence[end:], language)[: _BETWEEN + 1] for end in numbers):
        return SURE
    return MAYBE if thing in _words(sentence, language) else NO


def _lasts(sentence: str, language: str) -> bool:
    known = evidence(language)
    return known is not None and known.since.search(sentence) is not None


def _has_figure(sentence: str, thing: str | None, language: str) -> bool:
    """Does a figure stand near the thing: of two in a sentence, a far one is another's?"""
    found = [fold(one.group()) for one in WORD.finditer(sentence)]
    figures = [at for at, word in enumerate(found) if _FIGURE.match(word)]
    if not figures or thing is None:
        return bool(figures)
    places = [at for at, word in enumerate(found) if compared(word, language) == thing]
    return any(abs(figure - place) <= _MEASURED for figure in figures for place in places)


def _tied(asked: Question, sentence: str) -> bool:
    """Where the sentence has both what was done and what it was done to, are the two near each other?"""
    said = [compared(word.group(), "en") for word in WORD.finditer(sentence)]
    verb, thing = (compared(word, "en") for word in (asked.verb, asked.thing))
    done, to = ([at for at, word in enumerate(said) if word == wanted] for wanted in (verb, thing))
    return not done or not to or min(abs(one - other) for one in done for other in to) <= _TIED


def _does(verb: str, sentence: str, topic: Collection[str], language: str) -> bool:
    """Is what somebody may have done told here, or in the title? What else they did does not say whether they did it."""
    wanted = compared(verb, language)
    return wanted is None or wanted in topic or wanted in _words(sentence, language)


def _words(text: str, language: str) -> Sequence[str | None]:
    return [compared(match.group(), language) for match in WORD.finditer(text)]


def _says_who(sentence: str, verb: str, language: str) -> bool:
    """Does it have the verb with somebody who does it: a subject before it, or "by" after a passive?"""
    words = re.findall(r"[\w’'-]+", sentence)
    if language != "en":
        wanted = compared(verb, language)
        return any(_same_root(compared(word, language), wanted) for word in words)
    for at, word in enumerate(words):
        if at == 0 or not same_act(word, verb):
            continue
        passive = _PASSIVE & {before.lower() for before in words[max(0, at - _BETWEEN) : at]}
        if not passive or "by" in {after.lower() for after in words[at + 1 : at + 1 + 2 * _BETWEEN]}:
            return True
    return False


def _same_root(one: str | None, other: str | None) -> bool:
    """Forms of one verb: word order does not tell who did it where endings do."""
    return one is not None and other is not None and one[:_SAME_ROOT] == other[:_SAME_ROOT]
