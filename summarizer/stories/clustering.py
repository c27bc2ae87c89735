"""Which story an arriving article belongs to: one pass, average link, the same answer for the same order of arrival.

Decides only; rows are written by whoever asks. Knows the articles of the active window by their features, and how they
were filed. Late corrections (two stories that turned out one, one that turned out two) are next door in `consolidation`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush, nlargest

import numpy as np

from summarizer.stories.features import Features
from summarizer.stories.similarity import Likeness, Similarity
from summarizer.stories.vectors import VectorIndex
from summarizer.stories.words_index import WordIndex

WINDOW = timedelta(hours=72)
"""A story that nobody wrote about for this long is over; the field's usual choice (Miranda et al., 2018)."""
NEAR_VECTORS = 32
NEAR_WORDS = 16
"""Candidates by vector and by shared heavy words: generous, because a candidate costs microseconds and a missed one a story."""
STORY_SAMPLE = 20
"""Articles of a story that are compared, newest first: enough for a stable mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where an article belongs."""

    story_id: int | None
    """None: it begins a story."""
    score: float
    """Mean probability of one event over the story's articles; of the best refused story when it begins one."""
    reasons: tuple[str, ...] = ()
    """In words, for logs and for whoever asks why."""


class Clusterer:
    """The active window. Not safe for concurrent threads: one owner files all articles.

    `window` None keeps everything (articles without dates, or small sets).
    """

    def __init__(self, similarity: Similarity | None = None, *, window: timedelta | None = WINDOW) -> None:
        self._similarity = similarity or Similarity()
        self._window = window
        self._features: dict[int, Features] = {}
        self._stories: dict[int, dict[int, None]] = {}
        self._story_of: dict[int, int] = {}
        # Of likely pairs, and of those that the second look measured: what it will ask for again.
        self._margins: dict[int, dict[int, float]] = {}
        self._vectors = VectorIndex()
        self._words = WordIndex()
        self._by_age: list[tuple[datetime, int]] = []
        self._last: tuple[Features, dict[int, Likeness]] | None = None

    def __len__(self) -> int:
        return len(self._features)

    def __contains__(self, article_id: int) -> bool:
        return article_id in self._features

    def story_of(self, article_id: int) -> int | None:
        """Where an article of the window is filed."""
        return self._story_of.get(article_id)

    def decide(self, article: Features) -> Decision:
        """The story whose articles are most like this one on average, if that is likely enough."""
        near = self._compared(article)
        best: tuple[float, int, float] | None = None
        for story in sorted({self._story_of[other] for other, likeness in near.items() if likeness.same}):
            margin, score = self._mean(article, story, near)
            if best is None or margin > best[0]:
                best = (margin, story, score)
        if best is not None and best[0] >= 0:
            return Decision(story_id=best[1], score=best[2], reasons=self._why(best[1], near))
        return _refusal(near)

    def place(self, article_id: int, story_id: int, article: Features) -> None:
        """Remember an article as filed, after `decide`."""
        if article_id in self._features:
            self.remove(article_id)
        likely = {other: like.margin for other, like in self._compared(article).items() if like.same}
        self.restore(article_id, story_id, article)
        for other, margin in likely.items():
            self._remember(article_id, other, margin)

    def restore(self, article_id: int, story_id: int, article: Features) -> None:
        """Remember an article that was filed before a restart: its neighbours were looked at then."""
        self._margins[article_id] = {}
        if article.published is not None:
            heappush(self._by_age, (article.published, article_id))
        self._features[article_id] = article
        self._story_of[article_id] = story_id
        self._stories.setdefault(story_id, {})[article_id] = None
        self._vectors.add(article_id, article.vector)
        self._words.add(article_id, article.heavy)

    def move(self, article_id: int, story_id: int) -> None:
        """File an article of the window elsewhere."""
        self._leave(article_id)
        self._story_of[article_id] = story_id
        self._stories.setdefault(story_id, {})[article_id] = None

    def remove(self, article_id: int) -> None:
        """Forget an article."""
        article = self._features.pop(article_id)
        self._leave(article_id)
        for other in self._margins.pop(article_id):
            self._margins[other].pop(article_id, None)
        self._vectors.remove(article_id)
        self._words.remove(article_id, article.heavy)

    def forget(self, now: datetime) -> int:
        """Drop the articles published before the window; return how many."""
        if self._window is None:
            return 0
        limit, dropped = now - self._window, 0
        while self._by_age and self._by_age[0][0] < limit:
            published, article_id = heappop(self._by_age)
            article = self._features.get(article_id)
            if article is not None and article.published == published:
                self.remove(article_id)
                dropped += 1
        return dropped

    def articles(self) -> Iterator[int]:
        """The articles of the window."""
        return iter(self._features)

    def likely(self, article_id: int) -> Iterator[tuple[int, float]]:
        """The articles that are one story with this one by themselves, with their margins."""
        return ((other, margin) for other, margin in self._margins[article_id].items() if margin >= 0)

    def beside(self, article_id: int) -> Iterable[int]:
        """The articles of its story, itself included."""
        return self._stories[self._story_of[article_id]]

    def margin(self, first: int, second: int) -> float:
        """How far two articles of the window are above the threshold; remembered once computed."""
        known = self._margins[first].get(second)
        if known is None:
            known = self._similarity.compare(self._features[first], self._features[second]).margin
            self._remember(first, second, known)
        return known

    def _remember(self, first: int, second: int, margin: float) -> None:
        self._margins[first][second] = self._margins[second][first] = margin

    def _compared(self, article: Features) -> dict[int, Likeness]:
        """The candidates compared; `place` right after `decide` compares nothing twice."""
        if self._last is None or self._last[0] is not article:
            near = {
                other: self._similarity.compare(article, self._features[other])
                for other in self._near(article)
            }
            self._last = (article, near)
        return {other: likeness for other, likeness in self._last[1].items() if other in self._features}

    def _near(self, article: Features) -> list[int]:
        by_vector = self._vectors.nearest(article.vector, NEAR_VECTORS)
        return sorted({*by_vector, *self._words.nearest(article.heavy, NEAR_WORDS)})

    def _mean(self, article: Features, story: int, near: dict[int, Likeness]) -> tuple[float, float]:
        members = list(self._stories[story])[-STORY_SAMPLE:]
        found = [near.get(m) or self._similarity.compare(article, self._features[m]) for m in members]
        return float(np.mean([one.margin for one in found])), float(np.mean([one.score for one in found]))

    def _why(self, story: int, near: dict[int, Likeness]) -> tuple[str, ...]:
        best = max(
            (like for other, like in near.items() if self._story_of[other] == story),
            key=lambda like: like.score,
        )
        return _measured(best)

    def _leave(self, article_id: int) -> None:
        story = self._story_of.pop(article_id)
        members = self._stories[story]
        del members[article_id]
        if not members:
            del self._stories[story]


def _refusal(near: dict[int, Likeness]) -> Decision:
    best: Iterable[Likeness] = nlargest(1, near.values(), key=lambda like: like.score)
    for likeness in best:
        return Decision(
            story_id=None, score=likeness.score, reasons=(*_measured(likeness), *likeness.against)
        )
    return Decision(story_id=None, score=0.0, reasons=("nothing like it",))


def _measured(likeness: Likeness) -> tuple[str, ...]:
    return tuple(f"{name.replace('_', ' ')} {value:.2f}" for name, value in likeness.measures.items())
