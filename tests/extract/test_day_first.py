"""Dates that are printed oddly, kept out of sight, or told once for all articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, linked, page
from worker.clock import HANOI
from worker.extract.page import extract
from worker.model import Capture, Extracted
from worker.normalize.reading import read

AT = "12/02/2026 15:42"


def published(html: str, url: str = "https://tin.example/ben-do-1.html") -> str | None:
    capture = Capture(url, url, html.encode(), "text/html", datetime(2026, 3, 20, tzinfo=UTC))
    found = extract(capture, None)
    assert isinstance(found, Extracted)
    time = read(found).published
    return time.at.astimezone(HANOI).strftime("%d/%m/%Y %H:%M") if time else None


@pytest.mark.parametrize(
    ("shown", "said", "url"),
    [
        ("2/12/2026 3:42:10 PM", "Sáng 12/2, ", "https://tin.example/ben-do-1.html"),
        ("12/2/2026 3:42:10 PM", "Sáng 12-2, ", "https://tin.example/ben-do-1.html"),
        ("2/12/2026 3:42:10 PM", "", "https://tin.example/2026/02/12/ben-do-1.html"),
        ("12/2/2026 3:42:10 PM", "", "https://tin.example/ben-do-1.html"),
    ],
    ids=["said in the text", "the day first", "in the address", "the other has not come"],
)
def test_what_a_page_says_elsewhere_settles_which_number_is_the_day(
    shown: str, said: str, url: str
) -> None:
    html = page(date=f"<div class='date'>{shown}</div>").replace(
        PARAGRAPHS[0], f"{said}{PARAGRAPHS[0]}"
    )
    assert published(html, url) == AT


def test_where_nothing_settles_the_order_no_day_is_guessed() -> None:
    assert published(page(date="<div class='date'>1/2/2026 3:42:10 PM</div>")) is None


def test_a_date_in_a_hidden_field_is_read_but_not_that_of_now() -> None:
    fields = (
        "<input type='hidden' id='hdNow' value='20/03/2026 10:00:00'>"
        "<input type='hidden' id='ctl00_hdNgayDang' value='12/02/2026 15:42:00'>"
    )
    assert published(page(top=fields)) == AT


def test_seconds_since_1970_are_read_as_a_number_too() -> None:
    assert published(page(head=linked(datePublished=1770885720))) == AT
    assert published(page(head=linked(datePublished=1770885720000))) == AT


def test_a_time_in_the_breadcrumb_above_the_title_is_the_articles() -> None:
    trail = (
        "<div class='breadcrumb'><a href='/'>Trang chủ</a> <a href='/x'>Đời sống</a>"
        "<span class='time'>Thứ Năm, 15:42, 12/02/2026 (GMT+7)</span></div>"
    )
    assert published(page(top=trail)) == AT
    today = trail.replace("15:42, 12/02/2026", "17:00, 20/03/2026")
    assert published(page(top=today)) is None


@pytest.mark.parametrize("told", ["2015-06-01", "2015-06-01T10:30:00+07:00", "2026-02-10"])
def test_a_time_of_day_below_the_title_goes_before_what_a_template_tells(told: str) -> None:
    head = f'<meta name="article:published_time" content="{told}">'
    assert published(page(head=head, date=f"<div class='info'>{AT}</div>")) == AT


def test_another_time_of_day_that_machines_are_told_still_counts() -> None:
    head = linked(datePublished="2026-02-10T08:00:00+07:00")
    assert published(page(head=head, date=f"<div class='info'>{AT}</div>")) == "10/02/2026 08:00"


@pytest.mark.parametrize(
    "shown",
    ["12 Th2, 2026 15:42", "Th2 12, 2026 15:42", "12-Feb-2026 15:42", "Th 5, 12/02/2026 15:42"],
)
def test_months_are_read_as_blogs_shorten_them(shown: str) -> None:
    assert published(page(date=f"<div class='post-date'>{shown}</div>")) == AT


def test_what_stands_above_the_date_is_no_paragraph() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    post = "Phó Viện trưởng Viện Nghiên cứu Sông nước, Học viện Miệt vườn"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><div class='bai'><h1>{TITLE}</h1>"
        f"<p>TS. KHA VĂN SƠN</p><p>{post}</p><p>15:42, ngày 12-02-2026</p>{text}</div></body>"
    )
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)
    assert (found.byline, found.published) == ("TS. KHA VĂN SƠN", "15:42, ngày 12-02-2026")


def test_a_title_in_a_box_of_the_articles_own_is_the_title() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    found = article(
        "<html><head><title>Cổng thông tin điện tử xã</title></head><body><div id='contentBox'>"
        f"<div class='NewsDetail'><h2 class='news-title'>{TITLE}</h2>{text}</div></div></body>"
    )
    assert found.title == TITLE


def below_text(line: str) -> str:
    return page(inside=line)


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{AT}</p>",
        "<div class='time'>Thời gian: 15 giờ 42, 12/02/2026</div>",
        "<p class='ngaydang'>Cập nhật lúc 15h42, 12/02/2026</p>",
    ],
)
def test_a_date_in_the_last_line_of_the_text_is_the_articles_and_no_paragraph(line: str) -> None:
    assert published(below_text(line)) == AT
    found = read(article(below_text(line)))
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)


def test_times_that_head_parts_of_a_text_are_not_when_it_was_published() -> None:
    times = "<h3>10:00 13/02/2026</h3><p>Nước rút.</p><h3>08:00 13/02/2026</h3><p>Nước lên.</p>"
    assert published(page(inside=times)) is None
    assert published(page(inside=times, date=f"<p>{AT}</p>")) == AT


def test_an_update_above_the_title_is_told_where_nothing_else_is() -> None:
    shown = "<div class='post-meta'>Ngày cập nhật 12/02/2026 15:42:10</div>"
    assert published(page(top=shown)) == AT
    assert published(page(top=shown, head=linked(datePublished="2026-02-12T09:00:00+07:00"))) == (
        "12/02/2026 09:00"
    )


def test_a_date_between_lead_and_text_is_no_paragraph() -> None:
    lead = "<h2 class='sapo'>Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại.</h2>"
    html = page(date=f"<p>Tác giả: Nhóm phóng viên</p>{lead}<div>T5, 12/02/2026 15:42</div>")
    found = read(article(html))
    said = [one.text for one in found.article.paragraphs]
    assert said == ["Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại.", *PARAGRAPHS]
    assert (found.byline, published(html)) == ("Nhóm phóng viên", AT)


def test_a_title_glued_to_the_date_before_it_ends_the_head_of_the_page() -> None:
    lead = "Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại ở chỗ mới."
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    found = article(
        "<html><head><title>Chi tiết tin</title></head><body><div class='left'>"
        f"<span class='date'>{AT}</span><span id='ctl00_lblTitle'>{TITLE}</span>"
        f"<div class='summary'>{lead}</div><div class='content'>{text}</div></div></body></html>"
    )
    assert found.title == TITLE
    assert [block.text for block in found.blocks] == [lead, *PARAGRAPHS]


def test_a_row_of_buttons_is_no_lead() -> None:
    row = "<div>Chia sẻ <a href='#'>Zalo</a> <a href='#'>In</a> | Cỡ chữ A A A</div>"
    found = read(article(page(date=row)))
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)


def test_a_long_heading_that_tells_what_it_is_about_is_no_title() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    lead = (
        "Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại ở chỗ mới từ đầu tháng sau, "
        "với ba chiếc đò."
    )
    found = article(
        "<html><head><title>Chi tiết tin</title></head><body><div class='left'>"
        f"<p class='tieu-de-bai'><b>{TITLE}</b></p><h3>{lead}</h3>"
        f"<div class='content'>{text}</div></div></body></html>"
    )
    assert found.title == TITLE
    assert found.blocks[0].text == lead


@pytest.mark.parametrize(
    "shown",
    [
        "<span class='day'>12/02/2026</span> <span class='hour'>15:42</span>",
        "<i class='icon'></i><span>15:42</span> | <span>12/02/2026</span>",
        "<dl><dt>Sa Kỳ</dt><dd>12/02/2026 15:42</dd></dl>",
    ],
)
def test_a_time_of_day_beside_the_day_belongs_to_it(shown: str) -> None:
    assert published(page(date=shown)) == AT


def test_who_typed_in_the_article_at_its_foot_is_no_text() -> None:
    foot = "<p><b>Thùy An</b></p><p class='post-date'>Posted on 12/02/2026 15:42 by admin</p>"
    found = read(article(below_text(foot)))
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)
    assert (found.byline, published(below_text(foot))) == ("Thùy An", AT)


def test_a_button_beside_the_date_at_the_foot_leads_to_no_other_article() -> None:
    foot = f"<div><div class='left'>{AT}</div><div class='right'><a href='#'>In bài</a></div></div>"
    assert published(page().replace("</article>", f"</article>{foot}")) == AT
