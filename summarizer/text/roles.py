"""The role that an article gives to a name: before it ("Kestrian President"), or set off by commas on either side.

Knows offices and where appositions end. Gives slices of the article and never wording of its own.
"""

import re
from collections.abc import Iterable
from typing import Final

from summarizer.text.names import ADJECTIVE
from summarizer.text.people_words import NOT_NAMES, OFFICE_MODIFIERS, OFFICES, ORGANISATION_WORDS
from summarizer.types import Span

_WORDS = r"(?:[^,.;:!?()“”\"\n]|(?<=[\s.][A-Z])\.(?!\s[A-Z]))"
"""What an apposition is made of; the period of "U.S." ends none unless a capital follows, which nobody can tell."""
_APPOSITION = re.compile(rf",\s+({_WORDS}{{3,90}}?)(?=,|\.(?<![\s.][A-Z]\.)|;|\)|\swho\b|\swhose\b|\n|$)")
_BEFORE_COMMA = re.compile(rf"({_WORDS}{{3,80}}),\s*$")
_LAST_WORD = re.compile(r"([\w’'\u2010\u2011-]+) $")
_ROLE_END = re.compile(
    r"\s+(?:in (?:his|her|its|their)|who|that|which|when|where|said|says|told|has|had|is|was|will|would)\b.*$"
)


_BODY_OF = re.compile(r"((?:[A-Z][\w\u2010\u2011-]+\s)*[A-Z][\w\u2010\u2011-]+)\s(?:of|for)\s(?:the\s)?$")
"""As in "Bank of Kestria governor"."""


def with_modifiers(text: str, title: Span) -> Span:
    """Takes modifiers in front of a title into it: "former" in "former President", "Kremlin" in "Kremlin spokesman"."""
    start = title[0]
    while True:
        match = re.search(r"([\w’'.\u2010\u2011-]+) $", text[max(0, start - 40) : start])
        if not match:
            break
        word = match.group(1)
        low = word.lower().strip(".")
        if not (
            low in OFFICE_MODIFIERS
            or low in OFFICES
            or ADJECTIVE.match(word)
            or (word[:1].isupper() and low not in NOT_NAMES)
        ):
            break
        if (
            text[max(0, start - len(match.group()) - 2) : start - len(match.group())] in {". ", "? ", "! "}
            and low in NOT_NAMES
        ):
            break
        if _ends_sentence(word):
            break
        start -= len(match.group())
    body = _BODY_OF.search(text[max(0, start - 60) : start])
    if body is not None and body.group(1).split()[-1].lower() in ORGANISATION_WORDS:
        start -= len(body.group())
    return start, title[1]


def _ends_sentence(word: str) -> bool:
    """A word with its full stop that is no abbreviation: "majority." before "Sheikh"; "U.S." and "Gen." are."""
    bare = word.rstrip(".")
    return bare != word and "." not in bare and (word[0].islower() or len(bare) > _ABBREVIATED)


_ABBREVIATED: Final = 4
"""Letters of the longest usual abbreviation before an office ("Dist. Attorney", "Asst. Secretary")."""

_OF_OFFICE = re.compile(
    r"\b((?:[A-Z][\w’'\u2010\u2011-]*\s)*(?:[A-Z][\w\u2010\u2011-]+)\s(?:of|for)\s(?:the\s)?[A-Z][\w\u2010\u2011-]+(?:,?\s(?:(?:and|of|for|the)\s)*[A-Z][\w\u2010\u2011-]+)*)\s$"
)
"""As in "Minister of Foreign Affairs of Kestria NAME"."""


def of_office(text: str, at: int) -> Span | None:
    """The office with "of" that ends where a name begins."""
    before = text[max(0, at - 120) : at]
    if "of" not in before and "for" not in before:
        return None  # the pattern below tries every beginning
    found = _OF_OFFICE.search(before)
    if found is None or not _holds_office(re.split(r"\s(?:of|for)\s", found.group(1))[0]):
        return None
    return _without_article(text, at - len(before) + found.start(1), at - len(before) + found.end(1))


def _without_article(text: str, start: int, end: int) -> Span:
    lead = re.match(r"(?:The|A|An)\s", text[start:end])
    return (start + lead.end() if lead else start), end


def role_before(text: str, at: int) -> Span | None:
    """As in "Kremlin spokesman NAME" (no comma) and "the ministry's spokeswoman, NAME"."""
    before = text[max(0, at - 120) : at]
    office = of_office(text, at)
    if office is not None:
        return office
    match = _LAST_WORD.search(before, max(0, len(before) - 40)) if before.endswith(" ") else None
    if match and match.group(1).lower() in OFFICES:
        end = at - 1
        return with_modifiers(text, (end - len(match.group(1)), end))
    comma = _BEFORE_COMMA.search(before) if before.rstrip().endswith(",") else None
    if comma is None or not _holds_office(comma.group(1)):
        return None
    words = comma.group(1)
    cut = max(
        words.rfind(" " + d + " ") + len(d) + 2 if f" {d} " in f" {words}" else 0
        for d in (
            "the",
            "a",
            "an",
            "by",
            "to",
            "with",
            "from",
            "and",
            "said",
            "told",
            "its",
            "their",
            "of the",
        )
    )
    start = at - len(before) + comma.start(1) + max(0, min(cut, len(words)))
    end = at - len(before) + comma.end(1)
    return _clean_role(text, start, end)


def role_after(text: str, at: int) -> Span | None:
    """As in "NAME, Kestria's foreign minister," up to the closing comma."""
    match = _APPOSITION.match(text, at)
    if match is None or not _holds_office(match.group(1)):
        return None
    return _clean_role(text, match.start(1), match.end(1))


_CLAUSE = re.compile(
    r"^(?:and|but|or|who|which|said|says|speaking|told|when|while|as|in|on|at|after|before|with|for|to|from|by|he|she|they|it|we|i|"
    r"according|where|was|is|has|had|would|will|if|because|then|also)\b",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|had|will|would|did|added|noted|wrote|called|asked)\b"
)
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Senator|Minister|Secretary|Governor|Chancellor)\.? [A-Z]\w+|\band [A-Z]\w+ [A-Z]"
)
"""An apposition that names somebody else is a list, not a role."""


def _holds_office(words: str) -> bool:
    if _CLAUSE.match(words) or _VERBAL.search(words):
        return False
    return not _NAMED.search(words) and any(w.lower() in OFFICES for w in re.findall(r"[A-Za-z-]+", words))


def _clean_role(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    tail = _ROLE_END.search(words)
    if tail:
        end = start + tail.start()
    lead = re.match(
        r"\s*(?:\d[\d:.]*\s+(?:[ap]\.?m\.?\s+)?)?(?:(?:the|a|an|then|his|her|its|their|our|my|fellow)\s+)*",
        text[start:end],
        re.IGNORECASE,
    )
    start += lead.end() if lead else 0
    while end > start and text[end - 1].isspace():
        end -= 1
    if not _holds_office(text[start:end]) or end - start > 80:  # noqa: PLR2004 — longer is no role
        return None
    return start, end


def office_words(wording: str) -> frozenset[str]:
    """The words of a role or description that say which office: nouns, and modifiers cut to a stem."""
    return frozenset(
        _stem(w)
        for w in _iter_words(wording)
        if w.lower() not in {"the", "a", "an", "of", "and", "for", "his", "her", "its", "their"}
    )


def _iter_words(wording: str) -> Iterable[str]:
    return re.findall(r"[A-Za-zÀ-ÿ.-]+", wording.replace("’s", "").replace("'s", ""))


_SHORT: Final = {
    "sen": "senator",
    "rep": "congressman",
    "representative": "congressman",
    "gov": "governor",
    "gen": "general",
    "amb": "ambassador",
}


def _stem(word: str) -> str:
    low = word.lower().replace(".", "")
    if low in {"us", "american", "america", "united"}:
        return "us"
    if low in {"uk", "british", "britain"}:
        return "uk"
    low = _SHORT.get(low, low)
    return low if low in OFFICES else low[:4]
