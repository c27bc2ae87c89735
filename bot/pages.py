"""Reading a page because somebody asked: fetch, extract, analyse, keep. The `Reading` of the commands.

A page that was asked for is nobody else's news: it is kept in state "asked", outside stories and /latest, until a
source brings it too.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from bot.analyst import Model
from bot.commands.library import Library, Reason, UnreadableError
from bot.ingest import Judge, NewsReader
from bot.threads import Threads
from news.errors import (
    ChallengeError,
    FetchError,
    NewsError,
    NoArticleError,
    OverviewError,
    ParseLimitError,
    RefusedAddressError,
    RobotsError,
)
from news.types import Article
from store.articles import Articles
from store.views import StoryView

log = structlog.get_logger(__name__)

GONE = {404, 410}


class Canonical(Protocol):
    """Makes the spellings of one address one."""

    def __call__(self, url: str) -> str:
        """The canonical URL."""
        ...


class Pages:
    """Summaries on request."""

    def __init__(
        self,
        *,
        reader: NewsReader,
        judge: Judge,
        model: Model,
        articles: Articles,
        library: Library,
        threads: Threads,
        canonical: Canonical,
        now: Callable[[], datetime],
    ) -> None:
        self._reader = reader
        self._judge = judge
        self._model = model
        self._articles = articles
        self._library = library
        self._threads = threads
        self._canonical = canonical
        self._now = now

    async def summarize_url(self, url: str) -> StoryView:
        """The page as a story of one article. Raises UnreadableError."""
        known = await self._library.article_by_url(self._canonical(url))
        if known is not None:
            return known
        try:
            article = await self._reader.read_article(url)
        except NewsError as error:
            log.info("page not read", url=url, error=str(error))
            raise UnreadableError(url, reason_of(error), str(error)) from error
        article_id = await self._keep(article)
        view = await self._library.article(article_id)
        if view is None:
            raise UnreadableError(url, "no_article")
        return view

    async def _keep(self, article: Article) -> int:
        relevance = await self._threads.text(
            self._judge.relevance, article.title, article.text, article.language
        )
        article_id, _ = await self._threads.store(
            self._articles.add,
            article,
            now=self._now(),
            source_id=None,
            source_name=article.site or "",
            region="World",
            relevance=relevance,
            push=False,
            state="asked",
        )
        stored = await self._threads.store(self._articles.get, article_id)
        # Not only when it is new: a stop or a crash may have come between the page and its analysis, or a source has just
        # brought it and it waits for its turn.
        if stored is not None and stored.state in {"asked", "read"}:
            analysis = (await self._threads.model(self._model.analyse, [stored.document]))[0]
            await self._threads.store(
                self._articles.save_analysis,
                article_id,
                analysis,
                self._now(),
                state="asked" if stored.state == "asked" else "analysed",
            )
        return article_id


def reason_of(error: NewsError) -> Reason:
    """What a person is told; the log has the rest."""
    if isinstance(error, RefusedAddressError):
        return "unsafe"
    if isinstance(error, (RobotsError, ChallengeError)):
        return "blocked"
    if isinstance(error, NoArticleError):
        return error.kind if isinstance(error, OverviewError) else "no_article"
    if isinstance(error, ParseLimitError):
        return "too_big"
    if isinstance(error, FetchError):
        return _reason_of_fetch(error)
    return "other"


def _reason_of_fetch(error: FetchError) -> Reason:
    if error.status in GONE:
        return "not_found"
    if error.status in {401, 403, 429, 451}:
        return "blocked"
    return "timeout" if isinstance(error.__cause__, TimeoutError) else "other"
