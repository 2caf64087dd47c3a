"""Makes pages in the layout of Báo Đồng Khởi: invented persons and places, 60 to 150 KB each.

The same seed gives the same pages. Each holds about 6,000 characters of article text and names
some of the people who are tracked; the rest of its bytes is what such pages carry besides: menus,
scripts, styles, lists of other articles.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

SEED: Final = 20220907
TEXT: Final = 6_000
"""Characters of article text in a page, about."""
SMALLEST: Final = 60_000
LARGEST: Final = 150_000
"""Bytes of a page, from about this many to about that many, evenly spread."""

_SURNAMES: Final = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đoàn",
    "Trương",
    "Lâm",
    "Mai",
    "Tạ",
    "Cao",
]
_MIDDLES: Final = [
    "Bạch",
    "Khánh",
    "Hoài",
    "Diệu",
    "Thiên",
    "Trúc",
    "Vĩnh",
    "Nhã",
    "Quế",
    "Tường",
    "Lam",
    "Kiều",
]
_GIVEN: Final = [
    "Thuần",
    "Liêu",
    "Đoan",
    "Khuê",
    "Viễn",
    "Trứ",
    "Sênh",
    "Nhiên",
    "Hằng",
    "Thục",
    "Ngạn",
    "Dực",
    "Cầm",
    "Oánh",
    "Lựu",
    "Triết",
    "Vĩ",
    "Đăng",
    "Bội",
    "Giáng",
    "Sướng",
    "Thược",
    "Phiên",
    "Đệ",
]
_DISTRICTS: Final = [
    "Bãi Trạch",
    "Cồn Sậy",
    "Vàm Ngát",
    "Rạch Bần",
    "Gò Sao",
    "Tân Mỹ Lợi",
    "An Lộc Hạ",
    "Giồng Quéo",
    "Thạnh Hòa Đông",
]
_ROLES: Final = [
    "Bí thư Huyện ủy {place}",
    "Phó bí thư Thường trực Huyện ủy {place}",
    "Chủ tịch UBND huyện {place}",
    "Phó chủ tịch UBND huyện {place}",
    "Chủ tịch HĐND xã {place}",
    "Giám đốc Sở Nông nghiệp",
    "đồng chí",
    "ông",
    "bà",
]
_SENTENCES: Final = (
    "{day}, {role} {name} đã đến kiểm tra tiến độ nạo vét tuyến kênh nội đồng ở huyện {place}.",
    "Theo ngành chức năng, phần việc còn lại phải xong trước khi nước mặn lấn sâu vào sông.",
    "Bà con ấp {number} góp hơn {number} ngày công, hiến đất và cây trái để mở rộng đường.",
    "Mỗi hécta cho thu hoạch chừng {number} tấn, trừ chi phí người trồng còn lời hơn phân nửa.",
    "Tại buổi làm việc, {role} {name} đề nghị địa phương công khai danh sách hộ được hỗ trợ.",
    "Hai bên thống nhất mỗi quý gặp nhau một lần, rà từng chỉ tiêu và ghi rõ ai chịu trách nhiệm.",
    "Tuyến đê bao dài {number},{number} km che chắn cho vùng cây ăn trái của {number} xã ven sông.",
    "Trường mới có {number} phòng học, sân chơi lát gạch, hàng phượng đã bắt đầu cho bóng mát.",
    "“Làm được đến đâu thì báo cho dân biết đến đó”, một cán bộ ấp nói.",
    "Nhiều hộ chuyển từ mía sang dừa xiêm, dưới mương thả thêm tôm càng xanh để có thu nhập đều.",
    "Chợ {place} họp từ ba giờ sáng, ghe thuyền neo kín bến, tiếng gọi nhau vang cả khúc sông.",
    "Huyện {place} đã giải ngân hơn {number} tỷ đồng, đạt {number} phần trăm kế hoạch của năm.",
    "Đoàn công tác ghi nhận ý kiến về nước sạch, lưới điện hạ thế và việc làm cho thanh niên.",
    "Số hộ nghèo của xã giảm còn {number} hộ, phần lớn là người già không còn sức lao động.",
)
_TITLES: Final = (
    "{place} khẩn trương nạo vét kênh mương trước mùa khô",
    "Huyện {place} gỡ vướng cho công trình cầu giao thông nông thôn",
    "{role} {name} tiếp xúc cử tri xã {place}",
    "Người trồng dừa {place} được mùa, được giá",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a server would answer it, and the tracked names that its text holds."""

    url: str
    html: bytes
    names: frozenset[str]


def tracked_names(count: int) -> list[str]:
    """Return that many different invented names of persons, always the same ones."""
    everyone = [" ".join(parts) for parts in product(_SURNAMES, _MIDDLES, _GIVEN)]
    random.Random(SEED).shuffle(everyone)
    return list(islice(everyone, count))


def pages(count: int, names: list[str]) -> Iterator[Page]:
    """Make that many pages, no two with the same text."""
    rng = random.Random(SEED)
    for number in range(count):
        yield _page(rng, number, names)


def _page(rng: random.Random, number: int, names: list[str]) -> Page:
    day = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2019, 2022)}"
    named: set[str] = set()
    title = _sentence(rng, rng.choice(_TITLES), names, named)
    paragraphs = list(_paragraphs(rng, names, named))
    size = SMALLEST + (LARGEST - SMALLEST) * rng.random()
    article = _article(title, day, paragraphs, rng)
    head, foot = _surroundings(rng, title, day, int(size - len(article.encode())))
    url = f"https://baodongkhoi.vn/tin-{number}-{day.replace('/', '')}-a{100_000 + number}.html"
    return Page(url, f"{head}{article}{foot}".encode(), frozenset(named))


def _paragraphs(rng: random.Random, names: list[str], named: set[str]) -> Iterator[str]:
    written = 0
    while written < TEXT:
        sentences = rng.sample(_SENTENCES, rng.randint(2, 5))
        text = " ".join(_sentence(rng, one, names, named) for one in sentences)
        text = text if written else f"BDK - {text}"
        written += len(text)
        yield text


def _sentence(rng: random.Random, pattern: str, names: list[str], named: set[str]) -> str:
    name = rng.choice(names)
    if "{name}" in pattern:
        named.add(name)
    place = rng.choice(_DISTRICTS)
    said = pattern.replace("{role}", rng.choice(_ROLES)).replace("{name}", name)
    said = said.replace("{place}", place).replace("{day}", f"Sáng {rng.randint(1, 28)}-4")
    while "{number}" in said:
        said = said.replace("{number}", str(rng.randint(2, 98)), 1)
    return said[0].upper() + said[1:]


def _article(title: str, day: str, paragraphs: list[str], rng: random.Random) -> str:
    time = f"{rng.randint(5, 21):02}:{rng.randint(0, 59):02}"
    caption = f"Một góc công trình ở huyện {rng.choice(_DISTRICTS)}. Ảnh: Mộc Miên"
    body = "\n".join(f'<p style="text-align: justify;">{text}</p>' for text in paragraphs[1:])
    return f"""
<div class="main"><div class="titlecate">
<h1><a href="/">Trang chủ</a> / <a href="/kinh-te/">Kinh tế</a></h1></div>
<h1 class="margintopbot10 fw700">{title}</h1>
<div class="info"><span class="pubdate">{day} - {time}</span>
<span class="view-count">Lượt xem: {rng.randint(10, 4000)}</span></div>
<div id="newscontents"><div class="content-fck"><p><strong>{paragraphs[0]}</strong></p>
<table align="center"><tbody><tr><td><img src="upload/anh-{rng.randrange(10**6)}.jpg"></td></tr>
<tr><td class="caption"><em>{caption}</em></td></tr></tbody></table>
{body}
<p align="right"><strong>Tin, ảnh: Hạ Thảo</strong></p></div></div>
<div id="linkshare">Chia sẻ bài viết</div><div id="comment">BÌNH LUẬN</div></div>
"""


def _surroundings(rng: random.Random, title: str, day: str, size: int) -> tuple[str, str]:
    """Return what stands before and after the article, together about ``size`` bytes."""
    iso = "-".join(reversed(day.split("/")))
    head = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>{title} - Báo Đồng Khởi</title><base href="/static/templates/version1/homepage/">
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Báo Đồng Khởi">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"name":"{title}","datePublished":"{iso}"}}</script>
<style>{_filler(rng, size // 6, _style)}</style>
<script>{_filler(rng, size // 4, _script)}</script></head>
<body><div class="topbar"><ul class="menu">{_filler(rng, size // 8, _menu)}</ul></div>"""
    rest = size - len(head.encode())
    foot = f"""<div class="detail-related">Đọc thêm
<ul>{_filler(rng, rest // 2, _related)}</ul></div>
<div class="footer">{_filler(rng, rest // 4, _menu)}</div>
<script>{_filler(rng, rest // 4, _script)}</script></body></html>"""
    return head, foot


def _filler(rng: random.Random, size: int, make: Callable[[random.Random], str]) -> str:
    parts: list[str] = []
    while size > 0:
        parts.append(make(rng))
        size -= len(parts[-1].encode())
    return "\n".join(parts)


def _style(rng: random.Random) -> str:
    color = f"#{rng.randrange(4096):03x}"
    return f".b{rng.randrange(9999)} a:hover{{color:{color};padding:{rng.randrange(30)}px}}"


def _script(rng: random.Random) -> str:
    return f"window.q=window.q||[];q.push(['slot-{rng.randrange(9999)}',{rng.random():.9f}]);"


def _menu(rng: random.Random) -> str:
    section = rng.choice(_DISTRICTS)
    number = rng.randrange(999)
    return f'<li class="item-{number}"><a href="/muc-{number}/">{section}</a></li>'


def _related(rng: random.Random) -> str:
    title = rng.choice(_TITLES[:2]).replace("{place}", rng.choice(_DISTRICTS))
    number = rng.randrange(10**6)
    return (
        f'<li class="media"><a href="/tin-a{number}.html"><img src="thumb/{number}.jpg" alt=""></a>'
        f'<h3><a href="/tin-a{number}.html" title="{title}">{title}</a></h3></li>'
    )
