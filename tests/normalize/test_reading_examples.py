"""The five example files: each comes out whole, and nothing that belongs to its page with it.

The expectations name lines of the files, not their words, and the facts around the text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from worker.clock import HANOI
from worker.model import ParagraphKind, Reading
from worker.normalize.reading import read
from worker.normalize.text_format import differences, parse, seed_name, write

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"


@dataclass(frozen=True)
class Expected:
    """What a file must give; numbers count its lines from 1."""

    name: str
    title: int
    title_sha256: str
    paragraphs: tuple[int, ...]
    captions: tuple[int, ...]
    subheadings: tuple[int, ...]
    byline: str
    published: tuple[str, str, str]
    category: str | None = None


EXAMPLES = (
    Expected("000_03b1b5bcabc2424b", 1,
             "270eea6bd94b2402e58dfbf1842374b3c037b00c537e835c41cfe9281e22e36c",
             (5, 7, 11, 13, 15, 17, 19), (7,), (),
             "Tin, ảnh: Ánh Nguyệt", ("26/02/2021 21:09", "minute", "published")),
    Expected("001_705eb706685c18bd", 1,
             "b762dcc978bd7fd077ea8dd0be87ee4479fc97f04ae43939dcaa3d496d3384a5",
             (5, 7, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29), (7,), (11, 19),
             "Hương Thu", ("18/04/2022 05:53", "minute", "published")),
    Expected("002_39bba4cb8ffa281c", 1,
             "c54191ac05364f4defaa7e8fbfe1d6f7460ae94956e64293b45cfcd8631bf23c",
             (5, 7, 11, 13, 15, 19, 21, 23, 25), (7, 15), (),
             "Tin, ảnh: Thanh Đồng", ("22/03/2022 19:23", "minute", "published")),
    Expected("003_9e4e5c1aab5d6626", 2,
             "fc2e6b883baf58848cec0f5cf04e95ef5030e9d3b470a70f46af8d639ddc6967",
             (6, 9, 12, 14, 16, 18, 20, 22, 24, 26, 28), (12,), (),
             "Thanh Tâm", ("03/11/2020 00:00", "day", "updated"), "Tin kinh tế"),
    Expected("004_599c9308bc21172f", 1,
             "fd48b2f8984ce9eea9b362704403fa1b959738c90bb8916df4c02002732855a0",
             (5, 7, 11, 13, 15, 17, 19, 21, 23, 25), (7,),
             (11, 19), "Bài, ảnh: Quốc Hùng", ("01/03/2021 06:48", "minute", "published")),
)  # fmt: skip


@pytest.fixture(params=EXAMPLES, ids=lambda expected: expected.name)
def example(request: pytest.FixtureRequest) -> tuple[Expected, list[str], Reading]:
    expected: Expected = request.param
    path = FOLDER / f"{expected.name}.txt"
    if not path.exists():
        pytest.skip(f"the example files are not beside the project: {path}")
    data = path.read_bytes()
    lines = [" ".join(line.split()) for line in data.decode().split("\n")]
    return expected, lines, read(parse(data, str(path)))


def test_title_category_byline_and_time(example: tuple[Expected, list[str], Reading]) -> None:
    expected, lines, reading = example
    assert reading.article.title == lines[expected.title - 1]
    assert hashlib.sha256(reading.article.title.encode()).hexdigest() == expected.title_sha256
    assert (reading.category, reading.byline) == (expected.category, expected.byline)
    published = reading.published
    assert published is not None
    shown = f"{published.at.astimezone(HANOI):%d/%m/%Y %H:%M}"
    assert (shown, published.precision, published.read_from) == expected.published
    assert reading.updated == (published.at if published.read_from == "updated" else None)


def test_paragraphs_captions_and_subheadings(
    example: tuple[Expected, list[str], Reading],
) -> None:
    expected, lines, reading = example

    def at(numbers: tuple[int, ...]) -> list[str]:
        return [lines[number - 1] for number in numbers]

    article = reading.article
    assert [p.text for p in article.paragraphs] == at(expected.paragraphs)
    assert article.lead == lines[expected.paragraphs[0] - 1]
    assert list(article.captions) == at(expected.captions)
    found = [p.text for p in article.paragraphs if p.kind is ParagraphKind.SUBHEADING]
    assert found == at(expected.subheadings)


def test_nothing_of_the_page_is_left(example: tuple[Expected, list[str], Reading]) -> None:
    _, _, reading = example
    for word in ("Chia sẻ bài viết", "BÌNH LUẬN", "uảng cáo", "ý kiến của bạn đọc", ".png",
                 "Số lần xem", "Cập nhật", "Tin, ảnh", "Bài, ảnh", "\u00a0"):  # fmt: skip
        assert word not in reading.article.text


def test_it_survives_the_text_format(example: tuple[Expected, list[str], Reading]) -> None:
    expected, _, reading = example
    assert differences(reading) == ()
    assert read(parse(write(reading).encode(), "written.txt")) == reading
    assert seed_name(f"/x/{expected.name}.txt") == expected.name
