"""Polls and checks read pages by the profiles that they are handed, a user's own included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    PROFILE,
    RECHECK_AFTER,
    KeepingCourier,
    add_source,
    count,
    edited,
    fed_by,
    found,
    path_of,
    poll_now,
    shown_at,
)
from tests.site import ProvincialSite
from worker.archive import channels, watches
from worker.archive.engine import Archive
from worker.extract.profile import profiles_with
from worker.flow.check import check
from worker.flow.dispatch import dispatch
from worker.flow.history import history
from worker.flow.tools import Tools
from worker.model import OF_ARTICLES, Channel, ChannelKind, Watch

PROMOTION = '<p class="qc">Xe máy trả góp, lãi suất thấp trong tháng này.</p>'


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


def advertising(site: ProvincialSite, *, promotion: str, old: str = "", new: str = "") -> None:
    """Let the site show the bridge with a promotion in its text, some words of it changed."""
    site.stories = [edited(BRIDGE, old, new) if old else BRIDGE]
    site.instead.clear()
    page = site.page(path_of(BRIDGE))
    assert page is not None
    whole = page[1].replace("<p>Cây cầu", f"{promotion}<p>Cây cầu")
    site.instead[path_of(BRIDGE)] = whole


def dropping(tools: Tools, folder: Path, *, promotions: bool) -> Tools:
    """Hand over a profile for the site that leaves promotions out, or takes them for text."""
    rules = "drop: [p.qc]\n" if promotions else "drop: [p.khac]\n"
    (folder / "cua-toi.yaml").write_text(
        f"name: cua-toi\ntitle: Của tôi\nlike: {PROFILE}\nverified: never\n{rules}",
        encoding="utf-8",
    )
    return replace(tools, profiles=profiles_with(folder))


async def test_an_edit_is_told_without_what_a_better_profile_leaves_out(
    archive: Archive,
    tools: Tools,
    clock: FakeClock,
    courier: KeepingCourier,
    site: ProvincialSite,
    tmp_path: Path,
) -> None:
    advertising(site, promotion=PROMOTION)
    add_source(archive, replace(fed_by(site), profile="cua-toi"))
    with archive.write() as tx:
        channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        watches.add(tx, Watch("cầu", "cầu", OF_ARTICLES))
    await poll_now(dropping(tools, tmp_path, promotions=False))
    advertising(site, promotion="", old="hơn dự kiến", new="chưa hơn dự kiến")
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    assert (await poll_now(dropping(tools, tmp_path, promotions=True))).alerts == 1
    await dispatch(tools)
    told = courier.taken[-1].alerts[0]
    assert told.change is not None
    [sentence] = told.change.sentences
    assert [run.text.strip() for run in sentence.runs if run.state != "kept"] == ["chưa"]
    assert [(one.what, one.come) for one in told.change.named] == [("negation", "chưa")]
    with archive.read() as tx:
        _, [page] = history(tx, told.number or 0)
    read_so, edit = page.steps
    assert (read_so.same_bytes, edit.same_bytes) == (True, False)
    assert read_so.after.first_seen == page.first.last_seen < edit.after.first_seen
    assert edit.difference == told.change
    assert count(archive, "raw_page", "capture") == (2, 3)
    assert found(archive, "lãi suất") == [0]


async def test_a_watch_that_only_the_better_reading_matches_is_told_that_it_appeared(
    archive: Archive,
    tools: Tools,
    clock: FakeClock,
    courier: KeepingCourier,
    site: ProvincialSite,
    tmp_path: Path,
) -> None:
    advertising(site, promotion=PROMOTION)
    add_source(archive, replace(fed_by(site), profile="cua-toi"))
    with archive.write() as tx:
        channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        for query in ("cầu NOT lãi", "lãi suất"):
            watches.add(tx, Watch(query, query, OF_ARTICLES))
    await poll_now(dropping(tools, tmp_path, promotions=False))
    advertising(site, promotion="", old="hơn", new="không hơn")
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    await poll_now(dropping(tools, tmp_path, promotions=True))
    await dispatch(tools)
    told = [(one.kind, one.watch) for outgoing in courier.taken for one in outgoing.alerts]
    assert told == [("appeared", "lãi suất"), ("appeared", "cầu NOT lãi")]
