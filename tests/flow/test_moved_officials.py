"""An official of the registry who is named in an office of another province: moved, or a namesake.

Either way somebody so called holds it, and is told with whom he may be.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.officialdom import CHAIR, PROVINCE, SECRETARY, all_mentions, papers, tell, until
from worker.archive import channels, learned, officials, outbox, watches
from worker.archive.engine import Archive
from worker.model import (
    AlertKind,
    Channel,
    ChannelKind,
    Office,
    Official,
    PartialDate,
    Term,
    Watch,
)

DAY = date(2026, 3, 2)
BEFORE, MOVED = "Tạ Văn Bương", "Võ Thị Ngàn"
ELSEWHERE = Office(SECRETARY.role, SECRETARY.body, "Cù Mây", "tỉnh")
TOLD = ("Đắp đê", "xem đắp đê ở cù lao Bồng."), ("Gặt sớm", "ra đồng xem gặt lúa sớm ở Tân Lộc.")


class Move:
    """Two papers of Sông Hàm; its secretary and one of Cù Mây, still in office, are registered."""

    def __init__(self, archive: Archive, clock: FakeClock) -> None:
        self.archive, self.clock = archive, clock
        self.papers = papers(archive, "bao-song-ham", "dai-song-ham")
        term = Term(ELSEWHERE, PartialDate(2021), attested=(DAY - timedelta(days=60),))
        with archive.write() as tx:
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))
            for office in (SECRETARY, CHAIR):
                name = f"{BEFORE} {office.role}"
                officials.add(tx, Official(name, terms=(Term(office, attested=(DAY,)),)))
                query = f'office:"{office}"'
                watches.add(tx, Watch(str(office), query, (AlertKind.HOLDER_CHANGED,)))
            officials.add(tx, Official(MOVED, terms=(term,), distinction="Cù Mây"))

    def tells(self, office: str) -> None:
        """Let each paper name the person in that office, in a story of its own."""
        for days, (paper, (title, does)) in enumerate(zip(self.papers, TOLD, strict=True), 1):
            day = DAY + timedelta(days=days)
            until(self.clock, day)
            tell(self.archive, self.clock, paper, title, f"Bà {MOVED}, {office}, {does}", day=day)

    def changes(self) -> list[str]:
        with self.archive.read() as tx:
            return [one.reasons[1].surface for one in outbox.alerts(tx)]


@pytest.fixture
def move(archive: Archive, clock: FakeClock) -> Move:
    return Move(archive, clock)


@pytest.mark.parametrize("office", [SECRETARY, CHAIR])
def test_the_new_office_is_told_with_whom_its_holder_may_be(move: Move, office: Office) -> None:
    move.tells(str(office).replace("Ủy ban nhân dân", "UBND tỉnh"))
    before = f"{BEFORE} {office.role}, last seen 2026-03-02"
    perhaps = f"; perhaps {MOVED} (Cù Mây), Bí thư Tỉnh ủy Cù Mây, 57%"
    assert move.changes() == [f"{office}: {MOVED} after {before}{perhaps}"]


def test_the_archive_learns_the_name_and_takes_nobody_of_the_registry_for_it(move: Move) -> None:
    move.tells(f"Bí thư Tỉnh ủy {PROVINCE}")
    with move.archive.read() as tx:
        [seen] = learned.terms(tx)
    assert (seen.holder, seen.office, seen.official_id) == (MOVED, SECRETARY, None)
    assert (seen.articles, seen.first) == (2, DAY + timedelta(days=1))
    assert [one.confidence for found in all_mentions(move.archive).values() for one in found] == [
        0.57,
        0.57,
    ]


def test_whom_the_registry_still_has_there_that_day_has_not_moved(
    move: Move, archive: Archive
) -> None:
    with archive.write() as tx:
        person = officials.find(tx, f"{MOVED} (Cù Mây)")
        officials.remove(tx, person.label)
        stays = Term(ELSEWHERE, PartialDate(2021), PartialDate(2027))
        officials.add(tx, Official(MOVED, terms=(stays,), distinction="Cù Mây"))
    move.tells(f"Bí thư Tỉnh ủy {PROVINCE}")
    assert move.changes() == []
