"""How well the article supports a summary, as a row of numbers for the scorer.

Pure text. Knows what was copied, from where, and what is new; does not know what the numbers are worth. Some sixty more
were measured and left out because they judged no better on corpora they had not seen: dependency arcs, contextual token
similarity (MiniLM), dangling pronouns, order of copies, neighbours of names and numbers.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.gate.alarms import Alarm
from summarizer.gate.ground import Ground, Sentence, align, carries

NAMES = (
    "alarms",
    "novel_nouns",
    "novel_pairs",
    "novel_triples",
    "covered",
    "mean_fragment",
    "fragments",
    "fragments_worst",
    "pairs_near",
    "pairs_near_worst",
)
PLACES = 500
"""Of one word that are looked at: more of them hold only the commonest words, or a page made to cost time."""
_MEANS = NAMES[1:7] + NAMES[8:9]
_VERBAL = frozenset(
    "to has have had been be being is are was were will would can could may might must should not n't".split()
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of a sentence copied from one place: `size` words from `start`, at `source` in the article's words."""

    start: int
    source: int
    size: int


def row(sentences: Sequence[Sentence], ground: Ground, alarms: Sequence[Sequence[Alarm]]) -> list[float]:
    """The features of a summary in the order of `NAMES`; `alarms` holds those of each sentence."""
    each = [_sentence(sentence, ground) for sentence in sentences]
    values = {name: statistics.fmean(e[name] for e in each) if each else 0.0 for name in _MEANS}
    values["alarms"] = float(sum(len(found) for found in alarms))
    values["fragments_worst"] = max((e["fragments"] for e in each), default=0.0)
    values["pairs_near_worst"] = min((e["pairs_near"] for e in each), default=0.0)
    return [values[name] for name in NAMES]


def _sentence(sentence: Sentence, ground: Ground) -> dict[str, float]:
    stems = sentence.stems
    pieces = fragments(stems, ground)
    size = max(1, len(stems))
    return {
        "novel_nouns": _novel_nouns(sentence, ground),
        "novel_pairs": _share_new(list(pairwise(stems)), ground.pairs),
        "novel_triples": _share_new(list(zip(stems, stems[1:], stems[2:], strict=False)), ground.triples),
        "covered": _covered(sentence, ground),
        "fragments": len(pieces) / size,
        "mean_fragment": sum(p.size**2 for p in pieces) / size,
        "pairs_near": _pairs_near(sentence.content, ground),
    }


def _novel_nouns(sentence: Sentence, ground: Ground) -> float:
    """Share of content words the article does not have, those that look like verbs left out.

    Faithful summaries too reword what happened, seldom who or what it happened to.
    """
    novel = total = 0
    previous = ""
    for word, stemmed in zip(sentence.words, sentence.stems, strict=True):
        if carries(word.folded):
            total += 1
            verbal = previous in _VERBAL or (word.folded.endswith(("ed", "ing")) and not word.capitalised)
            novel += stemmed not in ground.stem_set and not verbal
        previous = word.folded
    return novel / max(1, total)


def _share_new(ours: Sequence[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    return sum(gram not in theirs for gram in ours) / max(1, len(ours))


def _covered(sentence: Sentence, ground: Ground) -> float:
    """Share of the sentence's words, by weight, that one sentence of the article has."""
    theirs = {s for i in align(sentence, ground, most=1) for s in ground.sentences[i].stems}
    wanted = set(sentence.content)
    total = sum(ground.weight(s) for s in wanted)
    return sum(ground.weight(s) for s in wanted if s in theirs) / total if total else 1.0


def fragments(stems: Sequence[str], ground: Ground) -> list[Fragment]:
    """Greedy longest copies from left to right (extractive fragments; Grusky et al., 2018)."""
    out: list[Fragment] = []
    at = 0
    while at < len(stems):
        size, source = max(
            (
                (_run(stems, at, ground.stems, place), -place)
                for place in ground.places.get(stems[at], ())[:PLACES]
            ),
            default=(0, 0),
        )
        if size:
            out.append(Fragment(at, -source, size))
        at += max(1, size)
    return out


def _run(ours: Sequence[str], at: int, theirs: Sequence[str], place: int) -> int:
    size = 1
    while at + size < len(ours) and place + size < len(theirs) and ours[at + size] == theirs[place + size]:
        size += 1
    return size


def _pairs_near(content: Sequence[str], ground: Ground) -> float:
    """Share of neighbouring content words that stand in the article in this order, near each other, in one sentence."""
    pairs = [(a, b) for i, a in enumerate(content) for b in content[i + 1 : i + 3] if a != b]
    if not pairs:
        return 1.0
    return sum(pair in ground.clauses for pair in pairs) / len(pairs)
