"""Which generation is read, how the next one is begun, and what is swept away."""

from __future__ import annotations

import threading

from sqlalchemy import func, select

from tests.archive.making import add_source, article, show
from tests.archive.officials.test_learned import FIRST, NGAN
from tests.archive.officials.test_mentions import OFFICE, UNREGISTERED
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, matching, mentions
from worker.archive.officials.matching import Next, State
from worker.archive.schema import tables

FRESH = State(0, 0, 0, "", "", 0, None)


def fill(archive: Archive, *generations: int, articles: int = 3) -> None:
    """Store mentions and learned terms of some generations."""
    source_id = add_source(archive)
    with archive.write() as tx:
        for n in range(articles):
            number = show(tx, source_id, f"https://a.example/{n}", article(f"Bài {n}"))
            for generation in generations:
                found = [OFFICE, UNREGISTERED]
                mentions.store(tx, number, found, "1", generation=generation)
                learned.note(tx, number, [NGAN], FIRST, source_id, generation=generation)


def generations(archive: Archive) -> dict[str, set[int]]:
    tables_of = (tables.mention, tables.mentioned, tables.learned)
    with archive.read() as tx:
        return {of.name: set(tx.scalars(select(of.c.generation))) for of in tables_of}


def test_a_new_archive_has_one_generation_that_nothing_was_found_under(archive: Archive) -> None:
    with archive.read() as tx:
        assert matching.state(tx) == FRESH
        assert not matching.has_articles(tx)
        assert not matching.has_leavings(tx)


def test_how_far_the_next_generation_is_stays_known_until_it_takes_over(archive: Archive) -> None:
    with archive.write() as tx:
        begun = matching.begin(tx, "2", "f", 4)
    assert begun == Next(1, "2", "f", 4, "learn", -1)
    reached = Next(1, "2", "f", 5, "match", 17)
    with archive.write() as tx:
        assert matching.state(tx).next == begun
        matching.advance(tx, reached)
    with archive.write() as tx:
        assert matching.state(tx).next == reached
        matching.take_over(tx, reached)
        assert matching.state(tx) == State(0, 0, 1, "2", "f", 5, None)


def test_a_generation_begun_in_place_of_another_shares_nothing_with_it(archive: Archive) -> None:
    fill(archive, 0, 1)
    with archive.write() as tx:
        assert matching.begin(tx, "2", "f", 1).generation == 2
        assert matching.begin(tx, "2", "g", 2).generation == 3
        matching.abandon(tx)
        assert matching.state(tx).next is None
        assert matching.begin(tx, "2", "h", 3).generation == 2, "of 2 and 3 nothing is left"


def test_what_nobody_reads_is_swept_in_small_parts(archive: Archive) -> None:
    fill(archive, 0, 1, 2, 3)
    with archive.write() as tx:
        matching.take_over(tx, Next(2, "2", "f", 1, "match", 9))
        matching.advance(tx, Next(3, "2", "g", 2, "learn", 0))
        assert matching.has_leavings(tx)
    swept = []
    while True:
        with archive.write() as tx:
            swept.append(matching.sweep(tx, 4))
        if not swept[-1]:
            break
    assert max(swept) == 4
    assert generations(archive) == {key: {2, 3} for key in ("mention", "mentioned", "learned")}
    with archive.read() as tx:
        assert not matching.has_leavings(tx)
        assert len(mentions.of(tx, [0, 1, 2])) == 3
        [term] = learned.terms(tx)
        assert len(learned.evidence(tx, term.id)) == 3
        left = tx.scalar(select(func.count()).select_from(tables.attestation))
    assert left == 6


def test_an_unsettled_article_is_listed_once_until_settled(archive: Archive) -> None:
    fill(archive, 0)
    with archive.write() as tx:
        for number in (2, 0, 2):
            matching.unsettle(tx, number)
        assert matching.unsettled_numbers(tx, 9) == [0, 2]
        assert matching.unsettled_numbers(tx, 1) == [0]
        assert matching.unsettled_count(tx) == 2
        matching.settled(tx, [0])
        assert matching.unsettled_numbers(tx, 9) == [2]
        matching.take_over(tx, Next(1, "2", "f", 1, "match", 9))
        assert matching.unsettled_numbers(tx, 9) == []


def test_an_article_is_alone_only_where_there_is_no_other(archive: Archive) -> None:
    fill(archive, 0, articles=1)
    with archive.read() as tx:
        assert matching.is_alone(tx, 0)
        assert not matching.is_alone(tx, 7)


def test_who_wants_to_be_alone_waits_for_those_who_have_joined_in(archive: Archive) -> None:
    """On SQLite any writer waits for any other."""
    joined, order = threading.Event(), []

    def alone() -> None:
        joined.wait(10)
        with archive.write() as tx:
            matching.alone(tx)
            order.append("alone")

    waiting = threading.Thread(target=alone)
    waiting.start()
    with archive.write() as tx:
        matching.join_in(tx)
        joined.set()
        waiting.join(0.3)
        order.append("joined")
    waiting.join(10)
    assert order == ["joined", "alone"]


def test_a_reader_sees_one_moment_all_through(archive: Archive) -> None:
    """So that a search is of one generation, whatever takes over in the middle of it."""
    with archive.read() as reader:
        before = matching.state(reader)
        with archive.write() as tx:
            matching.take_over(tx, Next(1, "2", "f", 1, "match", 9))
        assert matching.state(reader) == before
    with archive.read() as tx:
        assert matching.state(tx).generation == 1
