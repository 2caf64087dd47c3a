"""What a paper is called, where it belongs, and a short name for commands, from its own words.

Nothing is guessed where there is a choice: two provinces in a name give none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from worker.discover.sites import site_of
from worker.flow.written import LONGEST_NAME
from worker.vietnamese.places.places import (
    DISTRICTS_END,
    MERGED,
    Level,
    longest,
    provinces_on,
    units,
)
from worker.vietnamese.text.fold import fold, nfc

_BETWEEN: Final = re.compile(r"\s+[|–—:·•»-]+\s+|\s*[|·•»]\s*|:\s+")
_OF_PAPERS: Final = re.compile(
    r"^(?:báo|đài|tạp chí|cổng thông tin|trang thông tin|cổng ttđt|trang ttđt|thông tấn xã)\b",
    re.IGNORECASE,
)
_PORTAL: Final = re.compile(
    r"^(?:cổng|trang) (?:thông tin điện tử|thông tin|ttđt)\s+(?=\S)", re.IGNORECASE
)
_NO_NAME: Final = re.compile(r"^(?:trang chủ|home(?:page)?|index)$", re.IGNORECASE)
_DOMAIN: Final = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)+$")
_LONGEST_TITLE: Final = 80
_LONGEST_NAME_WORDS: Final = 6
_WORD: Final = re.compile(r"[a-z0-9]+")
_BEFORE_PLACE: Final = re.compile(
    r"^(?:bao|dai|congan|ptth|ubnd|tinh|thanhpho|tp|tintuc|tin|daibieunhandan|dbnd)"
)
_AFTER_PLACE: Final = re.compile(r"(?:online|tv|dientu|news|portal|city|tinh|gov)$")
_NO_LABELS: Final = frozenset({"www", "m", "vn", "com", "gov", "org", "net", "edu", "info", "tv"})
_KINDS: Final = ("thị xã", "thành phố", "thị trấn", "đặc khu", "huyện", "quận", "phường", "xã")
_ALSO: Final = {
    "tphcm": "Thành phố Hồ Chí Minh",
    "hcm": "Thành phố Hồ Chí Minh",
    "hcmcity": "Thành phố Hồ Chí Minh",
    "hochiminhcity": "Thành phố Hồ Chí Minh",
    "brvt": "Bà Rịa - Vũng Tàu",
}


def paper_title(names: Sequence[str], page_title: str, address: str) -> str:
    """Return what a paper calls itself, without its slogan; its host where it says nothing.

    ``names`` are what it calls itself to machines, ``page_title`` is its front page's title.
    """
    for said in (*names, page_title):
        parts = [part for part in _BETWEEN.split(nfc(said)) if part and not _NO_NAME.match(part)]
        named = [part for part in parts if not _DOMAIN.match(part)]
        if named:
            return _best_part(named, address)[:_LONGEST_TITLE]
    return urlsplit(address).hostname or address


def _best_part(parts: Sequence[str], address: str) -> str:
    """Return the part that the domain is made of, else one that begins as papers' names do."""
    labels = _labels(address)
    for part in parts:
        joined = "".join(_words(part))
        if joined and any(joined in label or label in joined for label in labels):
            return part
    return next((part for part in parts if _OF_PAPERS.match(part)), parts[0])


def place_of(name: str, address: str) -> str | None:
    """Return the province that a paper's name or domain names; None for none, or for two.

    Where the name has several, the domain may say which of them; where both name one, they must
    agree.
    """
    named, of_host = _places_in(name), _places_of_host(address)
    found = named & of_host if named and of_host else named | of_host
    return found.pop() if len(found) == 1 else None


def _places_in(name: str) -> set[str]:
    """Return the provinces of a name; for a smaller unit with its kind, the one it lies in."""
    words = nfc(name).replace(",", " ").split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        count = longest(words[at:])
        if count:
            found |= _provinces_meant(words, at, " ".join(words[at : at + count]))
        at += max(count, 1)
    return found


def _provinces_meant(words: Sequence[str], at: int, name: str) -> set[str]:
    before = " ".join(words[max(at - 2, 0) : at]).lower()
    kind = next((kind for kind in _KINDS if before.endswith(kind)), None)
    if kind is not None:
        of_kind = {unit.province for unit in units(f"{kind} {name}")}
        return of_kind if len(of_kind) == 1 else set()
    return {unit.name for unit in units(name) if unit.level is Level.PROVINCE}


def _places_of_host(address: str) -> set[str]:
    """Return the provinces whose name is a whole part of the host: ``baocamau``, ``haugiang``."""
    found: set[str] = set()
    for label in _labels(address):
        bare = _AFTER_PLACE.sub("", _BEFORE_PLACE.sub("", label))
        for name in {label, bare, _BEFORE_PLACE.sub("", label)}:
            if place := _province_keys().get(name):
                found.add(place)
    return found


@cache
def _province_keys() -> Mapping[str, str]:
    """Return the provinces, before and after the mergers, by their names as in domains."""
    days: Iterable[date] = (MERGED, DISTRICTS_END)
    keys = {"".join(_words(unit.name)): unit.name for day in days for unit in provinces_on(day)}
    keys |= {key.removeprefix("thanhpho"): place for key, place in keys.items()}
    return {**keys, **_ALSO}


def short_name(title: str, place: str | None, address: str, taken: Collection[str]) -> str:
    """Return a name for commands, none of ``taken``: ``bao-ca-mau`` for ``baocamau.vn``.

    It is the domain's, its syllables parted as the title or the place has them; a domain that
    neither explains stays as it is. A site without a domain is called by its title.
    """
    label = site_of(address).partition(".")[0]
    said = (title, place or "")
    parted = (_parted(one, text) for one in (*_labels(address)[:1], label) for text in said)
    name = next((one for one in parted if one), label)
    if label.isdigit() or not _WORD.match(label):
        name = "-".join(_words(_PORTAL.sub("", title))[:_LONGEST_NAME_WORDS])
    name = "-".join(_WORD.findall(name))[:LONGEST_NAME].strip("-") or "bao"
    return next(one for one in _numbered(name) if one not in taken)


def _numbered(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _parted(label: str, said: str) -> str | None:
    """Part a domain's name where several words of a text do, "Báo" in front of them or not."""
    words = _words(said)
    for start in range(len(words)):
        for first in ((), ("bao",)):
            parts = [*first]
            for word in words[start:]:
                parts.append(word)
                if len(parts) > 1 and "".join(parts) == label:
                    return "-".join(parts)
    return None


def _labels(address: str) -> list[str]:
    """Return the parts of a host that say something, hyphens taken out."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    if not re.search(r"[a-z]", host):
        return []
    return [label.replace("-", "") for label in host.split(".") if label not in _NO_LABELS]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(nfc(text)))
