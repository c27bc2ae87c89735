"""What quiet hours hold back: rows of the outbox in state "held", let go one by one or merged into one message.

A held row keeps its place in the outbox's unique key, so that a story reaches a chat once whatever held it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from store.database import Database
from store.outbox_rows import AT_ONCE, OutboxRow, put_rows
from store.schema import outbox


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

    def let_go(self, held: Held) -> None:
        """Send the rows as they are."""
        self._set(held, state="pending", not_before=AT_ONCE)

    def drop(self, held: Held) -> None:
        """Send none of them: their stories are gone or nobody listens any more."""
        self._set(held, state="cancelled", error="held, then gone")

    def merge(self, held: Held, rows: Sequence[OutboxRow]) -> None:
        """Send `rows` in their place, in one transaction."""
        with self._database.write() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.id.in_(held.ids), outbox.c.state == "held")
                .values(state="cancelled", error="merged into a digest")
            )
            put_rows(connection, rows, now=held.until)

    def _set(self, held: Held, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(outbox).where(outbox.c.id.in_(held.ids), outbox.c.state == "held").values(**values)
            )
