"""Polls and checks read pages by the profiles that they are handed, a user's own included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.flow.house import BRIDGE, PROFILE, add_source, fed_by, path_of, poll_now, shown_at
from tests.site import ProvincialSite
from worker.archive.engine import Archive
from worker.extract.profile import profiles_with
from worker.flow.check import check
from worker.flow.tools import Tools


def with_own(tools: Tools, folder: Path) -> Tools:
    """Hand over a profile for the site that takes its byline for its category."""
    (folder / "cua-toi.yaml").write_text(
        f"name: cua-toi\ntitle: Của tôi\nlike: {PROFILE}\nverified: never\n"
        "select:\n  category: 'p strong'\n",
        encoding="utf-8",
    )
    return replace(tools, profiles=profiles_with(folder))


async def test_a_poll_reads_by_a_profile_of_the_users_own(
    archive: Archive, tools: Tools, site: ProvincialSite, tmp_path: Path
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, replace(fed_by(site), profile="cua-toi"))
    tally = await poll_now(with_own(tools, tmp_path))
    assert (tally.stored, tally.error) == (1, None)
    assert shown_at(archive, site.address + path_of(BRIDGE)).sightings[0].category == BRIDGE.byline


async def test_a_check_knows_it_too_and_tells_of_one_that_is_gone(
    archive: Archive, tools: Tools, site: ProvincialSite, tmp_path: Path
) -> None:
    site.stories = [BRIDGE]
    source = add_source(archive, replace(fed_by(site), profile="cua-toi"))
    assert all(one.ok for one in await check(with_own(tools, tmp_path), source))
    [_, _, page] = await check(tools, source)
    assert not page.ok
    assert "there is no profile 'cua-toi'" in page.lines[0]
    assert "--profile" in str(page.proposal)
