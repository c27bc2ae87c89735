"""Rows for a database at any revision: made from its own columns, so that a later migration needs nothing new here."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    insert,
    select,
)

from tests.clock import START

ROWS = 3
MEANT: dict[tuple[str, str], Any] = {
    # What rows mean to the program, where any word of the right length will not do.
    ("articles", "state"): "told",
    ("articles", "withdrawn_at"): None,
    ("articles", "leased_until"): None,
    ("articles", "leased_by"): None,
    ("articles", "summary"): None,
    ("articles", "vector"): b"\x00\x3c\x00\x00",
    ("chats", "type"): "private",
    ("entries", "state"): "new",
    ("outbox", "state"): "pending",
    ("outbox", "kind"): "push",
    ("outbox", "edits"): None,
    ("outbox", "leased_until"): None,
    ("outbox", "expires_at"): None,
    ("payloads", "body"): {"html": "a <b>story</b>"},
    ("sources", "kind"): "feed",
    ("sources", "enabled"): True,
    ("sources", "muted"): False,
    ("sources", "leased_until"): None,
    ("stories", "merged_into"): None,
    ("articles", "wire_copy_of"): None,
    ("subscriptions", "language"): "en",
    ("subscriptions", "timezone"): "Europe/Kyiv",
    ("subscriptions", "active"): True,
}
Rows = dict[str, list[dict[str, Any]]]


def reflected(connection: Connection) -> MetaData:
    """The tables that the database has, search and Alembic's own aside."""
    found = MetaData()
    found.reflect(
        connection, only=lambda name, _: not name.startswith(("article_search", "alembic")), resolve_fks=False
    )
    return found


def fill(connection: Connection) -> None:
    """Some rows in every table, each column with a value of its kind, each reference to a row that is there."""
    for table in reflected(connection).sorted_tables:
        for number in range(1, ROWS + 1):
            connection.execute(insert(table).values(_row(table, number)))
        _point_to_itself(connection, table)


def read(connection: Connection) -> Rows:
    """Every row of every table, in the order of the primary key."""
    return {
        table.name: [
            dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))
        ]
        for table in reflected(connection).sorted_tables
    }


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.columns}


def _value(table: Table, column: Column[Any], number: int) -> Any:
    if (table.name, column.name) in MEANT:
        return MEANT[table.name, column.name]
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return None if key.target_fullname.startswith(f"{table.name}.") else number
    kind = column.type
    simple: list[tuple[Any, Any]] = [
        (Boolean, number % 2 == 0),
        (DateTime, _moment(number, column)),
        (JSON, ["é", {"n": number, "none": None}]),
        (LargeBinary, bytes([0, 255, number])),
        ((Float, Numeric), number + 0.1 + 0.2),
        ((Integer, BigInteger, SmallInteger), number),
    ]
    for types, value in simple:
        if isinstance(kind, types):
            return value
    words = f"{number}. Résumé “{column.name}” 🇫🇷\n\t'quoted' \\ % of table {table.name}"
    length = getattr(kind, "length", None)
    return words if length is None else words[: min(length, 60)].strip()


def _moment(number: int, column: Column[Any]) -> datetime:
    zoned = getattr(column.type, "timezone", False)
    at = START - timedelta(days=number, microseconds=123)
    return at if zoned else at.replace(tzinfo=None)


def _point_to_itself(connection: Connection, table: Table) -> None:
    """A row that refers to another of its table: what rebuilding a table gets wrong first."""
    for column in table.columns:
        for key in column.foreign_keys:
            if key.target_fullname.startswith(f"{table.name}."):
                connection.execute(table.update().where(table.c.id == 1).values({column.name: 2}))
