"""Every number of the fetch room, and of reading what it brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, how long is waited, how often is asked.

    Sizes are bytes (MB = 1,000,000; KiB = 1,024), times are seconds. ``page_wire`` bounds a body
    as sent, ``page_decoded`` after decompression; ``feed_decoded`` is for callers that read feeds.
    ``total_seconds`` runs for each request, from its first byte asked to its last byte read.
    ``retry_after_longest`` bounds what a server may ask for; up to ``retry_after_waited`` it is
    waited out between two tries, beyond that it is handed to the caller in the error.
    ``parse_…`` are for the sandbox in which pages and feeds are read, ``parse_memory`` beyond what
    a child process starts with.
    """

    page_wire: int = 5_000_000
    page_decoded: int = 10_000_000
    feed_decoded: int = 15_000_000
    robots_bytes: int = 512 * 1024
    answer_bytes: int = 1024
    header_bytes: int = 64 * 1024
    header_count: int = 200
    address_length: int = 2_048
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5
    requests_at_once: int = 16
    crawl_delay_longest: float = 30.0
    robots_kept_seconds: float = 24 * 3600.0
    robots_error_kept_seconds: float = 3600.0
    retries: int = 2
    retry_pause: float = 1.0
    retry_after_waited: float = 30.0
    retry_after_longest: float = 24 * 3600.0
    idle_seconds: float = 60.0
    parse_seconds: float = 10.0
    parse_memory: int = 512_000_000
    parse_children: int = 4


MEANINGS: Final[Mapping[str, str]] = {
    "page_wire": "bytes of a page as it is sent",
    "page_decoded": "bytes of a page after decompression",
    "feed_decoded": "bytes of a feed after decompression",
    "robots_bytes": "bytes of a robots.txt that are read",
    "answer_bytes": "bytes of a webhook's answer that are kept",
    "header_bytes": "bytes of all headers of an answer",
    "header_count": "headers of an answer",
    "address_length": "characters of an address",
    "connect_seconds": "seconds to connect",
    "read_seconds": "seconds to wait for the next bytes",
    "total_seconds": "seconds for a whole request",
    "redirects": "redirects followed for a page; 0 follows none",
    "requests_at_once": "requests under way at once, in all",
    "crawl_delay_longest": "longest crawl-delay of a robots.txt that is honored, in seconds",
    "robots_kept_seconds": "seconds that a robots.txt is kept",
    "robots_error_kept_seconds": "seconds that the failure to get a robots.txt is kept",
    "retries": "further tries of a fetch that failed in passing; 0 tries once",
    "retry_pause": "seconds before the first further try",
    "retry_after_waited": "longest Retry-After that is waited out on the spot, in seconds",
    "retry_after_longest": "longest Retry-After that is honored at all, in seconds",
    "idle_seconds": "seconds that an unused connection is kept open",
    "parse_seconds": "seconds of processor time in which a page, feed or listing is read, or its "
    "reading is stopped; what only waits is stopped after six times as long",
    "parse_memory": "bytes that reading one may take, beyond what the reading process starts with",
    "parse_children": "processes that read at once, at most one a core",
}
"""What each field of ``Limits`` bounds, as the documentation says it."""
