"""From what a page says to a reading: canonical, without furniture, its byline apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import FormatError
from worker.model import Extracted, Paragraph, ParagraphKind, Precision, Publication, ReadFrom
from worker.normalize.reading import read

TITLE = "Tân Lộc ra quân làm thủy lợi"
LEAD = "BTL - Sáng nay, huyện Tân Lộc tổ chức lễ ra quân làm thủy lợi tại xã Bình Hưng."
BODY = "Hơn hai trăm đoàn viên đã nạo vét ba cây số kênh mương. Việc này xong trong buổi sáng."
LAST = "Đợt ra quân kéo dài đến hết tháng và sẽ được nhân rộng ra các xã còn lại."
CAPTION = "Đoàn viên xã Bình Hưng nạo vét kênh."
TEXT, CAPTIONS, SUBHEADING = ParagraphKind.TEXT, ParagraphKind.CAPTION, ParagraphKind.SUBHEADING


def extracted(*lines: str | Paragraph, **particulars: str) -> Extracted:
    blocks = tuple(Paragraph(line) if isinstance(line, str) else line for line in lines)
    said = {"title": TITLE} | particulars
    return Extracted(
        title=said["title"],
        blocks=blocks,
        byline=said.get("byline"),
        category=said.get("category"),
        published=said.get("published"),
        updated=said.get("updated"),
        witnesses={"title": "profile"},
        rules="1 mau abc",
    )


def kinds(*lines: str | Paragraph) -> list[tuple[str, ParagraphKind]]:
    return [(p.text, p.kind) for p in read(extracted(*lines)).article.paragraphs]


def texts(*lines: str | Paragraph) -> list[str]:
    return [text for text, _ in kinds(*lines)]


def test_a_whole_page() -> None:
    reading = read(
        extracted(
            f"  {LEAD}\u00a0",
            "3.2.21.png",
            CAPTION,
            "Khí thế mới",
            BODY,
            LAST,
            "Tin, ảnh: Minh Tú",
            "Chia sẻ bài viết",
            published="02/03/2021 - 08:15",
            updated="2021-03-02T03:00:00Z",
            category="Trang chủ » Thời sự",
        )
    )
    assert reading.article.title == TITLE
    assert [(p.text, p.kind) for p in reading.article.paragraphs] == [
        (LEAD, TEXT),
        (CAPTION, CAPTIONS),
        ("Khí thế mới", SUBHEADING),
        (BODY, TEXT),
        (LAST, TEXT),
    ]
    assert reading.byline == "Tin, ảnh: Minh Tú"
    assert reading.category == "Thời sự"
    assert reading.published == Publication(
        datetime(2021, 3, 2, 1, 15, tzinfo=UTC), Precision.MINUTE
    )
    assert reading.updated == datetime(2021, 3, 2, 3, 0, tzinfo=UTC)
    assert reading.witnesses == {"title": "profile"}
    assert reading.rules.startswith("1 mau abc ")


def test_a_caption_printed_twice_is_one() -> None:
    assert kinds(LEAD, CAPTION, f"{CAPTION}\u200b", BODY) == [
        (LEAD, TEXT),
        (CAPTION, CAPTIONS),
        (BODY, TEXT),
    ]


def test_a_paragraph_of_sentences_printed_twice_is_one_and_no_caption() -> None:
    assert kinds(LEAD, BODY, BODY, LAST) == [(LEAD, TEXT), (BODY, TEXT), (LAST, TEXT)]


def test_equal_paragraphs_apart_from_one_another_both_stay() -> None:
    assert texts(LEAD, CAPTION, BODY, CAPTION, LAST) == [LEAD, CAPTION, BODY, CAPTION, LAST]


def test_a_caption_on_both_sides_of_an_image_name_is_one() -> None:
    assert kinds(LEAD, CAPTION, "IMG_0042.JPG", CAPTION, BODY)[1:-1] == [(CAPTION, CAPTIONS)]


def test_an_image_name_glued_to_its_caption() -> None:
    assert kinds(LEAD, f"z42.jpg{CAPTION}", BODY)[1] == (CAPTION, CAPTIONS)


def test_a_photographer_in_a_caption_stays_and_one_alone_goes_to_the_byline() -> None:
    reading = read(extracted(LEAD, f"{CAPTION} Ảnh: Văn Bé", BODY, "Ảnh: Chí Linh", LAST))
    assert reading.article.captions == (f"{CAPTION} Ảnh: Văn Bé",)
    assert reading.byline == "Ảnh: Chí Linh"
    assert [p.text for p in reading.article.paragraphs][2:] == [BODY, LAST]


def test_what_the_extractor_told_is_kept() -> None:
    quote = Paragraph("“Phải làm ngay”", ParagraphKind.QUOTE)
    caption = Paragraph(BODY, CAPTIONS)
    assert kinds(LEAD, quote, caption, LAST)[1:3] == [
        ("“Phải làm ngay”", ParagraphKind.QUOTE),
        (BODY, CAPTIONS),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Khí thế mới", SUBHEADING),
        ("19/25 xã đạt chuẩn", SUBHEADING),
        ("Thi đua “Vì quê hương”", SUBHEADING),
        ("(Bí thư Huyện ủy Trần Minh Tú)", TEXT),
        ("- Nạo vét kênh mương", TEXT),
        ("Cụ thể:", TEXT),
        ("Xã Bình Hưng đã xong.", TEXT),
        ("Vì sao chậm?", TEXT),
    ],
)
def test_subheadings_are_short_and_end_without_a_mark(line: str, kind: ParagraphKind) -> None:
    assert kinds(LEAD, line, BODY)[1] == (line, kind)


def test_first_and_last_paragraphs_are_no_subheadings() -> None:
    assert kinds("Tân Lộc vào mùa", BODY, "Quang cảnh lễ ra quân") == [
        ("Tân Lộc vào mùa", TEXT),
        (BODY, TEXT),
        ("Quang cảnh lễ ra quân", TEXT),
    ]


def test_title_and_date_that_stand_above_the_text_again_are_dropped() -> None:
    assert texts("02/03/2021 - 08:15", TITLE, LEAD, BODY) == [LEAD, BODY]
    assert texts(f"02/03/2021{LEAD}", BODY) == [LEAD, BODY]


def test_a_date_inside_the_text_stays() -> None:
    assert texts(LEAD, "02/03/2021", BODY) == [LEAD, "02/03/2021", BODY]


@pytest.mark.parametrize("line", ["- 19:30 05/09/2026", "Cập nhật: 05/09/2026 08:15"])
def test_the_time_below_the_text_is_dropped_and_who_stands_above_it_wrote_it(line: str) -> None:
    reading = read(extracted(LEAD, BODY, "Thùy An", line))
    assert [p.text for p in reading.article.paragraphs] == [LEAD, BODY]
    assert reading.byline == "Thùy An"


def test_a_day_without_a_time_that_signs_a_paper_stays() -> None:
    assert texts(LEAD, BODY, "05/09/2026") == [LEAD, BODY, "05/09/2026"]


def test_a_body_printed_twice_is_read_once() -> None:
    assert texts(LEAD, BODY, LAST, LEAD, BODY, LAST) == [LEAD, BODY, LAST]


def test_a_line_end_inside_a_block_is_a_space() -> None:
    assert texts(LEAD.replace(" ", "\n"), BODY) == [LEAD, BODY]


def test_an_update_time_stands_in_and_is_recorded_as_that() -> None:
    reading = read(extracted(LEAD, updated="2021-03-02"))
    midnight = datetime(2021, 3, 1, 17, 0, tzinfo=UTC)
    assert reading.published == Publication(midnight, Precision.DAY, ReadFrom.UPDATED)
    assert reading.updated == midnight
    labelled = read(extracted(LEAD, published="Cập nhật: 02/03/2021"))
    assert (labelled.published, labelled.updated) == (reading.published, midnight)


def test_a_time_that_cannot_be_read_is_left_empty() -> None:
    reading = read(extracted(LEAD, published="31/02/2021", category="  ", byline="\u200b"))
    assert (reading.published, reading.updated) == (None, None)
    assert (reading.category, reading.byline) == (None, None)


def test_the_pages_own_byline_and_the_texts_are_not_said_twice() -> None:
    reading = read(extracted(LEAD, BODY, "Tin, ảnh: Minh Tú", byline="Minh Tú"))
    assert reading.byline == "Tin, ảnh: Minh Tú"


def test_a_byline_glued_to_the_last_paragraph() -> None:
    reading = read(extracted(LEAD, f"{BODY}Tin, ảnh: Minh Tú"))
    assert (reading.article.paragraphs[-1].text, reading.byline) == (BODY, "Tin, ảnh: Minh Tú")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("", "\u200b", "\x00"),
        ("Chia sẻ bài viết", "BÌNH LUẬN"),
        ("3.2.21.png",),
        ("02/03/2021 - 08:15",),
        (TITLE,),
        ("Tin, ảnh: Minh Tú",),
    ],
    ids=["none", "empty", "furniture", "image name", "date", "title again", "byline"],
)
def test_nothing_left_is_an_error_in_one_line(lines: tuple[str, ...]) -> None:
    with pytest.raises(FormatError, match="no paragraph under the title 'Tân Lộc") as error:
        read(extracted(*lines))
    assert "\n" not in str(error.value)


def test_a_title_of_nothing_visible_is_an_error() -> None:
    with pytest.raises(FormatError, match="no title"):
        read(extracted(LEAD, title=" \u00a0\x00\ufeff"))


def test_case_24_nul_and_lone_surrogates_never_reach_the_archive() -> None:
    reading = read(extracted("Lễ\x00 \ud800ra quân.", BODY, title="Tân\x00 Lộc\udfff"))
    assert reading.article.title == "Tân Lộc\ufffd"
    assert reading.article.lead == "Lễ \ufffdra quân."
    reading.article.text.encode()


LINES = st.lists(
    st.sampled_from([LEAD, BODY, LAST, CAPTION, TITLE, "Minh Tú", "Tin liên quan", "BÌNH LUẬN"])
    | st.text(alphabet=st.characters(), max_size=30),
    max_size=12,
)


@given(LINES)
def test_each_paragraph_is_one_canonical_line_and_repeats_none(lines: list[str]) -> None:
    try:
        once = read(extracted(*lines))
    except FormatError:
        return
    assert once.article.paragraphs
    assert all(p.text and p.text == " ".join(p.text.split()) for p in once.article.paragraphs)
    assert all(
        left.text != right.text
        for left, right in zip(once.article.paragraphs, once.article.paragraphs[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("witness", "given", "printed", "byline"),
    [
        ("json-ld", "Bành Văn Nhập", "Minh Tú", "Minh Tú"),
        ("meta", "Bành Văn Nhập", "Theo TTXVN", "Theo TTXVN"),
        ("json-ld", "Minh Tú", "Ảnh: Văn Bé", "Minh Tú - Ảnh: Văn Bé"),
        ("page", "Minh Tú", "Theo TTXVN", "Minh Tú"),
        ("page", "Minh Tú", "Tin, ảnh: MINH TÚ", "Tin, ảnh: MINH TÚ"),
        ("profile", "Minh Tú", "Văn Bé", "Minh Tú - Văn Bé"),
    ],
)
def test_who_is_named_in_the_text_goes_before_whom_machines_are_told(
    witness: str, given: str, printed: str, byline: str
) -> None:
    page = replace(extracted(LEAD, BODY, printed, byline=given), witnesses={"byline": witness})
    assert read(page).byline == byline
