"""Gates: pages that stand where another was asked for, and are served as if they were it.

A login page, a check for robots and "not found" under a 200 are neither articles nor the news
that there is none. What reads as an article is taken for a gate only by its very title.
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
GATES: Final = frozenset({ROBOT_CHECK, LOGIN, NOT_FOUND})
"""The reasons for which a page is a gate."""

_LOOKED_AT: Final = 65_536
"""Bytes of an answer in which a gate is looked for: gates are small, and this is not slow."""
_FEW_LINKS: Final = 30
"""Links; a page with more has a form or a check beside its news, not in their place."""
_LONGEST: Final = 1_000
"""Characters of text that a gate has at most."""
_LONGEST_TITLE: Final = 200
LOGIN_WORDS: Final = re.compile(r"đăng nhập|log ?in\b|sign in\b", re.IGNORECASE)
CHECK_WORDS: Final = re.compile(
    r"captcha|just a moment|attention required|checking your browser|xác minh bạn (?:là|không)|"
    r"access denied|truy cập bị từ chối|ddos[ -](?:guard|protection)|(?:are|not) a robot|"
    r"you are human|kiểm tra trình duyệt|xác minh (?:kết nối|trình duyệt)|chống ddos|"
    r"are you (?:human|a robot)|security check",
    re.IGNORECASE,
)
LOST_WORDS: Final = re.compile(
    r"\b404\b|không tìm thấy|không tồn tại|not found|đã bị (?:xóa|xoá|gỡ)", re.IGNORECASE
)
_CHECK: Final = (
    '[class*="captcha" i], [id*="captcha" i], iframe[src*="captcha" i],'
    ' script[src*="challenges.cloudflare.com"], [id^="cf-challenge"]'
)
_WHAT: Final = r"(?:trang|bài viết|nội dung|đường dẫn|liên kết|địa chỉ|tin bài)(?: web)?"
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
    if password or LOGIN_WORDS.search(heading):
        return LOGIN
    return NOT_FOUND if LOST_WORDS.search(heading) else None


def gate_by_title(title: str, length: int) -> str | None:
    """Return what kind of gate a page is that reads as an article of ``length`` characters.

    Only a title that says nothing else counts, the site's name beside it aside.
    """
    if length > _LONGEST:
        return None
    title = title.strip()[:_LONGEST_TITLE]
    parts = [title, *_BETWEEN.split(title)]
    return next((reason for reason, full in _FULL for part in parts if full.fullmatch(part)), None)


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
