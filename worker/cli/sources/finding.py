"""``diemtin source add URL``: asked, shown, confirmed, saved."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.polling import tell_asked
from worker.cli.printed.output import complain, confirmed, is_asked, json_line
from worker.cli.sources.shown import proposal_json, tell_proposal

if TYPE_CHECKING:
    from worker.app import App
    from worker.flow.sources.find_out import Proposal, Wanted
    from worker.model import Source


def add_found(ctx: click.Context, wanted: Wanted, *, yes: bool, as_json: bool) -> None:
    """Find out about a paper, show what was found, and save it where the answer is yes."""
    import asyncio

    from worker.archive.sources import sources

    _refuse_folders(wanted)
    with opened(ctx) as app:
        _refuse_known(app, wanted, [_with_scheme(wanted.address)])
        proposal = asyncio.run(_found(app, wanted))
        _refuse_known(app, wanted, [way.address for way in proposal.source.ways])
        if not as_json:
            tell_proposal(proposal)
        if not yes and is_asked() and not confirmed("Save it?"):
            complain("nothing is saved")
            ctx.exit(1)
        with app.archive.write() as tx:
            sources.add(tx, proposal.source)
    if as_json:
        json_line(proposal_json(proposal))
    else:
        click.echo(f"added {proposal.source.name}; poll it now: {_poll(proposal.source)}")


async def _found(app: App, wanted: Wanted) -> Proposal:
    from worker.archive.sources import sources
    from worker.cli.printed.logs import log_to_stderr
    from worker.flow.sources.asking import Asking
    from worker.flow.sources.find_out import find_out

    log_to_stderr("ERROR")
    with app.archive.read() as tx:
        taken = [one.source.name for one in sources.sources(tx)]
    async with app.tools(tell_asked()) as tools:
        asking = Asking(tools, wanted.allowed, wanted.pause)
        return await find_out(asking, wanted, taken)


def _refuse_folders(wanted: Wanted) -> None:
    """Raise UsageError for a folder beside an address."""
    from worker.errors import UsageError
    from worker.model import WayKind

    if any(way.kind is WayKind.FOLDER for way in wanted.ways):
        raise UsageError(
            "a folder has no address",
            where=f"source add {wanted.address}",
            expected="diemtin source add NAME --folder …",
        )


def _refuse_known(app: App, wanted: Wanted, addresses: list[str]) -> None:
    """Raise UsageError where a source asks that host already, unless this one has a new name."""
    from worker.archive.sources import sources
    from worker.errors import UsageError
    from worker.flow.sources.find_out import same_paper

    with app.archive.read() as tx:
        there = [one.source for one in sources.sources(tx)]
    if wanted.name is not None:
        if wanted.name in {one.name for one in there}:
            raise UsageError(
                f"there is a source named {wanted.name} already", remedy="choose another"
            )
        return
    known = same_paper(there, addresses)
    if known is None:
        return
    beside = f"to add another beside it, name it: diemtin source add {wanted.address} NAME"
    raise UsageError(
        f"there is a source for it already, {known.name}{'' if known.enabled else ' (off)'}",
        where=wanted.address,
        remedy=f"{_next_step(known)}; {beside}",
    )


def _next_step(known: Source) -> str:
    verb = "check" if known.enabled else "enable"
    return f"diemtin source {verb} {known.name}"


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _poll(source: Source) -> str:
    return f"diemtin source poll {shlex.quote(source.name)}"
