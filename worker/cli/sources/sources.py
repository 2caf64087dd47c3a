"""``diemtin source``: the newspapers, portals and folders that are watched."""

from __future__ import annotations

import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.printed.output import iso, json_line, plural, table, when
from worker.cli.sources.add import add
from worker.cli.sources.check import check
from worker.cli.sources.edit import edit
from worker.cli.sources.health import health_json, health_lines, looks_json, looks_line
from worker.cli.sources.move import move
from worker.cli.sources.poll import go_on, poll
from worker.cli.sources.retry import retry
from worker.cli.sources.shown import polled
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from worker.app import App
    from worker.archive.pages.page_states import Troubled
    from worker.archive.sources.runs import Run
    from worker.archive.sources.sources import StoredSource
    from worker.model import Source


@click.group()
def source() -> None:
    """Newspapers, portals and folders, and how they are polled."""


source.add_command(add)
source.add_command(edit)
source.add_command(check)
source.add_command(move)
source.add_command(poll)
source.add_command(retry)


def _last(run: Run | None) -> str:
    if run is None:
        return "never"
    told = f"{when(run.started_at)}, {run.stored} new"
    if run.left_out:
        told += f"; {plural(run.left_out, 'poll')} left out while it ran"
    return f"{told}; {run.error}" if run.error else told


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_sources(ctx: click.Context, as_json: bool) -> None:
    """List the sources with how they do and their last run."""
    from worker.archive.sources import sources
    from worker.flow.sources.portrait import in_short, portraits, volume_of

    with opened(ctx) as app, app.archive.read() as tx:
        now = app.clock.now()
        known = portraits(tx, now)
        found = [(one, one.last_run) for one in sources.sources(tx)]
        usual = {one.id: volume_of(tx, one, now) for one, _ in found} if as_json else {}
    if as_json:
        for one, run in found:
            health = health_json(one, known[one.id], usual[one.id], now)
            json_line({**_source_json(one, run, now), "health": health})
        return
    table(
        (
            (
                one.source.name,
                one.source.title,
                one.source.place or "national",
                polled(one) if one.source.ways else "–",
                "on" if one.source.enabled else "off",
                in_short(one, known[one.id], now),
                _last(run),
            )
            for one, run in found
        ),
        ("source", "title", "place", "polled", "", "health", "last run"),
    )


def _source_json(stored: StoredSource, run: Run | None, now: datetime) -> dict[str, object]:
    from worker.service.due import due_at

    one = stored.source
    planned = one.enabled and one.ways and stored.last_run  # else at once, or never
    return {
        "name": one.name,
        "title": one.title,
        "place": one.place,
        "language": one.language,
        "ways": [{"kind": w.kind, "address": w.address, "pattern": w.pattern} for w in one.ways],
        "profile": one.profile,
        "every": one.schedule.every,
        "cron": one.schedule.cron,
        "pause": one.pause,
        "allowed_hosts": list(one.allowed_hosts),
        "domains": list(one.domains),
        "moved_to": stored.moved_to,
        "enabled": one.enabled,
        "origin": one.origin,
        "next_poll": iso(due_at(stored, now)) if planned else None,
        "failures": stored.failures,
        "last_run": run
        and {
            "started_at": iso(run.started_at),
            "finished_at": iso(run.finished_at),
            "discovered": run.discovered,
            "fetched": run.fetched,
            "stored": run.stored,
            "alerts": run.alerts,
            "error": run.error,
            "left_out": run.left_out,
        },
    }


def _read_by(app: App, one: Source) -> tuple[str | None, str]:
    """Return the profile that the pages of a source are read by, and how to tell of it.

    Its first address that has one decides, where the source names none.
    """
    from worker.errors import SettingsError

    addresses = [way.address for way in one.ways] if one.profile is None else [""]
    try:
        profiles = app.profiles
        found = [profiles.find(address, one.profile) for address in addresses]
    except SettingsError as error:
        return None, f"cannot be used: {error}"
    layout = next(filter(None, found), None)
    if layout is None:
        return None, "none for its address: read by general rules"
    own = "; your own, in profiles/ of the home" if layout.name in profiles.own else ""
    return layout.name, f"{layout.name}, {'named' if one.profile else 'by its address'}{own}"


@source.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show one source: addresses, how it does, pages in trouble."""
    from worker.archive.pages import page_states
    from worker.archive.sources import backfills, sources
    from worker.flow.sources.portrait import portraits, volume_of

    with opened(ctx) as app, app.archive.read() as tx:
        now = app.clock.now()
        one = sources.find(tx, name)
        walking = backfills.unfinished(tx, one.id)
        known, volume = portraits(tx, now)[one.id], volume_of(tx, one, now)
        counts = page_states.counts(tx, one.id)
        troubled = page_states.troubled(tx, one.id, limit=20)
        looks = page_states.looks(tx, now, one.id)
        read_by, told = _read_by(app, one.source)
    if as_json:
        health = health_json(one, known, volume, now)
        troubles = [_page_json(page) for page in troubled]
        state = {
            "health": health,
            "pages": counts,
            "troubled": troubles,
            "looks": looks_json(looks),
        }
        json_line({**_source_json(one, one.last_run, now), "read_by": read_by, **state})
        return
    _print_source(one, told, now)
    for word, line in health_lines(one, known, volume, now):
        click.echo(f"  {word:8} {one_line(line)}")
    click.echo("  pages    " + (", ".join(f"{n} {s}" for s, n in counts.items()) or "none yet"))
    click.echo(f"  again    {looks_line(looks)}")
    if walking is not None:
        again = go_on(name, walking.since, walking.until)
        click.echo(f"  backfill since {walking.since} is unfinished; go on with: {again}")
    _print_troubled(name, troubled)


def _page_json(page: Troubled) -> dict[str, object]:
    return {
        "url": page.url,
        "state": page.state,
        "error": page.error,
        "next_fetch": iso(page.next_fetch),
    }


def _print_source(stored: StoredSource, read_by: str, now: datetime) -> None:
    """Print what a source is, how and when it is asked, and how its pages are read."""
    from worker.flow.gone.succession import moved_line

    one = stored.source
    click.echo(f"{one_line(one.title)} ({one.name}), {one.place or 'national'}")
    for way in one.ways:
        pattern = f"  links that match {way.pattern}" if way.pattern else ""
        click.echo(f"  {way.kind:8} {way.address}{pattern}")
    if one.domains:
        click.echo(f"  domains  {', '.join(one.domains)}")
    if stored.moved_to:
        click.echo(f"  moved    {moved_line(one.name, stored.moved_to)}")
    click.echo(f"  profile  {one_line(read_by)}")
    click.echo(f"  polled   {polled(stored)}, {one.pause:g} s between pages")
    click.echo(f"  next     {_next(stored, now)}")
    click.echo(f"  last run {_last(stored.last_run)}")


def _print_troubled(name: str, pages: Sequence[Troubled]) -> None:
    """Print the pages that are in trouble, and how to ask for them again."""
    from worker.archive.pages.pages import SEEN

    for page in pages:
        again = f"; asked again after {when(page.next_fetch)}" if page.next_fetch else ""
        click.echo("    " + one_line(f"{page.state}: {page.url}: {page.error}{again}"))
    if any(page.state != SEEN for page in pages):
        click.echo(f"  ask again for pages that failed: diemtin source retry {shlex.quote(name)}")


def _next(stored: StoredSource, now: datetime) -> str:
    """Return when a source is polled next, and what holds it up."""
    from worker.service.due import due_at

    if not stored.source.enabled or not stored.source.ways:
        return "never: it is off" if stored.source.ways else "never: it has no addresses"
    told = when(max(due_at(stored, now), now))
    return f"{told}; {plural(stored.failures, 'failure')} in a row" if stored.failures else told


@source.command()
@click.argument("name")
@click.pass_context
def enable(ctx: click.Context, name: str) -> None:
    """Poll the source again."""
    _switch(ctx, name, True)


@source.command()
@click.argument("name")
@click.pass_context
def disable(ctx: click.Context, name: str) -> None:
    """Stop polling the source; all it brought stays."""
    _switch(ctx, name, False)


def _switch(ctx: click.Context, name: str, on: bool) -> None:
    from worker.archive.sources import sources

    with opened(ctx) as app, app.archive.write() as tx:
        sources.set_enabled(tx, name, enabled=on)
    click.echo(f"{name} is {'on' if on else 'off'}")


@source.command()
@click.argument("name")
@click.option("--with-articles", is_flag=True, help="Also what only this source has shown.")
@click.pass_context
def remove(ctx: click.Context, name: str, with_articles: bool) -> None:
    """Remove a source; its articles stay unless --with-articles."""
    from worker.flow.sources import removal as source_removal

    with opened(ctx) as app, app.archive.write() as tx:
        removed = source_removal.remove(tx, name, with_articles=with_articles, now=app.clock.now())
    told = ", ".join(f"{kind} {count}" for kind, count in asdict(removed).items() if count)
    click.echo(
        f"{name} is removed" + (f", and with it: {told}" if told else "; its articles are kept")
    )
