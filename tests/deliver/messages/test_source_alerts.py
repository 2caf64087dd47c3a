"""How an alert that tells of a source is shown: it has no article."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import replace

from tests.deliver.alerts import ALERT, alert, outgoing
from worker.deliver.channels.console import deliver
from worker.deliver.messages.message import as_json, as_text, json_line, message
from worker.deliver.messages.specimens import fact
from worker.model import AlertKind, AlertView, Delivered, Language, Precision, Reason

SILENT = alert(
    kind=AlertKind.SOURCE_SILENT,
    watch="Nguồn tin",
    query="",
    number=None,
    content_hash=None,
    title="Báo Sơn Bình: nothing new for 3 days; usually 12 a day",
    text="",
    url="https://baosonbinh.example/rss",
    published_at=None,
    published_precision=Precision.NONE,
    reasons=(
        fact("health", "news", hours=79, usual=12, per="day"),
        fact("health", "last-article", at="2026-02-26T21:24:00+07:00"),
        Reason("health", None, None, "36 more were to be expected\r\nBcc: x", "news"),
        Reason("source", None, None, "bao-son-binh", "name"),
    ),
)


def test_it_tells_what_is_the_matter_the_evidence_and_what_to_do() -> None:
    told = message(outgoing(SILENT))
    assert told.title == "Nguồn tin: Báo Sơn Bình: nothing new for 3 days; usually 12 a day"
    assert told.text.split("\n") == [
        "source-silent · Báo Sơn Bình · 07:40 02/03/2026",
        "Evidence: its last article came 21:24 26/02/2026",
        "Evidence: 36 more were to be expected Bcc: x",
        "https://baosonbinh.example/rss",
        "diemtin source check bao-son-binh",
    ]


def test_its_json_has_no_number_and_no_hash() -> None:
    [told] = as_json(outgoing(SILENT))["alerts"]
    assert (told["kind"], told["number"], told["id16"], told["content_hash"]) == (
        *("source-silent", None, None, None),
    )
    assert told["excerpt"] == ""
    assert told["what"] == told["title"] == SILENT.title
    assert told["reasons"][0]["facts"] == {"what": "news", "hours": 79, "usual": 12, "per": "day"}
    sent = outgoing(SILENT)
    vietnamese = replace(sent, channel=replace(sent.channel, language=Language.VIETNAMESE))
    what = "Báo Sơn Bình: không có gì mới trong 3 ngày; bình thường 12 bài mỗi ngày"
    [told_there] = as_json(vietnamese)["alerts"]
    assert told_there["what"] == told_there["title"] == what
    assert told_there["reasons"][0]["facts"] == told["reasons"][0]["facts"], "in any language"
    assert told["reasons"][0]["start"] is None
    assert json.loads(json_line(outgoing(SILENT)))["alerts"] == [told]


def test_one_of_an_earlier_program_is_told_as_it_stands() -> None:
    line = Reason("health", None, None, "since 21:24 26/02/2026", "unreachable")
    sent = outgoing(replace(SILENT, reasons=(line,)))
    vietnamese = replace(sent, channel=replace(sent.channel, language=Language.VIETNAMESE))
    assert message(vietnamese).title == f"Nguồn tin: {SILENT.title}"
    assert "Căn cứ: since 21:24 26/02/2026" in message(vietnamese).text


def test_it_stands_among_others_in_a_digest() -> None:
    told = as_text(outgoing(SILENT, ALERT, digest=True))
    assert told.startswith("2 alerts: ")
    assert "Evidence: its last article came 21:24 26/02/2026" in told
    assert "#12" in told


def test_little_room_leaves_title_and_address() -> None:
    told = message(outgoing(SILENT), 150)
    assert told.length <= 150
    assert SILENT.url in told.text


def test_the_console_draws_it() -> None:
    assert "source check bao-son-binh" in drawn(SILENT)
    assert "evidence \x1b[0mits last article came" in drawn(SILENT)


def drawn(*shown: AlertView) -> str:
    stream = Terminal()
    assert asyncio.run(deliver(outgoing(*shown), stream)) == Delivered()
    return stream.getvalue()


class Terminal(io.StringIO):
    """A terminal, as far as a program can tell."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True
