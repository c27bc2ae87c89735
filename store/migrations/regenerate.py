"""Write revision 0001 again from `store.schema`: `python -m store.migrations.regenerate`.

Only until the first release. From then on a change of the schema is a new file beside it, and 0001 is history.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from store.schema import UtcTime, metadata

FIRST = Path(__file__).with_name("versions") / "0001_first.py"
TEMPLATE = '''"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    {upgrade}
'''


def main() -> int:
    """Write the file, formatted."""
    FIRST.write_text(source(), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(FIRST)], check=True)  # noqa: S603 - our own file
    return 0


def source() -> str:
    """The revision's Python source: what an empty database lacks."""
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection)
        operations = produce_migrations(context, metadata).upgrade_ops
    assert isinstance(operations, UpgradeOps)
    return TEMPLATE.format(upgrade=render_python_code(operations, render_item=_render))


def _render(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    # Our type is a Python-side view of the engine's: the schema needs only the engine's, and history must not import us.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcTime) else False


if __name__ == "__main__":
    sys.exit(main())
