"""A count of the changes of watches, topics and channels, that a poll sees what came meanwhile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "matching", sa.Column("follows", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
