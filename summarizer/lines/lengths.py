"""Which options become the lines of each length, and that they fit.

Decides over values that others made: texts, stems, expected worth. Knows no model and no parse.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from summarizer.lines.diplomacy import is_decision, is_empty_act
from summarizer.lines.ranker import Weights
from summarizer.lines.salience import is_function, pairs, stems
from summarizer.text.structure import words
from summarizer.types import How, Span

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]

PUSH_LINES, PUSH_WORDS = 2, 55
BULLET_LINES, BULLET_WORDS = 3, 80
LEAST_BULLETS = 2
SHORTLIST = 8
"""Sentences among which sets are searched: all sets of three of eight are 92 sums."""
REPEATED = 0.5
"""Lines that share this much of the shorter one's pairs of words tell the same."""
COVERAGE = 0.1
"""Worth of lines that stand for the whole article. 0, .1, .2 and .4 gained 2.07, 2.29, 2.22 and 1.96 ROUGE-1 over the lead."""
EMPTY = 0.08
"""Worth that an empty act loses ("spoke to reporters"): about a line's rank; set by hand."""
LEAD = 0.03
"""Worth that the article's first statement gains where it is favoured. Set by hand, by reading push messages without it."""
DECISION = 0.03
"""Worth that a line gains for telling of a decision; see `diplomacy`. Set by hand."""
PRESUMED = 0.04
"""Worth that a line loses for each thing it takes as known ("the note") and no line before it told of. Set by hand."""
QUOTATION = 0.03
"""Worth that a line loses for being somebody's words: messages show quotations of their own. Set by hand."""
SHORTENING = 0.004
"""Expected worth that a deletion must gain: below it the whole sentence reads better than it scores."""

_ENCLOSED = re.compile(r"[\"“](?=([^\"“”]{6,})[\"”])")
_SPOKEN = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_ALPHANUMERIC = re.compile(r"[^\W_]+")


@dataclass(frozen=True, eq=False)
class Option:
    """A text that one sentence could contribute. The search reads each a hundred times: what follows from its text is kept."""

    place: int
    """Index of its sentence in the article."""
    text: str
    how: How
    evidence: tuple[Span, ...]
    stems: tuple[str, ...]
    cuts: int = 0
    """Phrases deleted; a name in brackets counts as two: readers stumble over it."""
    presumes: frozenset[str] = frozenset()
    """Stems of what it takes as known; see `presumed`."""

    @cached_property
    def length(self) -> int:
        """Words as a reader counts them."""
        return len(self.text.split())

    @cached_property
    def tells(self) -> frozenset[tuple[str, str]]:
        """Pairs of neighbouring stems that say something."""
        return frozenset(pair for pair in pairs(self.stems) if not all(map(is_function, pair)))

    @cached_property
    def cost(self) -> float:
        """Worth that it must make up for: its deletions, being a quotation, and saying nothing; less than nothing if it tells of a decision."""
        empty = EMPTY * is_empty_act(self.text) + QUOTATION * is_quotation(self.text)
        return SHORTENING * self.cuts + empty - DECISION * is_decision(self.stems)


def is_quotation(text: str) -> bool:
    """Are most of its words somebody's?"""
    quoted = sum(len(words.split()) for words in _SPOKEN.findall(text))
    return 2 * quoted > len(text.split())


def plain(text: str) -> str:
    """Lower-case letters and digits, for comparing."""
    return " ".join(_ALPHANUMERIC.findall(text.lower()))


def option(
    place: int,
    text: str,
    *,
    how: How,
    evidence: tuple[Span, ...],
    cuts: int = 0,
    presumes: frozenset[str] = frozenset(),
) -> Option:
    """An option with its stems."""
    return Option(place, text, how, evidence, tuple(stems(words(text))), cuts, presumes)


class Chooser:
    """Searches the sets of options of one article."""

    def __init__(
        self,
        options: Sequence[Sequence[Option]],
        weights: Weights,
        expected_words: float,
        text: str = "",
        nearness: Mapping[int, Vector] | None = None,
        favoured: int | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        """`text`: the article, in which whatever two straight marks of the lines enclose must be found.

        `nearness`: by place, how near each candidate of the article is to the sentence there. `favoured`: place of the lead,
        which readers of a push message expect. `known`: stems that the title has told before any line.
        """
        self._known = known
        self._weights = weights
        self._nearness = nearness or {}
        self._favoured = favoured
        self._text = plain(text)
        self._expected = expected_words
        # The search asks for one option's worth a hundred times.
        self._alone: dict[Option, float] = {}
        ranked = sorted(options, key=lambda own: -max(map(self._single, own)))
        self._options = sorted(ranked[:SHORTLIST], key=lambda own: own[0].place)

    def best(
        self, *, least: int, most: int, most_words: int, first: Option | None = None
    ) -> tuple[Option, ...]:
        """The set of the greatest expected worth within the limits, in article order; begins with `first` if given.

        Fewer than `least` come back only when no larger set fits.
        """
        pool = [own for own in self._options if first is None or own[0].place > first.place]
        given = (first,) if first else ()
        for size in range(most, 0, -1):
            sizes = range(max(1, least), size + 1) if size == most else (size,)
            found = [
                chosen
                for count in sizes
                for own in combinations(pool, count - len(given))
                if (chosen := self._fitted((*given, *self._plainest(own)), most_words, own, given))
            ]
            if found:
                return max(found, key=self.worth)
        return given

    def completed(self, chosen: tuple[Option, ...], most_words: int) -> tuple[Option, ...]:
        """The set with one more decision between states that it left out, if there is one and it still fits."""
        places = {each.place for each in chosen}
        larger = []
        for own in self._options:
            decisions = [each for each in own if is_decision(each.stems)]
            if own[0].place in places or not decisions:
                continue
            more = sorted((*chosen, max(decisions, key=self._single)), key=lambda each: each.place)
            if (
                sum(each.length for each in more) <= most_words
                and not repeats(more)
                and not self._misquotes(more)
            ):
                larger.append(tuple(more))
        return max(larger, key=self.worth, default=chosen)

    def singles(self, most_words: int) -> list[Option]:
        """The best option of each sentence, the best first."""
        every = [[each for each in own if each.length <= most_words] for own in self._options]
        sound = [[each for each in own if not self._misquotes((each,))] for own in every]
        found = [max(own, key=self._single) for own in (sound if any(sound) else every) if own]
        return sorted(found, key=self._single, reverse=True)

    def worth(self, chosen: Sequence[Option]) -> float:
        """Expected worth of a set, less what its deletions must gain."""
        cost = sum(each.cost for each in chosen)
        cost -= LEAD * any(each.place == self._favoured for each in chosen)
        cost += PRESUMED * self._untold(chosen)
        worth = self._weights.worth([each.stems for each in chosen], expected_words=self._expected) - cost
        return worth + COVERAGE * self._covered(chosen) if self._nearness else worth

    def _untold(self, chosen: Sequence[Option]) -> int:
        """How much the lines take as known that nothing before them told."""
        told: set[str] = set(self._known)
        untold = 0
        for each in chosen:
            untold += len(each.presumes - told)
            told.update(each.stems)
        return untold

    def _covered(self, chosen: Sequence[Option]) -> float:
        """How near the article's candidates are to the nearest chosen one, on average."""
        rows = [self._nearness[each.place] for each in chosen]
        return float(np.maximum.reduce(rows).mean()) if rows else 0.0

    def _single(self, each: Option) -> float:
        if each not in self._alone:
            self._alone[each] = self.worth((each,))
        return self._alone[each]

    def _plainest(self, own: Sequence[Sequence[Option]]) -> tuple[Option, ...]:
        return tuple(max(each, key=self._single) for each in own)

    def _fitted(
        self,
        chosen: tuple[Option, ...],
        most_words: int,
        own: Sequence[Sequence[Option]],
        given: tuple[Option, ...],
    ) -> tuple[Option, ...] | None:
        """The set, with its longest lines exchanged for shorter forms until it fits; None if it cannot or repeats itself."""
        lines = list(chosen)
        while sum(each.length for each in lines) > most_words:
            shorter = [
                (self.worth((*lines[:k], other, *lines[k + 1 :])), k, other)
                for k, each in enumerate(lines)
                if k >= len(given)
                for other in own[k - len(given)]
                if other.length < each.length
            ]
            if not shorter:
                return None
            _, k, other = max(shorter, key=lambda found: found[0])
            lines[k] = other
        return None if repeats(lines) or self._misquotes(lines) else tuple(lines)

    def _misquotes(self, lines: Sequence[Option]) -> bool:
        """Straight marks say neither open nor close: between two quotations a reader may see a third that nobody said."""
        shown = " ".join(line.text for line in lines)
        return bool(self._text) and any(plain(found) not in self._text for found in _ENCLOSED.findall(shown))


def joined(chosen: Sequence[Option], most: int) -> list[Option]:
    """At most so many lines: two that stand near each other in the article, and so tell of one thing, share one."""
    lines = list(chosen)
    while len(lines) > most:
        k = min(range(len(lines) - 1), key=lambda i: (lines[i + 1].place - lines[i].place, lines[i].length))
        left, right = lines[k], lines[k + 1]
        lines[k : k + 2] = [
            Option(
                left.place,
                f"{left.text} {right.text}",
                "copied" if left.how == right.how == "copied" else "shortened",
                tuple(sorted({*left.evidence, *right.evidence})),
                (*left.stems, *right.stems),
                left.cuts + right.cuts,
            )
        ]
    return lines


def repeats(lines: Sequence[Option]) -> bool:
    """Do two of these lines say the same in the same words?"""
    return any(
        len(left.tells & right.tells) > REPEATED * max(1, min(len(left.tells), len(right.tells)))
        for left, right in combinations(lines, 2)
    )
