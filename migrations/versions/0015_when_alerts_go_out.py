"""When alerts go out: policies of watches and channels, and when a held digest is released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    for table in ("watch", "channel"):
        for column in ("digest", "quiet", "form"):
            op.add_column(table, sa.Column(column, TEXT, nullable=True))
    op.add_column("delivery", sa.Column("release_at", INSTANT, nullable=True))
    op.add_column("delivery", sa.Column("form", TEXT, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
