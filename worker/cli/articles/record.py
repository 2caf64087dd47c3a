"""How one article is shown: as JSON with stable keys, and as a page to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import click

from worker.archive.articles.lookup import ArticleRecord, PageShown, SightingShown
from worker.cli.printed.output import iso, marked, office_json, when
from worker.cli.search.stories import member_json, others
from worker.deliver.excerpt import one_line
from worker.flow.search.history import redated
from worker.model import SHORT_HASH, Mention, Precision, StoryMember

if TYPE_CHECKING:
    from worker.archive.articles.raw import Kept

COLUMNS: Final = (
    *("number", "id", "content_hash", "title", "published_at", "published_precision", "source"),
    *("url", "category", "byline", "place", "text"),
)
"""What ``export --format csv`` has of an article: keys of ``record_json``."""


def record_json(
    found: ArticleRecord, story: int | None = None, told: Sequence[StoryMember] = ()
) -> dict[str, object]:
    """Return an article with the keys of ``show --json``; offsets are code points into text.

    ``story`` is that of the article, ``told`` are the pages that tell it.
    """
    return {
        "number": found.number,
        "id": found.content_hash[:SHORT_HASH],
        "content_hash": found.content_hash,
        "title": found.article.title,
        "published_at": iso(found.published_at),
        "published_precision": found.precision,
        "source": found.source,
        "url": found.url,
        "category": found.category,
        "lead": found.article.lead,
        "paragraphs": [paragraph.text for paragraph in found.article.paragraphs],
        "captions": list(found.article.captions),
        "text": found.article.text,
        "byline": found.byline,
        "place": found.place,
        "language": found.language,
        "sample": found.sample,
        "seed_name": found.seed_name,
        "story": None if story is None else {"id": story, "members": list(map(member_json, told))},
        "pages": [_page_json(page) for page in found.pages],
        "sightings": [_sighting_json(sighting) for sighting in found.sightings],
        "redated": [_redated_json(*pair) for pair in redated(found.sightings)],
        "mentions": [_mention_json(mention) for mention in found.mentions],
    }


def with_raw(
    found: ArticleRecord,
    kept: Mapping[int, Kept],
    story: int | None = None,
    told: Sequence[StoryMember] = (),
) -> dict[str, object]:
    """Return the same, and with each sighting what is kept of its raw page; null for nothing."""
    raw = [_raw_json(kept.get(one.id)) for one in found.sightings]
    shown = [
        {**_sighting_json(one), "raw": of_it}
        for one, of_it in zip(found.sightings, raw, strict=True)
    ]
    return {**record_json(found, story, told), "sightings": shown}


def _raw_json(kept: Kept | None) -> dict[str, object] | None:
    """Return the facts of a raw page; those of an answer that was not kept are null."""
    if kept is None:
        return None
    return {
        "sha256": kept.sha256,
        "size": kept.size,
        "captured_at": iso(kept.captured_at) if kept.own else None,
        "status": kept.status if kept.own else None,
        "content_type": kept.content_type,
        "final_url": kept.final_url if kept.own else None,
    }


def _page_json(page: PageShown) -> dict[str, object]:
    return {
        "url": page.url,
        "source": page.source,
        "state": page.state,
        "missing_since": iso(page.missing_since),
    }


def _redated_json(before: SightingShown, after: SightingShown) -> dict[str, object]:
    return {
        "url": after.url,
        "seen_at": iso(after.first_seen),
        "before": iso(before.published_at),
        "after": iso(after.published_at),
    }


def _sighting_json(sighting: SightingShown) -> dict[str, object]:
    return {
        "url": sighting.url,
        "number": sighting.number,
        "content_hash": sighting.content_hash,
        "byline": sighting.byline,
        "category": sighting.category,
        "published_at": iso(sighting.published_at),
        "published_precision": sighting.precision,
        "first_seen": iso(sighting.first_seen),
        "last_seen": iso(sighting.last_seen),
        "ended_at": iso(sighting.ended_at),
    }


def _mention_json(mention: Mention) -> dict[str, object]:
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "official": mention.official,
        "offices": [
            {**office_json(said.office), "status": said.status} for said in mention.offices
        ],
        "via": mention.via,
        "confidence": mention.confidence,
        "candidates": [{"official": c.official, "odds": c.odds} for c in mention.candidates],
    }


def print_record(found: ArticleRecord, told: Sequence[StoryMember] = ()) -> None:
    """Print an article to be read: officials in bold, then where it was seen."""
    text = _with_officials(found)
    title, *paragraphs = text.split("\n\n")
    sample = "  [sample]" if found.sample else ""
    click.echo(click.style(title, bold=True) + sample)
    at = when(found.published_at, found.precision)
    if found.precision is Precision.NONE:
        at = f"undated, first seen {at}"
    particulars = (found.category, at, found.byline, found.place)
    click.echo(" · ".join(one_line(part) for part in particulars if part))
    for paragraph in paragraphs:
        click.echo(f"\n{paragraph}")
    click.echo(f"\narticle {found.number}, {found.content_hash}")
    if found.seed_name:
        click.echo(f"came as {found.seed_name}")
    for n, sighting in enumerate(found.sightings, start=1):
        click.echo(_seen(found, sighting, f"{n}. " if len(found.sightings) > 1 else ""))
    for before, after in redated(found.sightings):
        times = (when(one.published_at, one.precision) for one in (before, after))
        click.echo(f"redated from {' to '.join(times)}: {one_line(after.url)}")
    shown = {sighting.url for sighting in found.sightings}
    for line in others([one for one in told if one.url not in shown], found.url):
        click.echo(f"also told by {line}")
    for page in found.pages:
        if page.missing_since is not None:
            click.echo(_absent(page))


def _with_officials(found: ArticleRecord) -> str:
    return marked(found.article.text, ((one.start, one.end) for one in found.mentions))


def _absent(page: PageShown) -> str:
    """Return since when a page shows nothing any more, and what it answers."""
    met = f" ({one_line(page.trouble)})" if page.trouble else ""
    return f"{page.state} since {when(page.missing_since)}{met}: {one_line(page.url)}"


def _seen(found: ArticleRecord, sighting: SightingShown, nth: str) -> str:
    other = "" if sighting.number == found.number else f", showing article {sighting.number}"
    ended = f" until {when(sighting.ended_at)}" if sighting.ended_at else ""
    return f"{nth}seen {when(sighting.first_seen)}{ended}{other}: {one_line(sighting.url)}"
