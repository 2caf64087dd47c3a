"""Opening the house for a command, and closing it after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from worker.app import App
    from worker.settings import Settings


def settings_of(ctx: click.Context) -> Settings:
    """Load the settings of the home that the command line names."""
    from worker.settings import Settings

    home = ctx.find_root().obj
    assert home is None or isinstance(home, Path)
    return Settings.load(home, os.environ)


@contextmanager
def opened(ctx: click.Context) -> Iterator[App]:
    """Open the archive, made new with its seeds where there is none; close it at the end."""
    from worker.app import App

    app = App.open(settings_of(ctx), os.environ)
    try:
        yield app
    finally:
        app.close()
