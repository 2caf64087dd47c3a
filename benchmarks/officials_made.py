"""Articles and officials made for measuring: invented, of one size, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

from worker.match.officials import Registry
from worker.model import Alias, Article, Official, Paragraph, Setting
from worker.normalize.reading import read
from worker.normalize.text_format import parse

SAMPLES: Final = Path(__file__).resolve().parents[1] / "seeds" / "samples"
SIZE: Final = 6_144
"""Bytes of an article (UTF-8), or a little more."""


def _list(written: str) -> list[str]:
    return written.split()


_SURNAMES: Final = _list("Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Phan Vũ Đinh")
_MIDDLES: Final = _list("Văn Thị Hữu Minh Quốc Thanh Ngọc Đức Hoàng Thành Xuân Kim Bích Công Tấn")
_GIVEN: Final = _list(
    """
    An Bình Cường Dũng Giang Hà Hải Hạnh Hiếu Hòa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Nhung
    Phong Phúc Phương Quang Quân Sơn Tâm Thảo Thắng Thu Thủy Tiến Trang Trung Tuấn Yến
    """
)
_DISTRICTS: Final = ("Cái Sậy", "Vàm Rẻo", "Gò Mây", "Sa Nhiên", "Đức Lạng", "Bàu Sấu", "Rạch Đình")
_DEPARTMENTS: Final = ("Y tế", "Nội vụ", "Xây dựng", "Tư pháp", "Tài chính", "Công Thương")
_FOUR: Final = (
    "Chủ tịch UBND huyện {place} {one} cho biết mùa khô năm nay đến sớm hơn mọi năm.",
    "Ông {two}, Giám đốc Sở {sector} tỉnh Sông Hàm, đề nghị các địa phương báo cáo trước thứ sáu.",
    "Theo ông {given}, kinh phí đã được bố trí đủ. Bí thư Huyện ủy {other} cũng dự buổi làm việc.",
)
"""Sentences of four mentions: two names with their titles, one name again, an unnamed office."""

_ONE: Final = (
    "Đồng chí {one} - Phó Chủ tịch HĐND xã {place} - trao quà cho các hộ khó khăn.",
    "Trưởng Phòng Giáo dục và Đào tạo huyện {place} {one} báo cáo kết quả của năm học.",
    "Bà {one}, Phó Bí thư Đảng ủy xã {place}, tiếp thu ý kiến của bà con.",
)
"""Sentences of one mention each."""


def officials(count: int) -> list[Official]:
    """Return invented officials, each with another name, in an order of no meaning."""
    names = [" ".join(parts) for parts in product(_SURNAMES, _MIDDLES, _GIVEN, _GIVEN)]
    random.Random(1).shuffle(names)
    return [Official(name, (Alias(f"{name} Con"),)) for name in names[:count]]


def from_samples() -> list[Article]:
    """Return articles of paragraphs of all samples, in their order."""
    paragraphs: list[Paragraph] = []
    done: list[Article] = []
    for article in _samples():
        for paragraph in article.paragraphs:
            paragraphs.append(paragraph)
            whole = Article(article.title, tuple(paragraphs))
            if _size(whole) >= SIZE:
                done.append(whole)
                paragraphs = []
    return done


def with_mentions(mentions: int, count: int, setting: Setting) -> list[Article]:
    """Return articles with so many mentions each, between paragraphs that have none."""
    chance = random.Random(mentions)
    plain = _paragraphs_without_mention(setting)
    return [_made(mentions, chance, plain) for _ in range(count)]


def _made(mentions: int, chance: random.Random, plain: Sequence[Paragraph]) -> Article:
    fours, ones = divmod(mentions, 4)
    told = [_FOUR] * fours + [(chance.choice(_ONE),) for _ in range(ones)]
    paragraphs = [Paragraph(" ".join(told_of).format(**_words(chance))) for told_of in told]
    article = Article("Họp bàn việc mùa khô", tuple(paragraphs))
    while _size(article) < SIZE:
        paragraphs.insert(chance.randrange(len(paragraphs) + 1), chance.choice(plain))
        article = Article(article.title, tuple(paragraphs))
    return article


def _words(chance: random.Random) -> dict[str, str]:
    """Return the names of a paragraph; no two of its persons have one given name."""
    given = chance.sample(_GIVEN, 2)
    one, two = (
        f"{chance.choice(_SURNAMES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)} {last}"
        for last in given
    )
    place, other = chance.sample(_DISTRICTS, 2)
    sector = chance.choice(_DEPARTMENTS)
    return {
        **{"one": one, "two": two, "given": given[1]},
        **{"place": place, "other": other, "sector": sector},
    }


def _paragraphs_without_mention(setting: Setting) -> list[Paragraph]:
    registry = Registry([])
    alone = (p for article in _samples() for p in article.paragraphs)
    return [p for p in alone if not registry.mentions(Article("", (p,)), setting)]


def _samples() -> Iterator[Article]:
    for path in sorted(SAMPLES.glob("*.txt")):
        yield read(parse(path.read_bytes(), path.name)).article


def _size(article: Article) -> int:
    return len(article.text.encode())
