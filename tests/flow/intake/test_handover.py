"""After a handover the office alone means whom the papers name since, once one says who left."""

from __future__ import annotations

from datetime import date, timedelta

from tests.fakes import FakeClock
from tests.flow.officialdom import CHAIR, PROVINCE, all_mentions, papers, tell
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
from worker.flow.registry.rematch import rematch
from worker.model import Office, Official, Term

DAY = date(2026, 3, 2)
LEFT, NEW = "Tạ Văn Bương", "Võ Thị Ngàn"
STORIES = (
    ("Mở chợ", f"Chủ tịch UBND tỉnh {NEW} mở phiên chợ nổi đầu năm ở Bến Đìa."),
    ("Tiếp dân", f"Bà {NEW}, Chủ tịch UBND tỉnh, tiếp dân trong buổi sáng đầu tuần."),
    ("Thăm trường", f"Nguyên Chủ tịch UBND tỉnh {LEFT} về thăm ngôi trường cũ."),
    ("Bến đò", "Chủ tịch UBND tỉnh giao các xã rà soát bến đò ngang."),
)


def test_who_left_is_no_candidate_any_more(archive: Archive, clock: FakeClock) -> None:
    [paper] = papers(archive, "bao-song-ham")
    with archive.write() as tx:
        officials.add(tx, Official(LEFT, terms=(Term(CHAIR, attested=(DAY,)),)))
    for days, (title, lead) in enumerate(STORIES, 1):
        tell(archive, clock, paper, title, lead, day=DAY + timedelta(days=days))
    [alone] = all_mentions(archive)[3]
    assert (alone.official, alone.candidates) == (NEW, ())
    with archive.read() as tx:
        listed = {(one.holder, one.office) for one in learned.terms(tx)}
        [gone] = learned.ended(tx)
    assert listed == {(NEW, CHAIR)}
    assert (gone.holder, gone.office) == (LEFT, CHAIR)


def test_a_rematch_finds_out_anew_who_left(archive: Archive, clock: FakeClock) -> None:
    [paper] = papers(archive, "bao-song-ham")
    for days, (title, lead) in enumerate(STORIES, 1):
        tell(archive, clock, paper, title, lead, day=DAY + timedelta(days=days))
    with archive.write() as tx:
        person = Official(LEFT, terms=(Term(Office("Chủ tịch", "Ủy ban nhân dân", PROVINCE)),))
        officials.add(tx, person)
    rematch(archive, clock, lambda _done, _total: None)
    [alone] = all_mentions(archive)[3]
    assert alone.official == NEW
    with archive.read() as tx:
        assert [(one.holder, one.articles) for one in learned.ended(tx)] == [(LEFT, 1)]
