"""What was met where a page or a source could not be read, said in Vietnamese.

The rooms that ask and read tell it as an English line, ``address: what; expected …; remedy``, which
the archive keeps. The address stays, the what is said again, and what an operator could do about it
is left to ``diemtin source check``. A line that is not known here is told as it stands.
"""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = re.compile(
    r"(?P<where>https?://\S+(?: → https?://\S+)*: )?(?P<what>.+?)"
    r"(?:; (?:expected |check |look |its feed is ).+?)?(?: \(and (?P<more>\d+) more\))?"
)

_WHOLE: Final[dict[str, str]] = {
    "HTTP 404": "HTTP 404 (không có trang này)",
    "HTTP 410": "HTTP 410 (trang đã bị gỡ)",
    # extract: why a page is no article
    "the page is a check for robots": "trang kiểm tra robot",
    "the page is a login page": "trang đăng nhập",
    'the page says "not found"': "trang báo “không tìm thấy”",
    "the page says that its site is out of order": "trang báo hệ thống lỗi hoặc đang bảo trì",
    "the page has no title": "trang không có tít",
    "no article text was found": "không thấy nội dung bài",
    "no paragraph of an article": "không có đoạn văn nào của một bài",
    "too little text for an article": "quá ít chữ cho một bài",
    "the page is a list of links": "trang chỉ là danh sách đường dẫn",
    "the address is a homepage's": "địa chỉ là trang chủ",
    "the page is a feed or a sitemap": "trang là nguồn cấp tin hoặc sơ đồ trang web",
    "the answer is empty": "máy chủ trả về trang rỗng",
    "the bytes are not text": "dữ liệu nhận được không phải văn bản",
    # discover: why a source's list could not be read
    "no article is found here, where there were some": "không còn thấy bài nào ở đây, trước đó có",
    "is no HTML page": "không phải trang HTML",
    "it holds no feed": "không có nguồn cấp tin",
    # fetch: why nothing came
    "the name has no address": "tên miền không có địa chỉ",
    "the name cannot be looked up": "không tra được tên miền",
    "the redirects go in a circle": "chuyển hướng vòng tròn",
    "the headers are too large": "phần đầu của câu trả lời quá lớn",
    "the body is not valid gzip": "dữ liệu nén bị hỏng",
}
_PATTERNS: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"the page is larger than (\d+) MB", r"trang lớn hơn \1 MB"),
        (r"the page is (\S+), not HTML", r"trang là \1, không phải HTML"),
        (r"the bytes are .+, labelled .+", "dữ liệu nhận được không phải trang web"),
        (r"is no (?:feed|sitemap): (.+)", r"không phải nguồn cấp tin hay sơ đồ trang web: \1"),
        (r"answer(?:ed|s) (\d{3})(?: .+)?", r"máy chủ trả lời HTTP \1"),
        (r"cannot connect \((.+)\)", r"không kết nối được (\1)"),
        (r"the connection broke off \((.+)\)", r"kết nối bị ngắt (\1)"),
        (r"a broken HTTP answer \((.+)\)", r"câu trả lời HTTP bị hỏng (\1)"),
        (r"its certificate is not accepted \((.+)\)", r"chứng chỉ không được chấp nhận (\1)"),
        (r"TLS failed \((.+)\)", r"kết nối bảo mật (TLS) thất bại (\1)"),
        (r"no connection within ([\d.]+) s", r"không kết nối được trong \1 giây"),
        (r"nothing came for ([\d.]+) s", r"không nhận được gì trong \1 giây"),
        (r"not finished within ([\d.]+) s", r"chưa xong sau \1 giây"),
        (r"the name was not looked up within ([\d.]+) s", r"không tra được tên miền trong \1 giây"),
        (r"leads to (\S+)", r"dẫn sang \1"),
        (r"more than (\d+) redirects", r"chuyển hướng hơn \1 lần"),
        (r"(?:not asked: )?(\S+) disallows it for (\S+)", r"\1 không cho phép \2 truy cập"),
        (r"(?:not asked: )?(\S+) cannot be read: (.+)", r"không đọc được \1: \2"),
        (r"its reading was stopped: (.+)", r"việc đọc trang bị dừng: \1"),
    )
)


def met_in_vietnamese(line: str) -> str | None:
    """Return in Vietnamese what a line says was met, None where its wording is not known."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    said = _said(found["what"])
    if said is None:
        return None
    more = f" (và {found['more']} trục trặc khác)" if found["more"] else ""
    return f"{found['where'] or ''}{said}{more}"


def _said(what: str) -> str | None:
    if what in _WHOLE:
        return _WHOLE[what]
    for pattern, said in _PATTERNS:
        matched = pattern.fullmatch(what)
        if matched is None:
            continue
        if matched.lastindex is None:
            return said
        last = matched[matched.lastindex]
        inner = _said(last) or last  # what stands behind a refusal is a what of its own
        return matched.expand(said).replace(last, inner)
    return None
