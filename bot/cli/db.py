"""`attache db`: migrate, back up, restore, export or move the database."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.failing import failed
from store.database import Database
from store.errors import DatabaseRefusedError, StoreError

NAME = "db"
HELP = "migrate, back up, restore, export or move the database"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    parser.add_argument("--url", help="the database (default: store.url of the configuration)")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("migrate", help="bring the schema to this version")
    action = actions.add_parser(
        "backup", help="write a consistent copy of a SQLite database, while the bot runs"
    )
    action.add_argument("file", nargs="?", type=Path, help="default: the database's name with the date")
    action = actions.add_parser("restore", help="put a backup back; what was there is kept beside it")
    action.add_argument("file", type=Path)
    action = actions.add_parser("export", help="every row as a line of JSON")
    action.add_argument("file", nargs="?", type=Path, help="default: standard output")
    action = actions.add_parser("move", help="copy everything into an empty database, verified by checksums")
    action.add_argument("target", help="such as postgresql+psycopg://attache:PASSWORD@host/attache")


def run(args: argparse.Namespace) -> int:
    """Return 0; with one sentence on standard error 1, or 2 when the configuration can't be used."""
    from bot.config import ConfigError, load_config

    try:
        url = args.url or load_config(Path(args.config) if args.config else None).store.url
        database = Database(url)
    except (ConfigError, StoreError) as error:
        return failed(NAME, error)
    actions = {"migrate": _migrate, "backup": _backup, "restore": _restore, "export": _export, "move": _move}
    try:
        actions[args.action](database, args)
    except (StoreError, OSError) as error:
        return failed(f"{NAME} {args.action}", error)
    finally:
        database.close()
    return 0


def _migrate(database: Database, _: argparse.Namespace) -> None:
    from store.migrate import migrate

    if database.is_sqlite and database.url.database:
        Path(database.url.database).parent.mkdir(parents=True, exist_ok=True)
    print(f"{database.subject} is at schema {migrate(database)}.")


def _backup(database: Database, args: argparse.Namespace) -> None:
    from store.backups import backup

    to = args.file
    if to is None:
        name = Path(database.url.database or "attache.db")
        to = name.with_name(f"{name.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{name.suffix}")
    written = backup(database, to)
    print(f"{written}: {written.stat().st_size / 1e6:.1f} MB, checked.")


def _restore(database: Database, args: argparse.Namespace) -> None:
    from store.backups import restore

    kept = restore(database, args.file, now=datetime.now(UTC))
    print(f"{database.subject} now holds {args.file}." + (f" What was there is in {kept}." if kept else ""))


def _export(database: Database, args: argparse.Namespace) -> None:
    from store.portability import export

    lines = export(database)
    if args.file is None:
        for line in lines:
            print(line)
        return
    if args.file.exists():
        raise DatabaseRefusedError(str(args.file), "this file exists; name another")
    print(f"{args.file}: {_write(args.file, lines)} rows.")


def _write(file: Path, lines: Iterable[str]) -> int:
    """Write a new file, or none at all; return the number of lines."""
    written = 0
    with file.open("x", encoding="utf-8") as out:
        file.chmod(0o600)
        try:
            for line in lines:
                out.write(f"{line}\n")
                written += 1
        except (StoreError, OSError):
            # Half an export would pass for a whole one, and stand in the way of the next.
            file.unlink()
            raise
    return written


def _move(database: Database, args: argparse.Namespace) -> None:
    from store.portability import Moved, move

    def said(moved: Moved) -> None:
        if moved.rows:
            print(f"{moved.table:16} {moved.rows:>10}  {moved.checksum[:12]}")

    target = Database(args.target)
    if target.url == database.url:
        raise DatabaseRefusedError(target.subject, "is the database that is to be moved; name another")
    try:
        moved = move(database, target, said)
    finally:
        target.close()
    rows = sum(each.rows for each in moved)
    print(
        f"{rows} rows are in {target.subject}, each table equal by checksum. Set store.url to it and start."
    )
