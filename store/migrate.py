"""Bring a database to the schema of this program, or refuse.

Knows revisions; knows no table. Every step of one `migrate()` is a single transaction on both engines, so a power cut in
the middle leaves the database as it was. Two processes that start together queue: the second finds nothing to do.
"""

import logging
from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from store.database import Database
from store.errors import NewerDatabaseError

log = logging.getLogger(__name__)


def migrate(db: Database, to: str | None = None) -> str:
    """Upgrade to the newest revision, or only as far as `to`, and return it.

    Raises NewerDatabaseError for a database from the future.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    head = to or script.get_current_head()
    assert head is not None
    _make_private(db)
    with db.change_schema() as connection:
        found = _revision(connection)
        if found == head:
            return head
        if found is not None and found not in {step.revision for step in script.walk_revisions()}:
            raise NewerDatabaseError(
                db.subject,
                f"its schema {found} is newer than this program's {head}; install the newer Attaché again",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, head)
        log.info("database migrated", extra={"from": found or "nothing", "to": head})
    return head


def revision(db: Database) -> str | None:
    """The revision a database is at; None for an empty one."""
    with db.read() as connection:
        return _revision(connection)


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def newest_revision() -> str:
    """The revision this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _make_private(db: Database) -> None:
    """A new SQLite file is its owner's alone: it holds what people follow. Its log and index files inherit that."""
    path = db.url.database
    if db.is_sqlite and path and path != ":memory:" and not path.startswith("file:"):
        with suppress(OSError):  # a folder that is missing or closed is reported by the first statement
            Path(path).touch(mode=0o600, exist_ok=True)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    # Percent signs are interpolation to Alembic's configuration.
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
