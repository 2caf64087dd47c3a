"""When alerts go out, as the rows of watches and channels say it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, delivery, delivery_alert, watch
from worker.model import Form, Policy


def values(policy: Policy) -> dict[str, Any]:
    """Return the columns of a watch or channel that hold its policy."""
    form = None if policy.form is None else policy.form.value
    return {"digest": policy.digest, "quiet": policy.quiet, "form": form}


def policy_of(row: AnyRow) -> Policy:
    """Read the policy of the row of a watch or channel."""
    return Policy(row.digest, row.quiet, None if row.form is None else Form(row.form))


def of_watches(tx: Connection, delivery_id: str) -> list[Policy]:
    """Return what the watches whose alerts a delivery carries say; none for a notice of ours."""
    said = select(watch.c.digest, watch.c.quiet, watch.c.form).distinct()
    joined = said.select_from(watch.join(alert).join(delivery_alert).join(delivery))
    return [policy_of(row) for row in tx.execute(joined.where(delivery.c.id == delivery_id))]
