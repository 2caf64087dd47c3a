"""The profiles that come with the program: each complete, each tried on a page of its layout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from worker.extract.profile import Profile, load_profiles, profile_for
from worker.flow.seeds import read_sources, seeds_folder
from worker.model import Way, WayKind
from worker.vietnamese.places.places import province

PACK = load_profiles()
PAGES = Path(__file__).parents[1] / "pages"
NO_ARTICLES = (
    *("", "thoi-su/", "thoi-su", "thoi-su.htm", "tag/han-man", "tim-kiem?q=han+man", "rss"),
    *("dang-nhap", "lien-he", "tin-moi/trang-2", "video/"),
)
"""What every site has besides articles, relative to its listing page."""
each = pytest.mark.parametrize("profile", PACK.values(), ids=list(PACK))


def listings() -> list[tuple[Profile, Way]]:
    return [
        (profile, way)
        for profile in PACK.values()
        for way in profile.ways
        if way.kind is WayKind.LISTING
    ]


def saved(profile: Profile) -> dict[Path, dict[str, object]]:
    """The article pages of a profile, with what is expected of them."""
    found = {}
    for path in sorted((PAGES / profile.name).glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        if expected.get("article", True):
            found[path] = expected
    return found


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def test_there_are_at_least_twenty_five() -> None:
    assert len(PACK) >= 25


@each
def test_a_profile_says_whose_it_is(profile: Profile) -> None:
    assert profile.title
    assert profile.verified
    assert profile.domains
    assert profile.place is None or province(profile.place) == profile.place


@each
def test_its_ways_lead_to_its_own_domains(profile: Profile) -> None:
    assert profile.ways
    for way in profile.ways:
        found = profile_for(way.address, None)
        assert found is not None
        assert found.name == profile.name
        assert (way.pattern is None) == (way.kind is not WayKind.LISTING)


def test_no_domain_is_claimed_twice_nor_lies_in_another_ones() -> None:
    claims = [(domain, one.name) for one in PACK.values() for domain in one.domains]
    assert len({domain for domain, _ in claims}) == len(claims)
    for domain, name in claims:
        inside = [
            whose for outer, whose in claims if whose != name and domain.endswith(f".{outer}")
        ]
        assert inside == []


@each
def test_it_has_a_saved_page_at_one_of_its_domains(profile: Profile) -> None:
    assert saved(profile)
    for path, expected in saved(profile).items():
        found = profile_for(str(expected["url"]), None)
        assert found is not None, path
        assert found.name == profile.name, path
        assert expected.get("place", profile.place) == profile.place


@pytest.mark.parametrize(("profile", "way"), listings(), ids=lambda one: getattr(one, "name", ""))
def test_its_pattern_finds_articles_and_leaves_the_rest(profile: Profile, way: Way) -> None:
    assert way.pattern is not None
    wanted = re.compile(way.pattern)
    for expected in saved(profile).values():
        assert wanted.search(str(expected["url"]))
    for rest in NO_ARTICLES:
        assert not wanted.search(urljoin(way.address, rest)), rest


@each
def test_the_sources_of_a_new_archive_know_it(profile: Profile) -> None:
    sources = {one.name: one for one in read_sources(seeds_folder() / "sources.yaml")}
    source = sources[profile.name]
    assert (source.title, source.place) == (profile.title, profile.place)
    assert source.ways == profile.ways


@pytest.mark.parametrize("name", ["bao-dong-khoi", "bao-can-tho", "bao-an-giang"])
def test_the_copy_for_printing_is_not_taken_for_another_article(name: str) -> None:
    pattern = next(way.pattern for way in PACK[name].ways if way.pattern)
    for expected in saved(PACK[name]).values():
        parts = urlsplit(str(expected["url"]))
        assert re.search(pattern, parts.geturl())
        assert not re.search(pattern, parts._replace(path=f"/print{parts.path}").geturl())
