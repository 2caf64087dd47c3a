"""Edits: the version that an edit took the place of stands with its alert."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Alembic has no way to add a foreign key there; SQLite itself has one for a new column.
        op.execute('ALTER TABLE alert ADD COLUMN "before" INTEGER REFERENCES article (number)')
    else:
        op.add_column("alert", sa.Column("before", sa.Integer(), nullable=True))
        op.create_foreign_key(None, "alert", "article", ["before"], ["number"])
    op.create_index("alert_of_version_before", "alert", ["before"])


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
