"""One story, one message, however many papers print it; on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, update

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    KeepingCourier,
    add_source,
    capture_of,
    count,
    follow,
    paper,
    take,
)
from tests.site import ProvincialSite, Story
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.schema.tables import story_backfill, story_member
from worker.archive.sources.sources import StoredSource
from worker.archive.stories import stories
from worker.flow.intake.stories import steps
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import Capture, Verdict

DAY = 86_400
REPRINT = replace(
    BRIDGE,
    slug="cau-rach-dinh-da-thong-xe-a80001",
    date="02/03/2026 - 07:40",
    lead=BRIDGE.lead.replace("BSH - ", "Theo Báo Sông Hàm, "),
    paragraphs=(*BRIDGE.paragraphs, "Ảnh: Hạ Vy"),
)
"""The bridge as another paper prints it, which says that it was first."""


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return add_source(archive, paper())


@pytest.fixture
def other(archive: Archive) -> StoredSource:
    return add_source(archive, paper(name="bao-ban"))


def page_of(story: Story, clock: FakeClock, host: str = "bao-song-ham.example") -> Capture:
    url = f"https://{host}/{story.slug}.html"
    return capture_of(ProvincialSite([story]), story, clock, url)


def stories_of(archive: Archive, *numbers: int) -> list[int | None]:
    with archive.read() as tx:
        found = stories.of(tx, numbers)
    return [found.get(number) for number in numbers]


async def test_a_reprint_is_not_sent_again_but_shown(
    tools: Tools, clock: FakeClock, courier: KeepingCourier, source: StoredSource,
    other: StoredSource,
) -> None:  # fmt: skip
    archive = tools.archive
    follow(archive, '"giải phóng mặt bằng"')
    first = take(archive, clock, source, page_of(BRIDGE, clock))
    await dispatch(tools)
    again = take(archive, clock, other, page_of(REPRINT, clock, "bao-ban.example"))
    await dispatch(tools)
    assert (first.alerts, again.alerts) == (1, 1)
    assert stories_of(archive, first.number, again.number) == [first.number] * 2
    assert courier.titles == [BRIDGE.title]
    with archive.read() as tx:
        later, earlier = outbox.alerts(tx)
    assert later.told_with == earlier.id
    assert later.deliveries == earlier.deliveries
    assert count(archive, "alert", "delivery") == (2, 1)


async def test_a_message_lists_all_outlets_so_far_and_who_was_first(
    tools: Tools, clock: FakeClock, courier: KeepingCourier, source: StoredSource,
    other: StoredSource,
) -> None:  # fmt: skip
    follow(tools.archive, '"giải phóng mặt bằng"')
    take(tools.archive, clock, source, page_of(BRIDGE, clock))
    take(tools.archive, clock, other, page_of(REPRINT, clock, "bao-ban.example"))
    await dispatch(tools)
    ((outgoing),) = courier.taken
    assert [alert.number for alert in outgoing.alerts] == [0]
    told = [(one.url.split("/")[2], one.first) for one in outgoing.alerts[0].story]
    assert told == [("bao-ban.example", True), ("bao-song-ham.example", False)]


def test_a_watch_that_the_first_telling_did_not_match_is_told(
    archive: Archive, clock: FakeClock, source: StoredSource, other: StoredSource
) -> None:
    follow(archive, '"giải phóng mặt bằng"', '"theo báo sông hàm"')
    take(archive, clock, source, page_of(BRIDGE, clock))
    take(archive, clock, other, page_of(REPRINT, clock, "bao-ban.example"))
    assert count(archive, "alert", "delivery") == (3, 2)


TWICE = replace(
    BRIDGE,
    slug="giai-phong-mat-bang-a80009",
    paragraphs=(
        *BRIDGE.paragraphs,
        "Cầu dài 186 mét, rộng 7 mét, vốn 42 tỉ đồng. Ông Tống Văn Mẫn, 61 tuổi, ngụ ấp Rạch Giữa,"
        " nói bà con hai xã Tân Lộc Hòa và Vĩnh Bường đã mong cây cầu từ năm 2009. Trước đó, mỗi"
        " ngày có 380 học sinh qua đò Bến Đìa, mùa nước lớn nhiều hôm phải nghỉ. Đoạn đường dẫn"
        " phía Vĩnh Bường còn 400 mét chưa thảm nhựa, đơn vị thi công hứa xong trước ngày 30-4."
        " Xe tải trên 8 tấn chưa được qua cầu, huyện Sa Nhiên giao 12 người trông coi ngày đêm.",
    ),
)


async def test_one_paper_that_prints_it_under_two_titles_sends_one_message(
    tools: Tools, clock: FakeClock, courier: KeepingCourier, source: StoredSource
) -> None:
    archive = tools.archive
    follow(archive, "giải phóng")
    first = replace(TWICE, title="Cây cầu Rạch Giữa, bà con hai xã mong từ năm 2009")
    again = replace(
        TWICE,
        title="380 học sinh hết qua đò Bến Đìa, xe tải trên 8 tấn chưa được qua",
        slug="hoc-sinh-het-qua-do-a80010",
    )
    for story in (first, again):
        take(archive, clock, source, page_of(story, clock))
        await dispatch(tools)
    assert stories_of(archive, 0, 1) == [0, 0]
    assert courier.titles == [first.title]


def test_what_is_printed_again_a_year_later_is_news(
    archive: Archive, clock: FakeClock, source: StoredSource, other: StoredSource
) -> None:
    follow(archive, '"giải phóng mặt bằng"')
    first = take(archive, clock, source, page_of(BRIDGE, clock))
    clock.advance(365 * DAY)
    late = replace(REPRINT, date="02/03/2027 - 07:40")
    again = take(archive, clock, other, page_of(late, clock, "bao-ban.example"))
    assert stories_of(archive, first.number, again.number) == [first.number, again.number]
    assert count(archive, "alert", "delivery") == (2, 2)


def test_an_edit_stays_in_the_story_and_is_no_reprint(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    first = take(archive, clock, source, page_of(BRIDGE, clock))
    clock.advance(3_600)
    # On another page another day would be another announcement.
    changed = replace(BRIDGE, lead=BRIDGE.lead.replace("2-3-2026", "1-3-2026"))
    second = take(archive, clock, source, page_of(changed, clock))
    assert second.verdict is Verdict.EDITED
    assert stories_of(archive, first.number, second.number) == [first.number] * 2
    with archive.read() as tx:
        assert len(stories.members_of(tx, [second.number])[second.number]) == 1


def test_a_page_that_turned_to_something_else_tells_another_story(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    first = take(archive, clock, source, page_of(BRIDGE, clock))
    clock.advance(3_600)
    turned = take(archive, clock, source, page_of(replace(MARKET, slug=BRIDGE.slug), clock))
    assert stories_of(archive, first.number, turned.number) == [first.number, turned.number]


def test_two_reprints_at_once_are_one_story_and_one_message(
    archive: Archive, clock: FakeClock, source: StoredSource, other: StoredSource
) -> None:
    follow(archive, '"giải phóng mặt bằng"')
    pages = [
        (source, page_of(BRIDGE, clock)),
        (other, page_of(REPRINT, clock, "bao-ban.example")),
    ]
    together, faults = threading.Barrier(len(pages)), list[BaseException]()

    def store(of: StoredSource, page: Capture) -> None:
        opened = Archive.open(archive.url.render_as_string(hide_password=False))
        try:
            together.wait()
            take(opened, clock, of, page)
        except BaseException as fault:
            faults.append(fault)
            raise
        finally:
            opened.close()

    workers = [threading.Thread(target=store, args=one) for one in pages]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    assert len(set(stories_of(archive, 0, 1))) == 1
    assert count(archive, "article", "alert", "delivery") == (2, 2, 1)


def before_there_were_stories(archive: Archive) -> None:
    """Make the archive one of an earlier program, just opened by this one."""
    with archive.write() as tx:
        tx.execute(delete(story_member))
        tx.execute(insert(story_backfill), {"id": 1, "below": count(archive, "article")[0]})


def test_an_old_archive_gets_its_stories_a_batch_at_a_time(
    archive: Archive, clock: FakeClock, source: StoredSource, other: StoredSource
) -> None:
    for of, story, host in (
        (source, BRIDGE, "bao-song-ham.example"),
        (source, SCHOOL, "bao-song-ham.example"),
        (other, REPRINT, "bao-ban.example"),
    ):
        take(archive, clock, of, page_of(story, clock, host))
    before_there_were_stories(archive)
    begun = steps(archive, batch=2)
    assert next(begun) == 2
    del begun
    assert None in stories_of(archive, 0, 1, 2)
    assert list(steps(archive, batch=2)) == [1]
    one, school, same = stories_of(archive, 0, 1, 2)
    assert one == same is not None
    assert school not in (None, one)
    assert list(steps(archive)) == []


def test_what_joined_meanwhile_is_left_alone(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    take(archive, clock, source, page_of(BRIDGE, clock))
    with archive.write() as tx:
        tx.execute(update(story_member).values(story=77))
        tx.execute(insert(story_backfill), {"id": 1, "below": 1})
    assert list(steps(archive)) == [1]
    assert stories_of(archive, 0) == [77]


ORDERS = [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2)]


@pytest.mark.parametrize("order", ORDERS)
def test_in_whatever_order_they_come_each_stays_where_it_is(
    archive: Archive, clock: FakeClock, source: StoredSource, other: StoredSource,
    order: tuple[int, ...],
) -> None:  # fmt: skip
    pages = [
        (source, page_of(BRIDGE, clock)),
        (other, page_of(REPRINT, clock, "bao-ban.example")),
        (source, page_of(SCHOOL, clock)),
        (source, page_of(MARKET, clock)),
    ]
    known: dict[int, int] = {}
    number: dict[int, int] = {}
    for at in order:
        of, page = pages[at]
        number[at] = take(archive, clock, of, page).number
        with archive.read() as tx:
            now = stories.of(tx, number.values())
        assert now.items() >= known.items()
        known = now
    assert known[number[0]] == known[number[1]]
    assert len(set(known.values())) == 3
