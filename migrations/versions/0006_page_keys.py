"""Keys of pages: the addresses that name one page have one key, and are one row from now on.

All of it is one transaction, so an upgrade that is cut off begins again from nothing. Domains that
a paper has left are not known yet: they come with the first poll, and with ``source move``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from worker.address.page_key import page_key
from worker.archive.pages import same_page

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.String()
AT_ONCE = 10_000


def upgrade() -> None:
    op.add_column("source", sa.Column("domains", sa.JSON(), nullable=True))
    op.add_column("source", sa.Column("moved_to", TEXT, nullable=True))
    # The default stays: SQLite adds no column that may not be null without one.
    op.add_column("page", sa.Column("key", TEXT, nullable=False, server_default=sa.text("''")))
    op.create_table(
        "domain",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("paper", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "former_key",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("former_keys_of_page", "former_key", ["page_id"])
    same_page.rekey(op.get_bind(), _keys())
    op.create_index("one_page_of_a_key", "page", ["key"], unique=True)


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")


def _keys() -> Iterator[list[dict[str, Any]]]:
    """Yield the key of each page, in lots."""
    some = sa.text("SELECT id, url FROM page WHERE id > :after ORDER BY id LIMIT :limit")
    after = 0
    while rows := op.get_bind().execute(some, {"after": after, "limit": AT_ONCE}).all():
        yield [{"page_id": row.id, "key": page_key(row.url)} for row in rows]
        after = rows[-1].id
