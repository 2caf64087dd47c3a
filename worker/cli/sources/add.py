"""``diemtin source add``: a new newspaper or portal from its address; a folder by its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit, opened, settings_of
from worker.cli.sources.options import (
    checked_pattern,
    checked_pause,
    place_given,
    schedule_given,
    tell_place,
    way_options,
    ways_given,
)
from worker.cli.typed.allowed import allowed_given
from worker.cli.typed.values import TEXT

if TYPE_CHECKING:
    from worker.model import Schedule, Way


@click.command()
@click.argument("first", metavar="URL | NAME")
@click.argument("second", metavar="[NAME]", required=False)
@click.option("--name", "named", help="Its name in commands.  [default: of its domain]")
@click.option(
    "--title", type=TEXT, help="Its name for readers.  [default: as it calls itself, else NAME]"
)
@way_options
@click.option("--place", help='Its province, for instance "Bến Tre"; "" for a national one.')
@click.option("--profile", help="Name of an extraction profile.  [default: by address]")
@click.option("--every", help="For instance 30m, 2h, 1d.  [default: as it publishes]")
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
@click.option("--yes", is_flag=True, help="Save what was found without asking.")
@click.option("--json", "as_json", is_flag=True, help="What was found, as one JSON object.")
@click.pass_context
def add(
    ctx: click.Context,
    first: str,
    second: str | None,
    named: str | None,
    title: str | None,
    feeds: tuple[str, ...],
    listings: tuple[str, ...],
    pattern: str | None,
    sitemaps: tuple[str, ...],
    folders: tuple[Path, ...],
    place: str | None,
    profile: str | None,
    every: str | None,
    cron: str | None,
    pause: float,
    allowed: tuple[str, ...],
    yes: bool,
    as_json: bool,
) -> None:
    """Add a source by its address, or under NAME by its ways.

    With an address (https://baocamau.vn, or baocamau.vn) the site is asked how it publishes: its
    feeds, its front page, its sitemaps. Name, title, province and the newest five articles, as
    they would be stored, are shown first; every option goes before what is found. On a terminal
    you are asked before it is saved; a script is not.

    Without one (diemtin source add NAME --feed …) nothing is asked of the site: its ways are the
    feeds, listing pages, sitemaps and folders that are named.
    """
    from worker.app import profiles_of

    address, name = _address_and_name(first, second, named)
    allowed = allowed_given(allowed)
    checked_pause(pause)
    place = place_given(place)
    ways = ways_given(feeds, listings, pattern, sitemaps, folders)
    schedule = schedule_given(f"source {name or address}", every, cron)
    profiles_of(settings_of(ctx)).find("", profile)
    if address is None:
        assert name is not None
        _add_as_told(ctx, name, title, ways, place, profile, schedule, pause, allowed, pattern)
        return
    from worker.cli.sources.finding import add_found
    from worker.flow.sources.find_out import Wanted
    from worker.model import Schedule

    wanted = Wanted(
        address,
        *(name, title, place),
        profile=profile,
        ways=ways,
        pattern=None if listings or sitemaps else checked_pattern(pattern),
        schedule=schedule or Schedule(),
        pause=pause,
        allowed=allowed,
    )
    add_found(ctx, wanted, yes=yes, as_json=as_json)
    if not as_json:
        tell_place(place)


def _address_and_name(
    first: str, second: str | None, named: str | None
) -> tuple[str | None, str | None]:
    """Tell address and name apart, in whichever order they were typed. Raise UsageError."""
    from worker.errors import UsageError
    from worker.flow.sources.find_out import looks_like_address
    from worker.flow.written import short_name, web_address

    typed = [one for one in (first, second) if one is not None]
    addresses = [one for one in typed if "://" in one or looks_like_address(one)]
    names = [one for one in (*typed, named) if one is not None and one not in addresses]
    if len(addresses) > 1 or len(names) > 1:
        raise UsageError(
            f"found {' and '.join(addresses if len(addresses) > 1 else names)}",
            where="source add",
            expected="one address and at most one name",
        )
    name = fit("NAME", names[0], short_name) if names else None
    address = addresses[0] if addresses else None
    if address is not None and not looks_like_address(address):
        fit("URL", address, web_address)  # "ftp://…"
    return address, name


def _add_as_told(
    ctx: click.Context,
    name: str,
    title: str | None,
    ways: tuple[Way, ...],
    place: str | None,
    profile: str | None,
    schedule: Schedule | None,
    pause: float,
    allowed: tuple[str, ...],
    pattern: str | None,
) -> None:
    """Save a source of which everything was said; nothing is asked of the site."""
    from worker.archive.sources import sources
    from worker.errors import UsageError
    from worker.model import Schedule, Source

    where = f"source {name}"
    if pattern and not any(way.pattern for way in ways):
        what = "--pattern is for what a page or sitemap lists"
        raise UsageError(what, where=where, expected="--listing or --sitemap")
    if not ways:
        raise UsageError(
            "no way to discover articles",
            where=where,
            expected="--feed, --listing, --sitemap or --folder, or an address to look for them",
        )
    new = Source(
        name,
        title or name,
        ways,
        place=place or None,
        profile=profile,
        schedule=schedule or Schedule(),
        pause=pause,
        allowed_hosts=allowed,
    )
    with opened(ctx) as app, app.archive.write() as tx:
        sources.add(tx, new)
    click.echo(f"added {name}; try it: diemtin source check {name}")
    tell_place(place)
