"""Words as a question and a sentence are compared: looser than stories compare them, for people word things in their own way.

Pure. "Who mediates" finds "will chair", "quake" finds "earthquake"; in other languages than English endings are cut, for their words
have many. Knows no question and no article.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Final

from summarizer.gate.words import WORD, fold, stem
from summarizer.stories.claims import base
from summarizer.stories.function_words import FUNCTION_WORDS
from summarizer.stories.words import rarity, term

_ASKING: Final = {
    "en": "say said says tell told happen happens think mean give news latest lately recent recently anything anyone anybody somebody go goes "
    "went going get gets got next date yet long far already please there know thing things happened last lasts lasted mutch wich wen wat",
    "ru": "когда сколько почему зачем где куда откуда какой какая какие каких какую какого ли есть будет будут стоит времени дальше какое нибудь длится продлится длилась",
    "uk": "коли скільки чому навіщо де куди звідки який яка яке які чи є буде будуть часу далі триває триватиме",
    "fr": "quand combien pourquoi où quel quelle quels quelles est ce qu t depuis temps ou y dure durera duré",
    "es": "cuando cuanto cuantos cuanta cuantas por que porque donde quien quienes cual cuales tiempo desde hay esta estan pueden puede dura durara",
    "ar": "متى كم لماذا أين من ماذا ما هل هو هي في على إلى عن مع الذي التي هذا هذه قد لم لن لا كان كانت سوف منذ بعد تستمر يستمر",
}
_EMPTY: Final = {
    language: frozenset(fold(word) for word in words.split()) | FUNCTION_WORDS.get(language, frozenset())
    for language, words in _ASKING.items()
}
"""Words of a language that ask, and those without news of their own."""
_SAME_ACT: Final = (
    "mediate mediator broker chair", "back support endorse", "begin start commence", "resume restart", "end finish conclude", "buy purchase",
    "open reopen",
)  # fmt: skip
"""Verbs of which any answers for any, whoever it is that did it."""
_ALIKE: Final = (
    *_SAME_ACT, "die dead death killed kill",
    "jail prison imprison", "price cost", "quake earthquake tremor", "agreement accord pact deal", "ship vessel boat", "aboard passengers onboard",
    "hurt injure wound", "row dispute", "hostages captives",
    "detain detention", "withdraw withdrawal", "approve approval", "decide decision", "arrive arrival", "refuse refusal", "propose proposal",
    "expel expulsion", "explode explosion",
)  # fmt: skip
"""Words of which any answers for any. Not where it is asked who did it: whoever died did not kill."""
_CYRILLIC_ENDING: Final = re.compile(r"(?:[аеиоуыьюяйіїє]+|ого|ему|ому|ами|ями|ах|ях|ов|ів|ам|ям|ом|ем)$")
_LATIN_ENDING: Final = re.compile(r"(?:[aeo]?s|[aeo])$")
_ARABIC_FRONT: Final = re.compile(r"^(?:[وفبلك]?ال|لل|و(?=\w{4}))")
_ARABIC_END: Final = re.compile(r"(?:ات|ان|ون|ين|ها|[اةهي])$")
_ROOT: Final = 3
_PREFIX: Final = 6
_SLIP: Final = 5
"""Letters from which on one wrong letter is taken for a slip of the finger."""


@lru_cache(maxsize=32_768)
def compared(word: str, language: str) -> str | None:
    """The word as a question is compared with an article of this language; None where it has no news of its own."""
    found = term(base(word) if language == "en" else word)
    if found is None or fold(word) in _EMPTY.get(language, frozenset()):
        return None
    return _one_of().get(stem(found), stem(found)) if language == "en" else _loose(fold(word), language)


def words(text: str, language: str) -> Iterator[str]:
    """The words of a text in order, as they are compared."""
    for match in WORD.finditer(text):
        if found := compared(match.group(), language):
            yield found


def weight(word: str) -> float:
    """How much it says that a sentence has this word of a question."""
    return max(1.0, rarity()(word))


def mended(word: str, known: Collection[str]) -> str:
    """The one known word that differs from a word by a single slip; the word itself where it is known or there is no one such word."""
    if word in known:
        return word
    near = [one for one in known if abs(len(one) - len(word)) <= 1 and one[0] == word[0] and _slip(word, one)]
    return near[0] if len(near) == 1 else word


def may_be_a_slip(word: str) -> bool:
    """Is a word long, written small and none that the news has? A name is meant as it is written: Slavonia is not Slovenia."""
    found = term(word)
    return (
        found is not None
        and len(word) >= _SLIP
        and word == word.lower()
        and rarity()(found) >= rarity()("\0")
    )


def _slip(one: str, other: str) -> bool:
    """Do they differ by one letter: left out, put in, changed, or two that changed places?"""
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, remains = one[at:], other[at:]
    return (
        rest[1:] == remains
        or rest == remains[1:]
        or rest[1:] == remains[1:]
        or (rest[:2] == remains[1::-1] and rest[2:] == remains[2:])
    )


def same_act(one: str, other: str) -> bool:
    """Are two English words forms of one verb, or verbs that tell one act?"""
    first, second = (stem(term(base(word)) or "") for word in (one, other))
    return first != "" and (first == second or any({first, second} <= group for group in _acts()))


@cache
def _acts() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(stem(found) for word in group.split() if (found := term(base(word)))) for group in _SAME_ACT
    )


@cache
def _one_of() -> dict[str, str]:
    """The first of its group for each stem; cut twice as every word, for "offered" is "offer" and that is "off"."""
    return {
        stem(found): group.split()[0]
        for group in _ALIKE
        for word in group.split()
        if (found := term(base(word)))
    }


def _loose(folded: str, language: str) -> str:
    if language in {"ru", "uk"}:
        folded = _cut(folded, _CYRILLIC_ENDING)
    elif language == "ar":
        folded = _cut(_cut(folded, _ARABIC_FRONT), _ARABIC_END)
    elif folded.isascii():
        folded = _cut(folded, _LATIN_ENDING)
    return folded[:_PREFIX]


def _cut(word: str, ending: "re.Pattern[str]") -> str:
    shorter = ending.sub("", word)
    return shorter if len(shorter) >= _ROOT else word
