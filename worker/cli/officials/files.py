"""``diemtin official import | export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.officials.rematching import later_option, rematched
from worker.cli.opening import opened
from worker.cli.printed.output import plural
from worker.cli.typed.files import FILE, end_with, write_new

if TYPE_CHECKING:
    from worker.flow.registry.entries import FileRead

FORMATS = ("yaml", "csv")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=FILE)
@click.option("--format", "format", type=click.Choice(FORMATS), help="Whatever the name; for -.")
@later_option
@click.pass_context
def import_officials(
    ctx: click.Context, files: tuple[Path, ...], format: str | None, later: bool
) -> None:
    """Add officials and offices from YAML or CSV files.

    FILE - is standard input. What the registry has stays; the same person is one, and so is the
    same office. Where anything is wrong, or contradicts the registry, nothing is stored. The
    shape: diemtin official export.
    """
    from worker.flow.registry import registry

    read = [_read(path, format) for path in files]
    end_with(ctx, [mistake for one in read for mistake in one.mistakes])
    entries = [entry for one in read for entry in one.entries]
    with opened(ctx) as app:
        with app.archive.write() as tx:
            taken = registry.take_in(tx, entries)
        end_with(ctx, taken.mistakes)
        click.echo(
            f"{plural(taken.added, 'official')} added, {taken.changed} changed, "
            f"{taken.unchanged} known already"
        )
        if taken.added or taken.changed:
            rematched(ctx, app, later=later)


def _read(path: Path, format: str | None) -> FileRead:
    from worker.errors import UsageError
    from worker.flow.registry.files import read_data, read_file

    if str(path) != "-":
        return read_file(path, format)
    if format is None:
        raise UsageError("what stands in it is not said", where="-", expected="--format yaml | csv")
    return read_data(sys.stdin.buffer.read(), format)


@click.command("export")
@click.option("--format", "format", type=click.Choice(FORMATS), help="[default: yaml, or TO's]")
@click.option("--to", "to", type=FILE, metavar="FILE", help="A new file.  [default: print]")
@click.pass_context
def export_officials(ctx: click.Context, format: str | None, to: Path | None) -> None:
    """Write the registry as YAML or CSV, as import reads it.

    In YAML as in CSV, an official has name, distinction, aliases (CSV: with ; between them and ~
    before one found whatever the marks) and terms (CSV: a line each): role, body, place, unit,
    within, start, end, attested, known_from, acting.
    """
    from worker.archive.officials import officials
    from worker.flow.registry.files import format_of, written

    target = None if to is None or str(to) == "-" else to
    named = format or (format_of(target) if target else None) or "yaml"
    with opened(ctx) as app, app.archive.read() as tx:
        people = officials.officials(tx)
    lines = written(people, named)
    if target is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    # A spreadsheet garbles CSV without a byte order mark.
    write_new(target, lines, "utf-8-sig" if named == "csv" else "utf-8")
    click.echo(f"{plural(len(people), 'official')} written to {target}")
