"""Pages of layouts nobody has described."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from worker.extract.page import extract
from worker.model import Capture, Extracted, NotAnArticle

PARAGRAPHS = (
    "Chiều qua, Ủy ban nhân dân huyện Đồng Rươi họp bàn việc mở lại bến đò ngang sau lũ, "
    "nối hai xã cù lao với chợ huyện.",
    "Theo phương án được chọn, bến mới dời lên phía trên 300 m, nơi bờ sông ít sạt lở, "
    "có đường bê tông và đèn chiếu sáng.",
    "Chủ tịch huyện Hứa Thị Lệ Quân giao công an kiểm tra đăng kiểm từng chiếc đò trước ngày "
    "bến hoạt động trở lại.",
)
TITLE = "Đồng Rươi mở lại bến đò ngang"


def read(html: str, url: str = "https://tin.example/ben-do-1.html") -> Extracted | NotAnArticle:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return extract(Capture(url, url, html.encode(), "text/html", at), None)


def article(html: str) -> Extracted:
    found = read(html)
    assert isinstance(found, Extracted)
    return found


def page(head: str = "", top: str = "", inside: str = "", date: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{top}"
        f"<h1>{TITLE}</h1>{date}<article>{text}{inside}</article></body></html>"
    )


def linked(**fields: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_the_text_is_read_whole_and_in_order() -> None:
    assert [block.text for block in article(page()).blocks] == list(PARAGRAPHS)


def test_a_shown_time_goes_before_a_metadata_date_without_time() -> None:
    head, date = linked(datePublished="2022-09-20"), '<div class="date">20/09/2022 | 09:00</div>'
    found = article(page(head=head, date=date))
    assert (found.published, found.witnesses["published"]) == ("20/09/2022 | 09:00", "page")


def test_the_top_bars_today_is_not_the_publication_date() -> None:
    found = article(page(top='<span class="date">Thứ Hai, 02/03/2026 08:00</span>'))
    assert found.published is None


def test_json_ld_goes_before_meta() -> None:
    meta = '<meta property="article:published_time" content="2021-01-01T00:00:00+07:00">'
    found = article(page(head=linked(datePublished="2022-09-20T09:00:00+07:00") + meta))
    assert (found.published, found.witnesses["published"]) == (
        "2022-09-20T09:00:00+07:00",
        "json-ld",
    )
    assert article(page(head=meta)).witnesses["published"] == "meta"


def test_a_site_or_a_login_is_no_byline() -> None:
    for author in ("Báo Sông Ninh", "admin", "toasoan@tin.example", "Tin Sông Ninh"):
        head = linked(author={"name": author}, publisher={"name": "Tin Sông Ninh"})
        assert article(page(head=head)).byline is None
    assert article(page(head=linked(author={"name": "Thùy An"}))).byline == "Thùy An"


def test_article_body_of_json_ld_is_the_last_resort() -> None:
    head = linked(articleBody="\n".join(PARAGRAPHS))
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1></body></html>"
    found = article(html)
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)
    assert found.witnesses["body"] == "json-ld"


def test_the_address_of_a_homepage_with_a_query_may_be_an_article() -> None:
    assert isinstance(read(page(), "https://tin.example/"), NotAnArticle)
    assert isinstance(read(page(), "https://tin.example/?id=12"), Extracted)


def test_a_page_of_headlines_is_no_article() -> None:
    links = "".join(f'<p><a href="/{i}">{text}</a></p>' for i, text in enumerate(PARAGRAPHS * 3))
    html = f"<html><head><title>Tin</title></head><body><h1>Tin mới</h1>{links}</body></html>"
    assert isinstance(read(html), NotAnArticle)


def test_two_related_links_in_an_article_do_not_make_it_a_list() -> None:
    related = '<p><a href="/x">Nước rút, trường học mở cửa lại</a></p>' * 2
    assert isinstance(read(page(inside=related)), Extracted)


def test_teasers_under_their_headlines_are_no_article() -> None:
    one, two = " ".join(PARAGRAPHS[:2]), " ".join(PARAGRAPHS[1:])
    teasers = "".join(
        f'<h3><a href="/{i}">Tựa số {i}</a></h3><p>{text}</p>' for i, text in enumerate((one, two))
    )
    html = f"<html><head><title>Tin</title></head><body><h1>Tin mới</h1>{teasers}</body></html>"
    assert read(html) == NotAnArticle("the page is a list of links")


def test_a_lead_that_stands_apart_from_the_text_is_kept() -> None:
    lead = (
        "Sau bốn tháng ngưng hoạt động vì lũ, bến đò ngang của huyện sắp đón khách trở lại, "
        "ở một nơi cao và chắc hơn."
    )
    box = f'<div class="khung-dau"><div>{lead}</div></div>'
    found = article(page(date=box))
    assert [block.text for block in found.blocks] == [lead, *PARAGRAPHS]


def test_a_copy_of_the_lead_in_a_teaser_far_above_is_not_the_article() -> None:
    menu = "".join(f"<p>Mục {i} của trang</p>" for i in range(20))
    top = f'<div class="tieu-diem"><p>{PARAGRAPHS[0]}</p></div>{menu}'
    assert [block.text for block in article(page(top=top)).blocks] == list(PARAGRAPHS)
