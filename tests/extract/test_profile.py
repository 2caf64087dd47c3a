"""Profiles are data that people write: what is wrong in them is told with file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from worker.errors import SettingsError
from worker.extract.profile import (
    RULES,
    load_profiles,
    profile_for,
    read_profile,
    read_profiles,
    rules_version,
)

GOOD = """\
name: bao-song-ninh
title: Báo Sông Ninh
place: Sông Ninh
domains: [songninh.example]
verified: 2026-03-01, on saved pages
select:
  title: h1.tieu-de
  body:
    - div.noi-dung
drop:
  - .chia-se
"""


def written(folder: Path, text: str, name: str = "p.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_is_read_with_its_selectors(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path, GOOD))
    assert (profile.name, profile.title, profile.place) == (
        "bao-song-ninh",
        "Báo Sông Ninh",
        "Sông Ninh",
    )
    assert profile.select.title == ("h1.tieu-de",)
    assert profile.select.body == ("div.noi-dung",)
    assert profile.drop == (".chia-se",)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("place:", "places:", 3, "unknown key 'places'"),
        ("  title: h1.tieu-de", "  titel: h1", 7, "unknown key 'titel'"),
        ("h1.tieu-de", '"h1["', 7, "no CSS selector"),
        ("domains: [songninh.example]", "domains: 12", 4, "domains is '12'"),
        ("place: Sông Ninh", "place: [1]", 3, "place is"),
        ("select:", "select: [", 8, "is no YAML"),
    ],
)
def test_case_78_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(SettingsError) as caught:
        read_profile(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)


def test_a_missing_name_and_a_file_that_is_no_mapping_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="name is missing"):
        read_profile(written(tmp_path, GOOD.replace("name: bao-song-ninh\n", "")))
    with pytest.raises(SettingsError, match="holds no keys"):
        read_profile(written(tmp_path, "- một\n- hai\n"))


def test_like_takes_over_what_the_profile_does_not_say_itself(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "a.yaml")
    written(
        tmp_path,
        "name: con\ntitle: Con\nverified: never\nlike: bao-song-ninh\n"
        "select: {body: '#than-bai'}\ndrop: .quang-cao\n",
        "b.yaml",
    )
    child = read_profiles(tmp_path)["con"]
    assert child.select.title == ("h1.tieu-de",)
    assert child.select.body == ("#than-bai",)
    assert child.drop == (".chia-se", ".quang-cao")
    assert child.domains == ()


def test_like_a_profile_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD + "like: không-có\n")
    with pytest.raises(SettingsError, match="cannot be like"):
        read_profiles(tmp_path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://baodongkhoi.vn/x-a1.html", "bao-dong-khoi"),
        ("http://WWW.baodongkhoi.vn:80/x", "bao-dong-khoi"),
        ("https://dongkhoi.baovinhlong.vn/x-a1.html", "bao-dong-khoi"),
        ("https://baocantho.com.vn/x-a1.html", "bao-can-tho"),
        ("https://baoangiang.com.vn/x-a1.html", "bao-an-giang"),
        ("https://haugiang.gov.vn/x", "hau-giang"),
    ],
)
def test_the_domain_finds_the_profile(url: str, name: str) -> None:
    found = profile_for(url, None)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "url",
    [
        "https://baovinhlong.vn/x",
        "https://notbaodongkhoi.vn/",
        "/home/a/bai.txt",
        "http://[::1",
        "",
    ],
)
def test_other_addresses_have_no_profile(url: str) -> None:
    assert profile_for(url, None) is None


def test_a_named_profile_goes_before_the_domain_and_must_exist() -> None:
    found = profile_for("https://baodongkhoi.vn/x", "hau-giang")
    assert found is not None
    assert found.name == "hau-giang"
    with pytest.raises(SettingsError, match="no profile 'hau-gian'"):
        profile_for("https://baodongkhoi.vn/x", "hau-gian")


def test_every_profile_of_the_program_says_when_it_was_verified() -> None:
    profiles = load_profiles()
    assert {"bao-dong-khoi", "hau-giang"} <= set(profiles)
    assert all(profile.verified for profile in profiles.values())
    assert profiles["hau-giang"].verified == "never, on the live site"
    assert profiles["hau-giang"].place == "Hậu Giang"


def test_the_rules_change_with_the_selectors_and_not_with_the_title() -> None:
    profile = load_profiles()["bao-dong-khoi"]
    assert rules_version(replace(profile, title="Khác")) == rules_version(profile)
    assert rules_version(replace(profile, drop=())) != rules_version(profile)
    assert rules_version(profile).startswith(f"{RULES}:bao-dong-khoi:")
    assert rules_version(None).startswith(f"{RULES}:generic:")
