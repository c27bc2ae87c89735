"""Sources as rows: what the configuration and administrators declared, and what politeness remembers of each.

Knows the table and leases; does not know how a source is fetched or when it should be (news.politeness does).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from news.types import Entry, FetchState, Pull, Source
from store.database import Database, insert_into
from store.schema import articles, entries, sources

Origin = Literal["config", "chat", "opml"]
DbRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """A source with its row id and fetch state."""

    id: int
    source: Source
    state: FetchState
    seen_once: bool
    """False until its first successful fetch, whose entries are not news to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source and its health, for tables and `/sources`."""

    source: Source
    state: FetchState
    origin: str
    weekly_entries: float


class Sources:
    """Which sources there are, which are due, and what their last check brought."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sync(self, declared: Sequence[Source], now: datetime) -> None:
        """Make the configuration's sources the rows of origin "config"; their fetch state and articles stay.

        Processes that start together take turns: on an empty database all would add the same.
        """
        with self._database.write_alone("sources") as connection:
            known = {
                row.name: row
                for row in connection.execute(select(sources.c.id, sources.c.name, sources.c.url))
            }
            for source in declared:
                _upsert(connection, source, "config", now, known.get(source.name))
            gone = [sources.c.origin == "config", sources.c.name.notin_([source.name for source in declared])]
            connection.execute(update(sources).where(*gone).values(enabled=False))

    def add(self, source: Source, *, origin: Origin, added_by: int | None, now: datetime) -> bool:
        """Add or replace a source that an administrator gave; False if its name belongs to the configuration."""
        with self._database.write_alone("sources") as connection:
            row = connection.execute(select(sources).where(sources.c.name == source.name)).first()
            if row is not None and row.origin == "config" and row.enabled:
                return False
            _upsert(connection, source, origin, now, row, added_by)
        return True

    def remove(self, name: str) -> bool:
        """Stop reading a source; its articles stay. False if there is none of that name.

        One that was added in a chat is deleted; one of the configuration is switched off until the next `sync`.
        """
        named = func.lower(sources.c.name) == name.lower()
        with self._database.write() as connection:
            gone = connection.execute(delete(sources).where(named, sources.c.origin != "config")).rowcount
            off = connection.execute(
                update(sources).where(named, sources.c.enabled).values(enabled=False)
            ).rowcount
        return gone + off > 0

    def all(self, *, enabled_only: bool = False) -> list[SourceRow]:
        """Every source by region and name."""
        query = select(sources).order_by(sources.c.region, sources.c.name)
        if enabled_only:
            query = query.where(sources.c.enabled)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            SourceRow(
                source=_source(row), state=_state(row), origin=row.origin, weekly_entries=row.weekly_entries
            )
            for row in rows
        ]

    def claim_due(self, now: datetime, *, owner: str, limit: int, lease: timedelta) -> list[StoredSource]:
        """Lease sources whose next check is due, most overdue first."""
        due = (
            select(sources.c.id)
            .where(sources.c.enabled, ~sources.c.muted, sources.c.next_check_at <= now, _free(sources, now))
            .order_by(sources.c.next_check_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(sources)
            .where(sources.c.id.in_(due.scalar_subquery()))
            .values(leased_until=now + lease, leased_by=owner)
            .returning(sources)
        )
        with self._database.write() as connection:
            rows = connection.execute(claim).all()
        return [_stored(row) for row in sorted(rows, key=lambda row: (row.next_check_at, row.id))]

    def make_due(self, now: datetime, *, failing: bool = True) -> None:
        """Check every source now (`attache pull`), muted ones aside; without `failing`, not those that wait after a failure."""
        chosen = [sources.c.enabled] if failing else [sources.c.enabled, sources.c.failures == 0]
        with self._database.write() as connection:
            connection.execute(update(sources).where(*chosen).values(next_check_at=now))

    def record(
        self, stored: StoredSource, pull: Pull, now: datetime, *, first_read: int, max_age: timedelta
    ) -> int:
        """Save the state and the entries not seen before; return how many are to be read.

        Of a source's first fetch only the `first_read` newest are read, and none of them is pushed: they are no news
        to anybody. Entries older than `max_age` are remembered and not read.
        """
        with self._database.write() as connection:
            new = _unknown(connection, stored.id, pull.entries)
            rows = [
                _entry_row(stored, entry, identity, position, now, first_read=first_read, max_age=max_age)
                for position, (identity, entry) in enumerate(new)
            ]
            if rows:
                connection.execute(insert_into(connection, entries).on_conflict_do_nothing(), rows)
            connection.execute(
                update(sources)
                .where(sources.c.id == stored.id)
                .values(**_after(connection, stored, pull, now))
            )
        return sum(row["state"] == "new" for row in rows)


def _upsert(
    connection: Connection,
    source: Source,
    origin: Origin,
    now: datetime,
    row: DbRow | None,
    by: int | None = None,
) -> None:
    declared: dict[str, Any] = {
        "url": source.url,
        "kind": source.kind,
        "region": source.region,
        "language": source.language,
        "link_selector": source.link_selector,
        "requires_relevance": source.requires_relevance,
        "enabled": source.enabled,
        "origin": origin,
    }
    if row is None:
        connection.execute(
            insert(sources).values(
                name=source.name, created_at=now, next_check_at=now, added_by=by, **declared
            )
        )
        return
    if row.url != source.url:
        # Another address is another server's memory: its validators and failures don't carry over.
        declared |= {
            "fetch_url": None,
            "etag": None,
            "last_modified": None,
            "body_hash": None,
            "muted": False,
        }
        declared |= {"failures": 0, "next_check_at": now}
    connection.execute(update(sources).where(sources.c.id == row.id).values(**declared))


def _unknown(connection: Connection, source_id: int, found: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Entries of this source that have no row, newest first as the feed gave them."""
    by_identity: dict[str, Entry] = {}
    for entry in found:
        by_identity.setdefault(identity(entry), entry)
    known = set(
        connection.scalars(
            select(entries.c.identity).where(
                entries.c.source_id == source_id, entries.c.identity.in_(list(by_identity))
            )
        )
    )
    return [(key, entry) for key, entry in by_identity.items() if key not in known]


def identity(entry: Entry) -> str:
    """Digest of what makes an entry itself: its id, which news.feeds has already made unique within the feed."""
    return hashlib.sha256(entry.id.encode()).hexdigest()


def _entry_row(
    stored: StoredSource,
    entry: Entry,
    key: str,
    position: int,
    now: datetime,
    *,
    first_read: int,
    max_age: timedelta,
) -> dict[str, Any]:
    old = entry.published is not None and entry.published < now - max_age
    skipped = old or (not stored.seen_once and position >= first_read)
    return {
        "source_id": stored.id,
        "identity": key,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content if not skipped else "",
        "publisher": entry.publisher,
        "published_at": entry.published,
        "first_seen_at": now,
        "content_digest": hashlib.sha256((entry.title + "\n" + entry.summary).encode()).hexdigest(),
        "state": "seen" if skipped else "new",
        "quiet": not stored.seen_once,
        "next_attempt_at": now,
    }


def _after(connection: Connection, stored: StoredSource, pull: Pull, now: datetime) -> dict[str, Any]:
    state = pull.state
    week_ago = now - timedelta(days=7)
    weekly = connection.scalar(
        select(func.count()).where(entries.c.source_id == stored.id, entries.c.first_seen_at >= week_ago)
    )
    newest = connection.scalar(
        select(func.max(entries.c.published_at)).where(entries.c.source_id == stored.id)
    )
    return {
        "fetch_url": state.url or None,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "next_check_at": state.next_check_at or now,
        "interval_s": state.interval_s,
        "failures": state.failures,
        "empty_pulls": state.empty_pulls,
        "muted": state.muted,
        "error": state.error,
        "checked_at": state.checked_at or now,
        "succeeded_at": state.succeeded_at,
        "seen_once": stored.seen_once or pull.status == "new",
        "weekly_entries": float(weekly or 0),
        "last_entry_at": newest,
        "leased_until": None,
        "leased_by": None,
    }


def _free(table: Any, now: datetime) -> Any:
    return or_(table.c.leased_until.is_(None), table.c.leased_until < now)


def _stored(row: DbRow) -> StoredSource:
    return StoredSource(id=row.id, source=_source(row), state=_state(row), seen_once=row.seen_once)


def _source(row: DbRow) -> Source:
    return Source(
        name=row.name,
        url=row.url,
        kind=row.kind,
        region=row.region,
        language=row.language,
        link_selector=row.link_selector,
        enabled=row.enabled,
        requires_relevance=row.requires_relevance,
    )


def _state(row: DbRow) -> FetchState:
    return FetchState(
        url=row.fetch_url or "",
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        next_check_at=row.next_check_at,
        checked_at=row.checked_at,
        succeeded_at=row.succeeded_at,
        interval_s=row.interval_s,
        failures=row.failures,
        empty_pulls=row.empty_pulls,
        muted=row.muted,
        error=row.error,
    )


def coverage(database: Database, since: datetime) -> tuple[int, int, tuple[str, ...]]:
    """Articles read since then, sources read, and the names of enabled sources that last failed."""
    with database.read() as connection:
        read = connection.scalar(select(func.count()).where(articles.c.first_seen_at >= since)) or 0
        working = (
            connection.scalar(select(func.count()).where(sources.c.enabled, sources.c.succeeded_at >= since))
            or 0
        )
        failed = connection.scalars(
            select(sources.c.name).where(sources.c.enabled, sources.c.failures > 0).order_by(sources.c.name)
        ).all()
    return read, working, tuple(failed)
