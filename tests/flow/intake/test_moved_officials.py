"""An official of the registry who is named in an office of another province: moved, or a namesake.

Either way somebody so called holds it, and is told with whom he may be.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.officialdom import CHAIR, PROVINCE, SECRETARY, all_mentions, papers, tell, until
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.alert_views import AlertListing
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
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
TOLD = (
    ("Đắp đê", "xem đắp đê ở cù lao Bồng."),
    ("Gặt sớm", "ra đồng xem gặt lúa sớm ở Tân Lộc."),
    ("Mở chợ", "mở phiên chợ nổi đầu năm sau nhiều tháng nước cạn."),
    ("Thông xe", "cắt băng thông xe cây cầu mà bà con mong đã mười năm."),
)
HERE, THERE = f"Bí thư Tỉnh ủy {PROVINCE}", "Bí thư Tỉnh ủy Cù Mây"


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
            officials.add(tx, Official(MOVED, terms=(term,), distinction="Cù Mây"))
        for office in (SECRETARY, CHAIR):
            self.follow(str(office), f'office:"{office}"')

    def follow(self, name: str, query: str) -> None:
        with self.archive.write() as tx:
            watches.add(tx, Watch(name, query, (AlertKind.HOLDER_CHANGED,)))

    def tells(self, *offices: str) -> None:
        """Let one paper after the other name the person in an office, each a day later."""
        for at, (office, (title, does)) in enumerate(zip(offices, TOLD, strict=False)):
            day = DAY + timedelta(days=at + 1)
            until(self.clock, day)
            lead = f"Bà {MOVED}, {office}, {does}"
            tell(self.archive, self.clock, self.papers[at % 2], title, lead, day=day)

    def changes(self) -> list[AlertListing]:
        with self.archive.read() as tx:
            return outbox.alerts(tx)


@pytest.fixture
def move(archive: Archive, clock: FakeClock) -> Move:
    return Move(archive, clock)


@pytest.mark.parametrize("office", [SECRETARY, CHAIR])
def test_the_new_office_is_told_with_whom_its_holder_may_be(move: Move, office: Office) -> None:
    move.follow("too", f'office:"{office}"')
    move.tells(*[str(office).replace("Ủy ban nhân dân", "UBND tỉnh")] * 2)
    alert, again = sorted(move.changes(), key=lambda one: one.watch)
    assert alert.reasons == again.reasons
    named, *_, perhaps = alert.reasons
    assert (alert.watch, named.surface, named.confidence) == (str(office), MOVED, 0.57)
    label = f"{MOVED} (Cù Mây)"
    assert (perhaps.field, perhaps.surface) == ("official", "")
    assert perhaps.confidence == 0.57
    told = {"what": "perhaps", "name": label, "office": THERE, "percent": 57}
    assert dict(perhaps.facts) == told


def test_the_archive_learns_the_name_and_takes_nobody_of_the_registry_for_it(move: Move) -> None:
    move.tells(HERE, HERE)
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
    move.tells(HERE, HERE)
    assert move.changes() == []


def test_who_is_seen_there_still_has_not_moved(move: Move) -> None:
    move.tells(HERE, THERE, THERE, HERE)
    assert move.changes() == []
