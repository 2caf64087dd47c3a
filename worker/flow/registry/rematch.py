"""How mentions are found anew when the rules or the registry have changed.

    1. begin    a new generation beside the one that is read              archive/officials/matching
    2. learn    article by article, who is named in which office          flow/intake/learning
    3. match    article by article, with what was learned in 2            match/officials
    4. switch   the new generation is the one that is read, at once       archive/officials/matching
    5. sweep    the rows of the old one go, in batches

What a text says for itself does not depend on learned terms; who holds an office that it leaves
without a name does. So one pass learns from all articles, and a second one resolves with that:
more passes would change nothing. Articles that come in meanwhile have higher numbers, and the
second pass takes them in too, learning from them as it goes.

Each batch is one transaction and stores how far it came. A kill loses at most a batch; whoever
calls next goes on from there, and two at once share the work. Where the registry changes in the
middle, a new generation is begun. Up to the switch, which is part of the last batch, everybody
reads the old generation, and then the new one. Whoever stores an article joins in (``join_in``),
so that no batch passes by one that is not committed yet; SQLite has one writer anyway.

An article that was stored under a registry just gone by is noted as unsettled, and its mentions
are found anew in place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from worker.archive.articles import texts
from worker.archive.articles.texts import Shown
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, matching, mentions, officials
from worker.archive.officials.matching import LEARN, MATCH, State
from worker.clock import Clock
from worker.flow.intake.learning import day_taught, taught
from worker.flow.tools import rules_with
from worker.match.officials import MARGIN, RULES, Registry
from worker.model import Mention, Office, Official

BATCH: Final = 50
"""Articles of one transaction: it holds up whoever wants to store one for some tenths of a second
at most."""

SETTLE: Final = "settle"
"""The stage of a generation that is read: the unsettled articles are matched anew in place."""

SWEPT: Final = 2_000
"""Rows of an old generation removed in one transaction."""

Progress = Callable[[int, int], None]
"""Told after each batch how many articles were looked at, of how many (each is, twice)."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction brought: articles looked at so far, of how many, and matched by it."""

    done: int
    total: int
    rematched: int


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a generation is to be found under, loaded at one moment."""

    officials: tuple[Official, ...]
    edition: int
    fingerprint: str
    rules: str
    margin: timedelta


@dataclass(frozen=True, slots=True)
class _Matcher:
    """A registry for one stage of one generation."""

    generation: int
    stage: str
    registry: Registry

    def mentions(self, shown: Shown) -> tuple[Mention, ...]:
        return self.registry.mentions(shown.article, shown.setting)


def outdated(tx: Connection, margin: timedelta = MARGIN) -> bool:
    """Say whether the mentions that are read are not what the rules and registry would find."""
    state = matching.state(tx)
    if not _may_be_outdated(tx, state, rules_with(margin)):
        return False
    if state.next or state.rules != rules_with(margin) or state.edition == state.of_edition:
        return True
    return _is_unsettled(tx) or fingerprint(officials.officials(tx)) != state.fingerprint


def rematch(
    archive: Archive,
    clock: Clock,
    progress: Progress,
    *,
    batch: int = BATCH,
    margin: timedelta = MARGIN,
) -> int:
    """Bring the mentions up to date; return how many articles were matched anew.

    Takes up what was left unfinished. Where nothing is to be done, that is soon known.
    """
    rematched = 0
    for step in steps(archive, clock, batch=batch, margin=margin):
        rematched += step.rematched
        progress(step.done, step.total)
    return rematched


def steps(
    archive: Archive, clock: Clock, *, batch: int = BATCH, margin: timedelta = MARGIN
) -> Iterator[Step]:
    """Do the same a transaction at a time; whoever stops in between loses nothing."""
    last = Step(0, 0, 0)
    while ground := _ground(archive, margin):
        for last in _cover(archive, clock, ground, batch):
            yield last
    while _sweep(archive):
        yield replace(last, rematched=0)


def fingerprint(people: Iterable[Official]) -> str:
    """Return a digest of all in the registry that mentions depend on."""
    digest = hashlib.sha256()
    for one in people:
        digest.update(repr(_particulars(one)).encode())
    return digest.hexdigest()


def _particulars(one: Official) -> tuple[object, ...]:
    aliases = [(alias.name, alias.blind) for alias in one.aliases]
    terms = [(str(t.start), str(t.end), t.attested, t.acting, _parts(t.office)) for t in one.terms]
    lessons = [(x.number, x.place, [_parts(of) for of in x.offices]) for x in one.exclusions]
    return (one.id, one.name, one.distinction, aliases, terms, lessons)


def _parts(office: Office) -> tuple[str | None, ...]:
    return (office.role, office.body, office.place, office.unit, office.within)


def _ground(archive: Archive, margin: timedelta) -> _Ground | None:
    """Load what the mentions should be found under; None where they are."""
    with archive.read() as tx:
        state = matching.state(tx)
        if not _may_be_outdated(tx, state, rules_with(margin)):
            return None
        people = officials.officials(tx)
    return _Ground(people, state.edition, fingerprint(people), rules_with(margin), margin)


def _may_be_outdated(tx: Connection, state: State, rules: str) -> bool:
    """Say whether anything but the rows of the registry says that mentions are out of date."""
    if not matching.has_articles(tx):
        return False
    changed = state.rules != rules or state.edition != state.of_edition
    return changed or state.next is not None or _is_unsettled(tx)


def _is_unsettled(tx: Connection) -> bool:
    return bool(matching.unsettled_numbers(tx, 1))


def _cover(archive: Archive, clock: Clock, ground: _Ground, batch: int) -> Iterator[Step]:
    """Take steps until all is found under that ground, or the registry is another one again."""
    matcher: _Matcher | None = None
    with archive.write() as tx:
        if not _plan(tx, ground):
            return
        done, total = _begun(tx)
    while True:
        matcher = _matcher(archive, ground, matcher)
        with archive.write() as tx:
            state = matching.alone(tx)
            if state.edition != ground.edition:
                return
            if (matcher.generation, matcher.stage) != _task(state):
                continue  # another process has taken this stage to its end
            looked_at = _batch(tx, clock, state, matcher, batch)
        if looked_at is None:
            return
        done += looked_at
        total = max(total, done)
        yield Step(done, total, 0 if matcher.stage == LEARN else looked_at)


def _plan(tx: Connection, ground: _Ground) -> bool:
    """Begin a generation, go on with one that was begun, or see that the present one will do.

    Return False where the registry has changed since the ground was loaded.
    """
    state = matching.alone(tx)
    if state.edition != ground.edition:
        return False
    under_way, made_of = state.next, (ground.rules, ground.fingerprint)
    unchanged = state.rules == ground.rules and state.of_edition == ground.edition
    if unchanged or (state.rules, state.fingerprint) == made_of:
        matching.settle(tx, ground.rules, ground.fingerprint, ground.edition)
        matching.abandon(tx)
    elif under_way and (under_way.rules, under_way.fingerprint) == made_of:
        matching.advance(tx, replace(under_way, edition=ground.edition))
    else:
        matching.begin(tx, ground.rules, ground.fingerprint, ground.edition)
    return True


def _begun(tx: Connection) -> tuple[int, int]:
    """Return how many looks at an article were taken before, and how many there are in all."""
    under_way = matching.state(tx).next
    if under_way is None:
        return 0, matching.unsettled_count(tx)
    articles, behind = texts.count(tx), texts.count(tx, upto=under_way.cursor)
    return (behind if under_way.stage == LEARN else articles + behind), 2 * articles


def _task(state: State) -> tuple[int, str]:
    """Return which generation is worked at, and in which stage."""
    if state.next is None:
        return state.generation, SETTLE
    return state.next.generation, state.next.stage


def _matcher(archive: Archive, ground: _Ground, made: _Matcher | None) -> _Matcher:
    """Return the matcher of the present stage: the one at hand, or a new one."""
    with archive.read() as tx:
        generation, stage = _task(matching.state(tx))
        if made and (made.generation, made.stage) == (generation, stage):
            return made
        known = () if stage == LEARN else learned.terms(tx, generation=generation)
        ended = () if stage == LEARN else learned.ended(tx, generation=generation)
    registry = Registry(ground.officials, known, ground.margin, ended)
    return _Matcher(generation, stage, registry)


def _batch(tx: Connection, clock: Clock, state: State, matcher: _Matcher, batch: int) -> int | None:
    """Do one batch of the present stage; return how many articles, None where all is done."""
    if state.next is None:
        return _settled(tx, matcher, batch)
    shown = texts.after(tx, state.next.cursor, batch)
    for one in shown:
        found = matcher.mentions(one)
        if matcher.stage == MATCH:
            mentions.store(tx, one.number, found, RULES, generation=matcher.generation)
        _learn(tx, matcher, one, found)
    if len(shown) == batch:
        matching.advance(tx, replace(state.next, cursor=shown[-1].number))
    elif matcher.stage == LEARN:
        matching.advance(tx, replace(state.next, stage=MATCH, cursor=-1))
    else:
        learned.carry_over(tx, state.generation, matcher.generation, clock.now())
        matching.take_over(tx, state.next)
    return len(shown)


def _settled(tx: Connection, matcher: _Matcher, batch: int) -> int | None:
    """Match articles anew, in place, that were stored under a registry gone by."""
    numbers = matching.unsettled_numbers(tx, batch)
    if not numbers:
        return None
    mentions.forget(tx, matcher.generation, numbers)
    learned.forget(tx, numbers, generation=matcher.generation)
    for one in texts.these(tx, numbers):
        found = matcher.mentions(one)
        mentions.store(tx, one.number, found, RULES, generation=matcher.generation)
        _learn(tx, matcher, one, found)
    matching.settled(tx, numbers)
    return len(numbers)


def _learn(tx: Connection, matcher: _Matcher, shown: Shown, found: tuple[Mention, ...]) -> None:
    day, source_id = day_taught(shown.setting.day, shown.first_seen), shown.source_id
    learned.note(tx, shown.number, taught(found), day, source_id, generation=matcher.generation)


def _sweep(archive: Archive) -> bool:
    """Remove some rows that nobody reads any more; False: none are left."""
    with archive.read() as tx:
        if not matching.has_leavings(tx):
            return False
    with archive.write() as tx:
        return matching.sweep(tx, SWEPT) > 0
