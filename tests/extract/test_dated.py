"""Which of the times that a page names is the publication time."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import article, linked, page

SHOWN = '<div class="post-time">20/09/2022 | 09:00</div>'


def published(**parts: str) -> str | None:
    return article(page(**parts)).published


def test_the_shown_minute_goes_before_a_midnight_that_machines_are_told() -> None:
    head = linked(datePublished="2022-09-20T00:00:00+07:00")
    assert published(head=head, date=SHOWN) == "20/09/2022 | 09:00"


def test_a_time_that_machines_are_told_in_another_zone_is_the_shown_one() -> None:
    head = linked(datePublished="2022-09-20T09:00:00Z")  # local time, called UTC
    assert published(head=head, date=SHOWN) == "20/09/2022 | 09:00"


def test_the_time_of_the_last_change_is_not_the_publication_time() -> None:
    head = linked(
        datePublished="2022-09-20T07:30:00+07:00", dateModified="2022-09-20T09:00:00+07:00"
    )
    assert published(head=head, date=SHOWN) == "2022-09-20T07:30:00+07:00"
    labelled = '<div class="post-time">Cập nhật: 20/09/2022 09:00</div>'
    head = linked(datePublished="2022-09-20T07:30:00+07:00")
    assert published(head=head, date=labelled) == "2022-09-20T07:30:00+07:00"


@pytest.mark.parametrize(
    "bar",
    [
        '<div class="top"><span class="time-now">01/03/2026 08:00</span></div>',
        "<div>Hôm nay: 01/03/2026 08:00</div>",
        "<div>Chủ nhật, 01/03/2026</div>",
        '<div class="date">02/03/2026 08:00</div>',
    ],
    ids=["called now", "said to be today", "a day alone", "the day of the fetch"],
)
def test_a_bar_above_the_title_is_no_witness(bar: str) -> None:
    assert published(top=bar) is None
    assert published(top=bar, date=SHOWN) == "20/09/2022 | 09:00"


def test_a_time_above_the_title_counts_where_machines_know_the_day() -> None:
    above = '<div class="header-content"><span class="date">20/9/2022, 09:00 (GMT+7)</span></div>'
    assert (
        published(top=above, head=linked(datePublished="2022-09-20")) == "20/9/2022, 09:00 (GMT+7)"
    )


def test_times_in_the_text_and_of_other_articles_are_not_the_articles() -> None:
    end = "Bến đò cũ được giữ lại làm nơi neo ghe của bà con hai xã trong mùa nước lớn sắp tới."
    inside = f"<p>21:30 11/09/2022: gió đã giảm.</p><time>14:00 11/09/2022</time><p>{end}</p>"
    others = '<ul><li><a href="/x">Tin khác</a> <time>12/09/2022 07:00</time></li></ul>'
    assert published(inside=inside + others) is None


def test_day_and_time_in_two_elements_are_read_together() -> None:
    both = '<ul><li><span class="d">20 Tháng 9, 2022</span></li><li><span>09:00</span></li></ul>'
    assert published(date=both) == "20 Tháng 9, 2022 09:00"


def test_a_time_after_the_fetch_is_not_believed_before_another() -> None:
    head = linked(datePublished="2026-03-05T08:00:00+07:00")
    meta = '<meta name="pubdate" content="2026-03-01T08:00:00+07:00">'
    assert published(head=head + meta) == "2026-03-01T08:00:00+07:00"


def test_a_relative_time_is_never_guessed() -> None:
    assert published(date='<span class="timeago">26 phút trước</span>') is None


def test_the_time_behind_an_age_is_read() -> None:
    for name in ("title", "data-time"):
        shown = f'<span class="timeago" {name}="2022-09-20T09:00:00+07:00">2 ngày trước</span>'
        assert published(date=shown) == "2022-09-20T09:00:00+07:00"


def test_a_month_in_words_is_found() -> None:
    for said in ("20 Tháng Chín, 2022", "Tháng Mười Hai 20, 2022", "September 20, 2022"):
        assert published(date=f"<time>{said}</time>") == said


def test_who_tells_the_minute_of_the_day_that_is_shown_is_believed() -> None:
    day, boxed = "<div class='date'>20/09/2022</div>", "<p><span>20/09/2022</span></p>"
    head = '<meta property="article:published_time" content="2022-09-20T09:00:00+07:00">'
    assert published(head=head, date=day + boxed) == "2022-09-20T09:00:00+07:00"


def test_day_and_time_that_only_a_style_sheet_parts_are_read_together() -> None:
    who = "<b>Thùy An</b><span>20/09/2022</span><span>09:00</span>"
    assert published(date=f"<div>{who}</div>") == "Thùy An 20/09/2022 09:00"


def test_machines_are_told_american_times_by_systems_of_that_order() -> None:
    head = linked(datePublished="9/2/2022 8:15:00 AM")
    assert published(head=head) == "2/9/2022 - 8:15 AM"


def test_a_day_in_pieces_is_put_together() -> None:
    pieces = "<div><span>20</span><span>Tháng 9</span><span>2022</span> <span>09:00</span></div>"
    assert published(date=pieces) == "20 Tháng 9 2022 09:00"


def test_seconds_in_an_attribute_tell_the_minute() -> None:
    shown = "<span class='when' data-timestamp='1663639200'>3 năm trước</span>"
    assert published(date=shown) == "1663639200"


def test_the_time_of_a_change_in_an_attribute_is_not_the_shown_one() -> None:
    shown = "<span title='(Cập nhật: 21/09/2022 10:00)'>9:00 20.09.2022</span>"
    assert published(date=shown) == "9:00 20.09.2022"


def test_no_comment_and_no_other_headline_tells_the_minute_of_a_day() -> None:
    day = "<div>20/09/2022</div>"
    hot = (
        "<div><a href='/x.html'>Thông xe cầu Rạch Đình trước Tết</a> <i>20/09/2022 07:00</i></div>"
    )
    talk = "<div><b>Sa Kỳ</b> <i>20/09/2022 21:00</i><p>Hay quá.</p></div>"
    html = page(top=hot, date=day).replace("</body>", f"{talk}</body>")
    assert article(html).published == "20/09/2022"


def test_the_foot_of_an_article_says_who_wrote_it_and_when() -> None:
    foot = "<footer><time>20/09/2022 09:00</time> <a rel='author' href='/a'>Sa Kỳ</a></footer>"
    found = article(page(inside=foot))
    assert (found.published, found.byline) == ("20/09/2022 09:00", "Sa Kỳ")
