from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, func, select

from worker.archive.database.engine import Archive
from worker.archive.officials import matching, officials
from worker.archive.schema import tables
from worker.errors import NotFound, UsageError
from worker.model import Alias, Exclusion, Office, Official, Origin, PartialDate, Term

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm")
MINISTER = Office("Bộ trưởng", "Bộ Thủy lợi")
TRAM = Official(
    "Trần Bích Trâm",
    aliases=(Alias("Út Trâm"), Alias("Tran Bich Tram", blind=True)),
    terms=(
        Term(
            CHAIR,
            PartialDate(2020, 5),
            None,
            (date(2021, 2, 26), date(2022, 3, 22)),
            "tệp 001",
            True,
        ),
        Term(MINISTER, PartialDate(2016), PartialDate(2019, 12, 31), known_from="QĐ 11"),
    ),
    origin=Origin.SEED,
    distinction="Sa Nhiên",
    exclusions=(Exclusion(7, (MINISTER, CHAIR), "Cù Mây"), Exclusion(9)),
)


def offices(archive: Archive) -> int:
    with archive.read() as tx:
        return tx.scalar(select(func.count()).select_from(tables.office)) or 0


def test_an_official_comes_back_whole(archive: Archive) -> None:
    other = Official("Lê Đình Sa", terms=(Term(CHAIR, None, PartialDate(2020, 4)), Term(MINISTER)))
    with archive.write() as tx:
        first, second = officials.add(tx, TRAM), officials.add(tx, other)
    with archive.read() as tx:
        assert officials.find(tx, TRAM.name) == replace(TRAM, id=first)
        assert officials.officials(tx) == (replace(TRAM, id=first), replace(other, id=second))
    assert offices(archive) == 2


def test_a_name_is_taken_once_and_the_error_says_how_to_tell_namesakes_apart(
    archive: Archive,
) -> None:
    with archive.write() as tx:
        officials.add(tx, Official("Lê Đình Sa"))
    with pytest.raises(UsageError, match=r"Lê Đình Sa.*--distinction"), archive.write() as tx:
        officials.add(tx, Official("Lê Đình Sa"))
    with archive.write() as tx:
        officials.add(tx, Official("Lê Đình Sa", distinction="Cù Mây"))
    with pytest.raises(UsageError, match=r"Lê Đình Sa \(Cù Mây\) already"), archive.write() as tx:
        officials.add(tx, Official("Lê Đình Sa", distinction="Cù Mây"))


def test_offices_of_one_name_in_different_provinces_are_two(archive: Archive) -> None:
    here = replace(CHAIR, within="Sông Hàm")
    there = replace(CHAIR, within="Cù Mây")
    with archive.write() as tx:
        officials.add(tx, Official("Lê Đình Sa", terms=(Term(here), Term(there))))
        assert [term.office for term in officials.find(tx, "Lê Đình Sa").terms] == [here, there]


def test_an_official_is_found_by_label_and_by_a_name_that_only_one_bears(archive: Archive) -> None:
    with archive.write() as tx:
        first = officials.add(tx, Official("Lê Đình Sa", distinction="Sa Nhiên"))
        assert officials.find(tx, "Lê Đình Sa").id == first
        second = officials.add(tx, Official("Lê Đình Sa", distinction="Cù Mây"))
        assert officials.find(tx, "Lê Đình Sa (Sa Nhiên)").id == first
        assert officials.find(tx, "Lê Đình Sa (Cù Mây)").id == second
        with pytest.raises(UsageError, match=r"\(Sa Nhiên\), Lê Đình Sa \(Cù Mây\)"):
            officials.find(tx, "Lê Đình Sa")
        third = officials.add(tx, Official("Lê Đình Sa"))
        assert officials.find(tx, "Lê Đình Sa").id == third, "a label of its own"
        with pytest.raises(NotFound):
            officials.find(tx, "Lê Đình Sa (Trà Giồng)")


def test_an_official_is_changed_under_its_label_or_its_id(archive: Archive) -> None:
    with archive.write() as tx:
        row = officials.add(tx, TRAM)
        changed = Official(TRAM.name, aliases=(Alias("Bà Trâm"),), distinction="Sa Nhiên")
        officials.update(tx, changed)
        kept = replace(changed, id=row, exclusions=TRAM.exclusions)
        assert officials.find(tx, TRAM.label) == kept
        officials.update(tx, Official("Trần Thị Bích Trâm", id=row))
        assert [one.label for one in officials.officials(tx)] == ["Trần Thị Bích Trâm"]
    assert offices(archive) == 0


def test_a_change_into_the_label_of_another_is_refused(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, TRAM)
        row = officials.add(tx, Official("Lê Đình Sa"))
    with pytest.raises(UsageError, match="Trần Bích Trâm"), archive.write() as tx:
        officials.update(tx, replace(TRAM, id=row))
    with archive.read() as tx:
        assert [one.label for one in officials.officials(tx)] == [TRAM.label, "Lê Đình Sa"]


def test_a_lesson_is_kept_replaced_and_taken_back(archive: Archive) -> None:
    with archive.write() as tx:
        row = officials.add(tx, Official("Lê Đình Sa"))
        officials.exclude(tx, row, Exclusion(3, (CHAIR,), "Cù Mây"))
        officials.exclude(tx, row, Exclusion(3, (MINISTER,)))
        officials.exclude(tx, row, Exclusion(4))
        lessons = officials.find(tx, "Lê Đình Sa").exclusions
        assert lessons == (Exclusion(3, (MINISTER,)), Exclusion(4))
        assert officials.include(tx, row, 3)
        assert not officials.include(tx, row, 3)
        assert officials.find(tx, "Lê Đình Sa").exclusions == (Exclusion(4),)


def test_who_has_a_term_in_an_office_is_found_by_it(archive: Archive) -> None:
    elsewhere = replace(CHAIR, within="Cù Mây")
    with archive.write() as tx:
        row = officials.add(tx, TRAM)
        officials.add(tx, Official("Lê Đình Sa", terms=(Term(elsewhere),)))
        officials.add(tx, Official("Võ Thị Ngàn", terms=(Term(MINISTER),)))
        found = officials.of_office(tx, CHAIR)
        assert found == (replace(TRAM, id=row),), "with all terms"
        either = officials.of_office(tx, replace(CHAIR, unit=None, within=None))
        assert [one.name for one in either] == [TRAM.name, "Lê Đình Sa"]
        assert officials.of_office(tx, replace(CHAIR, place=None)) == ()


def test_every_change_is_another_edition_of_the_registry(archive: Archive) -> None:
    editions = []

    def after(tx: Connection) -> None:
        editions.append(matching.state(tx).edition)

    with archive.write() as tx:
        row = officials.add(tx, TRAM)
        after(tx)
        officials.update(tx, replace(TRAM, id=row, aliases=()))
        after(tx)
        officials.exclude(tx, row, Exclusion(3))
        after(tx)
        officials.include(tx, row, 3)
        after(tx)
        officials.remove(tx, TRAM.label)
        after(tx)
    assert sorted(set(editions)) == editions


def test_a_removed_official_leaves_nothing(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, TRAM)
        kept = officials.add(tx, Official("Lê Đình Sa", terms=(Term(CHAIR),)))
        officials.remove(tx, TRAM.label)
        assert [one.id for one in officials.officials(tx)] == [kept]
    assert offices(archive) == 1


def test_who_is_not_there_is_not_found(archive: Archive) -> None:
    for act in (officials.find, officials.remove):
        with pytest.raises(NotFound, match="Không Có Ai"), archive.write() as tx:
            act(tx, "Không Có Ai")
    with pytest.raises(NotFound), archive.write() as tx:
        officials.update(tx, TRAM)
