"""How what had gone is found again: on its own page, on another one, or published anew.

Each is told in the transaction that stores what the page shows. Whether a page has gone whose
article stands at a new address is found out soon.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from worker.alert.decide import channels_of
from worker.archive.alerts import outbox
from worker.archive.pages import looks, pages
from worker.archive.pages.pages import Page
from worker.archive.stories import stories
from worker.flow.gone.alerts import moved_evidence, tell_again
from worker.flow.gone.vanishing import is_same_paper
from worker.flow.tools import Followed
from worker.identify.looks import look_after_reprint
from worker.model import (
    AlertKind,
    Hit,
    KnownArticle,
    MissingPage,
    NewAlert,
    Reason,
    Verdict,
    facts_of,
)

MOST_OLD_PAGES: Final = 5
"""Pages that one new page has looked at soon, at most."""
_ON_A_NEW_PAGE: Final = frozenset({Verdict.NEW, Verdict.DUPLICATE, Verdict.REPUBLISHED})


def come_back(
    tx: Connection, followed: Followed, before: MissingPage | None, number: int, now: datetime
) -> int:
    """Tell that a page that had gone shows an article again; return how many alerts.

    ``number`` is that article, the one it showed before or another. Of a page that was only
    missing nothing was told, and nothing is.
    """
    if before is None or not before.has_gone:
        return 0
    again = "same" if number == before.number else "other"
    line, since = before.told, before.missed.since.isoformat()
    back = facts_of("back", **{again: 1}, at=now.isoformat(), line=line, since=since)
    return tell_again(tx, followed, before, AlertKind.RESTORED, number, before.id, [back], now)


def find_again(
    tx: Connection, followed: Followed, verdict: Verdict, number: int, page_id: int, now: datetime
) -> int:
    """Tell that a page shows now what one that has gone did; return how many alerts.

    One that is only missing is looked at soon, and has moved if it still is.
    """
    if verdict not in (Verdict.DUPLICATE, Verdict.REPUBLISHED):
        return 0
    told, here = 0, pages.get(tx, page_id)
    for one in _left_behind(tx, followed, here, number):
        if not one.has_gone:
            looks.plan(tx, one.id, now)
            continue
        proof = moved_evidence(one, here)
        told += tell_again(tx, followed, one, AlertKind.MOVED, number, page_id, proof, now)
        looks.has_gone(tx, one.id, moved=True, again=None, gone_with=one.gone_with)
    return told


def look_where_it_stood(
    tx: Connection, verdict: Verdict, number: int, page_id: int, now: datetime
) -> None:
    """Have pages of the same source that show this story looked at soon.

    A paper that moves an article leaves its old page, whose next look may be weeks off.
    """
    if verdict not in _ON_A_NEW_PAGE:
        return
    told = stories.together(tx, number)
    if verdict is Verdict.NEW and len(told) == 1:
        return
    source_id = pages.get(tx, page_id).source_id
    old = looks.standing(tx, source_id, told, but_not=page_id, limit=MOST_OLD_PAGES)
    for one in old:
        looks.plan_sooner(tx, one.id, look_after_reprint(one.last_fetched, now))


def tell_republished(
    tx: Connection,
    followed: Followed,
    hits: Sequence[Hit],
    page: Page,
    known: KnownArticle | None,
    digest_key: str | None,
    now: datetime,
) -> int:
    """Tell that a page brings a text that was last seen long ago; return how many alerts.

    Not who is told by this very page that it appeared; and not of what has only moved.
    """
    if known is None or not hits or _left_behind(tx, followed, page, known.number):
        return 0
    appeared = looks.told_here(tx, AlertKind.APPEARED, known.number, page.id)
    seen = facts_of("last-seen", at=known.last_seen.isoformat())
    alerts = [
        NewAlert(
            watch_id=hit.watch.id,
            kind=AlertKind.REPUBLISHED,
            reasons=(Reason.met("page", seen, "republished"), *hit.reasons),
            channels=channels_of(hit.watch, followed.channels),
            backlog=digest_key is not None,
            subject=f"republished:{page.id} {known.number}",
        )
        for hit in hits
        if AlertKind.REPUBLISHED in hit.watch.kinds and hit.watch.id not in appeared
    ]
    return outbox.raise_alerts(
        tx, number=known.number, page_id=page.id, alerts=alerts, digest_key=digest_key, now=now
    )


def _left_behind(tx: Connection, followed: Followed, here: Page, number: int) -> list[MissingPage]:
    """Return the pages of the same paper that showed an article last and are missing or gone."""
    return [
        one
        for one in looks.last_showed(tx, number)
        if one.id != here.id and is_same_paper(followed.domains, pages.get(tx, one.id), here)
    ]
