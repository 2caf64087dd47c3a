"""What ``docs/add-a-source.md`` says of profiles is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from worker.extract.profile import Profile, Selectors, load_profiles, profiles_with, read_profile
from worker.flow.seeds import read_sources, seeds_folder

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/add-a-source.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def keys_of(header: str) -> list[str]:
    """The first cells of the table with this header, without their quotes."""
    rows = PAGE.split(f"\n{header}\n")[1].split("\n\n")[0].splitlines()[1:]
    return [row.split("|")[1].strip(" `") for row in rows]


def test_the_tables_have_every_key_of_a_profile() -> None:
    assert sorted(keys_of("| key | what it says |")) == sorted(f.name for f in fields(Profile))
    of_select = keys_of("| key of `select` | takes | notes |")
    assert sorted(of_select) == sorted(f.name for f in fields(Selectors))


def test_the_profiles_shown_can_be_used_as_they_stand(tmp_path: Path) -> None:
    assert len(EXAMPLES) == 2
    for number, example in enumerate(EXAMPLES):
        (tmp_path / f"{number}.yaml").write_text(example, encoding="utf-8")
    whole = read_profile(tmp_path / "0.yaml")
    assert len(whole.ways) == 2
    part = profiles_with(tmp_path).by_name["bao-can-tho"].select
    assert part.date == (".article-time",)
    assert part.title == load_profiles()["bao-can-tho"].select.title


def test_the_number_of_known_papers_is_right() -> None:
    known = read_sources(seeds_folder() / "sources.yaml")
    assert "Thirty-one papers" in PAGE
    assert len(known) == 31
