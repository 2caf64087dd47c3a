"""Backfills: which period of a source was asked for, and how far its archive was walked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
UNFINISHED = sa.text("state = 'unfinished'")


def upgrade() -> None:
    op.create_table(
        "backfill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("backfill_of_source", "backfill", ["source_id"])
    op.create_index(
        "one_backfill",
        "backfill",
        ["source_id"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_table(
        "backfill_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("backfill_id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("pattern", TEXT, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quiet", sa.Integer(), nullable=False),
        sa.Column("onward", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["backfill_id"], ["backfill.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("one_backfill_step", "backfill_step", ["backfill_id", "address"], unique=True)
    op.create_table(
        "backfill_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("backfill_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["backfill_id"], ["backfill.id"]),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"]),
        sa.ForeignKeyConstraint(["step_id"], ["backfill_step.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("one_backfill_page", "backfill_page", ["backfill_id", "page_id"], unique=True)
    op.create_index("backfill_page_of_step", "backfill_page", ["step_id"])
    op.create_index("backfill_page_of_page", "backfill_page", ["page_id"])


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
