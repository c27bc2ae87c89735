"""What a question asks for (a time, a number, a reason, a place, who did it), and whether a sentence can say that.

Pure, by word lists. English only, where word order tells who did what; a question in another language asks for anything. A
sentence that has all the words of a question and not what it asks for is no answer: "A customs officer was shot there" does
not say who shot him.
"""

import re
from collections.abc import Collection
from typing import Final

from summarizer.stories.claims import base
from summarizer.stories.words import term

_WHEN: Final = re.compile(r"^\W*when\b|\bwhat (?:day|date)\b", re.IGNORECASE)
_HOW_MANY: Final = re.compile(
    r"^\W*how (?:many|much)\b(?:\s+(?P<thing>(?!will|did|does|do|is|was|has|have)\w+))?", re.IGNORECASE
)
_WHY: Final = re.compile(r"^\W*(?:why|for what reason|how come)\b", re.IGNORECASE)
_WHERE: Final = re.compile(r"^\W*where\b", re.IGNORECASE)
_WHO_DID: Final = re.compile(
    r"^\W*(?:who|which \w+)\s+(?:(?:will|would|did|does|do|has|have|had|can|could|should|may|might|also|first)\s+)*"
    r"(?P<verb>(?!is\b|was\b|were\b|are\b|be\b|been\b)\w+)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|"
    r"december|today|tomorrow|yesterday|next (?:week|month)|\d{1,2} may|may \d{1,2}|20\d\d)\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|half|none)\b",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"\b(?:because|due to|owing to|thanks to|in order to|so that|so as to|in protest|to protest|to prevent|to avoid|in response|"
    r"in retaliation|in breach of|as a result|prompted|reasons?|blam(?:ed|es|ing)|accus(?:ed|es|ing)|over|after|following|for fear|"
    r"that is why|since(?!\s(?:\d|then|last|the\s\d|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|mon|tue|wed|thu|fri|sat|sun)))\b",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(
    r"\b(?:in|at|near|on|outside|off|from|to|across)\s(?:the\s)?(?:\w+\s){0,2}?(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|"
    r"March|April|May|June|July|August|September|October|November|December)[A-ZÀ-Þ]\w|^[A-ZÀ-Þ]{3,}[A-ZÀ-Þ ]*[,(–—-]"
)
"""A place after its preposition, or the dateline of a report."""
_PASSIVE: Final = frozenset("was were is are be been being get gets got".split())
_BETWEEN: Final = 3
"""Words at most between "was" and its participle: "was reportedly shot"."""


def can_answer(question: str, sentence: str, terms: Collection[str]) -> bool:
    """Whether a sentence has the kind of thing that the question asks for; `terms` are its own."""
    if _WHEN.search(question):
        return _DATED.search(sentence) is not None
    if asked := _HOW_MANY.search(question):
        return _counts(sentence, terms, asked["thing"] or "")
    if _WHY.search(question):
        return _REASON.search(sentence) is not None
    if _WHERE.search(question):
        return _PLACED.search(sentence) is not None
    if asked := _WHO_DID.search(question):
        return _says_who(sentence, asked["verb"])
    return True


def _counts(sentence: str, terms: Collection[str], thing: str) -> bool:
    """Has the sentence a number, and the thing that is counted?"""
    wanted = term(thing)
    return _COUNTED.search(sentence) is not None and (wanted is None or wanted in terms)


def _says_who(sentence: str, verb: str) -> bool:
    """Does it have the verb with somebody who does it: a subject before it, or "by" after a passive?"""
    wanted = term(base(verb))
    words = re.findall(r"[\w’'-]+", sentence)
    for at, word in enumerate(words):
        if at == 0 or wanted is None or term(base(word)) != wanted:
            continue
        passive = _PASSIVE & {before.lower() for before in words[max(0, at - _BETWEEN) : at]}
        if not passive or "by" in {after.lower() for after in words[at + 1 : at + 1 + 2 * _BETWEEN]}:
            return True
    return False
