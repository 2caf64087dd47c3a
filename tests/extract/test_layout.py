"""A page of a known layout: what its profile's selectors make of what sites do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.extract.page import extract
from worker.extract.profile import Profile, Selectors
from worker.model import Capture, Extracted, ParagraphKind

LAYOUT = Profile(
    name="bao-song-ham",
    title="Báo Sông Hàm",
    select=Selectors(
        title=("h1.ten",),
        date=(".ngay", "time"),
        lead=(".sapo",),
        body=(".bai",),
        byline=(".nguoi-viet", ".bai p.ky"),
        category=(".muc a",),
        captions=(".chu-thich",),
    ),
    drop=(".lien-quan", ".nhan"),
    apart=(".noi",),
)
TEXT = """<p>Chợ phiên Bến Sậy họp lại với hơn hai trăm sạp hàng sau hai mùa lũ.</p>
<p>Bà con các xã ven sông mang rau, cá khô và chiếu cói đến bán từ tờ mờ sáng.</p>
<p>Ban quản lý chợ miễn phí chỗ ngồi cho người bán nông sản trong ba tháng đầu.</p>
<p>Từ phiên sau, chợ có thêm bến ghe để bà con cù lao đỡ phải đi vòng.</p>"""


def page(body: str = f'<div class="bai">{TEXT}</div>', above: str = "", head: str = "") -> str:
    return (
        f"<html><head><title>Báo Sông Hàm</title>{head}</head><body>{above}"
        f'<h1 class="ten">Chợ phiên Bến Sậy họp lại</h1>{body}</body></html>'
    )


def read(html: str, layout: Profile = LAYOUT) -> Extracted:
    url = "https://baosongham.example/a1.html"
    at = datetime(2026, 3, 2, tzinfo=UTC)
    found = extract(Capture(url, url, html.encode(), "text/html; charset=utf-8", at), layout)
    assert isinstance(found, Extracted)
    assert found.witnesses["title"] == "profile"
    return found


def linked(published: str) -> str:
    said = f'"@type": "NewsArticle", "headline": "Khác", "datePublished": "{published}"'
    return f'<script type="application/ld+json">{{{said}}}</script>'


@pytest.mark.parametrize(
    ("shown", "told", "published", "witness"),
    [
        ('<b class="ngay">07/03/2026 - 08:15</b>', "2026-03-07", "07/03/2026 - 08:15", "profile"),
        ('<b class="ngay">07/03/2026</b>', "2026-03-07T08:15", "2026-03-07T08:15", "json-ld"),
        ('<b class="ngay">07/03/2026</b>', "2026-03-07", "07/03/2026", "profile"),
        ('<time datetime="2026-03-07 08:15">26 phút trước</time>', "", "2026-03-07 08:15", None),
        ('<time datetime="2026-03-07">07/03/2026 08:15</time>', "", "07/03/2026 08:15", None),
        ('<meta class="ngay" content="2026-03-07T08:15">', "", "2026-03-07T08:15", None),
        ('<i class="ngay">Số 12</i><i class="ngay">7/3/2026 08:15</i>', "", "7/3/2026 08:15", None),
        ("", "2026-03-07T08:15", "2026-03-07T08:15", "json-ld"),
        ('<b class="ngay">07/03/26 08:15</b>', "2026-03-07", "2026-03-07", "json-ld"),
        ('<b class="ngay">2 giờ trước</b>', "2026-03-07T08:15", "2026-03-07T08:15", "json-ld"),
        (
            '<b class="ngay">Cập nhật: 08/03/2026 09:00</b>',
            "2026-03-07T08:15",
            "2026-03-07T08:15",
            "json-ld",
        ),
        ('<b class="ngay">Cập nhật: 08/03/2026 09:00</b>', "", "Cập nhật: 08/03/2026 09:00", None),
    ],
)
def test_the_date_is_that_which_says_the_hour(
    shown: str, told: str, published: str, witness: str | None
) -> None:
    found = read(page(above=shown, head=linked(told) if told else ""))
    assert found.published == published
    assert found.witnesses["published"] == witness or witness is None


def test_a_date_in_the_list_below_does_not_go_before_the_articles_own() -> None:
    below = '<ul><li><b class="ngay">01/01/2026 - 20:00</b></li></ul>'
    shown = '<b class="ngay">07/03/2026</b>'
    assert read(page(above=shown) + below).published == "07/03/2026"


def test_two_authors_are_both_named_and_none_twice() -> None:
    above = "".join(
        f'<div><a class="nguoi-viet">{name}</a></div>'
        for name in ("Lê Sa Mưa", "Vi Thị Ngà", "Lê Sa Mưa")
    )
    assert read(page(above=above)).byline == "Lê Sa Mưa, Vi Thị Ngà"


def test_the_authors_of_other_articles_are_not_named_too() -> None:
    own = '<div class="dau"><span><a class="nguoi-viet">Lê Sa Mưa</a></span></div>'
    others = '<ul><li><p><i class="nguoi-viet">Vi Thị Ngà</i></p></li></ul>'
    assert read(page(above=own) + others).byline == "Lê Sa Mưa"


def test_a_byline_may_be_the_last_line_of_the_body() -> None:
    found = read(page(f'<div class="bai">{TEXT}<p class="ky"><b>Lê Sa Mưa</b> (ghi)</p></div>'))
    assert found.byline == "Lê Sa Mưa (ghi)"
    assert len(found.blocks) == 4


def test_a_byline_in_a_box_of_the_body_that_is_dropped_is_still_read() -> None:
    box = '<div class="lien-quan"><span class="nguoi-viet">Lê Sa Mưa</span></div>'
    found = read(page(f'<div class="bai">{box}{TEXT}</div>'))
    assert found.byline == "Lê Sa Mưa"
    assert len(found.blocks) == 4


def test_what_is_dropped_is_no_part_of_title_and_lead_either() -> None:
    lead = '<p class="sapo"><span class="nhan">Mới</span>Sáng 4-3, chợ phiên họp lại.</p>'
    html = page(lead + f'<div class="bai">{TEXT}</div>')
    html = html.replace('class="ten">', 'class="ten"><span class="nhan">Độc quyền</span> ')
    found = read(html)
    assert found.title == "Chợ phiên Bến Sậy họp lại"
    assert found.blocks[0].text == "Sáng 4-3, chợ phiên họp lại."


def test_what_only_the_style_sheet_sets_apart_is_parted_by_a_dash() -> None:
    lead = '<p class="sapo"><span class="noi">Sông Hàm</span>Chủ tịch xã dự phiên chợ đầu.</p>'
    found = read(page(lead + f'<div class="bai">{TEXT}</div>'))
    assert found.blocks[0].text == "Sông Hàm - Chủ tịch xã dự phiên chợ đầu."
    empty = lead.replace("Sông Hàm", "")
    assert read(page(empty + f'<div class="bai">{TEXT}</div>')).blocks[0].text.startswith("Chủ")


def test_a_lead_set_as_a_heading_inside_the_body_is_a_paragraph() -> None:
    lead = '<h2 class="sapo">Sáng 4-3, chợ phiên Bến Sậy họp lại.</h2>'
    found = read(page(f'<div class="bai">{lead}{TEXT}<h2>Bến mới</h2><p>Ghe về.</p></div>'))
    assert [block.kind for block in found.blocks if block.text == "Bến mới"] == [
        ParagraphKind.SUBHEADING
    ]
    assert found.blocks[0].kind is ParagraphKind.TEXT
    assert found.witnesses["lead"] == "profile"
    assert len(found.blocks) == 7


def test_a_subheading_is_not_taken_for_the_lead_where_there_is_none() -> None:
    found = read(page(f'<div class="bai">{TEXT}<h2 class="sapo">Bến mới</h2><p>Ghe về.</p></div>'))
    assert [block.text for block in found.blocks if block.kind is ParagraphKind.SUBHEADING] == [
        "Bến mới"
    ]


def test_an_empty_element_is_passed_over_for_the_next_of_its_selector() -> None:
    found = read(page(above='<h1 class="ten"><img src="logo.png"></h1>'))
    assert found.title == "Chợ phiên Bến Sậy họp lại"


def test_a_box_in_the_body_that_the_profile_does_not_know_is_left_out() -> None:
    poll = '<div class="box-poll"><p>Bà con có đi chợ phiên không?</p><p>Có</p></div>'
    texts = [block.text for block in read(page(f'<div class="bai">{TEXT}{poll}</div>')).blocks]
    assert texts == [block.text for block in read(page(f'<div class="bai">{TEXT}</div>')).blocks]
    much = f'<div class="bai"><div class="box-poll">{TEXT}</div></div>'
    assert [block.text for block in read(page(much)).blocks] == texts
    signed = f'<div class="bai">{TEXT}<div class="ads"><p class="ky">Lê Sa Mưa</p></div></div>'
    assert read(page(signed)).byline == "Lê Sa Mưa"
