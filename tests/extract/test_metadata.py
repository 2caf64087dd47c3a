"""What pages say of themselves, in the ways they do."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from worker.extract.metadata import Metadata


def metadata(*linked: object, head: str = "", address: str = "") -> Metadata:
    scripts = "".join(
        f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}'
        "</script>"
        for node in linked
    )
    return Metadata(LexborHTMLParser(f"<html><head>{head}{scripts}</head><body></body>"), address)


ARTICLE = {"@type": "NewsArticle", "headline": "Tựa", "datePublished": "2024-04-09"}


@pytest.mark.parametrize(
    "node",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Báo"}, ARTICLE],
        {"@graph": [{"@type": "Organization", "name": "Báo"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]},
        {**ARTICLE, "@type": "https://schema.org/Article"},
        "\n//<![CDATA[\n" + json.dumps(ARTICLE) + ";\n//]]>",
        '{"@type":"NewsArticle","headline":"Tựa","description":"hai\ndòng"}',
    ],
)
def test_the_article_is_found_wherever_it_stands(node: object) -> None:
    assert metadata(node).linked("headline", "name") == "Tựa"


def test_a_name_serves_where_there_is_no_headline() -> None:
    found = metadata({"@type": "NewsArticle", "name": "Tựa bài"})
    assert found.linked("headline", "name") == "Tựa bài"


def test_entities_escaped_twice_are_read() -> None:
    found = metadata({"@type": "Article", "headline": "Mô hình &amp;quot;xanh&amp;quot;"})
    assert found.linked("headline") == 'Mô hình "xanh"'


def test_of_several_articles_the_one_with_this_address_counts() -> None:
    other = {"@type": "NewsArticle", "headline": "Khác", "url": "https://a.example/1"}
    this = {**ARTICLE, "mainEntityOfPage": {"@id": "https://a.example/2"}}
    assert metadata(other, this, address="https://a.example/2").linked("headline") == "Tựa"
    for nodes in ([other, this], [[other, this]], [{"@graph": [other, this]}]):
        assert metadata(*nodes, address="https://a.example/9").linked("headline") == "Khác"


@pytest.mark.parametrize(
    "broken", ["{", "", "[" * 100_000, '"chữ"', "null", "[[1, 2], {}]", '{"@type": 5}']
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    found = metadata(broken, ARTICLE)
    assert found.linked("headline") == "Tựa"
    assert metadata(broken).articles == ()


def test_authors_are_named_in_all_shapes() -> None:
    for author in ("Hạ Thảo", {"name": "Hạ Thảo"}, [{"name": "Hạ Thảo"}, {"@id": "#x"}]):
        assert metadata({**ARTICLE, "author": author}).linked("author") == "Hạ Thảo"


def test_meta_is_found_by_property_name_and_itemprop_even_outside_the_head() -> None:
    html = (
        '<html lang="vi"></html><head><meta property="OG:Title" content=" Tựa ">'
        '<meta name="author" content="A"><meta itemprop="datePublished" content="2024">'
        '<meta property="og:title" content="sau"><meta name="trống" content=""></head><p>x'
    )
    found = Metadata(LexborHTMLParser(html))
    assert found.meta("og:title") == "Tựa"
    assert found.meta("article:author", "author") == "A"
    assert found.meta("datepublished") == "2024"
    assert found.meta("trống") is None
