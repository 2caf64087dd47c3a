"""From the bytes of a page to what it says: by its profile, or without one.

The page is decoded and parsed once. A profile whose selectors no longer find an article does not
silence its source: the page is then read as one without a profile, and the witnesses say so.
"""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from worker.extract.decode import decode
from worker.extract.gate import gate_by_text, gate_by_title
from worker.extract.generic import read_without_profile
from worker.extract.layout import read_layout
from worker.extract.metadata import Metadata
from worker.extract.profile import Profile, rules_version
from worker.extract.refusal import garbled, not_html
from worker.model import Capture, Extracted, NotAnArticle


def extract(capture: Capture, profile: Profile | None) -> Extracted | NotAnArticle:
    """Return the article that a page shows, as found, or why it shows none.

    ``witnesses`` names for ``title``, ``body``, ``lead``, ``byline``, ``category``, ``published``
    and ``updated`` who answered (``profile``, ``json-ld``, ``meta``, ``h1``, ``title``, ``page``,
    ``trafilatura``), and for ``charset`` the guess, where it had to be guessed.
    """
    if reason := not_html(capture):
        return NotAnArticle(reason)
    decoded = decode(capture.body, capture.content_type)
    if reason := garbled(decoded.text):
        return NotAnArticle(reason)
    tree = LexborHTMLParser(decoded.text)
    metadata = Metadata(tree, capture.final_url)
    found = read_layout(tree, profile, metadata) if profile else None
    read = found or read_without_profile(tree, decoded.text, metadata, capture.captured_at)
    if gate := _gate(tree, read):
        return NotAnArticle(gate)
    if isinstance(read, NotAnArticle):
        return read
    charset = {"charset": decoded.witness} if decoded.guessed else {}
    return replace(read, witnesses={**read.witnesses, **charset}, rules=rules_version(profile))


def _gate(tree: LexborHTMLParser, read: Extracted | NotAnArticle) -> str | None:
    """Return what kind of gate a page is that read as something else, None where it is none."""
    if isinstance(read, Extracted):
        text = " ".join(block.text for block in read.blocks)
        return gate_by_title(read.title, len(text)) or gate_by_text(text)
    node = tree.css_first("title")
    gate = gate_by_title(node.text(deep=True), 0) if node is not None else None
    return gate or (gate_by_text(tree.body.text(deep=True, separator=" ")) if tree.body else None)
