"""What an edit means for the watches: what the page showed before, whom that matched, what changed.

    1. earlier     the articles that the page has shown, and which watches each matched
    2. changed     the version before and the new one, side by side          worker/identify
    3. an Edit     for worker/alert to decide

Where the rules of reading have changed since the version before was read, the new one is laid
beside what these rules make of the old page: better reading is no edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from worker.alert.decide import Edit, wants_edits
from worker.archive import articles, search
from worker.archive.pages import Page
from worker.flow.tools import Followed
from worker.identify.difference import difference
from worker.model import Article, Hit, Mention, Setting, Snapshot

Earlier = Mapping[int, tuple[Snapshot, Sequence[Hit]]]
"""The articles that a page showed before, by number, with the watches that match each."""


def shown_before(tx: Connection, followed: Followed, page: Page, number: int) -> Earlier:
    """Return what a page has shown, but for the article that it shows now."""
    if page.last_fetched is None:
        return {}
    earlier = [n for n in articles.earlier_numbers(tx, page.id) if n != number]
    return {
        n: (snapshot, followed.watches.hits(snapshot))
        for n, snapshot in search.snapshots(tx, earlier)
    }


def edit_of(
    followed: Followed,
    page: Page,
    before: int,
    now: tuple[int, Article, Sequence[Mention]],
    hits: Sequence[Hit],
    earlier: Earlier,
    *,
    better_read: Article | None,
    setting: Setting,
) -> Edit:
    """Return the edit that took the place of the version numbered ``before``.

    ``now`` is number, text and mentions of the new version, ``hits`` are what it matches;
    ``better_read`` is what the present rules make of the version before, where they are others.
    """
    number, article, mentions = now
    snapshot, hits_before = earlier[before]
    matching = {hit.watch.id for hit in hits}
    lost = tuple(hit for hit in hits_before if hit.watch.id not in matching)
    if not any(wants_edits(hit.watch) for hit in (*hits, *lost)):
        return Edit(page.id, before, number, substantial=False)
    old, old_mentions = snapshot.article, snapshot.mentions
    if better_read is not None:
        old, old_mentions = better_read, followed.registry.mentions(better_read, setting)
    changed = difference(old, article, old_mentions, mentions)
    return Edit(page.id, before, number, changed.substantial, lost)
