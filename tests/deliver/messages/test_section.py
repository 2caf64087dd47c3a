"""A section that left as a whole is told as that, in its own words, in each form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.deliver.messages.test_every_kind import Seen, spoken
from worker.deliver.messages.message import as_html, as_json, as_text, message
from worker.deliver.messages.specimens import DEPARTED
from worker.model import AlertKind, Language, Reason

SECTION = "baosonbinh.example/thoi-su/"
TOLD = {
    (Language.VIETNAMESE, AlertKind.GONE): [
        f"đê điều: Báo Sơn Bình: 7 trong 10 bài ở mục {SECTION} không còn hoặc chưa thấy lại",
        "Nhiều bài không còn · Báo Sơn Bình",
        f"Từ 08:30 ngày 02/03/2026, 7 trong 10 bài đã xem lại ở mục {SECTION} không còn",
        "4 bài trong đó khớp mục theo dõi này:",
        "và 3 bài khác",
        "diemtin search is:gone source:bao-son-binh",
    ],
    (Language.VIETNAMESE, AlertKind.MOVED): [
        f"7 trong 10 bài ở mục {SECTION} đổi địa chỉ",
        "Nhiều bài đổi địa chỉ · Báo Sơn Bình",
        "nay nằm ở địa chỉ khác",
    ],
    (Language.ENGLISH, AlertKind.GONE): [
        f"đê điều: Báo Sơn Bình: 7 of 10 pages of the section {SECTION} are gone or missing",
        "section gone · Báo Sơn Bình",
        f"Since 08:30 02/03/2026, 7 of the 10 pages of the section {SECTION}",
        "4 of them match this watch:",
        "and 3 more",
    ],
    (Language.ENGLISH, AlertKind.MOVED): ["have moved", "have been at another address"],
}
OF_ONE_PAGE = [
    "Bài không còn",
    "Bài đổi địa chỉ",
    "no longer at its address",
    "【",
    "#12",
    "Matched",
]
"""What is said of a single article; it is not what this is about."""


@pytest.mark.parametrize(("language", "kind"), TOLD)
def test_text_and_page_tell_of_the_section_and_list_its_pages(
    language: Language, kind: AlertKind
) -> None:
    one = spoken(replace(DEPARTED, kind=kind), language=language)
    text, page = as_text(one), Seen(as_html(one))
    assert [line for line in TOLD[language, kind] if line not in text] == []
    in_page = [line for line in TOLD[language, kind] if " · " not in line]
    assert [line for line in in_page if line not in page.text] == []
    for told in (text, page.text):
        assert DEPARTED.title in told
        assert DEPARTED.url in told
        assert [line for line in OF_ONE_PAGE if line in told] == []
    assert page.links == [DEPARTED.url]


def test_a_digest_tells_of_it_too() -> None:
    told = as_text(spoken(DEPARTED, DEPARTED, language=Language.VIETNAMESE, digest=True))
    assert f"1. Báo Sơn Bình: 7 trong 10 bài ở mục {SECTION}" in told
    assert told.count(DEPARTED.url) == 2


def test_the_whole_site_is_no_section() -> None:
    site = "baosonbinh.example"
    facts = tuple((k, site if k == "section" else v) for k, v in DEPARTED.reasons[0].facts)
    first = replace(DEPARTED.reasons[0], facts=facts)
    one = replace(DEPARTED, reasons=(first, *DEPARTED.reasons[1:]))
    assert f"bài ở trang {site} không còn" in as_text(spoken(one, language=Language.VIETNAMESE))


@pytest.mark.parametrize("room", [3890, 1900, 420])
def test_pages_give_way_where_there_is_little_room(room: int) -> None:
    page = DEPARTED.reasons[1]
    many = replace(DEPARTED, reasons=(DEPARTED.reasons[0], *[page] * 10, *DEPARTED.reasons[2:]))
    told = message(spoken(many, language=Language.VIETNAMESE), room)
    assert told.length <= room
    shown = told.text.count(f"- {DEPARTED.title}")
    assert (f"và {13 - shown} bài khác" in told.text) or shown == 0
    assert DEPARTED.url in told.text


def test_a_program_gets_it_as_values() -> None:
    [told] = as_json(spoken(DEPARTED, language=Language.ENGLISH))["alerts"]
    assert told["section"] == {
        **{"name": SECTION, "since": "2026-03-02T08:30:00+07:00", "left": 7, "looked": 10},
        "pages": [{"number": 12, "title": DEPARTED.title, "url": DEPARTED.url}],
        "more_pages": 3,
    }


def test_an_alert_of_an_earlier_program_is_shown_as_it_was_stored() -> None:
    line = f"7 of 10 pages of {SECTION} are gone or missing since 08:30 02/03/2026"
    old = replace(DEPARTED, reasons=(Reason("page", None, None, line, "gone"),))
    told = as_text(spoken(old, language=Language.ENGLISH))
    assert f"Evidence: {line}" in told
    assert as_json(spoken(old, language=Language.ENGLISH))["alerts"][0]["section"] is None
