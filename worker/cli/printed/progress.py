"""How far long work is: a line an item in a pipe, a bar on a terminal where there are many; or
a bar on a terminal and nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from worker.cli.printed.output import complain
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from rich.progress import Progress

MANY = 50
"""Items up to which a terminal shows a line for each instead of a bar."""


class Counter(Protocol):
    """Is told of each item as it is done, or why it failed."""

    def done(self, line: str) -> None:
        """Tell of an item that is done."""

    def failed(self, why: str) -> None:
        """Tell of an item that failed."""


class _Lines:
    """Prints a line an item."""

    def done(self, line: str) -> None:
        click.echo(line)

    def failed(self, why: str) -> None:
        complain(why)


class _Bar:
    """Moves a bar on standard error; the lines go to standard output where that is a pipe."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total)

    def done(self, line: str) -> None:
        if not sys.stdout.isatty():
            click.echo(line)
        self._bar.advance(self._task)

    def failed(self, why: str) -> None:
        from rich.text import Text

        self._bar.console.print(Text(f"diemtin: {one_line(why)}"), soft_wrap=True)
        self._bar.advance(self._task)


@contextmanager
def counted(total: int) -> Iterator[Counter]:
    """Hand out what counts ``total`` items; its bar is gone at the end."""
    if total <= MANY or not sys.stderr.isatty():
        yield _Lines()
        return
    with _progress() as bar:
        yield _Bar(bar, total)


@contextmanager
def measured(what: str) -> Iterator[Callable[[int, int], None]]:
    """Hand out what is told how much is done of how much; its bar is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with _progress(what) as bar:
        task = bar.add_task("", total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told


def _progress(what: str = "") -> Progress:
    """Return bars on standard error, named where there is a name, that are gone at the end."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    named = (TextColumn(what),) if what else ()
    columns = (*named, MofNCompleteColumn(), BarColumn(), TimeRemainingColumn())
    terminal = Console(stderr=True, highlight=False, emoji=False)
    return Progress(
        *columns, console=terminal, transient=True, redirect_stdout=False, redirect_stderr=False
    )
