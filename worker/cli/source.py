"""``diemtin source``: the newspapers, portals and folders that are watched."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit, opened
from worker.cli.output import complain, iso, json_line, plural, table, when
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.app import App
    from worker.archive.runs import Run
    from worker.archive.sources import StoredSource
    from worker.flow.check import Finding
    from worker.model import Schedule, Way


@click.group()
def source() -> None:
    """Newspapers, portals and folders, and how they are polled."""


def _every(schedule: Schedule) -> str:
    if schedule.cron:
        return f"cron {schedule.cron}"
    seconds = schedule.every or 0
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % length == 0:
            return f"every {seconds // length}{unit}"
    return f"every {seconds}s"


def _last(run: Run | None) -> str:
    if run is None:
        return "never"
    told = f"{when(run.started_at)}, {run.stored} new"
    return f"{told}; {run.error}" if run.error else told


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_sources(ctx: click.Context, as_json: bool) -> None:
    """List the sources with their last run."""
    from worker.archive import sources

    with opened(ctx) as app, app.archive.read() as tx:
        found = [(one, one.last_run) for one in sources.sources(tx)]
    if as_json:
        for one, run in found:
            json_line(_source_json(one, run))
        return
    table(
        (
            (
                one.source.name,
                one.source.title,
                one.source.place or "national",
                _every(one.source.schedule) if one.source.ways else "–",
                "on" if one.source.enabled else "off",
                _last(run),
            )
            for one, run in found
        ),
        ("source", "title", "place", "polled", "", "last run"),
    )


def _source_json(stored: StoredSource, run: Run | None) -> dict[str, object]:
    one = stored.source
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
        "enabled": one.enabled,
        "origin": one.origin,
        "last_run": run
        and {
            "started_at": iso(run.started_at),
            "finished_at": iso(run.finished_at),
            "discovered": run.discovered,
            "fetched": run.fetched,
            "stored": run.stored,
            "alerts": run.alerts,
            "error": run.error,
        },
    }


@source.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show one source: addresses, last run, pages in trouble."""
    from worker.archive import pages, sources

    with opened(ctx) as app, app.archive.read() as tx:
        one = sources.find(tx, name)
        run = one.last_run
        counts = pages.counts(tx, one.id)
        troubled = pages.troubled(tx, one.id, limit=20)
    if as_json:
        pages_json = [{"url": t.url, "state": t.state, "error": t.error} for t in troubled]
        json_line({**_source_json(one, run), "pages": counts, "troubled": pages_json})
        return
    click.echo(f"{one_line(one.source.title)} ({name}), {one.source.place or 'national'}")
    for way in one.source.ways:
        pattern = f"  links that match {way.pattern}" if way.pattern else ""
        click.echo(f"  {way.kind:8} {way.address}{pattern}")
    click.echo(f"  profile  {one.source.profile or 'by address, else general rules'}")
    click.echo(f"  polled   {_every(one.source.schedule)}, {one.source.pause:g} s between pages")
    click.echo(f"  last run {_last(run)}")
    click.echo("  pages    " + (", ".join(f"{n} {s}" for s, n in counts.items()) or "none yet"))
    for page in troubled:
        click.echo("    " + one_line(f"{page.state}: {page.url}: {page.error}"))


@source.command()
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
    from worker.archive import sources
    from worker.errors import UsageError
    from worker.extract.profile import profile_for
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
    profile_for("", profile)
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


@source.command()
@click.argument("name")
@click.pass_context
def check(ctx: click.Context, name: str) -> None:
    """Try a source: show what a poll would find. Nothing is stored."""
    import asyncio

    from worker.flow.check import check

    with opened(ctx) as app:
        findings = asyncio.run(_with_tools(app, name, check))
    assert isinstance(findings, list)
    for finding in findings:
        _tell(finding)
    if any(not finding.ok for finding in findings):
        ctx.exit(1)


def _tell(finding: Finding) -> None:
    sign = click.style("ok  ", fg="green") if finding.ok else click.style("FAIL", fg="red")
    click.echo(f"{sign} {finding.stage:9} {one_line(finding.address)}")
    for line in finding.lines:
        click.echo(f"     {one_line(line)}")


@source.command()
@click.argument("name")
@click.pass_context
def poll(ctx: click.Context, name: str) -> None:
    """Poll one source now. Its alerts are delivered by the running service."""
    import asyncio

    from worker.flow.poll import Tally, poll

    with opened(ctx) as app:
        tally = asyncio.run(_with_tools(app, name, poll))
    assert isinstance(tally, Tally)
    click.echo(
        f"{name}: {tally.discovered} discovered, {tally.fetched} fetched, "
        f"{tally.stored} new, {plural(tally.alerts, 'alert')}"
    )
    if tally.error:
        complain(tally.error)
        ctx.exit(1)


async def _with_tools(app: App, name: str, flow: object) -> object:
    """Run one flow on one source with the tools that fetch, and close those after."""
    from worker.archive import sources
    from worker.cli.logs import log_to_stderr

    assert callable(flow)
    log_to_stderr("ERROR")
    with app.archive.read() as tx:
        stored = sources.find(tx, name)
    async with app.tools() as tools:
        return await flow(tools, stored)


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
    from worker.archive import sources

    with opened(ctx) as app, app.archive.write() as tx:
        sources.set_enabled(tx, name, enabled=on)
    click.echo(f"{name} is {'on' if on else 'off'}")


@source.command()
@click.argument("name")
@click.option("--with-articles", is_flag=True, help="Also what only this source has shown.")
@click.pass_context
def remove(ctx: click.Context, name: str, with_articles: bool) -> None:
    """Remove a source; its articles stay unless --with-articles."""
    from worker.archive import sources

    with opened(ctx) as app, app.archive.write() as tx:
        removed = sources.remove(tx, name, with_articles=with_articles)
    told = ", ".join(f"{kind} {count}" for kind, count in asdict(removed).items() if count)
    click.echo(
        f"{name} is removed" + (f", and with it: {told}" if told else "; its articles are kept")
    )
