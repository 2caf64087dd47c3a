"""Servers whose "not modified" is not to be believed, on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes import FakeClock
from tests.fetch.servers import Asked, Script, Site, answer
from tests.flow.house import add_source, count, paper, poll_now
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.archive.sources.sources import WayMemory
from worker.flow.polling import conditional, discovery
from worker.flow.tools import Tools
from worker.model import Source, Way, WayKind

HOUR = 3600
SAME = '"khong-doi"'


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: what is asked here is the same to both."""
    return sqlite_url


class Lying:
    """A feed whose answers to conditional requests are as ``rule`` says; it counts what is sent."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.items = 1
        self.conditional = 0
        self.whole = 0
        self.tags: list[str] = []

    def feed(self) -> bytes:
        links = "".join(
            f"<item><title>Tin {n}</title><link>http://127.0.0.1:9/tin-{n}-a{n}.html</link></item>"
            for n in range(self.items)
        )
        return f'<rss version="2.0"><channel><title>Tin</title>{links}</channel></rss>'.encode()

    async def __call__(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        tag = asked.headers.get("if-none-match")
        if tag is None:
            self.whole += 1
        else:
            self.conditional += 1
            self.tags.append(tag)
        writer.write(getattr(self, f"_{self.rule}")(tag))

    def _for_ever(self, tag: str | None) -> bytes:
        """Say that nothing has changed to whoever names the tag, which never changes."""
        if tag is not None:
            return answer(status="304 Not Modified")
        return answer(self.feed(), ETag=SAME, Content_Type="application/rss+xml")

    def _always_new(self, tag: str | None) -> bytes:
        """Give a tag of its own to each answer."""
        fresh = f'"{self.whole + self.conditional}"'
        return answer(self.feed(), ETag=fresh, Content_Type="application/rss+xml")

    def _empty(self, tag: str | None) -> bytes:
        """Answer conditional requests with an empty page."""
        body = b"" if tag is not None else self.feed()
        return answer(body, ETag=SAME, Content_Type="application/rss+xml")

    def _apache(self, tag: str | None) -> bytes:
        """Add -gzip to a tag and know only the bare one again."""
        if tag is not None and '"goc"' in tag.split(", "):
            return answer(status="304 Not Modified")
        return answer(self.feed(), ETag='"goc-gzip"', Content_Type="application/rss+xml")

    def _weak(self, tag: str | None) -> bytes:
        """Give a weak tag, and know it again as it was."""
        if tag == f'W/"{self.items}"':
            return answer(status="304 Not Modified")
        return answer(self.feed(), ETag=f'W/"{self.items}"', Content_Type="application/rss+xml")

    def _unsendable(self, tag: str | None) -> bytes:
        """Give a tag with letters that no header of a request can hold."""
        return answer(self.feed(), ETag='"điểm"', Content_Type="application/rss+xml")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    opened = await Site({}).start()
    yield opened
    await opened.stop()


def publishing(site: Site, script: Script) -> Source:
    site.pages["/rss"] = script
    feed = Way(WayKind.FEED, site.url("/rss"))
    return replace(paper(feed, allowed=site.allowed))


async def test_a_feed_that_says_304_for_ever_is_asked_whole_in_time_and_then_always(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock
) -> None:
    feed = Lying("for_ever")
    add_source(archive, publishing(site, feed))
    await poll_now(tools)
    feed.items = 3
    clock.advance(1800)
    assert (await poll_now(tools)).discovered == 0, "it is believed at first"
    found = 0
    for _ in range(24):
        clock.advance(HOUR)
        found = found or (await poll_now(tools)).discovered
    assert found == 3
    asked = feed.conditional
    feed.items = 4
    clock.advance(600)
    assert (await poll_now(tools)).discovered == 4
    assert feed.conditional == asked, "it is asked whole from now on"


async def test_a_lively_feed_that_denies_its_news_is_found_out_within_hours(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock
) -> None:
    feed = Lying("for_ever")
    add_source(archive, publishing(site, feed))
    await poll_now(tools)
    with archive.write() as tx:
        sources.finish_first_poll(tx, 1, clock.now())
    for _ in range(72):  # an honest feed at first: other bytes, another tag
        clock.advance(1200)
        feed.items += 1
        feed.rule = "always_new"
        await poll_now(tools)
    feed.rule = "for_ever"
    clock.advance(1200)
    await poll_now(tools)
    hours, found = 0, 0
    while not found and hours < 24:
        feed.items += 1
        clock.advance(HOUR)
        found = (await poll_now(tools)).discovered
        hours += 1
    assert 1 < hours <= 8


async def test_a_body_that_is_the_same_under_a_new_etag_is_not_read_again(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Lying("always_new")
    add_source(archive, publishing(site, feed))
    await poll_now(tools)

    def read(*_: object) -> None:
        raise AssertionError("it was read again")

    with monkeypatch.context() as patch:
        patch.setattr(discovery, "read_way", read)
        for _ in range(3):
            clock.advance(600)
            tally = await poll_now(tools)
            assert (tally.answered, tally.error) == (1, None)
    assert feed.tags == ['"1"', '"2"', '"3"'], "the newest tag is named"
    feed.items = 2
    assert (await poll_now(tools)).discovered == 2


async def test_an_empty_answer_to_a_condition_is_asked_again_without(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock
) -> None:
    feed = Lying("empty")
    add_source(archive, publishing(site, feed))
    await poll_now(tools)
    feed.items = 2
    clock.advance(600)
    tally = await poll_now(tools)
    assert (tally.discovered, feed.conditional, feed.whole) == (2, 1, 2)


@pytest.mark.parametrize(("rule", "named"), [("apache", '"goc-gzip", "goc"'), ("weak", 'W/"1"')])
async def test_compressed_and_weak_etags_are_known_again(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock, rule: str, named: str
) -> None:
    feed = Lying(rule)
    add_source(archive, publishing(site, feed))
    for _ in range(3):
        await poll_now(tools)
        clock.advance(600)
    assert (feed.whole, feed.conditional, feed.tags[-1]) == (1, 2, named)


async def test_an_etag_that_cannot_be_sent_is_left_out_and_breaks_nothing(
    archive: Archive, tools: Tools, site: Site, clock: FakeClock
) -> None:
    feed = Lying("unsendable")
    add_source(archive, publishing(site, feed))
    for _ in range(2):
        clock.advance(600)
        assert (await poll_now(tools)).error is None or count(archive, "page") == (1,)
    assert (feed.whole, feed.conditional) == (2, 0)


def test_validators_that_no_header_holds_are_not_sent() -> None:
    for odd in ("", "điểm", '"a\nb"', "x" * 600, " a", None):
        assert conditional.sendable(odd) is None
    for good in ('"a"', 'W/"a b"', "Mon, 02 Mar 2026 01:00:00 GMT"):
        assert conditional.sendable(good) == good


def test_a_liar_is_forgiven_after_a_month_and_a_clock_set_back_is_no_proof() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    memory = WayMemory('"a"', None, "d", whole_at=now - timedelta(minutes=5))
    assert conditional.is_credible(memory, now) is True
    lied = replace(memory, lied_at=now - timedelta(days=29))
    assert conditional.is_credible(lied, now) is False
    assert conditional.is_credible(replace(lied, lied_at=now - timedelta(days=31)), now) is True
    assert conditional.is_credible(memory, now - timedelta(hours=2)) is False
    assert conditional.is_credible(memory, now + timedelta(hours=2)) is None


async def test_a_feed_that_was_cut_off_is_asked_whole_again(
    archive: Archive, tools: Tools, clock: FakeClock
) -> None:
    feed = Lying("for_ever")
    feed.items = 9
    whole = feed.feed()
    cut = whole[: whole.index(b"tin-4-")]

    async def cut_once(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.headers.get("if-none-match"):
            writer.write(answer(status="304 Not Modified", ETag=SAME))
        else:
            writer.write(answer(cut if feed.whole == 0 else whole, ETag=SAME))
        feed.whole += 1

    site = await Site({"/rss": cut_once}).start()
    add_source(archive, paper(Way(WayKind.FEED, site.url("/rss")), allowed=site.allowed))
    await poll_now(tools)
    assert count(archive, "page") == (4,)
    clock.advance(60)
    await poll_now(tools)
    assert count(archive, "page") == (9,)
    await site.stop()
