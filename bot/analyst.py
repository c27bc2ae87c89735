"""From articles to analyses: claim a batch, let the model read it in its own thread, store what it says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import structlog

from bot.holding import LEASE, holding
from bot.metrics import Metrics
from bot.threads import Threads
from store.articles import Articles, StoredArticle
from store.claims import Claims
from store.errors import StoreError
from summarizer.types import Analysis, Document

log = structlog.get_logger(__name__)


class Model(Protocol):
    """Reads documents; synchronous."""

    def analyse(self, documents: Sequence[Document]) -> list[Analysis]:
        """One analysis per document, in order."""
        ...


class Analyst:
    """Analyses what was read, a batch at a time."""

    def __init__(
        self,
        *,
        model: Model,
        articles: Articles,
        claims: Claims,
        threads: Threads,
        owner: str,
        batch: int,
        metrics: Metrics,
        now: Callable[[], datetime],
    ) -> None:
        self._model = model
        self._articles = articles
        self._claims = claims
        self._threads = threads
        self._owner = owner
        self._batch = batch
        self._metrics = metrics
        self._now = now

    async def analyse(self) -> int:
        """Analyse one batch; return how many articles were taken."""
        claimed = await self._threads.store(
            self._articles.claim, "read", self._now(), owner=self._owner, limit=self._batch, lease=LEASE
        )
        if not claimed:
            return 0
        ids = [stored.id for stored in claimed]
        async with holding(lambda: self._renew(ids)):
            try:
                await self._analyse(claimed)
            except StoreError:
                raise
            except Exception:
                # A model may fail in any way on one article of a batch: find it by taking them one by one.
                log.exception("batch failed", articles=ids)
                for stored in claimed:
                    await self._analyse_alone(stored)
        return len(claimed)

    async def _renew(self, ids: Sequence[int]) -> None:
        await self._threads.store(self._claims.renew, "articles", ids, self._now() + LEASE)

    async def _analyse(self, batch: list[StoredArticle]) -> None:
        with self._metrics.model_seconds.time():
            analyses = await self._threads.model(self._model.analyse, [stored.document for stored in batch])
        for stored, analysis in zip(batch, analyses, strict=True):
            if not await self._threads.store(
                self._articles.save_analysis, stored.id, analysis, self._now(), owner=self._owner
            ):
                log.warning("article was taken over", article=stored.id)
                continue
            log.info(
                "article analysed",
                article=stored.id,
                engine=analysis.summary.engine,
                language=analysis.summary.language,
                lines=len(analysis.summary.push),
                quotes=len(analysis.quotes),
                rejected=len(analysis.summary.rejected),
            )

    async def _analyse_alone(self, stored: StoredArticle) -> None:
        try:
            await self._analyse([stored])
        except StoreError:
            raise
        except Exception as error:
            log.exception("article not analysed", article=stored.id, url=stored.article.url)
            await self._threads.store(
                self._articles.retry, stored, f"{type(error).__name__}: {error}", self._now()
            )

    async def drain(self) -> None:
        """Analyse everything that waits."""
        try:
            while await self.analyse():
                pass
        except StoreError as error:
            log.error("analysis paused", error=str(error))
