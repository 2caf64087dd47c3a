"""News of another province's chairman, reprinted without saying whose he is, changes no holder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.officialdom import CHAIR, PROVINCE, Press, all_mentions, tell, until
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
from worker.model import AlertKind, Office, Official, PartialDate, Term

DAY = date(2026, 3, 2)
OURS, THEIRS = "Tạ Văn Bương", "Võ Thị Ngàn"
ELSEWHERE = Office(CHAIR.role, CHAIR.body, "Cù Mây", "tỉnh")
KNOWN = (
    ("Mở chợ", "Chủ tịch UBND tỉnh Cù Mây Võ Thị Ngàn mở phiên chợ nổi đầu năm ở Bến Đìa."),
    ("Hồ nước", "Bà Võ Thị Ngàn, Chủ tịch UBND tỉnh Cù Mây, xem hồ nước ngọt trên cù lao Bồng."),
)
REPRINTS = (
    ("Đua ghe", "Cù Mây - Chiều 9-3, Chủ tịch UBND tỉnh Võ Thị Ngàn trao cúp cho đội ghe nhất."),
    ("Làng chiếu", "Chủ tịch UBND tỉnh Võ Thị Ngàn gắn biển làng chiếu Tân Lộc, tỉnh Cù Mây."),
)


class TwoPapers(Press):
    """Two papers of Sông Hàm, whose chairman is in the registry, and a watch of that office."""

    def __init__(self, archive: Archive, clock: FakeClock) -> None:
        super().__init__(archive, clock, "bao-song-ham", "dai-song-ham")
        self.day = DAY
        with archive.write() as tx:
            officials.add(tx, Official(OURS, terms=(Term(CHAIR, attested=(DAY,)),)))
        query = f'office:"Chủ tịch UBND tỉnh {PROVINCE}"'
        self.follow("chu-tich", query, (AlertKind.HOLDER_CHANGED,))

    def tells(self, *stories: tuple[str, str]) -> None:
        """Let one paper after the other tell a story, each a day later."""
        for at, (title, lead) in enumerate(stories):
            self.day += timedelta(days=1)
            until(self.clock, self.day)
            tell(self.archive, self.clock, self.papers[at % 2], title, lead, day=self.day)

    def places(self) -> set[str]:
        """Return where the archive has seen the other province's chairman."""
        with self.archive.read() as tx:
            return {str(one.office.place) for one in learned.of_holder(tx, THEIRS)}


@pytest.fixture
def press(archive: Archive, clock: FakeClock) -> TwoPapers:
    return TwoPapers(archive, clock)


def test_reprints_make_no_new_chairman_of_the_papers_province(press: TwoPapers) -> None:
    press.tells(*KNOWN, *REPRINTS, ("Vụ mùa", "Chủ tịch UBND tỉnh Võ Thị Ngàn xem lúa chín sớm."))
    assert (press.changes(), press.places()) == ([], {"Cù Mây"})


def test_a_chairman_of_the_registry_is_not_made_another_provinces(
    press: TwoPapers, archive: Archive
) -> None:
    with archive.write() as tx:
        officials.add(tx, Official(THEIRS, terms=(Term(ELSEWHERE, PartialDate.parse("2025")),)))
    plain = "Chủ tịch UBND tỉnh Võ Thị Ngàn"
    press.tells(("Đắp đê", f"{plain} xem đắp đê."), ("Gặt sớm", f"{plain} ra đồng gặt lúa sớm."))
    said = [
        it.office.place for all_ in all_mentions(archive).values() for m in all_ for it in m.offices
    ]
    assert (press.changes(), said) == ([], ["Cù Mây", "Cù Mây"])


def test_who_is_seen_there_still_has_not_moved_whatever_a_sentence_says(press: TwoPapers) -> None:
    here = f"Bà Võ Thị Ngàn, Chủ tịch UBND tỉnh {PROVINCE},"
    press.tells(("Đắp đê", f"{here} xem đắp đê."), *KNOWN, ("Gặt", f"{here} ra đồng gặt lúa sớm."))
    assert press.changes() == []


def test_who_has_moved_is_the_new_holder_where_the_papers_say_so(press: TwoPapers) -> None:
    here = f"Bà Võ Thị Ngàn, Chủ tịch UBND tỉnh {PROVINCE},"
    press.tells(*KNOWN, ("Đắp đê", f"{here} xem đắp đê."), ("Gặt", f"{here} ra đồng gặt lúa sớm."))
    assert len(press.changes()) == 1
