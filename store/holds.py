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
from store.outbox_rows import AT_ONCE, OutboxRow, put_rows, write_payload
from store.schema import outbox

_FREE: Final = {"state": "pending", "not_before": AT_ONCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The pushes that wait for one chat or topic, oldest first."""

    chat_id: int
    thread_id: int
    ids: tuple[int, ...]
    keys: tuple[str, ...]
    until: datetime


class Holds:
    """Held pushes by chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, *, limit: int = 5000) -> list[Held]:
        """Chats whose quiet hours are over, with everything that waits for them."""
        columns = (outbox.c.id, outbox.c.chat_id, outbox.c.thread_id, outbox.c.key, outbox.c.not_before)
        query = (
            select(*columns)
            .where(outbox.c.state == "held", outbox.c.not_before <= now)
            .order_by(outbox.c.id)
            .limit(limit)
        )
        rows = defaultdict(list)
        with self._database.read() as connection:
            for row in connection.execute(query):
                rows[row.chat_id, row.thread_id].append(row)
        return [
            Held(
                chat_id=chat_id,
                thread_id=thread_id,
                ids=tuple(row.id for row in waiting),
                keys=tuple(row.key for row in waiting),
                until=max(row.not_before for row in waiting),
            )
            for (chat_id, thread_id), waiting in rows.items()
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
        """Send none of them: their stories are gone or nobody listens any more."""
        with self._database.write() as connection:
            _set(connection, ids, state="cancelled", error="held, then gone")

    def merge(self, ids: Collection[int], rows: Sequence[OutboxRow], *, now: datetime) -> None:
        """Send `rows` in their place, in one transaction."""
        with self._database.write() as connection:
            _set(connection, ids, state="cancelled", error="merged into a digest")
            put_rows(connection, rows, now=now)


def _set(connection: Connection, ids: Collection[int], **values: object) -> None:
    connection.execute(update(outbox).where(outbox.c.id.in_(ids), outbox.c.state == "held").values(**values))
