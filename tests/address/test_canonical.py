"""Addresses: one form for what certainly is one page; all else refused in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.address.canonical import LONGEST, canonical_url
from worker.errors import UsageError


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Bao.Example.VN:80", "http://bao.example.vn/"),
        ("https://bao.example.vn:443/a?x=1#dau", "https://bao.example.vn/a?x=1"),
        ("https://bao.example.vn:8443/a", "https://bao.example.vn:8443/a"),
        ("http://bao.example.vn:443/", "http://bao.example.vn:443/"),
        (
            "https://bao.example.vn/a?utm_source=zalo&id=7&fbclid=x&b=2&gclid=",
            "https://bao.example.vn/a?id=7&b=2",
        ),
        ("https://bao.example.vn/a?UTM_Medium=x", "https://bao.example.vn/a"),
        ("https://cong.example.vn/tin?urile=wcm:path:/x", "https://cong.example.vn/tin?urile=wcm:path:/x"),
        ("https://bao.example.vn/tin/hạn-mặn", "https://bao.example.vn/tin/h%E1%BA%A1n-m%E1%BA%B7n"),
        (
            "https://bao.example.vn/tin/h%e1%ba%a1n-m%e1%ba%b7n",
            "https://bao.example.vn/tin/h%E1%BA%A1n-m%E1%BA%B7n",
        ),
        ("https://bao.example.vn/a?gclid_cu=1&id=2", "https://bao.example.vn/a?gclid_cu=1&id=2"),
        (" https://bao.example.vn/a b ", "https://bao.example.vn/a%20b"),
        ("https://bao.example.vn./a", "https://bao.example.vn/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://bao.example.vn/A/Index.HTM?b&a", "https://bao.example.vn/A/Index.HTM?b&a"),
    ],
)  # fmt: skip
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bao.example.vn/a",
        "//bao.example.vn/a",
        "ftp://bao.example.vn/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://",
        "http:///a",
        "http://.",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="expected http"):
        canonical_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://bao.example.vn\\@127.0.0.1/",
        "http://ten:mat@bao.example.vn/",
        "http://ten@bao.example.vn/",
        "http://@bao.example.vn/",
        "http://bao.example.vn/a\r\nHost: x",
        "http://bao.example.vn/\x00",
        "http://bao.example.vn/\ud800",
        "http://bao.example.vn:99999/",
        "http://bao.example.vn:0/",
        "http://bao.example.vn:x/",
        "http://[::1/",
    ],
)
def test_case_5_dangerous_addresses_are_refused(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        canonical_url(url)
    assert "\n" not in str(refused.value)
    assert str(refused.value).isprintable()
    str(refused.value).encode()


def test_an_address_is_as_long_as_the_limit_and_no_longer() -> None:
    stem = "https://bao.example.vn/"
    longest = stem + "a" * (LONGEST - len(stem))
    assert canonical_url(longest) == longest
    with pytest.raises(UsageError, match="2049 characters"):
        canonical_url(longest + "a")
    with pytest.raises(UsageError, match="characters"):
        canonical_url(stem + "ạ" * 1000)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_whatever_is_typed_is_made_canonical_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://bao.example.vn/{text}"):
        try:
            canonical = canonical_url(url)
        except UsageError:
            continue
        assert canonical.startswith(("http://", "https://"))
        assert canonical_url(canonical) == canonical
