"""An article that a query finds, as it is shown: with the words that matched."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from worker.cli.printed.output import complain, inert, iso, marked, when
from worker.deliver.excerpt import headline, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from worker.flow.search.ask import Found
    from worker.match.queries.query import Query
    from worker.model import Superseded


def found_json(found: Found) -> dict[str, Any]:
    """Return an article found with the keys of ``search --json``."""
    from worker.flow.search.ask import snippet
    from worker.model import SHORT_HASH

    shown, around = found.snapshot, snippet(found)
    return {
        "number": found.number,
        "id": found.content_hash[:SHORT_HASH],
        "content_hash": found.content_hash,
        "title": shown.article.title,
        "published_at": iso(shown.published_at),
        "published_precision": shown.published_precision,
        "source": shown.source,
        "url": shown.url,
        **superseded_json(found.superseded),
        "snippets": [{"text": around.text, "spans": [list(span) for span in around.spans]}],
    }


def tell_doubts(tx: Connection, query: Query, now: datetime, *command: str) -> None:
    """Say what of a query can find nothing, or no more: offices that ended, unknown officials,
    what is read otherwise than it may be meant."""
    tell_misread(query)
    tell_ended(query, now, *command)
    tell_strangers(tx, query)


def tell_misread(query: Query) -> None:
    """Say what of a query is read otherwise than it may be meant."""
    from worker.match.queries.misread import misread

    for said in misread(query.text):
        complain(inert(said))


def tell_strangers(tx: Connection, query: Query) -> None:
    """Say of each official, office, source or place asked for that nobody knows which one may be
    meant."""
    from worker.flow.search.spelling import misspelled, strangers, without_sources
    from worker.match.queries.successors import typed as as_typed

    for office, other in misspelled(tx, query):
        meant = f'office:"{as_typed(other)}"'
        complain(f"nobody is known as {inert(str(office))}; did you mean {inert(meant)}?")
    for field, typed, known in without_sources(tx, query):
        offer = f'; did you mean {field}:"{inert(known)}"?' if known else ""
        what = "no source is called" if field == "source" else "no source is of the place"
        complain(f'{what} "{inert(typed)}"{offer}')
    for typed, near in strangers(tx, query):
        meant = " or ".join(f'official:"{label}"' for label in near)
        add = shlex.join(["diemtin", "official", "add", typed])
        complain(
            f'no official is known by the whole name "{typed}"; '
            + (f"did you mean {inert(meant)}?" if near else f"to have it found anywhere: {add}")
        )


def tell_ended(query: Query, now: datetime, *command: str) -> None:
    """Say which offices of a query have ended, and how the command asks for what followed too."""
    from worker.flow.watches.watching import unfollowed, with_successors

    both, _ = with_successors(query.text, now)
    for ended in unfollowed(query, now):
        again = shlex.join(["diemtin", *command, both])
        complain(ended.told + (f"; to find both: {again}" if both != query.text else ""))


def superseded_json(by: Superseded | None) -> dict[str, Any]:
    """Return which article stands in place of one on its page now, and since when; else null."""
    return {
        "superseded_by": by.number if by else None,
        "superseded_at": iso(by.since) if by else None,
    }


def superseded_text(by: Superseded | None) -> tuple[str, ...]:
    """Return the same to be read, as what may stand among other particulars."""
    return (f"superseded by {by.number:03} on {when(by.since)}",) if by else ()


def print_found(found: Found, *besides: str) -> None:
    """Print an article in three lines: number and title, when and where, the words found.

    What is told ``besides`` follows when and where, then which version its page shows now.
    """
    from worker.flow.search.ask import snippet

    shown, around = found.snapshot, snippet(found)
    title = click.style(headline(shown.article.title), bold=True)
    at = when(shown.published_at, shown.published_precision)
    told = (at, one_line(shown.source), *besides, *superseded_text(found.superseded))
    click.echo(f"{found.number:03}  {title}")
    click.echo(f"     {' · '.join(told)}")
    click.echo(f"     {marked(around.text, around.spans)}")
