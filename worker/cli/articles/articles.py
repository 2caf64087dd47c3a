"""``diemtin ingest | show | export``: putting articles in, and taking them out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.articles.history import show_history
from worker.cli.opening import opened
from worker.cli.printed.output import complain, json_line, plural
from worker.cli.search.found import tell_doubts
from worker.cli.typed.words import QueryCommand
from worker.deliver.excerpt import headline

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from worker.app import App
    from worker.archive.articles.lookup import ArticleRecord
    from worker.archive.sources.sources import StoredSource
    from worker.cli.printed.progress import Counter
    from worker.flow.intake.files import FileOutcome

FILES = "tep"
"""The source of files that are ingested without naming one; *tệp* is Vietnamese for file."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "name", help="The source they come from, with its place.")
@click.option("--past", is_flag=True, help="Old articles: their alerts go out in one digest.")
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[Path, ...], name: str | None, past: bool) -> None:
    """Take in files in the text format, or folders of them (*.txt).

    What watches find goes out at once, each alert by itself. With --past it is the source's
    backlog: it gathers in one digest, which goes out when all files are done. If that is
    interrupted, give the same command again: what is stored already is only looked at.
    """
    from worker.cli.printed.progress import counted
    from worker.flow.intake.files import count_files, digest_key, ingest_files

    with opened(ctx) as app:
        source = _source(app, name)
        taken = ingest_files(
            app.archive,
            app.clock,
            source,
            paths,
            margin=app.margin,
            profiles=app.profiles,
            into=digest_key(source) if past else None,
        )
        total = count_files(paths)
        with counted(total) as count, _telling_how_far(total) as outcomes:
            for one in taken:
                outcomes.append(_told(one, count))
    read = [one.ingested for one in outcomes if one.ingested is not None]
    counts = dict.fromkeys(dict.fromkeys(one.verdict for one in read), 0)
    for each in read:
        counts[each.verdict] += 1
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    raised = plural(sum(one.alerts for one in read), "alert")
    if read:
        click.echo(f"{len(read)} of {len(outcomes)} files read: {told}; {raised}")
    if len(read) < len(outcomes) or not outcomes:
        ctx.exit(1)


@contextmanager
def _telling_how_far(total: int) -> Iterator[list[FileOutcome]]:
    """Hand out a list for what became of the files; where the archive fails, say how far it is."""
    from worker.errors import ArchiveError

    outcomes: list[FileOutcome] = []
    try:
        yield outcomes
    except ArchiveError as error:
        stored = sum(one.ingested is not None for one in outcomes)
        far = f"{stored} of {plural(total, 'file')} are stored, the same command takes in the rest"
        error.remedy = f"{error.remedy}; {far}" if error.remedy else far
        raise


def _told(one: FileOutcome, count: Counter) -> FileOutcome:
    """Tell an outcome in a line, and count it."""
    if one.ingested is not None:
        done = one.ingested
        count.done(f"{done.number:03}  {done.verdict:11} {headline(done.title)}")
    else:
        count.failed(str(one.error))
    return one


def _source(app: App, name: str | None) -> StoredSource:
    """Return the source of that name; the one for loose files is made when first needed."""
    from worker.archive.sources import sources
    from worker.model import Source

    with app.archive.write() as tx:
        if name is None and not any(s.source.name == FILES for s in sources.sources(tx)):
            sources.add(tx, Source(FILES, "Tệp (files)", (), pause=0))
        return sources.find(tx, name or FILES)


@click.command()
@click.argument("id", metavar="ID")
@click.option("--diff", is_flag=True, help="What its pages showed in turn, and what changed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all that is kept.")
@click.option("--raw", is_flag=True, help="The bytes of its page as they came.")
@click.option("--headers", is_flag=True, help="What was asked for it and answered, and when.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file that --raw is written to, in place of standard output.",
)
@click.option(
    "--sighting",
    "nth",
    type=click.IntRange(min=1),
    help="Of which of its sightings, as they are numbered here.  [default: its newest]",
)
@click.pass_context
def show(
    ctx: click.Context,
    id: str,
    diff: bool,
    as_json: bool,
    raw: bool,
    headers: bool,
    out: Path | None,
    nth: int | None,
) -> None:
    """Show one article. ID: number, 16 or 64 hex digits, seed name, or address."""
    from worker.archive.articles import lookup
    from worker.archive.articles.raw import of_sightings
    from worker.archive.forgetting import forgetting
    from worker.archive.stories import stories
    from worker.cli.articles import raw_page
    from worker.cli.articles.forget import forgotten_json, print_forgotten
    from worker.cli.articles.record import print_record, with_raw

    raw_page.refuse_mixed(as_json=as_json, raw=raw, headers=headers, out=out, nth=nth)
    if diff:
        if raw or headers:
            raise click.UsageError("--diff and --raw or --headers exclude one another")
        show_history(ctx, id, as_json=as_json)
        return
    with opened(ctx) as app, app.archive.read() as tx:
        number = lookup.find(tx, id)
        gone = forgetting.told(tx, number)
        if gone is not None:
            json_line(forgotten_json(gone)) if as_json else print_forgotten(gone)
            return
        found = lookup.record(tx, number)
        if raw or headers:
            kept = raw_page.chosen(tx, found, nth)
            raw_page.write(tx, kept, out) if raw else raw_page.print_headers(kept)
            return
        kept_of = of_sightings(tx, [one.id for one in found.sightings]) if as_json else {}
        story = stories.of(tx, [number]).get(number, number)
        told = stories.members_of(tx, [number]).get(number, ())
    if as_json:
        json_line(with_raw(found, kept_of, story, told))
    else:
        print_record(found, told)


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder, made where it is not there.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="Text files in the naming scheme, one JSON Lines file, or one CSV file.",
)
@click.pass_context
def export(ctx: click.Context, query: tuple[str, ...], folder: Path, format_: str) -> None:
    """Write what a query finds to files. Without a query, every article is written."""
    from worker.archive.articles.lookup import record
    from worker.cli.articles.record import COLUMNS, record_json
    from worker.flow.search.ask import find, parse_search
    from worker.flow.search.export import export_csv, export_json, export_text

    with opened(ctx) as app, app.archive.read() as tx:
        now = app.clock.now()
        parsed = parse_search(tx, " ".join(query), now)
        tell_doubts(tx, parsed, now, "export", "--to", str(folder))
        records = (record(tx, found.number) for found in find(tx, parsed))
        if format_ == "text":
            written, doubts = export_text(records, folder)
        elif format_ == "csv":
            written, doubts = export_csv(map(record_json, records), COLUMNS, folder), []
        else:
            told = (_with_story(tx, found) for found in records)
            written, doubts = export_json(told, folder), []
    for doubt in doubts:
        complain(doubt)
    click.echo(f"{written} written to {folder}")


def _with_story(tx: Connection, found: ArticleRecord) -> dict[str, object]:
    """Return an article with its story, as ``show --json`` has it."""
    from worker.archive.stories import stories
    from worker.cli.articles.record import record_json

    number = found.number
    told = stories.members_of(tx, [number]).get(number, ())
    return record_json(found, stories.of(tx, [number]).get(number, number), told)
