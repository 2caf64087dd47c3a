"""A smaller archive whose index knows words with their marks.

The index has one column on both databases. On SQLite texts go under zstd, and keys become smaller.
What the index holds is made anew after the migrations (``archive.migrations.INDEXED_SINCE``).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from backports import zstd
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AT_ONCE = 500
OLD_BITS, NEW_BITS = 30, 11
TEXT = sa.String()


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DELETE FROM article_search")
        op.drop_column("article_search", "title")
        op.drop_column("article_search", "body")
        op.add_column("article_search", sa.Column("words", TSVECTOR(), nullable=False))
        op.create_index("article_search_words", "article_search", ["words"], postgresql_using="gin")
        return
    op.execute("DROP TABLE article_search")
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(words, content = '', tokenize = 'ascii')"
    )
    # SQLite cannot change a column's type: the table is made anew while others refer to it.
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE kept_article AS SELECT * FROM article")
    given = (
        op.get_bind()
        .exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'article'")
        .scalar()
    )
    op.drop_table("article")
    _article()
    _refill()
    if given is not None:  # no number is given twice
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'article'")
        op.get_bind().exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('article', ?)", (given,)
        )
    op.execute("DROP TABLE temp.kept_article")


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("short_hash", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("paragraphs", sa.LargeBinary(), nullable=False),
        sa.Column("search_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("content_hash"),
        sa.UniqueConstraint("search_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("article_by_short_hash", "article", ["short_hash"])


def _refill() -> None:
    """Put the articles back, the oldest first; the key is their second and the place within it."""
    tx = op.get_bind()
    tx.exec_driver_sql("CREATE INDEX temp.kept_by_key ON kept_article (search_key)")
    new = sa.text(
        "INSERT INTO article (number, content_hash, short_hash, title, paragraphs, search_key)"
        " VALUES (:number, :content_hash, :short_hash, :title, :paragraphs, :search_key)"
    )
    some = sa.text(
        "SELECT * FROM temp.kept_article WHERE search_key > :after ORDER BY search_key LIMIT :limit"
    )
    after = last = -(1 << 63)
    while rows := tx.execute(some, {"after": after, "limit": AT_ONCE}).mappings().all():
        filled = []
        for row in rows:
            last = max(last + 1, row["search_key"] >> OLD_BITS << NEW_BITS)
            packed = zstd.compress(row["paragraphs"].encode())
            filled.append({**row, "paragraphs": packed, "search_key": last})
        tx.execute(new, filled)
        after = rows[-1]["search_key"]
