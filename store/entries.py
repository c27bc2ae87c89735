"""Entries as rows: the queue of what is to be read.

A claim is a lease; a crash before the entry is closed reads it again. Knows no fetching and no article.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, or_, select, update

from news.types import Entry, Source
from store.database import Database
from store.schema import entries, sources

MAX_ATTEMPTS = 4
"""Reads of one entry before it is given up: at once, then after 5, 25 and 125 minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEntry:
    """An entry whose article is to be read."""

    id: int
    entry: Entry
    source: Source
    source_id: int
    quiet: bool
    attempts: int


class Entries:
    """Which entries are to be read, and what became of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, now: datetime, *, owner: str, limit: int, lease: timedelta) -> list[PendingEntry]:
        """Lease entries whose article is to be read, newest first."""
        due = (
            select(entries.c.id)
            .where(
                entries.c.state == "new",
                or_(entries.c.next_attempt_at.is_(None), entries.c.next_attempt_at <= now),
                or_(entries.c.leased_until.is_(None), entries.c.leased_until < now),
            )
            .order_by(entries.c.first_seen_at.desc(), entries.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as connection:
            ids = connection.scalars(
                update(entries)
                .where(entries.c.id.in_(due.scalar_subquery()))
                .values(leased_until=now + lease, leased_by=owner)
                .returning(entries.c.id)
            ).all()
            rows = connection.execute(
                select(
                    entries,
                    sources.c.name.label("source_name"),
                    sources.c.region,
                    sources.c.requires_relevance,
                )
                .join(sources)
                .where(entries.c.id.in_(ids))
                .order_by(entries.c.id)
            ).all()
        return [_pending(row) for row in rows]

    def close(self, entry_id: int, *, article_id: int | None = None, reason: str | None = None) -> None:
        """The entry is done: its article was read, or it is skipped for `reason`."""
        state = "read" if article_id is not None else "skipped"
        self._set(entry_id, state=state, article_id=article_id, error=reason, content="")

    def retry(self, pending: PendingEntry, error: str, now: datetime) -> None:
        """Reading failed for now: try again later, or give up after MAX_ATTEMPTS."""
        attempts = pending.attempts + 1
        state = "failed" if attempts >= MAX_ATTEMPTS else "new"
        again = now + timedelta(minutes=5**attempts)
        self._set(pending.id, state=state, attempts=attempts, error=error, next_attempt_at=again)

    def _set(self, entry_id: int, **values: Any) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(entries)
                .where(entries.c.id == entry_id)
                .values(leased_until=None, leased_by=None, **values)
            )


def _pending(row: "Row[*tuple[Any, ...]]") -> PendingEntry:
    entry = Entry(
        id=row.identity,
        url=row.url,
        title=row.title,
        summary=row.summary,
        content=row.content,
        published=row.published_at,
        publisher=row.publisher,
    )
    source = Source(
        name=row.source_name, url="", region=row.region, requires_relevance=row.requires_relevance
    )
    return PendingEntry(
        id=row.id, entry=entry, source=source, source_id=row.source_id, quiet=row.quiet, attempts=row.attempts
    )
