from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from news.types import Source
from store.database import Database
from store.errors import DatabaseRefusedError, NewerDatabaseError
from store.migrate import migrate, newest_revision, revision
from store.migrations.draft import is_ours
from store.schema import metadata
from store.sources import Sources
from tests.clock import START
from tests.databases import Postgres


def test_a_migrated_database_has_exactly_the_tables_of_the_schema(db: Database) -> None:
    with db.read() as connection:
        opts = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(db: Database) -> None:
    assert migrate(db) == newest_revision()
    assert revision(db) == newest_revision()


def test_a_database_from_the_future_is_refused_and_left_alone(db: Database) -> None:
    with db.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match="9999 is newer"):
        migrate(db)
    assert revision(db) == "9999"


def test_processes_that_start_together_migrate_once(postgres: Postgres, tmp_path: Path) -> None:
    for url in (postgres.create(), f"sqlite:///{tmp_path / 'new.db'}"):
        databases = [Database(url) for _ in range(3)]
        with ThreadPoolExecutor(3) as pool:
            assert set(pool.map(migrate, databases)) == {newest_revision()}
        for database in databases:
            database.close()


def test_processes_that_start_together_add_each_source_once(postgres: Postgres, tmp_path: Path) -> None:
    declared = [Source(name=f"Outlet {n}", url=f"https://{n}.example/feed") for n in range(30)]
    for url in (postgres.create(), f"sqlite:///{tmp_path / 'new.db'}"):
        databases = [Database(url) for _ in range(4)]
        migrate(databases[0])
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda db: Sources(db).sync(declared, START), databases))
        assert len(Sources(databases[0]).all()) == 30
        for database in databases:
            database.close()


def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'half.db'}")
    with db.write() as connection:
        connection.execute(text("CREATE TABLE outbox (id INTEGER)"))  # what the revision will stumble over
    with pytest.raises(DatabaseRefusedError, match="already exists"):
        migrate(db)
    assert inspect(db.engine).get_table_names() == ["outbox"]
    db.close()


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(db)
    with db.read() as connection:
        connection.execute(text("SELECT 1 FROM outbox"))
        modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert set(modes) >= {"new.db", "new.db-wal"}
    assert set(modes.values()) == {0}
    db.close()
