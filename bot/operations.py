"""What owners can do from a chat: status, sources, reload, broadcast. The `Operations` of the commands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.commands.library import UnreadableError
from bot.config import ConfigError
from bot.messages import Outgoing
from bot.pages import reason_of
from bot.threads import Threads
from news.errors import NewsError
from news.types import Pull, Source
from store.articles import Articles
from store.chats import Chats
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.reports import Reports
from store.sources import SourceRow, Sources
from store.subscriptions import Subscriptions
from store.views import SourceHealth, SourcePreview, StatusView

SHOWN = 5
"""Titles in the preview of a source."""
BROADCAST = 40
"""Priority in the outbox: the owners' word goes first."""


class Previews(Protocol):
    """Tells what an address yields. Raises NewsError."""

    async def preview(self, url: str) -> tuple[Source, Pull]:
        """The source to declare and its first pull."""
        ...


class OwnersDesk:
    """Status, sources, broadcast."""

    def __init__(
        self,
        *,
        reader: Previews,
        sources: Sources,
        articles: Articles,
        chats: Chats,
        subscriptions: Subscriptions,
        outbox: Outbox,
        reports: Reports,
        threads: Threads,
        reload: Callable[[], int],
        count_stories: Callable[[datetime], int],
        engine: str,
        version: str,
        now: Callable[[], datetime],
    ) -> None:
        self._reader = reader
        self._sources = sources
        self._articles = articles
        self._chats = chats
        self._subscriptions = subscriptions
        self._outbox = outbox
        self._reports = reports
        self._threads = threads
        self._reload = reload
        self._count_stories = count_stories
        self._engine = engine
        self._version = version
        self._now = now
        self._started = now()

    async def status(self) -> StatusView:
        """How the bot is doing."""
        return await self._threads.store(self._status)

    async def sources(self) -> Sequence[SourceHealth]:
        """All sources with their health."""
        return [health(row) for row in await self._threads.store(self._sources.all)]

    async def preview_source(self, url: str) -> SourcePreview:
        """What a source would bring; a problem is part of the preview."""
        try:
            source, pull = await self._reader.preview(url)
        except NewsError as error:
            return SourcePreview(name="", url=url, problem=f"{error.subject} {error.reason}")
        if not pull.entries:
            return SourcePreview(
                name=source.name, url=source.url, kind=source.kind, problem="no entries there"
            )
        titles = tuple(entry.title for entry in pull.entries[:SHOWN])
        return SourcePreview(name=source.name, url=source.url, kind=source.kind, titles=titles)

    async def add_source(self, preview: SourcePreview, *, added_by: int | None) -> None:
        """Keep a source. Raises UnreadableError when it can't be read any more."""
        try:
            source, _ = await self._reader.preview(preview.url)
        except NewsError as error:
            raise UnreadableError(preview.url, reason_of(error), str(error)) from error
        named = replace(source, name=preview.name or source.name)
        await self._threads.store(self._sources.add, named, origin="chat", added_by=added_by, now=self._now())

    async def remove_source(self, name: str) -> bool:
        """Drop a source; one of the configuration is switched off until the configuration says otherwise."""
        return await self._threads.store(self._sources.remove, name)

    async def reload(self) -> int:
        """Read the sources of the configuration again; how many there are. Raises UnreadableError."""
        try:
            return await self._threads.store(self._reload)
        except ConfigError as error:
            raise UnreadableError("config.toml", "other", str(error)) from error

    async def broadcast(self, outgoing: Outgoing) -> int:
        """Queue a notice to every active subscription; to how many."""
        return await self._threads.store(self._broadcast, outgoing)

    def _broadcast(self, outgoing: Outgoing) -> int:
        payload = outgoing.to_json()
        key = f"{self._now():%Y-%m-%dT%H:%M:%S}"
        count = after = 0
        while batch := self._subscriptions.hearing(after=after):
            count += self._outbox.put(
                OutboxRow(
                    kind="notice",
                    key=key,
                    chat_id=subscription.chat_id,
                    thread_id=subscription.thread_id,
                    payload=payload,
                    priority=BROADCAST,
                )
                for subscription in batch
            )
            after = batch[-1].id
        return count

    def _status(self) -> StatusView:
        now = self._now()
        day = now - timedelta(days=1)
        rows = self._sources.all(enabled_only=True)
        depth = self._outbox.depth()
        waiting = depth.states.get("pending", 0)
        checked = [row.state.checked_at for row in rows if row.state.checked_at]
        return StatusView(
            started=self._started,
            sources=len(rows),
            failing=tuple(health(row) for row in rows if row.state.failures),
            last_pull=max(checked, default=None),
            articles_today=self._articles.count(since=day),
            stories_today=self._count_stories(day),
            queue=waiting,
            oldest_queued=now - timedelta(seconds=depth.oldest_s) if waiting else None,
            waiting_articles=self._articles.count(state="read"),
            chats=self._chats.count_active(),
            engine=self._engine,
            version=self._version,
            reports=self._reports.count_waiting(),
        )


def health(row: SourceRow) -> SourceHealth:
    """A source as `/sources` shows it."""
    return SourceHealth(
        name=row.source.name,
        url=row.state.url or row.source.url,
        region=row.source.region,
        enabled=row.source.enabled and not row.state.muted,
        failures=row.state.failures,
        error=row.state.error,
        weekly=row.weekly_entries,
    )
