"""Two numbers or two names that exchange the words beside them: "126 people, the rebels 92" is not "92 people, the rebels 126".

Pure words in order; knows no grammar. Only a full exchange is one: a number beside another noun alone may be a paraphrase.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.gate.acts import MUTUAL
from summarizer.gate.alarms import Alarm
from summarizer.gate.ground import Sentence, carries
from summarizer.gate.numbers import numbers
from summarizer.gate.words import SENTENCE_OPENERS, stem

MOST = 12
"""Numbers or names of one sentence that are compared, each with each."""
LONGEST = 200
"""Words of a sentence; a longer one is none, and costs quadratic time."""
RESTATED = 0.75
"""Share of the sentence's words that the one source must have."""
_JOINING = frozenset("and or the a an with by between both to versus against".split())


_MUTUAL = frozenset(stem(verb) for verb in MUTUAL) | {"met", "spok", "fought"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A mark with the words beside it; None at an edge or beside a word that joins."""

    at: int
    before: str | None
    after: str | None


def exchanged(sentence: Sentence, sources: Sequence[Sentence]) -> Iterator[Alarm]:
    """One alarm for every two marks whose surroundings are exchanged in a source sentence that it restates."""
    for marks in (_numbers, _names):
        ours = marks(sentence)
        for source in (s for s in sources if _restates(sentence, s)):
            theirs = marks(source)
            for a, b in combinations([m for m in ours if m in theirs][:MOST], 2):
                if _swapped(ours, theirs, a, b) and not _listed(sentence, ours, a, b):
                    yield Alarm(kind="exchanged", text=f"{a}, {b}")


def _restates(sentence: Sentence, source: Sentence) -> bool:
    words = set(sentence.content)
    if max(len(sentence.words), len(source.words)) > LONGEST:
        return False
    return len(words & set(source.stems)) >= RESTATED * len(words)


def _swapped(ours: dict[str, _Place], theirs: dict[str, _Place], a: str, b: str) -> bool:
    return (
        _beside(ours[a], theirs[b])
        and _beside(ours[b], theirs[a])
        and not _beside(ours[a], theirs[a])
        and not _beside(ours[b], theirs[b])
    )


def _beside(one: _Place, other: _Place) -> bool:
    return (one.before is not None and one.before == other.before) or (
        one.after is not None and one.after == other.after
    )


def _listed(sentence: Sentence, places: dict[str, _Place], a: str, b: str) -> bool:
    """Whether they may change places: joining words or a mutual act between them, "Valdoria and Kestria", "Orlan met Dastan"."""
    low, high = sorted((places[a].at, places[b].at))
    between = range(low + 1, high)
    mutual = any(sentence.stems[i] in _MUTUAL for i in between)
    return mutual or all(sentence.words[i].folded in _JOINING for i in between)


def _numbers(sentence: Sentence) -> dict[str, _Place]:
    """Numbers that stand once, by their value, with the nearest words that carry news."""
    offset = sentence.span[0]
    found = {
        i: n
        for n in numbers(sentence.text)
        for i, w in enumerate(sentence.words)
        if w.start - offset == n.span[0]
    }
    inside = {
        i
        for n in found.values()
        for i, w in enumerate(sentence.words)
        if n.span[0] <= w.start - offset < n.span[1]
    }
    out: dict[str, _Place] = {}
    for index, number in found.items():
        key = str(min(number.values)) if number.values else number.text
        heavy = [
            (i, s)
            for i, s in enumerate(sentence.stems)
            if i not in inside and carries(sentence.words[i].folded)
        ]
        before = next((s for i, s in reversed(heavy) if i < index), None)
        after = next((s for i, s in heavy if i > index), None)
        out[key] = _Place(-1 if key in out else index, before, after)
    return {key: place for key, place in out.items() if place.at >= 0}


def _names(sentence: Sentence) -> dict[str, _Place]:
    """Names that stand once, with the words directly beside them."""
    out: dict[str, _Place] = {}
    for index, word in enumerate(sentence.words):
        if word.capitalised and word.folded not in SENTENCE_OPENERS:
            before, after = _beside_at(sentence, index - 1), _beside_at(sentence, index + 1)
            out[word.folded] = _Place(-1 if word.folded in out else index, before, after)
    return {key: place for key, place in out.items() if place.at >= 0}


def _beside_at(sentence: Sentence, index: int) -> str | None:
    if not 0 <= index < len(sentence.words):
        return None
    word = sentence.words[index]
    return None if word.folded in _JOINING else sentence.stems[index]
