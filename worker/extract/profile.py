"""How a site's pages are read, as data: one YAML file a site in ``profiles/``.

A profile names the site, its domains and its place, and says with CSS selectors where each field
stands and what to drop. ``like`` takes over the selectors of another profile; what the file says
itself goes before. A selector list is tried in its order. Unknown keys and selectors that cannot
be parsed are refused with file and line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from worker.errors import SettingsError
from worker.model import Way, WayKind

RULES: Final = "2"
"""The version of the reading rules that are code; raised when they read a page differently."""
PROFILES: Final = Path(__file__).with_name("profiles")


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors, tried in their order, for each field of an article page.

    ``byline`` and ``category`` take the last element that matches (a breadcrumb ends with the
    category), ``body``, ``captions`` and ``Profile.drop`` all of them, the others the first.
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


@cache
def rules_version(profile: Profile | None) -> str:
    """Return what a reading depends on besides the page: rules, profile and its digest, libraries.

    The digest covers the selectors and the versions of the HTML libraries, not titles or comments.
    """
    name = profile.name if profile else "generic"
    layout = (profile.select, profile.drop) if profile else ()
    said = repr((RULES, name, layout, _libraries()))
    return f"{RULES}:{name}:{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@cache
def _libraries() -> tuple[str, str]:
    return version("selectolax"), version("trafilatura")


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with the program, by name."""
    return read_profiles(PROFILES)


def profile_for(url: str, name: str | None) -> Profile | None:
    """Return the profile of that name, else the one whose domain the address belongs to.

    Raises SettingsError for a name that no profile bears.
    """
    profiles = load_profiles()
    if name is not None:
        if name not in profiles:
            raise SettingsError(
                f"there is no profile {name!r}", expected=f"one of {', '.join(sorted(profiles))}"
            )
        return profiles[name]
    host = _host(url)
    matching = [(domain, profile) for domain, profile in _by_domain() if _within(host, domain)]
    return max(matching, key=lambda pair: len(pair[0]))[1] if matching else None


@cache
def _by_domain() -> tuple[tuple[str, Profile], ...]:
    return tuple((domain, p) for p in load_profiles().values() for domain in p.domains)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def read_profiles(folder: Path) -> Mapping[str, Profile]:
    """Read every ``*.yaml`` of a folder. Raises SettingsError with file and line."""
    found = [read_profile(path) for path in sorted(folder.glob("*.yaml"))]
    by_name = {profile.name: profile for profile in found}
    return {profile.name: _completed(profile, by_name) for profile in found}


def _completed(profile: Profile, by_name: Mapping[str, Profile]) -> Profile:
    """Return the profile with what it takes over from the one that it is like."""
    if profile.like is None:
        return profile
    model = by_name.get(profile.like)
    if model is None or model.like is not None:
        raise SettingsError(
            f"cannot be like {profile.like!r}",
            where=f"profile {profile.name}",
            expected="the name of a profile that is not itself like another",
        )
    own, taken = profile.select, model.select
    merged = {f.name: getattr(own, f.name) or getattr(taken, f.name) for f in fields(Selectors)}
    drop = tuple(dict.fromkeys((*model.drop, *profile.drop)))
    return replace(profile, select=Selectors(**merged), drop=drop)


def read_profile(path: Path) -> Profile:
    """Read one profile file; its ``like`` is not followed. Raises SettingsError."""
    mapping = _Section(_loaded(path), str(path))
    mapping.only({f.name for f in fields(Profile)})
    select = mapping.section("select")
    select.only({f.name for f in fields(Selectors)})
    return Profile(
        name=mapping.required("name"),
        title=mapping.required("title"),
        place=mapping.text("place"),
        domains=mapping.texts("domains"),
        ways=tuple(_way(item) for item in mapping.sections("ways")),
        like=mapping.text("like"),
        verified=mapping.required("verified"),
        select=Selectors(**{f.name: select.selectors(f.name) for f in fields(Selectors)}),
        drop=mapping.selectors("drop"),
    )


def _way(item: _Section) -> Way:
    kinds = [kind for kind in WayKind if kind is not WayKind.FOLDER]
    item.only({*kinds, "pattern"})
    given = [kind for kind in kinds if kind in item.content]
    if len(given) != 1:
        found = " and ".join(given) or "no address"
        raise SettingsError(f"{found} in a way", where=item.file, expected="one of a kind each")
    return Way(given[0], item.required(given[0]), item.text("pattern"))


def _loaded(path: Path) -> object:
    """Return the YAML of a file with its line numbers."""
    try:
        return YAML(typ="rt").load(StringIO(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SettingsError(f"is no YAML: {error.problem}", where=where) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=str(path)) from error


class _Section:
    """A YAML mapping whose every complaint names the file and the line."""

    def __init__(self, content: object, file: str) -> None:
        self.file = file
        if not isinstance(content, dict):
            raise SettingsError("holds no keys", where=file, expected="a mapping of keys to values")
        self.content = content

    def only(self, allowed: set[str]) -> None:
        """Refuse keys that mean nothing: a misspelt one would go unnoticed."""
        for key in self.content:
            if key not in allowed:
                raise self._error(
                    f"unknown key {key!r}", key, f"one of {', '.join(sorted(allowed))}"
                )

    def required(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text(key)
        if text is None:
            raise SettingsError(f"{key} is missing", where=self.file, expected="a text")
        return text

    def text(self, key: str) -> str | None:
        """Return a text, None where there is none."""
        value = self.content.get(key)
        if value is not None and not isinstance(value, str):
            raise self._error(f"{key} is {value!r}", key, "a text")
        return value or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        value = self.content.get(key)
        items = [value] if isinstance(value, str) else value or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self._error(f"{key} is {value!r}", key, "a text or a list of texts")
        return tuple(items)

    def selectors(self, key: str) -> tuple[str, ...]:
        """Return a list of CSS selectors that can be parsed."""
        selectors = self.texts(key)
        for selector in selectors:
            try:
                _EMPTY_PAGE.css_first(selector)
            except SelectolaxError as error:
                raise self._error(f"{key}: {selector!r} is no CSS selector", key, "") from error
        return selectors

    def sections(self, key: str) -> list[_Section]:
        """Return a list of mappings; empty where there is none."""
        value = self.content.get(key, [])
        if not isinstance(value, list):
            raise self._error(f"{key} is {value!r}", key, "a list")
        return [_Section(item, self.file) for item in value]

    def section(self, key: str) -> _Section:
        """Return a mapping inside this one; empty where there is none."""
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            raise self._error(f"{key} is {value!r}", key, "a mapping of keys to values")
        return _Section(value, self.file)

    def _error(self, what: str, key: object, expected: str) -> SettingsError:
        line = self.content.lc.key(key)[0] + 1  # type: ignore[attr-defined]
        return SettingsError(what, where=f"{self.file}:{line}", expected=expected)


_EMPTY_PAGE: Final = LexborHTMLParser("<p></p>")
