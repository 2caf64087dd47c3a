"""``diemtin official import | export``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.output import complain, plural
from worker.cli.rematching import later_option, rematched

if TYPE_CHECKING:
    from worker.errors import SettingsError
    from worker.flow.registry_entries import FileRead

FORMATS = ("yaml", "csv")
_PATH = click.Path(path_type=Path, allow_dash=True)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=_PATH)
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
    from worker.flow import registry

    read = [_read(path, format) for path in files]
    _end_with(ctx, [mistake for one in read for mistake in one.mistakes])
    entries = [entry for one in read for entry in one.entries]
    with opened(ctx) as app:
        with app.archive.write() as tx:
            taken = registry.take_in(tx, entries)
        _end_with(ctx, taken.mistakes)
        click.echo(
            f"{plural(taken.added, 'official')} added, {taken.changed} changed, "
            f"{taken.unchanged} known already"
        )
        if taken.added or taken.changed:
            rematched(ctx, app, later=later)


def _read(path: Path, format: str | None) -> FileRead:
    from worker.errors import UsageError
    from worker.flow.registry_files import read_data, read_file

    if str(path) != "-":
        return read_file(path, format)
    if format is None:
        raise UsageError("what stands in it is not said", where="-", expected="--format yaml | csv")
    return read_data(sys.stdin.buffer.read(), format)


def _end_with(ctx: click.Context, mistakes: Sequence[SettingsError]) -> None:
    """Tell the mistakes, the first of them one by one, and end; go on where there are none."""
    from worker.flow.registry_entries import MOST_MISTAKES

    if not mistakes:
        return
    for mistake in mistakes[:MOST_MISTAKES]:
        complain(str(mistake))
    if len(mistakes) > 1:
        more = len(mistakes) - MOST_MISTAKES
        rest = f" ({more} more than shown)" if more > 0 else ""
        complain(f"{len(mistakes)} mistakes{rest}; nothing is stored")
    ctx.exit(mistakes[0].exit_status)


@click.command("export")
@click.option("--format", "format", type=click.Choice(FORMATS), help="[default: yaml, or TO's]")
@click.option("--to", "to", type=_PATH, metavar="FILE", help="A new file.  [default: print]")
@click.pass_context
def export_officials(ctx: click.Context, format: str | None, to: Path | None) -> None:
    """Write the registry as YAML or CSV, as import reads it.

    In YAML as in CSV, an official has name, distinction, aliases (CSV: with ; between them and ~
    before one found whatever the marks) and terms (CSV: a line each): role, body, place, unit,
    within, start, end, attested, known_from, acting.
    """
    from worker.archive import officials
    from worker.flow.registry_files import format_of, written

    target = None if to is None or str(to) == "-" else to
    named = format or (format_of(target) if target else None) or "yaml"
    with opened(ctx) as app, app.archive.read() as tx:
        people = officials.officials(tx)
    lines = written(people, named)
    if target is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    _write(target, lines, named)
    click.echo(f"{plural(len(people), 'official')} written to {target}")


def _write(target: Path, lines: Iterable[str], format: str) -> None:
    """Write a new file; CSV with a byte order mark, without which spreadsheets garble it.

    Raises UsageError where there is a file of that name, or none can be made.
    """
    from worker.errors import UsageError

    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    try:
        with target.open("x", encoding=encoding, newline="") as file:
            file.writelines(lines)
    except FileExistsError as error:
        raise UsageError("is there already", where=str(target), remedy="name a new file") from error
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(target)) from error
