"""The text format: one exact layout out, many layouts in, nothing lost without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import FormatError
from worker.model import (
    Article,
    Paragraph,
    ParagraphKind,
    Precision,
    Publication,
    ReadFrom,
    Reading,
)
from worker.normalize.reading import read
from worker.normalize.text_format import differences, parse, seed_name, write

TITLE = "Tân Lộc ra quân làm thủy lợi"
LEAD = "BTL - Sáng nay, huyện Tân Lộc tổ chức lễ ra quân làm thủy lợi tại xã Bình Hưng."
BODY = "Hơn hai trăm đoàn viên đã nạo vét ba cây số kênh mương. Việc này xong trong buổi sáng."
LAST = "Đợt ra quân kéo dài đến hết tháng và sẽ được nhân rộng ra các xã còn lại."
CAPTION = "Đoàn viên xã Bình Hưng nạo vét kênh."
AT = datetime(2021, 3, 2, 1, 15, tzinfo=UTC)
MIDNIGHT = datetime(2021, 3, 1, 17, 0, tzinfo=UTC)
CAPTIONS, SUBHEADING = ParagraphKind.CAPTION, ParagraphKind.SUBHEADING

READING = Reading(
    article=Article(
        TITLE,
        (
            Paragraph(LEAD),
            Paragraph(CAPTION, CAPTIONS),
            Paragraph("Khí thế mới", SUBHEADING),
            Paragraph(BODY),
        ),
    ),
    byline="Tin, ảnh: Minh Tú",
    published=Publication(AT, Precision.MINUTE),
)


def reread(text: str) -> Reading:
    return read(parse(text.encode(), "bai.txt"))


def test_the_layout_written() -> None:
    assert write(READING) == (
        f"{TITLE}\n\n02/03/2021 - 08:15\n\n{LEAD}\n\n{CAPTION}\n\n{CAPTION}\n\n"
        f"Khí thế mới\n\n{BODY}\n\nTin, ảnh: Minh Tú\n"
    )


def test_the_layout_with_a_category_and_an_update_time() -> None:
    updated = Publication(MIDNIGHT, Precision.DAY, ReadFrom.UPDATED)
    reading = replace(READING, category="Thời sự", published=updated, updated=MIDNIGHT, byline=None)
    text = write(reading)
    assert text.startswith(f"Thời sự\n{TITLE}\n\n[ Cập nhật vào ngày (02/03/2021) ]\n\n{LEAD}\n\n")
    assert text.endswith(f"{BODY}\n")
    assert differences(reading) == ()


@pytest.mark.parametrize(
    ("published", "line"),
    [
        (Publication(MIDNIGHT, Precision.DAY), "02/03/2021"),
        (Publication(AT, Precision.MINUTE, ReadFrom.UPDATED),
         "[ Cập nhật vào ngày (02/03/2021 - 08:15) ]"),
        (None, LEAD),
        (Publication(AT, Precision.NONE), LEAD),
    ],
)  # fmt: skip
def test_the_date_line_written(published: Publication | None, line: str) -> None:
    assert write(replace(READING, published=published)).split("\n")[2] == line


def test_what_came_from_a_site_reads_the_same_after_writing() -> None:
    site = (
        f"Thời sự\n{TITLE}\n\n[ Cập nhật vào ngày (02/03/2021) ] - [ Số lần xem: 427 ]"
        f"\n\n{LEAD}\n\n\n {BODY}\n\n3.2.21.png\n{CAPTION}\n\n{LAST}\n"
        "Minh TúCác ý kiến của bạn đọc\n \n\nQuảng cáo\nKhông có quảng cáo"
    )
    reading = reread(site)
    assert reading.category == "Thời sự"
    assert reading.byline == "Minh Tú"
    assert reading.article.captions == (CAPTION,)
    assert [p.text for p in reading.article.paragraphs] == [LEAD, BODY, CAPTION, LAST]
    assert "427" not in write(reading)
    assert reread(write(reading)) == reading
    assert write(reread(write(reading))) == write(reading)


@pytest.mark.parametrize(
    ("text", "category", "byline"),
    [
        pytest.param(f"{TITLE}\n\n02/03/2021 - 08:15\n\n{LEAD}\n\n{BODY}", None, None, id="plain"),
        pytest.param(f"Thời sự\n{TITLE}\n\n{LEAD}\n\n{BODY}", "Thời sự", None, id="no date"),
        pytest.param(f"{TITLE}\n{LEAD}\n{BODY}", None, None, id="no empty line, no date"),
        pytest.param(f"{TITLE}\n02/03/2021 - 08:15\n{LEAD}\n{BODY}", None, None, id="dense"),
        pytest.param(f"{TITLE}\n\n{LEAD}\n\n02/03/2021\n\n{BODY}", None, None, id="lead first"),
        pytest.param(f"{TITLE}\n\n02/03/2021{LEAD}\n\n{BODY}", None, None, id="glued"),
        pytest.param(f"Trang chủ\nTin tức\n{TITLE}\nThứ ba - 02/03/2021 08:15\n{LEAD}\n{BODY}\n"
                     "Tác giả: Minh Tú\nÝ kiến bạn đọc\nNhững tin mới hơn\nKhánh thành cầu Dừa",
                     "Tin tức", "Tác giả: Minh Tú", id="portal"),
        pytest.param(f"{TITLE}\n\nMinh Tú\n\n02/03/2021\n\n{LEAD}\n\n{BODY}", None, "Minh Tú",
                     id="byline above date"),
        pytest.param(f"\ufeff\r\n{TITLE}\r\n\r\n31/02/2021\r\n{LEAD}\r\n{BODY}\r\n", None, None,
                     id="nonsense date"),
        pytest.param(f"Thời sự\n{TITLE}.\n\n02/03/2021\n\n{LEAD}\n\n{BODY}", "Thời sự", None,
                     id="title with a full stop"),
    ],
)  # fmt: skip
def test_layouts_read(text: str, category: str | None, byline: str | None) -> None:
    reading = reread(text)
    assert reading.article.title.rstrip(".") == TITLE
    assert [p.text for p in reading.article.paragraphs] == [LEAD, BODY]
    assert (reading.category, reading.byline) == (category, byline)
    assert differences(reading) == ()


def test_a_date_far_down_is_text() -> None:
    reading = reread(f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n02/03/2021\n\n{LAST}")
    assert reading.published is None
    assert [p.text for p in reading.article.paragraphs] == [LEAD, BODY, "02/03/2021", LAST]


@pytest.mark.parametrize(
    ("reading", "named"),
    [
        pytest.param(READING, (), id="all survives"),
        pytest.param(replace(READING, updated=AT + timedelta(hours=1)), ("updated",), id="update"),
        pytest.param(
            replace(READING, published=Publication(AT + timedelta(seconds=9), Precision.MINUTE)),
            ("published",), id="seconds"),
        pytest.param(replace(READING, byline="do nhóm bạn trẻ gửi về"),
                     ("paragraphs", "byline"), id="a byline like text"),
        pytest.param(replace(READING, byline=None, article=Article(TITLE, (
            Paragraph(LEAD), Paragraph("Minh Tú")))), ("paragraphs", "byline"), id="like a byline"),
        pytest.param(replace(READING, article=Article(TITLE, (
            Paragraph(LEAD), Paragraph("Quảng cáo"), Paragraph(BODY)))),
            ("paragraphs",), id="text like furniture"),
        pytest.param(replace(READING, article=Article(TITLE, (
            Paragraph(LEAD), Paragraph("Vì sao chậm?", SUBHEADING), Paragraph(BODY)))),
            ("subheadings",), id="a subheading like text"),
        pytest.param(replace(READING, article=Article(TITLE, (
            Paragraph(LEAD), Paragraph(BODY, CAPTIONS)))), ("captions",), id="a caption like text"),
        pytest.param(replace(READING, article=Article(TITLE, (
            Paragraph(LEAD), Paragraph("“Phải làm.”", ParagraphKind.QUOTE), Paragraph(BODY)))),
            ("quotes",), id="a quote"),
        pytest.param(replace(READING, article=Article(TITLE, (Paragraph("Quảng cáo"),)), byline=""),
                     ("title", "paragraphs"), id="nothing comes back"),
    ],
)  # fmt: skip
def test_what_does_not_survive_is_named(reading: Reading, named: tuple[str, ...]) -> None:
    assert differences(reading) == named


LAYOUT = st.tuples(
    st.sampled_from(["", "Thời sự\n", "Trang chủ > Tin tức\n"]),
    st.sampled_from(["02/03/2021 - 08:15", "Thứ Ba, ngày 20/09/2022 | 09:00", "",
                     "[ Cập nhật vào ngày (03/11/2020) ] - [ Số lần xem: 427 ]"]),
    st.lists(st.sampled_from([
        CAPTION, f"{CAPTION}\n\n{CAPTION}", f"{CAPTION} Ảnh: Văn Bé", f"3.2.21.png\n{CAPTION}",
        "Khí thế mới", "Ảnh: Văn Bé", "Chia sẻ bài viết", "Tin liên quan\nCầu Dừa thông xe",
        "- Nạo vét kênh", "Vì sao chậm?", "(Bí thư Trần Tú)", "02/03/2021", ">> Cầu Dừa",
    ]), max_size=3).map("\n\n".join),
    st.sampled_from(["", "Minh Tú", "Tin, ảnh: Minh Tú", "Theo TTXVN", "T.PHÚC - H.NAM",
                     "Minh TúCác ý kiến của bạn đọc", "Tác giả: Minh Tú\nNguồn: VOV"]),
    st.sampled_from(["", "Chia sẻ bài viết\n\nBÌNH LUẬN", "Quảng cáo\nKhông có quảng cáo"]),
)  # fmt: skip


@given(LAYOUT)
def test_what_any_such_file_says_survives_the_format(parts: tuple[str, str, str, str, str]) -> None:
    category, date, inner, byline, furniture = parts
    reading = reread(
        f"{category}{TITLE}\n\n{date}\n\n{LEAD}\n\n{inner}\n\n{BODY}\n{LAST}\n{byline}\n\n{furniture}"
    )
    assert reading.article.title == TITLE
    assert [p.text for p in reading.article.paragraphs if p.text in (LEAD, BODY, LAST)] == [
        LEAD,
        BODY,
        LAST,
    ]
    assert differences(reading) == ()
    assert reread(write(reading)).article == reading.article


SYLLABLES = [
    "huyện",
    "xã",
    "đường",
    "kênh",
    "lúa",
    "hội",
    "nghị",
    "đoàn",
    "viên",
    "nông",
    "dân",
    "phát",
    "triển",
    "kế",
    "hoạch",
    "thủy",
    "lợi",
]
NAMES = ["Minh Tú", "Trần Văn Bé", "Tin, ảnh: Minh Tú", "Bài và ảnh: Chí Linh", "T.PHÚC - H.NAM",
         "Theo TTXVN", "Minh Tú - Văn Bé"]  # fmt: skip
phrases = st.lists(st.sampled_from(SYLLABLES), min_size=4, max_size=14).map(
    lambda words: " ".join(words).capitalize()
)
sentences = st.lists(phrases, min_size=2, max_size=3).map(lambda parts: ". ".join(parts) + ".")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of ordinary shape, as files in the format give them."""
    body = [
        Paragraph(text) for text in draw(st.lists(sentences, min_size=2, max_size=5, unique=True))
    ]
    caption = draw(st.none() | phrases.map(lambda text: Paragraph(f"{text}.", CAPTIONS)))
    heading = draw(st.none() | phrases.map(lambda text: Paragraph(text, SUBHEADING)))
    inner = [p for p in (caption, heading) if p is not None]
    kept = [body[0], *inner, *body[1:]]
    published = draw(st.none() | publications())
    from_update = published is not None and published.read_from is ReadFrom.UPDATED
    return Reading(
        article=Article(draw(phrases), tuple(dict.fromkeys(kept))),
        byline=draw(st.none() | st.sampled_from(NAMES)),
        category=draw(st.none() | st.sampled_from(["Thời sự", "Tin kinh tế", "Xây dựng Đảng"])),
        published=published,
        updated=published.at if published is not None and from_update else None,
    )


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    days = draw(st.integers(0, 12_000))
    precision = draw(st.sampled_from([Precision.DAY, Precision.MINUTE]))
    minutes = draw(st.integers(0, 1439)) if precision is Precision.MINUTE else 0
    midnight = datetime(2000, 1, 1, 17, 0, tzinfo=UTC) + timedelta(days=days)
    return Publication(
        midnight + timedelta(minutes=minutes), precision, draw(st.sampled_from(list(ReadFrom)))
    )


@given(readings())
def test_ordinary_readings_survive_the_format(reading: Reading) -> None:
    assert differences(reading) == ()
    back = reread(write(reading))
    assert back.article == reading.article
    assert (back.byline, back.category) == (reading.byline, reading.category)
    assert (back.published, back.updated) == (reading.published, reading.updated)


@given(st.binary(max_size=200) | st.text(alphabet=st.characters(codec="utf-8")).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_named_as_bad(data: bytes) -> None:
    try:
        reading = read(parse(data, "bai.txt"))
    except FormatError:
        return
    differences(reading)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "bai.txt: no title in it: it holds no text"),
        (b"\xef\xbb\xbf \n\r\n\x00", "bai.txt: no title in it: it holds no text"),
        (b"T\xc3\xa2n\n", "bai.txt: nothing under the title 'Tân'"),
        ("Quảng cáo\n\n02/03/2021\n\nTin.".encode(), "bai.txt: no title in it: only furniture"),
        (b"T\xe1\xba\xadn\xff L", "bai.txt: not UTF-8 at byte 5 (0xff)"),
        (b"\xef\xbb\xbfab\xff", "bai.txt: not UTF-8 at byte 5 (0xff)"),
        ("Tân".encode("utf-16"), "bai.txt: not UTF-8 at byte 0 (0xff)"),
        ("Tân".encode()[:2], "bai.txt: not UTF-8 at byte 1 (0xc3)"),
    ],
)
def test_bad_files_are_named_with_the_place(data: bytes, says: str) -> None:
    with pytest.raises(FormatError) as error:
        parse(data, "bai.txt")
    assert str(error.value).startswith(says)


def test_only_furniture_below_the_title_is_an_error() -> None:
    with pytest.raises(FormatError, match=r"bai\.txt: nothing under the title"):
        reread(f"{TITLE}\n\n02/03/2021\n\nChia sẻ bài viết\n\nBÌNH LUẬN")


def test_case_24_nul_bytes_in_a_file_are_dropped() -> None:
    assert reread(f"{TITLE}\x00\n\n{LEAD}\x00\x00").article == Article(TITLE, (Paragraph(LEAD),))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/tin/000_03b1b5bcabc2424b.txt", "000_03b1b5bcabc2424b"),
        ("12345_03b1b5bcabc2424b.txt", "12345_03b1b5bcabc2424b"),
        ("000_03b1b5bcabc2424b", "000_03b1b5bcabc2424b"),
        ("00_03b1b5bcabc2424b.txt", None),
        ("000_03B1b5bcabc2424b.txt", None),
        ("000_03b1b5bcabc2424b0.txt", None),
        ("000_03b1b5bcabc2424b.txt.bak", None),
        ("bai.txt", None),
    ],
)
def test_seed_name(path: str, name: str | None) -> None:
    assert seed_name(path) == name
