"""An upgrade from every earlier schema, with rows in it, on both engines. A new migration is covered as it comes."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.cli import main
from store.articles import Articles
from store.briefings import Briefings
from store.database import Database
from store.entries import Entries
from store.holds import Holds
from store.migrate import migrate, newest_revision, revision, revisions
from store.migrations.draft import VERSIONS, draft, is_ours
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.schema import metadata
from store.search import Search
from store.sources import Sources
from store.subscriptions import Subscriptions
from store.weekdays import EVERY_DAY, MONDAY_TO_FRIDAY
from tests.clock import START, FakeClock
from tests.store import samples

FROZEN = Path(__file__).with_name("frozen.sha256")
ALLOWED: set[tuple[str, str]] = set()
"""(table, column) whose values a migration changes on purpose; it names them here and tests them beside it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables, on one engine after the other."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        url = request.getfixturevalue("postgres").create()
    database = Database(url)
    yield database
    database.close()


@pytest.fixture(params=revisions())
def old(request: pytest.FixtureRequest, empty: Database) -> Database:
    """The database as a version of some time ago left it, with rows in every table."""
    migrate(empty, to=request.param)
    with empty.write() as connection:
        samples.fill(connection)
    assert revision(empty) == request.param
    return empty


def test_every_row_survives_the_way_to_the_newest_schema(old: Database) -> None:
    with old.read() as connection:
        before = samples.read(connection)
    assert all(len(rows) == samples.ROWS for rows in before.values())
    assert migrate(old) == newest_revision()
    with old.read() as connection:
        after = samples.read(connection)
    for table, rows in before.items():
        kept = set(rows[0]) & set(after[table][0]) - {column for name, column in ALLOWED if name == table}
        assert [_of(row, kept) for row in after[table]] == [_of(row, kept) for row in rows], table


def test_rows_of_every_earlier_schema_still_mean_what_they_meant(old: Database) -> None:
    migrate(old)
    clock = FakeClock()
    articles = Articles(old)
    first = articles.get(1)
    assert first is not None
    assert first.article.published == samples._moment(1, metadata.tables["articles"].c.published_at)
    assert articles.count("told") == samples.ROWS
    assert {hit.article_id for hit in Search(old).find("quoted")} == {1, 2, 3}
    pending = Entries(old).claim(START, owner="me", limit=9, lease=timedelta(minutes=1))
    assert {one.source.name for one in pending} == {row.source.name for row in Sources(old).all()}
    leased = Outbox(old, clock).claim("me", 9, 60)
    assert {row.payload["html"] for row in leased} == {"a <b>story</b>"}
    assert Subscriptions(old, clock).many([1, 2, 3])[0].timezone == "Europe/Kyiv"
    assert Holds(old).due(START) == []


def test_briefings_keep_the_days_that_they_had(empty: Database) -> None:
    migrate(empty, to="0004")
    with empty.write() as connection:
        samples.fill(connection)
        only = {
            row.subscription_id: row.weekdays_only
            for row in connection.execute(text("SELECT subscription_id, weekdays_only FROM briefings"))
        }
    assert {bool(was) for was in only.values()} == {True, False}
    migrate(empty)
    kept = {number: Briefings(empty, FakeClock()).weekdays(number) for number in only}
    assert kept == {number: MONDAY_TO_FRIDAY if was else EVERY_DAY for number, was in only.items()}


def test_new_rows_follow_old_ones(old: Database) -> None:
    migrate(old)
    with old.write() as connection:
        connection.execute(text("UPDATE articles SET title = 'A treaty on herring' WHERE id = 2"))
        if not old.is_sqlite:  # the samples brought their own numbers
            connection.execute(text("SELECT setval(pg_get_serial_sequence('outbox', 'id'), 100)"))
            connection.execute(text("SELECT setval(pg_get_serial_sequence('payloads', 'id'), 100)"))
    assert [hit.article_id for hit in Search(old).find("herring")] == [2]
    row = OutboxRow(kind="push", key="new", chat_id=1, payload={"html": "new"})
    assert Outbox(old, FakeClock()).put([row]) == 1
    assert Outbox(old, FakeClock()).put([row]) == 0, "a message is a row once"


def test_the_upgraded_schema_is_that_of_a_new_database_and_of_the_program(
    old: Database, empty: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    migrate(old)
    url = (
        f"sqlite:///{tmp_path / 'new.db'}"
        if empty.is_sqlite
        else request.getfixturevalue("postgres").create()
    )
    new = Database(url)
    migrate(new)
    with old.read() as upgraded, new.read() as made:
        assert _objects(upgraded) == _objects(made)
        context = MigrationContext.configure(upgraded, opts={"compare_type": True, "include_name": is_ours})
        assert compare_metadata(context, metadata) == []
    new.close()


def test_history_is_not_rewritten() -> None:
    """A migration that ran somewhere is never changed: databases that ran it exist. A new one adds its line here."""
    lines = [line.split() for line in FROZEN.read_text(encoding="utf-8").splitlines()]
    frozen = {name: digest for digest, name in lines}
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(VERSIONS.glob("0*.py"))
    }
    new = [f"{digest}  {name}" for name, digest in found.items() if name not in frozen]
    assert not new, f"add to {FROZEN.name} once it is final:\n" + "\n".join(new)
    assert found == frozen, "a committed migration was changed; write a new one instead"


def test_history_knows_nothing_of_this_program() -> None:
    for file in VERSIONS.glob("0*.py"):
        words = file.read_text(encoding="utf-8")
        for package in ("store", "bot", "news", "summarizer"):
            assert f"from {package}" not in words, file.name
            assert f"import {package}" not in words, file.name


def test_there_is_nothing_left_to_migrate() -> None:
    assert draft("Nothing") is None


def test_the_command_brings_an_old_file_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    database = Database(url)
    migrate(database, to=revisions()[0])
    database.close()
    assert main(["db", "--url", url, "migrate"]) == 0
    assert newest_revision() in capsys.readouterr().out


def _of(row: dict[str, Any], columns: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in columns}


def _objects(connection: Connection) -> set[tuple[str, ...]]:
    """Columns, indexes and triggers by name, and how the server defines them. An added column may stand elsewhere."""
    if connection.dialect.name == "sqlite":
        named = text("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        columns = text(
            'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c '
            "WHERE m.type = 'table'"
        )
        indexed = text(
            "SELECT m.name, i.name, i.seqno FROM sqlite_master m, pragma_index_info(m.name) i WHERE m.type = 'index'"
        )
        queries = [named, columns, indexed]
    else:
        queries = [
            text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"),
            text(
                "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
                "FROM information_schema.columns WHERE table_schema = 'public'"
            ),
            text(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE connamespace = 'public'::regnamespace"
            ),
        ]
    return {tuple(map(str, row)) for query in queries for row in connection.execute(query)}
