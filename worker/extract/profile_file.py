"""What a profile file says of one site, and how it is read: every mistake with file and line.

A profile names the site, its domains and its place, and says with CSS selectors where each field
stands and what to drop. ``like`` takes over the selectors of another profile; what the file says
itself goes before. A selector list is tried in its order. Unknown keys, selectors that cannot be
parsed, domains that are none and patterns that are no regular expressions are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NoReturn
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from worker.errors import SettingsError
from worker.model import Way, WayKind
from worker.vietnamese.text.fold import nfc

WAY_KINDS: Final = tuple(kind.value for kind in WayKind if kind is not WayKind.FOLDER)
"""The kinds of ways that a profile may have: a folder is on the user's own machine."""
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LONGEST_SHOWN: Final = 60
"""Characters of what was found that an error repeats."""


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors, tried in their order, for each field of an article page.

    ``category`` takes the last element that matches (a breadcrumb ends with the category),
    ``body`` and ``captions`` all of them, ``byline`` the last inside the body, else the first
    outside with its neighbours (there may be two authors), the others the first.
    """

    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One site's layout. ``place`` is the full canonical name of its province, None if national.

    ``domains`` are those it is or was found under, the present one first; ``ways`` how it can be
    asked what it has published. ``verified`` says when and on what the selectors were last checked.
    ``drop`` selects what is no part of the text; ``apart`` what the site's style sheet parts from
    the words that follow (a place before the lead): they are written with " - " between.
    """

    name: str
    title: str
    place: str | None = None
    domains: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    like: str | None = None
    verified: str = ""
    select: Selectors = field(default_factory=Selectors)
    drop: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def read_profiles(
    folder: Path, known: Mapping[str, Profile] | None = None
) -> Mapping[str, Profile]:
    """Read every ``*.yaml`` of a folder; a folder that is not there holds none.

    A profile may be like another of the folder, or like one of those ``known`` already. Raises
    SettingsError with file and line, also for a name or a domain that two files claim.
    """
    found = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    _each_once(found)
    here = {profile.name: profile for profile, _ in found}
    return {one.name: _completed(one, here, known or {}, said) for one, said in found}


def read_profile(path: Path) -> Profile:
    """Read one profile file; its ``like`` is not followed. Raises SettingsError."""
    return _read(path)[0]


def _each_once(found: list[tuple[Profile, _Section]]) -> None:
    """Refuse a name or a domain that stands in two files: which one counts would be chance."""
    seen: dict[tuple[str, str], Path] = {}
    for profile, said in found:
        claims = [("name", profile.name), *(("domains", domain) for domain in profile.domains)]
        for key, claim in claims:
            first = seen.setdefault((key, claim), said.file)
            if first is not said.file:
                raise said.wrong(f"{claim!r} stands in {first.name} too", key, "each once")


def _completed(
    profile: Profile, here: Mapping[str, Profile], known: Mapping[str, Profile], said: _Section
) -> Profile:
    """Return the profile with what it takes over from the one that it is like.

    One of the same name is a known one that this file replaces: so only a part of it is changed.
    """
    if profile.like is None:
        return profile
    model = here.get(profile.like) if profile.like != profile.name else None
    if model is not None and model.like is not None:
        expected = "a profile that is not itself like another"
        raise said.wrong(f"cannot be like {profile.like!r}", "like", expected)
    model = model or known.get(profile.like)
    if model is None:
        what, expected = f"cannot be like {profile.like!r}", "the name of another profile"
        raise said.wrong(what, "like", expected, _near(profile.like, {*here, *known}))
    own, taken = profile.select, model.select
    merged = {f.name: getattr(own, f.name) or getattr(taken, f.name) for f in fields(Selectors)}
    drop = tuple(dict.fromkeys((*model.drop, *profile.drop)))
    apart = tuple(dict.fromkeys((*model.apart, *profile.apart)))
    return replace(profile, select=Selectors(**merged), drop=drop, apart=apart)


def _read(path: Path) -> tuple[Profile, _Section]:
    said = _Section(_loaded(path), path)
    said.only([f.name for f in fields(Profile)])
    select = said.section("select")
    select.only([f.name for f in fields(Selectors)])
    name = said.required("name")
    if not _NAME.fullmatch(name):
        raise said.wrong(f"name is {_cut(name)!r}", "name", "small letters a-z, digits, hyphens")
    profile = Profile(
        name=name,
        title=said.required("title"),
        place=said.text("place"),
        domains=tuple(said.domains("domains")),
        ways=tuple(_way(item) for item in said.sections("ways")),
        like=said.text("like"),
        verified=said.required("verified"),
        select=Selectors(**{f.name: select.selectors(f.name) for f in fields(Selectors)}),
        drop=said.selectors("drop"),
        apart=said.selectors("apart"),
    )
    return profile, said


def _way(item: _Section) -> Way:
    item.only([*WAY_KINDS, "pattern"])
    given = [kind for kind in WAY_KINDS if item.text(kind)]
    if len(given) != 1:
        found = " and ".join(given) or "no address"
        raise item.wrong(f"{found} in a way", expected="one of a kind each")
    kind = WayKind(given[0])
    address, pattern = item.required(kind), item.text("pattern")
    if _host(address) is None:
        raise item.wrong(f"{_cut(address)!r} is no web address", kind, "https://… or http://…")
    if pattern is not None and kind is not WayKind.LISTING:
        raise item.wrong(f"a {kind} has no pattern", "pattern", "a pattern only with a listing")
    try:
        re.compile(pattern or "")
    except re.error as error:
        what = f"pattern {_cut(pattern or '')!r} is no regular expression ({error})"
        raise item.wrong(what, "pattern") from error
    return Way(kind, address, pattern)


def _host(address: str) -> str | None:
    """Return the host of a web address, None where the text is none."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and address.split() == [address]
        return parts.hostname if usable else None
    except ValueError:
        return None


def _loaded(path: Path) -> Node | None:
    """Return the YAML of a file as nodes that know their lines."""
    text = _decoded(path)
    try:
        # Composed and not built: tags, anchors and merge keys make nothing.
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
        return node
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}:{mark.line + 1 if mark else 1}"
        what = f"is no YAML: {error.problem or error.context}"
        raise SettingsError(what, where=where, remedy="check indentation and quotes") from error
    except ReaderError as error:
        where = f"{path}:{text.count(chr(10), 0, error.position) + 1}"
        raise SettingsError("holds a control character", where=where) from error
    except RecursionError as error:
        raise SettingsError("is nested too deeply", where=f"{path}:1") from error


def _decoded(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        where = f"{path}:{line}"
        raise SettingsError("is not UTF-8", where=where, remedy="save it as UTF-8") from error
    except OSError as error:
        raise SettingsError(f"cannot be read ({error.strerror})", where=str(path)) from error


class _Section:
    """A YAML mapping whose every complaint names the file and the line."""

    def __init__(self, node: Node | None, file: Path) -> None:
        self.file = file
        self.line = node.start_mark.line + 1 if node is not None else 1
        self.lines: dict[str, int] = {}
        self.values: dict[str, Node] = {}
        if not isinstance(node, MappingNode):
            raise self.wrong("holds no keys", expected="'key: value' lines")
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "?"
            line = key.start_mark.line + 1
            if name in self.values:
                raise self.wrong(f"{_cut(name)!r} stands twice", line, "each key once")
            self.values[name], self.lines[name] = value, line

    def only(self, allowed: list[str]) -> None:
        """Refuse keys that mean nothing: a misspelt one would go unnoticed."""
        for key in self.values:
            if key not in allowed:
                what, expected = f"unknown key {_cut(key)!r}", f"one of {', '.join(allowed)}"
                raise self.wrong(what, key, expected, _near(key, allowed))

    def required(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text(key)
        if text is None:
            raise self.wrong(f"{key} is missing", key, "a text")
        return text

    def text(self, key: str) -> str | None:
        """Return a text in NFC on one line, None where there is none; a number is a text too."""
        node = self.values.get(key)
        if node is None:
            return None
        return _text(node) if isinstance(node, ScalarNode) else self._refuse(key, "a text")

    def texts(self, key: str) -> Iterator[tuple[int, str]]:
        """Yield a list of texts with their lines; one text alone is a list of one."""
        node = self.values.get(key)
        items = node.value if isinstance(node, SequenceNode) else [node] if node else []
        for item in items:
            text = _text(item) if isinstance(item, ScalarNode) else None
            if text:
                yield item.start_mark.line + 1, text
            elif item is not node or not isinstance(node, ScalarNode):
                self._refuse(key, "a text or a list of texts")

    def domains(self, key: str) -> Iterator[str]:
        """Yield a list of domains."""
        for line, text in self.texts(key):
            if not _DOMAIN.fullmatch(text):
                raise self.wrong(f"{key} is {_cut(text)!r}", line, "domains such as bao.example.vn")
            yield text

    def selectors(self, key: str) -> tuple[str, ...]:
        """Return a list of CSS selectors that can be parsed."""
        found = []
        for line, text in self.texts(key):
            try:
                _EMPTY_PAGE.css_first(text)
            except SelectolaxError as error:
                raise self.wrong(f"{key}: {_cut(text)!r} is no CSS selector", line) from error
            found.append(text)
        return tuple(found)

    def sections(self, key: str) -> list[_Section]:
        """Return a list of mappings; empty where there is none."""
        node = self.values.get(key)
        if node is None:
            return []
        items = node.value if isinstance(node, SequenceNode) else self._refuse(key, "a list")
        return [_Section(item, self.file) for item in items]

    def section(self, key: str) -> _Section:
        """Return a mapping inside this one; empty where there is none."""
        node = self.values.get(key)
        if node is not None and not isinstance(node, MappingNode):
            self._refuse(key, "'key: value' lines")
        return _Section(node or _EMPTY, self.file)

    def _refuse(self, key: str, expected: str) -> NoReturn:
        node = self.values[key]
        found = _cut(node.value) if isinstance(node, ScalarNode) else "something else"
        raise self.wrong(f"{key} is {found}", key, expected)

    def wrong(
        self, what: str, at: str | int = "", expected: str = "", remedy: str = ""
    ) -> SettingsError:
        """Return the error that says what is wrong at a key or line, else where this begins."""
        line = at if isinstance(at, int) else self.lines.get(at, self.line)
        where = f"{self.file}:{line}"
        return SettingsError(what, where=where, expected=expected, remedy=remedy)


def _text(node: ScalarNode) -> str | None:
    nothing = node.style is None and node.value in ("", "~", "null")
    return None if nothing else nfc(" ".join(node.value.split())) or None


def _near(word: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(word, list(known), n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


_EMPTY: Final = MappingNode("tag:yaml.org,2002:map", [], StringMark("", 0, 0, 0, "", 0))
_EMPTY_PAGE: Final = LexborHTMLParser("<p></p>")
