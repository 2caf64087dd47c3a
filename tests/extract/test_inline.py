"""Links that editors' tools mark as related news: words of a sentence, or a box below it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.extract.page import extract
from worker.extract.profile import Profile, Selectors
from worker.model import Capture, Extracted

LAYOUT = Profile(
    name="bao-song-ham",
    title="Báo Sông Hàm",
    select=Selectors(title=("h1",), body=(".bai",)),
    drop=(".relate", ".suggest-link"),
)
TEXT = (
    "Sáng nay, đoàn xe đầu tiên chở ba mươi tấn lúa giống đã qua phà sang cù lao Bồng, "
    "chuyến cuối cùng cập bến lúc trời vừa tắt nắng.",
    "Nước rút chậm nên hai ấp cuối cù lao phải gieo muộn hơn lịch chừng mười ngày, còn bảy ấp "
    "đầu cù lao đã xuống giống được hai phần ba diện tích.",
)


@pytest.fixture(params=[LAYOUT, None], ids=["profile", "no profile"])
def layout(request: pytest.FixtureRequest) -> Profile | None:
    found: Profile | None = request.param
    return found


def paragraphs(inner: str, layout: Profile | None) -> list[str]:
    """What is read of a page whose text has this paragraph between two others."""
    html = (
        "<html><head><title>Lúa giống sang cù lao</title></head><body>"
        '<h1>Lúa giống sang cù lao</h1><div class="bai">'
        f"<p>{TEXT[0]}</p>{inner}<p>{TEXT[1]}</p></div></body></html>"
    )
    url = "https://tin.example/lua-giong-1.html"
    at = datetime(2026, 3, 2, tzinfo=UTC)
    found = extract(Capture(url, url, html.encode(), "text/html; charset=utf-8", at), layout)
    assert isinstance(found, Extracted)
    return [block.text for block in found.blocks]


@pytest.mark.parametrize(
    "inner",
    [
        'Theo <a class="relate" href="/a.html">Ủy ban nhân dân huyện</a>, mỗi hộ nhận mười ký.',
        'Lúa giống do <b><a class="suggest-link" href="/a.html">Trại Giồng Cát</a></b> gửi tặng.',
        'Giống này chịu được mặn ba phần nghìn, do <a class="relate" href="/a.html">Sầm Văn Lộc</a>'
        ' và <a class="relate" href="/b.html">Kha Ngọc Điền</a> chọn từ lúa mùa cũ.',
        '<a class="relate" href="/a.html">Trại Giồng Cát</a> đã nhân giống này ba vụ liền.',
    ],
)
def test_a_link_in_a_sentence_is_words_of_it(inner: str, layout: Profile | None) -> None:
    said = inner
    for tag in ('<a class="relate" href="/a.html">', '<a class="relate" href="/b.html">'):
        said = said.replace(tag, "")
    said = said.replace('<a class="suggest-link" href="/a.html">', "").replace("</a>", "")
    said = said.replace("<b>", "").replace("</b>", "")
    assert paragraphs(f"<p>{inner}</p>", layout) == [TEXT[0], said, TEXT[1]]


@pytest.mark.parametrize(
    "inner",
    [
        '<p><a class="relate" href="/a.html">Phà Bến Sậy tăng chuyến trong mùa gieo sạ</a></p>',
        '<p>&gt;&gt; <a class="relate" href="/a.html">Phà Bến Sậy tăng chuyến mùa gieo sạ</a></p>',
        '<p><a class="relate" href="/a.html">lúa giống</a>, <a class="relate" href="/b.html">cù '
        'lao Bồng</a>, <a class="relate" href="/c.html">phà Bến Sậy</a></p>',
        '<div class="relate"><p>Phà Bến Sậy tăng chuyến mùa gieo sạ, nhiều hộ mừng.</p></div>',
    ],
)
def test_a_link_beside_the_text_is_no_part_of_it(inner: str, layout: Profile | None) -> None:
    read = [text for text in paragraphs(inner, layout) if text.strip("> ,")]
    assert read == list(TEXT)


def test_a_link_behind_the_last_sentence_of_a_paragraph_is_not(layout: Profile | None) -> None:
    last = '<a class="relate" href="/a.html">Phà Bến Sậy tăng chuyến mùa gieo sạ</a>'
    said = "Phà chạy cả đêm để kịp đưa giống sang cho các hộ ở hai ấp cuối cù lao."
    assert paragraphs(f"<p>{said} {last}</p>", layout) == [TEXT[0], said, TEXT[1]]
