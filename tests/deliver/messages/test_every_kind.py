"""Each kind of alert, in each language and form: all its evidence is there, and it fits."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deliver.alerts import ALERT, alert, hostile_title, outgoing
from worker.deliver.channels.console import deliver
from worker.deliver.excerpt import HIDDEN
from worker.deliver.messages.message import as_html, as_json, as_text, json_line, message
from worker.deliver.messages.specimens import SPECIMENS
from worker.model import (
    OF_SOURCES,
    AlertKind,
    AlertView,
    Changed,
    ChangedSentence,
    Delivered,
    Difference,
    Language,
    NamedChange,
    Outgoing,
    Reason,
    Run,
    RunState,
    StoryMember,
)

BY_KIND = {one.kind: one for one in SPECIMENS}
CODES = re.compile(r"\x1b\[[0-9;]*m")

WORDS = {
    Language.ENGLISH: {
        AlertKind.APPEARED: ["appeared"],
        AlertKind.EDITED: [
            "The text has been edited since version #11.",
            "Công trình có vốn [-12-]{+15+} tỷ đồng.",
            "Changed: figure 12 tỷ đồng → 15 tỷ đồng; official Đoàn Cẩm Lệ → Kiều Hạ Thi",
            "Note: Đoàn Cẩm Lệ is named no more",
        ],
        AlertKind.GONE: ["no longer at its address", "Evidence: HTTP 404 at 08:30 02/03/2026"],
        AlertKind.RESTORED: [
            "is back at its address",
            "Evidence: shows it again at 08:30 02/03/2026; HTTP 404 since 21:24 26/02/2026",
        ],
        AlertKind.MOVED: [
            "is at another address now",
            "Evidence: before at https://baosonbinh.example/tin-moi/vam-lua-de-bao-12.html",
        ],
        AlertKind.REPUBLISHED: [
            "published again, on a new page",
            "Evidence: a text last seen 21:24 26/02/2026",
        ],
        AlertKind.HOLDER_CHANGED: [
            "New holder: Kiều Hạ Thi, Chủ tịch Ủy ban nhân dân Vàm Lúa, after Đoàn Cẩm Lệ",
            "Holder before: Đoàn Cẩm Lệ, last known there 15/01/2026",
            "Also told by: Đài Sơn Bình, 27/02/2026, #9",
        ],
        AlertKind.SOURCE_SILENT: [
            "nothing new for 3 days",
            "Evidence: its last article came 21:24 26/02/2026",
            "diemtin source check bao-son-binh",
        ],
        AlertKind.SOURCE_BROKEN: ["cannot be reached, 3 polls in a row", "Evidence: since 21:24"],
    },
    Language.VIETNAMESE: {
        AlertKind.APPEARED: ["Bài mới"],
        AlertKind.EDITED: [
            "Bài đã sửa",
            "Nội dung bài đã được sửa so với bản #11.",
            "Công trình có vốn [-12-]{+15+} tỷ đồng.",
            "Thay đổi: con số 12 tỷ đồng → 15 tỷ đồng; người Đoàn Cẩm Lệ → Kiều Hạ Thi",
            "Chú ý: Đoàn Cẩm Lệ không còn được nêu tên",
        ],
        AlertKind.GONE: ["Bài không còn", "Kho lưu vẫn giữ: diemtin show 12", "Căn cứ: HTTP 404"],
        AlertKind.RESTORED: [
            "Bài đã trở lại",
            "Căn cứ: lúc 08:30 ngày 02/03/2026 lại có bài; trước đó HTTP 404",
        ],
        AlertKind.MOVED: ["Bài đổi địa chỉ", "Căn cứ: trước ở https://baosonbinh.example/tin-moi/"],
        AlertKind.REPUBLISHED: ["Đăng lại", "Căn cứ: nội dung đã thấy lần cuối lúc 21:24"],
        AlertKind.HOLDER_CHANGED: [
            "Người giữ chức mới: Kiều Hạ Thi, Chủ tịch Ủy ban nhân dân Vàm Lúa, thay Đoàn Cẩm Lệ",
            "Người giữ chức trước: Đoàn Cẩm Lệ, được biết còn giữ chức đến ngày 15/01/2026",
            "Cũng đưa tin: Đài Sơn Bình, 27/02/2026, #9",
        ],
        AlertKind.SOURCE_SILENT: [
            "không có gì mới trong 3 ngày; bình thường 12 bài mỗi ngày",
            "Căn cứ: bài cuối cùng lúc 21:24 ngày 26/02/2026",
            "diemtin source check bao-son-binh",
        ],
        AlertKind.SOURCE_BROKEN: [
            "không kết nối được, 3 lần truy cập liên tiếp",
            "Căn cứ: bắt đầu từ",
        ],
    },
}
"""What tells a reader what has happened and what proves it."""

SHOWN = {
    Language.ENGLISH: [
        *("08:30 02/03/2026", "captured 08:34 02/03/2026"),
        "Told by 2 outlets so far; first by Đài Sơn Bình, 08:16 02/03/2026",
    ],
    Language.VIETNAMESE: [
        *("08:30 ngày 02/03/2026", "lưu lúc 08:34 ngày 02/03/2026"),
        "Đến nay 2 nguồn đưa tin; sớm nhất là Đài Sơn Bình, 08:16 ngày 02/03/2026",
    ],
}
MATCHED = {
    Language.ENGLISH: "Matched: đê bao (phrase) · Kiều Hạ Thi (name, 95%) · Chủ tịch UBND xã Vàm"
    " Lúa = Kiều Hạ Thi (term, 85%)",
    Language.VIETNAMESE: "Khớp: đê bao (cụm từ) · Kiều Hạ Thi (tên, 95%) · Chủ tịch UBND xã Vàm"
    " Lúa = Kiều Hạ Thi (nhiệm kỳ, 85%)",
}
EACH = [(language, kind) for language in Language for kind in AlertKind]


def spoken(*alerts: AlertView, language: Language, digest: bool = False) -> Outgoing:
    made = outgoing(*alerts, digest=digest)
    return replace(made, channel=replace(made.channel, language=language))


class Seen(HTMLParser):
    """What a page holds: its text as shown, its tags, its addresses, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def promised(language: Language, kind: AlertKind) -> list[str]:
    one = BY_KIND[kind]
    told = [*WORDS[language][kind], "Báo Sơn Bình", one.url]
    if kind not in OF_SOURCES:
        told += [*SHOWN[language], "#12 · " + str(one.content_hash)[:16], one.title]
    if kind not in OF_SOURCES | {AlertKind.HOLDER_CHANGED}:
        told.append(MATCHED[language])
    return told


@pytest.mark.parametrize(("language", "kind"), EACH)
def test_text_and_page_hold_all_the_evidence(language: Language, kind: AlertKind) -> None:
    one = spoken(BY_KIND[kind], language=language)
    text = as_text(one)
    page = Seen(as_html(one)).text
    assert [line for line in promised(language, kind) if line not in text] == []
    assert [
        line
        for line in promised(language, kind)
        if line not in page.replace("【", "").replace("】", "")
    ] == []
    if kind not in OF_SOURCES:
        assert "【" in text
        assert "【" in page


@pytest.mark.parametrize(("language", "kind"), EACH)
async def test_a_terminal_holds_all_the_evidence(
    monkeypatch: pytest.MonkeyPatch, language: Language, kind: AlertKind
) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "100")
    terminal = Terminal()
    assert await deliver(spoken(BY_KIND[kind], language=language), terminal) == Delivered()
    shown = " ".join(CODES.sub("", terminal.getvalue()).replace("▌", " ").split()).lower()
    for line in promised(language, kind):
        # What is marked by colors here is marked by brackets there.
        plain = re.sub(r"\[-|-\]|\{\+|\+\}", "", line)
        label, parted, rest = plain.partition(": ")
        plain = f"{label} {rest}" if parted and label in _LABELS else plain
        assert plain.lower() in shown, line


_LABELS = {
    *("Matched", "Khớp", "Evidence", "Căn cứ", "New holder", "Người giữ chức mới"),
    *("Note", "Chú ý", "Holder before", "Người giữ chức trước", "Also told by", "Cũng đưa tin"),
}
"""What stands before a colon in a text, and without it on a terminal."""


@pytest.mark.parametrize(("language", "kind"), EACH)
def test_a_program_gets_what_happened_and_all_the_evidence(
    language: Language, kind: AlertKind
) -> None:
    one = BY_KIND[kind]
    told = json.loads(json_line(spoken(one, language=language)))
    [alert_told] = told["alerts"]
    assert told["language"] == language
    assert alert_told["kind"] == kind
    assert alert_told["what"]
    assert len(alert_told["story"]) == len(one.story)
    assert (alert_told["before"], alert_told["change"] is None) == (
        one.before,
        one.change is None,
    )
    if one.change is not None:
        assert alert_told["change"]["named"][0] == {
            **{"what": "figure", "gone": "12 tỷ đồng", "come": "15 tỷ đồng"},
        }
        runs = alert_told["change"]["sentences"][0]["runs"]
        assert [run["text"] for run in runs if run["state"] != "gone"] == [
            *("Công trình có vốn ", "15", " tỷ đồng."),
        ]


# --- little room -----------------------------------------------------------------------------


def crowded(kind: AlertKind) -> AlertView:
    """An alert of which there is more to tell than any service takes."""
    sentence = ChangedSentence(
        (Run("giữ nguyên " * 80, RunState.KEPT), Run("bỏ " * 90, RunState.GONE)), in_title=True
    )
    named = NamedChange(Changed.OFFICIAL, "Đoàn Cẩm Lệ " * 20, None)
    many = tuple(
        Reason("body", n, n + 4, "từ khóa rất dài " * 9, f"v{n}") for n in range(60, 900, 9)
    )
    member = StoryMember(
        13,
        "Tin rất dài " * 40,
        "Báo Khác",
        "https://khac.example/" + "a" * 300,
        BY_KIND[kind].captured_at,
        ALERT.published_precision,
        True,
    )
    return replace(
        BY_KIND[kind],
        title="Tựa đề rất dài " * 60,
        text="Tựa đề\n\n" + "Câu văn rất dài về đê điều. " * 200,
        reasons=BY_KIND[kind].reasons + many,
        change=Difference((sentence,) * 70, (named,) * 30, True),
        story=(*BY_KIND[kind].story, *[replace(member, number=n) for n in range(20, 60)]),
    )


@pytest.mark.parametrize(("language", "kind"), EACH)
@pytest.mark.parametrize("room", [33_000, 3890, 1900, 950, 420])
def test_case_65_a_text_never_outgrows_its_service_and_keeps_its_address(
    language: Language, kind: AlertKind, room: int
) -> None:
    one = crowded(kind)
    told = message(spoken(one, language=language), room)
    assert told.length <= room
    assert one.url in told.text.split("\n")


def test_a_page_of_a_long_digest_is_bounded() -> None:
    one = crowded(AlertKind.EDITED)
    page = as_html(spoken(*[one] * 60, language=Language.VIETNAMESE, digest=True))
    assert 60_000 < len(page) <= 80_000
    assert f"và {60 - page.count('<h2')} tin khác" in page


# --- hostile content -------------------------------------------------------------------------

ALLOWED = {
    *("html", "head", "meta", "title", "body", "div", "p", "h1", "h2", "span", "mark", "strong"),
    *("ul", "li", "del", "ins", "bdi", "a", "br"),
}


def hostile(kind: AlertKind, text: str) -> AlertView:
    member = replace(BY_KIND[AlertKind.APPEARED].story[1], title=text, source_title=text, url=text)
    run = (Run(text, RunState.GONE), Run(text, RunState.COME))
    return replace(
        BY_KIND[kind],
        watch=text,
        query=text,
        title=text,
        text=f"{text}\n\n{text}",
        url=text,
        source=text,
        source_title=text,
        reasons=(Reason("title", 0, len(text), text, text), Reason("page", None, None, text, text)),
        change=Difference(
            (ChangedSentence(run),), (NamedChange(Changed.FIGURE, text, text),), True
        ),
        story=(member, replace(member, number=12)),
    )


EVIL = [
    hostile_title(),
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '<svg/onload=alert(1)>" onmouseover="x" style="background:url(//gian.example)',
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "gian.example/\u202egpj.exe\u2066\u200b\u00ad",
    "</title></style><!--<![CDATA[&lt;b&gt;&#x3c;b",
    "{{ 7*7 }}{% raw %}{evil}%s",
]


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("text", EVIL)
def test_cases_66_70_80_82_what_a_page_says_forges_nothing(kind: AlertKind, text: str) -> None:
    one = spoken(hostile(kind, text), language=Language.VIETNAMESE)
    honest = spoken(hostile(kind, "lành"), language=Language.VIETNAMESE)
    told = message(one)
    assert told.title.isprintable()
    assert all(line.isprintable() for line in told.text.split("\n"))
    assert told.text.count("\n") == message(honest).text.count("\n")
    page = Seen(as_html(one))
    assert Counter(page.tags) == Counter(Seen(as_html(honest)).tags)
    assert page.attributes <= {"style", "dir", "lang", "charset"}
    assert page.links == []
    assert "49" not in page.text


def test_an_address_that_hides_letters_is_no_link() -> None:
    for url in (
        "https://a.example/\u202eb",
        "https://a.example/\u200bb",
        "ftp://a.example/",
        "https:///x",
    ):
        assert Seen(as_html(outgoing(alert(url=url)))).links == []
    assert Seen(as_html(outgoing(alert(url='https://a.example/?a=1&b="2')))).links == [
        'https://a.example/?a=1&b="2'
    ]


def clean(text: str) -> bool:
    """Nothing in it that is not seen, and no line but its own."""
    return not any(unicodedata.category(letter) in HIDDEN for letter in text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(EACH))
def test_nothing_whatever_breaks_a_message(
    title: str, url: str, each: tuple[Language, AlertKind]
) -> None:
    language, kind = each
    one = spoken(replace(hostile(kind, title), url=url), language=language)
    told = message(one, 1900)
    assert told.length <= 1900
    assert all(clean(line) for line in (told.title, *told.text.split("\n")))
    assert set(Seen(as_html(one)).tags) <= ALLOWED
    assert as_json(one)["alerts"][0]["title"] == title
