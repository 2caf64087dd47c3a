"""A source is tried out; nothing of it is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    count,
    fed_by,
    paper,
    path_of,
    poll_now,
    text_file,
)
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.flow.sources.check import SHOWN, check
from worker.flow.tools import Tools
from worker.model import Way, WayKind


async def test_a_feed_and_its_newest_articles(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    findings = await check(tools, add_source(archive, fed_by(site)))
    assert [one.stage for one in findings] == [
        *("robots", "discover", "article", "article", "dates")
    ]
    assert [one.ok for one in findings] == [True, True, True, True, False]
    assert findings[1].lines == ("articles by feed: 2",)
    title, particulars, witnesses = findings[2].lines
    assert title == BRIDGE.title
    assert particulars == "02/03/2026 08:15; Tin, ảnh: Hạ Vy; 3 paragraphs"
    assert witnesses.endswith("title by profile, body by profile, byline by profile, "
                              "published by profile")  # fmt: skip
    assert findings[4].lines[1] == f"in the future: {site.address}{path_of(SCHOOL)}"
    assert count(archive, "page", "article", "run", "way_state") == (0, 0, 0, 0)


async def test_what_is_wrong_is_a_finding(
    archive: Archive, tools: Tools, site: ProvincialSite, tmp_path: Path
) -> None:
    empty = Story("video-a9", "Video", "02/03/2026", lead="", paragraphs=(), byline="")
    site.stories = [empty, SCHOOL]
    site.robots = f"User-agent: *\nDisallow: /{SCHOOL.slug}\nDisallow: /cam/\n"
    ways = (
        Way(WayKind.FEED, f"{site.address}/rss/khong-con/"),
        Way(WayKind.LISTING, f"{site.address}/cam/"),
        Way(WayKind.FOLDER, str(tmp_path / "khong-co")),
        Way(WayKind.LISTING, f"{site.address}/thoi-su/", r"-a\d+\.html$"),
        Way(WayKind.LISTING, f"{site.address}/thoi-su/", "khong-co-gi"),
    )
    findings = await check(tools, add_source(archive, paper(*ways, allowed=(site.host,))))
    told = [(one.stage, one.ok, one.lines[0]) for one in findings]
    matching = "articles by listing: {} of 4 links, that match {}"
    assert told[0][:2] == ("robots", False)
    assert f"{site.address}/robots.txt disallows it" in told[0][2]
    assert findings[0].lines[1] == "answers 200, 85 bytes"
    assert told[1] == ("discover", False, "feed: answers 404")
    assert told[2][:2] == ("discover", False)
    assert "not asked" in told[2][2]
    assert told[3][:2] == ("discover", False)
    assert told[4] == ("discover", True, matching.format(2, r"-a\d+\.html$"))
    assert told[5][:2] == ("extract", False)
    assert told[5][2].startswith("not an article: ")
    assert told[6][:2] == ("fetch", False)
    assert "not asked" in told[6][2]
    assert told[7] == ("discover", False, matching.format(0, "khong-co-gi"))
    again = f"diemtin source edit bao-song-ham --feed {site.address}/rss/subcate/thoi-su/"
    assert str(findings[7].proposal).startswith(f"{again} --listing {site.address}/thoi-su/")
    assert r"--pattern '-a\d+\.html$'" in str(findings[7].proposal)


async def test_what_to_do_about_robots_txt_depends_on_what_it_answered(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    source = add_source(archive, fed_by(site))
    site.robots = "User-agent: *\nDisallow: /\n"
    forbidden = (await check(tools, source))[0]
    assert str(forbidden.proposal).endswith("allows it: ask the paper")
    site.broken.add("/robots.txt")
    clock.instant += timedelta(days=2)
    unread = (await check(tools, source))[0]
    assert unread.stage == "robots"
    assert str(unread.proposal).endswith("can be read: try again later")


async def test_a_host_that_is_not_reached_has_not_forbidden_anything(
    archive: Archive, tools: Tools
) -> None:
    closed = Way(WayKind.FEED, "http://127.0.0.1:9/rss")
    source = add_source(archive, replace(paper(closed), allowed_hosts=("127.0.0.1:9",)))
    robots = (await check(tools, source))[0]
    assert (robots.stage, robots.ok) == ("robots", False)
    assert str(robots.proposal).endswith("can be read: try again later")


async def test_a_folder_is_tried_too(archive: Archive, tools: Tools, tmp_path: Path) -> None:
    for index in range(SHOWN + 2):
        text_file(tmp_path, f"{index}.txt", f"Tin {index}", f"Bản tin số {index} của trạm đo.")
    findings = await check(tools, add_source(archive, paper(Way(WayKind.FOLDER, str(tmp_path)))))
    assert findings[0].lines == (f"articles by folder: {SHOWN + 2}",)
    assert [one.stage for one in findings[1:]] == ["article"] * SHOWN + ["dates"]
    assert all(one.ok for one in findings)
    assert count(archive, "article") == (0,)


async def test_checking_does_not_spoil_the_next_poll(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [MARKET]
    source = add_source(archive, fed_by(site))
    await check(tools, source)
    assert (await poll_now(tools)).stored == 1
    assert site.not_modified.total() == 0
