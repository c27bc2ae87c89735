"""From sources to articles: ask what is due, fetch it, store it. One broken source never stops the rest.

Knows the order of calls and the failure policy; what a page says is news' business, what is due is the store's.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.copies import Copies
from bot.holding import LEASE, holding
from bot.metrics import Metrics
from bot.threads import Threads
from news.errors import FetchError, NewsError
from news.types import Article, Entry, FetchState, Pull, Relevance, Revision, Source
from store.articles import Articles, StoredArticle
from store.claims import Claims, Kind
from store.entries import Entries, PendingEntry
from store.errors import StoreError
from store.sources import Sources, StoredSource

log = structlog.get_logger(__name__)

GONE = {404, 410}


class NewsReader(Protocol):
    """Reads sources and pages. `read_article` raises NewsError; `read_source` reports failures in the Pull."""

    async def read_source(self, source: Source, state: FetchState) -> Pull:
        """Check a source now."""
        ...

    async def read_article(self, entry: Entry | str) -> Article:
        """The clean article of an entry or a URL."""
        ...


class Judge(Protocol):
    """Pure text judgements, called in a thread."""

    def relevance(self, title: str, text: str, language: str | None) -> Relevance:
        """Is it diplomacy, and about whom?"""
        ...

    def signature(self, text: str) -> bytes:
        """MinHash of the words."""
        ...

    def compare(self, before: Article, after: Article) -> Revision:
        """What changed between two versions."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSettings:
    """What the operator decides."""

    owner: str
    relevance: float = 0.5
    sources_at_once: int = 16
    pages_at_once: int = 8
    first_read: int = 5
    """Articles read of a source's first fetch, so that /latest has something to show on the first day."""
    max_age: timedelta = timedelta(hours=48)
    recheck_every: timedelta = timedelta(hours=1)


class Ingest:
    """Pulls sources and reads entries."""

    def __init__(
        self,
        *,
        reader: NewsReader,
        judge: Judge,
        sources: Sources,
        entries: Entries,
        articles: Articles,
        claims: Claims,
        threads: Threads,
        settings: IngestSettings,
        metrics: Metrics,
        now: Callable[[], datetime],
    ) -> None:
        self._reader = reader
        self._judge = judge
        self._sources = sources
        self._entries = entries
        self._articles = articles
        self._copies = Copies(articles)
        self._claims = claims
        self._threads = threads
        self._settings = settings
        self._metrics = metrics
        self._now = now

    async def pull(self, progress: Callable[[StoredSource, Pull, int], None] | None = None) -> int:
        """Check every source that is due; return the number of new entries to read."""
        claimed = await self._threads.store(
            self._sources.claim_due,
            self._now(),
            owner=self._settings.owner,
            limit=self._settings.sources_at_once,
            lease=LEASE,
        )
        async with holding(lambda: self._renew("sources", [stored.id for stored in claimed])):
            counts = await asyncio.gather(*(self._pull_one(stored, progress) for stored in claimed))
        return sum(counts)

    async def _pull_one(
        self, stored: StoredSource, progress: Callable[[StoredSource, Pull, int], None] | None
    ) -> int:
        pull = await self._reader.read_source(stored.source, stored.state)
        new = await self._threads.store(
            self._sources.record,
            stored,
            pull,
            self._now(),
            first_read=self._settings.first_read,
            max_age=self._settings.max_age,
        )
        self._metrics.pulls.labels(source=stored.source.name, outcome=pull.status).inc()
        if pull.status == "failed":
            log.warning(
                "source failed", source=stored.source.name, error=pull.error, failures=pull.state.failures
            )
        else:
            log.info("source read", source=stored.source.name, status=pull.status, new=new)
        for warning in pull.warnings:
            log.warning("source", source=stored.source.name, warning=warning)
        if progress is not None:
            progress(stored, pull, new)
        return new

    async def read(self) -> int:
        """Read the articles of new entries; return how many entries were handled."""
        claimed = await self._threads.store(
            self._entries.claim,
            self._now(),
            owner=self._settings.owner,
            limit=self._settings.pages_at_once,
            lease=LEASE,
        )
        async with holding(lambda: self._renew("entries", [pending.id for pending in claimed])):
            await asyncio.gather(*(self._read_one(pending) for pending in claimed))
        return len(claimed)

    async def _renew(self, kind: Kind, ids: Sequence[int]) -> None:
        await self._threads.store(self._claims.renew, kind, ids, self._now() + LEASE)

    async def _read_one(self, pending: PendingEntry) -> None:
        try:
            article = await self._reader.read_article(pending.entry)
        except NewsError as error:
            await self._failed(pending, error)
            return
        await self.keep(article, pending)

    async def keep(self, article: Article, pending: PendingEntry) -> int | None:
        """Store an article if it is diplomacy; return its id, or None when it is not."""
        relevance = await self._relevance(article)
        if pending.source.requires_relevance and relevance.score < self._settings.relevance:
            reason = f"not diplomacy: {relevance.score:.2f}"
            await self._threads.store(self._entries.close, pending.id, reason=reason)
            self._metrics.articles.labels(outcome="skipped").inc()
            log.info("article skipped", url=article.url, reason=reason)
            return None
        article_id = await self._add_or_revise(article, pending, relevance)
        await self._threads.store(self._entries.close, pending.id, article_id=article_id)
        self._metrics.articles.labels(outcome="read").inc()
        log.info("article read", article=article_id, url=article.url, relevance=round(relevance.score, 2))
        return article_id

    async def _add_or_revise(self, article: Article, pending: PendingEntry, relevance: Relevance) -> int:
        known = await self._threads.store(self._articles.by_url, article.url)
        if known is not None:
            await self._threads.store(
                self._articles.adopt,
                known.id,
                source_id=pending.source_id,
                source_name=pending.source.name,
                region=pending.source.region,
                push=not pending.quiet,
            )
            await self._revise(known, article, relevance)
            return known.id
        now = self._now()
        signature = await self._threads.text(self._judge.signature, article.text)
        copy = await self._threads.store(self._copies.oldest_of, signature, now)
        if copy is not None and await self._moved(copy, article, pending, relevance):
            return copy
        article_id, _ = await self._threads.store(
            self._articles.add,
            article,
            now=now,
            source_id=pending.source_id,
            source_name=pending.entry.publisher or pending.source.name,
            region=pending.source.region,
            relevance=relevance,
            minhash=signature,
            wire_copy_of=copy,
            push=not pending.quiet,
        )
        return article_id

    async def _moved(self, copy: int, article: Article, pending: PendingEntry, relevance: Relevance) -> bool:
        """A source's own article under another address and id is the article it was, not news."""
        moved = await self._threads.store(self._articles.move, copy, article, source_id=pending.source_id)
        stored = await self._threads.store(self._articles.get, copy) if moved else None
        if stored is None:
            return False
        log.info("article moved", article=copy, url=article.url)
        await self._revise(stored, article, relevance)
        return True

    async def _relevance(self, article: Article) -> Relevance:
        return await self._threads.text(self._judge.relevance, article.title, article.text, article.language)

    async def _failed(self, pending: PendingEntry, error: NewsError) -> None:
        self._metrics.articles.labels(outcome="failed").inc()
        log.warning("article failed", url=pending.entry.url, error=str(error))
        if isinstance(error, FetchError) and error.status in GONE:
            await self._threads.store(self._entries.close, pending.id, reason=str(error))
            return
        await self._threads.store(self._entries.retry, pending, str(error), self._now())

    async def recheck(self, limit: int = 20) -> int:
        """Read young articles again for corrections; return how many changed or were withdrawn."""
        every = self._settings.recheck_every
        due = await self._threads.store(self._articles.to_recheck, self._now(), every=every, limit=limit)
        return sum(await asyncio.gather(*(self._recheck_one(stored) for stored in due)))

    async def _recheck_one(self, stored: StoredArticle) -> bool:
        try:
            article = await self._reader.read_article(stored.article.url)
        except FetchError as error:
            gone = error.status in GONE
            await self._threads.store(self._articles.checked, stored.id, self._now(), withdrawn=gone)
            return gone
        except NewsError:
            await self._threads.store(self._articles.checked, stored.id, self._now())
            return False
        return await self._revise(stored, article, await self._relevance(article))

    async def _revise(self, stored: StoredArticle, article: Article, relevance: Relevance) -> bool:
        """Keep what changed; True when it is worth telling readers."""
        revision = await self._threads.text(self._judge.compare, stored.article, article)
        if not revision.changed:
            await self._threads.store(self._articles.checked, stored.id, self._now())
            return False
        await self._threads.store(
            self._articles.revise, stored.id, article, revision, relevance=relevance, now=self._now()
        )
        log.info(
            "article revised", article=stored.id, url=stored.article.url, substantial=revision.substantial
        )
        return revision.substantial

    async def drain(self) -> None:
        """Pull what is due and read everything that waits: one tick of the schedule."""
        try:
            await self.pull()
            while await self.read():
                pass
        except StoreError as error:
            log.error("ingest paused", error=str(error))
