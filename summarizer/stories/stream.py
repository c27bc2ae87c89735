"""A stream of articles without a database: numbers stories in order of their first article."""

from summarizer.stories.clustering import WINDOW, Clusterer
from summarizer.stories.consolidation import consolidate
from summarizer.stories.features import Features

EVERY = 200
"""Articles between two looks back, as in the live bot: half an hour of a busy day."""


class Stream:
    """Files articles as they arrive and remembers where."""

    def __init__(self, clusterer: Clusterer | None = None) -> None:
        self._clusterer = clusterer or Clusterer(window=WINDOW)
        self._stories: list[int] = []
        self._newest = 0

    def add(self, article: Features) -> int:
        """The story of the next article, as first decided."""
        if article.published:
            self._clusterer.forget(article.published)
        decision = self._clusterer.decide(article)
        if decision.story_id is None:
            self._newest += 1
        story = decision.story_id or self._newest
        self._clusterer.place(len(self._stories), story, article)
        self._stories.append(story)
        if len(self._stories) % EVERY == 0:
            self._look_back()
        return story

    def finish(self) -> list[int]:
        """The story of every article after a last look back."""
        self._look_back()
        return list(self._stories)

    def _look_back(self) -> None:
        for group in consolidate(self._clusterer):
            story = group.story_id
            if story is None:
                self._newest += 1
                story = self._newest
            for article in group.articles:
                self._clusterer.move(article, story)
                self._stories[article] = story
