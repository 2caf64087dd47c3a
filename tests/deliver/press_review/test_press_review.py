"""A press review as text, as a page and as a Word document."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.deliver.reviews import GAP, MORNING, OTHER, REVIEW, hostile, review
from worker.deliver.press_review.docx import FONT, as_docx
from worker.deliver.press_review.forms import FORMS
from worker.deliver.press_review.html import as_html
from worker.deliver.press_review.text import as_text
from worker.model import (
    Changed,
    CrossReference,
    Days,
    Grounds,
    Language,
    NamedChange,
    PageEdit,
    Review,
    Section,
)


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, name: str) -> list[str]:
        return [value for _, held in self.elements if (value := held.get(name)) is not None]


def docx_text(found: Review) -> str:
    document = Document(BytesIO(as_docx(found)))
    words = document.element.body.iter(qn("w:t"), qn("w:p"))
    return "".join("\n" if one.tag == qn("w:p") else one.text or "" for one in words)


def page_text(found: Review) -> str:
    return Page(as_html(found)).text


EVERY_FORM = pytest.mark.parametrize("told", [as_text, page_text, docx_text])


@EVERY_FORM
def test_every_form_tells_the_same(told: Callable[[Review], str]) -> None:
    said = told(REVIEW)
    for expected in (
        "Điểm báo: Đê điều",
        'Yêu cầu: "giải phóng mặt bằng"',
        "bài đăng từ 12/03/2026 đến hết 14/03/2026",
        "Lập lúc 07:00 15/03/2026",
        "Kho lưu có 1.234 bài đăng trong thời gian này",
        "Đang theo dõi 12 nguồn",
        "3 bài khớp yêu cầu, gộp thành 2 tin",
        "Không ghi nhận nguồn nào hỏng",
        "Hạ tầng (1)",
        "Tin khác (1)",
        "Đoạn đê dài ba cây số vừa đắp xong trước mùa nước nổi.",
        "06:30 12/03/2026; đăng đầu tiên; đã sửa",
        "06:30 13/03/2026; đã gỡ",
        "Đã sửa (Báo Sơn Bình): con số 80% → 75%",
        "Bài đã gỡ",
        "Lương Khắc Tâm, Chủ tịch Ủy ban nhân dân Sơn Bình",
        "Hạ Thị Vy, nguyên Bí thư Huyện ủy Sơn Bình",
        "Bí thư Tỉnh ủy (theo kho lưu: Mạc Văn Út)",
        "Bài số 12 · 0123456789abcdef",
    ):
        assert expected in said, expected


@EVERY_FORM
def test_what_may_be_missing_stands_in_front(told: Callable[[Review], str]) -> None:
    grounds = Grounds(8, 3, 3, 2, missing=(GAP,), begun_at=MORNING)
    said = told(review(grounds=grounds, cut=True))
    assert "Có thể thiếu tin" in said
    assert "Báo Vàm Lúa, 06:30 12/03/2026 – 06:30 14/03/2026 (không kết nối được)" in said
    assert "Kho lưu chỉ bắt đầu thu tin từ 06:30 12/03/2026" in said
    assert "chỉ gồm 2 tin mới nhất" in said
    assert said.index("Có thể thiếu tin") < said.index("Đoạn đê")


@EVERY_FORM
def test_what_an_edit_changed_and_what_came_back_is_told(told: Callable[[Review], str]) -> None:
    edits = (
        PageEdit((NamedChange(Changed.FIGURE, "286 tỷ đồng", "268 tỷ đồng"),)),
        PageEdit((NamedChange(Changed.NEGATION, "không", None),), ("Đê vỡ", "Đê nứt")),
    )
    [outlet] = OTHER.outlets
    story = replace(OTHER, outlets=(replace(outlet, edits=edits, restored=True),))
    said = told(review(sections=(Section(None, (story,)),)))
    changes = "tít “Đê vỡ” → “Đê nứt”; bỏ từ phủ định “không”"
    assert f"Đã sửa: con số 286 tỷ đồng → 268 tỷ đồng; {changes}" in said
    assert "đã sửa; gỡ rồi đăng lại" in said


@EVERY_FORM
def test_a_story_told_under_another_heading_is_referred_to(told: Callable[[Review], str]) -> None:
    reference = CrossReference(OTHER.number, "Chợ Bến Đìa họp lại", None)
    other = Section("Lương Khắc Tâm", (), (reference,))
    said = told(review(sections=(other, Section(None, (OTHER,)))))
    assert "Xem: Chợ Bến Đìa họp lại (mục Tin khác)" in said
    assert "Lương Khắc Tâm (0)" not in said


@EVERY_FORM
def test_versions_are_counted_apart_where_there_are_more(told: Callable[[Review], str]) -> None:
    said = told(review(grounds=replace(REVIEW.grounds, versions=5)))
    assert "3 bài khớp yêu cầu (5 bản, kể cả bản trước khi sửa), gộp thành 2 tin" in said


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "Điểm báo"),
        ("Sông Hàm", "Điểm báo: Sông Hàm"),
        ("Điểm báo Sông Hàm", "Điểm báo Sông Hàm"),
    ],
)
def test_a_title_that_says_what_it_is_is_not_doubled(title: str, shown: str) -> None:
    assert as_text(review(title=title)).splitlines()[0] == shown


@EVERY_FORM
def test_it_speaks_english_and_leaves_the_news_as_they_are(told: Callable[[Review], str]) -> None:
    said = told(review(language=Language.ENGLISH))
    for expected in ("Press review: Đê điều", "1,234 articles", "Other news (1)", "first; edited",
                     "taken down", "former Bí thư Huyện ủy Sơn Bình"):  # fmt: skip
        assert expected in said, expected
    assert "Đoạn đê dài ba cây số" in said


@EVERY_FORM
def test_one_of_alerts_says_when_they_were_raised(told: Callable[[Review], str]) -> None:
    """Their articles may have been published at any time."""
    grounds = replace(REVIEW.grounds, articles=None)
    said = told(review(days=Days.ALERTED, grounds=grounds))
    assert "báo tin từ 12/03/2026 đến 14/03/2026" in said
    assert "Kho lưu có" not in said


@EVERY_FORM
def test_an_empty_review_says_so(told: Callable[[Review], str]) -> None:
    assert "Không có tin nào." in told(review(sections=()))


def test_matches_are_marked_in_text_and_page() -> None:
    assert "【Vàm Lúa】" in as_text(REVIEW)
    page = as_html(REVIEW)
    assert ">Vàm Lúa</mark>" in page
    assert ">giải phóng mặt bằng</mark>" in page


def test_the_page_links_to_papers_and_to_its_sections() -> None:
    page = Page(as_html(REVIEW))
    assert page.attributes("href") == [
        *("#s1", "#s2", "https://baosonbinh.example/de", "https://baoculao.example/de?a=1&b=2"),
    ]
    assert {"s1", "s2"} <= set(page.attributes("id"))
    assert page.elements[0] == ("html", {"lang": "vi"})


def test_case_70_a_page_holds_no_script_whatever_the_papers_write() -> None:
    page = Page(as_html(hostile()))
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "svg", "style", "link"})
    names = {name for _, held in page.elements for name in held}
    assert names <= {"href", "style", "lang", "charset", "name", "content", "id"}
    assert page.attributes("href") == ["#s1"]  # neither address is one
    assert "<script>alert(1)</script>" in page.text
    assert not set(page.text) & {"\x00", "\x1b", "\u202e"}


def test_text_from_elsewhere_forges_no_line() -> None:
    told = as_text(hostile())
    assert "\x1b" not in told
    assert told.splitlines() == told.split("\n")[:-1]


def styles(found: Review) -> list[tuple[str, str]]:
    document = Document(BytesIO(as_docx(found)))
    return [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]


def test_the_document_has_headings_links_and_a_language() -> None:
    document: Any = Document(BytesIO(as_docx(REVIEW)))
    headed = [(style, text) for style, text in styles(REVIEW) if style.startswith(("Head", "Tit"))]
    assert headed == [
        ("Title", "Điểm báo: Đê điều"),
        ("Heading 1", "Hạ tầng (1)"),
        ("Heading 2", "Đê Vàm Lúa cao thêm một mét"),
        ("Heading 1", "Tin khác (1)"),
        ("Heading 2", "Chợ Bến Đìa họp lại"),
    ]
    links = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert sorted(links) == [
        *("https://baoculao.example/de?a=1&b=2", "https://baosonbinh.example/de"),
    ]
    anchors = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))]
    places = [one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))]
    assert [one for one in anchors if one] == ["muc_1", "muc_2"]
    assert places == ["muc_1", "tin_12", "muc_2", "tin_15"]
    normal = document.styles["Normal"].element
    assert normal.find(".//" + qn("w:lang")).get(qn("w:val")) == "vi-VN"
    assert document.styles["Heading 1"].font.name == FONT
    marked = [run.text for p in document.paragraphs for run in p.runs if run.font.highlight_color]
    assert marked == ["Vàm Lúa", "giải phóng mặt bằng"]


def test_the_document_says_when_it_was_made_and_by_what() -> None:
    core = Document(BytesIO(as_docx(REVIEW))).core_properties
    assert (core.title, core.author, core.language) == ("Điểm báo: Đê điều", "Điểm Tin", "vi-VN")
    assert core.created == core.modified == REVIEW.made_at


@pytest.mark.parametrize("ending", FORMS)
def test_the_same_review_makes_the_same_bytes(ending: str) -> None:
    assert FORMS[ending](REVIEW) == FORMS[ending](REVIEW)
    parts = zipfile.ZipFile(BytesIO(as_docx(REVIEW))).infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}


def test_case_77_a_document_of_hostile_words_opens_and_links_to_no_script() -> None:
    document = Document(BytesIO(as_docx(hostile())))
    assert not any(rel.is_external for rel in document.part.rels.values())
    said = docx_text(hostile())
    assert "<script>alert(1)</script>" in said
    assert len(document.paragraphs[0].text) <= 320
