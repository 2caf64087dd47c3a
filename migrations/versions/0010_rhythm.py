"""Rhythm: when a source is asked again, which sites rest, which servers tell the truth."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("source", sa.Column("poll_after", INSTANT, nullable=True))
    # The defaults stay: SQLite adds no column that may not be null without one.
    for table, column in (("source", "failures"), ("run", "left_out")):
        op.add_column(
            table, sa.Column(column, sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
    op.add_column("way_state", sa.Column("digest", TEXT, nullable=True))
    op.add_column("way_state", sa.Column("whole_at", INSTANT, nullable=True))
    op.add_column("way_state", sa.Column("lied_at", INSTANT, nullable=True))
    op.create_table(
        "host_rest",
        sa.Column("site", TEXT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("site"),
    )
    op.create_index("page_by_noting", "page", ["source_id", "first_noted"])


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
