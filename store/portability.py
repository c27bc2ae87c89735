"""All rows out of a database and into another: export, and the move from SQLite to PostgreSQL.

Knows every table through the metadata; knows no meaning. A move is one transaction on the target, checked by counts and
checksums before it is committed, while the source is locked against writers.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from store.database import Database
from store.errors import DatabaseRefusedError, StoreError
from store.migrate import migrate, newest_revision, revision
from store.schema import metadata

STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One table, as it is in both databases."""

    table: str
    rows: int
    checksum: str


class NotEqualError(StoreError):
    """What arrived is not what was sent; nothing was kept."""


def move(source: Database, target: Database, said: Callable[[Moved], None]) -> list[Moved]:
    """Copy everything into an empty database, and prove it. Raises StoreError; then the target is as it was.

    The source is only read, but nobody else can write it meanwhile; it stays as a backup.
    """
    source.require()
    found = revision(source)
    if found != newest_revision():
        raise DatabaseRefusedError(source.subject, f"its schema is {found}; run `attache db migrate` first")
    migrate(target)
    moved: list[Moved] = []
    with source.write() as old, target.write() as new:
        _refuse_rows(target, new)
        for table in metadata.sorted_tables:
            _copy(old, new, table, target.subject)
        _restart_numbers(new)
        for table in metadata.sorted_tables:
            sent, arrived = checksum(old, table), checksum(new, table)
            if sent != arrived:
                raise NotEqualError(target.subject, f"table {table.name} arrived changed; nothing was kept")
            moved.append(arrived)
            said(arrived)
    return moved


def export(db: Database) -> Iterator[str]:
    """Every row as a line of JSON: {"table": …, "row": {…}}; times in ISO 8601, bytes in base64. Raises StoreError."""
    db.require()
    return _lines(db)


def _lines(db: Database) -> Iterator[str]:
    with db.read() as connection:
        for table in metadata.sorted_tables:
            for row in _rows(connection, table):
                yield json.dumps({"table": table.name, "row": _plain(row)}, ensure_ascii=False)


def checksum(connection: Connection, table: Table) -> Moved:
    """Count and digest of a table, the same on every engine."""
    digest, rows = hashlib.sha256(), 0
    for row in _rows(connection, table):
        digest.update(json.dumps(_plain(row), ensure_ascii=False, sort_keys=True).encode())
        rows += 1
    return Moved(table=table.name, rows=rows, checksum=digest.hexdigest())


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*_order(connection, table)).execution_options(yield_per=STEP)
    for row in connection.execute(query).mappings():
        yield dict(row)


def _order(connection: Connection, table: Table) -> list[Any]:
    # A server sorts text by its language, SQLite by bytes: the same order is needed on both.
    keys: list[Any] = list(table.primary_key.columns)
    if connection.dialect.name == "postgresql":
        return [key.collate("C") if _is_text(key) else key for key in keys]
    return keys


def _is_text(column: Column[Any]) -> bool:
    return column.type.python_type is str


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return value


def _refuse_rows(target: Database, connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.scalar(select(func.count()).select_from(table)):
            raise DatabaseRefusedError(
                target.subject, f"table {table.name} already holds rows; a move needs an empty database"
            )


def _copy(old: Connection, new: Connection, table: Table, subject: str) -> None:
    # A row may point to a later row of its own table: such columns are filled in when all rows are there.
    own = [
        column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)
    ]
    step: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    for row in _rows(old, table):
        if any(row[column.name] is not None for column in own):
            later.append({"key": row["id"], **{f"to_{column.name}": row[column.name] for column in own}})
        step.append({**row, **dict.fromkeys((column.name for column in own), None)})
        if len(step) == STEP:
            _write(new, table, step, subject)
            step = []
    _write(new, table, step, subject)
    if later:
        targets: dict[str, Any] = {column.name: bindparam(f"to_{column.name}") for column in own}
        new.execute(update(table).where(table.c.id == bindparam("key")).values(**targets), later)


def _write(new: Connection, table: Table, rows: list[dict[str, Any]], subject: str) -> None:
    if not rows:
        return
    try:
        new.execute(insert(table), rows)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise DatabaseRefusedError(subject, f"table {table.name}: {reason}; nothing was kept") from error


def _restart_numbers(connection: Connection) -> None:
    """New rows must get numbers after the copied ones: PostgreSQL counts on its own."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        last = connection.scalar(select(func.max(column)))
        if last is not None:
            names = {"table": table.name, "column": column.name, "last": last}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), names)
