"""Which addresses name one page, and which only look alike."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.address.canonical import canonical_url
from worker.address.page_key import also_named, is_better, page_key, site_of
from worker.errors import UsageError

PATH = "/tin/hạn-mặn"
MOVED = {
    "bao-cu.example": "moi.bao-chung.example",
    "moi.bao-chung.example": "moi.bao-chung.example",
}


@pytest.mark.parametrize(
    "variants",
    [
        [
            "https://bao.example/tin/x-1.html",
            "http://bao.example/tin/x-1.html",
            "HTTPS://WWW.Bao.Example:443/tin/x-1.html#binh-luan",
            "http://m.bao.example/tin/x-1.html",
            "https://mobile.bao.example/tin/x-1.html?utm_source=zalo",
            "https://www.m.bao.example//tin/./y/../x-1.html",
            "https://bao.example/tin/x-1.html?",
            "https://bao.example/tin/x-1.html/",
            "https://bao.example/tin/x-1",
            "https://bao.example/tin/x-1.htm",
            "https://bao.example/tin/x-1.html;jsessionid=0A1B?PHPSESSID=77",
            "https://bao.example/tin/x%2D1.html?sid=0a1b2c3d4e5f6071",
            "https://amp.bao.example/tin/x-1.html",
            "https://bao.example/amp/tin/x-1.html",
            "https://bao.example/tin/x-1.html/amp",
            "https://bao.example/tin/x-1.html/amp/",
            "https://bao.example/tin/x-1.html?amp=1",
            "https://bao.example/tin/x-1.html?amp",
            "https://bao.example/tin/x-1.html?outputType=amp",
            "https://bao.example/tin/x-1.amp",
            "https://bao.example/tin/x-1.amp.html",
            "https://bao.example/print/tin/x-1.html",
            "https://bao.example/tin/x-1.html?print=1",
        ],
        [
            f"https://bao.example{PATH}",
            f"https://bao.example{unicodedata.normalize('NFD', PATH)}",
            f"https://bao.example{quote(PATH)}",
            f"https://bao.example{quote(PATH).lower()}",
            f"https://bao.example{quote(unicodedata.normalize('NFD', PATH))}",
        ],
        ["https://bao.example/~tin/a", "https://bao.example/%7Etin/a", "https://bao.example/%7etin/a"],
        [
            "https://bao.example/doc?b=2&a=1",
            "https://bao.example/doc?a=1&b=2",
            "https://bao.example/doc/?a=1&&b=2&fbclid=x",
        ],
        [
            "https://bao.example/tin/",
            "https://bao.example/tin",
            "https://bao.example/tin/index.htm",
            "https://bao.example/tin/index.html",
            "https://bao.example/tin/Index.php",
            "https://bao.example/tin/Default.aspx",
        ],
        ["https://bao.example", "http://www.bao.example/", "https://bao.example/index.html"],
        [
            "https://bao.example/thoi-su/ho-chua-02032026-a90011.html",
            "https://bao.example/print/ho-chua-02032026-a90011.html",
            "https://bao.example/ho-chua-02032026-a90011.html",
        ],
        ["https://bao.example/t?q=a b", "https://bao.example/t?q=a%20b", "https://bao.example/t?q=a+b"],
        ["https://báo.example/a", "https://xn--bo-mia.example/a", "http://BÁO.example/a"],
    ],
)  # fmt: skip
def test_one_page_has_one_key(variants: list[str]) -> None:
    assert len({page_key(url) for url in variants}) == 1, [page_key(url) for url in variants]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://bao.example/a", "https://bao-khac.example/a"),
        ("https://bao.example/a", "https://tin.bao.example/a"),
        ("https://bao.example:8443/a", "https://bao.example/a"),
        ("https://bao.example/tin/A1", "https://bao.example/tin/a1"),
        ("https://bao.example/tin/đinh", "https://bao.example/tin/đình"),
        ("https://bo.example/?dDocName=MD_1", "https://bo.example/?dDocName=MD_2"),
        ("https://bo.example/tin?id=123", "https://bo.example/tin?id=124"),
        ("https://bo.example/?p=12", "https://bo.example/?p=13"),
        ("https://bo.example/?p=12", "https://bo.example/"),
        ("https://bo.example/tin?sid=123", "https://bo.example/tin?sid=124"),
        ("https://bo.example/a%2Fb", "https://bo.example/a/b"),
        ("https://m.com.vn/a", "https://www.com.vn/a"),
        ("https://m.vn/a", "https://mobile.vn/a"),
        ("https://bao.example/ampe/a", "https://bao.example/a"),
        ("https://bao.example/print", "https://bao.example/"),
        ("https://bao.example/tin/ca-vinh-2022.html", "https://bao.example/ca-vinh-2022.html"),
        ("https://bao.example/x-a90011.html", "https://bao.example/x-a90012.html"),
        ("https://bao.example/d?a=1&a=2", "https://bao.example/d?a=2&a=1"),
    ],
)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


@pytest.mark.parametrize("name", ["/var/bài/001_ab.txt", "không phải địa chỉ", "", "http://", "%"])
def test_a_file_and_what_is_no_address_is_its_own_key(name: str) -> None:
    assert page_key(name) == name
    assert site_of(name) == ""
    assert not is_better(name, name)


def test_the_domains_of_a_paper_are_one() -> None:
    old = "https://www.bao-cu.example/thoi-su/x-07092022-a105006.html"
    new = "https://moi.bao-chung.example/thoi-su/x-07092022-a105006.html"
    assert page_key(old, MOVED) == page_key(new, MOVED) == page_key(new)
    assert page_key(old) != page_key(new)
    other = "https://khac.bao-chung.example/thoi-su/x-07092022-a105006.html"
    assert page_key(other, MOVED) == page_key(other)
    assert also_named(new, MOVED) == (
        "https://bao-cu.example/thoi-su/x-07092022-a105006.html",
    )  # fmt: skip
    assert also_named(old, MOVED) == (new,)
    assert also_named(other, MOVED) == ()


def test_of_two_addresses_the_one_to_ask_is_preferred() -> None:
    ascending = [
        "https://moi.bao-chung.example/x.html",
        "http://moi.bao-chung.example/x.html",
        "https://bao-cu.example/x.html",
        "http://www.bao-cu.example/x.html",
        "https://m.bao-cu.example/x.html",
    ]
    for better, worse in pairwise(ascending):
        assert is_better(better, worse, MOVED)
        assert not is_better(worse, better, MOVED)
    for variant in ("amp/x.html", "x.html?amp=1", "x.amp", "print/x.html"):
        assert is_better("http://bao.example/x.html", f"https://bao.example/{variant}")
    assert not is_better("https://www.bao.example/x", "https://bao.example/x")
    assert not is_better("https://bao.example/x", "https://www.bao.example/x")


PIECES = st.sampled_from(
    [*"/?&=.;%a", "//", "../", "%2e", "%41", "%C3%A1", "á", "á", "amp", "print", "/index.html",
     "jsessionid=", "sid=", "utm_x=1", "-a1234", ".html", ".amp", "%2F", "+", "%20", " ", ":80"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_key_depends_on_the_canonical_address_alone(tail: str) -> None:
    for url in (f"http://bao.example/{tail}", f"https://www.bao.example{tail}"):
        key = page_key(url)
        try:
            canonical = canonical_url(url)
        except UsageError:
            assert key == url
            continue
        assert canonical_url(canonical) == canonical
        assert page_key(canonical) == key
