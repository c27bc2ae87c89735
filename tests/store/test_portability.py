import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from bot.cli import main
from store.backups import backup, restore
from store.database import Database
from store.errors import DatabaseRefusedError, NewerDatabaseError
from store.migrate import migrate, newest_revision, revision
from store.outbox import Outbox
from store.outbox_rows import OutboxRow
from store.portability import Moved, export, move
from store.schema import articles, chats, facts, metadata, stories, subscriptions
from tests.clock import START, FakeClock
from tests.databases import Postgres


def fill(db: Database) -> None:
    """Rows with everything that engines tell differently: zones, bytes, JSON, floats, text order, own references."""
    article: dict[str, Any] = {"published_at": START, "first_seen_at": START, "text_digest": "x"}
    with db.write() as connection:
        connection.execute(insert(stories).values(id=2, title="b", created_at=START, updated_at=START))
        connection.execute(
            insert(stories).values(
                id=1, title="a", created_at=START, updated_at=START, merged_into=2, importance=0.1 + 0.2
            )
        )
        for number, words in ((1, "Résumé of “talks” 🇫🇷"), (2, "line\none\t'quoted' \\ %s")):
            values = {
                "url": f"https://a/{number}",
                "title": words,
                "text": words * 100,
                "minhash": b"\x00\xff\n",
            }
            connection.execute(
                insert(articles).values(id=number, reasons=[{"é": [1.5, None]}], **values, **article)
            )
        connection.execute(text("UPDATE articles SET wire_copy_of = 2 WHERE id = 1"))
        connection.execute(
            insert(chats).values(chat_id=-100, type="group", created_at=START, changed_at=START)
        )
        late = START + timedelta(microseconds=123456)
        connection.execute(insert(subscriptions).values(chat_id=-100, created_at=late))
        for key in ("b", "B", "a", "ä", "Z", "_"):
            connection.execute(insert(facts).values(key=key, value={"n": 1}, changed_at=START))
    Outbox(db, FakeClock()).put(
        OutboxRow(kind="push", key=str(n), chat_id=-100, payload={"html": "x"}) for n in range(1200)
    )


def test_everything_moves_to_the_server_and_new_rows_follow_the_old(
    sqlite: Database, postgres_url: str
) -> None:
    fill(sqlite)
    target = Database(postgres_url)
    said: list[Moved] = []
    moved = move(sqlite, target, said.append)
    assert moved == said
    assert {each.table: each.rows for each in moved}["outbox"] == 1200
    assert list(export(sqlite)) == list(export(target))
    with target.read() as connection:
        assert connection.scalar(select(articles.c.wire_copy_of).where(articles.c.id == 1)) == 2
    assert Outbox(target, FakeClock()).put([OutboxRow(kind="push", key="new", chat_id=-100, payload={})]) == 1
    target.close()


def test_a_move_into_a_database_with_rows_is_refused_and_changes_nothing(
    sqlite: Database, postgres_url: str
) -> None:
    fill(sqlite)
    target = Database(postgres_url)
    with target.write() as connection:
        connection.execute(insert(facts).values(key="mine", value=1, changed_at=START))
    with pytest.raises(DatabaseRefusedError, match="facts already holds rows"):
        move(sqlite, target, lambda _: None)
    assert len(list(export(target))) == 1
    target.close()


def test_a_row_the_server_cannot_take_is_named_and_nothing_is_kept(
    sqlite: Database, postgres_url: str
) -> None:
    with sqlite.write() as connection:
        connection.execute(insert(stories).values(title="nul\x00", created_at=START, updated_at=START))
    target = Database(postgres_url)
    with pytest.raises(DatabaseRefusedError, match="table stories"):
        move(sqlite, target, lambda _: None)
    assert list(export(target)) == []
    target.close()


def test_an_export_holds_every_table_and_every_row(db: Database) -> None:
    fill(db)
    lines = [json.loads(line) for line in export(db)]
    assert len(lines) == 2 + 2 + 1 + 1 + 6 + 1 + 1200
    assert {line["table"] for line in lines} <= {table.name for table in metadata.sorted_tables}


def test_a_backup_taken_while_rows_are_written_is_whole(sqlite: Database, tmp_path: Path) -> None:
    fill(sqlite)
    copy = backup(sqlite, tmp_path / "backups" / "copy.db")
    assert copy.stat().st_mode & 0o077 == 0, "chats are personal"
    opened = Database(f"sqlite:///{copy}")
    assert list(export(opened)) == list(export(sqlite))
    opened.close()
    with pytest.raises(DatabaseRefusedError, match="this file exists"):
        backup(sqlite, copy)


def test_a_restored_backup_is_what_was_backed_up_and_what_was_there_is_kept(
    sqlite: Database, tmp_path: Path
) -> None:
    fill(sqlite)
    before = list(export(sqlite))
    copy = backup(sqlite, tmp_path / "copy.db")
    with sqlite.write() as connection:
        connection.execute(facts.delete())
    kept = restore(sqlite, copy, now=START)
    assert list(export(sqlite)) == before, "through a connection that was open all the time"
    assert kept is not None
    other = Database(f"sqlite:///{kept}")
    assert len(list(export(other))) == len(before) - 6
    other.close()
    assert sorted(path.name for path in tmp_path.glob("*restoring*")) == []


@pytest.mark.parametrize("what", ["rubbish", "empty", "foreign", "newer", "missing"])
def test_what_is_no_backup_of_ours_is_refused_and_changes_nothing(
    sqlite: Database, tmp_path: Path, what: str
) -> None:
    fill(sqlite)
    before = list(export(sqlite))
    path = tmp_path / "given.db"
    if what == "rubbish":
        path.write_bytes(b"not a database at all " * 1000)
    elif what == "empty":
        path.touch()
    elif what == "foreign":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE cats (name TEXT)")
    elif what == "newer":
        backup(sqlite, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises((DatabaseRefusedError, NewerDatabaseError)):
        restore(sqlite, path, now=START)
    assert list(export(sqlite)) == before


def test_the_command_does_it_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], postgres: Postgres
) -> None:
    url = f"sqlite:///{tmp_path / 'folder' / 'attache.db'}"
    assert main(["db", "--url", url, "migrate"]) == 0
    db = Database(url)
    fill(db)
    assert main(["db", "--url", url, "backup", str(tmp_path / "copy.db")]) == 0
    assert main(["db", "--url", url, "restore", str(tmp_path / "copy.db")]) == 0
    assert main(["db", "--url", url, "export", str(tmp_path / "rows.jsonl")]) == 0
    assert len((tmp_path / "rows.jsonl").read_text().splitlines()) == len(list(export(db)))
    target = postgres.create()
    assert main(["db", "--url", url, "move", target]) == 0
    out = capsys.readouterr()
    assert "each table equal by checksum" in out.out
    assert main(["db", "--url", url, "move", target]) == 1
    assert "already holds rows" in capsys.readouterr().err
    assert main(["db", "--url", target, "backup"]) == 1
    assert "pg_dump" in capsys.readouterr().err
    db.close()


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://me:hunter2@h/x", "postgresql+asyncpg://me:hunter2@h/x", "http://x"]
)
def test_an_address_that_is_no_database_is_said_in_one_sentence(
    url: str, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["--url", url, "migrate"], ["--url", sqlite_url, "move", url]):
        assert main(["db", *arguments]) == 1
        said = capsys.readouterr().err
        assert "sqlite:///data/attache.db or postgresql+psycopg://" in said
        assert len(said.splitlines()) == 1
        assert "hunter2" not in said


def test_a_database_is_not_moved_into_itself(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "--url", sqlite_url, "move", sqlite_url]) == 1
    assert "is the database that is to be moved" in capsys.readouterr().err


def test_an_export_overwrites_nothing(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("mine")
    assert main(["db", "--url", sqlite_url, "export", str(file)]) == 1
    assert "exists; name another" in capsys.readouterr().err
    assert file.read_text() == "mine"


@pytest.mark.parametrize("action", ["export", "export {}/rows.jsonl", "backup", "move sqlite:///{}/new.db"])
def test_a_database_that_is_not_there_is_named_and_not_made(
    action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'lost.db'}"
    assert main(["db", "--url", url, *action.format(tmp_path).split()]) == 1
    said = capsys.readouterr()
    assert said.err == f"attache db {action.partition(' ')[0]}: {url}: there is no such file\n"
    assert said.out == ""
    assert not list(tmp_path.iterdir())


def test_an_export_that_fails_leaves_no_half_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.db").write_text("hello, this is no database at all" * 99)
    file = tmp_path / "rows.jsonl"
    assert main(["db", "--url", f"sqlite:///{tmp_path / 'notes.db'}", "export", str(file)]) == 1
    assert "not a database" in capsys.readouterr().err
    assert not file.exists()


def test_a_password_never_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "--url", "postgresql+psycopg://me:hunter2@127.0.0.1:9/x", "migrate"]) == 1
    said = capsys.readouterr()
    assert "127.0.0.1" in said.err
    assert "hunter2" not in said.err + said.out


def test_an_upgrade_keeps_every_row(db: Database) -> None:
    fill(db)
    before = list(export(db))
    migrate(db)
    assert revision(db) == newest_revision()
    assert list(export(db)) == before
