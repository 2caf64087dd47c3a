"""The content hash: pinned for good, blind to the page, awake to each letter."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.identify.content_hash import content_hash
from worker.model import Article, Paragraph, ParagraphKind
from worker.normalize.reading import read
from worker.normalize.text_format import parse

TITLE = "Tân Lộc ra quân làm thủy lợi"
LEAD = "Sáng nay, huyện Tân Lộc tổ chức lễ ra quân làm thủy lợi nội đồng tại xã Bình Hưng."
BODY = "Hơn hai trăm đoàn viên đã nạo vét ba cây số kênh mương trong buổi sáng."
PLAIN = f"{TITLE}\n\n02/03/2021 - 08:15\n\n{LEAD}\n\n{BODY}\n"


def test_version_1_is_what_it_was() -> None:
    article = Article(TITLE, (Paragraph(LEAD), Paragraph(BODY)))
    text = "\n\n".join([TITLE, LEAD, BODY])
    assert content_hash(article) == hashlib.sha256(b"\x01" + text.encode("utf-8")).hexdigest()
    pinned = "e06ab41cca45ed9ce68ad5815dae647325b32425d664a7e7574a503e9bbca858"
    assert content_hash(article) == pinned


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Thời sự\n{PLAIN}", id="category"),
        pytest.param(PLAIN.replace("02/03/2021 - 08:15", "03/03/2021 - 09:00"), id="time"),
        pytest.param(
            PLAIN.replace(
                "02/03/2021 - 08:15", "[ Cập nhật vào ngày (02/03/2021) ] - [ Số lần xem: 427 ]"
            ),
            id="view count",
        ),
        pytest.param(
            PLAIN.replace(
                "02/03/2021 - 08:15", "[ Cập nhật vào ngày (02/03/2021) ] - [ Số lần xem: 428 ]"
            ),
            id="another view count",
        ),
        pytest.param(f"{PLAIN}\nTin, ảnh: Minh Tú\n", id="byline"),
        pytest.param(f"{PLAIN}\nMinh TúCác ý kiến của bạn đọc\n\nQuảng cáo\n", id="glued"),
        pytest.param(f"{PLAIN}\nChia sẻ bài viết\n\nBÌNH LUẬN", id="furniture"),
        pytest.param(PLAIN.replace(f"{LEAD}\n", f"{LEAD}\n\n3.2.21.png\n"), id="image name"),
        pytest.param(PLAIN.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(PLAIN.replace(" thủy", "  thủy\u200b"), id="zero width"),
        pytest.param(unicodedata.normalize("NFD", PLAIN), id="NFD"),
        pytest.param(PLAIN.replace("đ", "\u00f0"), id="eth"),
        pytest.param(PLAIN.replace("\n", "\r\n"), id="CR LF"),
        pytest.param(f"\ufeff{PLAIN}", id="byte-order mark"),
        pytest.param(PLAIN.replace(BODY, f"{BODY}\n\n{BODY}"), id="paragraph printed twice"),
        pytest.param(PLAIN.replace("\n\n", "\n"), id="no empty lines"),
    ],
)
def test_what_belongs_to_the_page_does_not_count(text: str) -> None:
    assert _hash(text) == _hash(PLAIN)


@given(st.data())
def test_one_letter_of_title_or_body_counts(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([TITLE, LEAD, BODY]))
    at = data.draw(st.sampled_from([i for i, c in enumerate(part) if c.isalpha()]))
    changed = part[:at] + ("x" if part[at] != "x" else "z") + part[at + 1 :]
    assert _hash(PLAIN.replace(part, changed)) != _hash(PLAIN)


def test_a_tone_a_capital_and_a_break_count() -> None:
    changes = (("thủy", "thùy"), ("huyện", "Huyện"), ("sáng.", "sáng"), (". ", ".\n\n"))
    others = {_hash(PLAIN.replace(LEAD, f"{LEAD} Trời mưa.").replace(*c)) for c in changes}
    assert len(others) == len(changes)


def test_the_kind_of_a_paragraph_does_not_count() -> None:
    kinds = [ParagraphKind.TEXT, ParagraphKind.CAPTION, ParagraphKind.SUBHEADING]
    assert len({content_hash(Article(TITLE, (Paragraph(LEAD, kind),))) for kind in kinds}) == 1


def test_paragraphs_that_join_to_the_same_words_are_other_articles() -> None:
    one = Article(TITLE, (Paragraph("a b"), Paragraph("c")))
    other = Article(TITLE, (Paragraph("a"), Paragraph("b c")))
    assert content_hash(one) != content_hash(other)


def _hash(text: str) -> str:
    return content_hash(read(parse(text.encode(), "bai.txt")).article)
