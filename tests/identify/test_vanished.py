from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from worker.identify.vanished import (
    crowd_of,
    crowds,
    gone_at,
    is_confirmed,
    is_failing,
    is_notice,
    missed_again,
    next_after_gone,
    next_after_missing,
    sections_of,
)
from worker.model import Absence, Article, LookedAt, Met, Missed, Paragraph

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def missed_at(times: Iterable[datetime]) -> Missed:
    missed: Missed | None = None
    for at in times:
        missed = missed_again(missed, at)
    assert missed is not None
    return missed


def test_it_takes_two_days_of_looks_and_five_of_them_as_they_are_planned() -> None:
    missed, at = missed_again(None, AT), AT
    when = [AT]
    while not is_confirmed(missed):
        at = next_after_missing(missed)
        missed = missed_again(missed, at)
        when.append(at)
    assert [one - AT for one in when] == [0 * HOUR, HOUR, 6 * HOUR, DAY, 2 * DAY]


def test_one_look_a_day_is_enough_of_them() -> None:
    assert not is_confirmed(missed_at(AT + n * DAY for n in range(3)))
    assert is_confirmed(missed_at(AT + n * DAY for n in range(4)))


def test_a_page_was_gone_only_where_its_sighting_ended_between_two_looks() -> None:
    seen, missed, back = AT, AT + HOUR, AT + DAY
    assert gone_at(seen, missed, back) == missed
    assert gone_at(seen, None, back) is None, "it is still shown"
    assert gone_at(seen, back, back) is None, "an edit"
    assert gone_at(seen, seen, back) is None, "two pages became one"


def test_case_54_a_clock_set_ahead_or_back_confirms_nothing() -> None:
    before = missed_at([AT, AT + HOUR, AT + 6 * HOUR])
    ahead = missed_again(before, AT + 3650 * DAY)
    assert ahead == Missed(AT + 3650 * DAY, AT + 3650 * DAY, 1)
    back = missed_again(ahead, AT + 7 * HOUR)
    assert (back.since, back.looks) == (AT + 7 * HOUR, 1)
    a_day = missed_at([AT, AT + 30 * HOUR, AT + 35 * HOUR])
    assert not is_confirmed(missed_again(a_day, AT + 36 * HOUR))


def test_case_56_after_three_days_off_the_two_days_begin_anew() -> None:
    before = missed_at([AT, AT + HOUR, AT + 6 * HOUR, AT + DAY])
    after = missed_again(before, AT + 4 * DAY)
    assert (after.since, after.looks, is_confirmed(after)) == (AT + 4 * DAY, 1, False)


def test_what_has_gone_is_looked_for_ever_more_seldom_and_at_last_no_more() -> None:
    missed = Missed(AT, AT + 2 * DAY, 5)
    away = []
    while (at := next_after_gone(missed)) is not None:
        missed = Missed(AT, at, missed.looks + 1)
        away.append((at - AT).days)
    assert away == [4, 8, 16, 32, 64, 128, 256, 512]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bài viết bạn tìm đã bị gỡ hoặc không tồn tại. Mời xem tin khác.", True),
        ("Rất tiếc, không tìm thấy trang này trên hệ thống của chúng tôi.", True),
        ("Nội dung này không còn tồn tại trên báo điện tử Sông Hàm.", True),
        ("Xã Tân Lộc Hòa không tìm thấy nguồn nước ngọt nào trong mùa khô.", False),
        ("Bài viết này không còn tồn tại. " + "Bà con kể lại chuyện cũ bên bờ rạch. " * 30, False),
    ],
)
def test_a_short_notice_that_there_is_no_article_is_no_article(text: str, said: bool) -> None:
    assert is_notice(Article("Báo Sông Hàm", (Paragraph(text),))) is said


def lot(folder: str, met: Met, many: int, absence: Absence | None = None) -> list[LookedAt]:
    return [
        LookedAt(f"https://bao.example/{folder}/{met}-{n}.html", met, absence) for n in range(many)
    ]


def test_a_source_that_fails_as_a_whole_hides_what_is_gone() -> None:
    missing = lot("a", Met.MISSING, 3, Absence.ANSWERED)
    assert not is_failing(missing, polls_fail=False, is_broken=False)
    assert is_failing(missing, polls_fail=True, is_broken=False)
    assert is_failing(missing, polls_fail=False, is_broken=True)
    assert is_failing([*missing, *lot("a", Met.FAILED, 4)], polls_fail=False, is_broken=False)
    assert not is_failing([*missing, *lot("a", Met.FAILED, 2)], polls_fail=False, is_broken=False)


def test_pages_that_can_no_longer_be_read_by_the_dozen_are_the_readers_fault() -> None:
    shown = lot("a", Met.SHOWN, 4)
    few = lot("a", Met.MISSING, 3, Absence.UNREAD)
    many = lot("a", Met.MISSING, 5, Absence.UNREAD)
    assert not is_failing([*few, *shown], polls_fail=False, is_broken=False)
    assert is_failing([*many, *shown], polls_fail=False, is_broken=False)


def test_a_section_is_a_crowd_where_most_of_five_or_more_have_left() -> None:
    looked = [*lot("thoi-su", Met.MISSING, 5), *lot("thoi-su", Met.SHOWN, 4)]
    assert crowds([*looked, *lot("kinh-te", Met.SHOWN, 20)]) == {"bao.example/thoi-su/": (5, 9)}
    assert crowds(looked) == {"bao.example/thoi-su/": (5, 9), "bao.example": (5, 9)}
    assert crowds(lot("thoi-su", Met.MISSING, 4)) == {}
    assert crowds([*looked, *lot("thoi-su", Met.FAILED, 1)]) == {}, "no more than half"


def test_the_narrowest_section_is_named() -> None:
    assert sections_of("https://bao.example/thoi-su/x.html?id=a/b") == (
        "bao.example/thoi-su/",
        "bao.example",
    )
    assert sections_of("https://bao.example/x.html?id=a/b") == ("bao.example",)
    assert (
        crowd_of("https://bao.example/a/x", {"bao.example", "bao.example/a/"}) == "bao.example/a/"
    )
    assert crowd_of("https://bao.example/b/x", {"bao.example/a/"}) is None
