"""Opening the house for a command, and closing it after."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from worker.app import App
    from worker.settings import Settings

Fit = TypeVar("Fit")


def settings_of(ctx: click.Context) -> Settings:
    """Load the settings of the home that the command line names."""
    from worker.settings import Settings

    home = ctx.find_root().obj
    assert home is None or isinstance(home, Path)
    _refuse_not_utf8(ctx, "--home", home and str(home))
    return Settings.load(home, os.environ)


@contextmanager
def opened(ctx: click.Context) -> Iterator[App]:
    """Open the archive, made new with its seeds where there is none; close it at the end."""
    from worker.app import App

    for name, value in ctx.params.items():
        _refuse_not_utf8(ctx, name, value)
    app = App.open(settings_of(ctx), os.environ)
    try:
        yield app
    finally:
        app.close()


def _refuse_not_utf8(ctx: click.Context, name: str, value: object) -> None:
    """Raise UsageError for text that is not UTF-8, which no database keeps; paths see to it."""
    from worker.errors import UsageError

    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, str) and any("\ud800" <= letter <= "\udfff" for letter in one):
            raise UsageError("is not UTF-8", where=f"{ctx.info_name}: {name}")


def fit_name(kind: str, name: str) -> None:
    """Raise UsageError for a name that could not be printed on one line or typed again."""
    from worker.deliver.excerpt import one_line
    from worker.errors import UsageError

    if not name or name != one_line(name) or name.startswith("-"):
        raise UsageError(
            f"{one_line(name)!r} cannot be the name",
            where=kind,
            expected="a name of one line that does not begin with -",
        )


def fit(option: str, text: str, check: Callable[[str], Fit]) -> Fit:
    """Return what a check makes of an option; what it refuses is a UsageError."""
    from worker.errors import UsageError
    from worker.flow.written import Unfit

    try:
        return check(text)
    except Unfit as error:
        raise UsageError(
            error.what, where=option, expected=error.expected, remedy=error.remedy
        ) from error
