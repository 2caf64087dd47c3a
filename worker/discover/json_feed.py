"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from worker.discover.links import MAX_ITEMS
from worker.errors import FormatError

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")


def read_items(text: str, where: str) -> list[Mapping[str, object]]:
    """Return the first 2,000 items of a JSON Feed in the keys that feedparser gives.

    Raises FormatError for JSON that is no feed.
    """
    try:
        feed = json.loads(text, strict=False)  # line ends stand in texts
    except (ValueError, RecursionError) as error:
        raise _no_feed(where, "it is no JSON that can be read") from error
    if not isinstance(feed, dict) or not _VERSION.match(str(feed.get("version", ""))):
        raise _no_feed(where, "it is JSON, and no JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        raise _no_feed(where, "its items are no list")
    return [_item(one) for one in items[:MAX_ITEMS] if isinstance(one, dict)]


def _item(item: Mapping[str, object]) -> Mapping[str, object]:
    named = {"link": "url", "id": "id", "title": "title", "published": "date_published"}
    texts = {ours: item.get(theirs) for ours, theirs in named.items()}
    # A feed that only points to pages of others has their address.
    texts["link"] = texts["link"] or item.get("external_url")
    return {ours: text for ours, text in texts.items() if isinstance(text, str)}


def _no_feed(where: str, why: str) -> FormatError:
    return FormatError(
        f"is no feed: {why}",
        where=where,
        expected="RSS, Atom or JSON Feed",
        remedy="check the address in a browser",
    )
