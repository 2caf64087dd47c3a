"""What an edit means for the watches: what the page showed before, whom that matched, what changed.

    1. earlier     the articles that the page has shown, and which watches each matched
    2. changed     the version before and the new one, side by side          identify
    3. churn       whether only that changed which changes at each look      identify
    4. an Edit     for alert to decide

Where the rules of reading have changed since the version before was read, the version before is
what these rules make of the old page (``flow/intake/ingest.py`` has kept it): better reading is no
edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from worker.alert.decide import Edit, wants_edits
from worker.archive.alerts import outbox
from worker.archive.articles import articles, outlets
from worker.archive.index import search
from worker.archive.pages.pages import Page
from worker.flow.tools import Followed
from worker.identify.difference.churn import VERSIONS, is_churn
from worker.identify.difference.difference import difference
from worker.model import Article, Hit, Mention, Snapshot
from worker.vietnamese.names.names import split_label

Earlier = Mapping[int, tuple[Snapshot, Sequence[Hit]]]
"""The articles that a page showed before, by number, with the watches that match each."""

_Stood = tuple[int | None, int | None]
"""Where a mention or a reason begins and ends in the text."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The article that a page shows now and the one ``before``, None where there was none.

    ``last`` is what it was last read to show: another than ``before`` where that is a better
    reading of the same bytes, kept only now.
    """

    number: int
    before: int | None
    last: int | None


def shown_before(tx: Connection, followed: Followed, page: Page, number: int) -> Earlier:
    """Return what a page has shown, but for the article that it shows now."""
    if page.last_fetched is None:
        return {}
    earlier = [n for n in articles.earlier_numbers(tx, page.id) if n != number]
    return {
        n: (snapshot, followed.watches.hits(snapshot))
        for n, snapshot in search.snapshots(tx, earlier)
    }


def matched_before(
    tx: Connection, page: Page, versions: Versions, earlier: Earlier
) -> frozenset[int]:
    """Return the watches that an earlier article of this page matched, alerted or not.

    Not those that only a better reading matches, kept just now: nobody has been told of that.
    """
    if not earlier:
        return frozenset()
    unheard = versions.before if versions.before != versions.last else None
    matched = (hit.watch.id for n, (_, hits) in earlier.items() if n != unheard for hit in hits)
    return frozenset(outbox.watches_alerted_on_page(tx, page.id)).union(matched)


def edit_of(
    tx: Connection,
    page: Page,
    versions: Versions,
    now: tuple[Article, Sequence[Mention]],
    hits: Sequence[Hit],
    earlier: Earlier,
) -> Edit | None:
    """Return the edit that took the place of the version before, None where none can be read.

    ``now`` is text and mentions of the new version, ``hits`` are what it matches.
    """
    before, number = versions.before, versions.number
    if before is None or before not in earlier:
        return None
    snapshot, hits_before = earlier[before]
    matching = {hit.watch.id for hit in hits}
    lost = tuple(hit for hit in hits_before if hit.watch.id not in matching)
    if not any(wants_edits(hit.watch) for hit in (*hits, *lost)):
        return Edit(page.id, before, number, substantial=False)
    changed = difference(snapshot.article, now[0], snapshot.mentions, now[1])
    told = changed.substantial and not _is_churn(tx, page, number, now[0], earlier)
    left = _left(snapshot, hits_before, now) if told else {}
    return Edit(page.id, before, number, told, lost, left)


def _left(
    before: Snapshot, hits: Sequence[Hit], now: tuple[Article, Sequence[Mention]]
) -> dict[int, tuple[str, ...]]:
    """Return by watch whom it follows that the version before named and this one does not.

    Whose name still stands in the text has not left it, whatever is read there.
    """
    text, here = now[0].text, {one.official for one in now[1]}
    gone: dict[_Stood, str] = {
        (one.start, one.end): one.official
        for one in before.mentions
        if one.official is not None and one.official not in here
        if split_label(one.official)[0] not in text
    }
    return {
        hit.watch.id: tuple(dict.fromkeys(_followed(hit, gone)))
        for hit in hits
        if gone and wants_edits(hit.watch)
    }


def _followed(hit: Hit, gone: Mapping[_Stood, str]) -> Iterator[str]:
    """Yield those of these names for which, or for whose offices, a watch matched."""
    for one in hit.reasons:
        stood = (one.start, one.end)
        if one.field in ("official", "office") and stood in gone:
            yield gone[stood]


def _is_churn(tx: Connection, page: Page, number: int, now: Article, earlier: Earlier) -> bool:
    """Say whether only that has changed which was another at each of the last looks.

    What stood at a second look, or came back, is a statement of the paper's; a text that is not
    kept any more tells nothing.
    """
    shown = outlets.in_turn(tx, [page.id])[page.id][-VERSIONS:]
    stood = any(one.last_seen > one.since for one in shown[1:-1])
    if stood or len({one.number for one in shown}) < VERSIONS:
        return False
    texts = {n: snapshot.article for n, (snapshot, _) in earlier.items()} | {number: now}
    kept = [texts[one.number] for one in shown if one.number in texts]
    return len(kept) == len(shown) and is_churn(kept)
