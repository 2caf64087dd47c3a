"""Pages of communes' portals, old papers and blogs, as their systems print them."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, read
from worker.model import Extracted, NotAnArticle, ParagraphKind

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MORE = "Đò ngang chạy từ 5 giờ sáng đến 9 giờ tối, mỗi lượt qua sông mất chừng mười phút."
PORTAL = (
    "<html><head><title>Chi tiết tin - Cổng thông tin điện tử xã Đồng Rươi</title></head><body>"
    "<table><tr><td><h1><a href='/'>CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐỒNG RƯƠI</a></h1></td></tr>"
    "<tr><td><ul class='menu'><li><a href='/tin'>Tin tức</a></li></ul></td></tr><tr><td>"
    "<div class='ArticleHeader'><div class='Breadcrumb'>Trang chủ » Tin tức</div>"
    f"<span class='ArticleTitle'>{TITLE}</span><br>"
    "<span class='ArticleDate'>Cập nhật: 09:15 - 01/03/2026 | Lượt xem: 1.204</span></div>"
    f"<div class='ArticleContent'>{TEXT}</div></td></tr></table></body></html>"
)
OLD = (
    "<html><head><title>:: BÁO ĐỒNG RƯƠI ::</title></head><body><table>"
    "<tr><td colspan=3>Hôm nay, Thứ hai, 02/03/2026</td></tr><tr>"
    "<td><a href='?c=1'>Thời sự</a><br><a href='?c=2'>Kinh tế</a></td>"
    f"<td><font>Kinh tế</font><br><br><font size=4><b>{TITLE}</b></font><br>"
    f"<font size=1>Ngày đăng: 28/02/2026 - 22:10</font>{TEXT}<p align=right><b>BẢY DỪA</b></p><hr>"
    "<b>Tin đã đưa:</b><br>• <a href='?id=1'>Khánh thành lò sấy</a> (27/02)</td>"
    "<td>Quảng cáo<br>Thời tiết<br>Tỷ giá: USD 25.400</td></tr>"
    "<tr><td colspan=3>Giấy phép số 12/GP<br>Lượt truy cập: 12.345.678</td></tr></table>"
    "</body></html>"
)


def test_what_a_portal_calls_the_page_of_any_article_is_no_title() -> None:
    named = PORTAL.replace("<h1><a href='/'>CỔNG THÔNG TIN ĐIỆN TỬ XÃ ĐỒNG RƯƠI</a></h1>", "")
    portlet = "<h1 class='portlet-title'>Chi tiết tin</h1><div class='title-news'><h1>"
    named = named.replace("<span class='ArticleTitle'>", portlet).replace(
        "</span><br>", "</h1></div>"
    )
    assert article(named).title == TITLE


def test_a_heading_that_leads_to_the_front_page_is_no_title() -> None:
    found = article(PORTAL)
    assert found.title == TITLE
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)
    assert found.published is not None
    assert "09:15" in found.published


def test_a_page_of_tables_is_read_though_trafilatura_takes_all_of_it() -> None:
    found = article(OLD)
    assert found.title == TITLE
    assert [block.text for block in found.blocks][:3] == list(PARAGRAPHS)
    assert "28/02/2026" in (found.published or "")
    said = " ".join(block.text for block in found.blocks)
    assert not any(other in said for other in ("Tin đã đưa", "Tỷ giá", "Thời sự", "Giấy phép"))


def test_the_caption_of_a_picture_above_the_text_stands_behind_the_lead() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>Bến đò cũ. Ảnh: K.T</figcaption></figure>"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<div class='post-content'><div class='featured'>{picture}</div>{TEXT}</div></body></html>"
    )
    assert [block.text for block in found.blocks] == [
        PARAGRAPHS[0],
        "Bến đò cũ. Ảnh: K.T",
        *PARAGRAPHS[1:],
    ]
    assert found.blocks[1].kind is ParagraphKind.CAPTION


@pytest.mark.parametrize("label", ["Chuyên mục: ", "Danh mục : ", ""])
def test_the_label_of_a_category_is_not_part_of_it(label: str) -> None:
    top = f"<div class='category-name'>{label}<a href='/hd'>Hoạt động Hội</a></div>"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{top}"
        f"<article>{TEXT}</article></body></html>"
    )
    assert found.category == "Hoạt động Hội"


def test_all_who_made_a_story_are_its_authors() -> None:
    who = "<div class='e-author'>Bài: TRÚC LY<br>Ảnh: HỮU KHOA<br>Đồ họa: T. AN</div>"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{who}"
        f"<article>{TEXT}</article></body></html>"
    )
    assert found.byline == "Bài: TRÚC LY Ảnh: HỮU KHOA Đồ họa: T. AN"


def test_a_lead_behind_a_title_with_buttons_in_one_line_is_read() -> None:
    buttons = "(01/03/2026 02:05 PM) | Lượt xem: 231 | Nghe đọc bài | Cỡ chữ: A- A A+ | Bản in"
    found = article(
        f"<html><head><title>Chi tiết tin</title></head><body><div class='ArticleHeader'>"
        f"<span class='tieude'>{TITLE}</span><br>{buttons}</div>"
        f"<div class='ArticleSummary'><b>{PARAGRAPHS[0]}</b></div>"
        f"<div class='ArticleContent'><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
        f"<p>{MORE}</p></div></body></html>"
    )
    assert found.title == TITLE
    assert [block.text for block in found.blocks] == [*PARAGRAPHS, MORE]


def test_a_title_and_a_paragraph_in_one_line_lose_no_text() -> None:
    found = article(
        f"<html><head><title>Chi tiết tin</title></head><body><div class='noidung'>"
        f"<span class='tieude'>{TITLE}</span><br>{PARAGRAPHS[0]}"
        f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div></body></html>"
    )
    said = " ".join(block.text for block in found.blocks)
    assert all(paragraph in said for paragraph in PARAGRAPHS)


def test_a_link_called_category_above_the_title_is_the_category() -> None:
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><div class='topbar'>"
        f"<a class='main-cat-lnk' href='/giao-thong'>Giao thông</a></div><h1>{TITLE}</h1>"
        f"<article>{TEXT}</article></body></html>"
    )
    assert found.category == "Giao thông"


NOTICE = (
    "Trạm cấp nước Đồng Rươi ngưng cấp nước từ 8 giờ đến 15 giờ ngày 5-3 để súc rửa bể chứa. "
    "Bà con quanh chợ huyện vui lòng trữ nước trước, trạm sẽ báo lại khi có nước."
)


def test_a_caption_that_begins_with_the_title_is_not_taken_for_it() -> None:
    lead = "Bến cũ sạt lở nên phải dời lên phía trên chừng ba trăm mét, nơi bờ sông còn vững."
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<h2 class='sapo'>{lead}</h2><div class='detail-content'><figure>"
        f"<img src='a.jpg'><figcaption><p>{TITLE} - Ảnh 1.</p></figcaption></figure>"
        f"{TEXT}</div></body></html>"
    )
    assert [block.text for block in found.blocks if block.kind is ParagraphKind.TEXT] == [
        lead,
        *PARAGRAPHS,
    ]
    assert found.blocks[0].text == lead


@pytest.mark.parametrize(
    "box",
    [
        "<div class='simplebox'><a href='/x.html'><img src='x.jpg'></a><div class='ref-text'>"
        "<a href='/x.html'>Phà Bến Sậy tăng chuyến trong mùa gieo sạ</a><p>Ban quản lý bến cho "
        "chạy thêm sáu chuyến mỗi ngày để chở lúa giống và phân bón.</p></div></div>",
        "<article class='x1'><a href='/x.html'>Phà Bến Sậy tăng chuyến</a><span>Mỗi ngày thêm sáu "
        "chuyến để chở lúa giống và phân bón cho bà con cù lao.</span></article>",
    ],
    ids=["below a link", "an article"],
)
def test_what_is_told_of_another_article_between_the_paragraphs_is_no_text(box: str) -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class='detail'>"
        f"{first}{box}{''.join(rest)}</div></body></html>"
    )
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)


@pytest.mark.parametrize("named", ["data-slot", "data-field", "data-role"])
def test_a_lead_that_an_attribute_names_goes_before_a_long_note_above_it(named: str) -> None:
    note = "Bạn có thể nghe bài này bằng giọng đọc tự động, tải về máy hoặc gửi cho người thân."
    lead = "Bến cũ sạt lở nên phải dời lên phía trên chừng ba trăm mét, nơi bờ sông còn vững."
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{note}</div>"
        f"<h2 {named}='sapo'>{lead}</h2><div class='detail-content'>{TEXT}</div></body></html>"
    )
    assert [block.text for block in found.blocks] == [lead, *PARAGRAPHS]


def test_an_offices_short_notice_below_title_and_time_is_an_article() -> None:
    title = "<p class='tieude-tin'>Thông báo ngưng cấp nước ở khu vực chợ huyện</p>"
    html = f"<html><head><title>Thông báo</title></head><body>{title}{{}}</body></html>"
    found = article(html.format(f"<p>09:15 01/03/2026</p><div>{NOTICE}</div>"))
    assert [block.text for block in found.blocks] == [NOTICE]
    linked = f"<p>09:15 01/03/2026</p><h3><a href='/a'>Ngưng cấp nước</a></h3><p>{NOTICE}</p>"
    for listed in (f"<div>{NOTICE}</div>", linked):
        assert isinstance(read(html.format(listed)), NotAnArticle)


def test_a_summary_made_by_a_machine_is_no_lead() -> None:
    points = "".join(f"<li>{paragraph[:90]}</li>" for paragraph in PARAGRAPHS[1:])
    box = f"<div class='ai-summary'><h4>Tóm tắt bằng AI</h4><ul>{points}</ul></div>"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{box}"
        f"<div class='nd'>{TEXT}</div></body></html>"
    )
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)


def test_teasers_that_end_in_a_link_to_more_are_a_list() -> None:
    teasers = "".join(
        f"<div><b>{TITLE} {number}</b><br>{paragraph} <a href='/{number}'>Chi tiết</a></div>"
        for number, paragraph in enumerate((*PARAGRAPHS, MORE))
    )
    html = f"<html><head><title>Tin xã</title></head><body><h1>Tin xã</h1>{teasers}</body></html>"
    assert isinstance(read(html), NotAnArticle)


def test_what_a_tag_is_about_and_a_films_teaser_are_no_articles() -> None:
    told = "<meta property='article:published_time' content='2026-03-01T08:15:00+07:00'>"
    about = f"<h1># bến đò</h1><p>{MORE}</p>"
    html = f"<html><head><title>bến đò</title>{told}</head><body>{about}</body></html>"
    assert isinstance(read(html, "https://tin.example/tag/ben-do.html"), NotAnArticle)
    assert isinstance(read(html), Extracted)
    film = f"<h1><a href='/phim/9'>{TITLE}</a></h1><p>{' '.join(PARAGRAPHS)}</p>"
    html = f"<html><head><title>Phim</title></head><body>{film}</body></html>"
    assert isinstance(read(html, "https://tin.example/phim"), NotAnArticle)


def test_a_line_above_the_text_is_the_title_of_a_page_without_headings() -> None:
    links = "".join(f"<a href='/{at}'>Tin số {at} của hội trong tuần</a>" for at in range(4))
    html = (
        "<html><head><title>HỘI NÔNG DÂN HUYỆN ĐỒNG RƯƠI</title></head><body><div>{}</div>"
        f"<div class='tt'>{TITLE}</div><p>09:15, ngày 01/03/2026</p><div>{TEXT}</div></body></html>"
    )
    assert article(html.format(links)).title == TITLE
    assert article(html.format("Hội nông dân huyện, nơi gặp nhau")).title == TITLE


@pytest.mark.parametrize(
    "heading", ["<div class='title'><b>{}</b></div>", "<span id='lblTitle'>{}</span>"]
)
def test_a_sites_name_by_which_each_page_is_shared_is_no_title(heading: str) -> None:
    name = "Báo Sông Hàm điện tử"
    found = article(
        f"<html><head><title>{name}</title><meta property='og:title' content='{name}'></head><body>"
        f"<div id='content'>{heading.format(TITLE)}<div class='date'>15:42 28/02/2026</div>"
        f"<div id='detail'>{TEXT}</div></div></body></html>"
    )
    assert (found.title, found.published) == (TITLE, "15:42 28/02/2026")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Tin tức</h1><h2>{}</h2>",
        "<div class='module-title'><h2>TIN TỨC - SỰ KIỆN</h2></div><h3 class='title'>{}</h3>",
        "<div class='fs-4 fw-bold text-primary'>{}</div>",
    ],
)
@pytest.mark.parametrize("window", ["Tin tức", ""])
def test_the_name_of_a_section_over_each_article_is_no_title(heading: str, window: str) -> None:
    shared = f"<meta property='og:title' content='{window}'>" if window else ""
    found = article(
        f"<html><head><title>{window}</title>{shared}</head><body>"
        f"<div class='left'>{heading.format(TITLE)}"
        f"<div class='text-justify'>{TEXT}</div></div></body></html>"
    )
    assert found.title == TITLE


def test_a_headline_in_a_link_to_another_article_is_no_title() -> None:
    teaser = "<div><a href='/b1'><h2>Khánh thành lò sấy ở xã Rạch Vẹt</h2></a></div>"
    found = article(
        f"<html><head><title>Tin tức</title></head><body><div class='left'>"
        f"<div class='fs-4 fw-bold'>{TITLE}</div><div class='nd'>{TEXT}{teaser}</div></div></body>"
    )
    assert found.title == TITLE


def test_a_title_that_no_heading_shows_is_found_where_it_stands() -> None:
    row = "<div class='post-info'><span>12/02/2026 15:42</span><span>Quang Trung</span></div>"
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><div class='left'>"
        f"<div class='fs-4 fw-bold'>{TITLE}</div>{row}<div class='nd'>{TEXT}</div></div></body>"
    )
    assert (found.title, found.byline, found.published) == (
        *(TITLE, "Quang Trung"),
        "12/02/2026 15:42",
    )


def test_a_short_article_between_a_button_and_a_link_is_no_list() -> None:
    short = (
        "<p>Sáng 1-3, bến mới mở.</p>"
        "<p>Hơn trăm hộ dân hai bờ nay đi lại dễ dàng, không phải chờ nước.</p>"
    )
    found = article(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><ul><li><a href='#'>Nghe"
        f"</a></li></ul><div><b>{PARAGRAPHS[0]}</b></div><div class='nd'>{short}<p>&gt;&gt; "
        f"<a href='/b'>Khánh thành lò sấy ở xã Rạch Vẹt</a></p><p>{MORE}</p></div></body></html>"
    )
    assert found.blocks[0].text == PARAGRAPHS[0]
