"""Briefings come on chosen days of the week instead of on all or on Monday to Friday.

The days are digits, Monday is 0; rows keep the days that they had.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """One column for another: it is filled from the old one before that goes."""
    with op.batch_alter_table("briefings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekdays", sa.String(length=7), nullable=True))

    op.execute("UPDATE briefings SET weekdays = CASE WHEN weekdays_only THEN '01234' ELSE '0123456' END")

    with op.batch_alter_table("briefings", schema=None) as batch_op:
        batch_op.alter_column("weekdays", existing_type=sa.String(length=7), nullable=False)
        batch_op.drop_column("weekdays_only")
