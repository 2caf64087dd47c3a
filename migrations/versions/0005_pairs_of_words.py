"""An index of words and of pairs of words, smaller keys on SQLite, and the places of sources.

What the index holds is made anew after the migrations (``archive.migrations.INDEXED_SINCE``).
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from worker.vietnamese.names.keys import blind_key

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AT_ONCE = 10_000
OLD_BITS, NEW_BITS = 11, 8
APART = 1 << 60
"""Farther than any key is from another: no new key meets an old one on its way."""


def upgrade() -> None:
    _place_keys()
    if op.get_bind().dialect.name == "postgresql":
        return
    op.execute("DROP TABLE article_search")
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5("
        "words, content = '', detail = none, tokenize = \"ascii tokenchars '_'\")"
    )
    # Pairs are many: with little room, or merged early, they would be written over and over.
    op.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 16777216)")
    op.execute("INSERT INTO article_search (article_search, rank) VALUES ('automerge', 8)")
    op.execute(
        "CREATE VIRTUAL TABLE article_search_vocabulary"
        " USING fts5vocab('article_search', 'instance')"
    )
    op.execute("CREATE TEMPORARY TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    for some in _moved():
        op.get_bind().execute(sa.text("INSERT INTO moved VALUES (:old, :new)"), some)
    new = "(SELECT new FROM moved WHERE old = search_key)"
    op.execute(f"UPDATE article SET search_key = {new} + {APART}")
    op.execute(f"UPDATE article SET search_key = search_key - {APART}")
    for column in ("cursor", "until"):
        last = f"(SELECT max(new) FROM moved WHERE old <= {column})"
        before_all = f"{column} >> {OLD_BITS - NEW_BITS}"
        op.execute(f"UPDATE look_back SET {column} = coalesce({last}, {before_all})")
    op.execute("DROP TABLE temp.moved")


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")


def _place_keys() -> None:
    """Note each source's place as it is looked for."""
    op.add_column("source", sa.Column("place_key", sa.String(), nullable=True))
    tx = op.get_bind()
    rows = tx.execute(sa.text("SELECT id, place FROM source WHERE place IS NOT NULL")).all()
    for row in rows:
        values = {"id": row.id, "key": blind_key(row.place)}
        tx.execute(sa.text("UPDATE source SET place_key = :key WHERE id = :id"), values)


def _moved() -> Iterator[list[dict[str, int]]]:
    """Yield each key with what it becomes, in their order: its second and the next free place."""
    after = last = -(1 << 63)
    some = sa.text(
        "SELECT search_key FROM article WHERE search_key > :after ORDER BY search_key LIMIT :limit"
    )
    while keys := op.get_bind().execute(some, {"after": after, "limit": AT_ONCE}).scalars().all():
        rows = []
        for key in keys:
            last = max(last + 1, key >> OLD_BITS << NEW_BITS)
            rows.append({"old": key, "new": last})
        yield rows
        after = keys[-1]
