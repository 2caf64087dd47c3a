"""What each sighting was answered with, beside the bytes; and articles that are forgotten.

Equal bytes were kept once, with the headers and the time of the first answer only. Those belong to
the sighting that it opened, and go to it. Of the others nothing is known but the bytes, and nothing
is made up: they have no row here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXT = sa.String()
INSTANT = sa.DateTime(timezone=True)

FIRST_ANSWERS = """
INSERT INTO capture (sighting_id, url, final_url, content_type, status, headers, captured_at)
SELECT sighting.id, raw.url, raw.final_url, raw.content_type, raw.status, raw.headers,
    raw.captured_at
FROM raw_page AS raw
JOIN sighting ON sighting.id = (SELECT min(id) FROM sighting WHERE raw_id = raw.id)
JOIN page ON page.id = sighting.page_id
WHERE page.url = raw.url AND sighting.first_seen >= raw.captured_at
"""


def upgrade() -> None:
    op.create_table(
        "capture",
        sa.Column("sighting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("final_url", TEXT, nullable=False),
        sa.Column("content_type", TEXT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("captured_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["sighting_id"], ["sighting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sighting_id"),
    )
    op.execute(FIRST_ANSWERS)
    op.add_column("article", sa.Column("forgotten_at", INSTANT, nullable=True))
    op.add_column("article", sa.Column("forgotten_for", TEXT, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
