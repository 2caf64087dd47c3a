"""What would work in place of the ways of a source that broke, as a command to type."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from worker.address.page_key import site_of
from worker.discover.sites import host_and_port
from worker.errors import DiemtinError
from worker.flow.gone.succession import redirected_to
from worker.flow.polling.listed import shape_of
from worker.flow.sources.asking import Asking
from worker.flow.sources.front_page import front_of, shut
from worker.flow.sources.trying import TriedWay
from worker.flow.sources.ways import find_ways
from worker.model import Source, Way, WayKind

_NOTHING: Final = "its front page shows no other way either; look at it in a browser"


async def mend(asking: Asking, source: Source, tried: Sequence[TriedWay]) -> Mapping[str, str]:
    """Return for the addresses of ways that broke or moved what to do about them.

    A listing whose pattern fits no more gets the pattern that its links teach now; a way that
    moved within its site, its new address; for any other the front page is asked, once. A source
    that was sent to another site for good is moved there with its archive.
    """
    told: dict[str, str] = {}
    ways = {one.way: one.way for one in tried}
    lost: list[TriedWay] = []
    for one in tried:
        better = await _better(asking, one)
        if better is not None:
            ways[one.way] = better
        elif not one.found:
            lost.append(one)
    others, closed = await _others(asking, lost) if lost else ([], "")
    kept = [ways[one.way] for one in tried if one not in lost]
    for one in lost:
        command = edit_command(source, [*others, *kept])
        if one.way.kind is WayKind.FOLDER:
            command = f"make the folder, or: diemtin source edit {source.name} --folder FOLDER"
        elif not others:
            command = closed or _NOTHING
        told[one.way.address] = command
    for one in tried:
        site = _moved_whole(one)
        if site is not None:
            told[one.way.address] = _move_command(source, site, one.barred)
        elif ways[one.way] != one.way:
            told[one.way.address] = edit_command(source, [*others, *kept])
    return told


def _moved_whole(tried: TriedWay) -> str | None:
    """Return the site to which a way was sent for good, under the path that it had."""
    there = tried.answered_at or tried.barred
    if there is None or urlsplit(there).path != urlsplit(tried.way.address).path:
        return None
    if tried.barred is not None:
        site = site_of(tried.barred)
        return site if site != site_of(tried.way.address) else None
    return redirected_to(tried.way.address, tried.capture) if tried.capture else None


def _move_command(source: Source, site: str, barred: str | None) -> str:
    """Return the command that moves a source, and lets it ask there if it may not yet."""
    said = ["diemtin", "source", "move", source.name, "--to", site]
    if barred is not None:
        said += ["--allow", urlsplit(barred).netloc]
    return " ".join(map(shlex.quote, said))


def edit_command(source: Source, ways: Sequence[Way]) -> str:
    """Return the command that gives a source these ways and no others."""
    said = ["diemtin", "source", "edit", source.name]
    patterns = dict.fromkeys(way.pattern for way in ways if way.pattern)
    for way in dict.fromkeys(ways):
        said += [f"--{way.kind}", way.address]
    if patterns:
        said += ["--pattern", "|".join(map(str, patterns))]
    return " ".join(shlex.quote(one) for one in said)


async def _better(asking: Asking, tried: TriedWay) -> Way | None:
    """Return the way as it would have to be: at its new address, with the pattern of today."""
    way = tried.way
    if tried.capture is None:
        return None
    moved = tried.answered_at
    if moved is not None and host_and_port(moved) == host_and_port(way.address) and tried.found:
        moved = None  # a redirect within the host is its own affair
    at = moved or way.address
    if tried.found or way.kind is not WayKind.LISTING:
        return replace(way, address=at) if moved and tried.found else None
    try:
        shape = await asking.apart(shape_of, tried.capture)
    except DiemtinError:
        return None
    return None if shape is None else Way(way.kind, at, shape.pattern)


async def _others(asking: Asking, lost: Sequence[TriedWay]) -> tuple[list[Way], str]:
    """Return the ways that the front pages of the lost ones show, and why one shows none."""
    found: dict[Way, None] = {}
    closed = ""
    webbed = [one.way.address for one in lost if one.way.kind is not WayKind.FOLDER]
    for root in dict.fromkeys(urljoin(address, "/") for address in webbed):
        try:
            capture = await asking.get(root)
        except DiemtinError as error:
            closed = f"its front page cannot be read either ({error.what}); try again later"
            continue
        if reason := await asking.apart(shut, capture):
            closed = f"its front page says the same: {reason}; look at it in a browser"
        ways = await find_ways(asking, await asking.apart(front_of, capture))
        found |= dict.fromkeys(one.way for one in ways.good)
    return list(found), closed
