"""What the tests of source health share: gates, a watch for sources, polls at an interval."""

from __future__ import annotations

from dataclasses import replace

from tests.fakes import FakeClock
from tests.flow.house import poll_now, reload
from tests.site import Story
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.alert_views import AlertListing
from worker.archive.database.engine import Archive
from worker.archive.sources import troubles
from worker.flow.polling.tally import Tally
from worker.flow.tools import Tools
from worker.model import AlertKind, Channel, ChannelKind, Trouble, Watch

HOUR = 3600
DAY = 24 * HOUR
BOTH = (AlertKind.SOURCE_SILENT, AlertKind.SOURCE_BROKEN)

LOGIN_PAGE = """<!doctype html><html><head><title>Đăng nhập - Báo Sông Hàm</title></head><body>
<form method="post"><input name="ten"><input type="password" name="mat_khau">
<button>Đăng nhập</button></form></body></html>"""
CAPTCHA = """<!doctype html><html><head><title>Just a moment...</title></head><body>
<div id="cf-challenge">Xác minh bạn là con người bằng cách hoàn thành bước dưới đây.</div>
<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script></body></html>"""
NOT_FOUND = """<!doctype html><html><head><title>404 - Không tìm thấy trang | Báo Sông Hàm</title>
</head><body><h1>Không tìm thấy trang</h1><p>Địa chỉ này không có trên trang của chúng tôi nữa, mời
bạn về trang chủ hoặc dùng ô tìm kiếm ở góc phải để đọc những tin khác trong ngày.</p></body></html>
"""
OUT_OF_ORDER = """<!doctype html><html><head><title>Đã có lỗi xảy ra | Báo Sông Hàm</title></head>
<body><h1>Đã có lỗi xảy ra</h1><p>Hệ thống đang bảo trì, xin quý độc giả vui lòng quay lại sau ít
phút nữa. Chúng tôi thành thật xin lỗi vì sự bất tiện này.</p><p>Mã lỗi: 81242</p></body></html>"""
GATES = {
    "login": LOGIN_PAGE,
    "captcha": CAPTCHA,
    "not-found": NOT_FOUND,
    "out-of-order": OUT_OF_ORDER,
}


def watch_sources(
    archive: Archive, query: str = "", kinds: tuple[AlertKind, ...] = BOTH, name: str = "nguồn"
) -> None:
    """Add a watch that wants to know of troubles, and the console if there is none."""
    with archive.write() as tx:
        if not channels.channels(tx):
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))
        watches.add(tx, Watch(name, query, kinds))


def raised(archive: Archive) -> list[AlertListing]:
    """Return the alerts about sources in the order raised."""
    with archive.read() as tx:
        return [one for one in outbox.alerts(tx)[::-1] if one.kind in BOTH]


def told(archive: Archive) -> list[str]:
    return [one.title for one in raised(archive)]


def open_troubles(archive: Archive) -> list[Trouble]:
    with archive.read() as tx:
        return troubles.open_now(tx)


def had(archive: Archive, name: str = "bao-song-ham") -> list[Trouble]:
    """Return the troubles that a source has had, the first first."""
    with archive.read() as tx:
        return troubles.of_source(tx, reload(archive, name).id, 100)[::-1]


async def poll_each(
    tools: Tools, clock: FakeClock, times: int, every: int = HOUR, name: str = "bao-song-ham"
) -> list[Tally]:
    """Poll so many times, each a while after the last."""
    tallies = []
    for _ in range(times):
        clock.advance(every)
        tallies.append(await poll_now(tools, name))
    return tallies


def numbered(story: Story, number: int) -> Story:
    """Return another story after the pattern of one, under an address of its own."""
    return replace(
        story,
        slug=f"tin-so-{number}-a{80000 + number}",
        title=f"{story.title}, tin số {number}",
        paragraphs=(f"Đây là tin số {number} trong loạt bài về xã.", *story.paragraphs),
    )
