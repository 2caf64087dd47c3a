"""Officialdom: namesakes, offices with their units, what was learned, generations of mentions.

SQLite cannot change a constraint, so there a table whose constraints change is made anew: its
rows, and those of the tables that refer to it, wait in temporary tables meanwhile.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from worker.vietnamese.names.keys import blind_key

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
SUBJECT = ("subject = ''", "subject <> ''")
REMADE = ("alias", "term", "mention", "official", "office", "delivery_alert", "alert")
"""What SQLite makes anew or refills: those that refer to others stand before them."""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _remake()
    else:
        _alter()
    _learned()
    _matching()
    _mentioned()


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")


def _alter() -> None:
    """PostgreSQL's way."""
    _add_text("official", "distinction")
    op.drop_constraint("official_name_key", "official", type_="unique")
    _add_text("office", "unit")
    _add_text("office", "within")
    op.drop_index("one_office", "office")
    _add_text("alert", "subject")
    op.drop_index("one_alert", "alert")
    op.add_column(
        "mention", sa.Column("generation", sa.Integer(), nullable=False, server_default="0")
    )
    op.alter_column("mention", "generation", server_default=None)
    op.add_column("mention", sa.Column("holder", TEXT, nullable=True))
    op.execute(
        "UPDATE mention SET holder = official.name FROM official"
        " WHERE official.id = mention.official_id"
    )
    op.drop_constraint("one_mention_a_span", "mention", type_="unique")
    op.create_unique_constraint(
        "one_mention_a_span", "mention", ["generation", "number", "start", "end", "kind"]
    )
    op.drop_index("mention_of_official", "mention")
    _indexes()


def _add_text(table: str, column: str) -> None:
    op.add_column(table, sa.Column(column, TEXT, nullable=False, server_default=""))
    op.alter_column(table, column, server_default=None)


def _indexes() -> None:
    op.create_index("one_official", "official", ["name", "distinction"], unique=True)
    op.create_index(
        "one_office", "office", ["role", "body", "place", "unit", "within"], unique=True
    )
    op.create_index("mention_of_article", "mention", ["number"])
    op.create_index("mention_of_official", "mention", ["official_id"])
    for name, column, where in (
        ("one_alert", "number", SUBJECT[0]),
        ("one_alert_of_a_subject", "subject", SUBJECT[1]),
    ):
        op.create_index(
            name,
            "alert",
            ["watch_id", "kind", column],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


# --- SQLite --------------------------------------------------------------------------------


def _remake() -> None:
    for name in REMADE:
        op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")
    for name in ("alias", "term", "delivery_alert"):
        op.execute(f"DELETE FROM {name}")
    for name in ("mention", "official", "office", "alert"):
        op.drop_table(name)
    _tables_of_sqlite()
    _refill()
    for name in REMADE:
        op.execute(f"DROP TABLE temp.kept_{name}")


def _tables_of_sqlite() -> None:
    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("distinction", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("within", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("holder", TEXT, nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("via", TEXT, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("offices", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("rules", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "generation", "number", "start", "end", "kind", name="one_mention_a_span"
        ),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("backlog", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"]),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("alert_of_article", "alert", ["number"])
    op.create_index("alert_of_page", "alert", ["page_id"])
    _indexes()


def _refill() -> None:
    """Put the rows back, those that are referred to first."""
    op.execute(
        "INSERT INTO official (id, name, distinction, origin)"
        " SELECT id, name, '', origin FROM temp.kept_official"
    )
    op.execute(
        "INSERT INTO office (id, role, body, place, unit, within)"
        " SELECT id, role, body, place, '', '' FROM temp.kept_office"
    )
    op.execute(
        'INSERT INTO mention (id, generation, number, start, "end", surface, kind, holder,'
        " official_id, via, confidence, offices, candidates, rules)"
        ' SELECT kept.id, 0, number, start, "end", surface, kind, official.name,'
        " official_id, via, confidence, offices, candidates, rules"
        " FROM temp.kept_mention AS kept LEFT JOIN official ON official.id = official_id"
    )
    op.execute(
        "INSERT INTO alert (id, watch_id, number, page_id, kind, subject, reasons, created_at,"
        " state, backlog) SELECT id, watch_id, number, page_id, kind, '', reasons, created_at,"
        " state, backlog FROM temp.kept_alert"
    )
    for name in ("alias", "term", "delivery_alert"):
        op.execute(f"INSERT INTO {name} SELECT * FROM temp.kept_{name}")


# --- what is new ---------------------------------------------------------------------------


def _learned() -> None:
    """What was taught, and what was learned."""
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("offices", sa.JSON(), nullable=False),
        sa.Column("place", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("one_exclusion", "exclusion", ["official_id", "number"], unique=True)
    op.create_table(
        "learned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("first_day", TEXT, nullable=False),
        sa.Column("last_day", TEXT, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"]),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "one_learned_term", "learned", ["generation", "holder", "office_id"], unique=True
    )
    op.create_index("learned_of_office", "learned", ["office_id"])
    op.create_index("learned_of_official", "learned", ["official_id"])
    op.create_table(
        "attestation",
        sa.Column("learned_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learned_id"], ["learned.id"]),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("learned_id", "number"),
    )
    op.create_index("attestation_in_article", "attestation", ["number"])
    op.create_index("attestation_by_source", "attestation", ["source_id"])


def _matching() -> None:
    """Which generation is read; that of a first archive is of no version of the rules."""
    matching = op.create_table(
        "matching",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("rules", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("of_edition", sa.Integer(), nullable=False),
        sa.Column("next_generation", sa.Integer(), nullable=True),
        sa.Column("next_rules", TEXT, nullable=True),
        sa.Column("next_fingerprint", TEXT, nullable=True),
        sa.Column("next_edition", sa.Integer(), nullable=True),
        sa.Column("next_stage", TEXT, nullable=True),
        sa.Column("next_cursor", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    none = {"rules": "", "fingerprint": ""}
    op.bulk_insert(matching, [{"id": 1, "edition": 0, "generation": 0, "of_edition": 0, **none}])
    op.create_table(
        "unsettled",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.PrimaryKeyConstraint("number"),
    )


def _mentioned() -> None:
    """The index of mentions, filled from those that are there: names, for none has an office."""
    mentioned = op.create_table(
        "mentioned",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.PrimaryKeyConstraint("generation", "key", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("mentioned_in_article", "mentioned", ["number"])
    mention = sa.table(
        "mention", sa.column("number"), sa.column("holder"), sa.column("candidates", sa.JSON())
    )
    found: dict[tuple[str, int], None] = {}
    for number, holder, candidates in op.get_bind().execute(
        sa.select(mention.c.number, mention.c.holder, mention.c.candidates)
    ):
        for name in [holder] if holder else [name for name, _odds in candidates]:
            found[blind_key(name), number] = None
    rows = [{"generation": 0, "key": key, "number": number} for key, number in found]
    op.bulk_insert(mentioned, rows)
