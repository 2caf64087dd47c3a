"""``diemtin source edit``: what is known of a source, changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened, settings_of
from worker.cli.sources.options import (
    checked_pattern,
    checked_pause,
    place_given,
    schedule_given,
    tell_place,
    way_options,
    ways_given,
)
from worker.cli.sources.shown import every as told_every
from worker.cli.typed.allowed import allowed_given
from worker.cli.typed.values import TEXT
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.model import Source, Way


@click.command()
@click.argument("name")
@click.option("--title", type=TEXT, help="Another name for readers.")
@way_options
@click.option("--place", help='Its province, for instance "Bến Tre"; "" for a national one.')
@click.option("--profile", help='Name of an extraction profile; "" for the one of its domain.')
@click.option("--every", help="For instance 30m, 2h, 1d; auto for the default.")
@click.option("--cron", help='Five fields, Hanoi time, for instance "*/15 5-22 * * *".')
@click.option(
    "--pause", type=click.FloatRange(min=0), help="Seconds between two requests to the site."
)
@click.option(
    "--allow",
    "allowed",
    multiple=True,
    help='host or host:port that need not be public, in place of those before; "" for none.',
)
@click.pass_context
def edit(
    ctx: click.Context,
    name: str,
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
    pause: float | None,
    allowed: tuple[str, ...],
) -> None:
    """Change a source. Its pages and articles stay.

    The ways named (--feed, --listing, --sitemap, --folder) replace all that it had. --pattern
    alone is for the listings and sitemaps that it has; "" for none: a page then tells by itself
    which of its links are articles.
    """
    from dataclasses import replace

    from worker.app import profiles_of
    from worker.archive.sources import sources

    checked_pause(pause)
    place = place_given(place)
    hosts = allowed_given(tuple(one for one in allowed if one))
    ways = ways_given(feeds, listings, pattern or None, sitemaps, folders)
    schedule = schedule_given(f"source {name}", every, cron)
    profiles_of(settings_of(ctx)).find("", profile or None)
    with opened(ctx) as app, app.archive.write() as tx:
        old = sources.find(tx, name).source
        new = replace(
            old,
            title=title or old.title,
            ways=_ways(old, ways, pattern),
            place=old.place if place is None else place or None,
            profile=old.profile if profile is None else profile or None,
            schedule=schedule or old.schedule,
            pause=old.pause if pause is None else pause,
            allowed_hosts=hosts if allowed else old.allowed_hosts,
        )
        if new != old:
            sources.update(tx, new)
        if new.ways != old.ways:
            sources.forget_ways(tx, name)
    _tell(old, new)
    tell_place(place)


def _ways(old: Source, ways: tuple[Way, ...], pattern: str | None) -> tuple[Way, ...]:
    """Return the ways from now on. Raise UsageError for a pattern that no listing has use for."""
    from dataclasses import replace

    from worker.errors import UsageError
    from worker.model import WayKind

    kept = ways or old.ways
    if pattern is None:
        return kept
    having = (WayKind.LISTING, WayKind.SITEMAP)
    if not any(way.kind in having for way in kept):
        what = "--pattern is for what a page or sitemap lists"
        raise UsageError(what, where=f"source {old.name}", expected="--listing or --sitemap")
    checked = checked_pattern(pattern or None)
    return tuple(replace(way, pattern=checked) if way.kind in having else way for way in kept)


def _tell(old: Source, new: Source) -> None:
    """Say what is another now, a line each."""
    changed = [(what, a, b) for what, a, b in zip(_WHAT, _told(old), _told(new), strict=True)]
    changed = [one for one in changed if one[1] != one[2]]
    if not changed:
        click.echo(f"{old.name} is so already; nothing is changed")
        return
    click.echo(f"changed {old.name}; try it: diemtin source check {old.name}")
    for what, before, after in changed:
        click.echo(one_line(f"{what}: {before} → {after}"))


_WHAT = ("title", "ways", "place", "profile", "polled", "pause", "allowed hosts")


def _told(one: Source) -> tuple[str, ...]:
    return (
        one.title,
        ", ".join(_way(way) for way in one.ways),
        one.place or "national",
        one.profile or "by address",
        told_every(one.schedule),
        f"{one.pause:g} s",
        ", ".join(one.allowed_hosts) or "none",
    )


def _way(way: Way) -> str:
    return f"{way.kind} {way.address}" + (f" ({way.pattern})" if way.pattern else "")
