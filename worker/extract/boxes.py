"""Boxes: what a page sets beside and into an article that is not the article.

Menus, related news, comments, sharing, tags, advertisements are called so by their classes, in
English or Vietnamese. A name is only a hint: an element that holds the title, or most of what
trafilatura takes for the article, is no box whatever it is called; nor is a link in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from worker.extract.blocks import HIDDEN
from worker.extract.inline import is_in_a_sentence
from worker.extract.naming import called, hidden_by_class, words
from worker.extract.titles_told import key_of

_TAGS: Final = "nav, footer, aside, menu, dialog, zone, ins.adsbygoogle, amp-ad, amp-sidebar"
_ROLES: Final = (
    '[role="navigation"], [role="complementary"], [role="contentinfo"], [role="search"], '
    '[role="dialog"], [aria-hidden="true"]:not(picture):not(figure), [type^="Related"], '
    '[type="link-content-footer"], [type^="quiz"], [type^="vote"], [rel="tag"], [id^="zone-"], '
    '[id^="div-gpt"]'
)
_CARDS: Final = "p ~ article"
"""An article beside paragraphs of another: what a box tells of it."""
_CARD: Final = 400
"""Characters: a card is not longer."""
_NAMED: Final = "[class], [id]"
_WORDS: Final = words(
    """
    related relate relates relatednews relatedposts relatedones suggest suggestion recommend
    recommended recommendation readmore readalso seealso viewmore seemore morenews othernews
    comment comments commentbox respond disqus feedback
    share sharing shares sharebar social socials sharedaddy addtoany addthis like likeshare
    tag tags taglist tagcloud keyword keywords hashtag
    breadcrumb breadcrumbs crumb crumbs pagination paging pager pagenav
    sidebar widgetarea menu navbar navigation topnav topbar submenu megamenu
    ads ad adv advs advert advertisement advertising banner banners sponsor sponsored promo qc
    newsletter subscribe subscription popup modal lightbox cookie consent
    rating ratings rate vote voting poll survey toc
    hotnews mostread mostview mostviewed popular trending topnews latestnews newestnews
    samecate samecategory playlist listnews newslist
    audio audioplayer podcast tts texttospeech qrcode
    twittertweet instagrammedia tiktokembed fbpost
    footer copyright
    """
)
_WITHIN: Final = re.compile(
    "lienquan|docthem|xemthem|cungchuyenmuc|cungchude|cungloai|tinkhac|tincungmuc|tinmoi|tincu"
    "|quangcao|binhluan|docnhieu|xemnhieu|tinnong|tinhot|tukhoa|chiase|danhgia|ykienbandoc"
    "|relatednews|newsrelat|newsrelate|boxrelat|newsother|othernews|comments?box|commentlist"
    "|inread|adszone|zoneads|boxads|adsbox|adsense|^ads|insertwiki|aisummary|summaryai|tomtatai"
    "|aitomtat|insertlinkcontent|googlenews|chantrang|sharebox|boxshare|fbcomments|tableofcontents"
)
_WEAK: Final = words("ad ads adv banner like popular promo rate share tag tags vote")
"""Words that elements of the text bear too: blogs call an article by the tags that it has."""
_PARAGRAPH: Final = 80
"""Characters of a paragraph that is no label."""
_CHOICES: Final = 'input[type="radio" i], input[type="checkbox" i]'
_CHOICES_LOOKED_AT: Final = 40
_FORM: Final = 400
"""Characters of a poll with its question."""
_LOOKED_AT: Final = 4_000
"""Named elements of a page that are looked at: a page has some thousands at most."""
_MUCH: Final = 0.5
"""The share of trafilatura's text that no box holds."""
_LITTLE: Final = 0.3
"""The share of a known body that a box in it is smaller than."""
_TELLING: Final = 25
"""Characters (without spaces) from which a line is not found in a box by chance."""


def boxes(
    tree: LexborHTMLParser, title: LexborNode | None, lines: Collection[str]
) -> frozenset[int]:
    """Return the ``mem_id`` of the outermost boxes and of what is hidden.

    ``lines`` are the keys of trafilatura's lines.
    """
    found = {node.mem_id for node in tree.css(HIDDEN)}
    around_title = _around(title)
    body = tree.css_first('[itemprop="articleBody"]')
    around_title |= _around(body)
    for node in _suspects(tree):
        if node.mem_id in around_title or node.tag in ("html", "body", "main"):
            continue
        if _parent_id(node) in found or not (is_in_a_sentence(node) or _holds_much(node, lines)):
            found.add(node.mem_id)
    return frozenset(found)


def boxes_in(body: LexborNode) -> frozenset[int]:
    """Return the boxes in an element that is known to be the body, none that is much of it."""
    whole = len(body.text(deep=True))
    found: set[int] = set()
    for node in _suspects(body):
        if node.mem_id == body.mem_id or is_in_a_sentence(node):
            continue
        if _parent_id(node) in found or len(node.text(deep=True)) < whole * _LITTLE:
            found.add(node.mem_id)
    return frozenset(found)


def _suspects(root: LexborHTMLParser | LexborNode) -> list[LexborNode]:
    named = root.css(_NAMED)[:_LOOKED_AT]
    return [
        *root.css(_TAGS),
        *root.css(_ROLES),
        *(node for node in root.css(_CARDS) if _is_card(node)),
        *hidden_by_class(root),
        *(_form_of(choice) for choice in root.css(_CHOICES)[:_CHOICES_LOOKED_AT]),
        *(node for node in named if called(node, _WORDS, _WITHIN) and not _only_weakly(node)),
    ]


def _is_card(node: LexborNode) -> bool:
    """Say whether an element is short and leads to another page."""
    return node.css_first("a[href]") is not None and len(node.text(deep=True)) <= _CARD


def _form_of(choice: LexborNode) -> LexborNode:
    """Return the outermost element around a button of a poll that holds no paragraph."""
    node = choice
    while (around := node.parent) is not None and len(around.text(deep=True)) <= _FORM:
        if any(len(inner.text(deep=True)) >= _PARAGRAPH for inner in around.css("p, h1")):
            break
        node = around
    return node


def _only_weakly(node: LexborNode) -> bool:
    """Say whether only a weak word calls an element a box, and it holds paragraphs."""
    if called(node, _WORDS - _WEAK, _WITHIN):
        return False
    long = sum(len(inner.text(deep=True)) >= _PARAGRAPH for inner in node.css("p")[:20])
    return long >= 2


def _around(node: LexborNode | None) -> set[int]:
    """Return an element and all around it."""
    found = set()
    while node is not None:
        found.add(node.mem_id)
        node = node.parent
    return found


def _parent_id(node: LexborNode) -> int:
    return node.parent.mem_id if node.parent is not None else 0


def _holds_much(node: LexborNode, lines: Collection[str]) -> bool:
    """Say whether an element holds most of the text that trafilatura found."""
    long = [line for line in lines if len(line) >= _TELLING]
    whole = sum(map(len, long))
    text = key_of(node.text(deep=True))
    if not whole or len(text) < whole * _MUCH:
        return False
    return sum(len(line) for line in long if line in text) >= whole * _MUCH
