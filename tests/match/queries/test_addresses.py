"""``url:``: words of an address, or the page that a whole address names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from worker.match.queries.query import matches, parse
from worker.model import Article, Paragraph, Snapshot

NEW = "https://tin.bao-moi.example/thoi-su/ho-chua-02032026-a90011.html"
OLD = "https://bao-cu.example/thoi-su/ho-chua-02032026-a90011.html"
SNAPSHOT = Snapshot(
    Article("Hồ chứa", (Paragraph("Hồ chứa đã xong."),)), NEW, "bao", also_at=(OLD,)
)


def found(query: str, snapshot: Snapshot = SNAPSHOT) -> list[tuple[str, str]] | None:
    why = matches(parse(query, {}), snapshot)
    return None if why is None else [(reason.surface, reason.via) for reason in why]


@pytest.mark.parametrize(
    "address",
    [
        "http://m.bao-cu.example/thoi-su/ho-chua-02032026-a90011.html",
        "http://www.tin.bao-moi.example/thoi-su/ho-chua-02032026-a90011.html?utm_source=x",
        "https://tin.bao-moi.example/print/ho-chua-02032026-a90011.html",
        "https://bao-cu.example/thoi-su/ho-chua-02032026-a90011.html#binh-luan",
    ],
)
def test_a_whole_address_finds_its_page_whatever_its_form(address: str) -> None:
    assert found(f'url:"{address}"')
    assert found(f"url:{address} chứa")
    assert found(f'-url:"{address}"') is None


def test_words_of_an_address_are_found_at_each_domain_of_the_paper() -> None:
    assert found('url:"bao-cu.example/thoi-su"') == [("bao-cu.example/thoi-su", "phrase")]
    assert found("url:bao-moi.example") == [("bao-moi.example", "phrase")]
    assert found('url:"html https"') is None
    assert found("url:bao-cu.example", replace(SNAPSHOT, also_at=())) is None


def test_another_page_is_not_found() -> None:
    assert found('url:"https://bao-cu.example/thoi-su/ho-chua-02032026-a90012.html"') is None
    assert found('url:"https://khac.example/thoi-su/ho-chua-02032026-a90011.html"') is None
