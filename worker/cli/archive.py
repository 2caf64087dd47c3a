"""``diemtin ingest | show | export``: putting articles in, and taking them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.output import complain, json_line, plural
from worker.cli.words import QueryCommand
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.app import App
    from worker.archive.sources import StoredSource
    from worker.cli.progress import Counter
    from worker.flow.files import FileOutcome

FILES = "tep"
"""The source of files that are ingested without naming one; *tệp* is Vietnamese for file."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "name", help="The source they come from, with its place.")
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[Path, ...], name: str | None) -> None:
    """Take in files in the text format, or folders of them (*.txt)."""
    from worker.cli.progress import counted
    from worker.flow.files import count_files, ingest_files

    with opened(ctx) as app:
        source = _source(app, name)
        known = app.profiles
        taken = ingest_files(
            app.archive, app.clock, source, paths, margin=app.margin, profiles=known
        )
        with counted(count_files(paths)) as count:
            outcomes = [_told(one, count) for one in taken]
    read = [one.ingested for one in outcomes if one.ingested is not None]
    counts = dict.fromkeys(dict.fromkeys(one.verdict for one in read), 0)
    for one in read:
        counts[one.verdict] += 1
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    raised = plural(sum(one.alerts for one in read), "alert")
    click.echo(f"{len(read)} of {len(outcomes)} files read: {told or 'nothing'}; {raised}")
    if len(read) < len(outcomes) or not outcomes:
        ctx.exit(1)


def _told(one: FileOutcome, count: Counter) -> FileOutcome:
    """Tell an outcome in a line, and count it."""
    if one.ingested is not None:
        done = one.ingested
        count.done(f"{done.number:03}  {done.verdict:11} {one_line(done.title)}")
    else:
        count.failed(str(one.error))
    return one


def _source(app: App, name: str | None) -> StoredSource:
    """Return the source of that name; the one for loose files is made when first needed."""
    from worker.archive import sources
    from worker.model import Source

    with app.archive.write() as tx:
        if name is None and not any(s.source.name == FILES for s in sources.sources(tx)):
            sources.add(tx, Source(FILES, "Tệp (files)", (), pause=0))
        return sources.find(tx, name or FILES)


@click.command()
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all that is kept.")
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> None:
    """Show one article. ID: number, 16 or 64 hex digits, seed name, or address."""
    from worker.archive import lookup, stories
    from worker.cli.record import print_record, record_json

    with opened(ctx) as app, app.archive.read() as tx:
        found = lookup.record(tx, lookup.find(tx, id))
        story = stories.of(tx, [found.number]).get(found.number, found.number)
        told = stories.members_of(tx, [found.number]).get(found.number, ())
    json_line(record_json(found, story, told)) if as_json else print_record(found, told)


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
    from worker.archive.lookup import record
    from worker.cli.record import COLUMNS, record_json
    from worker.flow.ask import find, parse_search
    from worker.flow.export import export_csv, export_json, export_text

    with opened(ctx) as app, app.archive.read() as tx:
        parsed = parse_search(tx, " ".join(query), app.clock.now())
        records = (record(tx, found.number) for found in find(tx, parsed))
        if format_ == "text":
            written, doubts = export_text(records, folder)
        elif format_ == "csv":
            written, doubts = export_csv(map(record_json, records), COLUMNS, folder), []
        else:
            written, doubts = export_json(map(record_json, records), folder), []
    for doubt in doubts:
        complain(doubt)
    click.echo(f"{written} written to {folder}")
