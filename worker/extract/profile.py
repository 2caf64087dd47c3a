"""Which profile a page is read by, and what a reading by it depends on.

A profile is data: one YAML file a site (``profile_file.py``). Those in ``profiles/`` come with
the program; a user's own, in a folder of the same form, go before them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from worker.errors import SettingsError
from worker.extract.profile_file import Profile, Selectors, read_profile, read_profiles

__all__ = [
    "PROFILES",
    "RULES",
    "Profile",
    "Profiles",
    "Selectors",
    "load_profiles",
    "profile_for",
    "profiles_with",
    "read_profile",
    "read_profiles",
    "rules_version",
]

RULES: Final = "8"
"""The version of the reading rules that are code; raised when they read a page differently."""
PROFILES: Final = Path(__file__).with_name("profiles")


@cache
def rules_version(profile: Profile | None) -> str:
    """Return what a reading depends on besides the page: rules, profile and its digest, libraries.

    The digest covers the selectors and the versions of the HTML libraries, not titles or comments.
    """
    name = profile.name if profile else "generic"
    layout = (profile.select, profile.drop, profile.apart) if profile else ()
    said = repr((RULES, name, layout, _libraries()))
    return f"{RULES}:{name}:{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@cache
def _libraries() -> tuple[str, str]:
    return version("selectolax"), version("trafilatura")


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with the program, by name."""
    return read_profiles(PROFILES)


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles that pages are read by, by name; ``own`` are the names of the user's own."""

    by_name: Mapping[str, Profile] = field(default_factory=load_profiles)
    own: frozenset[str] = frozenset()

    def find(self, url: str, name: str | None) -> Profile | None:
        """Return the profile of that name, else the one whose domain the address belongs to.

        Of two whose domains fit the longer one counts, of two equal ones the user's own. Raises
        SettingsError for a name that no profile bears.
        """
        if name is not None:
            return self.by_name.get(name) or self._unknown(name)
        host = _host(url)
        fitting = [
            (len(domain), profile.name in self.own, profile.name)
            for profile in self.by_name.values()
            for domain in profile.domains
            if _within(host, domain)
        ]
        return self.by_name[max(fitting)[2]] if fitting else None

    def _unknown(self, name: str) -> Profile:
        near = get_close_matches(name, self.by_name, n=1)
        raise SettingsError(
            f"there is no profile {name!r}",
            expected="the name of a profile of the program, or of one in the home's profiles/",
            remedy=f"did you mean {near[0]!r}?" if near else "",
        )


def profiles_with(folder: Path) -> Profiles:
    """Return the program's profiles with those of a user's folder over them.

    One of the same name replaces. The folder need not exist. Raises SettingsError with file and
    line for a profile that cannot be used.
    """
    built_in = load_profiles()
    own = read_profiles(folder, built_in)
    return Profiles({**built_in, **own}, frozenset(own))


def profile_for(url: str, name: str | None, profiles: Profiles | None = None) -> Profile | None:
    """Return the profile of that name, else the one whose domain the address belongs to.

    Those of the program alone are looked at where no ``profiles`` are given. Raises SettingsError
    for a name that no profile bears.
    """
    return (profiles or Profiles()).find(url, name)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
