"""Former holders: that an office is held no more is said of the learned term, not of the office.

It was kept under an office of its own, whose role began with "nguyên". Those terms go to the office
itself, and their offices go where nothing else refers to them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OFFICES_THEMSELVES = """
INSERT INTO office (role, body, place, unit, within)
SELECT substr(role, 8), body, place, unit, within FROM office WHERE role LIKE 'nguyên %'
ON CONFLICT DO NOTHING
"""
TERMS_OF_THEM = """
UPDATE learned SET former = true, office_id = (
    SELECT itself.id FROM office AS kept
    JOIN office AS itself ON itself.role = substr(kept.role, 8) AND itself.body = kept.body
        AND itself.place = kept.place AND itself.unit = kept.unit AND itself.within = kept.within
    WHERE kept.id = learned.office_id
)
WHERE office_id IN (SELECT id FROM office WHERE role LIKE 'nguyên %')
"""
UNHELD = """
DELETE FROM office WHERE role LIKE 'nguyên %'
    AND NOT EXISTS (SELECT 1 FROM learned WHERE office_id = office.id)
    AND NOT EXISTS (SELECT 1 FROM term WHERE office_id = office.id)
"""
KEY = ["generation", "holder", "office_id", "former"]


def upgrade() -> None:
    op.add_column(
        "learned", sa.Column("former", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.drop_index("one_learned_term", "learned")
    op.create_index("one_learned_term", "learned", KEY, unique=True)
    for statement in (OFFICES_THEMSELVES, TERMS_OF_THEM, UNHELD):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("an archive is not taken back: restore a backup instead")
