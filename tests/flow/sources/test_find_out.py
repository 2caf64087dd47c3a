"""A paper is found out about by its address: real sockets, invented papers of many kinds."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import papers
from tests.fakes import FakeClock
from tests.flow.house import count
from tests.papers import HEADLINES, Page, Paper, open_paper
from worker.archive.database.engine import Archive
from worker.errors import DiemtinError, FetchError
from worker.extract.profile import Profile, Profiles
from worker.flow.sources.asking import MOST_REQUESTS, Asking
from worker.flow.sources.find_out import (
    NothingFound,
    Proposal,
    Wanted,
    find_out,
    looks_like_address,
)
from worker.flow.tools import Tools
from worker.model import Way, WayKind

HERE = ("127.0.0.1", "127.0.0.2")


@pytest.fixture(autouse=True)
def after_the_articles(clock: FakeClock) -> None:
    clock.instant = datetime(2026, 3, 9, tzinfo=UTC)


async def found(tools: Tools, paper: Paper, path: str = "", **wanted: object) -> Proposal:
    with open_paper(paper):
        given = Wanted(f"{paper.address}{path}", allowed=(paper.netloc,), pause=0.0, **wanted)  # type: ignore[arg-type]
        return await find_out(Asking(tools, given.allowed, 0.0), given, ())


async def dead_end(tools: Tools, paper: Paper, path: str = "") -> DiemtinError:
    with pytest.raises(DiemtinError) as raised:
        await found(tools, paper, path)
    assert raised.value.exit_status == 1
    assert "\n" not in str(raised.value)
    return raised.value


def ways(proposal: Proposal, paper: Paper) -> list[tuple[str, str, str | None]]:
    return [
        (way.kind, way.address.removeprefix(paper.address), way.pattern)
        for way in proposal.source.ways
    ]


async def test_a_feed_in_a_link_tag_is_enough(tools: Tools, archive: Archive) -> None:
    paper = papers.fed()
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("feed", "/rss/tin-moi-nhat.rss", None)]
    one = proposal.source
    assert (one.name, one.title, one.place, one.language) == (
        *("bao-song-ham", "Báo Sông Hàm", None, "vi"),
    )
    titles = [sample.reading and sample.reading.article.title for sample in proposal.samples]
    assert titles == list(HEADLINES[:5])
    assert proposal.ways[0].newest == datetime(2026, 3, 8, 0, 30, tzinfo=UTC)
    assert count(archive, "source", "page", "article", "run", "way_state") == (0, 0, 0, 0, 0)
    assert len(paper.asked) <= MOST_REQUESTS
    assert "/feed" not in paper.asked


async def test_of_a_page_that_lists_feeds_the_whole_papers_is_taken(tools: Tools) -> None:
    paper = papers.feed_lister()
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("feed", "/rss/trang-chu.rss", None)]
    assert "/rss/the-thao.rss" not in paper.asked


async def test_a_feed_that_lacks_what_the_front_page_shows_is_not_alone(tools: Tools) -> None:
    paper = papers.listed().with_feed("/feed", 2)
    assert ways(await found(tools, paper), paper) == [
        ("feed", "/feed", None),
        ("listing", "/", r"-a\d+\.html$"),
    ]


async def test_a_feed_that_was_left_behind_is_not_taken(tools: Tools) -> None:
    paper = papers.fed()
    old = papers.rss("Báo Sông Hàm", "{here}", ["/bai-cu-cua-nam-xua-a10.html"], 2019)
    paper._feeds.clear()
    paper.xml("/rss/tin-moi-nhat.rss", old)
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("listing", "/", r"-a\d+\.html$")]
    assert "its newest article is of 08/03/2019" in proposal.vain[0]


async def test_the_front_page_serves_where_there_is_nothing_else(tools: Tools) -> None:
    paper = papers.listed(lambda number, slug: f"/tin-tuc/{slug}")
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("listing", "/", "/[a-z0-9-]{25,}$")]
    assert any("feed: none at the usual places (/rss, " in one for one in proposal.vain)
    assert len(paper.asked) <= MOST_REQUESTS + 1


async def test_a_sitemap_that_robots_txt_names_is_found_through_its_index(tools: Tools) -> None:
    paper = papers.mapped()
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("sitemap", "/so-do.xml", None)]
    assert len(proposal.ways[0].found) == 8
    assert sum(sample.reading is not None for sample in proposal.samples) == 5
    assert "/so-do-2026-02.xml" not in paper.asked


async def test_an_index_of_indexes_leads_to_articles(tools: Tools) -> None:
    paper = papers.mapped()
    paper.text("/robots.txt", "Sitemap: {here}/goc.xml")
    child = "<sitemap><loc>{here}/so-do.xml</loc></sitemap>"
    paper.xml("/goc.xml", f"<sitemapindex>{child}</sitemapindex>")
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("sitemap", "/goc.xml", None)]
    assert len(proposal.ways[0].found) == 8


async def test_a_feed_that_robots_txt_names_as_a_sitemap_is_read_as_one(tools: Tools) -> None:
    paper = papers.mapped()
    paper.text("/robots.txt", "Sitemap: {here}/atom.xml?max-results=500")
    entries = "".join(f'<entry><link href="{path}"/></entry>' for path in paper.articles)
    paper.xml("/atom.xml?max-results=500", f"<feed>{entries}</feed>")
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [("sitemap", "/atom.xml?max-results=500", None)]
    assert len(proposal.ways[0].found) == 8


async def test_a_sitemap_beside_a_feed_is_narrowed_to_articles_and_not_sampled(
    tools: Tools,
) -> None:
    paper = papers.fed()
    paper.text("/robots.txt", "Sitemap: {here}/tat-ca.xml")
    today = "<lastmod>2026-03-09T00:00:00+07:00</lastmod>"
    paths = ("/thoi-su/", "/the-thao/", *paper.articles)
    entries = "".join(f"<url><loc>{{here}}{path}</loc>{today}</url>" for path in paths)
    paper.xml("/tat-ca.xml", f"<urlset>{entries}</urlset>")
    proposal = await found(tools, paper)
    assert ways(proposal, paper) == [
        ("feed", "/rss/tin-moi-nhat.rss", None),
        ("sitemap", "/tat-ca.xml", r"-a\d+\.html$"),
    ]
    assert all(sample.reading for sample in proposal.samples)


async def test_of_a_sitemap_alone_what_looks_like_an_article_is_shown(tools: Tools) -> None:
    paper = papers.mapped()
    sections = "".join(
        f"<url><loc>{{here}}/muc-{n}/</loc><lastmod>2026-03-09</lastmod></url>" for n in "abcdef"
    )
    articles = "".join(f"<url><loc>{{here}}{path}</loc></url>" for path in paper.articles)
    paper.xml("/so-do.xml", f"<urlset>{sections}{articles}</urlset>")
    assert sum(one.reading is not None for one in (await found(tools, paper)).samples) == 5


async def test_a_login_in_a_corner_does_not_shut_a_paper(tools: Tools) -> None:
    paper = papers.mapped()
    corner = '<div class="modal"><input type="password"></div>'
    menu = "".join(f'<li><a href="/muc-{n}/">Mục {n}</a></li>' for n in range(20))
    paper.html("/", f"<ul>{menu}</ul>{corner}")
    assert ways(await found(tools, paper), paper) == [("sitemap", "/so-do.xml", None)]


async def test_a_feed_or_a_section_may_be_named_itself(tools: Tools) -> None:
    paper = papers.listed().with_feed("/rieng/ket-noi")
    assert ways(await found(tools, paper, "/rieng/ket-noi"), paper) == [
        ("feed", "/rieng/ket-noi", None)
    ]
    section = papers.Paper().with_articles().with_front(path="/thoi-su/")
    assert ways(await found(tools, section, "/thoi-su/"), section) == [
        ("listing", "/thoi-su/", r"-a\d+\.html$")
    ]


async def test_a_paper_that_moved_is_taken_at_its_new_address(tools: Tools) -> None:
    old, new = Paper(), papers.fed()
    with ExitStack() as stack:
        stack.enter_context(open_paper(old))
        stack.enter_context(open_paper(new, "127.0.0.2"))
        old.moved("/", f"{new.address}/")
        wanted = Wanted(old.address, allowed=(old.netloc, new.netloc), pause=0.0)
        proposal = await find_out(Asking(tools, wanted.allowed, 0.0), wanted, ())
    assert [way.address for way in proposal.source.ways] == [f"{new.address}/rss/tin-moi-nhat.rss"]


async def test_a_page_that_only_sends_browsers_on_is_followed(tools: Tools) -> None:
    paper = papers.Paper().with_articles().with_front(path="/trang-chu.html")
    paper.html("/", "", '<meta http-equiv="refresh" content="0; url=/trang-chu.html">')
    assert ways(await found(tools, paper), paper) == [
        ("listing", "/trang-chu.html", r"-a\d+\.html$")
    ]


async def test_what_the_user_says_goes_before_what_is_found(tools: Tools) -> None:
    paper = papers.fed()
    proposal = await found(
        *(tools, paper), name="nguon", title="Tên", place="Cà Mau", pattern=r"-a9000[78]\.html"
    )
    one = proposal.source
    assert (one.name, one.title, one.place) == ("nguon", "Tên", "Cà Mau")
    assert ways(proposal, paper) == [("listing", "/", r"-a9000[78]\.html")]
    assert len(proposal.samples) == 2


async def test_a_way_that_was_named_and_does_not_work_is_told(tools: Tools) -> None:
    paper = papers.fed()
    with open_paper(paper):
        gone = Way(WayKind.FEED, f"{paper.address}/khong-co.rss")
        wanted = Wanted(paper.address, ways=(gone,), allowed=(paper.netloc,), pause=0.0)
        with pytest.raises(NothingFound, match=r"feed .*/khong-co\.rss: answers 404"):
            await find_out(Asking(tools, wanted.allowed, 0.0), wanted, ())


async def test_pages_filled_by_scripts_are_out_of_reach(tools: Tools) -> None:
    told = str(await dead_end(tools, papers.scripted()))
    assert "its pages are filled by JavaScript only: out of reach; " in told
    shell = papers.fed()
    for path in shell.articles:
        shell.html(path, '<div id="app"></div><script src="/a.js"></script>')
    told = str(await dead_end(tools, shell))
    assert "its pages are filled by JavaScript only: out of reach; " in told


async def test_case_28_a_login_page_is_told_and_nothing_more_is_asked(tools: Tools) -> None:
    paper = papers.behind_login()
    assert "the page is a login page; what needs a login" in str(await dead_end(tools, paper))
    assert paper.asked == ["/robots.txt", "/"]


async def test_case_28_a_check_for_robots_is_told(tools: Tools) -> None:
    paper = Paper(title="Just a moment...")
    paper.html("/", '<div class="captcha-box">Xác minh bạn là người</div>')
    assert "the page is a check for robots" in str(await dead_end(tools, paper))
    closed = Paper()
    closed.html("/", "no", status=403)
    told = str(await dead_end(tools, closed))
    assert "answered 403 Forbidden" in told
    assert "set DIEMTIN_CONTACT" in told


async def test_case_27_a_pdf_labelled_html_is_told(tools: Tools) -> None:
    paper = Paper(pages={"/": Page(b"%PDF-1.7 ...")})
    assert "the bytes are a PDF, labelled text/html" in str(await dead_end(tools, paper))


async def test_a_site_that_wants_no_robots_is_not_asked(tools: Tools) -> None:
    paper = papers.fed()
    paper.text("/robots.txt", "User-agent: *\nDisallow: /\n")
    error = await dead_end(tools, paper)
    assert isinstance(error, FetchError)
    assert "robots.txt disallows it" in str(error)
    assert paper.asked == ["/robots.txt"]


async def test_a_page_of_menus_says_what_was_tried(tools: Tools) -> None:
    paper = Paper()
    text = "<p>Trang này giới thiệu các chuyên mục của tòa soạn và cách liên hệ.</p>" * 9
    paper.html("/", papers.links("main-menu", papers.MENU) + text)
    told = str(await dead_end(tools, paper))
    assert "found no way to its articles; tried feed: none at the usual places" in told
    assert "no links that look like articles" in told
    assert "diemtin source add NAME --feed" in told
    assert len(paper.asked) <= MOST_REQUESTS


async def test_papers_whose_pages_cannot_be_read_are_told_with_the_reason(tools: Tools) -> None:
    paper = papers.fed()
    for path in paper.articles:
        paper.html(path, "<h1>Không tìm thấy</h1>")
    told = str(await dead_end(tools, paper))
    assert "none of its 5 newest pages could be read as an article; the first, " in told


async def test_pages_that_cannot_be_fetched_speak_of_no_profile(tools: Tools) -> None:
    paper = papers.fed()
    for path in paper.articles:
        paper.html(path, "<h1>Bảo trì</h1>", status=503)
    told = str(await dead_end(tools, paper))
    assert "none of its 5 newest pages could be fetched; the first, " in told
    assert "answered 503" in told
    assert told.endswith("try again later")


async def test_a_site_whose_robots_txt_fails_may_be_tried_later(tools: Tools) -> None:
    paper = papers.fed()
    paper.pages["/robots.txt"] = Page(b"", status=503)
    told = str(await dead_end(tools, paper))
    assert "robots.txt cannot be read" in told
    assert told.endswith("try again later")


async def test_the_profile_of_the_domain_goes_before_all_guesses(tools: Tools) -> None:
    paper = papers.fed()
    with open_paper(paper):
        way = Way(WayKind.LISTING, f"{paper.address}/", r"-a\d+\.html$")
        known = Profile("song-ham", "Báo Sông Hàm (cũ)", "Cà Mau", ("127.0.0.1",), (way,))
        told = replace(tools, profiles=Profiles({"song-ham": known}))
        wanted = Wanted(paper.address, allowed=(paper.netloc,), pause=0.0)
        proposal = await find_out(Asking(told, wanted.allowed, 0.0), wanted, ("song-ham",))
    one = proposal.source
    assert (one.title, one.place, one.ways) == ("Báo Sông Hàm (cũ)", "Cà Mau", (way,))
    assert (one.name, one.profile, proposal.profile) == ("bao-song-ham-cu", None, "song-ham")
    assert "/rss/tin-moi-nhat.rss" not in paper.asked


async def test_where_the_ways_of_a_profile_work_no_more_others_are_found(tools: Tools) -> None:
    paper = papers.fed()
    with open_paper(paper):
        way = Way(WayKind.FEED, f"{paper.address}/rss/khong-con/")
        known = Profile("song-ham", "Báo Sông Hàm", None, ("127.0.0.1",), (way,))
        told = replace(tools, profiles=Profiles({"song-ham": known}))
        wanted = Wanted(paper.address, allowed=(paper.netloc,), pause=0.0)
        proposal = await find_out(Asking(told, wanted.allowed, 0.0), wanted, ())
    assert ways(proposal, paper) == [("feed", "/rss/tin-moi-nhat.rss", None)]
    assert proposal.source.name == "song-ham"
    assert "answers 404" in proposal.vain[0]


async def test_an_address_that_is_not_there_says_so(tools: Tools) -> None:
    assert "answers 404; check the address in a browser" in str(await dead_end(tools, Paper()))


async def test_a_host_alone_is_asked_by_https_and_then_by_http(tools: Tools) -> None:
    paper = papers.fed()
    with open_paper(paper):
        wanted = Wanted(paper.netloc, allowed=(paper.netloc,), pause=0.0)
        proposal = await find_out(Asking(tools, wanted.allowed, 0.0), wanted, ())
    assert proposal.source.ways[0].address.startswith(f"http://{paper.netloc}/")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://baocamau.vn", True),
        ("http://127.0.0.1:8000/", True),
        ("baocamau.vn", True),
        ("www.baocamau.vn/thoi-su/", True),
        ("127.0.0.1:8000", True),
        ("bao-ca-mau", False),
        ("Báo Cà Mau", False),
        ("./thu-muc", False),
        ("ftp://baocamau.vn", False),
        ("", False),
    ],
)
def test_addresses_are_told_from_names(text: str, is_one: bool) -> None:
    assert looks_like_address(text) is is_one
