"""What a press review tells: stories, who told them, and what may be missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from tests.fakes import FakeClock
from tests.flow.newsstand import FERRY, RESERVOIR, Newsstand
from tests.site import ProvincialSite, Story
from worker.archive.alerts import topics
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import officials
from worker.archive.schema import tables
from worker.archive.sources import troubles
from worker.clock import HANOI
from worker.errors import UsageError
from worker.flow.review.digest import Order, press_review
from worker.flow.review.paragraphs import paragraph
from worker.flow.review.retelling import gather
from worker.flow.search.ask import Found
from worker.model import (
    AlertKind,
    Changed,
    Diagnosis,
    Fault,
    Grouping,
    NamedChange,
    Note,
    Official,
    PageEdit,
    Precision,
    Review,
    Stage,
    Topic,
)

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 4)


@pytest.fixture
def stand(archive: Archive, site: ProvincialSite, clock: FakeClock) -> Newsstand:
    stand = Newsstand(archive, site, clock)
    stand.paper("bao-song-ham", "Báo Sông Hàm", "Bến Tre")
    stand.paper("bao-cu-lao", "Báo Cù Lao", "Vĩnh Long")
    stand.set_clock("2026-03-05 07:00")
    return stand


def review(
    stand: Newsstand,
    query: str = "",
    by: Grouping = Grouping.TOPIC,
    most: int = 300,
) -> Review:
    order = Order(query, FIRST, LAST, by=by, most=most)
    with stand.archive.read() as tx:
        return press_review(tx, order, stand.clock.now())


def titles(found: Review) -> list[tuple[str | None, list[str]]]:
    return [
        (section.title, ["".join(s.text for s in one.title) for one in section.stories])
        for section in found.sections
    ]


def test_a_story_that_two_papers_told_is_one_paragraph_with_both(stand: Newsstand) -> None:
    stand.show("bao-cu-lao", RESERVOIR, "02/03/2026 - 09:00")
    copied = replace(RESERVOIR, title="Hồ nước ngọt đầu tiên ở cù lao Bồng")
    stand.show("bao-song-ham", copied, "02/03/2026 - 06:30")
    stand.show("bao-song-ham", FERRY)
    found = review(stand)
    [(_, told)] = titles(found)
    assert told == [copied.title, FERRY.title]
    story = found.sections[0].stories[0]
    assert [outlet.name for outlet in story.outlets] == ["Báo Sông Hàm", "Báo Cù Lao"]
    assert story.first == story.outlets[0]
    assert (found.grounds.articles, found.grounds.found, found.stories) == (3, 3, 2)


def test_the_same_text_at_two_papers_names_both(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-cu-lao", RESERVOIR)
    [story] = review(stand).sections[0].stories
    assert {outlet.name for outlet in story.outlets} == {"Báo Sông Hàm", "Báo Cù Lao"}
    assert story.first is None  # both say 06:30


def test_who_was_first_is_not_said_where_a_day_is_all_that_is_known(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR, "02/03/2026")
    stand.show("bao-cu-lao", RESERVOIR, "02/03/2026 - 09:00")
    [story] = review(stand).sections[0].stories
    assert [outlet.precision for outlet in story.outlets] == [Precision.DAY, Precision.MINUTE]
    assert story.first is None


def test_the_lead_is_as_written_and_the_matches_are_marked(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    [story] = review(stand, '"nước ngọt" "hạn mặn"').sections[0].stories
    assert "".join(s.text for s in story.lead) == RESERVOIR.lead
    assert [s.text for s in story.title if s.matched] == ["nước ngọt"]
    [story] = review(stand, '"hạn mặn"').sections[0].stories
    assert [s.text for s in story.found if s.matched] == ["hạn mặn"]
    assert "".join(s.text for s in story.found).strip("[…] ") == RESERVOIR.paragraphs[1]


def test_who_is_named_in_which_office_is_told(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    [story] = review(stand).sections[0].stories
    [named] = story.named
    assert (named.name, named.inferred) == ("Kiều Thanh Vĩ", False)
    assert named.offices[0][0].startswith("Chủ tịch Ủy ban nhân dân Cái Sậy")


def test_an_edited_page_is_told_as_it_is_now_and_one_taken_down_is_marked(
    stand: Newsstand,
) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    mended = replace(RESERVOIR, title="Cù lao Bồng: hồ nước ngọt thứ hai")
    stand.show("bao-song-ham", mended, "02/03/2026 - 10:00")  # the page says another time now
    gone = stand.show("bao-cu-lao", FERRY)
    stand.take_down(gone.number)
    found = review(stand, by=Grouping.SOURCE)
    assert titles(found) == [("Báo Cù Lao", [FERRY.title]), ("Báo Sông Hàm", [mended.title])]
    marks = [(bool(o.edits), o.gone) for section in found.sections for s in section.stories
             for o in s.outlets]  # fmt: skip
    assert marks == [(False, True), (True, False)]
    [outlet] = found.sections[1].stories[0].outlets
    assert outlet.at == datetime(2026, 3, 2, 6, 30, tzinfo=HANOI)


def test_a_page_that_went_back_to_its_first_text_is_told_so(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", replace(RESERVOIR, title="Hồ thứ hai"), "02/03/2026 - 05:00")
    stand.show("bao-song-ham", RESERVOIR)
    assert titles(review(stand)) == [(None, [RESERVOIR.title])]


@pytest.mark.parametrize(
    ("by", "sections"),
    [
        (Grouping.TOPIC, [("Nước sạch", [RESERVOIR.title]), (None, [FERRY.title])]),
        (Grouping.OFFICIAL, [("Kiều Thanh Vĩ", [RESERVOIR.title]), (None, [FERRY.title])]),
        (Grouping.PROVINCE, [("Bến Tre", [FERRY.title]), ("Vĩnh Long", [RESERVOIR.title])]),
        (Grouping.SOURCE, [("Báo Cù Lao", [RESERVOIR.title]), ("Báo Sông Hàm", [FERRY.title])]),
    ],
)
def test_sections_are_what_was_asked_for(
    stand: Newsstand, by: Grouping, sections: list[tuple[str | None, list[str]]]
) -> None:
    with stand.archive.write() as tx:
        topics.add(tx, Topic("nuoc-sach", '"nước ngọt"', "Nước sạch"))
        topics.add(tx, Topic("khi-hau", '"mùa khô"', "Khí hậu"))  # in the lead only
        topics.add(tx, Topic("hong", "topic:khong-co", "Hỏng"))
    stand.show("bao-cu-lao", RESERVOIR)
    stand.show("bao-song-ham", FERRY)
    assert titles(review(stand, by=by)) == sections


def test_a_word_in_passing_does_not_make_a_topic(stand: Newsstand) -> None:
    with stand.archive.write() as tx:
        topics.add(tx, Topic("giao-thong", '"bằng ghe"', "Giao thông"))
    stand.show("bao-song-ham", RESERVOIR)
    assert titles(review(stand)) == [(None, [RESERVOIR.title])]


def test_days_are_of_hanoi_and_both_are_in(stand: Newsstand) -> None:
    for n, day in enumerate(["01/03/2026 - 23:59", "02/03/2026 - 00:00", "04/03/2026 - 23:59",
                             "05/03/2026 - 00:00"]):  # fmt: skip
        slug = f"{FERRY.slug}-{n}"
        told = replace(FERRY, slug=slug, title=f"Phà số {n}", lead=f"Ngày {n} {slug} " * n,
                       paragraphs=(f"Chuyến {n}: " + f"khách thứ {n} đi. " * 9,))  # fmt: skip
        stand.show("bao-song-ham", told, day)
    found = review(stand)
    assert {title for _, some in titles(found) for title in some} == {"Phà số 1", "Phà số 2"}
    assert found.grounds.articles == 2


def test_what_may_be_missing_is_named(stand: Newsstand) -> None:
    start = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with stand.archive.write() as tx:
        found = Diagnosis(AlertKind.SOURCE_BROKEN, Stage.DISCOVERY, Fault.FETCH, ())
        one = troubles.begin(tx, 2, found, "no feed answers", start)
        assert one is not None
        troubles.end(tx, one, start.replace(day=3))
        old = troubles.begin(tx, 1, found, "", start.replace(month=2))
        assert old is not None
        troubles.end(tx, old, start.replace(month=2, day=3))
        assert troubles.begin(tx, 1, found, "", start.replace(day=4, hour=20)) is not None
    stand.poll("bao-song-ham", start, start.replace(hour=9), start.replace(day=4))
    grounds = review(stand).grounds
    assert grounds.begun_at == start
    nothing_asked, broken = grounds.missing
    assert (nothing_asked.source, nothing_asked.since, nothing_asked.until) == (
        *(None, start.replace(hour=9), start.replace(day=4)),
    )
    facts = (("what", "discovery"), ("cause", "fetch"))
    assert (broken.source, broken.facts, broken.since) == ("Báo Cù Lao", facts, start)
    assert broken.until == start.replace(day=3)


def test_an_archive_that_never_asked_anybody_says_so(stand: Newsstand) -> None:
    [nothing] = review(stand).grounds.missing
    assert (nothing.source, nothing.until) == (None, None)


def test_a_review_that_is_cut_says_so_and_keeps_the_newest(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", FERRY)
    found = review(stand, most=1)
    assert titles(found) == [(None, [FERRY.title])]
    assert found.cut
    assert not review(stand, most=2).cut


def test_papers_that_retell_a_story_are_named_where_their_words_do_not_match(
    stand: Newsstand,
) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    retold = replace(RESERVOIR, slug=f"{RESERVOIR.slug}-lai", byline="Theo Báo Sông Hàm")
    stand.show("bao-cu-lao", replace(retold, lead=RESERVOIR.lead.replace("BSH", "BCL")))
    [story] = review(stand, query="source:bao-song-ham").sections[0].stories
    assert {outlet.name for outlet in story.outlets} == {"Báo Sông Hàm", "Báo Cù Lao"}


def test_samples_are_called_samples(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.make_sample("bao-song-ham")
    [story] = review(stand).sections[0].stories
    assert story.outlets[0].sample


def test_the_same_archive_makes_the_same_review(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-cu-lao", FERRY)
    assert review(stand) == review(stand)
    assert review(stand).made_at == datetime(2026, 3, 5, 7, 0, tzinfo=HANOI)


def test_a_query_that_is_none_is_refused_at_the_users_own_column(stand: Newsstand) -> None:
    with pytest.raises(UsageError, match="column 9"):
        review(stand, "nước AND")
    assert review(stand, "không-có-đâu").sections == ()


def test_days_before_the_archive_began_say_so(stand: Newsstand) -> None:
    first = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)  # 5 March in Hanoi, after the last day
    stand.poll("bao-song-ham", first)
    grounds = review(stand).grounds
    assert (grounds.begun_at, grounds.missing) == (first, ())


def test_an_edited_page_is_one_article_and_two_versions(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", replace(RESERVOIR, title="Cù lao Bồng: hồ nước ngọt thứ hai"))
    stand.show("bao-cu-lao", FERRY)
    grounds = review(stand).grounds
    assert (grounds.articles, grounds.found, grounds.versions) == (2, 2, 3)


def test_a_text_on_several_pages_is_one_article(stand: Newsstand) -> None:
    """As where a folder is ingested from two places, or two papers print an agency's text."""
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", replace(RESERVOIR, slug="ban-sao-a80003"))
    stand.show("bao-cu-lao", RESERVOIR)
    found = review(stand)
    grounds = found.grounds
    assert (grounds.articles, grounds.found, grounds.versions) == (1, 1, 1)
    [story] = found.sections[0].stories
    assert len(story.outlets) == 3


def test_an_article_edited_alike_on_two_pages_is_one(stand: Newsstand) -> None:
    mended = replace(RESERVOIR, title="Cù lao Bồng: hồ nước ngọt thứ hai")
    for story in (RESERVOIR, mended):
        stand.show("bao-song-ham", story)
        stand.show("bao-cu-lao", story)
    stand.show("bao-cu-lao", FERRY)
    grounds = review(stand).grounds
    assert (grounds.articles, grounds.found, grounds.versions) == (2, 2, 3)


def edited(stand: Newsstand, old: str, new: str) -> tuple[PageEdit, ...]:
    """Return what is told of an edit that put new words in the place of old ones."""
    mended = tuple(one.replace(old, new) for one in RESERVOIR.paragraphs)
    assert mended != RESERVOIR.paragraphs
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", replace(RESERVOIR, paragraphs=mended))
    [story] = review(stand).sections[0].stories
    return story.outlets[0].edits


def test_what_an_edit_changed_is_told(stand: Newsstand) -> None:
    [edit] = edited(stand, "hơn ba trăm hộ", "hơn 286 hộ")
    assert edit.titles is None
    assert edit.named == (NamedChange(Changed.FIGURE, "ba trăm hộ", "286 hộ"),)


def test_a_slight_edit_leaves_no_mark(stand: Newsstand) -> None:
    assert edited(stand, "phần còn lại do tỉnh lo.", "phần còn lại do tỉnh lo ..") == ()


def test_better_reading_is_no_edit(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show("bao-song-ham", replace(RESERVOIR, title="Hồ thứ hai của cù lao Bồng"))
    with stand.archive.write() as tx:
        newer = tables.sighting.c.ended_at.is_(None)
        tx.execute(update(tables.sighting).where(newer).values(rules="other rules"))
    [story] = review(stand).sections[0].stories
    assert story.outlets[0].edits == ()


def test_a_page_that_had_gone_and_is_back_says_so(stand: Newsstand) -> None:
    shown = stand.show("bao-song-ham", RESERVOIR)
    stand.clock.advance(3_600)
    stand.take_down(shown.number)
    stand.clock.advance(3_600)
    stand.show("bao-song-ham", RESERVOIR)
    [outlet] = review(stand).sections[0].stories[0].outlets
    assert (outlet.restored, outlet.gone) == (True, False)


def test_what_alerts_told_is_told_once(stand: Newsstand) -> None:
    shown = stand.show("bao-song-ham", RESERVOIR)
    stand.clock.advance(3_600)
    stand.take_down(shown.number)
    stand.clock.advance(3_600)
    stand.show("bao-song-ham", RESERVOIR)
    told = {shown.number: [Note(AlertKind.GONE, ""), Note(AlertKind.RESTORED, "")] * 2}
    with stand.archive.read() as tx:
        [one] = gather(tx, [Found(n, s, ()) for n, s in search.snapshots(tx, [shown.number])])
    assert paragraph(one, told).notes == (Note(AlertKind.RESTORED, ""),)


def test_a_paper_that_prints_its_story_again_is_one_paper(stand: Newsstand) -> None:
    stand.show("bao-song-ham", RESERVOIR)
    stand.show(
        "bao-song-ham", replace(RESERVOIR, slug=f"{RESERVOIR.slug}-lai"), "02/03/2026 - 09:00"
    )
    stand.show("bao-cu-lao", FERRY)
    [section] = review(stand).sections
    assert [len(story.outlets) for story in section.stories] == [1, 2]  # the newer one stands first
    assert section.stories[1].first is None


HANDOVER = Story(
    slug="ong-tu-nham-nhan-viec-a80003",
    title="Ông Từ Văn Nhâm nhận việc ở huyện Cái Sậy",
    date="04/03/2026 - 08:00",
    lead="BSH - Chủ tịch UBND huyện Cái Sậy Từ Văn Nhâm họp với các xã về mùa khô.",
    paragraphs=("Nguyên Chủ tịch UBND huyện Cái Sậy Kiều Thanh Vĩ cũng dự buổi họp ấy cùng ông.",),
)


def test_what_a_new_holder_does_is_not_under_the_one_before_who_is_referred_to(
    stand: Newsstand,
) -> None:
    with stand.archive.write() as tx:
        officials.add(tx, Official("Kiều Thanh Vĩ"))
    stand.show("bao-song-ham", HANDOVER)
    stand.show("bao-song-ham", RESERVOIR)
    found = review(stand, by=Grouping.OFFICIAL)
    assert titles(found) == [
        ("Kiều Thanh Vĩ", [RESERVOIR.title]),
        ("Từ Văn Nhâm", [HANDOVER.title]),
    ]
    [reference] = found.sections[0].see
    assert (reference.title, reference.under) == (HANDOVER.title, "Từ Văn Nhâm")


def test_the_province_of_an_office_goes_before_the_papers(stand: Newsstand) -> None:
    stand.paper("bao-ca-nuoc", "Báo Cả Nước")
    told = replace(
        HANDOVER,
        title="Chủ tịch UBND tỉnh Sông Hàm thăm làng hoa",
        lead="Sáng nay bà con làng hoa mời khách vào vườn xem những luống cúc mới nở.",
        paragraphs=("Vườn rộng hai công đất, năm nay có thêm một giống cúc màu tím nhạt.",),
    )
    stand.show("bao-ca-nuoc", told)
    stand.show("bao-song-ham", FERRY)
    assert titles(review(stand, by=Grouping.PROVINCE)) == [
        ("Bến Tre", [FERRY.title]),
        ("Sông Hàm", [told.title]),
    ]


def test_a_topic_without_a_title_is_headed_by_its_words(stand: Newsstand) -> None:
    with stand.archive.write() as tx:
        topics.add(tx, Topic("nuoc", '"nước ngọt" OR (hồ chứa) OR -"bão"'))
    stand.show("bao-song-ham", RESERVOIR)
    assert titles(review(stand)) == [("Nước ngọt, hồ chứa", [RESERVOIR.title])]
