"""Draft a migration: `python -m store.migrations.draft "why"` writes what `store.schema` has and the newest revision has not.

Read the draft before you commit it, above all what becomes of rows that are there. Once committed a migration is history and
is never changed: databases that ran it exist. `tests/store/frozen.sha256` holds it to that.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext

from store.database import Database
from store.migrate import migrate, newest_revision
from store.schema import UtcTime, metadata

VERSIONS = Path(__file__).with_name("versions")
TEMPLATE = '''"""{why}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{newest}"


def upgrade() -> None:
    """{why}."""
    {upgrade}
'''


def main(arguments: list[str]) -> int:
    """Write the file, formatted; 1 when nothing has changed, 2 without a reason."""
    if len(arguments) != 1 or not arguments[0].strip():
        print('usage: python -m store.migrations.draft "Stories remember who filed them"', file=sys.stderr)  # noqa: T201
        return 2
    why = arguments[0].strip().rstrip(".")
    source = draft(why)
    if source is None:
        print("The newest migration already makes exactly the tables of store.schema.", file=sys.stderr)  # noqa: T201
        return 1
    words = "_".join(re.findall(r"[a-z]+", why.lower())[:4])
    file = VERSIONS / f"{_next()}_{words}.py"
    file.write_text(source, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(file)], check=True)  # noqa: S603 - our own file
    print(file)  # noqa: T201
    return 0


def draft(why: str) -> str | None:
    """The migration's Python source; None when there is nothing to change."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'newest.db'}")
        migrate(database)
        with database.read() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "include_name": is_ours}
            )
            operations = produce_migrations(context, metadata).upgrade_ops
        database.close()
    assert isinstance(operations, UpgradeOps)
    if operations.is_empty():
        return None
    code = render_python_code(operations, render_item=_render, render_as_batch=True)
    return TEMPLATE.format(why=why, revision=_next(), newest=newest_revision(), upgrade=code)


def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Is it of the metadata? The search index is made by hand (FTS5 and its shadow tables, a GIN index)."""
    return "search" not in (name or "")


def _next() -> str:
    return f"{int(newest_revision()) + 1:04}"


def _render(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    # Our type is a Python-side view of the engine's: the schema needs only the engine's, and history must not import us.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcTime) else False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
