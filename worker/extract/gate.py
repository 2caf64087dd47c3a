"""Gates: pages that stand where another was asked for, and are served as if they were it.

A login page, a check for robots, "not found" under a 200 and a site that says it is out of order
are neither articles nor the news that there is none. What reads as an article is taken for a gate
only by its very title.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.extract.decode import decode
from worker.model import Capture

ROBOT_CHECK: Final = "the page is a check for robots"
LOGIN: Final = "the page is a login page"
NOT_FOUND: Final = 'the page says "not found"'
OUT_OF_ORDER: Final = "the page says that its site is out of order"
GATES: Final = frozenset({ROBOT_CHECK, LOGIN, NOT_FOUND, OUT_OF_ORDER})
"""The reasons for which a page is a gate."""

_LOOKED_AT: Final = 65_536
"""Bytes of an answer in which a gate is looked for: gates are small, and this is not slow."""
_FEW_LINKS: Final = 30
"""Links; a page with more has a form or a check beside its news, not in their place."""
_LONGEST: Final = 1_000
"""Characters of text that a gate has at most."""
_LONGEST_TITLE: Final = 200
_LONGEST_NOTICE: Final = 400
"""Characters of a text that at most is a notice in place of an article."""
_LOGIN_WORDS: Final = re.compile(r"đăng nhập|log ?in\b|sign in\b", re.IGNORECASE)
CHECK_WORDS: Final = re.compile(
    r"captcha|just a moment|attention required|checking your browser|xác minh bạn (?:là|không)|"
    r"access denied|truy cập bị từ chối|ddos[ -](?:guard|protection)|(?:are|not) a robot|"
    r"you are human|kiểm tra trình duyệt|xác minh (?:kết nối|trình duyệt)|chống ddos|"
    r"are you (?:human|a robot)|security check",
    re.IGNORECASE,
)
_LOST_WORDS: Final = re.compile(
    r"\b404\b|không tìm thấy|không tồn tại|not found|đã bị (?:xóa|xoá|gỡ)", re.IGNORECASE
)
_CHECK: Final = (
    '[class*="captcha" i], [id*="captcha" i], iframe[src*="captcha" i],'
    ' script[src*="challenges.cloudflare.com"], [id^="cf-challenge"]'
)
_WHAT: Final = r"(?:trang|bài viết|nội dung|đường dẫn|liên kết|địa chỉ|tin bài)(?: web)?"
_SITE: Final = r"(?:hệ thống|trang(?: web| tin| này)?|website|máy chủ|dịch vụ|cổng thông tin)"
_MENDED: Final = (
    r"(?:hiện )?(?:đang|tạm|tạm thời) (?:được |trong quá trình |ngừng để )?"
    r"(?:bảo trì|nâng cấp|gián đoạn|quá tải|gặp sự cố|bận)"
)
_SERVER_ERROR: Final = (
    r"(?:service (?:temporarily )?unavailable|bad gateway|gateway time-?out"
    r"|internal server error|web server is down)"
)
_TITLES: Final = (
    (ROBOT_CHECK, r"just a moment\W*|attention required\W*|access denied\W*"),
    (ROBOT_CHECK, r"checking your browser.*|ddos[ -](?:guard|protection).*|(?:re|h)?captcha.*"),
    (ROBOT_CHECK, r"(?:verify(?:ing)? )?(?:that )?you are (?:human|not a robot)\W*"),
    (ROBOT_CHECK, r"are you a robot\W*|xác minh bạn (?:là|không).*|truy cập bị từ chối\W*"),
    (LOGIN, r"đăng nhập(?: (?:hệ thống|tài khoản|thành viên|để .{1,40}))?\W*"),
    (LOGIN, r"log ?in\W*|sign in\W*"),
    (
        NOT_FOUND,
        r"(?:(?:lỗi|error|http)\W{0,3})?404(?:\W{1,5}(?:error|lỗi|.*not found|không .*))?\W*",
    ),
    (NOT_FOUND, r"(?:page |file )?not found\W*"),
    (
        NOT_FOUND,
        rf"(?:(?:rất tiếc|xin lỗi)\W{{1,3}})?không (?:tìm thấy|tồn tại) {_WHAT}.{{0,40}}",
    ),
    (
        NOT_FOUND,
        rf"{_WHAT}(?: (?:bạn|quý vị|này).{{0,30}})? (?:không|đã bị)"
        r" (?:tồn tại|tìm thấy|được tìm thấy|xóa|xoá|gỡ).{0,30}",
    ),
    (OUT_OF_ORDER, r"(?:(?:rất tiếc|xin lỗi)\W{1,3})?(?:đã )?(?:có|xảy ra) lỗi(?: xảy ra)?\W*"),
    (OUT_OF_ORDER, r"(?:thông báo )?lỗi (?:hệ thống|máy chủ|kết nối|5\d\d)\W*|thông báo lỗi\W*"),
    (OUT_OF_ORDER, rf"(?:thông báo )?{_SITE} {_MENDED}(?: hệ thống)?\W*"),
    (OUT_OF_ORDER, r"(?:http )?(?:error|lỗi)\W{0,3}5\d\d\b.{0,60}"),
    (OUT_OF_ORDER, rf"(?:5\d\d\W{{0,3}})?{_SERVER_ERROR}(?: error)?(?:\W{{0,3}}5\d\d)?\W*"),
    (OUT_OF_ORDER, r"(?:(?:site|website|down) )?(?:is )?(?:under|for) maintenance\W*"),
)
_NOTICE: Final = re.compile(
    rf"{_SITE} {_MENDED}\b[^.]{{0,120}}(?:quay|trở|thử) lại"
    rf"|{_SERVER_ERROR}|(?:đã )?(?:có|xảy ra) lỗi[^.]{{0,60}}\. ?[^.]{{0,40}}(?:quay|trở|thử) lại"
    r"|(?:temporarily )?(?:down|unavailable) (?:for|due to) (?:scheduled )?maintenance",
    re.IGNORECASE,
)
_FULL: Final = tuple((reason, re.compile(title, re.IGNORECASE)) for reason, title in _TITLES)
_BETWEEN: Final = re.compile(r"\s+[-–—|:·]+\s+")


def gate_in(tree: LexborHTMLParser, heading: str) -> str | None:
    """Return what kind of gate a page without an article is, None where it is none.

    ``heading`` is all that the page says of itself: its title, its ``<title>``.
    """
    bare = len(tree.css("a[href]")) < _FEW_LINKS
    if CHECK_WORDS.search(heading) or (bare and tree.css_first(_CHECK) is not None):
        return ROBOT_CHECK
    password = bare and tree.css_first('input[type="password"]') is not None
    if password or _LOGIN_WORDS.search(heading):
        return LOGIN
    if _LOST_WORDS.search(heading):
        return NOT_FOUND
    return gate_by_text(heading) or gate_by_title(heading, 0)


def gate_by_title(title: str, length: int) -> str | None:
    """Return what kind of gate a page is that reads as an article of ``length`` characters.

    Only a title that says nothing else counts, the site's name beside it aside.
    """
    if length > _LONGEST:
        return None
    title = title.strip()[:_LONGEST_TITLE]
    parts = [title, *_BETWEEN.split(title)]
    return next((reason for reason, full in _FULL for part in parts if full.fullmatch(part)), None)


def gate_by_text(text: str) -> str | None:
    """Return the kind of gate that a text in place of an article says it is, None for none.

    Only a short one is, that asks its reader to come back; an article on such a site is longer.
    """
    said = " ".join(text[: _LONGEST_NOTICE + 1].split())
    if len(text) > _LONGEST_NOTICE or _NOTICE.search(said) is None:
        return None
    return OUT_OF_ORDER


def gate_of(capture: Capture) -> str | None:
    """Return what kind of gate answered where a feed or a listing was asked for, or None.

    To be asked of an answer in which nothing was found.
    """
    start = decode(capture.body[:_LOOKED_AT], capture.content_type)
    tree = LexborHTMLParser(start.text)
    title = tree.css_first("title")
    heading = tree.css_first("h1")
    said = (node.text(deep=True).strip() for node in (title, heading) if node is not None)
    return gate_in(tree, " – ".join(said))
