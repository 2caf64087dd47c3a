"""How a watch is shown: its particulars, and what is said of offices of it that have ended."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from worker.cli.printed.output import complain, iso, plural, when

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from worker.archive.alerts.look_backs import LookBack
    from worker.match.queries.ended import EndedOffice
    from worker.model import Watch


@dataclass(frozen=True, slots=True)
class Past:
    """The last look-back of a watch, and how many articles it looked at, of how many."""

    look_back: LookBack
    done: int
    total: int


def watch_json(one: Watch, alerts: int, past: Past | None) -> dict[str, object]:
    """Return a watch with stable keys."""
    return {
        "name": one.name,
        "query": one.query,
        "kinds": list(one.kinds),
        "channels": list(one.channels),
        "state": one.state,
        "origin": one.origin,
        "alerts": alerts,
        "paused_at": iso(one.paused_at),
        "digest": one.policy.digest,
        "quiet": one.policy.quiet,
        "form": one.policy.form,
        "look_back": past and _past_json(past),
    }


def _past_json(past: Past) -> dict[str, object]:
    one = past.look_back
    return {
        "since": one.since.isoformat(),
        "state": one.state,
        "articles": past.total,
        "looked_at": past.done,
        "alerts": one.found,
        "begun_at": iso(one.begun_at),
        "ended_at": iso(one.ended_at),
    }


def told_query(one: Watch) -> str:
    """Return what a watch asks for, in words where its query is empty."""
    if one.query:
        return one.query
    return "every source" if is_of_sources(one) else "every article"


def is_of_sources(one: Watch) -> bool:
    """Say whether a watch wants to know how sources do, and of no article."""
    from worker.model import OF_SOURCES

    return OF_SOURCES.issuperset(one.kinds)


def print_watch(one: Watch, alerts: int, past: Past | None) -> None:
    """Print a watch to be read."""
    since = f" since {when(one.paused_at)}" if one.paused_at else ""
    click.echo(f"{one.name}, {one.state}{since}, {plural(alerts, 'alert')}")
    click.echo(f"  query    {told_query(one)}")
    click.echo(f"  kinds    {', '.join(one.kinds)}")
    click.echo(f"  channels {', '.join(one.channels) or 'all'}")
    if one.policy.told:
        click.echo(f"  goes out {one.policy.told}")
    if past is not None:
        click.echo(f"  past     {_past_line(one.name, past)}")


def _past_line(name: str, past: Past) -> str:
    """Return how the last look-back ended, or how to go on with it."""
    one = past.look_back
    told = f"looked back since {one.since}: {plural(one.found, 'alert')}"
    if one.state == "done":
        return told
    told += f", {past.done:,} of {plural(past.total, 'article')}"
    if one.state == "dropped":
        return f"{told}, then ended by a change"
    return f"{told}, unfinished; go on: diemtin watch look-back {shlex.quote(name)}"


def past_of(tx: Connection, one: Watch) -> Past | None:
    """Return the last look-back of a watch; None where there was none."""
    from worker.archive.alerts import look_backs

    last = look_backs.latest(tx, one.id)
    return None if last is None else Past(last, *look_backs.looked_at(tx, last))


def tell_lapsed(found: Iterable[tuple[Watch, EndedOffice]]) -> None:
    """Say of each watch which of its offices has ended, and how to follow what came after."""
    for one, ended in found:
        tell_ended(one, ended)


def tell_ended(one: Watch, ended: EndedOffice) -> None:
    """Say that an office of a watch has ended, and how to follow what came after."""
    from worker.match.queries.successors import typed, with_successors

    how = ""
    if ended.successors:
        again = shlex.join(["diemtin", "watch", "edit", one.name, "--with-successors"])
        how = f"; to follow both: {again}"
        written = [each.office for each in with_successors(one.query, date.max)[1]]
        if ended.office not in written:
            added = " OR ".join(f'office:"{typed(office)}"' for office in ended.successors)
            how = f"; a topic of the query asks for it: add there OR {added}"
    complain(f"watch {one.name}: {ended.told}{how}")
