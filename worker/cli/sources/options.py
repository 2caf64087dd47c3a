"""What ``source add`` and ``source edit`` take alike, and how it is checked."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from worker.cli.opening import fit

if TYPE_CHECKING:
    from worker.model import Schedule, Way

Command = Callable[..., Any]


def way_options(command: Command) -> Command:
    """Add the options that say how a source is asked: ``feeds``, ``listings``, ….

    ``ways_given`` makes ways of them.
    """
    options = (
        click.option("--feed", "feeds", multiple=True, help="Address of an RSS or Atom feed."),
        click.option(
            "--listing", "listings", multiple=True, help="Address of a page that lists articles."
        ),
        click.option(
            "--pattern",
            help="Regular expression that addresses of articles listed there contain."
            "  [default: learned from the page]",
        ),
        click.option(
            "--sitemap", "sitemaps", multiple=True, help="Address of a sitemap or an index."
        ),
        click.option(
            "--folder",
            "folders",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A folder of *.txt files in the text format.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def ways_given(
    feeds: tuple[str, ...],
    listings: tuple[str, ...],
    pattern: str | None,
    sitemaps: tuple[str, ...],
    folders: tuple[Path, ...],
) -> tuple[Way, ...]:
    """Return the ways of these options, in that order. Raise UsageError for what cannot be used.

    The pattern is for listings and sitemaps.
    """
    from worker.flow.written import web_address
    from worker.model import Way, WayKind

    pattern = checked_pattern(pattern)
    return (
        *(Way(WayKind.FEED, fit("--feed", one, web_address)) for one in feeds),
        *(Way(WayKind.LISTING, fit("--listing", one, web_address), pattern) for one in listings),
        *(Way(WayKind.SITEMAP, fit("--sitemap", one, web_address), pattern) for one in sitemaps),
        *(Way(WayKind.FOLDER, _folder(one)) for one in folders),
    )


def checked_pattern(pattern: str | None) -> str | None:
    """Return the pattern if it is a regular expression. Raise UsageError."""
    from worker.flow.written import link_pattern

    return None if pattern is None else fit("--pattern", pattern, link_pattern)


def place_given(place: str | None) -> str | None:
    """Return the province of ``--place``, "" for a national source. Raise UsageError."""
    from worker.flow.written import province

    return None if place is None else fit("--place", place, province)


def tell_place(place: str | None) -> None:
    """Say that a place is none that is known, where it is so, and what is nearest to it."""
    from worker.flow.written import nearest_province
    from worker.vietnamese.places import places

    if place and places.province(place) is None:
        near = nearest_province(place)
        nearest = f" (the nearest is {near})" if near else ""
        click.echo(f"place: {place} is no province of Việt Nam{nearest}; it is taken as it is")


def _folder(path: Path) -> str:
    """Return a folder that is there. Raise UsageError."""
    from worker.errors import UsageError

    if not path.is_dir():
        what = "this is a file" if path.exists() else "there is no such folder"
        raise UsageError(what, where=f"--folder {path}", expected="a folder")
    return path.absolute().as_posix()


def checked_pause(pause: float | None) -> None:
    """Raise UsageError for a pause that is no number of seconds."""
    from worker.errors import UsageError

    if pause is not None and not math.isfinite(pause):
        raise UsageError("not a number of seconds", where="--pause", expected="for instance 5")


def schedule_given(where: str, every: str | None, cron: str | None) -> Schedule | None:
    """Return when a source is polled, None where nothing is said. Raise UsageError.

    ``auto`` is what a source has for which nothing is said.
    """
    from worker.errors import UsageError
    from worker.flow.written import cron_line, interval
    from worker.model import Schedule

    if every and cron:
        raise UsageError("--every and --cron at once", where=where, expected="one")
    if cron:
        return Schedule(every=None, cron=fit("--cron", cron, cron_line))
    if every == "auto":
        return Schedule()
    return Schedule(every=fit("--every", every, interval)) if every else None
