"""``show --raw`` and ``--headers``: the evidence of a sighting, as it came."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.printed.output import iso
from worker.deliver.excerpt import one_line
from worker.errors import NotFound, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from worker.archive.articles.lookup import ArticleRecord, SightingShown
    from worker.archive.articles.raw import Kept


def refuse_mixed(
    *, as_json: bool, raw: bool, headers: bool, out: Path | None, nth: int | None
) -> None:
    """Raise UsageError for options of ``show`` that say nothing together."""
    if as_json + raw + headers > 1:
        raise UsageError("show", expected="one of --json, --raw and --headers")
    if out is not None and not raw:
        raise UsageError("--out is where the raw page goes", where="show", expected="--raw")
    if nth is not None and not (raw or headers):
        raise UsageError(
            "--sighting says which raw page", where="show", expected="--raw or --headers"
        )


def chosen(tx: Connection, found: ArticleRecord, nth: int | None) -> Kept:
    """Return the raw page of that sighting, the first being 1, else of the article's newest.

    Where there are several, say on standard error which it is. Raises NotFound.
    """
    from worker.archive.articles.raw import of_sightings

    shown = _sighting(found, nth)
    kept = of_sightings(tx, [shown.id]).get(shown.id)
    at = found.sightings.index(shown) + 1
    if kept is None:
        raise NotFound(f"no raw page is kept of sighting {at}", where=f"article {found.number}")
    if len(found.sightings) > 1:
        which = f"sighting {at} of {len(found.sightings)}, since {iso(shown.first_seen)}"
        click.echo(f"{which}: {one_line(shown.url)}; another one: --sighting N", err=True)
    return kept


def _sighting(found: ArticleRecord, nth: int | None) -> SightingShown:
    if nth is None:
        return next(one for one in reversed(found.sightings) if one.number == found.number)
    if nth > len(found.sightings):
        raise NotFound(
            f"there is no sighting {nth}",
            where=f"article {found.number}",
            expected=f"1 to {len(found.sightings)}",
        )
    return found.sightings[nth - 1]


def write(tx: Connection, kept: Kept, out: Path | None) -> None:
    """Write the bytes to a new file, or to standard output where that is no terminal.

    A page may hold what a terminal obeys. Raises UsageError.
    """
    from worker.archive.articles.raw import load

    if out is None:
        if sys.stdout.isatty():
            raise UsageError(
                "a raw page is not written to a terminal, which might obey it",
                where="show --raw",
                remedy="name a file with --out, or a pipe",
            )
        sys.stdout.buffer.write(load(tx, kept.raw_id).body)
        sys.stdout.buffer.flush()
        return
    try:
        with out.open("xb") as file:
            file.write(load(tx, kept.raw_id).body)
    except OSError as error:
        said = error.strerror or str(error)
        raise UsageError(said, where=f"--out {out}", expected="the name of a new file") from error
    click.echo(f"{kept.size:,} bytes written to {one_line(str(out))}", err=True)


def print_headers(kept: Kept) -> None:
    """Print what was asked and what was answered: one line each, with nothing a terminal obeys."""
    if not kept.own:
        click.echo("its answer was not kept; the same bytes came first with this one:")
    lines = [("asked", kept.url)]
    if kept.final_url != kept.url:
        lines.append(("answered by", kept.final_url))
    lines += [
        ("captured", iso(kept.captured_at) or ""),
        ("status", str(kept.status)),
        ("content type", kept.content_type),
        ("size", f"{kept.size} bytes"),
        ("sha256", kept.sha256),
    ]
    for name, value in lines:
        click.echo(f"{name:12}  {one_line(value)}")
    if kept.headers:
        click.echo()
    for name, value in kept.headers:
        click.echo(f"{one_line(name)}: {one_line(value)}")
