"""Files that commands read and write: mistakes told one by one, new files only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.printed.output import complain

if TYPE_CHECKING:
    from worker.errors import SettingsError

FILE = click.Path(path_type=Path, allow_dash=True)
"""A file, or - for standard input or output."""


def end_with(ctx: click.Context, mistakes: Sequence[SettingsError]) -> None:
    """Tell the mistakes, the first of them one by one, and end; go on where there are none."""
    from worker.flow.registry.entries import MOST_MISTAKES

    if not mistakes:
        return
    for mistake in mistakes[:MOST_MISTAKES]:
        complain(str(mistake))
    if len(mistakes) > 1:
        more = len(mistakes) - MOST_MISTAKES
        rest = f" ({more} more than shown)" if more > 0 else ""
        complain(f"{len(mistakes)} mistakes{rest}; nothing is stored")
    ctx.exit(mistakes[0].exit_status)


def write_new(target: Path, lines: Iterable[str], encoding: str = "utf-8") -> None:
    """Write a new file.

    Raises UsageError where there is a file of that name, or none can be made.
    """
    from worker.errors import UsageError

    try:
        with target.open("x", encoding=encoding, newline="") as file:
            file.writelines(lines)
    except FileExistsError as error:
        raise UsageError("is there already", where=str(target), remedy="name a new file") from error
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(target)) from error
