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
from worker.archive.alerts import channels, watches
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.extract.profile import profiles_with
from worker.flow.polling.tally import Tally
from worker.flow.search.history import history
from worker.flow.sending.dispatch import dispatch
from worker.flow.sources.check import check
from worker.flow.tools import Tools
from worker.model import OF_ARTICLES, Channel, ChannelKind, Watch

PROMOTION = '<p class="x1">Xe máy trả góp, lãi suất thấp trong tháng này.</p>'


BYLINE_FOR_CATEGORY = "select:\n  category: 'p strong'\n"
PROMOTION_FOR_TEXT = "drop: [p.khac]\n"
PROMOTION_LEFT_OUT = "drop: [p.x1]\n"


def with_own(tools: Tools, folder: Path, rules: str) -> Tools:
    """Hand over a profile of the user's for the site, with these rules."""
    (folder / "cua-toi.yaml").write_text(
        f"name: cua-toi\ntitle: Của tôi\nlike: {PROFILE}\nverified: never\n{rules}",
        encoding="utf-8",
    )
    return replace(tools, profiles=profiles_with(folder))


def own_source(archive: Archive, site: ProvincialSite) -> StoredSource:
    """Add the site as a source that is read by the user's profile."""
    return add_source(archive, replace(fed_by(site), profile="cua-toi"))


async def test_a_poll_reads_by_a_profile_of_the_users_own(
    archive: Archive, tools: Tools, site: ProvincialSite, tmp_path: Path
) -> None:
    site.stories = [BRIDGE]
    own_source(archive, site)
    tally = await poll_now(with_own(tools, tmp_path, BYLINE_FOR_CATEGORY))
    assert (tally.stored, tally.error) == (1, None)
    assert shown_at(archive, site.address + path_of(BRIDGE)).sightings[0].category == BRIDGE.byline


async def test_a_check_knows_it_too_and_tells_of_one_that_is_gone(
    archive: Archive, tools: Tools, site: ProvincialSite, tmp_path: Path
) -> None:
    site.stories = [BRIDGE]
    source = own_source(archive, site)
    assert all(
        one.ok for one in await check(with_own(tools, tmp_path, BYLINE_FOR_CATEGORY), source)
    )
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


class Reader:
    """Follows the bridge by some queries, and polls the site by a profile that is mended."""

    def __init__(self, tools: Tools, site: ProvincialSite, folder: Path, *queries: str) -> None:
        self._tools, self._site, self._folder = tools, site, folder
        own_source(tools.archive, site)
        with tools.archive.write() as tx:
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))
            for query in queries:
                watches.add(tx, Watch(query, query, OF_ARTICLES))

    async def polls(self, rules: str) -> Tally:
        """Poll by a profile with these rules, and deliver what that raises."""
        tally = await poll_now(with_own(self._tools, self._folder, rules))
        await dispatch(self._tools)
        return tally

    async def reads_an_edit_better(self, clock: FakeClock, old: str, new: str) -> Tally:
        """Poll with the promotion taken for text; then without, of an edited page."""
        advertising(self._site, promotion=PROMOTION)
        await self.polls(PROMOTION_FOR_TEXT)
        advertising(self._site, promotion="", old=old, new=new)
        clock.advance(RECHECK_AFTER.total_seconds() + 1)
        return await self.polls(PROMOTION_LEFT_OUT)


async def test_an_edit_is_told_without_what_a_better_profile_leaves_out(
    archive: Archive,
    tools: Tools,
    clock: FakeClock,
    courier: KeepingCourier,
    site: ProvincialSite,
    tmp_path: Path,
) -> None:
    reader = Reader(tools, site, tmp_path, "cầu")
    tally = await reader.reads_an_edit_better(clock, "hơn dự kiến", "chưa hơn dự kiến")
    assert tally.alerts == 1
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
    tools: Tools, clock: FakeClock, courier: KeepingCourier, site: ProvincialSite, tmp_path: Path
) -> None:
    reader = Reader(tools, site, tmp_path, "cầu NOT lãi", "lãi suất")
    await reader.reads_an_edit_better(clock, "hơn", "không hơn")
    told = [(one.kind, one.watch) for outgoing in courier.taken for one in outgoing.alerts]
    assert told == [("appeared", "lãi suất"), ("appeared", "cầu NOT lãi")]
