"""Chats as rows: private chats, groups and channels that the bot is in.

Knows the table; does not know what is sent there (subscriptions) nor what waits to be sent (outbox).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from store.chat_moves import move_chat
from store.database import Database, insert_into
from store.schema import chats


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A chat of Telegram's."""

    chat_id: int
    type: str
    """private | group | supergroup | channel"""
    title: str | None = None
    username: str | None = None
    active: bool = True
    """False when the bot was blocked or removed."""
    invited_by: int | None = None
    """Who added the bot."""


class Chats:
    """Which chats there are, and in which the bot may still speak."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def get(self, chat_id: int) -> Chat | None:
        """One chat."""
        with self._database.read() as connection:
            row = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).first()
        return None if row is None else Chat(**{name: getattr(row, name) for name in Chat.__slots__})

    def meet(self, chat: Chat) -> None:
        """Remember a chat that spoke to us or took us in; it is active from now on. Who first added us stays."""
        now = self._clock()
        values = {
            "type": chat.type,
            "title": chat.title,
            "username": chat.username,
            "active": True,
            "inactive_reason": None,
            "changed_at": now,
        }
        with self._database.write() as connection:
            row = insert_into(connection, chats).values(
                chat_id=chat.chat_id, created_at=now, invited_by=chat.invited_by, **values
            )
            first = func.coalesce(chats.c.invited_by, row.excluded.invited_by)
            connection.execute(
                row.on_conflict_do_update(index_elements=["chat_id"], set_={**values, "invited_by": first})
            )

    def leave(self, chat_id: int, reason: str) -> None:
        """The bot can't speak there any more; settings are kept for a return."""
        with self._database.write() as connection:
            connection.execute(
                update(chats)
                .where(chats.c.chat_id == chat_id)
                .values(active=False, inactive_reason=reason, changed_at=self._clock())
            )

    def move(self, old: int, new: int) -> None:
        """A group became a supergroup: everything of `old` is `new`'s."""
        with self._database.write() as connection:
            move_chat(connection, old, new, now=self._clock())

    def count_active(self) -> int:
        """Chats that the bot can speak in."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(chats.c.active)) or 0
