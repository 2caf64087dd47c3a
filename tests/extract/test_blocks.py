"""The text of an element as blocks: what is split, what is joined, what is never read."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import HIDDEN, Block, Selected, read_blocks, text_of
from worker.model import ParagraphKind


def body_of(html: str) -> LexborNode:
    body = LexborHTMLParser(html).body
    assert body is not None
    return body


def texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(body_of(html))]


def kinds(html: str) -> list[tuple[ParagraphKind, str]]:
    return [(block.kind, block.text) for block in read_blocks(body_of(html))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>Đ</b>ồng chí <i>Bí</i> thư</p>", ["Đồng chí Bí thư"]),
        ("<p>Huyện<span> Cồn Sậy</span></p>", ["Huyện Cồn Sậy"]),
        ("<p>Huyện\n   Cồn&nbsp;Sậy </p>", ["Huyện Cồn Sậy"]),
        ("<p>ấp Một</p><p>ấp Hai</p>", ["ấp Một", "ấp Hai"]),
        ("<div>ấp Một<div>ấp Hai</div>ấp Ba</div>", ["ấp Một", "ấp Hai", "ấp Ba"]),
        ("<ul><li>giống</li><li>phân <b>bón</b></li></ul>", ["giống", "phân bón"]),
        ("<table><tr><td>lúa</td><td>410 ha</td></tr></table>", ["lúa", "410 ha"]),
        ("<p>dòng một<br>dòng hai</p>", ["dòng một dòng hai"]),
        ("<p>đoạn một<br>\n<br/>đoạn hai</p>", ["đoạn một", "đoạn hai"]),
        ("<p>đoạn một<br><br><br>đoạn hai<br></p>", ["đoạn một", "đoạn hai"]),
        ("<p>trước<!-- ghi chú -->sau</p>", ["trướcsau"]),
        ("<p>&nbsp;</p><p>\u200b</p><p>có chữ</p>", ["có chữ"]),
        ("<h2>mục</h2>lời dẫn<p>đoạn", ["mục", "lời dẫn", "đoạn"]),
    ],
)
def test_words_are_never_glued_and_never_torn(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_what_a_reader_never_sees_is_no_text() -> None:
    html = """<p>một<script>var a='hai';</script><style>p{}</style></p>
    <noscript>ba</noscript><template>bốn</template><textarea>năm</textarea>
    <iframe>sáu</iframe><p style="color:red; DISPLAY: none">bảy</p><p hidden>tám</p><p>chín</p>"""
    body = body_of(html)
    hidden = frozenset(node.mem_id for node in body.css(HIDDEN))
    found = read_blocks(body, Selected(left_out=hidden))
    assert [block.text for block in found] == ["một", "chín"]


def test_headings_quotes_and_captions_are_told_apart() -> None:
    long_heading = "Một câu dài in chữ lớn " * 12
    assert kinds(
        f"<h3>Góp công</h3><blockquote><p>Tôi mừng</p></blockquote><p>Hết</p>"
        f"<figure><img><figcaption>Cầu mới</figcaption></figure><h2>{long_heading}</h2>"
    ) == [
        (ParagraphKind.SUBHEADING, "Góp công"),
        (ParagraphKind.QUOTE, "Tôi mừng"),
        (ParagraphKind.TEXT, "Hết"),
        (ParagraphKind.CAPTION, "Cầu mới"),
        (ParagraphKind.TEXT, long_heading.strip()),
    ]


def test_a_small_table_around_a_picture_holds_its_caption() -> None:
    rows = "<tr><td><img></td></tr><tr><td>Cầu <b>mới</b></td></tr>"
    assert kinds(f"<table>{rows}</table>") == [(ParagraphKind.CAPTION, "Cầu mới")]


def test_a_table_that_lays_out_a_whole_article_is_not_a_caption() -> None:
    long = "Huyện đắp thêm bốn mươi hai đập tạm để giữ nước ngọt. " * 8
    found = kinds(f"<table><tr><td><img></td></tr><tr><td><p>{long}</p></td></tr></table>")
    assert found == [(ParagraphKind.TEXT, long.strip())]


def test_a_short_text_beside_a_picture_in_one_paragraph_is_its_caption() -> None:
    assert kinds("<p>Trước ảnh<img>Người dân đi trên cầu.</p><p>Sau ảnh</p>") == [
        (ParagraphKind.TEXT, "Trước ảnh"),
        (ParagraphKind.CAPTION, "Người dân đi trên cầu."),
        (ParagraphKind.TEXT, "Sau ảnh"),
    ]


def test_linked_characters_are_counted() -> None:
    [plain, link] = read_blocks(body_of("<p>không có</p><p><a href=x>có <b>liên kết</b></a></p>"))
    assert (plain.linked, link.linked) == (0, len("có") + len("liên kết"))


def test_elements_to_mark_are_marked() -> None:
    body = body_of("<div><p>Bài</p><p id=b><b>Hạ Thảo</b></p></div>")
    by = body.css_first("#b")
    assert by is not None
    found = read_blocks(body, Selected(marked=frozenset({by.mem_id})))
    assert [(block.text, block.marked) for block in found] == [("Bài", False), ("Hạ Thảo", True)]


def test_only_the_element_itself_is_read_not_what_follows_it() -> None:
    tree = LexborHTMLParser("<div><h1>Một<br>hai</h1><p>ba</p></div>")
    heading, paragraph = tree.css_first("h1"), tree.css_first("p")
    assert heading is not None
    assert paragraph is not None
    assert text_of(heading) == "Một hai"
    assert text_of(paragraph) == "ba"
    assert read_blocks(paragraph) == [Block("ba", ParagraphKind.TEXT)]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    html = "<div>" * 3_000 + "<p>đáy</p>" + "</div>" * 3_000
    assert texts(html) == ["đáy"]
