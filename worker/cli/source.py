"""``diemtin source``: the newspapers, portals and folders that are watched."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.output import complain, iso, json_line, plural, table, when
from worker.cli.polling import with_tools
from worker.cli.source_add import add
from worker.cli.source_check import check
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from worker.archive.runs import Run
    from worker.archive.sources import StoredSource


@click.group()
def source() -> None:
    """Newspapers, portals and folders, and how they are polled."""


source.add_command(add)
source.add_command(check)


def _every(stored: StoredSource) -> str:
    """Return when a source is polled; as it publishes, how long it is between two polls now."""
    schedule, run = stored.source.schedule, stored.last_run
    if schedule.cron:
        return f"cron {schedule.cron}"
    if schedule.every is not None:
        return f"every {_length(schedule.every)}"
    if stored.poll_after is None or run is None:
        return "as it publishes"
    minutes = (stored.poll_after - run.started_at).total_seconds() / 60
    exact = minutes if minutes < 120 else 60 * round(minutes / 60)
    return f"as it publishes, now every {_length(max(round(exact), 1) * 60)}"


def _length(seconds: int) -> str:
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


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
    """List the sources with their last run."""
    from worker.archive import sources

    with opened(ctx) as app, app.archive.read() as tx:
        found = [(one, one.last_run) for one in sources.sources(tx)]
        now = app.clock.now()
    if as_json:
        for one, run in found:
            json_line(_source_json(one, run, now))
        return
    table(
        (
            (
                one.source.name,
                one.source.title,
                one.source.place or "national",
                _every(one) if one.source.ways else "–",
                "on" if one.source.enabled else "off",
                _last(run),
            )
            for one, run in found
        ),
        ("source", "title", "place", "polled", "", "last run"),
    )


def _source_json(stored: StoredSource, run: Run | None, now: datetime) -> dict[str, object]:
    from worker.due import due_at

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


@source.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show one source: addresses, last run, pages in trouble."""
    from worker.archive import pages, sources

    with opened(ctx) as app, app.archive.read() as tx:
        one = sources.find(tx, name)
        run, now = one.last_run, app.clock.now()
        counts = pages.counts(tx, one.id)
        troubled = pages.troubled(tx, one.id, limit=20)
    if as_json:
        pages_json = [{"url": t.url, "state": t.state, "error": t.error} for t in troubled]
        json_line({**_source_json(one, run, now), "pages": counts, "troubled": pages_json})
        return
    click.echo(f"{one_line(one.source.title)} ({name}), {one.source.place or 'national'}")
    for way in one.source.ways:
        pattern = f"  links that match {way.pattern}" if way.pattern else ""
        click.echo(f"  {way.kind:8} {way.address}{pattern}")
    click.echo(f"  profile  {one.source.profile or 'by address, else general rules'}")
    click.echo(f"  polled   {_every(one)}, {one.source.pause:g} s between pages")
    click.echo(f"  next     {_next(one, now)}")
    click.echo(f"  last run {_last(run)}")
    click.echo("  pages    " + (", ".join(f"{n} {s}" for s, n in counts.items()) or "none yet"))
    for page in troubled:
        click.echo("    " + one_line(f"{page.state}: {page.url}: {page.error}"))


def _next(stored: StoredSource, now: datetime) -> str:
    """Return when a source is polled next, and what holds it up."""
    from worker.due import due_at

    if not stored.source.enabled or not stored.source.ways:
        return "never: it is off" if stored.source.ways else "never: it has no addresses"
    told = when(max(due_at(stored, now), now))
    return f"{told}; {plural(stored.failures, 'failure')} in a row" if stored.failures else told


@source.command()
@click.argument("name")
@click.pass_context
def poll(ctx: click.Context, name: str) -> None:
    """Poll one source now. Its alerts are delivered by the running service."""
    import asyncio

    from worker.flow.poll import poll
    from worker.flow.tally import Tally

    with opened(ctx) as app:
        tally = asyncio.run(with_tools(app, name, poll))
    assert isinstance(tally, Tally)
    click.echo(
        f"{name}: {tally.discovered} discovered, {tally.fetched} fetched, "
        f"{tally.stored} new, {plural(tally.alerts, 'alert')}"
    )
    if tally.error:
        complain(tally.error)
        ctx.exit(1)


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
