"""Sites that asked to be left alone for a while, so that a restart leaves them alone too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from worker.archive.schema.tables import host_rest
from worker.archive.sql.statements import upsert

_KEEP: Final = upsert(host_rest, key=("site",), change=("until",))


def keep(tx: Connection, rests: Mapping[str, datetime], now: datetime) -> None:
    """Keep until when each site rests; what is over is forgotten."""
    tx.execute(delete(host_rest).where(host_rest.c.until <= now))
    if rests:
        rows = [{"site": site, "until": until} for site, until in sorted(rests.items())]
        tx.execute(_KEEP[tx.dialect.name], rows)


def in_force(tx: Connection, now: datetime, longest: timedelta) -> dict[str, timedelta]:
    """Return how much longer each site rests.

    One that would rest for more than ``longest`` was kept by a clock that ran ahead: it does not
    count.
    """
    found = select(host_rest.c.site, host_rest.c.until).where(host_rest.c.until > now)
    left = {row.site: row.until - now for row in tx.execute(found)}
    return {site: rest for site, rest in left.items() if rest <= longest}
