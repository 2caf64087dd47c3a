"""Bringing back pages that were set aside, or rest because they failed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, case, exists, null, select, update

from worker.archive.pages.pages import ASIDE, WAITING, key_of
from worker.archive.schema.tables import page, sighting
from worker.errors import NotFound

_SHOWN: Final = exists(select(sighting.c.id).where(sighting.c.page_id == page.c.id))


def bring_back(tx: Connection, source_id: int, address: str | None = None) -> int:
    """Let the source's pages that failed wait as new ones do; return how many.

    With an address only its page. One that has never shown an article has not been read. Raises
    NotFound where the source has no such page that failed.
    """
    failed = [
        page.c.source_id == source_id,
        page.c.state.in_((ASIDE, WAITING)),
        page.c.error.is_not(None),
    ]
    if address is not None:
        failed.append(page.c.key == key_of(tx, address))
    again = (
        update(page)
        .where(*failed)
        .values(
            state=WAITING,
            failures=0,
            killed=0,
            error=None,
            next_fetch=None,
            last_fetched=case((_SHOWN, page.c.last_fetched), else_=null()),
        )
    )
    count = len(tx.scalars(again.returning(page.c.id)).all())
    if address is not None and not count:
        raise NotFound(
            "no page of this source that failed or was set aside",
            where=address,
            remedy="'diemtin source show' lists those that are",
        )
    return count
