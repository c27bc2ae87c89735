"""Through which outlet words came: "he said, according to CNN" is his, via CNN.

Knows the phrases that name a reporting outlet next to a quotation. Does not know who spoke.
"""

import re
from typing import Final

from summarizer.quotes.entities import People
from summarizer.quotes.reading import Candidate, Reading
from summarizer.text.marks import Run
from summarizer.text.people_words import ORGANISATION_WORDS

_NAME = r"(?:(?:The|the)\s)?(?P<name>[A-Z][\w.&’\u2010\u2011-]*(?:\s(?:of|and|the|de|du|[A-Z][\w.&’\u2010\u2011-]*)){0,5}(?<=[\w.]))"
_PHRASES = (
    re.compile(
        rf"\b(?:[Aa]ccording to|as (?:reported|quoted|cited) by|[Qq]uoted by|cited by|reported by|[Cc]iting|"
        rf"(?:quoted|cited) as \w+ing by)\s(?:(?:the\s)?(?:[a-z]+\s){{0,3}})?{_NAME}"
    ),
    re.compile(rf"\b(?:told|tells)\s(?:the\s)?{_NAME}"),
    re.compile(rf"\b(?:interview|conversation)\s(?:with|on|to|for)\s(?:the\s|[a-z]+\s){{0,3}}{_NAME}"),
    re.compile(rf"{_NAME}\s(?:reported|reports|quoted\s\w+(?:\s\w+)?\sas saying)\b"),
)
CARRIED: Final = re.compile(
    r"\b(?:according to|as (?:reported|quoted|cited) by|quoted by|cited by|reported by|told)\s+(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before an outlet that only carried the words."""
FARTHEST: Final = 16
"""Tokens from "quoted" to "as saying"."""
_SURE_PHRASES: Final = 1
"""Phrases up to here name a reporter by themselves; after the others the name must look like an outlet."""
_BODIES: Final = frozenset(
    "NATO OSCE OPEC ASEAN WHO IAEA IMF WTO CIA FBI NSA USA UAE NYPD FARC PLO GOP DNC RNC MPS MEPS".split()
)
_OUTLETS: Final = frozenset(
    """cnn bbc reuters afp ap tass ria interfax ria-novosti novosti xinhua kyodo yonhap efe ansa dpa anadolu al-jazeera jazeera
    post times news journal magazine tv television radio network tribune herald guardian telegraph monde figaro spiegel zeitung
    bloomberg politico axios nbc abc cbs fox msnbc npr cnbc sky euronews deutsche-welle dw rt sputnik press agency gazette daily
    observer independent chronicle globe mail broadcaster media today weekly economist atlantic yorker nikkei haaretz
    channel pravda izvestia kommersant ukrinform unian sun mirror express standard star wire service""".split()
)

_KINDS: Final = frozenset(
    "broadcaster newspaper paper daily weekly magazine agency channel station website site portal outlet tabloid radio".split()
)
"""What makes the name behind it an outlet, whatever it is called: "the broadcaster Nordkanal"."""


def relayed(reading: Reading, candidate: Candidate) -> tuple[int, int] | None:
    """Of "the agency quoted him as saying": the tokens of who spoke and of who carried it; None for any other clause."""
    tokens, verb = reading.tokens, candidate.verb
    if verb < 0 or tokens[verb].quoted or tokens[verb].lemma not in {"quote", "cite"}:
        return None
    carrier = next((c for c in reading.children[verb] if tokens[c].dep == "nsubj" and c < verb), -1)
    for k in range(verb + 2, min(verb + FARTHEST, len(tokens) - 1)):
        if tokens[k].quoted or tokens[k].sentence != tokens[verb].sentence:
            return None
        if tokens[k].text == "as" and tokens[k + 1].tag == "VBG":
            spoke = k - 1
            while verb < tokens[spoke].head < k and tokens[spoke].head != spoke:
                spoke = tokens[spoke].head
            return (
                (spoke, carrier) if carrier >= 0 and tokens[spoke].pos in {"NOUN", "PROPN", "PRON"} else None
            )
    return None


def outlet(
    text: str, start: int, end: int, run: Run, speaker: Candidate | None, people: People
) -> str | None:
    """Name of the outlet that the paragraph [start, end) says brought the words of `run`; None if it says none."""
    before = text.rfind(". ", start, run.outer_start)
    after = re.compile(r"[.!?](?:\s|$)").search(text, run.outer_end, end)
    low = start if before < 0 else before + 2
    high = after.start() + 1 if after else end
    for n, phrase in enumerate(_PHRASES):
        for match in phrase.finditer(text, low, high):
            a, b = match.span("name")
            if (run.start <= a < run.end) or (speaker and a < speaker.end and speaker.start < b):
                continue
            name = text[a:b].rstrip(".,")
            named = not _KINDS.isdisjoint(text[match.start() : a].lower().split())
            if named or _is_outlet(name, people, sure=n < _SURE_PHRASES):
                return name
    return None


def _is_outlet(name: str, people: People, *, sure: bool) -> bool:
    words = [w.lower().strip(".’s") for w in name.split()]
    if name.isupper() and 2 < len(name) <= 5 and name not in _BODIES:  # noqa: PLR2004 — call signs of stations
        return True
    if any(w in _OUTLETS for w in (x.lower() for x in name.split())):
        return True
    if not sure or any(person.surname in name for person in people.people):
        return False
    acronym = name.isupper() and len(name) > 1
    return acronym and not ORGANISATION_WORDS.intersection(words)
