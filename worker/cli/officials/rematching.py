"""Finding the mentions of all articles anew, with a bar on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli import INTERRUPTED
from worker.cli.printed.output import complain
from worker.cli.printed.progress import measured

if TYPE_CHECKING:
    from worker.app import App

LATER = "the service finds the mentions anew; or now: diemtin official rematch"

later_option = click.option(
    "--later", is_flag=True, help="Leave it to the service to find the mentions anew."
)


def rematched(ctx: click.Context, app: App, *, later: bool) -> None:
    """Find the mentions anew after a change of the registry, or say who does it later."""
    if later:
        click.echo(LATER)
    else:
        find_anew(ctx, app)


def find_anew(ctx: click.Context, app: App) -> int:
    """Find the mentions of all articles anew; return of how many. Ends where interrupted."""
    from worker.flow.registry.rematch import rematch

    try:
        with measured("mentions") as told:
            return rematch(app.archive, app.clock, told, margin=app.margin)
    except KeyboardInterrupt:
        complain(f"interrupted; searches find as before until it is done; {LATER}")
        ctx.exit(INTERRUPTED)
