"""Stories: which articles tell the same, and which alerts were told with another.

Articles that are there get theirs from the service, the newest first, a batch at a time: an
archive of a million opens at once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("one_story_of_an_article", "story_member", ["number"], unique=True)
    op.create_index("members_of_story", "story_member", ["story"])
    op.create_index("story_members_of_period", "story_member", ["period", "id"])
    op.create_table(
        "story_backfill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("below", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(
        "INSERT INTO story_backfill (id, below) SELECT 1, highest.number + 1"
        " FROM (SELECT max(number) AS number FROM article) AS highest"
        " WHERE highest.number IS NOT NULL"
    )
    # In words of SQL: SQLite adds a reference with a column, and alembic would copy the table.
    op.execute("ALTER TABLE alert ADD COLUMN told_with INTEGER REFERENCES alert (id)")
    op.create_index("alert_told_with", "alert", ["told_with"])


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
