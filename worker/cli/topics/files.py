"""``diemtin topic import | export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.printed.output import plural
from worker.cli.typed.files import FILE, end_with, write_new

if TYPE_CHECKING:
    from worker.flow.topics.files import TopicsRead


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=FILE)
@click.option(
    "--replace", "replacing", is_flag=True, help="Change topics that the archive has otherwise."
)
@click.pass_context
def import_topics(ctx: click.Context, files: tuple[Path, ...], replacing: bool) -> None:
    """Add topics from YAML files.

    FILE - is standard input. Topics that no file names stay. Where anything is wrong, or the
    archive has a topic otherwise and --replace is not said, nothing is stored. The shape: diemtin
    topic export.
    """
    from worker.flow.topics.files import differing, repeated, take_in

    read = [_read(path) for path in files]
    entries = [entry for one in read for entry in one.entries]
    end_with(ctx, [mistake for one in read for mistake in one.mistakes] + list(repeated(entries)))
    with opened(ctx) as app, app.archive.write() as tx:
        if not replacing:
            end_with(ctx, list(differing(tx, entries)))
        taken = take_in(tx, entries)
        end_with(ctx, taken.mistakes)
    click.echo(
        f"{plural(taken.added, 'topic')} added, {taken.changed} changed, "
        f"{taken.unchanged} known already"
    )
    if taken.users:
        click.echo(f"changed by it: {taken.users}")


def _read(path: Path) -> TopicsRead:
    from worker.flow.topics.files import read_topic_data, read_topic_file

    if str(path) == "-":
        return read_topic_data(sys.stdin.buffer.read())
    return read_topic_file(path)


@click.command("export")
@click.argument("file", required=False, type=FILE)
@click.option("--to", "to", type=FILE, metavar="FILE", help="The same as FILE.")
@click.pass_context
def export_topics(ctx: click.Context, file: Path | None, to: Path | None) -> None:
    """Write the topics as YAML, as import reads it.

    FILE must be a new one; without FILE, or with -, they are printed. A topic has name, title and
    query.
    """
    from worker.archive.alerts import topics
    from worker.flow.topics.files import written

    if file and to:
        raise click.UsageError("FILE and --to FILE exclude one another")
    target = file or to
    with opened(ctx) as app, app.archive.read() as tx:
        kept = topics.topics(tx)
    if target is None or str(target) == "-":
        for line in written(kept):
            click.echo(line, nl=False)
        return
    write_new(target, written(kept))
    click.echo(f"{plural(len(kept), 'topic')} written to {target}")
