"""An article as clustering sees it: weighted words, the names of its lead, numbered things, days and its vector.

Pure: the same article gives the same features on any machine. Knows no other article. Words are kept as 32-bit hashes in
sorted arrays: 8 kB an article, so that a window of 100,000 fits in a gigabyte.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np

from summarizer.gate.words import WORD, fold
from summarizer.stories.days import days_of
from summarizer.stories.swaps import counterparts, opening
from summarizer.stories.words import names, rarity, terms

Hashes = np.ndarray[tuple[int], np.dtype[np.uint32]]
Reals = np.ndarray[tuple[int], np.dtype[np.float32]]
Halves = np.ndarray[tuple[int], np.dtype[np.float16]]

READ = 6_000
"""Characters read: a long read repeats its subject early and wanders later (all of it: average precision .966, this: .967)."""
LEAD = 420
"""Characters of the lead, cut at a word: two to three sentences, where a report says who did what, where and when."""
CANDIDATE_WORDS = 12
"""The heaviest words of an article, by which others find it."""
_NUMBERED = re.compile(
    r"\b(?:(?P<ordinal>\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"\s+(?P<what>[a-z]+(?:\s[a-z]+)?)|(?P<thing>[a-z]{4,})\s+(?:no\.?\s*)?(?P<number>\d{1,5})(?![\d,.]*\d|\s*(?:%|per\b)))",
    re.IGNORECASE,
)
_SERIES = frozenset(
    "round package resolution session summit meeting article protocol phase tranche chapter bill flight line annex case "
    "directive decree plenary conference congress assembly batch extension amendment edition convoy shipment".split()
)
"""Things that are numbered one after another, so that two numbers are two things."""
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What two articles are compared by."""

    words: Hashes
    weights: Reals
    """Of `words`, to unit length: a dot product is a cosine."""
    lead_names: Hashes
    """Sorted, like all hashes here."""
    lead_rarity: Reals
    """Of `lead_names`."""
    mentioned: Hashes
    """Every word of the text as it is spelled: what the article mentions at all."""
    numbered: Mapping[str, frozenset[int]]
    """ "round" → {3}: which of a numbered series the lead is about."""
    days: frozenset[str]
    """ISO days that the lead dates its event to; empty when it says none or the article has no date."""
    vector: Halves
    """Unit length; empty when no encoder read it. Half precision, as the store keeps it, so that a restart changes no score."""
    published: datetime | None
    language: str | None
    opening: tuple[str, ...]
    """The first words of the text as written, for `swaps`."""
    counterparts: frozenset[str]
    """Folded names of those met, visited or summoned in title and opening."""
    heavy: tuple[int, ...]
    """Hashes of the heaviest words, for finding candidates."""


def features(
    *,
    title: str,
    text: str,
    vector: Reals | None = None,
    published: datetime | None = None,
    language: str | None = None,
) -> Features:
    """Read one article; `vector` is its unit-length embedding if an encoder read it."""
    body = text[:READ]
    lead = f"{title}\n{_lead(body)}"
    words, weights = _weigh(f"{title}\n{body}", title, language)
    named = names(body)
    lead_names = sorted(named & _spelled(lead), key=hashed)
    first = opening(body)
    order = np.lexsort((words, -weights))[:CANDIDATE_WORDS]
    lead_hashes = np.fromiter((hashed(name) for name in lead_names), np.uint32, len(lead_names))
    return Features(
        words=words,
        weights=weights,
        lead_names=lead_hashes,
        lead_rarity=np.array([rarity()(name) for name in lead_names], np.float32),
        mentioned=_sorted(hashed(word) for word in _spelled(f"{title}\n{text[: 2 * READ]}")),
        numbered=_numbered(lead),
        days=days_of(lead, published),
        vector=np.zeros(0, np.float16) if vector is None else np.asarray(vector, np.float16),
        published=published,
        language=language,
        opening=first,
        counterparts=(counterparts(first) | counterparts(opening(title))) & named,
        heavy=tuple(int(words[i]) for i in order),
    )


@lru_cache(maxsize=32_768)
def hashed(word: str) -> int:
    """The 32 bits that stand for a word, the same in every process."""
    return zlib.crc32(word.encode())


def _sorted(hashes: Iterable[int]) -> Hashes:
    return np.unique(np.fromiter(hashes, np.uint32))


def _spelled(text: str) -> set[str]:
    return {fold(match.group()) for match in WORD.finditer(text)}


def _lead(body: str) -> str:
    if len(body) <= LEAD:
        return body
    cut = body.rfind(" ", 0, LEAD)
    return body[: cut if cut > 0 else LEAD]


def _weigh(text: str, title: str, language: str | None) -> tuple[Hashes, Reals]:
    """Sublinear counts times rarity, title words counted once more, to unit length."""
    rare = rarity()
    counts = Counter(terms(text, language))
    counts.update(terms(title, language))
    found: dict[int, float] = {}
    for word, n in counts.items():
        if weight := (1.0 + math.log(n)) * rare(word):
            found[hashed(word)] = weight
    hashes = sorted(found)
    weights = np.array([found[h] for h in hashes], np.float64)
    norm = float(np.linalg.norm(weights)) or 1.0
    return np.array(hashes, np.uint32), (weights / norm).astype(np.float32)


def _numbered(lead: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for match in _NUMBERED.finditer(lead):
        if match["ordinal"]:
            word = match["ordinal"].casefold()
            number = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
            things = match["what"].casefold().split()
        else:
            number, things = int(match["number"]), [match["thing"].casefold()]
        for thing in things:
            if (single := thing.removesuffix("s")) in _SERIES:
                found.setdefault(single, set()).add(number)
    return {thing: frozenset(numbers) for thing, numbers in found.items()}
