"""How often in a row reading a page had to be stopped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default stays: SQLite adds no column that may not be null without one.
    op.add_column("page", sa.Column("killed", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
