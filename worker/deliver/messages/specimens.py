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
    facts_of,
)

_TITLE: Final = "Xã Vàm Lúa khởi công tuyến đê bao mới"
_LEAD: Final = (
    "Sáng 2-3, Chủ tịch UBND xã Vàm Lúa Kiều Hạ Thi phát lệnh khởi công tuyến đê bao dài 4,2 km."
    " Công trình có vốn 15 tỷ đồng."
)
_TEXT: Final = f"{_TITLE}\n\n{_LEAD}"
_AT: Final = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_LAST: Final = datetime(2026, 2, 26, 14, 24, tzinfo=UTC)
_URL: Final = "https://baosonbinh.example/vam-lua-khoi-cong-de-bao.html"
_OLD_URL: Final = "https://baosonbinh.example/tin-moi/vam-lua-de-bao-12.html"


def found(text: str, surface: str, via: str, confidence: float = 1.0, *who: Candidate) -> Reason:
    """Return a reason that stands where a text, whose first line is its title, first says so."""
    start = text.index(surface)
    field = "title" if start < len(text.partition("\n")[0]) else "body"
    return Reason(field, start, start + len(surface), surface, via, confidence, who)


def fact(field: str, what: str, **facts: str | int) -> Reason:
    """Return a reason that says what happened as facts."""
    return Reason.met(field, facts_of(what, **facts), what)


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
        NamedChange(Changed.OFFICIAL, "Đoàn Cẩm Lệ", "Kiều Hạ Thi"),
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
        found(_TEXT, "đê bao", "phrase"),
        found(_TEXT, "Kiều Hạ Thi", "name", 0.95),
        found(_TEXT, "Chủ tịch UBND xã Vàm Lúa", "term", 0.85, Candidate("Kiều Hạ Thi", 1.0)),
    ),
    story=tuple(
        StoryMember(
            number,
            _TITLE,
            outlet,
            url,
            _AT - timedelta(minutes=number),
            Precision.MINUTE,
            number == 14,
        )
        for number, outlet, url in (
            (12, "Báo Sơn Bình", _URL),
            (14, "Đài Sơn Bình", "https://daisonbinh.example/de-bao-14.html"),
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
    reasons=(
        fact("health", "news", hours=79, usual=12, per="day"),
        fact("health", "last-article", at=_LAST.isoformat()),
    ),
    story=(),
)

_MET: Final[dict[str, str]] = {"line": "HTTP 404", "since": _LAST.isoformat()}


def _of_page(kind: AlertKind, *met: Reason) -> AlertView:
    return replace(_APPEARED, kind=kind, reasons=(*met, *_APPEARED.reasons))


_SECTION: Final = "baosonbinh.example/thoi-su/"

DEPARTED: Final = replace(
    _APPEARED,
    kind=AlertKind.GONE,
    reasons=(
        fact("page", "section", section=_SECTION, left=7, looked=10, gone=1, since=_AT.isoformat()),
        fact("page", "page", number=12, title=_TITLE, url=_URL),
        fact("page", "more", more=3),
        *_APPEARED.reasons,
    ),
)
"""A section that has gone as a whole; the article is the first of those that left."""

SPECIMENS: Final = (
    _APPEARED,
    replace(
        _APPEARED,
        kind=AlertKind.EDITED,
        before=11,
        change=_CHANGE,
        reasons=(fact("official", "left", name="Đoàn Cẩm Lệ"), *_APPEARED.reasons),
    ),
    _of_page(AlertKind.GONE, fact("page", "met", at=_AT.isoformat(), times=4, **_MET)),
    _of_page(AlertKind.RESTORED, fact("page", "back", same=1, at=_AT.isoformat(), **_MET)),
    _of_page(
        AlertKind.MOVED,
        fact("page", "now-at", url=_URL),
        fact("page", "before-at", url=_OLD_URL, line="HTTP 404", at=_AT.isoformat()),
    ),
    _of_page(AlertKind.REPUBLISHED, fact("page", "last-seen", at=_LAST.isoformat())),
    replace(
        _APPEARED,
        kind=AlertKind.HOLDER_CHANGED,
        reasons=(
            _APPEARED.reasons[2],
            fact(
                *("office", "holder"),
                name="Kiều Hạ Thi",
                office="Chủ tịch Ủy ban nhân dân Vàm Lúa",
                before="Đoàn Cẩm Lệ",
            ),
            fact("office", "before", name="Đoàn Cẩm Lệ", last="2026-01-15"),
            fact("office", "attested", first="2026-02-27", outlets=2, percent=85),
            fact(
                *("office", "told-by"),
                outlet="Đài Sơn Bình",
                day="2026-02-27",
                number=9,
                url="https://daisonbinh.example/ra-mat-9.html",
            ),
        ),
    ),
    _OF_SOURCE,
    replace(
        _OF_SOURCE,
        kind=AlertKind.SOURCE_BROKEN,
        title="Báo Sơn Bình: cannot be reached, 3 polls in a row",
        reasons=(
            fact("health", "discovery", cause="unreachable", polls=3),
            fact("health", "since", at=_LAST.isoformat()),
        ),
    ),
)
"""An alert of each kind, in the order of ``AlertKind``."""
