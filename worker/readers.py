"""The processes that read what others wrote, as the settings bound them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from worker.extract.sandbox import Sandbox
from worker.fetch.limits import Limits

ALL: Final = (
    "worker.cli",
    "worker.flow.intake.read",
    "trafilatura",
    "worker.discover.feed",
    "worker.discover.sitemap",
    "feedparser",
)
"""Modules that a service's readers find loaded; ``worker.cli`` is what the command itself loads."""
OF_ONE_PAGE: Final = ("worker.flow.intake.read",)


@contextmanager
def reading_apart(limits: Limits, preload: Sequence[str] = ALL) -> Iterator[Sandbox]:
    """Hand out the sandbox in which pages are read; it starts a process when one is needed."""
    sandbox = Sandbox(
        seconds=limits.parse_seconds,
        memory=limits.parse_memory,
        children=min(limits.parse_children, os.cpu_count() or 1),
        preload=preload,
    )
    try:
        yield sandbox
    finally:
        sandbox.close()
