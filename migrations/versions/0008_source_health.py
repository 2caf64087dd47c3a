"""How sources do: what polls met, troubles with their episodes, alerts that tell of a source.

SQLite cannot make a column optional, so there the alerts are made anew; what refers to them
waits in a temporary table meanwhile.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("ended_at IS NULL")
OF_TROUBLE = sa.text("trouble_id IS NOT NULL")
COUNTS = ("read", "undated", "unread", "gated", "failed")
KEPT = (
    "id, watch_id, number, page_id, kind, subject, reasons, created_at, state, backlog,"
    " retrospective"
)


def upgrade() -> None:
    op.create_index("page_noted", "page", ["source_id", "state", "first_noted"])
    op.add_column("run", sa.Column("fault", TEXT, nullable=True))
    for name in COUNTS:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column("run", column)
    op.create_index("run_since", "run", ["source_id", "started_at", "fault"])
    _troubles()
    if op.get_bind().dialect.name == "sqlite":
        _remake_alerts()
    else:
        _alter_alerts()
    op.create_index(
        "one_alert_of_a_trouble",
        "alert",
        ["trouble_id", "watch_id"],
        unique=True,
        sqlite_where=OF_TROUBLE,
        postgresql_where=OF_TROUBLE,
    )


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")


def _troubles() -> None:
    op.create_table(
        "trouble",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("cause", TEXT, nullable=True),
        sa.Column("told", TEXT, nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("trouble_of_source", "trouble", ["source_id", "id"])
    op.create_index("trouble_ended", "trouble", ["ended_at"])
    op.create_index(
        "one_open_trouble",
        "trouble",
        ["source_id", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _alter_alerts() -> None:
    """PostgreSQL's way."""
    op.alter_column("alert", "number", nullable=True)
    op.alter_column("alert", "page_id", nullable=True)
    op.add_column("alert", sa.Column("trouble_id", sa.Integer(), nullable=True))
    op.create_foreign_key(None, "alert", "trouble", ["trouble_id"], ["id"])


# --- SQLite --------------------------------------------------------------------------------


def _remake_alerts() -> None:
    for name in ("delivery_alert", "alert"):
        op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")
    op.execute("DELETE FROM delivery_alert")
    op.drop_table("alert")
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("trouble_id", sa.Integer(), nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("backlog", sa.Boolean(), nullable=False),
        sa.Column("retrospective", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["number"], ["article.number"]),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"]),
        sa.ForeignKeyConstraint(["trouble_id"], ["trouble.id"]),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _indexes_of_alerts()
    op.execute(f"INSERT INTO alert ({KEPT}) SELECT {KEPT} FROM temp.kept_alert")
    op.execute("INSERT INTO delivery_alert SELECT * FROM temp.kept_delivery_alert")
    for name in ("delivery_alert", "alert"):
        op.execute(f"DROP TABLE temp.kept_{name}")


def _indexes_of_alerts() -> None:
    op.create_index("alert_of_article", "alert", ["number"])
    op.create_index("alert_of_page", "alert", ["page_id"])
    for name, column, where in (
        ("one_alert", "number", "subject = ''"),
        ("one_alert_of_a_subject", "subject", "subject <> ''"),
    ):
        columns = ["watch_id", "kind", column]
        op.create_index(name, "alert", columns, unique=True, sqlite_where=sa.text(where))
