"""Indexes by which much is counted without reading it, and the next of many deliveries is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("alert_of_article", "alert")
    op.create_index("alert_of_article", "alert", ["number", "watch_id"])
    op.drop_index("delivery_of_channel", "delivery")
    op.create_index("delivery_of_channel", "delivery", ["channel_id", "state", "seq"])
    few = sa.text("forgotten_at IS NOT NULL")
    op.create_index(
        "forgotten_article",
        "article",
        ["forgotten_at"],
        sqlite_where=few,
        postgresql_where=few,
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
