"""Why a page is not an article: its bytes, its words, or that most of it is links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from worker.extract.blocks import Block
from worker.extract.gate import CHECK_WORDS, ROBOT_CHECK, gate_in
from worker.extract.main_text import is_linked
from worker.extract.metadata import Metadata
from worker.model import Capture, ParagraphKind

MAX_BYTES: Final = 10_000_000
"""Bytes of a page that are read at all (the fetch room's limit)."""

_EMPTY_ANSWER: Final = "the answer is empty"
_NO_TEXT: Final = "the bytes are not text"
_TOO_LARGE: Final = f"the page is larger than {MAX_BYTES // 1_000_000} MB"
_BROKEN: Final = frozenset({_EMPTY_ANSWER, _NO_TEXT, _TOO_LARGE})

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"OggS", "a sound or video"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\x1f\x8b", "a gzip file"),
)
_HTML_TYPES: Final = ("", "text/html", "application/xhtml+xml", "text/plain")
_MAYBE_HTML_TYPES: Final = ("text/xml", "application/xml", "application/octet-stream")
_MARKUP: Final = re.compile(rb"<(?:!doctype|html|head|body|div|p|h1)\b", re.IGNORECASE)
_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
_CONTROLS: Final = bytes((*range(0x09), *range(0x0E, 0x20)))

_EMPTY: Final = 40
"""Characters: less is no article, whatever the page says it is."""
_SHORT: Final = 250
"""Characters: less is no article where nothing says that it is one."""
_NOTICE: Final = 120
"""Characters: less is no article either where the page shows title and time over it."""
TOO_LITTLE: Final = "too little text for an article"
_LONG_BLOCK: Final = 60
"""Characters of a block that is more than a headline or a label."""
_HEADLINE: Final = 14
"""Characters: a shorter link over a paragraph is a button."""
_LIST: Final = "the page is a list of links"
_MORE: Final = re.compile(
    r"(?:chi tiết|xem (?:tiếp|thêm)|đọc (?:tiếp|thêm)|read more)\W*$", re.IGNORECASE
)
_LISTS: Final = re.compile(
    r"/(?:tags?|tu-khoa|hashtag|tim-kiem|search|tac-gia|author|chu-de|topics?|chuyen-muc|category)"
    r"(?:/|$)"
)
_CHALLENGE_WORDS: Final = re.compile(
    r"ddos|robot|javascript|captcha|cookie|trình duyệt của bạn|your browser|cloudflare",
    re.IGNORECASE,
)
_SERVERS_WORD: Final = 1_200
"""Characters: what a server says instead of an article is not longer."""


def not_html(capture: Capture) -> str | None:
    """Return why the bytes cannot be an HTML page, None where they can."""
    body = capture.body
    if not body.strip():
        return _EMPTY_ANSWER
    if len(body) > MAX_BYTES:
        return _TOO_LARGE
    kind = capture.content_type.partition(";")[0].strip().lower()
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return f"the bytes are {what}, labelled {kind or 'as nothing'}"
    if head[4:8] == b"ftyp":
        return f"the bytes are a video, labelled {kind or 'as nothing'}"
    if _FEED.search(head):
        return "the page is a feed or a sitemap"
    if kind in _HTML_TYPES or (kind in _MAYBE_HTML_TYPES and _MARKUP.search(body, 0, 4096)):
        return None
    return f"the page is {kind}, not HTML"


def is_broken(reason: str) -> bool:
    """Say whether a page is no article because nothing whole came: that is the server's failure."""
    return reason in _BROKEN


def garbled(text: str) -> str | None:
    """Return a reason where what was decoded is not text."""
    sample = text[:20_000]
    encoded = sample.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls + sample.count("\ufffd") > max(20, len(sample) // 10):
        return _NO_TEXT
    return None


def no_body(
    tree: LexborHTMLParser, title: str | None, metadata: Metadata, blocks: Sequence[Block] = ()
) -> str:
    """Return the most telling reason why no text was found among the blocks of a page."""
    if gate := gate_in(tree, _headings(tree, title, metadata)):
        return gate
    if blocks and _is_root(metadata.address):
        return "the address is a homepage's"
    return _list_of_links(blocks, believed=True) or "no article text was found"


def refused(tree: LexborHTMLParser, title: str, text: str, metadata: Metadata) -> str | None:
    """Return why a short text that no metadata calls an article's is a check for robots.

    An article about robots is longer, or says what it is.
    """
    if len(text) > _SERVERS_WORD or _says_so(metadata):
        return None
    heading = _headings(tree, title, metadata)
    if CHECK_WORDS.search(heading) or len(_CHALLENGE_WORDS.findall(text)) >= 2:
        return ROBOT_CHECK
    return None


def _headings(tree: LexborHTMLParser, title: str | None, metadata: Metadata) -> str:
    """Return all that stands as a title over the page."""
    shown = [node.text(deep=True)[:200] for node in tree.css("h1, h2")[:3]]
    return " ".join([title or "", metadata.meta("og:title") or "", _page_title(tree), *shown])


def _says_so(metadata: Metadata) -> bool:
    return bool(metadata.articles) or metadata.meta("article:published_time") is not None


def not_an_article(
    kept: Sequence[Block], around: Sequence[Block], address: str, metadata: Metadata
) -> str | None:
    """Return why what the generic extractor found is no article, None where it may be one.

    ``kept`` is the text found, ``around`` all blocks from the one before it to its last. A page
    that calls itself an article in JSON-LD or by a publication time is believed sooner than one
    that does not; ``og:type`` is not evidence, since homepages say "article" there too.
    """
    says_so = _says_so(metadata)
    if not says_so and _is_root(address):
        return "the address is a homepage's"
    length = sum(len(block.text) for block in kept)
    if length < (_EMPTY if says_so and not _is_lists(address) else _SHORT):
        return TOO_LITTLE
    looked_at = kept if says_so else around
    return _list_of_links(looked_at, believed=says_so) or _list_of_teasers(kept)


def teaser(kept: Sequence[Block], metadata: Metadata) -> str | None:
    """Say so where one paragraph stands below a title that leads to another page."""
    return _LIST if len(kept) <= 1 and not _says_so(metadata) else None


def is_notice(kept: Sequence[Block], around: Sequence[Block], address: str) -> bool:
    """Say whether a short text may be an office's notice: sentences, and no headline to elsewhere.

    To be asked of a page that shows title and time above it.
    """
    if _is_lists(address) or sum(len(block.text) for block in kept) < _NOTICE:
        return False
    return not any(map(is_linked, (*around[:1], *kept)))


def _list_of_links(blocks: Sequence[Block], *, believed: bool) -> str | None:
    """Say so where links stand among the paragraphs, or over them, or say most of the text.

    Several links in a row count as one: an article may have such a list inside.
    """
    linked = [is_linked(block) for block in blocks]
    long = [
        at for at, block in enumerate(blocks) if len(block.text) >= _LONG_BLOCK and not linked[at]
    ]
    runs = sum(link and not (at and linked[at - 1]) for at, link in enumerate(linked))
    headed = sum(at > 0 and linked[at - 1] and _is_headline(blocks[at - 1]) for at in long)
    if (runs >= 3 and runs * 2 >= len(long)) or (headed >= 2 and headed * 2 >= len(long)):
        return _LIST
    sizes = [len(block.text) for block in blocks]
    in_links = sum(size for size, link in zip(sizes, linked, strict=True) if link)
    if sum(linked) >= 3 and in_links * 2 > sum(sizes):
        return _LIST
    if not long and not believed:
        return "no paragraph of an article"
    return None


def _is_headline(block: Block) -> bool:
    """Say whether a link is a headline, and no button."""
    return block.kind is ParagraphKind.SUBHEADING or len(block.text) >= _HEADLINE


def _list_of_teasers(blocks: Sequence[Block]) -> str | None:
    """Say so where most paragraphs end in a link to more of them: "… Xem chi tiết"."""
    long = [block for block in blocks if len(block.text) >= _LONG_BLOCK]
    more = sum(bool(block.linked and _MORE.search(block.text)) for block in long)
    return _LIST if more >= 3 and more * 2 >= len(long) else None


def _is_lists(address: str) -> bool:
    """Say whether a part of the path is called as lists of articles are."""
    try:
        return _LISTS.search(urlsplit(address).path) is not None
    except ValueError:
        return False


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    roots = ("", "/", "/index.html", "/index.htm", "/index.php", "/trang-chu", "/home")
    return parts.scheme in ("http", "https") and not parts.query and parts.path in roots


def _page_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return node.text(deep=True).strip() if node is not None else ""
