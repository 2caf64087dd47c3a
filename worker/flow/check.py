"""How a source is tried out: the stages of a poll, shown and not stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from worker.archive.sources import StoredSource
from worker.clock import HANOI
from worker.discover.folder import read_folder
from worker.errors import DiemtinError
from worker.extract.profile import profile_for
from worker.flow.discovery import get, get_way, read_way
from worker.flow.read import capture_file, read
from worker.flow.tools import Tools
from worker.model import (
    Capture,
    Discovered,
    Fetched,
    Missing,
    NotAnArticle,
    Reading,
    Refused,
    Way,
    WayKind,
)

SHOWN = 5
"""Articles shown of each way."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one stage came to: the stage, the address it concerns, and its evidence."""

    stage: str
    address: str
    ok: bool
    lines: tuple[str, ...] = ()


async def check(tools: Tools, source: StoredSource) -> list[Finding]:
    """Try each way of a source and its newest articles; troubles are findings."""
    findings: list[Finding] = []
    for way in source.source.ways:
        found = await _try_way(tools, source, way, findings)
        for one in found[:SHOWN]:
            findings.append(await _try_page(tools, source, one))
    return findings


async def _try_way(
    tools: Tools, source: StoredSource, way: Way, findings: list[Finding]
) -> list[Discovered]:
    try:
        if way.kind is WayKind.FOLDER:
            found = read_folder(Path(way.address))
        else:
            fetched = await get_way(tools, source, way, None, None)
            found = await asyncio.to_thread(read_way, way, _whole(fetched, way.address))
    except DiemtinError as error:
        findings.append(Finding("discover", way.address, False, (str(error),)))
        return []
    told = f"articles by {way.kind}: {len(found)}"
    findings.append(Finding("discover", way.address, bool(found), (told,)))
    return found


async def _captured(tools: Tools, source: StoredSource, url: str) -> Capture:
    """Fetch a page without regard to what is stored. Raise DiemtinError for any other answer."""
    if url.startswith("/"):
        return await asyncio.to_thread(capture_file, Path(url), tools.clock)
    return _whole(await get(tools, source, url, None, None), url)


def _whole(answer: Fetched, url: str) -> Capture:
    match answer:
        case Capture():
            return answer
        case Missing():
            raise DiemtinError(f"answers {answer.status}", where=url)
        case Refused():
            raise DiemtinError(f"not asked: {answer.reason}", where=url)
    raise DiemtinError("brings nothing", where=url)


async def _try_page(tools: Tools, source: StoredSource, one: Discovered) -> Finding:
    try:
        capture = await _captured(tools, source, one.url)
        profile = profile_for(capture.final_url, source.source.profile, tools.profiles)
        reading = await asyncio.to_thread(read, capture, profile)
    except DiemtinError as error:
        return Finding("article", one.url, False, (str(error),))
    if isinstance(reading, NotAnArticle):
        return Finding("article", one.url, False, (f"not an article: {reading.reason}",))
    return Finding("article", one.url, True, _shown(reading))


def _shown(reading: Reading) -> tuple[str, ...]:
    published = reading.published
    at = f"{published.at.astimezone(HANOI):%d/%m/%Y %H:%M}" if published else "no date found"
    return (
        reading.article.title,
        f"{at}; {reading.byline or 'no byline'}; {len(reading.article.paragraphs)} paragraphs",
    )
