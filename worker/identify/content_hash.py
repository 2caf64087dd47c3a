"""The content hash, version 1: the name of an article.

It leaves out all that changes while the article does not, and all that belongs to the page: site
name, category, date line, view count, byline, image file names, furniture. None of these is in an
:class:`~worker.model.Article`; nor does the kind of a paragraph count.
"""

from __future__ import annotations

import hashlib
from typing import Final

from worker.model import Article

VERSION: Final = b"\x01"
"""Stands before the text, so that another rule can never give the same hash by chance."""


def content_hash(article: Article) -> str:
    """Return the SHA-256 of version byte, title and paragraphs as 64 hex digits."""
    return hashlib.sha256(VERSION + article.text.encode()).hexdigest()
