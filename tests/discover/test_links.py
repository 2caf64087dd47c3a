"""Links as they are written, made absolute or dropped."""

from __future__ import annotations

import pytest

from worker.discover.links import absolute_link

BASE = "https://tin.example/muc/trang.html"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("bai.html", "https://tin.example/muc/bai.html"),
        ("/bai.html", "https://tin.example/bai.html"),
        ("//khac.example/x", "https://khac.example/x"),
        ("https://a.example/x?a=1&b=2#binh-luan", "https://a.example/x?a=1&b=2"),
        ("  \n/bai\n-1.html ", "https://tin.example/bai-1.html"),
        ("/hạn mặn.html", "https://tin.example/hạn%20mặn.html"),
        ("?trang=2", "https://tin.example/muc/trang.html?trang=2"),
    ],
)
def test_http_links_become_absolute(link: str, expected: str) -> None:
    assert absolute_link(link, BASE) == expected


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " JavaScript:void(0)",
        "java\nscript:alert(1)",
        "data:text/html,<p>",
        "mailto:a@b.example",
        "tel:0123",
        "file:///etc/passwd",
        "ftp://a.example/x",
        "http://",
        "http://[::1",
        "http://a.example:99999/",
        "http://a.example/a\x00b",
        "https:\\\\a.example\\x",
        "/" + "x" * 2_048,
    ],
)
def test_case_37_other_links_are_dropped(link: str) -> None:
    assert absolute_link(link, BASE) is None


def test_what_a_script_shows_on_the_same_page_has_no_address() -> None:
    assert absolute_link("#/tin/120", "https://xa.example/") is None
    assert absolute_link("/#!/tin/120", "https://xa.example/") is None
    assert absolute_link("/tin/120#anh", "https://xa.example/") == "https://xa.example/tin/120"
