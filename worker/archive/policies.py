"""When alerts go out, as the rows of watches and channels say it."""

from __future__ import annotations

from typing import Any

from worker.archive.rows import AnyRow
from worker.model import Form, Policy


def values(policy: Policy) -> dict[str, Any]:
    """Return the columns of a watch or channel that hold its policy."""
    form = None if policy.form is None else policy.form.value
    return {"digest": policy.digest, "quiet": policy.quiet, "form": form}


def policy_of(row: AnyRow) -> Policy:
    """Read the policy of the row of a watch or channel."""
    return Policy(row.digest, row.quiet, None if row.form is None else Form(row.form))
