"""``diemtin source add``: a new newspaper, portal or folder."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit, opened, settings_of

if TYPE_CHECKING:
    from worker.model import Schedule, Way


@click.command()
@click.argument("name")
@click.option("--title", help="Its name for readers.  [default: NAME]")
@click.option("--feed", "feeds", multiple=True, help="Address of an RSS or Atom feed.")
@click.option("--listing", "listings", multiple=True, help="Address of a page that lists articles.")
@click.option("--pattern", help="Regular expression that addresses of listed articles contain.")
@click.option(
    "--folder",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of *.txt files in the text format.",
)
@click.option("--place", help='Its province, for instance "Bến Tre".')
@click.option("--profile", help="Name of an extraction profile.  [default: by address]")
@click.option("--every", help="For instance 30m, 2h, 1d.  [default: 1h]")
@click.option("--cron", help='Five fields, Hanoi time, for instance "*/15 5-22 * * *".')
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    help="Seconds between two requests to the site.",
)
@click.option(
    "--allow", "allowed", multiple=True, help="host or host:port that need not be public."
)
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    title: str | None,
    feeds: tuple[str, ...],
    listings: tuple[str, ...],
    pattern: str | None,
    folders: tuple[Path, ...],
    place: str | None,
    profile: str | None,
    every: str | None,
    cron: str | None,
    pause: float,
    allowed: tuple[str, ...],
) -> None:
    """Add a source under NAME, by feeds, listing pages or folders."""
    from worker.app import profiles_of
    from worker.archive import sources
    from worker.errors import UsageError
    from worker.flow.written import short_name
    from worker.model import Source

    if not math.isfinite(pause):
        raise UsageError("not a number of seconds", where="--pause", expected="for instance 5")
    new = Source(
        fit("NAME", name, short_name),
        title or name,
        _ways(name, feeds, listings, pattern, folders),
        place=place,
        profile=profile,
        schedule=_schedule(name, every, cron),
        pause=pause,
        allowed_hosts=allowed,
    )
    profiles_of(settings_of(ctx)).find("", profile)
    with opened(ctx) as app, app.archive.write() as tx:
        sources.add(tx, new)
    click.echo(f"added {name}; try it: diemtin source check {name}")


def _ways(
    name: str,
    feeds: tuple[str, ...],
    listings: tuple[str, ...],
    pattern: str | None,
    folders: tuple[Path, ...],
) -> tuple[Way, ...]:
    """Return how the source is asked. Raise UsageError for what cannot be used, or for nothing."""
    from worker.errors import UsageError
    from worker.flow.written import link_pattern, web_address
    from worker.model import Way, WayKind

    where = f"source {name}"
    pattern = None if pattern is None else fit("--pattern", pattern, link_pattern)
    if pattern and not listings:
        raise UsageError("--pattern is for links of a listing", where=where, expected="--listing")
    ways = (
        *(Way(WayKind.FEED, fit("--feed", one, web_address)) for one in feeds),
        *(Way(WayKind.LISTING, fit("--listing", one, web_address), pattern) for one in listings),
        *(Way(WayKind.FOLDER, one.absolute().as_posix()) for one in folders),
    )
    if not ways:
        raise UsageError(
            "no way to discover articles", where=where, expected="--feed, --listing or --folder"
        )
    return ways


def _schedule(name: str, every: str | None, cron: str | None) -> Schedule:
    """Return when the source is polled; every hour where nothing is said."""
    from worker.errors import UsageError
    from worker.flow.written import cron_line, interval
    from worker.model import Schedule

    if every and cron:
        raise UsageError("--every and --cron at once", where=f"source {name}", expected="one")
    if cron:
        return Schedule(every=None, cron=fit("--cron", cron, cron_line))
    return Schedule(every=fit("--every", every, interval)) if every else Schedule()
