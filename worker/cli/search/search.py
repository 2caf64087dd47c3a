"""``diemtin search``: asking the archive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import click

from worker.cli.opening import opened
from worker.cli.printed.output import inert, json_line, plural, table
from worker.cli.search.found import (
    found_json,
    print_found,
    tell_ended,
    tell_misread,
    tell_strangers,
)
from worker.cli.typed.words import QueryCommand

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from worker.flow.search.ask import Found
    from worker.flow.search.facets import Facets
    from worker.flow.search.story_search import FoundStory
    from worker.match.queries.query import Query

SHOWN: Final = 20
_CSV: Final = (
    *("number", "id", "content_hash", "title", "published_at", "published_precision"),
    *("source", "url", "snippet", "superseded_by", "superseded_at"),
)


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--best", is_flag=True, help="Best first, among the newest 10,000 found.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.  [default: 20]")
@click.option("--after", metavar="ID", help="Only what follows this article: the next page.")
@click.option("--facets", is_flag=True, help="Count by month, source and official instead.")
@click.option("--stories", "by_story", is_flag=True, help="Each story once, with who else has it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, no limit.")
@click.option("--csv", "as_csv", is_flag=True, help="One line of CSV each under a head, no limit.")
@click.pass_context
def search(
    ctx: click.Context,
    query: tuple[str, ...],
    best: bool,
    limit: int | None,
    after: str | None,
    facets: bool,
    by_story: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Find articles, newest first.

    QUERY: words and "phrases"; AND OR NOT - and brackets; word*; "words near"~8; title: body:
    exact: official: office: source: place: topic: byline: category: url: after: before: (a day, or
    30d for days ago) is: (edited, gone, duplicate, backlog) min-confidence:. UBND finds "Ủy ban
    nhân dân" too. Without a query, every article is found. office: takes a role, a body and
    perhaps a place: office:"Bí thư Tỉnh ủy Bến Tre". The shell takes quotation marks away: put
    them in '…', as in diemtin search '"hạn mặn" -title:thơ'.
    """
    from worker.archive.articles import lookup
    from worker.archive.sql.time_limit import limited
    from worker.flow.search.ask import find, find_best, parse_search
    from worker.flow.search.facets import count
    from worker.flow.search.story_search import stories_found

    if as_csv and (as_json or facets):
        raise click.UsageError("--csv goes neither with --json nor with --facets")
    if by_story and (as_csv or facets):
        raise click.UsageError("--stories goes neither with --csv nor with --facets")
    most = limit or (None if as_json or as_csv or facets else SHOWN)
    with opened(ctx) as app, app.archive.read() as tx, limited(tx) as patience:
        asked = parse_search(tx, " ".join(query), app.clock.now())
        start = None if after is None else lookup.find(tx, after)
        ask = find_best if best else find
        if by_story:
            told = stories_found(tx, asked, ask(tx, asked, None, patience), start)
            _print_stories(tx, asked, islice(told, most), limit or SHOWN, as_json=as_json)
        elif facets:
            _print_facets(count(islice(ask(tx, asked, start, patience), most)), as_json)
        elif as_json or as_csv:
            _print_all(islice(ask(tx, asked, start, patience), most), as_csv)
        else:
            found = islice(ask(tx, asked, start, patience), most)
            _print_page(tx, asked, found, limit or SHOWN)
        now = app.clock.now()
    tell_misread(asked)
    tell_ended(asked, now, "search")


def _print_page(tx: Connection, asked: Query, found: Iterator[Found], most: int) -> None:
    """Print a page of results for a reader, and what to do next."""
    from worker.model import SHORT_HASH

    shown, last = 0, 0
    pages = set()
    for one in found:
        shown, last = shown + 1, one.number
        pages.add(one.snapshot.url)
        print_found(one, one.content_hash[:SHORT_HASH])
    on_pages = f", on {plural(len(pages), 'page')}" if len(pages) < shown else ""
    _tell_end(tx, asked, shown, last, most, on_pages)


def _print_stories(
    tx: Connection, asked: Query, found: Iterator[FoundStory], most: int, *, as_json: bool
) -> None:
    from worker.cli.search.stories import print_stories

    shown, last = print_stories(found, as_json=as_json)
    if not as_json:
        _tell_end(tx, asked, shown, last, most)


def _tell_end(
    tx: Connection, asked: Query, shown: int, last: int, most: int, on_pages: str = ""
) -> None:
    """Tell how many were shown, how to see more, or what may have been meant."""
    from worker.flow.search.spelling import offered

    if not shown:
        click.echo("nothing found")
        for typed, spelled in offered(tx, asked):
            click.echo(f'no article has "{inert(typed)}"; the archive has "{inert(spelled)}"')
        tell_strangers(tx, asked)
    elif shown == most:
        click.echo(f"{shown} shown{on_pages}; the next with --after {last}, more with --limit")
    else:
        click.echo(f"{shown} found{on_pages}")


def _print_all(found: Iterator[Found], as_csv: bool) -> None:
    from worker.flow.search.csv_lines import csv_line

    if as_csv:
        click.echo(csv_line(_CSV))
    for one in found:
        record = found_json(one)
        if not as_csv:
            json_line(record)
            continue
        record["snippet"] = "".join(each["text"] for each in record["snippets"])
        cells = ["" if record[name] is None else str(record[name]) for name in _CSV]
        click.echo(csv_line([inert(cell) for cell in cells]))


def _print_facets(facets: Facets, as_json: bool) -> None:
    """Print the counts: months in their order, the others the most frequent first."""
    months = sorted(facets.months.items(), reverse=True)
    counted = {
        "month": months,
        "source": facets.sources.most_common(),
        "official": facets.officials.most_common(),
    }
    if as_json:
        lists = {
            f"{name}s": [{name: value, "articles": n} for value, n in pairs]
            for name, pairs in counted.items()
        }
        json_line({"articles": facets.articles, "bounded": facets.bounded, **lists})
        return
    beyond = ", the newest that the query finds: there are more" if facets.bounded else ""
    click.echo(f"{facets.articles} articles{beyond}")
    for name, pairs in counted.items():
        table(((inert(value), str(n)) for value, n in pairs[:SHOWN]), (name, "articles"))
        if len(pairs) > SHOWN:
            click.echo(f"and {len(pairs) - SHOWN} more: --json has them all")
