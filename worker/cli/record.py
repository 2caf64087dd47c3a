"""How one article is shown: as JSON with stable keys, and as a page to read."""

from __future__ import annotations

from typing import Final

import click

from worker.archive.lookup import ArticleRecord, PageShown, SightingShown
from worker.cli.output import iso, marked, when
from worker.deliver.excerpt import one_line
from worker.model import SHORT_HASH, Mention, OfficeSaid, Precision

COLUMNS: Final = (
    *("number", "id", "content_hash", "title", "published_at", "published_precision", "source"),
    *("url", "category", "byline", "place", "text"),
)
"""What ``export --format csv`` has of an article: keys of ``record_json``."""


def record_json(found: ArticleRecord) -> dict[str, object]:
    """Return an article with the keys of ``show --json``; offsets are code points into text."""
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
        "story": None,
        "pages": [
            {
                "url": page.url,
                "source": page.source,
                "state": page.state,
                "missing_since": iso(page.missing_since),
            }
            for page in found.pages
        ],
        "sightings": [_sighting_json(sighting) for sighting in found.sightings],
        "mentions": [_mention_json(mention) for mention in found.mentions],
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
        "offices": [_office_json(said) for said in mention.offices],
        "via": mention.via,
        "confidence": mention.confidence,
        "candidates": [{"official": c.official, "odds": c.odds} for c in mention.candidates],
    }


def _office_json(said: OfficeSaid) -> dict[str, object]:
    of = said.office
    return {
        "role": of.role,
        "body": of.body,
        "place": of.place,
        "unit": of.unit,
        "within": of.within,
        "status": said.status,
    }


def print_record(found: ArticleRecord) -> None:
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
    for sighting in found.sightings:
        click.echo(_seen(found, sighting))
    for page in found.pages:
        if page.missing_since is not None:
            click.echo(_absent(page))


def _with_officials(found: ArticleRecord) -> str:
    return marked(found.article.text, ((one.start, one.end) for one in found.mentions))


def _absent(page: PageShown) -> str:
    """Return since when a page shows nothing any more, and what it answers."""
    met = f" ({one_line(page.trouble)})" if page.trouble else ""
    return f"{page.state} since {when(page.missing_since)}{met}: {one_line(page.url)}"


def _seen(found: ArticleRecord, sighting: SightingShown) -> str:
    other = "" if sighting.number == found.number else f", showing article {sighting.number}"
    ended = f" until {when(sighting.ended_at)}" if sighting.ended_at else ""
    return f"seen {when(sighting.first_seen)}{ended}{other}: {one_line(sighting.url)}"
