"""The command: a folder a noun; each command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from worker import __version__

COMMANDS = {
    "run": "operations.service",
    "status": "operations.service",
    "ingest": "articles.articles",
    "search": "search.search",
    "show": "articles.articles",
    "export": "articles.articles",
    "extract": "articles.extract",
    "forget": "articles.forget",
    "source": "sources.sources",
    "topic": "topics.topics",
    "watch": "watches.watches",
    "official": "officials.officials",
    "channel": "channels.channels",
    "alert": "alerts.alerts",
    "digest": "search.digest",
    "database": "operations.database",
}
"""Each command and the module of this room that holds it, in the order of ``--help``."""

INTERRUPTED = 130
"""128 + SIGINT, as shells count it."""
READER_GONE = 141
"""128 + SIGPIPE, as shells count it: who reads the output (``| head``) has had enough."""


class Commands(click.Group):
    """Imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, None if there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(import_module(f"worker.cli.{module}"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end it quietly where nobody reads the output any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(READER_GONE) from None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    help="Folder with the archive and the settings.  [default: $DIEMTIN_HOME or ./diemtin-home]",
)
@click.version_option(__version__, prog_name="diemtin")
@click.pass_context
def diemtin(ctx: click.Context, home: Path | None) -> None:
    """Watch Vietnamese papers, keep every version, and say why it alerts."""
    ctx.obj = home
