"""The story desk: files an analysed article into its story and decides whether readers should hear of it.

Orders calls: the clusterer decides where, `summarizer.stories` what is said and what is new, the store keeps it. One
thread at a time (the pipeline's).
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from news.regions import region
from store.stories import Fileable, Stories, Told
from summarizer.stories.clustering import WINDOW, Clusterer
from summarizer.stories.consolidation import Group, consolidate
from summarizer.stories.features import Features, features
from summarizer.stories.story_summary import LEAST_GAP, development, tell
from summarizer.stories.types import Account, StoryLine, Telling

log = structlog.get_logger(__name__)

EVERY = 200
"""Articles between two looks back over the window."""
_STEP = 500
"""Articles read at a time when the window is read back: texts of a whole window need not be in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Where an article went, and what follows from it."""

    story_id: int
    is_new: bool = False
    """The story is to be told for the first time."""
    is_development: bool = False
    """It adds something that readers of the story would want to hear."""
    number: int = 0
    """How many times the story has been told, this time included."""
    changed: tuple[StoryLine, ...] = ()
    """What it adds."""
    reasons: tuple[str, ...] = ()


class Remembers(Protocol):
    """Keeps what an article adds beside its story: who said what, what was announced. Safe to repeat."""

    def keep(self, article_id: int) -> None:
        """Read and store."""


class StoryDesk:
    """Files articles. The window is read from the store at the first article and kept up to date from then on."""

    def __init__(
        self,
        stories: Stories,
        *,
        now: Callable[[], datetime],
        window: timedelta = WINDOW,
        least_gap: timedelta = LEAST_GAP,
        keepers: Iterable[Remembers] = (),
    ) -> None:
        self._stories = stories
        self._now = now
        self._window = window
        self._least_gap = least_gap
        self._clusterer = Clusterer(window=window)
        self._keepers = tuple(keepers)
        self._newest_id = 0
        self._since_look = 0
        self._touched: set[int] = set()
        self._lock = threading.Lock()

    def file(self, article_id: int) -> Filed | None:
        """File an article, or file it again after a crash or a revision; None when there is nothing to file."""
        with self._lock:
            article = self._stories.article(article_id)
            if article is None:
                return None
            self._catch_up()
            for keeper in self._keepers:
                keeper.keep(article_id)
            known = None if article.story_id is None else self._stories.current(article.story_id)
            story_id, reasons = (known, ()) if known is not None else self._place(article)
            filed = self._told(article, story_id, reasons)
            self._look_back_sometimes()
        log.info(
            "article filed",
            article=article_id,
            story=filed.story_id,
            new=filed.is_new,
            development=filed.is_development,
        )
        return filed

    def refresh(self, story_id: int) -> None:
        """Say again what a story says, after one of its articles changed or was withdrawn."""
        with self._lock:
            self._refresh(story_id)

    def look_back(self) -> int:
        """Merge and split what turned out otherwise; return how many stories changed."""
        with self._lock:
            self._catch_up()
            return self._look_back()

    def _place(self, article: Fileable) -> tuple[int, tuple[str, ...]]:
        read = _features(article)
        decision = self._clusterer.decide(read)
        story_id = decision.story_id
        if story_id is None:
            story_id = self._stories.begin(article.id, self._now())
        else:
            self._stories.file([article.id], story_id)
        self._clusterer.place(article.id, story_id, read)
        self._touched.add(article.id)
        return story_id, decision.reasons

    def _told(self, article: Fileable, story_id: int, reasons: tuple[str, ...]) -> Filed:
        """Decide whether this article's news goes out. The answer is stored with it, so that asking again repeats it."""
        told = self._stories.told(story_id)
        accounts = self._stories.accounts(story_id)
        key = f"{article.id}.{article.revision}"
        if told.key == key:
            return Filed(
                story_id=story_id,
                is_new=told.count == 1,
                is_development=told.count > 1,
                number=told.count,
                reasons=reasons,
            )
        first = told.count == 0 and article.push
        changed = () if first else self._changed(article, told, accounts)
        goes_out = first or (told.count > 0 and bool(changed))
        main = article.id if goes_out else told.main
        telling = tell(accounts, told=told.articles, main=main)
        first, goes_out = (first, goes_out) if telling is not None else (False, False)
        self._stories.save(
            story_id, telling, self._now(), told=key if goes_out else None, region=_region(telling)
        )
        return Filed(
            story_id=story_id,
            is_new=first,
            is_development=goes_out and not first,
            number=told.count + goes_out,
            changed=changed,
            reasons=reasons,
        )

    def _changed(self, article: Fileable, told: Told, accounts: Sequence[Account]) -> tuple[StoryLine, ...]:
        """What develops the story in this article. A copy, and an old article revised, develop nothing."""
        if not article.push or article.revision > 0 or article.id in told.articles:
            return ()
        return development(
            accounts, article.id, told=told.articles, told_at=told.at, least_gap=self._least_gap
        )

    def _refresh(self, story_id: int) -> None:
        told = self._stories.told(story_id)
        telling = tell(self._stories.accounts(story_id), told=told.articles, main=told.main)
        self._stories.save(story_id, telling, self._now(), region=_region(telling))

    def _catch_up(self) -> None:
        """Read what is filed and not yet in memory: everything at the start, what other processes filed later on."""
        since = self._now() - self._window
        found = self._stories.filed(since, after_id=self._newest_id)
        missing = [key for key in found if key not in self._clusterer]
        for start in range(0, len(missing), _STEP):
            for article in self._stories.many(missing[start : start + _STEP]):
                if article.story_id is not None:
                    self._clusterer.restore(article.id, article.story_id, _features(article))
        self._newest_id = max([self._newest_id, *found[-1:]])
        if self._clusterer.forget(self._now()) or len(missing) > 1:
            log.info("stories in the window", articles=len(self._clusterer))

    def _look_back_sometimes(self) -> None:
        self._since_look += 1
        if self._since_look >= EVERY:
            self._look_back()

    def _look_back(self) -> int:
        groups = consolidate(self._clusterer, touched=self._touched)
        self._since_look = 0
        self._touched.clear()
        changed: set[int] = set()
        for group in groups:
            changed |= self._regroup(group)
        for story_id in sorted(changed):
            self._refresh(story_id)
        if changed:
            log.info("stories regrouped", stories=sorted(changed))
        return len(changed)

    def _regroup(self, group: Group) -> set[int]:
        before = {story for key in group.articles if (story := self._clusterer.story_of(key)) is not None}
        story_id = group.story_id or self._stories.begin(group.articles[0], self._now())
        self._stories.file(group.articles, story_id)
        for article_id in group.articles:
            self._clusterer.move(article_id, story_id)
        closed = self._stories.close_empty(before - {story_id}, story_id)
        return (before | {story_id}) - set(closed)


def _features(article: Fileable) -> Features:
    return features(
        title=article.title,
        text=article.text,
        vector=article.vector if article.vector.size and article.vector.any() else None,
        published=article.published,
        language=article.language,
    )


def _region(telling: Telling | None) -> str | None:
    """Where a story happens, by what is told of it: an article names many countries more than it is about."""
    if telling is None:
        return None
    lines = dict.fromkeys(line.text for line in (*telling.lines, *telling.bullets))
    return region(telling.title, "\n".join(lines), telling.language)
