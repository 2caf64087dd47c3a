"""Which of a page's text is the article's, on pages of no known layout."""

from __future__ import annotations

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, page, read
from worker.model import NotAnArticle, ParagraphKind

TEASER = "Xã cù lao vừa có thêm một bến đò mới, khách qua lại không còn phải chờ con nước lớn."


def texts(html: str) -> list[str]:
    return [block.text for block in article(html).blocks]


def in_page(body: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


def paragraphs() -> str:
    return "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def test_boxes_inside_the_text_are_left_out() -> None:
    for name in ("box-related", "tinLienQuan", "share-bar", "adszone", "list-tags", "fb-comments"):
        found = texts(page(inside=f'<div class="{name}"><p>{TEASER}</p></div>'))
        assert found == list(PARAGRAPHS), name


def test_a_box_that_holds_the_title_or_the_text_is_none() -> None:
    for name in ("sidebar-1", "comments-open", "related-layout"):
        html = in_page("").replace(
            f"<h1>{TITLE}</h1>", f'<div class="{name}"><h1>{TITLE}</h1>{paragraphs()}</div>'
        )
        assert texts(html) == list(PARAGRAPHS), name
    tagged = f'<article class="post type-post tag-lua category-tin">{paragraphs()}</article>'
    assert texts(in_page(tagged)) == list(PARAGRAPHS)
    assert texts(in_page(f'<div class="share-content">{paragraphs()}</div>')) == list(PARAGRAPHS)


def test_a_paragraph_below_a_linked_headline_tells_of_another_article() -> None:
    other = f'<div><h3><a href="/x">Bến đò mới ở cù lao</a></h3><p>{TEASER}</p></div>'
    assert texts(page(inside=other)) == list(PARAGRAPHS)
    link = '<a href="/x"><span>Bến đò mới ở cù lao Rạch Vẹt</span></a>'
    plain = f"<div>{link}<p>{TEASER}</p></div>"
    first, *rest = PARAGRAPHS
    body = f"<article><p>{first}</p>{plain}{''.join(f'<p>{text}</p>' for text in rest)}</article>"
    assert texts(in_page(body)) == list(PARAGRAPHS)


def test_a_paragraph_of_the_text_after_a_link_to_another_article_stays() -> None:
    box = '<div><a href="/x"><h3>Bến đò mới ở cù lao</h3></a></div>'
    first, *rest = PARAGRAPHS
    body = f"<article><p>{first}</p>{box}{''.join(f'<p>{text}</p>' for text in rest)}</article>"
    assert texts(in_page(body)) == list(PARAGRAPHS)


def test_the_text_is_taken_once_where_a_page_prints_it_twice() -> None:
    twice = (
        f'<div class="a">{paragraphs()}</div><h1>{TITLE}</h1><div class="b">{paragraphs()}</div>'
    )
    assert texts(in_page(twice)) == list(PARAGRAPHS)


def test_the_lead_is_taken_once_in_the_copy_with_the_agency_prefix() -> None:
    first, *rest = PARAGRAPHS
    body = "".join(f"<p>{text}</p>" for text in (f"(ĐR) - {first}", *rest))
    html = in_page(f'<h2 class="sapo">{first}</h2><div class="noi-dung">{body}</div>')
    assert texts(html) == [f"(ĐR) - {first}", *rest]


def test_what_is_told_of_the_author_is_no_lead() -> None:
    bio = f'<div class="author-bio"><p>{TEASER}</p></div>'
    assert texts(in_page(f'{bio}<div class="post-body">{paragraphs()}</div>')) == list(PARAGRAPHS)


def test_a_subheading_that_opens_the_text_stays() -> None:
    html = in_page(
        f'<div class="sapo">{TEASER}</div><article><h2>Bến cũ</h2>{paragraphs()}</article>'
    )
    found = article(html).blocks
    assert [block.text for block in found] == [TEASER, "Bến cũ", *PARAGRAPHS]
    assert found[1].kind is ParagraphKind.SUBHEADING


def test_a_centred_line_below_a_picture_is_its_caption() -> None:
    picture = '<p><img src="a.jpg"></p><p style="text-align:center">Bến đò sau lũ</p>'
    found = article(in_page(f"<article>{paragraphs()}{picture}<p>{TEASER}</p></article>")).blocks
    assert [b.text for b in found if b.kind is ParagraphKind.CAPTION] == ["Bến đò sau lũ"]


def test_a_list_of_links_inside_does_not_make_an_article_a_list() -> None:
    links = "".join(f'<li><a href="/{i}">Tin khác số {i} trong ngày</a></li>' for i in range(4))
    first, *rest = PARAGRAPHS
    body = f"<p>{first}</p><ul>{links}</ul>{''.join(f'<p>{text}</p>' for text in rest)}"
    assert texts(in_page(f"<article>{body}</article>")) == list(PARAGRAPHS)


def test_what_only_scripts_show_is_read_from_json_ld() -> None:
    linked = (
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>'
    )
    html = in_page("<div><p>Đang tải…</p></div>").replace(
        "</head>", linked % "\\n".join(PARAGRAPHS) + "</head>"
    )
    assert texts(html) == list(PARAGRAPHS)


def test_a_servers_word_in_place_of_an_article_is_told() -> None:
    said = (
        "Hệ thống đang xác minh kết nối. Trình duyệt của bạn sẽ được chuyển tới trang sau ít giây.",
        "Nếu bạn không phải là robot, hãy bật JavaScript và cookie rồi tải lại trang này.",
        "Việc kiểm tra diễn ra tự động và chỉ mất vài giây, xin bạn đừng đóng cửa sổ này lại.",
    )
    body = "".join(f"<p>{line}</p>" for line in said)
    html = (
        f"<html><head><title>tin.example</title></head><body><h1>Chờ chút</h1>{body}</body></html>"
    )
    assert read(html) == NotAnArticle("the page is a check for robots")
