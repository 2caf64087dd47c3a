from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.deliver.alerts import (
    ALERT,
    AS_BEFORE,
    CHANGED,
    HASH,
    LEAD,
    TEXT,
    alert,
    hostile_title,
    outgoing,
    reason,
)
from worker.deliver.messages.message import as_html, as_json, as_text, json_line, message
from worker.match.queries.ended import ended_by
from worker.model import Candidate, Language, Office, Precision, Reason, StoryMember


def test_an_alert_tells_all_that_a_reader_needs() -> None:
    told = message(outgoing())
    assert told.title == "mat-bang: Chủ tịch huyện Sơn Bình kiểm tra tuyến đê ven sông"
    assert told.text.split("\n") == [
        "appeared · Báo Sơn Bình · 06:05 02/03/2026",
        LEAD.replace("Lương Khắc Tâm", "【Lương Khắc Tâm】")
        + " Theo báo cáo, công tác 【giải phóng mặt bằng】 đã đạt 80%.",
        "Matched: giải phóng mặt bằng (phrase) · Lương Khắc Tâm (name, 82%)",
        "https://baosonbinh.example/tin/kiem-tra-de-12.html",
        f"#12 · {HASH[:16]} · captured 07:40 02/03/2026",
    ]


def test_a_paper_that_tells_it_at_two_addresses_is_no_second_paper() -> None:
    here = StoryMember(
        12, ALERT.title, "Báo Sơn Bình", ALERT.url, ALERT.created_at, Precision.NONE, first=True
    )
    again = replace(here, number=13, url="https://baosonbinh.example/in/13.html", first=False)
    twice = replace(ALERT, story=(here, again))
    for digest in (False, True):
        told = outgoing(twice, *([ALERT] if digest else []), digest=digest)
        assert "This outlet tells it at 2 addresses" in message(told).text
        told = replace(told, channel=replace(told.channel, language=Language.VIETNAMESE))
        assert "Nguồn này đăng tin ở 2 địa chỉ" in message(told).text
        assert "sớm nhất" not in message(told).text
    elsewhere = replace(again, source_title="Đài Sơn Bình")
    assert (
        "Told by 2 outlets so far"
        in message(outgoing(replace(ALERT, story=(here, elsewhere)))).text
    )


def test_a_change_of_holder_tells_who_follows_whom_and_where_it_was_told_first() -> None:
    lines = message(outgoing(CHANGED)).text.split("\n")
    assert lines[0] == "holder-changed · Báo Sơn Bình · 06:05 02/03/2026"
    assert lines[2:6] == [
        "New holder: Lương Khắc Tâm, Chủ tịch Ủy ban nhân dân Sơn Bình (acting), after Hạ Thị Vy",
        "Holder before: Hạ Thị Vy, last known there 15/01/2026 (by the registry)",
        "Evidence: named there since 27/02/2026, by 2 outlets in stories of their own; 90% sure",
        "Also told by: Báo Khác, 27/02/2026, #9: https://b.example",
    ]
    digest = message(outgoing(CHANGED, ALERT, digest=True)).text
    assert digest.count("New holder: Lương Khắc Tâm, Chủ tịch") == 1


def test_a_change_of_holder_is_told_as_an_editor_would() -> None:
    told = outgoing(CHANGED)
    told = replace(told, channel=replace(told.channel, language=Language.VIETNAMESE))
    lines = message(told).text.split("\n")
    assert lines[0] == "Thay người giữ chức · Báo Sơn Bình · 06:05 ngày 02/03/2026"
    assert lines[2:6] == [
        "Người giữ chức mới: Lương Khắc Tâm, Chủ tịch Ủy ban nhân dân Sơn Bình (quyền hoặc phụ"
        " trách), thay Hạ Thị Vy",
        "Người giữ chức trước: Hạ Thị Vy, được biết còn giữ chức đến ngày 15/01/2026 (theo danh"
        " bạ)",
        "Căn cứ: được nêu ở chức vụ này từ ngày 27/02/2026, 2 nguồn đưa tin độc lập; độ chắc chắn"
        " 90%",
        "Cũng đưa tin: Báo Khác, 27/02/2026, #9: https://b.example",
    ]
    [alert] = as_json(told)["alerts"]
    assert alert["what"] == alert["reasons"][1]["surface"]
    assert alert["what"] in lines[2], "in the channel's language"
    assert alert["reasons"][3]["facts"] == {
        "what": "attested",
        "first": "2026-02-27",
        "outlets": 2,
        "percent": 90,
    }


@pytest.mark.parametrize("language", Language)
def test_evidence_of_an_earlier_program_is_told_as_it_stands(language: Language) -> None:
    told = outgoing(AS_BEFORE)
    told = replace(told, channel=replace(told.channel, language=language))
    assert ": Chủ tịch: Lương Khắc Tâm after Hạ Thị Vy\n" in message(told).text
    assert as_json(told)["alerts"][0]["reasons"][1]["surface"] == AS_BEFORE.reasons[1].surface


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (Precision.MINUTE, "· 06:05 02/03/2026\n"),
        (Precision.DAY, "· 02/03/2026\n"),
        (Precision.NONE, "· seen 07:40 02/03/2026\n"),
    ],
)
def test_the_time_is_told_as_exactly_as_it_is_known(precision: Precision, said: str) -> None:
    assert said in as_text(outgoing(alert(published_precision=precision)))


def test_a_sample_a_backlog_and_the_past_are_marked() -> None:
    assert message(outgoing(alert(sample=True))).title.startswith("SAMPLE mat-bang: ")
    assert message(outgoing(alert(backlog=True))).title.startswith("backlog mat-bang: ")
    both = message(outgoing(alert(sample=True, backlog=True)))
    assert both.title.startswith("SAMPLE backlog mat-bang: ")
    sent = outgoing(alert(sample=True, source_title="Báo\nA"))
    there = message(replace(sent, channel=replace(sent.channel, language=Language.VIETNAMESE)))
    assert there.title.startswith("[BÀI MẪU] mat-bang: ")
    assert "Báo A" in there.text
    assert message(outgoing(alert())).title.startswith("mat-bang: ")
    past = alert(retrospective=True)
    assert message(outgoing(past)).title.startswith("retrospective mat-bang: ")
    assert (
        message(outgoing(past, past, digest=True)).title == "2 alerts from a look-back: mat-bang 2"
    )
    mixed = message(outgoing(past, alert(), digest=True))
    assert mixed.title == "2 alerts: mat-bang 2"
    assert mixed.text.startswith("1. retrospective ")


@pytest.mark.parametrize("language", Language)
def test_a_backlog_names_outlet_and_address_of_each_article(language: Language) -> None:
    other = alert(backlog=True, source_title="Đài Vàm Lúa", url="https://dai.example/9.html")
    told = outgoing(alert(backlog=True), other, digest=True)
    told = replace(told, channel=replace(told.channel, language=language))
    for text in (as_text(told), as_html(told)):
        for one in told.alerts:
            assert one.source_title in text
            assert one.url in text
    alone = replace(told, alerts=(other, other))
    assert "Đài Vàm Lúa: mat-bang 2" in message(alone).title
    assert "Đài Vàm Lúa" not in message(told).title


def test_whom_an_office_means_is_told_and_all_whom_it_may_mean() -> None:
    held = Reason("office", 0, 3, "Bí thư", "term", 0.97, (Candidate("Lương Khắc Tâm", 1.0),))
    told = message(outgoing(alert(reasons=(held,)))).text
    assert "Matched: Bí thư = Lương Khắc Tâm (term, 97%)" in told
    two = (Candidate("Lê Tám (Cái Sậy)", 0.6), Candidate("Lê Tám (Vàm Rẻo)", 0.4))
    doubted = Reason("official", 0, 3, "Lê Tám", "name", 0.5, two)
    told = message(outgoing(alert(reasons=(doubted,)))).text
    assert "Lê Tám, perhaps Lê Tám (Cái Sậy) 60% or Lê Tám (Vàm Rẻo) 40% (name, 50%)" in told


def test_words_that_match_in_title_and_body_are_one_reason() -> None:
    twice = (Reason("title", 0, 3, "đê", "word"), Reason("body", 80, 82, "Đê", "word"))
    assert "Matched: đê (word)\n" in message(outgoing(alert(reasons=twice))).text


def test_who_is_named_twice_is_one_reason_as_sure_as_the_surest() -> None:
    twice = [
        Reason("office", at, at + 3, "Lê Mẫn", "title", sure) for at, sure in ((0, 0.8), (9, 0.9))
    ]
    assert "Matched: Lê Mẫn (title, 90%)\n" in message(outgoing(alert(reasons=tuple(twice)))).text


@pytest.mark.parametrize(
    ("via", "said"),
    [
        ("office", "chức vụ"),
        ("article", "theo chính bài này"),
        ("abbreviation", "viết tắt"),
        ("blind", "không xét dấu"),
        ("given-name", "tên riêng"),
    ],
)
def test_how_it_was_recognized_is_told_in_vietnamese(via: str, said: str) -> None:
    told = outgoing(alert(reasons=(reason("Lương Khắc Tâm", via, 0.8),)))
    told = replace(told, channel=replace(told.channel, language=Language.VIETNAMESE))
    assert f"Khớp: Lương Khắc Tâm ({said}, 80%)\n" in message(told).text


def test_that_an_office_has_ended_is_told_whole_with_what_followed() -> None:
    office = "Chủ tịch Ủy ban nhân dân Bến Tre"
    ended = ended_by(Office("Chủ tịch", "Ủy ban nhân dân", "Bến Tre", "tỉnh"), date(2026, 3, 1))
    assert ended is not None
    met = Reason.met("office", ended.facts, "succession")
    told = message(outgoing(alert(reasons=(reason("Lương Khắc Tâm"), met)))).text
    after = "Chủ tịch Ủy ban nhân dân Vĩnh Long"
    assert f"Note: {office} ended 30/06/2025, followed by {after}\n" in told
    assert "succession" not in told


def test_a_reason_that_is_not_in_the_text_is_told() -> None:
    told = message(
        outgoing(alert(reasons=(Reason("source", None, None, "bao-son-binh", "source"),)))
    )
    assert "Matched: bao-son-binh (source)" in told.text
    assert LEAD in told.text


def test_case_66_80_a_hostile_title_stays_on_one_line_and_breaks_nothing() -> None:
    title = hostile_title()
    hostile = alert(
        title=title,
        text=f"{title}\n\n{LEAD}",
        url="https://x.example/\r\nX-A: b\x1b]8;;",
        watch="a\nb",
        source_title="c\nd",
        reasons=(Reason("title", 0, len(title), title, "wo\nrd"),),
    )
    for told in (message(outgoing(hostile)), message(outgoing(hostile, digest=True))):
        assert told.title.isprintable()
        assert all(line.isprintable() for line in told.text.split("\n"))
        assert not any(line.startswith(("Bcc", "X-A")) for line in told.text.split("\n"))
    assert len(message(outgoing(hostile)).text.split("\n")) == 5
    assert "[red]đỏ[/red] {evil}" in message(outgoing(hostile)).title


@pytest.mark.parametrize("room", [3900, 950, 420, 330, 260, 200])
def test_a_text_too_long_is_shortened_and_keeps_its_address(room: int) -> None:
    long = TEXT + "\n\n" + "Đoạn văn rất dài về mặt bằng. " * 200
    many = tuple(Reason("body", n, n + 4, f"từ {n}", "word") for n in range(60, 5000, 30))
    told = message(outgoing(alert(text=long, reasons=many)), room)
    assert told.length <= room
    assert ALERT.url in told.text.split("\n")


def test_a_digest_counts_its_alerts_and_tells_each_compactly() -> None:
    alerts = [alert(number=n, title=f"Tin số {n}") for n in range(3)]
    told = message(outgoing(*alerts, alert(watch="de-dieu", sample=True), digest=True))
    assert told.title == "4 alerts: mat-bang 3, de-dieu 1"
    entries = told.text.split("\n\n")
    assert len(entries) == 4
    assert entries[1].split("\n")[0] == "2. Tin số 1"
    assert "【Lương Khắc Tâm】" in entries[1]
    assert entries[1].endswith(ALERT.url)
    assert entries[3].startswith("4. SAMPLE ")


def test_case_69_a_backlog_of_thousands_is_told_in_fifty_and_a_count() -> None:
    alerts = [alert(backlog=True, sample=True)] * 3000
    told = message(outgoing(*alerts, digest=True))
    assert told.title == "SAMPLE 3000 alerts from the past of Báo Sơn Bình: mat-bang 3000"
    assert told.text.count(ALERT.url) == 50
    assert told.text.endswith("and 2950 more (diemtin alert list)")


def test_a_digest_tells_as_many_alerts_as_there_is_room_for() -> None:
    told = message(outgoing(*[alert()] * 9, digest=True), room=1000)
    told_of = told.text.count(ALERT.url)
    assert told.length <= 1000
    assert 0 < told_of < 9
    assert told.text.endswith(f"and {9 - told_of} more (diemtin alert list)")


def test_json_has_stable_keys_and_hanoi_times() -> None:
    told = as_json(outgoing(alert(published_at=None, published_precision=Precision.NONE)))
    assert list(told) == ["type", "id", "channel", "language", "timestamp", "alerts"]
    assert (told["type"], told["id"]) == ("alert", "msg_01hxample")
    (first,) = told["alerts"]
    assert set(first) == {
        *("id", "kind", "watch", "query", "number", "id16", "content_hash", "title", "url"),
        *("source", "source_title", "published_at", "published_precision", "captured_at"),
        *("created_at", "sample", "backlog", "retrospective", "reasons", "excerpt"),
        *("what", "before", "change", "section", "story"),
    }
    assert first["published_at"] is None
    assert first["captured_at"] == "2026-03-02T07:40:00+07:00"
    assert first["id16"] == HASH[:16]
    assert first["reasons"][0] == {
        "field": "body",
        "start": TEXT.index("giải phóng"),
        "end": TEXT.index("giải phóng") + 19,
        "surface": "giải phóng mặt bằng",
        "via": "phrase",
        "confidence": 1.0,
        "candidates": [],
        "facts": {},
    }


def test_json_is_the_same_at_every_attempt() -> None:
    first = outgoing()
    assert json_line(first) == json_line(replace(first, attempt=5, fence=9))


def test_json_is_one_line_and_holds_what_the_text_held() -> None:
    title = "Dòng\n\u2028 lẻ \ud800 {x}"
    line = json_line(outgoing(alert(title=title, reasons=(reason("đê"),))))
    assert b"\n" not in line
    assert json.loads(line)["alerts"][0]["title"] == title
