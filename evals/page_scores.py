"""Scores of an extracted text against the expected one.

Shingles: reimplemented from the description of scrapinghub/article-extraction-benchmark (4-grams of words, counted,
normalised per page; precision and recall averaged over pages, F1 of the two averages). Surplus lines: lines of the
result whose words are not in the expected text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

WORD = re.compile(r"\w+")
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Shares of one page's shingles: found rightly, found wrongly, missed. They sum to one."""

    right: float
    wrong: float
    missed: float

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 1 for nothing where nothing was."""
        if self.wrong == self.missed == 0:
            return 1.0
        return self.right / (self.right + self.wrong) if self.right or self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what was expected that was found."""
        if self.wrong == self.missed == 0:
            return 1.0
        return self.right / (self.right + self.missed) if self.right or self.missed else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Averages over pages."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the averages, as the benchmark does."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def shingles(text: str, size: int) -> Counter[Gram]:
    """Count the runs of words of a size; a shorter text is one run."""
    words = WORD.findall(text)
    runs = (tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1)))
    return Counter(run for run in runs if run)


def compare(expected: str, found: str) -> Page:
    """Score one page."""
    truth, result = shingles(expected, 4), shingles(found, 4)
    right, wrong, missed = ((truth & result).total(), (result - truth).total(), (truth - result).total())
    total = right + wrong + missed or 1
    return Page(right=right / total, wrong=wrong / total, missed=missed / total)


def average(pages: Iterable[Page]) -> Scores:
    """Average the pages on which the measure is defined."""
    listed = list(pages)
    return Scores(
        precision=mean([page.precision for page in listed if page.right + page.wrong > 0] or [0.0]),
        recall=mean([page.recall for page in listed if page.right + page.missed > 0] or [0.0]),
    )


def surplus_lines(expected: str, found: str) -> list[str]:
    """Return the lines of which less than half the runs of three words are in the expected text."""
    truth, words = shingles(expected, 3), set(WORD.findall(expected))
    return [line for line in found.split("\n") if WORD.search(line) and _share(line, truth, words) < 0.5]


def _share(line: str, truth: Counter[Gram], words: set[str]) -> float:
    runs: Sequence[Gram] = list(shingles(line, 3))
    return sum(run in truth or (len(run) < 3 and words.issuperset(run)) for run in runs) / len(runs)
