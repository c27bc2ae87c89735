"""Copies of a SQLite database, taken and put back while the bot runs.

Knows SQLite's backup API; a server's databases are backed up by the server's own tools.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from store.database import Database
from store.errors import DatabaseRefusedError
from store.migrate import migrate, revision

# Pages copied at a time: writers get their turn in between.
STEP = 2000


def backup(db: Database, to: Path) -> Path:
    """Write a consistent copy to a file that must not exist yet; return it. Raises DatabaseRefusedError."""
    file = _file(db)
    db.require()
    if to.exists():
        raise DatabaseRefusedError(str(to), "this file exists; name another for the backup")
    partial = to.with_name(f"{to.name}.partial")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        # Chats and settings are personal: only the operator reads them.
        partial.touch(mode=0o600)
        _copy(file, partial)
        _check(partial)
        partial.replace(to)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise DatabaseRefusedError(str(to), f"the backup could not be written: {error}") from error
    return to


def restore(db: Database, backup_file: Path, *, now: datetime) -> Path | None:
    """Put a backup back, migrated to this version; what was there is kept beside it. Returns where, None for nothing.

    Raises DatabaseRefusedError for a file that is no sound backup, NewerDatabaseError for one of a newer Attaché; then
    nothing was changed.
    """
    file = _file(db)
    if not backup_file.is_file():
        raise DatabaseRefusedError(str(backup_file), "there is no such file")
    trial = file.with_name(f"{file.name}.restoring")
    trial.parent.mkdir(parents=True, exist_ok=True)
    try:
        trial.unlink(missing_ok=True)
        _copy(backup_file, trial)
        _check(trial)
        _migrate(trial, backup_file)
        kept = None
        if file.exists() and file.stat().st_size:
            kept = backup(db, file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%S}"))
        # Through SQLite and in one transaction: a process that has the database open sees all of the new rows or none.
        _copy(trial, file)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseRefusedError(str(backup_file), f"it could not be restored: {error}") from error
    finally:
        for leftover in (trial, trial.with_name(f"{trial.name}-wal"), trial.with_name(f"{trial.name}-shm")):
            leftover.unlink(missing_ok=True)
    return kept


def _migrate(trial: Path, named: Path) -> None:
    database = Database(f"sqlite:///{trial}")
    try:
        if revision(database) is None:
            raise DatabaseRefusedError(str(named), "it is a database, but not one of Attaché's")
        migrate(database)
    finally:
        database.close()


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=30)) as old,
        closing(sqlite3.connect(target, timeout=30)) as new,
    ):
        old.backup(new, pages=STEP)


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"damaged: {found}")


def _file(db: Database) -> Path:
    if not db.is_sqlite or not db.url.database or db.url.database == ":memory:":
        raise DatabaseRefusedError(
            db.subject, "backups of a server are made by its own tools, such as pg_dump and pg_restore"
        )
    return Path(db.url.database)
