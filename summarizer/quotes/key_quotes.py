"""Which two or three quotations carry the news, and how a reader is shown them.

Knows quotes, the summary and an encoder's vectors. Knows no markup: `display` gives plain words and an attribution, and refuses
words that the article does not hold.
"""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from summarizer.text.sentences import sentences
from summarizer.text.speaker_words import PRONOUNS
from summarizer.types import Document, Quote, Span, Summary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SURE: Final = 0.75
"""Least confidence of a key quote: out of fold on train, words and speaker of what is above are right 96.5 times in 100, and 83 %
of all quotations are above."""
MOST: Final = 3
LEAST_WORDS: Final = 7
"""Fewer words are a fragment: they stay in the reporter's sentence."""
SHORT: Final = 2
"""Letters: words that short say nothing of a subject."""
LONGEST: Final = 420
"""Characters shown of one quotation; longer ones lose whole sentences."""
CUT: Final = "[…]"
_WORD = re.compile(r"\w+")
_WHITE = re.compile(r"\s+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[”\"’»)\]]*(?=\s|$)|$)", re.DOTALL)
_TURNS: Final = re.compile(
    r"\b(?:not|no|never|nor|neither|nobody|nothing|none|few|hardly|without|unless|if|whether|false|untrue|falsely|"
    r"den(?:ied|ies|y)|reject(?:ed|s)|refus(?:ed|es)|allegedly|supposedly|reportedly|according)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What may turn the sense of the words after it, or put them into somebody else's mouth."""
_EMPTY: Final = frozenset(
    """the a an and or but of to in on for with is are was were be been it its that this we i you they he she our my your as at by
    from have has had will would not no do does did so if there what which who""".split()
)
_NOBODY: Final = PRONOUNS | frozenset(
    "his her him them that which some others many most several all both few another those these this".split()
)
"""Words that name nobody a reader could hold to the words."""


class TextEncoder(Protocol):
    """Gives one unit-length row per text."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Vectors, in order."""
        ...


def worth_reading(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """What a list of all quotations shows: without paraphrases of nobody ("talks about the river")."""
    return tuple(q for q in quotes if q.kind != "indirect" or q.speaker is not None)


def choose(
    document: Document, quotes: Sequence[Quote], summary: Summary | None, encoder: TextEncoder | None
) -> tuple[Quote, ...]:
    """Two or three quotations to show, in the order of the article; fewer when fewer are certain and complete.

    Without an encoder salience is counted in shared words.
    """
    fit = [q for q in quotes if is_showable(q)]
    if not fit:
        return ()
    salience = _salience(document, fit, summary, encoder)
    shown = " ".join(line.text for line in summary.push) if summary else ""
    scored = [
        (_weight(q, document, quotes) + s - 1.2 * _repeats(q, shown), n)
        for n, (q, s) in enumerate(zip(fit, salience, strict=True))
    ]
    kept: list[Quote] = []
    for _, n in sorted(scored, key=lambda item: (-item[0], item[1])):
        quote = fit[n]
        same = sum(_speaker(k) == _speaker(quote) for k in kept)
        if len(kept) < MOST and same < MOST - 1 and not any(_alike(quote.text, k.text) for k in kept):
            kept.append(quote)
    return tuple(sorted(kept, key=lambda q: q.start))


def is_showable(quote: Quote) -> bool:
    """Certain, complete enough to stand alone, and somebody's."""
    if quote.kind not in {"direct", "unmarked"} or quote.confidence < SURE or quote.speaker is None:
        return False
    if not attribution(quote):
        return False
    return len(_WORD.findall(quote.text)) >= LEAST_WORDS


def _speaker(quote: Quote) -> str:
    return quote.speaker_full or quote.speaker or ""


def _salience(
    document: Document, quotes: Sequence[Quote], summary: Summary | None, encoder: TextEncoder | None
) -> list[float]:
    about = [t for t in (document.title, *(line.text for line in (summary.push if summary else ()))) if t]
    about = about or [document.text[:400]]
    if encoder is None:
        target = _content(" ".join(about))
        return [len(_content(q.text) & target) / (1 + len(_content(q.text))) for q in quotes]
    rows = encoder.encode([*about, *(q.text for q in quotes)])
    centre = rows[: len(about)].mean(axis=0)
    length = math.sqrt(float((centre * centre).sum())) or 1.0
    return [float((row * centre).sum()) / length for row in rows[len(about) :]]


def _weight(quote: Quote, document: Document, quotes: Sequence[Quote]) -> float:
    words = len(_WORD.findall(quote.text))
    length = 0.25 * min(1.0, words / 18) - 0.15 * max(0.0, (words - 70) / 60)
    whole = 0.15 * (quote.text[:1].isupper() and quote.text[-1:] in ",.!?…")
    opening = quote.text.split(maxsplit=1)[0].lower().strip(",")
    dangling = 0.1 * (opening in {"and", "but", "so", "it", "that", "this", "he", "she", "they"})
    position = 0.15 * (1 - quote.start / max(1, len(document.text)))
    surname = _speaker(quote).split()[-1] if _speaker(quote) else ""
    said = sum(_speaker(q) == _speaker(quote) for q in quotes)
    named = document.text.count(surname) + 2 * (document.title or "").count(surname) if surname else 0
    speaker = (
        0.06 * math.log1p(named)
        + 0.03 * math.log1p(said)
        + 0.08 * (quote.role is not None)
        + 0.08 * (quote.speaker_full is not None)
    )
    return length + whole - dangling + position + speaker + 0.1 * quote.confidence


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in _WORD.findall(text.lower()) if w not in _EMPTY and len(w) > SHORT)


def _repeats(quote: Quote, shown: str) -> float:
    own = _content(quote.text)
    return len(own & _content(shown)) / len(own) if own and shown and quote.text[:40] in shown else 0.0


def _alike(a: str, b: str) -> bool:
    first, second = _content(a), _content(b)
    return len(first & second) > 0.6 * max(1, min(len(first), len(second)))


def display(quote: Quote) -> tuple[str, str]:
    """Words without marks and who said them: ("We are ready.", "Ana Varga, Kestrian foreign minister · via Morvania Daily").

    Long quotations lose whole sentences at their end, and say so with […].

    Raises:
        ValueError: the words would not be the article's; nothing is shown then.

    """
    words = _trimmed(quote.text)
    if not is_exact(words, quote.text):
        raise ValueError(
            f"Quote at {quote.start}: what would be shown is not what the article says; show the link instead"
        )
    return words, attribution(quote)


def reported(quote: Quote, text: str) -> str:
    """A report as the article words it, from whoever tells it to its end: "Lind denied that the talks went on".

    The content alone ("the talks went on") would say the opposite. A slice of `text`, the article, with white space made plain;
    whole sentences where something before the speaker may turn the sense.
    """
    low, high = _around(quote, text)
    start, end = quote.start, quote.end
    for a, b in (_speaker_span(quote), _cue_span(quote, text, low, high)):
        if low <= a < b <= high:
            start, end = min(start, a), max(end, b)
    if _TURNS.search(text, low, start):
        start = low
    return _flat(text[start : high if end > quote.end else end])


def _around(quote: Quote, text: str) -> Span:
    """From the first to the last sentence that the words touch, within their line."""
    first = text.rfind("\n", 0, quote.start) + 1
    last = text.find("\n", quote.end)
    line = text[first : last if last >= 0 else len(text)]
    met = [
        (first + a, first + b)
        for a, b in sentences(line)
        if first + a < quote.end and quote.start < first + b
    ]
    return min((a for a, _ in met), default=quote.start), max((b for _, b in met), default=quote.end)


def _speaker_span(quote: Quote) -> Span:
    return (-1 if quote.speaker_start is None else quote.speaker_start), quote.speaker_end or -1


def _cue_span(quote: Quote, text: str, low: int, high: int) -> Span:
    """The cue nearest before the words, else the nearest after them."""
    if not quote.cue:
        return -1, -1
    cue = re.compile(rf"(?<!\w){re.escape(quote.cue)}(?!\w)")
    before = [match.span() for match in cue.finditer(text, low, quote.start)]
    after = cue.search(text, quote.end, high)
    return before[-1] if before else after.span() if after else (-1, -1)


def attribution(quote: Quote) -> str:
    """Name, role and outlet, each as the article words it; empty when only a pronoun is known."""
    who = quote.speaker_full
    if who is None:
        mention = quote.speaker or ""
        if not mention or mention.lower() in _NOBODY:
            return ""
        who = mention[0].upper() + mention[1:]
    parts = [_flat(who)]
    if quote.role and quote.speaker_full:
        parts.append(_flat(quote.role))
    return ", ".join(parts) + (f" · via {quote.via}" if quote.via else "")


def is_exact(words: str, source: str) -> bool:
    """Are the shown words the source's, in order, with nothing but white space, outer marks and marked gaps changed?"""
    flat = _flat(source)
    at = 0
    for piece in words.split(CUT):
        wanted = piece.strip()
        found = flat.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _trimmed(text: str) -> str:
    # The comma before "he said" belongs to the reporter's sentence.
    flat = _flat(text).removesuffix(",").rstrip()
    if len(flat) <= LONGEST:
        return flat
    kept: list[str] = []
    end = 0
    for match in _SENTENCE.finditer(flat):
        if kept and match.end() > LONGEST:
            break
        kept.append(match.group())
        end = match.end()
    shown = flat[:end]
    return shown if end >= len(flat) else f"{shown} {CUT}"
