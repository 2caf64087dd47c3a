"""Gone: when a page is looked at again, and since when it has been missing.

Pages of the last thirty days are looked at a day after the last time, and from then on by the
schedule; files as often as before. Older ones have had their looks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
PLANNED = sa.text("next_look IS NOT NULL")
LATER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', {since}, '{days} days') || '.000000'",
    "postgresql": "{since} + interval '{days} days'",
}


def upgrade() -> None:
    for name, kind in (
        ("next_look", INSTANT),
        ("missing_since", INSTANT),
        ("missing_at", INSTANT),
        ("absence", TEXT),
        ("gone_with", TEXT),
    ):
        op.add_column("page", sa.Column(name, kind, nullable=True))
    # The default stays: SQLite adds no column that may not be null without one.
    op.add_column(
        "page",
        sa.Column("missing_looks", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    _plan()
    op.create_index(
        "page_to_look_at",
        "page",
        ["source_id", "next_look"],
        sqlite_where=PLANNED,
        postgresql_where=PLANNED,
    )


def _plan() -> None:
    """Plan the next look at the pages of the last thirty days, and at listed files."""
    later = LATER[op.get_bind().dialect.name]
    tomorrow = later.format(since="last_fetched", days="+1")
    month_ago = later.format(since="(SELECT max(last_fetched) FROM page)", days="-30")
    op.execute(
        f"UPDATE page SET next_look = {tomorrow} WHERE state = 'seen' AND last_fetched IS NOT NULL"
        f" AND (first_noted >= {month_ago} OR (url LIKE '/%' AND last_listed IS NOT NULL))"
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
