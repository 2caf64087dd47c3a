"""Pages that turn out to be one: how rows that have the same key become one row.

A page keeps its row, and the others' sightings and alerts go over to it: of each group the row
that shows an article, and of these the one listed last, at the address that its paper names now.
All of it is a fixed number of statements, whatever the number of pages. The sixth migration uses it
too: of the tables it may name only what they had then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text

FEW: Final = 5
"""Pages of a site that a text may stand on and still say which of them it is: what more have is a
notice that a page cannot be shown, or the like."""

_NEW_KEYS: Final = "CREATE TEMPORARY TABLE new_key (page_id INTEGER PRIMARY KEY, key TEXT NOT NULL)"
_GROUPS: Final = (
    "CREATE TEMPORARY TABLE same_page"
    " (page_id INTEGER PRIMARY KEY, key TEXT NOT NULL, kept INTEGER NOT NULL)",
    """
    INSERT INTO same_page (page_id, key, kept)
    SELECT page.id, named.key, first_value(page.id) OVER (
        PARTITION BY named.key
        ORDER BY CASE WHEN page.state = 'seen' THEN 0
                WHEN page.state IN ('missing', 'gone', 'moved') THEN 1
                WHEN page.state = 'waiting' THEN 2 ELSE 3 END,
            CASE WHEN page.last_listed IS NULL THEN 1 ELSE 0 END, page.last_listed DESC,
            CASE WHEN page.last_fetched IS NULL THEN 1 ELSE 0 END, page.last_fetched DESC,
            CASE WHEN page.url LIKE 'https:%' THEN 0 ELSE 1 END, page.id)
    FROM page JOIN (
        SELECT page_id, key FROM new_key
        UNION ALL SELECT id, key FROM page
        WHERE key IN (SELECT key FROM new_key) AND id NOT IN (SELECT page_id FROM new_key)
    ) AS named ON named.page_id = page.id
    """,
    "CREATE TEMPORARY TABLE joined (page_id INTEGER PRIMARY KEY, kept INTEGER NOT NULL)",
    """
    INSERT INTO joined SELECT page_id, kept FROM same_page
    WHERE kept IN (SELECT kept FROM same_page WHERE page_id <> kept)
    """,
    "CREATE INDEX joined_by_kept ON joined (kept)",
)
"""``joined`` holds the pages of the groups that have more than one."""

_SHOWN: Final = (
    "CREATE TEMPORARY TABLE shown_now"
    " (page_id INTEGER PRIMARY KEY, sighting_id INTEGER NOT NULL, number INTEGER NOT NULL)",
    # What the kept page shows, else what the latest of the others does.
    """
    INSERT INTO shown_now SELECT kept, id, number FROM (
        SELECT joined.kept, sighting.id, sighting.number, row_number() OVER (
            PARTITION BY joined.kept
            ORDER BY CASE WHEN joined.page_id = joined.kept THEN 0 ELSE 1 END, sighting.id DESC
        ) AS turn
        FROM joined JOIN sighting ON sighting.page_id = joined.page_id
        WHERE sighting.ended_at IS NULL
    ) AS open_ones WHERE turn = 1
    """,
    """
    UPDATE sighting SET ended_at = last_seen
    WHERE ended_at IS NULL AND page_id IN (SELECT page_id FROM joined)
    """,
)
_HANDED_OVER: Final = tuple(
    f"UPDATE {table} SET page_id = (SELECT kept FROM joined WHERE joined.page_id = {table}.page_id)"
    f" WHERE page_id IN (SELECT page_id FROM joined WHERE page_id <> kept)"
    for table in ("sighting", "alert", "former_key")
)
_LAST: Final = "(SELECT max(id) FROM sighting WHERE sighting.page_id = shown_now.page_id)"
_SHOWN_ON: Final = (
    # What a page shows now is its last sighting: the same text goes on there, …
    f"""
    UPDATE sighting SET ended_at = NULL, last_seen = (
        SELECT max(same.last_seen) FROM sighting AS same
        WHERE same.page_id = sighting.page_id AND same.number = sighting.number)
    WHERE id IN (
        SELECT last.id FROM shown_now JOIN sighting AS last ON last.id = {_LAST}
        WHERE last.number = shown_now.number)
    """,
    # … another one is shown again.
    f"""
    INSERT INTO sighting (page_id, number, byline, category, published_at, precision, read_from,
        updated_at, first_seen, last_seen, ended_at, raw_id, rules)
    SELECT shown.page_id, shown.number, shown.byline, shown.category, shown.published_at,
        shown.precision, shown.read_from, shown.updated_at, shown.last_seen, shown.last_seen, NULL,
        shown.raw_id, shown.rules
    FROM shown_now JOIN sighting AS shown ON shown.id = shown_now.sighting_id
    WHERE shown_now.number <> (SELECT last.number FROM sighting AS last WHERE last.id = {_LAST})
    """,
)
_OF_GROUP: Final = "FROM page AS p JOIN joined ON joined.page_id = p.id WHERE joined.kept = page.id"
_MADE_ONE: Final = (
    # A page belongs to the source that led to it first, unless that one has been removed.
    f"""
    UPDATE page SET first_noted = (SELECT min(p.first_noted) {_OF_GROUP}),
        last_listed = (SELECT max(p.last_listed) {_OF_GROUP}),
        source_id = coalesce((
            SELECT p.source_id {_OF_GROUP}
                AND p.source_id IN (SELECT id FROM source WHERE NOT removed)
            ORDER BY p.id LIMIT 1), source_id)
    WHERE id IN (SELECT kept FROM joined)
    """,
    """
    UPDATE attestation SET source_id = (
        SELECT page.source_id FROM sighting JOIN page ON page.id = sighting.page_id
        WHERE sighting.number = attestation.number ORDER BY sighting.id LIMIT 1)
    WHERE number IN (
        SELECT number FROM sighting WHERE page_id IN (SELECT kept FROM joined))
    """,
    "DELETE FROM page WHERE id IN (SELECT page_id FROM joined WHERE page_id <> kept)",
    """
    UPDATE page SET key = (SELECT key FROM same_page WHERE same_page.page_id = page.id)
    WHERE id IN (SELECT page_id FROM same_page)
    """,
)
_TEMPORARY: Final = ("new_key", "same_page", "joined", "shown_now")
_OF_SITE: Final = "(key = :site OR substr(key, 1, :length + 1) IN (:site || '/', :site || '?'))"
_SHOWN_THERE: Final = (
    "CREATE TEMPORARY TABLE shown_there (page_id INTEGER PRIMARY KEY, key TEXT NOT NULL)",
    f"""
    INSERT INTO shown_there SELECT page_id, min(key) FROM (
        SELECT min(new_key.page_id) AS page_id, there.key AS key
        FROM new_key
        JOIN (
            SELECT page_id, number, published_at FROM sighting
            WHERE ended_at IS NULL AND number IN (
                SELECT number FROM sighting WHERE ended_at IS NULL
                GROUP BY number HAVING count(*) <= {2 * FEW})
        ) AS here ON here.page_id = new_key.page_id
        JOIN sighting AS same ON same.number = here.number AND same.ended_at IS NULL
        JOIN (SELECT id, key FROM page WHERE {_OF_SITE}) AS there ON there.id = same.page_id
        WHERE there.id NOT IN (SELECT page_id FROM new_key)
            AND new_key.key NOT IN (SELECT key FROM page)
            AND (here.published_at = same.published_at
                OR here.published_at IS NULL OR same.published_at IS NULL)
        GROUP BY there.key
    ) AS pairs GROUP BY page_id
    """,
    """
    INSERT INTO former_key (key, page_id) SELECT key, page_id FROM new_key
    WHERE page_id IN (SELECT page_id FROM shown_there) ON CONFLICT DO NOTHING
    """,
    """
    UPDATE new_key SET key = (SELECT key FROM shown_there WHERE page_id = new_key.page_id)
    WHERE page_id IN (SELECT page_id FROM shown_there)
    """,
    "DROP TABLE shown_there",
)
"""A page whose article a page of the present site shows under another path is that page."""
_MOVED: Final = ":present || substr(key, :length + 1)"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many pages got another key, and how many rows went because another is that page."""

    pages: int
    joined: int


def rekey(tx: Connection, keys: Iterable[Sequence[dict[str, Any]]]) -> Rekeyed:
    """Give pages new keys, ``{"page_id": …, "key": …}`` in lots, and make one of those with one."""
    tx.execute(text(_NEW_KEYS))
    for some in keys:
        if some:
            tx.execute(text("INSERT INTO new_key (page_id, key) VALUES (:page_id, :key)"), some)
    _look_over(tx, "new_key")
    return _make_one(tx)


def change_site(tx: Connection, sites: Sequence[str], present: str) -> Rekeyed:
    """Let the keys that begin with one of these sites begin with the present one.

    Pages that show the same article there already, under whatever path, are the same pages.
    """
    tx.execute(text(_NEW_KEYS))
    for site in sites:
        values = {"site": site, "length": len(site), "present": present}
        moved = f"INSERT INTO new_key SELECT id, {_MOVED} FROM page WHERE {_OF_SITE}"
        tx.execute(text(moved), values)
        tx.execute(
            text(
                f"INSERT INTO former_key (key, page_id) SELECT {_MOVED}, page_id FROM former_key"
                f" WHERE {_OF_SITE} ON CONFLICT DO NOTHING"
            ),
            values,
        )
        tx.execute(text(f"DELETE FROM former_key WHERE {_OF_SITE}"), values)
    _look_over(tx, "new_key", "page", "sighting")
    for statement in _SHOWN_THERE:
        named = {"site": present, "length": len(present)} if ":site" in statement else {}
        tx.execute(text(statement), named)
    return _make_one(tx)


def _make_one(tx: Connection) -> Rekeyed:
    """Carry out what ``new_key`` says."""
    for statement in _GROUPS:
        tx.execute(text(statement))
    _look_over(tx, "same_page", "joined")
    for statement in (*_SHOWN, *_HANDED_OVER, *_SHOWN_ON):
        tx.execute(text(statement))
    pages = tx.scalar(text("SELECT count(*) FROM new_key")) or 0
    joined = tx.scalar(text("SELECT count(*) FROM joined WHERE page_id <> kept")) or 0
    for statement in (*_MADE_ONE, *(f"DROP TABLE {name}" for name in _TEMPORARY)):
        tx.execute(text(statement))
    return Rekeyed(pages, joined)


def _look_over(tx: Connection, *tables: str) -> None:
    """Let PostgreSQL count what has just been filled: it plans for a few rows else."""
    if tx.dialect.name == "postgresql":
        tx.execute(text(f"ANALYZE {', '.join(tables)}"))
