"""Invented alerts, one of each kind, to try templates on: nobody and nothing in them exists."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from worker.model import (
    AlertKind,
    AlertView,
    Candidate,
    Changed,
    ChangedSentence,
    Difference,
    NamedChange,
    Precision,
    Reason,
    Run,
    RunState,
    StoryMember,
)

_TITLE: Final = "Xã Vàm Lúa khởi công tuyến đê bao mới"
_LEAD: Final = (
    "Sáng 2-3, Chủ tịch UBND xã Vàm Lúa Kiều Hạ Thi phát lệnh khởi công tuyến đê bao dài 4,2 km."
    " Công trình có vốn 15 tỷ đồng."
)
_TEXT: Final = f"{_TITLE}\n\n{_LEAD}"
_AT: Final = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_URL: Final = "https://baosonbinh.example/vam-lua-khoi-cong-de-bao.html"


def _found(surface: str, via: str, confidence: float = 1.0, *who: Candidate) -> Reason:
    start = _TEXT.index(surface)
    field = "title" if start < len(_TITLE) else "body"
    return Reason(field, start, start + len(surface), surface, via, confidence, who)


_CHANGE: Final = Difference(
    sentences=(
        ChangedSentence(
            (
                Run("Công trình có vốn ", RunState.KEPT),
                Run("12", RunState.GONE),
                Run("15", RunState.COME),
                Run(" tỷ đồng.", RunState.KEPT),
            )
        ),
    ),
    named=(
        NamedChange(Changed.FIGURE, "12 tỷ đồng", "15 tỷ đồng"),
        NamedChange(Changed.OFFICIAL, None, "Kiều Hạ Thi"),
    ),
    substantial=True,
)

_APPEARED: Final = AlertView(
    id=1,
    kind=AlertKind.APPEARED,
    watch="đê điều",
    query='"đê bao" official:"Kiều Hạ Thi"',
    number=12,
    content_hash=hashlib.sha256(_TEXT.encode()).hexdigest(),
    title=_TITLE,
    text=_TEXT,
    url=_URL,
    source="bao-son-binh",
    source_title="Báo Sơn Bình",
    published_at=_AT,
    published_precision=Precision.MINUTE,
    captured_at=_AT + timedelta(minutes=4),
    created_at=_AT + timedelta(minutes=4),
    reasons=(
        _found("đê bao", "phrase"),
        _found("Kiều Hạ Thi", "name", 0.95),
        _found("Chủ tịch UBND xã Vàm Lúa", "term", 0.85, Candidate("Kiều Hạ Thi", 1.0)),
    ),
    story=tuple(
        StoryMember(
            number,
            _TITLE,
            outlet,
            f"https://{host}.example/de-bao-{number}.html",
            _AT - timedelta(minutes=number),
            Precision.MINUTE,
            number == 14,
        )
        for number, outlet, host in (
            (12, "Báo Sơn Bình", "baosonbinh"),
            (14, "Đài Sơn Bình", "daisonbinh"),
        )
    ),
)

_OF_SOURCE: Final = replace(
    _APPEARED,
    kind=AlertKind.SOURCE_SILENT,
    number=None,
    content_hash=None,
    title="Báo Sơn Bình: nothing new for 3 days; usually 12 a day",
    text="",
    published_at=None,
    published_precision=Precision.NONE,
    reasons=(Reason("health", None, None, "its last article came 21:24 26/02/2026", "news"),),
    story=(),
)

_PAGE: Final = Reason("page", None, None, "HTTP 404 at 08:30 02/03/2026", "page")


def _of_page(kind: AlertKind) -> AlertView:
    return replace(_APPEARED, kind=kind, reasons=(_PAGE, *_APPEARED.reasons))


def _told(line: str, **facts: str | int) -> Reason:
    return Reason("page", None, None, line, "gone", facts=tuple(facts.items()))


_SECTION: Final = "baosonbinh.example/thoi-su/"

DEPARTED: Final = replace(
    _APPEARED,
    kind=AlertKind.GONE,
    reasons=(
        _told(
            f"7 of 10 pages of {_SECTION} are gone or missing since 08:30 02/03/2026",
            section=_SECTION,
            left=7,
            looked=10,
            since=_AT.isoformat(),
        ),
        _told(f"{_TITLE} ({_URL})", number=12, title=_TITLE, url=_URL),
        _told("and 3 more that this watch matches", more=3),
        *_APPEARED.reasons,
    ),
)
"""A section that has gone as a whole; the article is the first of those that left."""

SPECIMENS: Final = (
    _APPEARED,
    replace(_APPEARED, kind=AlertKind.EDITED, before=11, change=_CHANGE),
    _of_page(AlertKind.GONE),
    _of_page(AlertKind.RESTORED),
    _of_page(AlertKind.MOVED),
    _of_page(AlertKind.REPUBLISHED),
    replace(
        _APPEARED,
        kind=AlertKind.HOLDER_CHANGED,
        reasons=(
            _APPEARED.reasons[2],
            Reason(
                "office",
                None,
                None,
                "Chủ tịch Ủy ban nhân dân Vàm Lúa: Kiều Hạ Thi after Đoàn Cẩm Lệ, last seen"
                " 2026-01-15",
                "learned",
            ),
            Reason(
                "office", None, None, "article 9, dai-son-binh, 2026-02-27: Kiều Hạ Thi", "article"
            ),
        ),
    ),
    _OF_SOURCE,
    replace(
        _OF_SOURCE,
        kind=AlertKind.SOURCE_BROKEN,
        title="Báo Sơn Bình: cannot be reached, 3 polls in a row",
        reasons=(Reason("health", None, None, "since 21:24 26/02/2026", "unreachable"),),
    ),
)
"""An alert of each kind, in the order of ``AlertKind``."""
