"""What quiet hours hold back: rows of the outbox in state "held", let go one by one or merged into one message.

A held row keeps its place in the outbox's unique key, so that a story reaches a chat once whatever held it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select, update

from store.database import Database
from store.outbox_rows import AT_ONCE, OutboxRow, put_rows, read_payloads, write_payload
from store.schema import outbox

UPDATE: Final = "update"
_FREE: Final = {"state": "pending", "not_before": AT_ONCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One message that waits."""

    id: int
    kind: str
    """"push" or "update"."""
    key: str
    reply_to: int | None
    """The message that it answers."""

    @property
    def is_update(self) -> bool:
        """Whether it tells a development of a story that the chat may have had."""
        return self.kind == UPDATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What waits for one chat or topic, oldest first."""

    chat_id: int
    thread_id: int
    rows: tuple[HeldRow, ...]
    until: datetime

    @property
    def ids(self) -> tuple[int, ...]:
        """Of all rows."""
        return tuple(row.id for row in self.rows)


class Holds:
    """Held pushes and updates by chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, *, limit: int = 5000) -> list[Held]:
        """Chats whose quiet hours are over, with everything that waits for them."""
        columns = [outbox.c[name] for name in "id chat_id thread_id kind key payload_id not_before".split()]
        query = (
            select(*columns)
            .where(outbox.c.state == "held", outbox.c.not_before <= now)
            .order_by(outbox.c.id)
            .limit(limit)
        )
        places = defaultdict(list)
        with self._database.read() as connection:
            for row in connection.execute(query):
                places[row.chat_id, row.thread_id].append(row)
            updates = {row.payload_id for waiting in places.values() for row in waiting if row.kind == UPDATE}
            replies = {key: body.get("reply_to") for key, body in read_payloads(connection, updates).items()}
        return [
            Held(
                chat_id=chat_id,
                thread_id=thread_id,
                rows=tuple(
                    HeldRow(id=row.id, kind=row.kind, key=row.key, reply_to=replies.get(row.payload_id))
                    for row in waiting
                ),
                until=max(row.not_before for row in waiting),
            )
            for (chat_id, thread_id), waiting in places.items()
        ]

    def let_go(self, ids: Collection[int]) -> None:
        """Send rows as they are."""
        with self._database.write() as connection:
            _set(connection, ids, **_FREE)

    def let_go_as(self, row: int, payload: dict[str, Any], *, now: datetime) -> None:
        """Send a row with these words: its story may have changed since it was held."""
        with self._database.write() as connection:
            _set(connection, [row], **_FREE, payload_id=write_payload(connection, payload, now=now))

    def drop(self, ids: Collection[int]) -> None:
        """Send none of them: their stories are gone or told by another, or nobody listens any more."""
        with self._database.write() as connection:
            _set(connection, ids, state="cancelled", error="held, then gone")

    def merge(self, ids: Collection[int], rows: Sequence[OutboxRow], *, now: datetime) -> None:
        """Send `rows` in their place, in one transaction."""
        with self._database.write() as connection:
            _set(connection, ids, state="cancelled", error="merged into a digest")
            put_rows(connection, rows, now=now)


def _set(connection: Connection, ids: Collection[int], **values: object) -> None:
    connection.execute(update(outbox).where(outbox.c.id.in_(ids), outbox.c.state == "held").values(**values))
