"""To Atom feeds (RFC 4287) in a folder: one a watch, the newest alerts first."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import re
import uuid
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from worker.deliver.excerpt import one_line
from worker.deliver.messages.message import message
from worker.deliver.xml_text import fit_for_xml
from worker.model import AlertView, Delivered, Failed, Outcome, Outgoing

KEPT: Final = 100
"""Entries of a feed; older ones go."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_FITTING_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_OWN: Final = "diemtin"
"""The feed of what the service itself has to say."""
_READABLE: Final = 0o644

ET.register_namespace("", _ATOM)


async def deliver(outgoing: Outgoing, home: Path) -> Outcome:
    """Put each alert of the delivery into the feed of its watch; a repetition changes nothing.

    The channel's address is the folder, a relative one taken from ``home``. A feed is replaced
    whole, so that a reader never sees half of it and a crash leaves the old one or the new one.
    """
    folder = home / outgoing.channel.address
    try:
        await asyncio.to_thread(_write, folder, outgoing)
    except OSError as error:
        return Failed(f"{folder}: cannot write: {error.strerror or type(error).__name__}")
    return Delivered()


def file_name(watch: str) -> str:
    """Return the name of a watch's feed: its own where that is a fitting file name.

    Else it is told by its letters without marks and the start of a hash, so that no two are one.
    """
    if _FITTING_NAME.fullmatch(watch):
        return f"{watch}.atom"
    from worker.vietnamese.text.fold import fold  # 60 ms that commands do without

    plain = re.sub(r"[^a-z0-9]+", "-", fold(watch).lower()).strip("-")[:60] or "watch"
    return f"{plain}-{hashlib.sha256(watch.encode()).hexdigest()[:8]}.atom"


def _write(folder: Path, outgoing: Outgoing) -> None:
    by_watch: dict[str, list[ET.Element]] = defaultdict(list)
    for alert in outgoing.alerts:
        by_watch[one_line(alert.watch)].append(_entry(outgoing, alert))
    if outgoing.notice is not None:
        by_watch[_OWN].append(_notice(outgoing))
    with _locked(folder):
        for watch, entries in by_watch.items():
            _replace(folder, file_name(watch), _feed(folder, outgoing, watch, entries))


def _feed(folder: Path, outgoing: Outgoing, watch: str, fresh: Sequence[ET.Element]) -> ET.Element:
    """Return the feed with the fresh entries among those it has, each id once, newest first."""
    path = folder / file_name(watch)
    before = _read(path)
    entries = {_text(entry, "id"): entry for entry in (*_entries(before), *fresh)}
    kept = sorted(entries.values(), key=lambda entry: _text(entry, "updated"), reverse=True)[:KEPT]
    feed = ET.Element(_tag("feed"))
    named = None if before is None else _text(before, "id")
    _add(feed, "id", named or _urn(outgoing.channel.name, watch, outgoing.id))
    _add(feed, "title", f"Điểm Tin: {watch}")
    _add(feed, "updated", _text(kept[0], "updated"))
    _add(feed, "generator", "Điểm Tin")
    feed.extend(kept)
    return feed


def _entry(outgoing: Outgoing, alert: AlertView) -> ET.Element:
    told = message(replace(outgoing, alerts=(alert,), digest=False))
    title = told.title.removeprefix(f"{one_line(alert.watch)}: ")
    entry = ET.Element(_tag("entry"))
    _add(entry, "id", _urn(outgoing.id, str(alert.id)))
    _add(entry, "title", title)
    _add(entry, "updated", _instant(alert.created_at))
    if alert.published_at is not None:
        _add(entry, "published", _instant(alert.published_at))
    _add(ET.SubElement(entry, _tag("author")), "name", one_line(alert.source_title or alert.source))
    ET.SubElement(entry, _tag("link"), rel="alternate", href=_iri(alert.url))
    ET.SubElement(entry, _tag("category"), term=str(alert.kind))
    _add(entry, "summary", told.text)
    return entry


def _notice(outgoing: Outgoing) -> ET.Element:
    told = message(outgoing)
    entry = ET.Element(_tag("entry"))
    _add(entry, "id", _urn(outgoing.id))
    _add(entry, "title", told.title)
    _add(entry, "updated", _instant(outgoing.first_attempt_at))
    _add(ET.SubElement(entry, _tag("author")), "name", "Điểm Tin")
    _add(entry, "summary", told.text)
    return entry


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = fit_for_xml(text)


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(_tag(name)) or ""


def _entries(feed: ET.Element | None) -> Iterable[ET.Element]:
    return () if feed is None else feed.findall(_tag("entry"))


def _instant(at: datetime) -> str:
    """Return an instant as RFC 3339 has it, in UTC, so that the order of texts is that of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _urn(*names: str) -> str:
    """Return an id that the same names always get (RFC 9562 §5.5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "diemtin:" + "\n".join(names)).urn


def _iri(url: str) -> str:
    """Return the address with what may not stand in one percent-encoded."""
    return quote(one_line(url), safe="%/:?#[]@!$&'()*+,;=~-._")


# --- files -------------------------------------------------------------------------------


def _read(path: Path) -> ET.Element | None:
    """Return the feed as it stands; None where there is none, or what is there is no feed.

    What is no feed is kept beside it, under its name and ``.broken``.
    """
    try:
        feed: ET.Element = fromstring(path.read_bytes())
        if feed.tag == _tag("feed"):
            return feed
    except FileNotFoundError:
        return None
    except (ET.ParseError, DefusedXmlException, ValueError):
        pass
    os.replace(path, path.with_name(f"{path.name}.broken"))
    return None


def _replace(folder: Path, name: str, feed: ET.Element) -> None:
    """Write a feed beside the old one and put it in its place."""
    path, fresh = folder / name, folder / f".{name}.new"
    content = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = _READABLE
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold off others who write into the folder; what was replaced is on the disk at the end."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)
