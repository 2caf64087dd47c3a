"""Mentions found anew: all or nothing is read, a kill loses nothing, nothing slips by."""

from __future__ import annotations

import signal
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.fakes import FakeClock
from tests.flow.officialdom import PROVINCE, all_mentions, found, page_of, papers, tell
from tests.forked import Forks
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, matching, officials
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.flow.intake import ingest
from worker.flow.registry.rematch import outdated, rematch, steps
from worker.flow.tools import Followed, followed
from worker.match.officials import MARGIN
from worker.model import Alias, Exclusion, Mention, NotAnArticle, Official

DAY = date(2026, 3, 2)
NGAN = Official("Võ Thị Ngàn", aliases=(Alias("Tư Ngàn"),))
OFFICIAL = 'official:"Võ Thị Ngàn"'


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return papers(archive, "bao-song-ham")[0]


def publish(archive: Archive, clock: FakeClock, source: StoredSource, *names: int) -> None:
    """Publish articles that speak of Tư Ngàn, whom nobody follows yet."""
    for n in names:
        lead = f"Bà Tư Ngàn nói về cầu số {n} với bà con bên rạch."
        tell(archive, clock, source, f"Chuyện cầu số {n}", lead, day=DAY + timedelta(days=n))


def follow_ngan(archive: Archive) -> int:
    with archive.write() as tx:
        return officials.add(tx, NGAN)


def is_outdated(archive: Archive, margin: timedelta = MARGIN) -> bool:
    with archive.read() as tx:
        return outdated(tx, margin)


def run(archive: Archive, clock: FakeClock, batch: int = 2) -> int:
    return rematch(archive, clock, lambda _done, _total: None, batch=batch)


def generations(archive: Archive) -> set[int]:
    """Return the generations of which anything is stored."""
    of_all = (tables.mention, tables.mentioned, tables.learned)
    with archive.read() as tx:
        return {n for of in of_all for n in tx.scalars(select(of.c.generation))}


def test_what_was_just_taken_in_is_up_to_date(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    assert not is_outdated(archive)
    follow_ngan(archive)
    assert not is_outdated(archive), "there is nothing to match"
    publish(archive, clock, source, 1, 2)
    assert not is_outdated(archive)
    assert run(archive, clock) == 0
    assert found(archive, OFFICIAL) == [0, 1]


def test_a_new_official_is_found_in_old_articles(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, *range(5))
    assert found(archive, OFFICIAL) == []
    row = follow_ngan(archive)
    assert is_outdated(archive)
    told: list[tuple[int, int]] = []
    assert rematch(archive, clock, lambda *step: told.append(step), batch=2) == 5
    assert found(archive, OFFICIAL) == [0, 1, 2, 3, 4]
    assert {one.official_id for some in all_mentions(archive).values() for one in some} == {row}
    assert not is_outdated(archive)
    assert run(archive, clock) == 0
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (10, 10)
    assert generations(archive) == {1}, "what nobody reads is gone"
    assert check(archive) == []


def test_a_removed_official_is_found_no_more(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow_ngan(archive)
    publish(archive, clock, source, 1)
    with archive.write() as tx:
        officials.remove(tx, NGAN.name)
    assert is_outdated(archive)
    run(archive, clock)
    assert found(archive, OFFICIAL) == []
    assert check(archive) == []


def test_a_lesson_outdates_what_was_found(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    row = follow_ngan(archive)
    publish(archive, clock, source, 1)
    with archive.write() as tx:
        officials.exclude(tx, row, Exclusion(0))
    assert is_outdated(archive)


def test_a_change_that_is_undone_needs_no_rematch(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    row = follow_ngan(archive)
    publish(archive, clock, source, 1)
    with archive.write() as tx:
        officials.update(tx, Official("Võ Thị Ngân", id=row))
    run(archive, clock)
    for name in ("Võ Thị Ngần", "Võ Thị Ngân"):
        with archive.write() as tx:
            officials.update(tx, Official(name, id=row))
        assert is_outdated(archive) == (name == "Võ Thị Ngần")
    assert run(archive, clock) == 0


def test_other_rules_and_another_margin_outdate_what_was_found(
    archive: Archive, clock: FakeClock, source: StoredSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(archive, clock, source, 1)
    assert is_outdated(archive, timedelta(days=30))
    monkeypatch.setattr("worker.flow.tools.RULES", "officials-of-tomorrow")
    assert is_outdated(archive)
    assert run(archive, clock) == 1
    assert not is_outdated(archive)


def test_an_office_without_a_name_is_resolved_by_what_other_articles_teach(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    unnamed = f"Sáng nay, Bí thư Tỉnh ủy {PROVINCE} đến thăm bà con bên rạch."
    named = f"Ông Tạ Văn Bương, Bí thư Tỉnh ủy {PROVINCE}, đến thăm trường mới."
    tell(archive, clock, source, "Thăm bà con", unnamed, day=DAY)
    tell(archive, clock, source, "Thăm trường", named, day=DAY + timedelta(days=1))
    assert [one.official for one in all_mentions(archive)[0]] == [None]
    follow_ngan(archive)
    run(archive, clock, batch=1)
    [office] = all_mentions(archive)[0]
    assert (office.official, office.via) == ("Tạ Văn Bương", "learned")
    with archive.read() as tx:
        [term] = learned.terms(tx)
    assert (term.holder, term.articles) == ("Tạ Văn Bương", 1), "the archive learns not from itself"


def test_searches_find_the_old_generation_until_the_new_one_is_whole(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, *range(4))
    follow_ngan(archive)
    seen = []
    for _ in steps(archive, clock, batch=1):
        seen.append((len(found(archive, OFFICIAL)), len(all_mentions(archive))))
    assert set(seen) == {(0, 0), (4, 4)}
    assert seen == sorted(seen)


def test_articles_that_come_in_meanwhile_are_in_both_generations(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow_ngan(archive)
    publish(archive, clock, source, 0, 1)
    with archive.write() as tx:
        officials.add(tx, Official("Kim Sa Rinh"))
    for n, _ in enumerate(steps(archive, clock, batch=1), start=2):
        if n < 7:
            publish(archive, clock, source, n)
        assert found(archive, OFFICIAL) == list(range(min(n + 1, 7)))
    assert found(archive, OFFICIAL) == list(range(7))
    assert not is_outdated(archive)


def test_a_registry_that_changes_in_the_middle_begins_a_new_generation(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, *range(4))
    row = follow_ngan(archive)
    for n, _ in enumerate(steps(archive, clock, batch=1)):
        if n == 5:
            with archive.write() as tx:
                officials.update(tx, Official("Kim Sa Rinh", NGAN.aliases, id=row))
        assert found(archive, OFFICIAL) == [], "what the change has overtaken is never read"
    assert found(archive, 'official:"Kim Sa Rinh"') == [0, 1, 2, 3]
    assert not is_outdated(archive)
    assert len(generations(archive)) == 1


def test_a_registry_changed_back_in_the_middle_leaves_the_generation_that_is_read(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    row = follow_ngan(archive)
    publish(archive, clock, source, *range(4))
    with archive.write() as tx:
        officials.update(tx, Official(NGAN.name, id=row))
    run(archive, clock)
    with archive.write() as tx:
        officials.update(tx, Official(NGAN.name, NGAN.aliases, id=row))
    next(steps(archive, clock, batch=1))
    with archive.write() as tx:
        officials.update(tx, Official(NGAN.name, id=row))
    assert is_outdated(archive)
    assert run(archive, clock) == 0
    assert not is_outdated(archive)
    assert generations(archive) <= {1}


def prepared_before_ngan(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> tuple[ingest.Prepared, Followed]:
    """Return an article read before its official was registered, who now is, and what read it."""
    publish(archive, clock, source, 0)
    with archive.read() as tx:
        before = followed(tx)
    capture = page_of(clock, source, "Chuyện cầu mới", "Bà Tư Ngàn nói về cầu mới.", day=DAY)
    prepared = ingest.prepare(capture, source, before)
    assert not isinstance(prepared, NotAnArticle)
    follow_ngan(archive)
    return prepared, before


def test_an_article_stored_under_a_registry_gone_by_is_matched_anew(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    """A poll may have loaded the registry before a rematch began, and store after it ended."""
    prepared, before = prepared_before_ngan(archive, clock, source)
    run(archive, clock)
    with archive.write() as tx:
        joined = matching.join_in(tx)
        ingest.store(tx, prepared, source, before, joined, digest_key=None, now=clock.now())
    assert found(archive, OFFICIAL) == [0]
    assert is_outdated(archive)
    assert run(archive, clock) == 1, "only that one"
    assert found(archive, OFFICIAL) == [0, 1]
    assert not is_outdated(archive)


def test_what_is_not_committed_yet_does_not_slip_by(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    """A number is given before its article is committed: the rematch waits for it."""
    prepared, before = prepared_before_ngan(archive, clock, source)
    matched: list[int] = []
    waiting = threading.Thread(target=lambda: matched.append(run(archive, clock)))
    with archive.write() as tx:
        joined = matching.join_in(tx)
        ingest.store(tx, prepared, source, before, joined, digest_key=None, now=clock.now())
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(20)
    assert matched == [2]
    assert found(archive, OFFICIAL) == [0, 1]


def test_two_at_once_share_the_work(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, *range(8))
    follow_ngan(archive)
    matched: list[int] = []
    both = [
        threading.Thread(target=lambda: matched.append(run(archive, clock, batch=1)))
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sum(matched) == 8
    assert found(archive, OFFICIAL) == list(range(8))
    assert len(generations(archive)) == 1


def test_a_source_removed_in_the_middle_hinders_nothing(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    [other] = papers(archive, "bao-khac")
    publish(archive, clock, source, 0, 1)
    publish(archive, clock, other, 2, 3)
    follow_ngan(archive)
    for n, _ in enumerate(steps(archive, clock, batch=1)):
        if n == 5:
            with archive.write() as tx:
                sources.remove(tx, "bao-song-ham", with_articles=True, now=clock.now())
    assert found(archive, OFFICIAL) == [2, 3]
    assert check(archive) == []


DIES_MIDWAY = """
import os, sys
from tests.fakes import FakeClock
from worker.archive.officials import matching
from worker.archive.database.engine import Archive
from worker.flow.registry.rematch import rematch

name, left = sys.argv[2], int(sys.argv[3])
inner = getattr(matching, name)

def dying(*args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return inner(*args)

setattr(matching, name, dying)
rematch(Archive.open(sys.argv[1]), FakeClock(), lambda done, total: None, batch=2)
"""


def killed(forks: Forks, url: str, name: str, call: int) -> None:
    """Let a process rematch, and kill itself inside a transaction, in that call of a function."""
    assert forks.run(DIES_MIDWAY, url, name, str(call)) == -signal.SIGKILL


def readable(archive: Archive) -> dict[int, list[Mention]]:
    return {number: list(some) for number, some in all_mentions(archive).items()}


def test_killed_at_any_step_it_goes_on_from_there_and_nothing_is_lost(
    archive: Archive, clock: FakeClock, source: StoredSource, database_url: str, forks: Forks
) -> None:
    """Five articles in batches of two: killed as it begins, as it learns, between the stages, as
    it matches, and as it switches. Whoever goes on stores first that it does."""
    named = f"Ông Tạ Văn Bương, Bí thư Tỉnh ủy {PROVINCE}, nghe bà Tư Ngàn nói."
    publish(archive, clock, source, *range(4))
    tell(archive, clock, source, "Thăm trường", named, day=DAY)
    old = readable(archive)
    follow_ngan(archive)
    for call in (1, 3, 3, 4):
        killed(forks, database_url, "advance", call)
        assert readable(archive) == old, "searches still find the old generation"
        assert is_outdated(archive)
    killed(forks, database_url, "take_over", 1)
    assert readable(archive) == old
    assert run(archive, clock) == 1, "what was done is not done again"
    new = readable(archive)
    assert found(archive, OFFICIAL) == [0, 1, 2, 3, 4]
    assert not is_outdated(archive)
    assert len(generations(archive)) == 1
    assert check(archive) == []
    with archive.read() as tx:
        terms = learned.terms(tx)
    with archive.write() as tx:
        officials.add(tx, Official("Kim Sa Rinh"))
    run(archive, clock)
    assert readable(archive) == new, "as one that nobody has killed"
    with archive.read() as tx:
        assert [(one.holder, one.office, one.articles) for one in learned.terms(tx)] == [
            (one.holder, one.office, one.articles) for one in terms
        ]


def test_killed_while_sweeping_it_sweeps_the_rest(
    archive: Archive, clock: FakeClock, source: StoredSource, database_url: str, forks: Forks
) -> None:
    publish(archive, clock, source, *range(5))
    tell(archive, clock, source, "Họp", f"Ông Tạ Văn Bương, Bí thư Tỉnh ủy {PROVINCE}.", day=DAY)
    follow_ngan(archive)
    killed(forks, database_url, "sweep", 2)
    assert found(archive, OFFICIAL) == list(range(5))
    assert not is_outdated(archive)
    assert len(generations(archive)) == 2
    run(archive, clock)
    assert len(generations(archive)) == 1
