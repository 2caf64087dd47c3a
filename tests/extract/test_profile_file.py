"""Profile files as people write them: their mistakes, and a user's own beside the program's."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.errors import SettingsError
from worker.extract.profile import Profiles, load_profiles, profiles_with, read_profile
from worker.model import Way, WayKind

GOOD = """\
name: bao-song-ninh
title: Báo Sông Ninh
domains:
  - songninh.example
  - baosongninh.example
ways:
  - feed: https://songninh.example/rss
  - listing: https://songninh.example/
    pattern: '-a\\d+'
verified: 2026-03-01
select:
  title: h1.tieu-de
  body:
    - div.noi-dung
    - div.than-bai
"""


def written(folder: Path, text: str, name: str = "p.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistake(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_profile(path)
    line = str(caught.value)
    assert line.startswith(f"{path}:")
    return line.removeprefix(f"{path}:")


def test_a_profile_says_how_to_ask_for_what_is_new(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path, GOOD))
    assert profile.ways == (
        Way(WayKind.FEED, "https://songninh.example/rss"),
        Way(WayKind.LISTING, "https://songninh.example/", r"-a\d+"),
    )
    assert profile.verified == "2026-03-01"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - baosongninh", "  - https://baosongninh", "5: domains is 'https://baosong"),
        ("    - div.than-bai", "    - 'div['", "15: body: 'div[' is no CSS selector"),
        ("    - div.than-bai", "    - [một]", "13: body is something else; expected a text"),
        ("  title: h1", "  body: h1", "13: 'body' stands twice"),
        ("name: bao", "name: Báo ", "1: name is 'Báo -song-ninh'; expected small letters"),
        ("name: bao-song-ninh", "name: ~", "1: name is missing"),
        ("verified: 2026-03-01\n", "", "1: verified is missing"),
        ("    pattern: '-a\\d+'", "    pattern: '('", "9: pattern '(' is no regular"),
        ("  - feed: https", "  - feed: ftp", "7: 'ftp://songninh.example/rss' is no web"),
        ("  - feed: https://songninh.example/rss", "  - pattern: a", "7: no address in a way"),
        ("/rss\n", "/rss\n    pattern: a\n", "8: a feed has no pattern"),
        ("/rss\n", "/rss\n    listing: https://a.example/\n", "7: feed and listing in a way"),
        ("  - feed: https://songninh.example/rss", "  - feed", "7: holds no keys"),
        ("ways:\n", "ways: a\nway:\n", "7: unknown key 'way'; expected one of"),
        ("  title: h1.tieu-de", "  tittle: h1", "12: unknown key 'tittle'"),
        ("  title: h1.tieu-de", "\ttitle: h1", "12: is no YAML"),
        ("title: Báo", "title: [Báo", "2: title is something else"),
    ],
)
def test_case_78_every_mistake_names_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    if "[Báo" in new:
        text = text.replace("[Báo Sông Ninh", "[Báo Sông Ninh]", 1)
    assert told in mistake(written(tmp_path, text))


def test_case_78_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"name: mot\ntitle: B\xe1o\n")
    assert mistake(path).startswith("2: is not UTF-8")
    path.write_bytes(b"name: mot\ntitle: B\x07o\n")
    assert mistake(path) == "2: holds a control character"
    assert "nested too deeply" in mistake(written(tmp_path, "[" * 20_000))
    assert "holds no keys" in mistake(written(tmp_path, ""))
    with pytest.raises(SettingsError, match="cannot be read"):
        read_profile(tmp_path / "nosuch.yaml")


def test_case_78_two_files_cannot_claim_one_name_or_domain(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "a.yaml")
    twin = written(tmp_path, GOOD.replace("name: bao", "name: tin"), "b.yaml")
    with pytest.raises(SettingsError, match=r"songninh\.example' stands in a\.yaml too") as caught:
        profiles_with(tmp_path)
    assert str(caught.value).startswith(f"{twin}:3: ")
    written(tmp_path, GOOD, "b.yaml")
    with pytest.raises(SettingsError, match=r"'bao-song-ninh' stands in a\.yaml too"):
        profiles_with(tmp_path)


@pytest.mark.parametrize(
    ("like", "told"),
    [("bao-can-to", "did you mean 'bao-can-tho'"), ("bao-song-ninh", "the name of another")],
)
def test_like_what_is_not_there_is_told_with_its_line(tmp_path: Path, like: str, told: str) -> None:
    path = written(tmp_path, f"like: {like}\n{GOOD}")
    with pytest.raises(SettingsError, match=told) as caught:
        profiles_with(tmp_path)
    assert str(caught.value).startswith(f"{path}:1: cannot be like '{like}'")


def test_like_may_name_one_of_the_program_that_is_itself_like_another(tmp_path: Path) -> None:
    written(tmp_path, f"like: bao-can-tho\n{GOOD}")
    found = profiles_with(tmp_path).by_name["bao-song-ninh"].select
    assert found.title == ("h1.tieu-de",)
    assert found.date == load_profiles()["bao-dong-khoi"].select.date


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert profiles_with(tmp_path / "nosuch") == Profiles()
    assert Profiles().by_name == load_profiles()


def test_of_two_for_one_domain_the_users_own_counts(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace("baosongninh.example", "baocantho.com.vn"))
    profiles = profiles_with(tmp_path)
    found = profiles.find("https://www.baocantho.com.vn/x-a1.html", None)
    assert found is not None
    assert found.name == "bao-song-ninh"
    named = profiles.find("https://www.baocantho.com.vn/x-a1.html", "bao-can-tho")
    assert named is not None
    assert named.name == "bao-can-tho"
