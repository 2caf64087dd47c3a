from __future__ import annotations

import asyncio
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.deliver.alerts import ALERT, alert, hostile_title, outgoing
from worker.deliver.channels.atom import KEPT, deliver, file_name
from worker.model import AlertView, ChannelKind, Delivered, Failed, Outgoing


def to(folder: Path, *alerts: AlertView, id_: str = "a", digest: bool = False) -> Outgoing:
    made = outgoing(*alerts, kind=ChannelKind.FEED, address=str(folder), digest=digest)
    return replace(made, id=id_)


def numbered(n: int) -> AlertView:
    at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=n)
    return alert(id=n, title=f"Tin số {n}", created_at=at)


def read(path: Path) -> Any:
    """Return the feed as feedparser reads it, which must find nothing to complain of."""
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    for one in (feed.feed, *feed.entries):
        assert one.id.startswith("urn:uuid:")
        assert one.title
        assert one.updated_parsed
    return feed


async def test_an_alert_is_an_entry_of_its_watch_s_feed(tmp_path: Path) -> None:
    assert await deliver(to(tmp_path), Path("/")) == Delivered()
    feed = read(tmp_path / "mat-bang.atom")
    [entry] = feed.entries
    assert feed.feed.title == "Điểm Tin: mat-bang"
    assert (entry.title, entry.link) == (ALERT.title, ALERT.url)
    assert entry.author == "Báo Sơn Bình"
    assert entry.updated_parsed[:5] == (2026, 3, 2, 0, 40)
    assert entry.published_parsed[:5] == (2026, 3, 1, 23, 5)
    assert "【giải phóng mặt bằng】" in entry.summary
    assert [tag.term for tag in entry.tags] == ["appeared"]


async def test_each_watch_has_a_feed_and_the_newest_stands_first(tmp_path: Path) -> None:
    digest = [numbered(1), replace(numbered(2), watch="khac"), numbered(3)]
    await deliver(to(tmp_path, *digest, digest=True), Path("/"))
    await deliver(to(tmp_path, numbered(2), id_="b"), Path("/"))
    titles = [entry.title for entry in read(tmp_path / "mat-bang.atom").entries]
    assert titles == ["Tin số 3", "Tin số 2", "Tin số 1"]
    assert len(read(tmp_path / "khac.atom").entries) == 1


async def test_case_60_a_repetition_under_the_same_id_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        await deliver(to(tmp_path), Path("/"))
        content = (tmp_path / "mat-bang.atom").read_bytes()
    feed = read(tmp_path / "mat-bang.atom")
    await deliver(to(tmp_path), Path("/"))
    assert (tmp_path / "mat-bang.atom").read_bytes() == content
    await deliver(to(tmp_path, numbered(9), id_="b"), Path("/"))
    assert read(tmp_path / "mat-bang.atom").feed.id == feed.feed.id
    assert len(read(tmp_path / "mat-bang.atom").entries) == 2


async def test_a_feed_keeps_the_newest_hundred(tmp_path: Path) -> None:
    await deliver(to(tmp_path, *(numbered(n) for n in range(150)), digest=True), Path("/"))
    entries = read(tmp_path / "mat-bang.atom").entries
    assert len(entries) == KEPT
    assert (entries[0].title, entries[-1].title) == ("Tin số 149", "Tin số 50")


async def test_case_80_markup_and_controls_of_a_page_stay_text(tmp_path: Path) -> None:
    title = hostile_title() + "\x00\ud800\ufffe & ]]> <script>"
    hostile = alert(title=title, text=f"{title}\n\nx", source_title="<i>\x07", url='/mẫu "a"<b>')
    await deliver(to(tmp_path, hostile), Path("/"))
    raw = (tmp_path / "mat-bang.atom").read_text("utf-8")
    assert "<b>" not in raw
    assert "<script>" not in raw
    [entry] = read(tmp_path / "mat-bang.atom").entries
    assert entry.link == "/m%E1%BA%ABu%20%22a%22%3Cb%3E"
    assert "{evil}" in entry.title


@pytest.mark.parametrize(
    ("watch", "begins"),
    [("Cầu Rạch Đình", "cau-rach-dinh-"), ("../../etc/passwd", "etc-passwd-"), ("…", "watch-")],
)
def test_a_watch_of_any_name_has_a_file_of_its_own(watch: str, begins: str) -> None:
    name = file_name(watch)
    assert name.startswith(begins)
    assert "/" not in name
    assert name != file_name(watch + " ")


async def test_a_feed_that_was_spoiled_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "mat-bang.atom"
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for spoiled in (b"<feed", b"<html/>", b"\xff\xfe", b"", bomb):
        path.write_bytes(spoiled)
        assert await deliver(to(tmp_path), Path("/")) == Delivered()
        assert len(read(path).entries) == 1
        assert (tmp_path / "mat-bang.atom.broken").read_bytes() == spoiled


async def test_a_folder_that_is_gone_is_a_failure_that_may_pass(tmp_path: Path) -> None:
    outcome = await deliver(to(tmp_path / "mất"), Path("/"))
    assert isinstance(outcome, Failed)
    assert not outcome.lasting
    assert "No such file" in outcome.error


async def test_a_feed_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "mat-bang.atom"
    (tmp_path / ".mat-bang.atom.new").write_bytes(b"<feed")  # a kill while it was written
    await deliver(to(tmp_path), Path("/"))
    assert stat.S_IMODE(path.stat().st_mode) & 0o044
    path.chmod(0o600)
    before = path.open("rb")
    await deliver(to(tmp_path, numbered(1), id_="b"), Path("/"))
    with before:
        assert before.read().endswith(b"</feed>"), "who reads the old one reads it to its end"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["mat-bang.atom"]


async def test_many_at_once_lose_no_entry(tmp_path: Path) -> None:
    await asyncio.gather(
        *(deliver(to(tmp_path, numbered(n), id_=str(n)), Path("/")) for n in range(30))
    )
    assert len(read(tmp_path / "mat-bang.atom").entries) == 30


async def test_a_notice_of_the_service_has_a_feed_too(tmp_path: Path) -> None:
    notice = replace(to(tmp_path), alerts=(), notice="Kênh moc đã bị tắt\n\nLệnh: …")
    assert await deliver(notice, Path("/")) == Delivered()
    [entry] = read(tmp_path / "diemtin.atom").entries
    assert (entry.title, entry.summary) == ("Kênh moc đã bị tắt", "Lệnh: …")
