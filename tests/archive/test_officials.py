from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from worker.archive import officials, tables
from worker.archive.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import Alias, Office, Official, Origin, Term

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên")
MINISTER = Office("Bộ trưởng", "Bộ Thủy lợi")
TRAM = Official(
    "Trần Bích Trâm",
    aliases=(Alias("Út Trâm"), Alias("Tran Bich Tram", blind=True)),
    terms=(
        Term(
            CHAIR, date(2020, 5, 1), None, (date(2021, 2, 26), date(2022, 3, 22)), "tệp 001", True
        ),
        Term(MINISTER, None, date(2019, 12, 31), known_from="QĐ 11"),
    ),
    origin=Origin.SEED,
)


def offices(archive: Archive) -> int:
    with archive.read() as tx:
        return tx.scalar(select(func.count()).select_from(tables.office)) or 0


def test_an_official_comes_back_whole(archive: Archive) -> None:
    other = Official("Lê Đình Sa", terms=(Term(CHAIR, None, date(2020, 4, 30)), Term(MINISTER)))
    with archive.write() as tx:
        first, second = officials.add(tx, TRAM), officials.add(tx, other)
    with archive.read() as tx:
        assert officials.find(tx, TRAM.name) == replace(TRAM, id=first)
        assert officials.officials(tx) == (replace(TRAM, id=first), replace(other, id=second))
    assert offices(archive) == 2


def test_a_name_is_taken_once(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, TRAM)
    with pytest.raises(UsageError, match="Trần Bích Trâm"), archive.write() as tx:
        officials.add(tx, Official(TRAM.name))


def test_an_official_is_changed_under_its_name_or_its_id(archive: Archive) -> None:
    with archive.write() as tx:
        row = officials.add(tx, TRAM)
        officials.update(tx, Official(TRAM.name, aliases=(Alias("Bà Trâm"),)))
        assert officials.find(tx, TRAM.name) == Official(
            TRAM.name, aliases=(Alias("Bà Trâm"),), id=row
        )
        officials.update(tx, Official("Trần Thị Bích Trâm", id=row))
        assert [one.name for one in officials.officials(tx)] == ["Trần Thị Bích Trâm"]
    assert offices(archive) == 0


def test_a_removed_official_leaves_nothing(archive: Archive) -> None:
    with archive.write() as tx:
        officials.add(tx, TRAM)
        kept = officials.add(tx, Official("Lê Đình Sa", terms=(Term(CHAIR),)))
        officials.remove(tx, TRAM.name)
        assert [one.id for one in officials.officials(tx)] == [kept]
    assert offices(archive) == 1


def test_who_is_not_there_is_not_found(archive: Archive) -> None:
    for act in (officials.find, officials.remove):
        with pytest.raises(NotFound, match="Không Có Ai"), archive.write() as tx:
            act(tx, "Không Có Ai")
    with pytest.raises(NotFound), archive.write() as tx:
        officials.update(tx, TRAM)
