"""Rows of the outbox as values, and how they are written.

Knows columns and payloads; what happens to a row afterwards is `store.outbox`.
"""

import hashlib
import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, exists, select, update

from store.database import insert_into, json_safe
from store.outbox_queue import WAITING
from store.schema import outbox, payloads

# "As soon as possible" must stay in the past when the system clock is set back.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message for one chat. `(kind, key, chat_id, thread_id, part)` is unique: writing it again changes nothing."""

    kind: str
    key: str
    chat_id: int
    payload: dict[str, Any]
    """What to say, as JSON; rows with equal payloads share one stored copy."""
    thread_id: int = 0
    part: int = 0
    """Parts of one message go out in order."""
    priority: int = 0
    """Higher first; newest first among equals."""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    """After this it is not worth sending."""
    held: bool = False
    """Quiet hours hold it until `not_before`; then `store.holds` lets it go or merges it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased(OutboxRow):
    """A row in somebody's hands."""

    id: int
    fence: int
    attempts: int
    """Calls already made for it."""
    created_at: datetime

    @property
    def edits(self) -> int | None:
        """The message it changes. Changing it twice is harmless, so nothing about an edit stays unknown."""
        edit: int | None = self.payload.get("edit")
        return edit


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """Where a message stands now: what an edit needs."""

    chat_id: int
    thread_id: int
    part: int
    message_id: int
    sent_at: datetime
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much waits."""

    states: dict[str, int]
    """Rows by unfinished state; a state without rows is left out."""
    oldest_s: float
    """Seconds that the oldest row that may go has been waiting; 0 when none waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What `recover` found."""

    released: int
    unknown: int
    resent: int


def put_rows(connection: Connection, rows: Sequence[OutboxRow], *, now: datetime) -> int:
    """Write rows inside the caller's transaction, such as the one that advances a briefing; return how many were new.

    Chats are written in an order that differs from key to key: rows go out newest first, so a fixed order would make
    the same chats hear every story last.
    """
    if not rows:
        return 0
    ids = _write_payloads(connection, [row.payload for row in rows], now)
    ordered = sorted(
        rows, key=lambda row: (zlib.crc32(f"{row.key}:{row.chat_id}:{row.thread_id}".encode()), -row.part)
    )
    values = [
        {
            "kind": row.kind,
            "key": row.key,
            "chat_id": row.chat_id,
            "thread_id": row.thread_id,
            "part": row.part,
            "payload_id": ids[id(row.payload)],
            "edits": row.payload.get("edit"),
            "state": "held" if row.held else "pending",
            "priority": row.priority,
            "created_at": now,
            "not_before": row.not_before or AT_ONCE,
            "expires_at": row.expires_at,
            "attempts": 0,
            "fence": 0,
        }
        for row in ordered
    ]
    statement = insert_into(connection, outbox).on_conflict_do_nothing()
    # For many rows at once SQLAlchemy gives the count only when asked to keep it.
    options = {"preserve_rowcount": True}
    new = connection.execute(statement, values, execution_options=options).rowcount
    _supersede(connection, {row.chat_id for row in rows if row.payload.get("edit") is not None})
    return new


def _supersede(connection: Connection, chats: Collection[int]) -> None:
    """Drop waiting edits of messages that a newer row edits: its words are the ones to stay."""
    if not chats:
        return
    newer = outbox.alias("newer")
    again = exists().where(
        newer.c.chat_id == outbox.c.chat_id, newer.c.edits == outbox.c.edits, newer.c.id > outbox.c.id
    )
    connection.execute(
        update(outbox)
        .where(outbox.c.chat_id.in_(chats), outbox.c.edits.is_not(None), outbox.c.state.in_(WAITING), again)
        .values(state="cancelled", error="edited anew", leased_until=None, fence=outbox.c.fence + 1)
    )


def read_payloads(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Payloads by id, each read once however many rows share it."""
    found = connection.execute(select(payloads.c.id, payloads.c.body).where(payloads.c.id.in_(ids)))
    return {row.id: row.body for row in found}


def write_payload(connection: Connection, payload: dict[str, Any], *, now: datetime) -> int:
    """The id of a payload, stored if it was not."""
    return _write_payloads(connection, [payload], now)[id(payload)]


def _write_payloads(connection: Connection, given: Sequence[dict[str, Any]], now: datetime) -> dict[int, int]:
    """The row's id by the identity of each dict."""
    # By object first: a fan-out shares a dozen dicts, and hashing each 100,000 times would cost more than the insert.
    distinct = {id(payload): payload for payload in given}
    digests = {mark: _digest(payload) for mark, payload in distinct.items()}
    bodies = {digests[mark]: json_safe(payload) for mark, payload in distinct.items()}
    # In one order everywhere, so that two writers of the same texts can't wait for each other in a ring.
    values = [{"digest": digest, "body": bodies[digest], "used_at": now} for digest in sorted(bodies)]
    insert = insert_into(connection, payloads)
    # Touching a known text also keeps a concurrent prune from taking it away.
    connection.execute(
        insert.on_conflict_do_update(index_elements=["digest"], set_={"used_at": insert.excluded.used_at}),
        values,
    )
    found = connection.execute(select(payloads.c.digest, payloads.c.id).where(payloads.c.digest.in_(bodies)))
    ids = {row.digest: row.id for row in found}
    return {mark: ids[digest] for mark, digest in digests.items()}


def _digest(payload: dict[str, Any]) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
