"""Languages: what the messages of a channel are written in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Channels that are there have had English messages, and keep them.
    op.add_column(
        "channel",
        sa.Column("language", sa.String(), nullable=False, server_default=sa.text("'en'")),
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
