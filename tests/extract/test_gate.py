"""Gates are told from articles, and from pages that only have a gate beside their news."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.flow.troubles import GATES
from worker.extract.gate import GATES as REASONS
from worker.extract.gate import (
    LOGIN,
    NOT_FOUND,
    OUT_OF_ORDER,
    ROBOT_CHECK,
    gate_by_text,
    gate_by_title,
    gate_of,
)
from worker.extract.page import extract
from worker.model import Capture, Extracted, NotAnArticle

TEXT = (
    "Sáng nay, đoàn cứu hộ xã Tân Lộc Hòa tiếp tục tìm kiếm trên sông Hàm Luông. Nước chảy xiết"
    " khiến việc tìm kiếm gặp khó khăn, theo người chỉ huy đội cứu hộ của xã cho biết. Bà con hai"
    " bên bờ đã góp ghe và lưới để giúp đoàn tìm suốt hai ngày qua, không quản mưa gió."
)


def page(title: str, body: str) -> Capture:
    html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    url = "https://bao-song-ham.example/tin-1.html"
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Capture(url, url, html.encode(), "text/html; charset=utf-8", at)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Đăng nhập - Báo Sông Hàm", LOGIN),
        ("Đăng nhập hệ thống", LOGIN),
        ("Login", LOGIN),
        ("Just a moment...", ROBOT_CHECK),
        ("Attention Required! | Cloudflare", ROBOT_CHECK),
        ("Xác minh bạn không phải là rô-bốt", ROBOT_CHECK),
        ("404", NOT_FOUND),
        ("404 Not Found", NOT_FOUND),
        ("Lỗi 404 - Không tìm thấy trang | Báo Sông Hàm", NOT_FOUND),
        ("Error 404", NOT_FOUND),
        ("Page not found", NOT_FOUND),
        ("Rất tiếc, không tìm thấy nội dung bạn yêu cầu", NOT_FOUND),
        ("Trang bạn tìm không tồn tại", NOT_FOUND),
        ("Bài viết đã bị gỡ", NOT_FOUND),
        ("Đã có lỗi xảy ra", OUT_OF_ORDER),
        ("Lỗi hệ thống | Báo Sông Hàm", OUT_OF_ORDER),
        ("Hệ thống đang bảo trì", OUT_OF_ORDER),
        ("Báo Sông Hàm - Trang web đang được nâng cấp", OUT_OF_ORDER),
        ("503 Service Temporarily Unavailable", OUT_OF_ORDER),
        ("502 Bad Gateway", OUT_OF_ORDER),
        ("Error 522: Connection timed out", OUT_OF_ORDER),
        ("Hệ thống cấp nước xã Tân Lộc Hòa đang bảo trì", None),
        ("Lỗi của ai khi cầu Rạch Đình chậm", None),
        ("502 hộ dân được nối điện", None),
        ("Không tìm thấy nạn nhân vụ chìm ghe", None),
        ("404 hộ dân được cấp đất ở", None),
        ("Đăng nhập tài khoản định danh: những điều cần biết", None),
        ("Truy cập bị từ chối: vì sao nhiều cổng dịch vụ công nghẽn", None),
        ("Trang trại không người ở cù lao", None),
        ("Bệnh không tồn tại ở xã này từ lâu", None),
    ],
)
def test_case_28_a_title_that_says_nothing_else_is_a_gate_s(title: str, reason: str | None) -> None:
    assert gate_by_title(title, 300) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hệ thống đang bảo trì, xin quý độc giả vui lòng quay lại sau ít phút.", OUT_OF_ORDER),
        ("Máy chủ đang quá tải. Mời bạn thử lại sau.", None),
        ("Trang đang được nâng cấp, vui lòng trở lại sau. Mã lỗi: 81242", OUT_OF_ORDER),
        ("Đã có lỗi xảy ra. Xin vui lòng thử lại sau.", OUT_OF_ORDER),
        ("The server is busy. 503 Service Temporarily Unavailable nginx", OUT_OF_ORDER),
        ("Hệ thống cống xã Tân Lộc Hòa đang bảo trì, bà con lấy nước ở ấp bên.", None),
        (f"{TEXT} Hệ thống đang bảo trì, vui lòng quay lại sau. {TEXT}", None),
    ],
)
def test_a_short_text_that_asks_to_come_back_is_no_article(text: str, reason: str | None) -> None:
    assert gate_by_text(text) == reason


def test_a_page_that_says_it_is_out_of_order_is_no_article_under_any_title() -> None:
    said = "Hệ thống đang bảo trì, xin quý độc giả vui lòng quay lại sau ít phút nữa."
    sorry = "Chúng tôi thành thật xin lỗi vì sự bất tiện này đến quý bạn đọc xa gần của tòa soạn."
    for title in ("Đã có lỗi xảy ra", "Thông xe cầu Rạch Đình", "Báo Sông Hàm"):
        body = f"<article><h1>{title}</h1><p>{said}</p><p>{sorry}</p><p>Mã lỗi: 41</p></article>"
        assert extract(page(title, body), None) == NotAnArticle(OUT_OF_ORDER)
        assert extract(page(title, f"<h1>{title}</h1><p>{said}</p>"), None) == NotAnArticle(
            OUT_OF_ORDER
        )


def test_a_long_text_is_an_article_whatever_its_title() -> None:
    assert gate_by_title("404", 5_000) is None


@pytest.mark.parametrize("gate", GATES)
def test_case_28_gates_are_no_articles(gate: str) -> None:
    found = extract(_gate(gate), None)
    assert isinstance(found, NotAnArticle)
    assert found.reason in REASONS
    assert gate_of(_gate(gate)) == found.reason


def test_an_article_about_what_was_not_found_is_an_article() -> None:
    title = "Không tìm thấy nạn nhân vụ chìm ghe trên sông Hàm Luông"
    form = '<form><input type="password"><div class="g-recaptcha"></div></form>'
    body = f"<article><h1>{title}</h1><p>{TEXT}</p><p>{TEXT}</p></article>{form}"
    assert isinstance(extract(page(f"{title} - Báo Sông Hàm", body), None), Extracted)


def test_a_listing_with_a_login_form_is_no_gate() -> None:
    links = "".join(f'<a href="/bai/{n}">Bài {n}</a>' for n in range(40))
    assert gate_of(page("Thời sự", f'{links}<input type="password">')) is None
    assert gate_of(page("Thời sự", '<a href="/">Trang chủ</a>')) is None


def test_a_gate_is_looked_for_in_little_time_however_deep_the_page() -> None:
    capture = page("Thời sự", "<div>" * 100_000)
    assert gate_of(capture) is None
    assert gate_by_title("! " * 100_000, 0) is None


def _gate(name: str) -> Capture:
    url = "https://bao-song-ham.example/tin-1.html"
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Capture(url, url, GATES[name].encode(), "text/html; charset=utf-8", at)
