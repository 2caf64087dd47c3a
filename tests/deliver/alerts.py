"""Alerts for the tests of delivery: invented papers, places and persons."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from worker.deliver.messages.evidence import sentence
from worker.deliver.messages.specimens import fact, found
from worker.model import (
    AlertKind,
    AlertView,
    Channel,
    ChannelKind,
    Language,
    Outgoing,
    Precision,
    Reason,
)

TITLE = "Chủ tịch huyện Sơn Bình kiểm tra tuyến đê ven sông"
LEAD = (
    "Sáng nay, Chủ tịch Ủy ban nhân dân huyện Sơn Bình Lương Khắc Tâm dẫn đầu đoàn công tác "
    "kiểm tra tuyến đê ven sông Vàm Lúa."
)
SECOND = (
    "Theo báo cáo, công tác giải phóng mặt bằng đã đạt 80%. Còn 12 hộ dân chưa nhận tiền đền bù. "
    "Ông Lương Khắc Tâm yêu cầu hoàn tất trước mùa mưa."
)
TEXT = f"{TITLE}\n\n{LEAD}\n\n{SECOND}"


HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def reason(surface: str, via: str = "phrase", confidence: float = 1.0, text: str = TEXT) -> Reason:
    return found(text, surface, via, confidence)


ALERT = AlertView(
    id=7,
    kind=AlertKind.APPEARED,
    watch="mat-bang",
    query='"giải phóng mặt bằng" official:"Lương Khắc Tâm"',
    number=12,
    content_hash=HASH,
    title=TITLE,
    text=TEXT,
    url="https://baosonbinh.example/tin/kiem-tra-de-12.html",
    source="bao-son-binh",
    source_title="Báo Sơn Bình",
    published_at=datetime(2026, 3, 1, 23, 5, tzinfo=UTC),
    published_precision=Precision.MINUTE,
    captured_at=datetime(2026, 3, 2, 0, 40, tzinfo=UTC),
    created_at=datetime(2026, 3, 2, 0, 40, 1, tzinfo=UTC),
    reasons=(reason("giải phóng mặt bằng"), reason("Lương Khắc Tâm", "name", 0.82)),
)


def in_english(reason: Reason) -> str:
    """Return what a reason says, as ``alert show`` tells it."""
    return sentence(reason, Language.ENGLISH)


CHANGED = replace(
    ALERT,
    kind=AlertKind.HOLDER_CHANGED,
    reasons=(
        reason("Lương Khắc Tâm", "title", 0.9),
        fact(
            *("office", "holder"),
            name="Lương Khắc Tâm",
            office="Chủ tịch Ủy ban nhân dân Sơn Bình",
            before="Hạ Thị Vy",
            acting=1,
        ),
        fact("office", "before", name="Hạ Thị Vy", last="2026-01-15", term=1),
        fact("office", "attested", first="2026-02-27", outlets=2, percent=90),
        fact(
            *("office", "told-by"),
            outlet="Báo Khác",
            day="2026-02-27",
            number=9,
            url="https://b.example",
        ),
    ),
)
AS_BEFORE = replace(
    ALERT,
    kind=AlertKind.HOLDER_CHANGED,
    reasons=(
        reason("Lương Khắc Tâm", "title", 0.9),
        Reason("office", None, None, "Chủ tịch: Lương Khắc Tâm after Hạ Thị Vy", "learned"),
    ),
)
"""An alert of an earlier program, whose evidence is an English sentence."""


def alert(**changes: Any) -> AlertView:
    return replace(ALERT, **changes)


def outgoing(
    *alerts: AlertView,
    kind: ChannelKind = ChannelKind.CONSOLE,
    address: str = "",
    digest: bool = False,
    allowed_hosts: tuple[str, ...] = (),
) -> Outgoing:
    return Outgoing(
        id="msg_01hxample",
        channel=Channel("phong-tin", kind, address, allowed_hosts=allowed_hosts),
        alerts=alerts or (ALERT,),
        digest=digest,
        attempt=1,
        fence=1,
        first_attempt_at=datetime(2026, 3, 2, 0, 41, tzinfo=UTC),
    )


def hostile_title() -> str:
    """A title that tries a forged line, a mail header, a terminal, markup and a template."""
    return "Tin\r\nBcc: ke@gian.example\x1b[31m\u202e [red]đỏ[/red] {evil} <b>đậm</b> @everyone"
