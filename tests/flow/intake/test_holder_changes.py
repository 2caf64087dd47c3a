"""A new name in a followed office: told once, with both articles, and only where it is news."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from tests.deliver.alerts import in_english
from tests.fakes import FakeClock
from tests.flow.officialdom import CHAIR, PROVINCE, SECRETARY, Press, tell, until
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
from worker.archive.sources.sources import StoredSource
from worker.flow.registry.rematch import rematch
from worker.model import (
    AlertKind,
    Alias,
    DeliveryState,
    Office,
    Official,
    PartialDate,
    Term,
)

DAY = date(2026, 3, 2)
FOLLOWS = f'office:"Bí thư Tỉnh ủy {PROVINCE}"'
BOTH = (AlertKind.APPEARED, AlertKind.HOLDER_CHANGED)
OLD, NEW = "Tạ Văn Bương", "Võ Thị Ngàn"
STORIES = (
    ("Thăm trường", "đến thăm ngôi trường mới có mười hai phòng học ở xã Tân Lộc Hòa."),
    ("Họp chợ", "nghe bà con kể chuyện chợ nổi Bến Đìa họp lại sau nhiều tháng nước cạn."),
    ("Thông xe", "cắt băng thông xe cây cầu bắc qua rạch Đình mà bà con mong đã mười năm."),
    ("Mùa lúa", "xuống ruộng xem lúa hè thu chín sớm, năng suất cao hơn mọi năm trước đây."),
    ("Nước ngọt", "khánh thành hồ chứa nước ngọt đầu tiên trên cù lao Bồng vào đầu mùa khô."),
)


class Province(Press):
    """Papers that publish one story after another, each on a later day."""

    def __init__(self, archive: Archive, clock: FakeClock) -> None:
        super().__init__(archive, clock, "bao-song-ham", "bao-cu-may", "bao-tra-giong")
        self.told = 0

    def follow(self, name: str, query: str = FOLLOWS, kinds: tuple[AlertKind, ...] = BOTH) -> None:
        super().follow(name, query, kinds)

    def names(
        self,
        name: str,
        paper: int = 0,
        *,
        title: str = f"Bí thư Tỉnh ủy {PROVINCE}",
        story: int | None = None,
        day: int | None = None,
        also: str = "",
        digest_key: str | None = None,
    ) -> int:
        """Let a paper tell a story in which the person has that title; return its number."""
        headline, does = STORIES[self.told if story is None else story]
        self.told += story is None
        at = DAY + timedelta(days=self.told if day is None else day)
        source: StoredSource = self.papers[paper]
        until(self.clock, at)
        lead = f"Đồng chí {name}, {title}, {does}{also}"
        done = tell(self.archive, self.clock, source, headline, lead, day=at, digest_key=digest_key)
        return done.number

    def holders(self, office: Office = SECRETARY) -> dict[str, bool]:
        """Return who is known in an office, and whether that is confirmed."""
        with self.archive.read() as tx:
            seen = learned.of_office(tx, office)
        return {one.term.holder: one.confirmed_at is not None for one in seen}


@pytest.fixture
def province(archive: Archive, clock: FakeClock) -> Province:
    return Province(archive, clock)


def test_a_new_name_is_told_when_a_second_source_names_it_in_a_story_of_its_own(
    province: Province,
) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0)
    province.names(OLD, 1)
    first = province.names(NEW, 0)
    assert province.changes() == [], "one source may err"
    second = province.names(NEW, 1)
    [alert] = province.changes()
    assert (alert.watch, alert.number, alert.backlog) == ("bi-thu", second, False)
    assert [(one.channel, one.state) for one in alert.deliveries] == [
        ("console", DeliveryState.PENDING)
    ]
    here, *told = alert.reasons
    assert (here.field, here.surface) == ("office", NEW)
    assert here.start is not None
    holder, before, attested, earlier = map(in_english, told)
    assert holder == f"{NEW}, Bí thư Tỉnh ủy {PROVINCE}, after {OLD}"
    assert before == f"{OLD}, last known there 04/03/2026"
    assert attested.startswith("named there since 05/03/2026, by 2 outlets in stories of their own")
    assert earlier.startswith(f"{province.papers[0].source.title}, 05/03/2026, #{first}: https:")
    assert {one.start for one in told} == {None}
    province.names(NEW, 2)
    assert len(province.changes()) == 1, "told once"


def test_case_46_two_papers_that_name_it_at_once_raise_one_alert(province: Province) -> None:
    """Whoever is second sees the first, so that the change is neither missed nor told twice."""
    province.follow("bi-thu")
    province.names(OLD, 2)
    together = threading.Barrier(2)

    def name(paper: int) -> None:
        together.wait(10)
        province.names(NEW, paper, story=paper + 1, day=9)

    both = [threading.Thread(target=name, args=(paper,)) for paper in (0, 1)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert len(province.changes()) == 1


def test_each_watch_that_follows_the_office_is_told(province: Province) -> None:
    province.follow("bi-thu")
    province.follow("ca-hai", f"{FOLLOWS} OR cầu")
    province.follow("chi-bai", FOLLOWS, (AlertKind.APPEARED,))
    province.follow("chu-tich", f'office:"Chủ tịch UBND tỉnh {PROVINCE}"')
    province.follow("chu", '"cầu"')
    for name in (OLD, NEW):
        province.names(name, 0)
        province.names(name, 1)
    assert [one.watch for one in province.changes()] == ["bi-thu", "ca-hai"]


def test_the_same_source_and_a_copy_of_the_story_confirm_nothing(province: Province) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0)
    province.names(NEW, 0)
    province.names(NEW, 0)
    copy = province.names(NEW, 1, story=1, day=9, also=" Theo Báo Sông Hàm.")
    assert copy == 3, "an article of its own"
    assert province.changes() == [], "bao-cu-may has copied it"
    assert province.holders() == {OLD: False, NEW: False}
    province.names(NEW, 1)
    assert len(province.changes()) == 1


def test_an_acting_holder_is_told_as_one(province: Province) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0)
    for paper in (0, 1):
        province.names(NEW, paper, title=f"Quyền Bí thư Tỉnh ủy {PROVINCE}")
    [alert] = province.changes()
    assert f"{SECRETARY} (acting), after {OLD}" in in_english(alert.reasons[1])
    province.names(NEW, 2)
    assert len(province.changes()) == 1, "in full later, it is no new name"


def test_a_former_holder_is_no_new_one(province: Province) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0)
    for paper in (0, 1, 2):
        province.names(NEW, paper, title=f"nguyên Bí thư Tỉnh ủy {PROVINCE}")
    assert province.changes() == []
    assert province.holders() == {OLD: False}


def test_a_deputy_among_several_is_no_new_holder(province: Province) -> None:
    province.follow("pho", f'office:"Phó Chủ tịch UBND tỉnh {PROVINCE}"')
    for name in (OLD, NEW):
        for paper in (0, 1):
            province.names(name, paper, title=f"Phó Chủ tịch UBND tỉnh {PROVINCE}")
    assert province.changes() == []


def register(archive: Archive, name: str, *aliases: str, end: int | None = None) -> None:
    term = Term(SECRETARY, PartialDate(2021), PartialDate(end) if end else None)
    with archive.write() as tx:
        officials.add(tx, Official(name, tuple(map(Alias, aliases)), (term,)))


def test_whom_the_registry_knows_in_the_office_is_the_one_before(
    archive: Archive, province: Province
) -> None:
    register(archive, OLD, end=2025)
    province.follow("bi-thu")
    province.names(NEW, 0)
    province.names(NEW, 1)
    [alert] = province.changes()
    assert in_english(alert.reasons[2]) == f"{OLD}, last known there 31/12/2025 (by the registry)"
    assert alert.reasons[2].via == "term"


def test_whom_the_registry_has_in_the_office_already_is_no_news(
    archive: Archive, province: Province
) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0)
    register(archive, NEW)
    province.names(NEW, 0)
    province.names(NEW, 1)
    assert province.changes() == []
    assert province.holders()[NEW]


@pytest.mark.parametrize("other", ["Tư Ngàn", "Võ Ngàn", "VÕ THỊ NGÀN"])
def test_the_same_person_under_another_name_is_no_new_one(
    archive: Archive, province: Province, other: str
) -> None:
    register(archive, NEW, "Tư Ngàn")
    province.follow("bi-thu")
    province.names(NEW, 0)
    province.names(NEW, 1)
    province.names(other, 0)
    province.names(other, 1)
    assert province.changes() == []


def test_where_nobody_was_known_before_a_first_name_is_no_change(province: Province) -> None:
    province.follow("bi-thu")
    province.names(NEW, 0)
    province.names(NEW, 1)
    assert province.changes() == []
    assert province.holders() == {NEW: True}
    province.names(OLD, 0, day=-900)
    province.names(OLD, 1, day=-890)
    assert province.changes() == [], "an old story"
    province.names(NEW, 2)
    assert province.changes() == []


def test_while_the_other_is_still_seen_there_it_is_too_early_to_tell(province: Province) -> None:
    province.follow("bi-thu")
    province.names(OLD, 0, day=0)
    province.names(NEW, 0, day=5)
    province.names(OLD, 1, day=9)
    province.names(NEW, 1, day=8)
    assert province.changes() == []
    province.names(NEW, 2, day=12)
    assert len(province.changes()) == 1


def test_who_begins_to_follow_later_is_told_no_old_news(province: Province) -> None:
    for name in (OLD, NEW):
        province.names(name, 0)
        province.names(name, 1)
    province.follow("bi-thu")
    province.names(NEW, 2)
    assert province.changes() == []


def test_a_rematch_makes_no_news_of_what_was_told(
    archive: Archive, clock: FakeClock, province: Province
) -> None:
    for name in (OLD, NEW):
        province.names(name, 0)
        province.names(name, 1)
    with archive.write() as tx:
        officials.add(tx, Official("Kim Sa Rinh"))
    rematch(archive, clock, lambda _done, _total: None)
    province.follow("bi-thu")
    province.names(NEW, 2)
    assert province.changes() == []


def test_backlog_waits_in_the_digest(province: Province) -> None:
    province.follow("bi-thu")
    for name in (OLD, NEW):
        province.names(name, 0, digest_key="backlog:1")
        province.names(name, 1, digest_key="backlog:1")
    [alert] = province.changes()
    assert alert.backlog
    assert [one.state for one in alert.deliveries] == [DeliveryState.HELD]


def test_two_offices_change_hands_in_one_article(province: Province) -> None:
    province.follow("bi-thu")
    province.follow("chu-tich", f'office:"Chủ tịch UBND tỉnh {PROVINCE}"')
    title = f"Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh {PROVINCE}"
    for name in (OLD, NEW):
        province.names(name, 0, title=title)
        province.names(name, 1, title=title)
    assert [one.watch for one in province.changes()] == ["bi-thu", "chu-tich"]
    assert province.holders(CHAIR) == {OLD: True, NEW: True}
