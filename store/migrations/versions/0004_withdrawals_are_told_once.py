"""Withdrawals are told once and edits of a message go in order.

Articles that were withdrawn before have no time of telling, so they are told once more, which changes nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One column, and an index over the few rows that edit a message."""
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawal_told_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_edits",
            ["chat_id", "edits"],
            unique=False,
            sqlite_where=sa.text("edits IS NOT NULL"),
            postgresql_where=sa.text("edits IS NOT NULL"),
        )
