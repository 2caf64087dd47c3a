"""Channels: how each has fared, since when one is off and why, and what its deliveries wait for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
NONE_YET = sa.text("0")


def upgrade() -> None:
    # The defaults stay: SQLite adds no column that may not be null without one.
    op.add_column(
        "channel", sa.Column("failing_marks", sa.Integer(), nullable=False, server_default=NONE_YET)
    )
    for name in ("failing_since", "marked_at", "failed_at", "delivered_at", "off_since"):
        op.add_column("channel", sa.Column(name, INSTANT, nullable=True))
    op.add_column("channel", sa.Column("old_secret_until", INSTANT, nullable=True))
    for name in ("last_error", "off_reason"):
        op.add_column("channel", sa.Column(name, TEXT, nullable=True))
    op.add_column(
        "delivery", sa.Column("spent", sa.Integer(), nullable=False, server_default=NONE_YET)
    )
    op.add_column("delivery", sa.Column("holds_until", INSTANT, nullable=True))
    op.add_column("delivery", sa.Column("notice", TEXT, nullable=True))
    holding = sa.text("holds_until IS NOT NULL")
    op.create_index(
        "delivery_that_holds_up",
        "delivery",
        ["holds_until"],
        sqlite_where=holding,
        postgresql_where=holding,
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
