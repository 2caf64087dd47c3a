"""How a watch is shown: its particulars, and what is said of offices of it that have ended."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from worker.cli.output import complain, plural

if TYPE_CHECKING:
    from worker.match.ended import EndedOffice
    from worker.model import Watch


def watch_json(one: Watch, alerts: int) -> dict[str, object]:
    """Return a watch with stable keys."""
    return {
        "name": one.name,
        "query": one.query,
        "kinds": list(one.kinds),
        "channels": list(one.channels),
        "state": one.state,
        "origin": one.origin,
        "alerts": alerts,
    }


def print_watch(one: Watch, alerts: int) -> None:
    """Print a watch to be read."""
    click.echo(f"{one.name}, {one.state}, {plural(alerts, 'alert')}")
    click.echo(f"  query    {one.query or 'every article'}")
    click.echo(f"  kinds    {', '.join(one.kinds)}")
    click.echo(f"  channels {', '.join(one.channels) or 'all'}")


def tell_lapsed(found: Iterable[tuple[Watch, EndedOffice]]) -> None:
    """Say of each watch which of its offices has ended, and how to follow what came after."""
    for one, ended in found:
        tell_ended(one, ended)


def tell_ended(one: Watch, ended: EndedOffice) -> None:
    """Say that an office of a watch has ended, and how to follow what came after."""
    how = ""
    if ended.successors:
        again = shlex.join(["diemtin", "watch", "edit", one.name, "--with-successors"])
        how = f"; to follow both: {again}"
    complain(f"watch {one.name}: {ended.told}{how}")
