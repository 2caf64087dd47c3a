"""Look-backs: how far a watch was run over the past, alerts of the past, since when it paused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("state = 'unfinished'")


def upgrade() -> None:
    op.add_column("watch", sa.Column("paused_at", INSTANT, nullable=True))
    # The default stays: SQLite adds no column that may not be null without one.
    op.add_column(
        "alert",
        sa.Column("retrospective", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "look_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("look_back_of_watch", "look_back", ["watch_id"])
    op.create_index(
        "one_look_back",
        "look_back",
        ["watch_id"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
