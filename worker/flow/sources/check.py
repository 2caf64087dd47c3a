"""How a source is tried out: the stages of a poll, shown and not stored.

    1. robots    what its robots.txt says to us
    2. discover  each way: what it answers, how many addresses, how many match, how new they are
    3. pages     the newest of each way, fetched and read              flow/sources/trying
    4. dates     missing, in the future, or without a time of day
    5. propose   for what broke: what would work now, and what to type flow/sources/mending

Each stage is a ``Finding`` with its evidence. Expected troubles are findings, never raised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from urllib.parse import urljoin

from protego import Protego

from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.discover.sites import host_and_port
from worker.errors import AddressRefused, DiemtinError
from worker.flow.sources.asking import Asking
from worker.flow.sources.mending import mend
from worker.flow.sources.samples import Sample
from worker.flow.sources.trying import TriedWay, try_page, try_way
from worker.flow.tools import Tools
from worker.identify.content_hash import content_hash
from worker.model import SHORT_HASH, Precision, Publication, Reading, Source, WayKind

SHOWN: Final = 5
"""Articles shown of a source with one way; of one with several ``SHOWN_EACH`` of each."""
SHOWN_EACH: Final = 3
_FOR_MENDING: Final = 15
"""Requests that looking for other ways may take, beside those for each way and its pages."""
_OUR_NAME: Final = "diemtin"
_AHEAD: Final = timedelta(hours=1)
"""How far a publication time may lie ahead of our clock."""
_SELECTORS_THAT_MATTER: Final = ("title", "body", "date")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one stage came to: the stage, the address it concerns, and its evidence.

    ``proposal`` says what would mend it, where something would.
    """

    stage: str
    address: str
    ok: bool
    lines: tuple[str, ...] = ()
    proposal: str | None = None


async def check(tools: Tools, source: StoredSource) -> list[Finding]:
    """Try each way of a source and its newest articles."""
    one = source.source
    shown = SHOWN if len(one.ways) == 1 else SHOWN_EACH
    most = len(one.ways) * (shown + 3) + _FOR_MENDING
    asking = Asking(tools, one.allowed_hosts, one.pause, most)
    findings: list[Finding] = []
    tried: list[TriedWay] = []
    samples: dict[str, Sample] = {}
    for way in one.ways:
        tried.append(await try_way(asking, way))
        findings.append(_discovered(tried[-1]))
        for found in tried[-1].found[:shown]:
            if found.url not in samples:
                samples[found.url] = await try_page(asking, found.url, one.profile)
                findings.append(_page(samples[found.url]))
    findings += _dates(tools, list(samples.values()))
    findings = [*await _robots(asking, tried), *findings]
    return await _with_proposals(asking, one, tried, findings)


async def _robots(asking: Asking, tried: Sequence[TriedWay]) -> list[Finding]:
    """Say what the robots.txt of each host lets us do; that there is none is fine."""
    asked = [one for one in tried if one.way.kind is not WayKind.FOLDER]
    hosts = {host_and_port(one.way.address): one.way.address for one in asked}
    return [
        await _robots_of(
            asking,
            urljoin(address, "/robots.txt"),
            [one for one in asked if one.refused and host_and_port(one.way.address) == host],
        )
        for host, address in hosts.items()
    ]


async def _robots_of(asking: Asking, where: str, refused: Sequence[TriedWay]) -> Finding:
    """Return what one robots.txt says; ``refused`` are the ways that it closes to us."""
    lines = [one.trouble or "" for one in refused]
    try:
        capture = await asking.get(where)
    except DiemtinError as error:
        none = error.what.startswith(("answers 4", "answered 4"))
        told = f"{error.what}: nothing is forbidden" if none else error.what
        if isinstance(error, AddressRefused):
            told = str(error)
        return Finding("robots", where, none and not refused, tuple(lines or [told]))
    rules = Protego.parse(capture.body.decode("utf-8", "replace").lstrip("\ufeff"))
    lines.append(f"answers {capture.status}, {len(capture.body):,} bytes")
    if delay := rules.crawl_delay(_OUR_NAME):
        lines.append(f"asks for {delay:g} s between two requests")
    return Finding("robots", where, not refused, tuple(lines))


def _discovered(tried: TriedWay) -> Finding:
    way = tried.way
    if tried.trouble is not None:
        return Finding("discover", way.address, False, (f"{way.kind}: {tried.trouble}",))
    lines = [f"articles by {way.kind}: {len(tried.found)}"]
    if tried.asked is not None:
        what = f"that match {way.pattern}" if way.pattern else "that look like articles"
        lines[0] += f" of {tried.asked} links, {what}"
    if tried.answered_at is not None:
        lines.append(f"redirected to {tried.answered_at}")
    if tried.newest is not None:
        lines.append(f"newest: {tried.newest.astimezone(HANOI):%d/%m/%Y %H:%M}")
    return Finding("discover", way.address, bool(tried.found), tuple(lines))


def _page(sample: Sample) -> Finding:
    if sample.reading is None:
        stage = "extract" if sample.fetched else "fetch"
        return Finding(stage, sample.url, False, (sample.reason,))
    lines = [
        sample.reading.article.title,
        particulars(sample.reading),
        f"{short_id(sample.reading)}; {_witnesses(sample.reading)}",
    ]
    lost = [name for name in _SELECTORS_THAT_MATTER if name in sample.unmatched]
    if sample.profile is None or not lost:
        return Finding("article", sample.url, True, tuple(lines))
    lines.insert(0, f"profile {sample.profile}: its selectors find no {', no '.join(lost)}")
    return Finding("extract", sample.url, False, tuple(lines))


def particulars(reading: Reading) -> str:
    """Return when an article was published, by whom it is, and how long, on one line."""
    at = _when(reading.published) if reading.published else "no date found"
    count = len(reading.article.paragraphs)
    paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
    return f"{at}; {reading.byline or 'no byline'}; {paragraphs}"


def _when(published: Publication) -> str:
    local = published.at.astimezone(HANOI)
    if published.precision is Precision.DAY:
        return f"{local:%d/%m/%Y}, no time of day"
    return f"{local:%d/%m/%Y %H:%M}"


def short_id(reading: Reading) -> str:
    """Return the id that the article would bear."""
    return content_hash(reading.article)[:SHORT_HASH]


def _witnesses(reading: Reading) -> str:
    told = (
        (name, reading.witnesses.get(name)) for name in ("title", "body", "byline", "published")
    )
    return ", ".join(f"{name} by {witness}" for name, witness in told if witness)


def _dates(tools: Tools, samples: Sequence[Sample]) -> list[Finding]:
    """Say how the dates of the articles read are: broken where all are missing, or one to come."""
    read = [(sample.url, sample.reading) for sample in samples if sample.reading is not None]
    if not read:
        return []
    latest = tools.clock.now() + _AHEAD
    missing = [url for url, one in read if one.published is None]
    ahead = [url for url, one in read if one.published and one.published.at > latest]
    days = [one for _, one in read if one.published and one.published.precision is Precision.DAY]
    lines = [f"{len(read) - len(missing)} of {len(read)} articles say when they were published"]
    if days:
        lines.append(f"{len(days)} of them the day only")
    lines += [f"in the future: {url}" for url in ahead]
    lines += [f"no date: {url}" for url in missing]
    ok = not ahead and len(missing) < len(read)
    return [Finding("dates", (ahead or missing or [read[0][0]])[0], ok, tuple(lines))]


async def _with_proposals(
    asking: Asking, source: Source, tried: Sequence[TriedWay], findings: list[Finding]
) -> list[Finding]:
    """Add to what broke what would mend it."""
    broken = {one.address for one in findings if one.stage == "discover" and not one.ok}
    moved = any(way.answered_at for way in tried)
    proposals = await mend(asking, source, tried) if broken or moved else {}
    return [
        replace(one, proposal=proposals.get(one.address))
        if one.stage == "discover"
        else replace(one, proposal=_advice(source.name, one))
        for one in findings
    ]


def _advice(name: str, finding: Finding) -> str | None:
    """Return what to do about a stage that no other address can mend."""
    if finding.ok:
        return None
    told = " ".join(finding.lines)
    if isolated := re.search(r"--allow (\S+)", told):
        return f"diemtin source edit {name} --allow {isolated[1]}"
    if finding.stage == "robots":
        if "disallows" in told:
            return "nothing is asked of it until its robots.txt allows it: ask the paper"
        return "nothing is asked of it until its robots.txt can be read: try again later"
    if finding.stage == "extract" and "login" in told:
        return "what needs a login is out of reach; a listing --pattern can leave such pages out"
    if finding.stage == "extract" and "robots" in told:
        return "its server takes this for a robot: set DIEMTIN_CONTACT, a longer --pause, or ask it"
    if "there is no profile" in told:
        return f"diemtin source edit {name} --profile with another, or '' for its domain's"
    if finding.stage == "extract" and "selectors find no" in told:
        return "its template has changed: mend the profile, see docs/add-a-source.md"
    if finding.stage == "dates":
        return "a profile can say where the date stands: docs/add-a-source.md"
    return None
