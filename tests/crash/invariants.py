"""What holds after any crash, asked of the archive and of what was received.

``broken`` holds at every moment; ``unfinished`` once nothing is left to do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from tests.crash.following import EXACT
from tests.crash.inbox import Inbox
from tests.crash.newspaper import Newspaper
from tests.crash.reckoned import Memory, fates, reckon, sightings
from tests.crash.sent import deliveries, received
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.forgetting.forgetting import WHY
from worker.archive.pages.pages import GONE, MOVED
from worker.archive.schema import tables
from worker.archive.schema.rows import article_of
from worker.flow.search.ask import find, parse_query
from worker.model import AlertKind, DeliveryState

ALERTS: Final = select(tables.alert, tables.watch.c.name).join(
    tables.watch, tables.watch.c.id == tables.alert.c.watch_id
)
_STATES: Final = select(tables.page.c.id, tables.page.c.state)
_SHOWN_NOW: Final = (
    select(
        tables.page.c.url,
        tables.article.c.number,
        tables.article.c.title,
        tables.article.c.paragraphs,
        tables.article.c.forgotten_at,
    )
    .select_from(
        tables.page.join(tables.sighting, tables.sighting.c.page_id == tables.page.c.id).join(
            tables.article, tables.article.c.number == tables.sighting.c.number
        )
    )
    .where(tables.sighting.c.ended_at.is_(None))
)
_LEAVES: Final = {AlertKind.GONE, AlertKind.MOVED, AlertKind.RESTORED}


def broken(archive: Archive, inbox: Inbox, memory: Memory) -> list[str]:
    """Return what is wrong with an archive whose writer may have been killed at any moment."""
    with archive.read() as tx:
        memory.learn(tx)
        return [
            *_articles(tx, memory),
            *_news(tx, memory),
            *_leaves(tx, memory),
            *deliveries(tx, memory),
            *received(tx, inbox, memory),
        ]


def unfinished(archive: Archive, inbox: Inbox, paper: Newspaper) -> list[str]:
    """Return what was lost, of an archive that has nothing left to do."""
    with archive.read() as tx:
        lost = [*_not_taken_in(tx, paper), *_not_missed(tx, paper), *_not_delivered(tx, inbox)]
    return [*check(archive), *lost]


def _articles(tx: Connection, memory: Memory) -> Iterator[str]:
    """Each article is shown by a page, each page shows one, or none where it has gone."""
    pages = sightings(tx)
    states = {row.id: row.state for row in tx.execute(_STATES)}
    for page, on in pages.items():
        now = sum(row.ended_at is None for row in on)
        if now != (states[page] not in (GONE, MOVED)):
            yield f"page {page} ({states[page]}) shows {now} articles"
        bare = [row for row in on if row.raw_id is None and row.number not in memory.forgotten]
        yield from (f"sighting {row.id} has no raw page" for row in bare)
    shown = {row.number for on in pages.values() for row in on}
    stored = set(tx.scalars(select(tables.article.c.number)))
    if stored != shown:
        yield f"articles without a sighting, or the reverse: {sorted(stored ^ shown)}"
    read = set(tx.scalars(select(tables.page.c.id).where(tables.page.c.last_fetched.is_not(None))))
    if read != set(pages):
        yield f"pages read that show nothing, or the reverse: {sorted(read ^ set(pages))}"


def _news(tx: Connection, memory: Memory) -> Iterator[str]:
    """Of each exact watch: the alerts are those that the sightings, gone through anew, call for."""
    appeared: Counter[object] = Counter()
    edited: Counter[object] = Counter()
    for row in tx.execute(ALERTS.where(tables.watch.c.name.in_(EXACT))):
        if row.kind == AlertKind.APPEARED:
            appeared[row.name, row.number] += 1
        elif row.kind == AlertKind.EDITED:
            edited[row.name, row.page_id, frozenset({row.before, row.number})] += 1
    wanted = reckon(tx, memory)
    for raised, called_for in ((appeared, wanted.appeared), (edited, wanted.edited)):
        yield from (f"no alert for {one}" for one in called_for - raised.keys())
        yield from (f"nothing calls for {one}" for one in raised.keys() - called_for)
        yield from (f"{many} alerts for {one}" for one, many in raised.items() if many > 1)


def _leaves(tx: Connection, memory: Memory) -> Iterator[str]:
    """Of each exact watch: what has gone, moved or come back is told, and nothing else is."""
    told: dict[tuple[str, str], set[AlertKind]] = defaultdict(set)
    for row in tx.execute(ALERTS.where(tables.alert.c.kind.in_([one.value for one in _LEAVES]))):
        told[row.name, row.subject.partition(":")[2]].add(AlertKind(row.kind))
    states = {row.id: row.state for row in tx.execute(_STATES)}
    for page, on in sightings(tx).items():
        for row, after in zip(on, [*on[1:], None], strict=True):
            if row.number in memory.forgotten:
                continue
            left = row.ended_at is not None
            left = left and (after is None or after.first_seen != row.ended_at)
            state = states[page] if after is None else None
            for query in EXACT:
                found = told[query, str(row.id)]
                wants = left and row.number in memory.matched[query]
                if not (fates(found, state) if wants else not found):
                    yield f"{query} was told {sorted(found)} of sighting {row.id}, page {page}"


def _not_taken_in(tx: Connection, paper: Newspaper) -> Iterator[str]:
    """Each present text is what its page shows now, and a search finds it."""
    shows = {row.url: row for row in tx.execute(_SHOWN_NOW)}
    for url, text in paper.shows.items():
        row = shows.get(url)
        if row is None:
            yield f"{url} shows nothing, it should: {text.mark}"
        elif row.forgotten_at is None:
            article = article_of(row.title, row.paragraphs)
            if (article.title, [one.text for one in article.paragraphs]) != (
                text.title,
                list(text.paragraphs),
            ):
                yield f"{url} shows {row.number}, not {text.mark}"
            if row.number not in [one.number for one in find(tx, parse_query(tx, text.mark))]:
                yield f"{text.mark} does not find {row.number}"


def _not_missed(tx: Connection, paper: Newspaper) -> Iterator[str]:
    """Each page of the site that is not there has gone or moved, if it ever was read."""
    away = paper.down.keys() | paper.left
    rows = tx.execute(select(tables.page.c.url, tables.page.c.state, tables.page.c.last_fetched))
    for row in rows:
        if row.url in away and row.last_fetched and row.state not in (GONE, MOVED):
            yield f"{row.url} is {row.state}, and has gone"


def _not_delivered(tx: Connection, inbox: Inbox) -> Iterator[str]:
    channel = tables.channel
    rows = select(tables.delivery, channel.c.name.label("channel")).join(
        channel, channel.c.id == tables.delivery.c.channel_id
    )
    for row in tx.execute(rows):
        if row.state == DeliveryState.DEAD and row.error == WHY:
            continue
        if row.state != DeliveryState.DELIVERED:
            yield f"delivery {row.seq} to {row.channel} is {row.state}"
        elif not inbox.received.get((row.channel, row.id)):
            yield f"delivery {row.seq} to {row.channel} was never received"
