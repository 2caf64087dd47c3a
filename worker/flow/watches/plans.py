"""A watch as it would be saved: checked in full before anything is asked, reckoned or stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from worker.archive.alerts import channels, look_backs, watches
from worker.archive.alerts.look_backs import LookBack
from worker.errors import UsageError
from worker.flow.search.ask import parse_query
from worker.flow.watches.watching import kinds_for, kinds_kept
from worker.match.queries import successors
from worker.match.queries.ended import EndedOffice
from worker.match.queries.query import Query
from worker.model import AlertKind, LookBackState, Policy, Watch


@dataclass(frozen=True, slots=True)
class Plan:
    """A watch with its kinds, its query as read, and the ended offices followed on in it."""

    watch: Watch
    query: Query
    followed: tuple[EndedOffice, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be another about a watch; None, and no kinds, leave it as it is."""

    name: str | None = None
    query: str | None = None
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] | None = None
    policy: Callable[[Policy], Policy] | None = None


def plan(
    tx: Connection, watch: Watch, named: Sequence[str] = (), *, onward: date | None = None
) -> Plan:
    """Return a new watch as it is saved: with the kinds named, or those that suit its query.

    With ``onward`` the offices that have ended by that day are followed on. Raise UsageError for
    what cannot be read, a kind that is none and a name that is taken, NotFound for a channel
    that is not there.
    """
    watches.refuse_taken(tx, watch.name)
    return _plan(tx, watch, named, onward)


def plan_change(
    tx: Connection, name: str, change: Change, *, onward: date | None = None
) -> tuple[Watch, Plan]:
    """Return the watch of that name, and how it is saved when changed. Raise as :func:`plan` does.

    Without kinds named, those that only suited the old query give way to those that suit the new
    one; those that were chosen stay.
    """
    old = watches.find(tx, name)
    new = replace(
        old,
        name=old.name if change.name is None else change.name,
        query=old.query if change.query is None else change.query,
        channels=old.channels if change.channels is None else change.channels,
        policy=old.policy if change.policy is None else change.policy(old.policy),
    )
    if new.name != old.name:
        watches.refuse_taken(tx, new.name)
    named = change.kinds or (() if _suits(tx, old) else _kept(tx, old, new))
    return old, _plan(tx, new, named, onward)


def save_change(tx: Connection, old: Watch, new: Watch, now: datetime) -> LookBack | None:
    """Save a watch in place of another; return the look-back that gave way to it, if any.

    One that is half done under another query would be neither. What it has raised goes out.
    """
    watches.change(tx, new)
    if new.query == old.query and AlertKind.APPEARED in new.kinds:
        return None
    last = look_backs.latest(tx, old.id)
    at = None if last is None else look_backs.taken(tx, last.id)
    if at is None or at.state is not LookBackState.UNFINISHED:
        return None
    return look_backs.end(tx, at, LookBackState.DROPPED, now)


def _plan(tx: Connection, watch: Watch, named: Sequence[str], onward: date | None) -> Plan:
    asked = parse_query(tx, watch.query)
    followed: tuple[EndedOffice, ...] = ()
    if onward is not None:
        text, followed = successors.with_successors(watch.query, onward)
        watch, asked = replace(watch, query=text), parse_query(tx, text)
    for channel in watch.channels:
        channels.find(tx, channel)
    return Plan(replace(watch, kinds=kinds_for(asked, named)), asked, followed)


def _kept(tx: Connection, old: Watch, new: Watch) -> list[str]:
    return [kind.value for kind in kinds_kept(old, parse_query(tx, new.query))]


def _suits(tx: Connection, watch: Watch) -> bool:
    """Say whether a watch has the kinds that it was given because they suit its query."""
    try:
        return set(watch.kinds) == set(kinds_for(parse_query(tx, watch.query)))
    except UsageError:  # a topic of it was removed, say
        return True
