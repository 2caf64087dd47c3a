"""One page, from bytes to fields: the cases that saved pages do not show."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from worker.extract.page import extract
from worker.extract.profile import Profile, load_profiles, rules_version
from worker.model import Capture, Extracted, NotAnArticle, ParagraphKind

ADDRESS = "https://baodongkhoi.vn/bai-a1.html"
LEAD = "Huyện Cồn Sậy vừa mở lớp dạy nghề đan lục bình cho 60 lao động nông thôn ở ba xã ven sông."
SECOND = "Lớp học kéo dài ba tháng, học viên được hỗ trợ tiền ăn và đi lại."


def capture(body: bytes | str, content_type: str = "text/html", url: str = ADDRESS) -> Capture:
    data = body.encode() if isinstance(body, str) else body
    return Capture(url, url, data, content_type, datetime(2026, 3, 2, tzinfo=UTC))


def profile() -> Profile:
    return load_profiles()["bao-dong-khoi"]


def page(body: str, before: str = "", after: str = "") -> str:
    return (
        '<html><body><div class="titlecate"><h1>Xã hội</h1></div>'
        '<h1 class="margintopbot10 fw700">Dạy nghề ở Cồn Sậy</h1>'
        f'<span class="pubdate">05/06/2023 - 08:15</span>{before}'
        f'<div id="newscontents"><div class="content-fck">{body}</div>{after}</div></body></html>'
    )


def article(html: str) -> Extracted:
    found = extract(capture(html), profile())
    assert isinstance(found, Extracted)
    return found


def lines(found: Extracted) -> list[str]:
    return [block.text for block in found.blocks]


@pytest.mark.parametrize(
    ("outside", "inside", "kept"),
    [
        (LEAD, LEAD, LEAD),
        (LEAD, f"BDK - {LEAD}", f"BDK - {LEAD}"),
        (f"(CT) - {LEAD}", LEAD, f"(CT) - {LEAD}"),
    ],
)
def test_a_lead_repeated_in_the_body_appears_once(outside: str, inside: str, kept: str) -> None:
    lead = f'<h2 class="detail-desc">{outside}</h2>'
    found = article(page(f"<p>{inside}</p><p>{SECOND}</p>", before=lead))
    assert lines(found) == [kept, SECOND]
    assert found.blocks[0].kind is ParagraphKind.TEXT


def test_a_lead_that_the_body_does_not_repeat_stands_before_it() -> None:
    found = article(page(f"<p>{SECOND}</p>", before=f'<div class="detail-desc">{LEAD}</div>'))
    assert lines(found) == [LEAD, SECOND]


def test_a_body_printed_twice_is_read_once() -> None:
    body = f"<p>{LEAD}</p><p>{SECOND}</p>"
    assert lines(article(page(body + body))) == [LEAD, SECOND]


def test_bold_at_the_right_is_a_byline_only_near_the_end() -> None:
    quote = '<p align="right"><strong>Bà Tư Lúa, ấp Rạch Cát</strong></p>'
    rest = f"<p>{LEAD}</p>{quote}<p>{SECOND}</p><p>Hai.</p><p>Ba.</p><p>Bốn.</p>"
    found = article(page(rest))
    assert found.byline is None
    assert "Bà Tư Lúa, ấp Rạch Cát" in lines(found)


def test_the_byline_takes_its_whole_paragraph() -> None:
    found = article(page(f'<p>{LEAD}</p><p align="right">Bài, ảnh: <strong>Hạ Thảo</strong></p>'))
    assert found.byline == "Bài, ảnh: Hạ Thảo"
    assert lines(found) == [LEAD]


def test_the_visible_date_goes_before_json_ld_which_serves_without_it() -> None:
    linked = (
        '<script type="application/ld+json">'
        '{"@type":"NewsArticle","name":"Dạy nghề","datePublished":"2023-06-05"}</script>'
    )
    both = article(page(f"<p>{LEAD}</p>", before=linked))
    assert (both.published, both.witnesses["published"]) == ("05/06/2023 - 08:15", "profile")
    html = page(f"<p>{LEAD}</p>", before=linked).replace("05/06/2023 - 08:15", "hôm nay")
    alone = article(html)
    assert (alone.published, alone.witnesses["published"]) == ("2023-06-05", "json-ld")


def test_the_rules_that_read_a_page_are_named() -> None:
    assert article(page(f"<p>{LEAD}</p>")).rules == rules_version(profile())


def test_furniture_and_hidden_text_are_left_out() -> None:
    found = article(
        page(
            f'<p>{LEAD}</p><p style="display:none">ẩn</p><div class="box-relate">Đọc thêm</div>',
            after='<div id="linkshare">Chia sẻ bài viết</div>',
        )
    )
    assert lines(found) == [LEAD]


def test_case_24_nul_and_surrogate_references_leave_no_trouble_behind() -> None:
    found = article(page(f"<p>{LEAD}\0&#xD800;&#0;</p>"))
    for text in lines(found):
        assert "\0" not in text
        text.encode()


def test_a_profile_that_no_longer_fits_falls_back_and_says_so() -> None:
    paragraphs = "".join(f"<p>{i}. {LEAD} {SECOND}</p>" for i in range(4))
    html = (
        "<html><head><title>Dạy nghề đan lục bình ở Cồn Sậy</title></head><body>"
        f"<h1>Dạy nghề đan lục bình ở Cồn Sậy</h1><article>{paragraphs}</article></body></html>"
    )
    found = article(html)
    assert found.witnesses["body"] == "trafilatura"
    assert len(found.blocks) == 4
    assert found.rules == rules_version(profile())


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty"),
        (b"  \n", "text/html", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "text/html; charset=utf-8", "PDF"),
        (b"\n%PDF-1.4 ", "text/html", "PDF"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\0" * 400, "text/html", "video"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "text/html", "picture"),
        (b"PK\x03\x04rest", "text/html", "zip"),
        (b'{"a": 1}', "application/json", "application/json"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "text/xml", "feed"),
        (b"<html>" + b" " * 10_000_000, "text/html", "10 MB"),
        (bytes(range(1, 32)) * 200, "text/html", "not text"),
    ],
)
def test_case_27_what_is_not_html_is_skipped_with_the_reason(
    body: bytes, content_type: str, reason: str
) -> None:
    found = extract(capture(body, content_type), None)
    assert isinstance(found, NotAnArticle)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<title>Just a moment...</title><h1>Checking your browser</h1>", "check for robots"),
        (
            "<title>Lỗi</title><h1>Không tìm thấy trang bạn yêu cầu</h1><p>Quay lại.</p>",
            "not found",
        ),
        ("<h1>Hệ thống</h1><form><input type=password></form>", "login"),
        (f"<p>{LEAD}</p>", ""),
        ("<frameset><frame src=a></frameset>", ""),
    ],
)
def test_case_28_a_200_that_is_no_article_is_told(html: str, reason: str) -> None:
    for chosen in (None, profile()):
        found = extract(capture(html), chosen)
        assert isinstance(found, NotAnArticle)
        assert reason in found.reason


def test_an_empty_body_under_a_profile_is_no_article() -> None:
    assert isinstance(extract(capture(page("<p>&nbsp;</p>")), profile()), NotAnArticle)


def test_case_23_a_guessed_charset_is_flagged_on_the_article() -> None:
    html = page("<p>C\xe1c x\xe3 v\xe0 th\xf4n. </p>").encode("latin-1", "ignore")
    found = extract(capture(html), profile())
    assert isinstance(found, Extracted)
    assert found.witnesses["charset"].startswith("guess: ")
    assert "charset" not in article(page(f"<p>{LEAD}</p>")).witnesses


def test_the_same_bytes_give_the_same_answer() -> None:
    html = page(f"<p>{LEAD}</p>")
    assert article(html) == article(html)


def test_a_page_with_a_profile_does_not_wait_for_trafilatura() -> None:
    code = (
        "import sys; from worker.extract import page, profile; profile.load_profiles();"
        "sys.exit('trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_who_is_quoted_in_brackets_is_no_byline() -> None:
    found = article(page(f'<p>{LEAD}</p><p align="right"><strong>(Bà Tư Lúa)</strong></p>'))
    assert found.byline is None
    assert lines(found) == [LEAD, "(Bà Tư Lúa)"]


def test_a_lead_inside_the_body_stays_in_its_place() -> None:
    body = f'<p>{SECOND}</p><p>Một.</p><p>Hai.</p><p>Ba.</p><div class="detail-desc">{LEAD}</div>'
    assert lines(article(page(body))) == [SECOND, "Một.", "Hai.", "Ba.", LEAD]
