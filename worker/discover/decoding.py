"""Feeds, sitemaps, listings as characters, whatever they declare, and as XML that can be read."""

from __future__ import annotations

import codecs
import re
import unicodedata
import zlib
from contextlib import suppress
from html.entities import name2codepoint
from typing import Final

from worker.errors import FormatError
from worker.model import Capture

_GZIP: Final = b"\x1f\x8b"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_IN_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_DOCUMENT: Final = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE
)
_KNOWN: Final = re.compile(r"(?:windows|cp)[-_]?125\d|iso[-_]?8859[-_]\d{1,2}|latin[-_]?1", re.I)
"""Charsets that are taken at their word where the bytes are no UTF-8."""
_DECLARATION: Final = re.compile(r"<\?xml[^>]{0,400}\?>")
_FIRST_ELEMENT: Final = re.compile(r"<\w")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BARE: Final = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA: Final = "<![CDATA["
_REFERENCE: Final = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_ILL_CLOSED: Final = re.compile(
    r"<(title|link|guid|pubDate)((?:\s[^<>]*)?)(?<!/)>([^<]*+)(?!</\1\s*>)</(?!item|entry)\w[^<>]*>"
)
"""An element of text with another's end: ``<pubDate>…</lastBuildDate>``."""
_UNCLOSED: Final = re.compile(
    r"<(?!item|entry)([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)(?<!/)>([^<]*+)(?=</(?:item|entry)\s*>)"
)
"""An element of text without an end, the last of its item."""


def inflated(capture: Capture, limit: int) -> bytes:
    """Return the bytes that a gzip file holds, or those of any other file as they are.

    A file that was packed twice, by hand and by the server, is unpacked twice.
    Raises FormatError for gzip that is broken, cut off, or over ``limit`` bytes when unpacked.
    """
    body = capture.body
    for _ in range(2):
        body = _unpacked(body, limit, capture.final_url)
    return body


def _unpacked(body: bytes, limit: int, where: str) -> bytes:
    parts, size = [], 0
    if not body.startswith(_GZIP):
        return body
    while body.startswith(_GZIP):
        stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            part = stream.decompress(body, limit - size + 1)
        except zlib.error as error:
            raise FormatError("is not valid gzip", where=where) from error
        size += len(part)
        if size > limit:
            raise FormatError(f"is over {limit} bytes when unpacked", where=where)
        if not stream.eof:
            raise FormatError("its gzip ends before its end", where=where)
        parts.append(part)
        body = stream.unused_data
    return b"".join(parts)


def text_of(capture: Capture, body: bytes | None = None) -> str:
    """Return the characters of a capture, or of ``body`` under the capture's headers.

    A byte-order mark decides; bytes that are UTF-8, but for a few that a cut or a stray character
    spoils, are UTF-8 whatever is declared; then come the charsets of the document and of the
    header, then windows-1258. What cannot be read becomes U+FFFD: the texts are hints, and
    addresses are ASCII.
    """
    data = capture.body if body is None else body
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace").lstrip("\ufeff")
    for start, charset in _UNMARKED:
        if data.startswith(start):
            return data.decode(charset, "replace")
    text = data.decode("utf-8", "replace")
    if _is_utf8(text):
        return text
    for charset in (*_declared(capture, data), "windows-1258"):
        with suppress(UnicodeDecodeError):
            # windows-1258 writes tones as signs of their own.
            return unicodedata.normalize("NFC", data.decode(charset))
    return text


def _is_utf8(text: str) -> bool:
    """Say whether bytes read as UTF-8 were that: other charsets' hardly ever look like it."""
    spoilt = text.count("\ufffd")
    return spoilt == 0 or sum(not char.isascii() for char in text) > 2 * spoilt


def _declared(capture: Capture, data: bytes) -> list[str]:
    in_document = _IN_DOCUMENT.search(data[:1024])
    in_header = _IN_HEADER.search(capture.content_type)
    names = [in_document[1].decode("ascii", "replace")] if in_document else []
    names += [in_header[1]] if in_header else []
    return [name for name in names if _KNOWN.fullmatch(name)]


def plain_xml(text: str, where: str) -> str:
    """Return XML without what makes it dangerous or, as papers write it, unreadable.

    What stands before the first tag, the declaration and the DOCTYPE are cut (a DOCTYPE can
    declare entities that explode or name files), HTML's entities are numbered, any other ampersand
    is escaped, and what is no character of XML is dropped, numbered or not. Raises FormatError for
    a DOCTYPE that does not end.
    """
    text = _REFERENCE.sub(_possible, _NOT_IN_XML.sub("", text))
    text = _DECLARATION.sub("", text[max(text.find("<"), 0) :], count=1)
    text = _without_doctype(text, where)
    parts, done = [], 0
    while (start := text.find(_CDATA, done)) >= 0:
        end = text.find("]]>", start)
        end = len(text) if end < 0 else end + 3
        parts += [_escaped(text[done:start]), text[start:end]]
        done = end
    return "".join([*parts, _escaped(text[done:])])


def _without_doctype(text: str, where: str) -> str:
    first = _FIRST_ELEMENT.search(text)
    start = text[: first.start() if first else len(text)].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    found = _DOCTYPE.match(text, start)
    if found is None:
        raise FormatError("a DOCTYPE that does not end", where=where, expected="RSS, Atom, sitemap")
    return text[:start] + text[found.end() :]


def _possible(found: re.Match[str]) -> str:
    """Return a numbered character, nothing where there is none of that number."""
    point = int(found[1]) if found[1] else int(found[2], 16)
    is_one = point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF
    return found[0] if is_one and not _NOT_IN_XML.match(chr(point)) else ""


def _escaped(text: str) -> str:
    text = _UNCLOSED.sub(r"<\1\2>\3</\1>", _ILL_CLOSED.sub(r"<\1\2>\3</\1>", text))
    return _NAMED.sub(_numbered, _BARE.sub("&amp;", text))


def _numbered(found: re.Match[str]) -> str:
    """Return an entity of HTML as a number, since XML knows it only by a DTD; others as text."""
    if found[1] in _OF_XML:
        return found[0]
    point = name2codepoint.get(found[1])
    return f"&amp;{found[1]};" if point is None else f"&#{point};"
