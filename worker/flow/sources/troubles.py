"""What ``status`` says of the sources: what is wrong and what to do, what is well again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from worker.archive.sources import troubles
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.flow.sources.portrait import MENDED_SINCE
from worker.model import Fault, Trouble, WayKind

MANY = 5
"""Sources that cannot be reached, above which they are one line."""
_UNREACHED = (Fault.UNREACHABLE, Fault.OFFLINE)


def wrong(tx: Connection, polled: Sequence[StoredSource]) -> list[str]:
    """Return a line for each source in trouble, one for many that cannot be reached."""
    unreached = [one for one in polled if one.last_run and one.last_run.fault in _UNREACHED]
    asked = [one for one in polled if one.last_run and _is_on_the_web(one)]
    together = _all_or_many(unreached, asked)
    told = {one.id for one in unreached} if together else set()
    return together + list(_each(troubles.open_now(tx), polled, told))


def mended(tx: Connection, polled: Sequence[StoredSource], now: datetime) -> list[str]:
    """Return a line for each trouble that has ended in the last day."""
    named = {one.id: one.source.name for one in polled}
    return [
        f"source {named[one.source_id]}: well again since {_at(one.ended_at)}; before: {one.told}"
        for one in troubles.since(tx, now - MENDED_SINCE)
        if one.ended_at is not None and one.source_id in named
    ]


def _all_or_many(unreached: Sequence[StoredSource], asked: Sequence[StoredSource]) -> list[str]:
    if len(unreached) < 2 or (len(unreached) < len(asked) and len(unreached) <= MANY):
        return []
    names = [one.source.name for one in unreached]
    if len(unreached) == len(asked):
        return [f"none of the {len(names)} sources can be reached; is this machine online?"]
    shown = ", ".join(names[:MANY]) + ", …"
    return [
        f"{len(names)} sources cannot be reached: {shown}; is this machine online?"
        " look: diemtin source list"
    ]


def _each(
    opened: Iterable[Trouble], polled: Sequence[StoredSource], told: Collection[int]
) -> Iterable[str]:
    """Yield a line for each trouble, and for what the last poll met beside them."""
    by_source: dict[int, list[Trouble]] = {}
    for one in opened:
        by_source.setdefault(one.source_id, []).append(one)
    for source in polled:
        look = f"look: diemtin source check {source.source.name}"
        mine = [] if source.id in told else by_source.get(source.id, [])
        for one in mine:
            since = f"{one.told}, since {_at(one.begun_at)};{_last(source)}"
            yield f"source {source.source.name}: {since} {look}"
        run = source.last_run
        if not mine and source.id not in told and run is not None and run.error:
            yield f"source {source.source.name}: {run.error}; {look}"


def _is_on_the_web(source: StoredSource) -> bool:
    return any(way.kind is not WayKind.FOLDER for way in source.source.ways)


def _last(source: StoredSource) -> str:
    run = source.last_run
    return f" last poll: {run.error};" if run is not None and run.error else ""


def _at(instant: datetime | None) -> str:
    return "–" if instant is None else f"{instant.astimezone(HANOI):%H:%M %d/%m/%Y}"
