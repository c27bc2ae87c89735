"""Who hears news where, and how: one row a chat, or a forum topic of it.

Knows settings as they are stored; knows no command and no message. A topic without a row of its own has the settings
of its chat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, select, update

from store.database import Database, insert_into
from store.schema import chats, subscriptions

# SQLite takes 32,766 variables in a statement; smaller steps keep reads short.
_STEP = 500
_COLUMNS = (*subscriptions.c, chats.c.type.label("chat_type"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The settings of a chat or topic."""

    id: int
    chat_id: int
    thread_id: int = 0
    """Forum topic; 0 is the chat itself."""
    chat_type: str = "private"
    active: bool = False
    """Is news sent here by itself?"""
    language: str = "en"
    timezone: str = "UTC"
    length: str = "normal"
    previews: bool = False
    pushes: bool = True
    """Stories as they happen; False leaves the briefings only."""
    quiet_from: str | None = None
    quiet_to: str | None = None
    muted_until: datetime | None = None
    paused: bool = False
    last_briefing_at: datetime | None = None


Began = Literal["new", "back", "already"]


class Subscriptions:
    """Settings by chat and topic."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def find(self, chat_id: int, thread_id: int = 0) -> Subscription | None:
        """The settings that hold here: the topic's own, else its chat's."""
        with self._database.read() as connection:
            own = _one(connection, chat_id, thread_id)
            return own or (_one(connection, chat_id, 0) if thread_id else None)

    def ensure(
        self, chat_id: int, thread_id: int = 0, *, language: str = "en", timezone: str = "UTC"
    ) -> Subscription:
        """The settings of exactly this place, made from its chat's when it has none yet; nothing starts by it.

        The chat must be known (`Chats.meet`).
        """
        with self._database.write() as connection:
            return self._ensured(connection, chat_id, thread_id, language, timezone)

    def start(
        self, chat_id: int, thread_id: int = 0, *, language: str = "en", timezone: str = "UTC"
    ) -> tuple[Subscription, Began]:
        """News comes here from now on; says whether that is new."""
        with self._database.write() as connection:
            known = _one(connection, chat_id, thread_id)
            found = known or self._ensured(connection, chat_id, thread_id, language, timezone)
            if known is not None and known.active and not known.paused:
                return known, "already"
            values = {"active": True, "paused": False, "muted_until": None}
            _write(connection, found.id, values)
        began: Began = "new" if known is None else "back"
        return replace(found, active=True, paused=False, muted_until=None), began

    def change(self, subscription_id: int, **values: Any) -> None:
        """Write some settings, by column."""
        with self._database.write() as connection:
            _write(connection, subscription_id, values)

    def many(self, ids: Sequence[int]) -> list[Subscription]:
        """These subscriptions, in the order of their ids."""
        found: list[Subscription] = []
        ordered = sorted(ids)
        for start in range(0, len(ordered), _STEP):
            step = ordered[start : start + _STEP]
            query = _joined().where(subscriptions.c.id.in_(step)).order_by(subscriptions.c.id)
            with self._database.read() as connection:
                found += [_value(row) for row in connection.execute(query)]
        return found

    def hearing(self, *, after: int = 0, limit: int = 1000) -> list[Subscription]:
        """All places that get something by themselves, in steps: for notices to everybody."""
        query = (
            _joined()
            .where(subscriptions.c.active, chats.c.active, subscriptions.c.id > after)
            .order_by(subscriptions.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [_value(row) for row in connection.execute(query)]

    def _ensured(
        self, connection: Connection, chat_id: int, thread_id: int, language: str, timezone: str
    ) -> Subscription:
        own = _one(connection, chat_id, thread_id)
        if own is not None:
            return own
        parent = _one(connection, chat_id, 0) if thread_id else None
        values: dict[str, Any] = {"language": language, "timezone": timezone}
        if parent is not None:
            copied = ("language", "timezone", "length", "previews", "quiet_from", "quiet_to")
            values = {name: getattr(parent, name) for name in copied}
        row = insert_into(connection, subscriptions).values(
            chat_id=chat_id, thread_id=thread_id, active=False, created_at=self._clock(), **values
        )
        connection.execute(row.on_conflict_do_nothing())
        made = _one(connection, chat_id, thread_id)
        assert made is not None, "the row was written in this transaction or by somebody else just before"
        return made


def _joined() -> Any:
    return select(*_COLUMNS).join(chats, chats.c.chat_id == subscriptions.c.chat_id)


def _one(connection: Connection, chat_id: int, thread_id: int) -> Subscription | None:
    here = _joined().where(subscriptions.c.chat_id == chat_id, subscriptions.c.thread_id == thread_id)
    row = connection.execute(here).first()
    return None if row is None else _value(row)


def _write(connection: Connection, subscription_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(**values))


def _value(row: "Row[*tuple[Any, ...]]") -> Subscription:
    return Subscription(**{name: getattr(row, name) for name in Subscription.__slots__})
