"""What is wrong with a source, told by its last polls. Decisions only; the flow keeps them.

A server that errs may be mended by the next poll, so it takes three; that nothing is found where
a source lists its articles, two; a gate is an answer, and one is enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from math import ceil, log
from typing import Final

from worker.alert.decide import channels_of
from worker.model import (
    AlertKind,
    Channel,
    Diagnosis,
    Facts,
    Fault,
    Hit,
    NewAlert,
    PageCounts,
    PollRecord,
    Reason,
    Stage,
    facts_of,
)

IN_A_ROW: Final = 3
"""Polls that fail one after the other, whatever each met, that make an alarm."""
SOONER: Final = {Fault.GATE: 1, Fault.TEMPLATE: 2}
"""How many are enough where all of them met the same."""
CHANCE: Final = 0.01
"""How improbable it must be that so many pages fail, by what usually fails, to be an alarm."""
LEAST_PAGES: Final = 2
MOSTLY_BAD: Final = 0.9
"""The share of pages that usually fail above which no number of them says anything."""

_WEIGHT: Final = (Fault.GATE, Fault.TEMPLATE, Fault.ROBOTS, Fault.FETCH, Fault.UNREACHABLE)
_SILENT: Final = frozenset({Fault.OFFLINE, Fault.UNASKED})
"""What says nothing of the source."""


def poll_fault(faults: Sequence[Fault], sound: int) -> Fault | None:
    """Return why a poll brought nothing, None where it did.

    ``faults`` are those of the ways that failed, ``sound`` counts those that answered well.
    """
    if sound:
        return None
    return next((fault for fault in _WEIGHT if fault in faults), Fault.UNASKED)


def is_our_network(others: Sequence[Fault | None]) -> bool:
    """Say whether nobody can be reached, by the latest polls of other sources."""
    return bool(others) and all(one in (Fault.UNREACHABLE, Fault.OFFLINE) for one in others)


def says_something(poll: PollRecord) -> bool:
    """Say whether a poll tells how its source does."""
    return poll.fault not in _SILENT


def diagnose_discovery(polls: Sequence[PollRecord]) -> Diagnosis | None:
    """Return what is wrong with asking a source, by its polls, the latest first."""
    telling = [poll for poll in polls if says_something(poll)]
    failed = list(takewhile(lambda poll: poll.fault is not None, telling))
    if not failed:
        return None
    fault = failed[0].fault
    assert fault is not None
    same = list(takewhile(lambda poll: poll.fault is fault, failed))
    if len(failed) < IN_A_ROW and len(same) < SOONER.get(fault, IN_A_ROW):
        return None
    times = {"polls": len(failed)} if len(failed) > 1 else {}
    return _broken(Stage.DISCOVERY, fault, times, failed)


def diagnose_pages(polls: Sequence[PollRecord]) -> Diagnosis | None:
    """Return what is wrong with a source's pages, by its polls, the latest first.

    A source of which no article was ever read has no habits: nothing is said of it.
    """
    telling = [poll for poll in polls if poll.pages.tried]
    return _unread(telling) or _undated(telling)


def _unread(polls: Sequence[PollRecord]) -> Diagnosis | None:
    failed = list(takewhile(lambda poll: not poll.pages.read, polls))
    lately, before = _sum(failed), _sum(polls[len(failed) :])
    if not failed or not before.read or lately.bad < enough(before.bad, before.tried):
        return None
    cause = _cause(lately)
    if len(failed) < SOONER.get(cause, IN_A_ROW):
        return None
    return _broken(Stage.PAGES, cause, {"bad": lately.bad, "read": before.read}, failed)


def _undated(polls: Sequence[PollRecord]) -> Diagnosis | None:
    failed = list(takewhile(lambda poll: poll.pages.undated == poll.pages.read, polls))
    lately, before = _sum(failed), _sum(polls[len(failed) :])
    telling = [poll for poll in failed if poll.pages.undated]
    dated = before.read - before.undated
    if len(telling) < SOONER[Fault.TEMPLATE] or not dated:
        return None
    if lately.undated < enough(before.undated, before.read):
        return None
    return _broken(Stage.PAGES, Fault.DATES, {"bad": lately.undated, "dated": dated}, telling)


def _broken(
    stage: Stage, cause: Fault, counts: Mapping[str, int], failed: Sequence[PollRecord]
) -> Diagnosis:
    facts = facts_of(stage.value, cause=cause.value, **counts)
    since = failed[-1].started_at
    return Diagnosis(AlertKind.SOURCE_BROKEN, stage, cause, facts, _evidence(failed), since)


def is_mended(stage: Stage, cause: Fault | None, poll: PollRecord) -> bool:
    """Say whether a poll shows that what was broken is well again."""
    if stage is Stage.DISCOVERY:
        return poll.fault is None
    if cause is Fault.DATES:
        return poll.pages.read > poll.pages.undated
    return poll.pages.read > 0


def enough(bad: int, tried: int) -> int:
    """Return how many pages in a row must fail to mean something, where usually so many fail."""
    share = bad / tried if tried else 0.0
    if share > MOSTLY_BAD:
        return 1_000_000
    return max(LEAST_PAGES, ceil(log(CHANCE) / log(share))) if share else LEAST_PAGES


def trouble_alerts(
    hits: Sequence[Hit], found: Diagnosis, channels: Sequence[Channel]
) -> tuple[NewAlert, ...]:
    """Return the alerts of the watches that want to know of a source's trouble."""
    via = found.stage.value if found.cause is None else found.cause.value
    met = (found.facts, *found.evidence)
    proof = tuple(Reason.met("health", facts, via) for facts in met)
    return tuple(
        NewAlert(
            watch_id=hit.watch.id,
            kind=found.kind,
            reasons=proof + hit.reasons,
            channels=channels_of(hit.watch, channels),
            backlog=False,
        )
        for hit in hits
    )


def _cause(lately: PageCounts) -> Fault:
    if lately.gated * 2 >= lately.bad:
        return Fault.GATE
    return Fault.FETCH if lately.failed * 2 > lately.bad else Fault.TEMPLATE


def _sum(polls: Sequence[PollRecord]) -> PageCounts:
    counts = [poll.pages for poll in polls]
    return PageCounts(
        read=sum(one.read for one in counts),
        undated=sum(one.undated for one in counts),
        unread=sum(one.unread for one in counts),
        gated=sum(one.gated for one in counts),
        failed=sum(one.failed for one in counts),
    )


def _evidence(failed: Sequence[PollRecord]) -> tuple[Facts, ...]:
    """Return what was met last, and since when."""
    since = facts_of("since", at=failed[-1].started_at.isoformat())
    met = [facts_of("met", line=poll.error) for poll in failed if poll.error]
    return (*met[:1], since)
