"""How well the article supports a summary, as a row of numbers for the scorer.

Pure text. Knows what was copied, from where and in what order; does not know what the numbers are worth.
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.gate_alarms import Alarm
from summarizer.gate_ground import Ground, Sentence, align, carries
from summarizer.gate_words import HEDGES, NEGATORS

_PRONOUNS = frozenset("he she they him her his them their it its who".split())

PER_SENTENCE = (
    "novel_words", "novel_weighted", "novel_capitals", "novel_pairs", "novel_triples", "covered_one", "covered_two",
    "covered_three", "longest", "fragments", "mean_fragment", "far_joins", "pairs_together", "pairs_in_order",
    "pairs_near", "pronoun_moved", "number_context", "name_context", "turned", "hedged", "repeats", "order",
)  # fmt: skip
ALARM_KINDS = ("number", "date", "name", "country", "title", "quote", "negation", "hedge")
NAMES = (
    *(f"{name}_{how}" for name in PER_SENTENCE for how in ("mean", "worst")),
    *(f"alarm_{kind}" for kind in ALARM_KINDS),
    "alarms", "sentences", "words", "words_per_sentence", "lower_case", "unended", "source_spread", "source_first",
)  # fmt: skip
_LOW_IS_BAD = frozenset(
    "covered_one covered_two covered_three longest mean_fragment pairs_together pairs_in_order pairs_near number_context "
    "name_context order".split()
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of a sentence copied from one place: `size` words from `start`, at `source` in the article's words."""

    start: int
    source: int
    size: int


def row(sentences: Sequence[Sentence], ground: Ground, alarms: Sequence[Sequence[Alarm]]) -> list[float]:
    """The features of a summary in the order of `NAMES`; `alarms` holds those of each sentence."""
    each = [_sentence(sentence, ground, sentences[:i]) for i, sentence in enumerate(sentences)]
    if not each:
        return [0.0] * len(NAMES)
    out: list[float] = []
    for name in PER_SENTENCE:
        column = [values[name] for values in each]
        out += [statistics.fmean(column), min(column) if name in _LOW_IS_BAD else max(column)]
    kinds = Counter(a.kind for found in alarms for a in found)
    out += [float(kinds[kind]) for kind in ALARM_KINDS]  # type: ignore[index]  # the keys are the same literals
    words = sum(len(s.words) for s in sentences)
    whole = "".join(s.text for s in sentences)
    sources = [align(s, ground, most=1) for s in sentences]
    places = [s[0] / max(1, len(ground.sentences)) for s in sources if s]
    out += [
        float(sum(kinds.values())),
        float(len(sentences)),
        float(words),
        words / len(sentences),
        float(whole == whole.lower()),
        float(sum(s.text.rstrip("\"'”’) ")[-1:] not in ".!?" for s in sentences)) / len(sentences),
        max(places) - min(places) if places else 1.0,
        min(places) if places else 1.0,
    ]
    return out


def _sentence(sentence: Sentence, ground: Ground, before: Sequence[Sentence]) -> dict[str, float]:
    stems = sentence.stems
    content = [(s, w) for s, w in zip(stems, sentence.words, strict=True) if carries(w.folded)]
    weights = [ground.weight(s) for s, _ in content] or [1.0]
    novel = [s not in ground.stem_set for s, _ in content]
    capitals = [w.capitalised and w.folded not in ground.folded for w in sentence.words]
    pieces = fragments(stems, ground)
    together, ordered, near = _pairs([s for s, _ in content], ground)
    aligned = align(sentence, ground)
    return {
        "novel_words": _share(novel),
        "novel_weighted": sum(w for w, n in zip(weights, novel, strict=False) if n) / sum(weights),
        "novel_capitals": float(sum(capitals)),
        "novel_pairs": _novel(stems, ground.pairs, 2),
        "novel_triples": _novel(stems, ground.triples, 3),
        "covered_one": _covered(sentence, ground, aligned[:1]),
        "covered_two": _covered(sentence, ground, aligned[:2]),
        "covered_three": _covered(sentence, ground, aligned),
        "longest": max((p.size for p in pieces), default=0) / max(1, len(stems)),
        "fragments": len(pieces) / max(1, len(stems)),
        "mean_fragment": sum(p.size**2 for p in pieces) / max(1, len(stems)),
        "far_joins": _far_joins(pieces, ground),
        "pairs_together": together,
        "pairs_in_order": ordered,
        "pairs_near": near,
        "pronoun_moved": _pronoun_moved(sentence, pieces, ground, before),
        "number_context": _context(sentence, ground, digits=True),
        "name_context": _context(sentence, ground, digits=False),
        "turned": _class_difference(sentence, ground, aligned[:1], NEGATORS),
        "hedged": _class_difference(sentence, ground, aligned[:1], HEDGES),
        "repeats": _repeats(stems),
        "order": _in_order(pieces),
    }


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(1, len(flags))


def _novel(stems: Sequence[str], known: frozenset[tuple[str, ...]], size: int) -> float:
    ours = [tuple(stems[i : i + size]) for i in range(len(stems) - size + 1)]
    return sum(g not in known for g in ours) / max(1, len(ours))


def _covered(sentence: Sentence, ground: Ground, sources: Sequence[int]) -> float:
    theirs = {s for i in sources for s in ground.sentences[i].stems}
    wanted = set(sentence.content)
    total = sum(ground.weight(s) for s in wanted)
    return sum(ground.weight(s) for s in wanted if s in theirs) / total if total else 1.0


def fragments(stems: Sequence[str], ground: Ground) -> list[Fragment]:
    """Greedy longest copies, left to right (Grusky et al., 2018, extractive fragments), of two words or a content word."""
    out: list[Fragment] = []
    theirs = ground.stems
    at = 0
    previous = -1
    while at < len(stems):
        best_size, best_source = 0, -1
        for source in ground.places.get(stems[at], ()):
            size = 1
            while (
                at + size < len(stems)
                and source + size < len(theirs)
                and stems[at + size] == theirs[source + size]
            ):
                size += 1
            # Of equal copies the one that goes on where the last one ended.
            if size > best_size or (
                size == best_size and abs(source - previous) < abs(best_source - previous)
            ):
                best_size, best_source = size, source
        if best_size:
            out.append(Fragment(at, best_source, best_size))
            previous = best_source + best_size
        at += max(1, best_size)
    return out


def _far_joins(pieces: Sequence[Fragment], ground: Ground) -> float:
    """Copies of some length that touch in the summary but come from different sentences of the article."""
    long = [p for p in pieces if p.size >= 2]
    joins = 0
    for left, right in zip(long, long[1:], strict=False):
        if right.start - (left.start + left.size) <= 1:
            joins += ground.sentence_of[left.source] != ground.sentence_of[right.source]
    return float(joins)


def _pairs(content: Sequence[str], ground: Ground) -> tuple[float, float, float]:
    """Of neighbouring content words: how many share a sentence, stand in the same order, and stand near."""
    pairs = [(a, b) for i, a in enumerate(content) for b in content[i + 1 : i + 3] if a != b]
    if not pairs:
        return 1.0, 1.0, 1.0
    together = ordered = near = 0
    for a, b in pairs:
        first, second = ground.places.get(a, ()), ground.places.get(b, ())
        gaps = [q - p for p in first for q in second if ground.sentence_of[p] == ground.sentence_of[q]]
        together += bool(gaps)
        ordered += any(g > 0 for g in gaps)
        near += any(0 < g <= 6 for g in gaps)
    return together / len(pairs), ordered / len(pairs), near / len(pairs)


def _pronoun_moved(
    sentence: Sentence, pieces: Sequence[Fragment], ground: Ground, before: Sequence[Sentence]
) -> float:
    """Copied pronouns whose last name before them differs between summary and article."""
    moved = 0
    earlier = [w.folded for s in before[-1:] for w in s.words] + [w.folded for w in sentence.words]
    shift = len(earlier) - len(sentence.words)
    for piece in pieces:
        for offset in range(piece.size):
            index = piece.start + offset
            if sentence.words[index].folded not in _PRONOUNS:
                continue
            ours = _last_name(earlier[: shift + index], ground)
            theirs = _last_name(
                [w.folded for w in ground.words[max(0, piece.source + offset - 40) : piece.source + offset]],
                ground,
            )
            moved += ours is not None and theirs is not None and ours != theirs
    return float(moved)


def _last_name(folded: Sequence[str], ground: Ground) -> str | None:
    for word in reversed(folded):
        if word in ground.proper:
            return word
    return None


def _context(sentence: Sentence, ground: Ground, *, digits: bool) -> float:
    """Lowest share of a number's (or name's) neighbours that also stand near it in the article."""
    worst = 1.0
    stems = sentence.stems
    for i, word in enumerate(sentence.words):
        wanted = word.text[:1].isdigit() if digits else word.folded in ground.proper
        if not wanted:
            continue
        around = [
            s
            for j in range(max(0, i - 4), min(len(stems), i + 5))
            if j != i and carries(sentence.words[j].folded)
            for s in [stems[j]]
        ]
        if not around:
            continue
        best = 0.0
        for place in ground.places.get(stems[i], ()):
            theirs = set(ground.stems[max(0, place - 10) : place + 11])
            best = max(best, sum(s in theirs for s in around) / len(around))
        worst = min(worst, best)
    return worst


def _class_difference(
    sentence: Sentence, ground: Ground, sources: Sequence[int], words: frozenset[str]
) -> float:
    ours = sum(w.folded in words or w.folded.endswith("n't") for w in sentence.words)
    theirs = sum(
        w.folded in words or w.folded.endswith("n't") for i in sources for w in ground.sentences[i].words
    )
    return float(ours - theirs)


def _repeats(stems: Sequence[str]) -> float:
    """Pairs of words said twice, the mark of a decoder that lost its way."""
    pairs = list(zip(stems, stems[1:], strict=False))
    return float(len(pairs) - len(set(pairs)) + sum(a == b for a, b in pairs))


def _in_order(pieces: Sequence[Fragment]) -> float:
    """Share of neighbouring copies that keep the article's order."""
    steps = [right.source > left.source for left, right in zip(pieces, pieces[1:], strict=False)]
    return _share(steps) if steps else 1.0
