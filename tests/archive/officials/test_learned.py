"""Who was seen named in which office: kept once an article, counted, carried over, forgotten."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from tests.archive.making import DAY, NOW, add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, matching, officials
from worker.archive.officials.learned import Named
from worker.model import LearnedTerm, Office, Official

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm")
NGAN = Named("Võ Thị Ngàn", None, CHAIR)
FIRST = date(2026, 3, 2)
LATER = date(2026, 3, 9)


def shown(tx: Connection, source_id: int, *slugs: str) -> list[int]:
    pages = {slug: f"https://{source_id}.example/{slug}" for slug in slugs}
    return [show(tx, source_id, url, article(f"Bài {url}")) for url in pages.values()]


def test_a_term_lasts_from_the_first_to_the_last_article_that_names_it(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        numbers = shown(tx, source_id, "a", "b", "c")
        for number, day in zip(numbers, (LATER, FIRST, LATER), strict=True):
            learned.note(tx, number, [NGAN], day, source_id)
    with archive.read() as tx:
        [term] = learned.terms(tx)
        assert term == LearnedTerm("Võ Thị Ngàn", CHAIR, FIRST, LATER, 3, None, term.id)
        told = [(one.number, one.day) for one in learned.evidence(tx, term.id)]
        assert told == [(numbers[1], FIRST), (numbers[0], LATER), (numbers[2], LATER)]
        one = learned.evidence(tx, term.id)[0]
    assert (one.source, one.title) == ("bao-sa-nhien", "Bài https://1.example/b")
    assert one.url == "https://1.example/b"


def test_an_article_noted_twice_counts_once(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        [number] = shown(tx, source_id, "a")
        for day in (FIRST, LATER):
            learned.note(tx, number, [NGAN, NGAN], day, source_id)
        [term] = learned.terms(tx)
    assert (term.first, term.last, term.articles) == (FIRST, FIRST, 1)


def test_two_who_learn_of_the_same_persons_in_another_order_do_not_stop_each_other(
    archive: Archive,
) -> None:
    source_id = add_source(archive)
    sa = Named("Lê Đình Sa", None, CHAIR)
    with archive.write() as tx:
        first, second, third, fourth, fifth = shown(tx, source_id, *"abcde")
        learned.note(tx, first, [NGAN, sa], FIRST, source_id)
    begun, other = threading.Event(), threading.Event()

    def learn() -> None:
        begun.wait(10)
        with archive.write() as tx:
            learned.note(tx, fourth, [sa], FIRST, source_id)
            other.set()
            learned.note(tx, fifth, [NGAN], FIRST, source_id)

    thread = threading.Thread(target=learn)
    thread.start()
    with archive.write() as tx:
        learned.note(tx, second, [NGAN], FIRST, source_id)
        begun.set()
        other.wait(0.5)
        learned.note(tx, third, [sa], FIRST, source_id)
    thread.join(20)
    with archive.read() as tx:
        assert [one.articles for one in learned.terms(tx)] == [3, 3]


def test_the_unfollowed_are_those_outside_the_registry_until_taken_in(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        registered = officials.add(tx, Official("Lê Đình Sa"))
        [number] = shown(tx, source_id, "a")
        learned.note(tx, number, [NGAN, Named("Lê Đình Sa", registered, CHAIR)], FIRST, source_id)
        [unfollowed] = learned.unfollowed(tx)
        assert unfollowed.holder == "Võ Thị Ngàn"
        taken = officials.add(tx, Official("Võ Thị Ngàn"))
        assert learned.take(tx, unfollowed, taken) == 1
        assert learned.unfollowed(tx) == ()
        assert {one.official_id for one in learned.terms(tx)} == {registered, taken}
        officials.remove(tx, "Võ Thị Ngàn")
        assert [one.holder for one in learned.unfollowed(tx)] == ["Võ Thị Ngàn"]


def test_taking_one_in_leaves_what_is_known_of_a_namesake(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        first, second = (officials.add(tx, Official("Lê Sa", distinction=d)) for d in ("", "B"))
        [number] = shown(tx, source_id, "a")
        other = replace(CHAIR, place="Cù Mây")
        named = [Named("Lê Sa", first, CHAIR), Named("Lê Sa", None, other)]
        learned.note(tx, number, named, FIRST, source_id)
        [unfollowed] = learned.unfollowed(tx)
        assert learned.take(tx, unfollowed, second) == 1
        assert {one.office: one.official_id for one in learned.terms(tx)} == {
            CHAIR: first,
            other: second,
        }


def test_an_office_is_asked_for_by_what_is_known_of_it(archive: Archive) -> None:
    source_id = add_source(archive)
    vague = Named("Lê Đình Sa", None, replace(CHAIR, unit=None, within=None))
    other = Named("Tạ Văn Bương", None, replace(CHAIR, within="Cù Mây"))
    with archive.write() as tx:
        [number] = shown(tx, source_id, "a")
        learned.note(tx, number, [NGAN, vague, other], FIRST, source_id)
        seen = [one.term.holder for one in learned.of_office(tx, CHAIR)]
        assert seen == ["Võ Thị Ngàn", "Lê Đình Sa"]
        learned.confirm(tx, [learned.of_office(tx, CHAIR)[0].term.id], NOW)
        assert [one.confirmed_at for one in learned.of_office(tx, CHAIR)] == [NOW, None]
        learned.confirm(tx, [one.term.id for one in learned.of_office(tx, CHAIR)], NOW + DAY)
        assert [one.confirmed_at for one in learned.of_office(tx, CHAIR)] == [NOW, NOW + DAY]


def test_the_latest_articles_of_a_term_are_listed_oldest_first(archive: Archive) -> None:
    own, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        [mine] = shown(tx, own, "a")
        theirs = shown(tx, other, "a", "b", "c")
        learned.note(tx, mine, [NGAN], LATER, own)
        for number in theirs:
            learned.note(tx, number, [NGAN], FIRST, other)
        [term] = learned.terms(tx)
        found = learned.latest(tx, [term.id], 3)
    assert [one.number for one in found] == [*theirs[1:], mine]
    assert [one.source for one in found] == ["bao-khac", "bao-khac", "bao-sa-nhien"]


def test_forgetting_articles_leaves_what_the_others_say(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        numbers = shown(tx, source_id, "a", "b")
        for number, day in zip(numbers, (FIRST, LATER), strict=True):
            learned.note(tx, number, [NGAN], day, source_id)
        learned.forget(tx, numbers[:1])
        [term] = learned.terms(tx)
        assert (term.first, term.last, term.articles) == (LATER, LATER, 1)
        learned.forget(tx, numbers[1:], generation=99)
        assert learned.terms(tx) == (term,)
        learned.forget(tx, numbers[1:], generation=0)
        assert learned.terms(tx) == ()


def test_what_was_confirmed_stays_so_in_the_next_generation(archive: Archive) -> None:
    """And what only better reading has found is no news, if two sources have told it."""
    own, other = add_source(archive), add_source(archive, "bao-khac")
    found = Named("Tạ Văn Bương", None, replace(CHAIR, role="Bí thư", body="Huyện ủy"))
    pending = Named("Lê Đình Sa", None, CHAIR)
    with archive.write() as tx:
        numbers = [*shown(tx, own, "a"), *shown(tx, other, "a")]
        for number, source_id in zip(numbers, (own, other), strict=True):
            learned.note(tx, number, [NGAN, pending], FIRST, source_id)
            learned.note(tx, number, [NGAN, pending, found], FIRST, source_id, generation=1)
        single = Named("Kim Sa Rinh", None, CHAIR)
        learned.note(tx, numbers[0], [single], FIRST, own, generation=1)
        ids = {one.holder: one.id for one in learned.terms(tx)}
        learned.confirm(tx, [ids["Võ Thị Ngàn"]], NOW)
        learned.carry_over(tx, 0, 1, NOW)
        assert matching.begin(tx, "2", "", 0).generation == 2
        matching.take_over(tx, matching.Next(1, "2", "", 0, "match", 1))
        standing = {
            one.term.holder: one.confirmed_at is not None
            for office in (CHAIR, found.office)
            for one in learned.of_office(tx, office)
        }
    assert standing == {
        "Võ Thị Ngàn": True,
        "Lê Đình Sa": False,
        "Kim Sa Rinh": False,
        "Tạ Văn Bương": True,
    }
