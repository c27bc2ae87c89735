"""From analysed articles to told stories: file each into its story, then tell whoever should hear. In order of arrival.

Knows the order of calls; which story an article belongs to and what is a development is decided by `StoryDesk`, who
hears by `Pushes`, what readers' messages need correcting by `Corrections`.
"""

import textwrap
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.threads import Threads
from store.articles import Articles, StoredArticle
from store.errors import StoreError

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
BATCH = 50
_SHOWN = 200
"""Characters of a title and of an error that owners are shown."""


class Filing(Protocol):
    """Where an article was filed."""

    @property
    def story_id(self) -> int:
        """The story it belongs to now."""
        ...

    @property
    def is_new(self) -> bool:
        """It began the story."""
        ...

    @property
    def is_development(self) -> bool:
        """It says something new that readers of the story would want to hear."""
        ...

    @property
    def number(self) -> int:
        """How many times the story has been told, this time included."""
        ...


class Files(Protocol):
    """Files an analysed article into a story; synchronous."""

    def file(self, article_id: int) -> Filing | None:
        """Where it went; None for an article that tells no story."""
        ...


class Tells(Protocol):
    """Writes a story's messages into the outbox; synchronous, safe to repeat. Raises what drawing raises for everybody."""

    def tell(self, story_id: int) -> int:
        """A new story."""
        ...

    def update(self, story_id: int, number: int) -> int:
        """A development."""
        ...


class Corrects(Protocol):
    """Writes corrections of sent messages into the outbox; synchronous, safe to repeat."""

    def correct(self, article_id: int) -> int:
        """An article changed; returns how many messages will change."""
        ...


@dataclass(frozen=True, slots=True)
class _Batch:
    """What became of the articles that were claimed together."""

    taken: int
    lost: tuple[str, ...]
    """A sentence for the owners on each that was given up."""


class Pipeline:
    """The last steps of an article's way. `alert` tells the owners a sentence."""

    def __init__(
        self,
        *,
        articles: Articles,
        desk: Files,
        pushes: Tells,
        corrections: Corrects | None = None,
        threads: Threads,
        owner: str,
        updates: bool,
        alert: Callable[[str], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self._articles = articles
        self._desk = desk
        self._pushes = pushes
        self._corrections = corrections
        self._threads = threads
        self._owner = owner
        self._updates = updates
        self._alert = alert
        self._now = now

    async def drain(self) -> None:
        """File and tell everything that waits."""
        try:
            while (batch := await self._threads.store(self._batch)).taken:
                for sentence in batch.lost:
                    await self._alert(sentence)
        except StoreError as error:
            log.error("filing paused", error=str(error))

    def _batch(self) -> _Batch:
        claimed = self._articles.claim("analysed", self._now(), owner=self._owner, limit=BATCH, lease=LEASE)
        lost = [self._filed(stored) for stored in claimed]
        return _Batch(len(claimed), tuple(sentence for sentence in lost if sentence is not None))

    def _filed(self, stored: StoredArticle) -> str | None:
        """File and tell; what the owners should hear if that failed for the last time. A failure is this article's alone."""
        try:
            self._file(stored)
        except StoreError:
            raise
        except Exception as error:
            log.exception("article not told", article=stored.id, attempt=stored.attempts + 1)
            if self._articles.retry(stored, f"{type(error).__name__}: {error}", self._now()):
                return None
            title, reason = (textwrap.shorten(text, _SHOWN) for text in (stored.article.title, str(error)))
            return f"“{title}” ({stored.source_name}) could not be told and was given up: {reason}. The log says more."
        return None

    def _file(self, stored: StoredArticle) -> None:
        """File, tell, then mark as told: a crash in between repeats both, and both are safe to repeat."""
        filed = self._desk.file(stored.id)
        if stored.revision and self._corrections is not None:
            self._corrections.correct(stored.id)
        if filed is not None and stored.push:
            self._tell(filed)
        self._articles.set_state(stored.id, "told")

    def _tell(self, filed: Filing) -> None:
        if filed.is_new:
            self._pushes.tell(filed.story_id)
        elif filed.is_development and self._updates:
            self._pushes.update(filed.story_id, filed.number)
