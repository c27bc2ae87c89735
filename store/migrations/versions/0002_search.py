"""Full-text search over articles."""

from alembic import op

from store.search import create_index

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the index and its triggers, and index what is stored."""
    create_index(op.get_bind())
