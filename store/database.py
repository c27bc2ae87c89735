"""One door to the database: short transactions on SQLite or PostgreSQL.

Knows engines, pragmas and error translation; knows no table.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import DatabaseBusyError, DatabaseRefusedError

# Any number will do as long as it is ours alone: the key of PostgreSQL's advisory lock around migrations.
SCHEMA_LOCK = 0x6174746163686521 >> 1

# PostgreSQL's "try again": serialization failure, deadlock, lock not available.
BUSY_STATES = {"40001", "40P01", "55P03"}


class Database:
    """A database by SQLAlchemy URL, such as `sqlite:///data/attache.db` or `postgresql+psycopg://…`.

    `read()` and `write()` are transactions: committed when the block ends, rolled back when it raises. On SQLite
    `write()` takes the write lock at once (BEGIN IMMEDIATE), so that two writers queue instead of failing midway.
    Errors an operator can cause come as `StoreError`; bugs go through unchanged.
    """

    def __init__(self, url: str, *, busy_timeout_s: float = 30.0, pool_size: int = 5) -> None:
        self.url = _read(url)
        self.subject = self.url.render_as_string(hide_password=True)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url, busy_timeout_s) if self.is_sqlite else _server(url, pool_size)
        self._busy_timeout_s = busy_timeout_s
        # SQLite's own wait polls with pauses of up to 100 ms and is unfair; our threads queue here instead.
        self._writer = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view."""
        with self._errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes; all or nothing."""
        with self._errors(), self._turn(), self.engine.connect() as connection:
            connection.execution_options(attache_write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def write_alone(self, what: str) -> Iterator[Connection]:
        """A transaction that writes, one process at a time for the same `what`: others wait until it has ended."""
        with self.write() as connection:
            if not self.is_sqlite:  # there a writer is alone anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": what})
            yield connection

    @contextmanager
    def change_schema(self) -> Iterator[Connection]:
        """A transaction that changes tables, one process at a time.

        SQLite rebuilds a table by dropping it, and a drop under enforced foreign keys deletes the rows that point to
        it: enforcement is off here (it can only be switched outside a transaction) and checked before the commit.
        """
        with self._errors(), self._turn(), self.engine.connect() as connection:
            connection.execution_options(attache_write=True)
            if not self.is_sqlite:
                with connection.begin():
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
                    yield connection
                return
            _pragma(connection, "foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                    if broken is not None:
                        raise DatabaseRefusedError(
                            self.subject, f"rows of {broken[0]} would point to nothing"
                        )
            finally:
                _pragma(connection, "foreign_keys=ON")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=self._busy_timeout_s):
            raise DatabaseBusyError(self.subject, "our own writers queue for too long; nothing was written")
        try:
            yield
        finally:
            self._writer.release()

    def require(self) -> None:
        """Raise DatabaseRefusedError where a SQLite file is missing: to connect would make an empty one."""
        path = self.url.database
        if not self.is_sqlite or not path or path == ":memory:" or path.startswith("file:"):
            return
        if not Path(path).is_file():
            raise DatabaseRefusedError(self.subject, "there is no such file")

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            raise DatabaseBusyError(
                self.subject, "every connection is in use; nothing was written"
            ) from error
        except DatabaseError as error:
            reason = " ".join(str(error.orig or error).split())
            if "locked" in reason or "busy" in reason or _state(error) in BUSY_STATES:
                raise DatabaseBusyError(
                    self.subject, "another process holds the lock; nothing was written"
                ) from error
            if isinstance(error, OperationalError) or "malformed" in reason or "not a database" in reason:
                raise DatabaseRefusedError(self.subject, f"{reason}; nothing was written") from error
            raise


def _read(url: str) -> URL:
    """The address in parts. Raises DatabaseRefusedError, which never shows a password."""
    try:
        parts = make_url(url)
        parts.get_dialect()
        if parts.get_backend_name() in {"sqlite", "postgresql"}:
            parts.get_dialect().import_dbapi()
            return parts
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        pass  # whatever is wrong with it, the operator needs to hear what would be right
    raise DatabaseRefusedError(
        "the database's address",
        "not one that Attaché knows; such as sqlite:///data/attache.db or "
        "postgresql+psycopg://attache:PASSWORD@host/attache",
    )


def _state(error: DatabaseError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _pragma(connection: Connection, statement: str) -> None:
    # Through the driver: SQLAlchemy would begin a transaction first, and this pragma is ignored inside one.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {statement}")
    cursor.close()


def _server(url: str, pool_size: int) -> Engine:
    return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)


def _sqlite(url: str, busy_timeout_s: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_timeout_s, "check_same_thread": False})

    def connected(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={int(busy_timeout_s * 1000)}")
        cursor.execute("PRAGMA foreign_keys=ON")
        # A read-only file can't change its journal: reading still works, and a write says why it can't.
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA journal_mode=WAL")
        # NORMAL survives a killed process; FULL also survives a power cut, which is what the outbox promises.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    def begun(connection: Connection) -> None:
        write = connection.get_execution_options().get("attache_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT: the engines spell it alike, SQLAlchemy keeps it in the dialects.

    To look first and insert then is not enough: on a server two may look at once, and the slower of them fails.
    """
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def json_safe(value: Any) -> Any:
    """Tuples as lists, so that what is read back from a JSON column equals what was written."""
    if isinstance(value, dict):
        return {key: json_safe(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_safe(item) for item in value]
    return value
