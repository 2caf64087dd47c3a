"""Stories in search and show: each once, with the papers that tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin

BRIDGE = "Cầu Rạch Đình thông xe sau hai năm thi công"
LEAD = "Sáng 5-3, huyện Sa Nhiên thông xe cầu Rạch Đình, nối hai xã Tân Lộc Hòa và Vĩnh Bường."
BODY = "Cầu dài 186 mét, rộng 7 mét. Bà con hai bên bờ rạch mong cây cầu này đã mười năm."
TEXTS = {
    "bao-sa-nhien": (
        (BRIDGE, "05/03/2026 - 09:00", LEAD, BODY),
        ("Sửa cầu Kênh Ngang", "06/03/2026 - 08:00", "Xã Mỹ Phụng sửa cầu Kênh Ngang."),
    ),
    "bao-ham-giang": (
        (BRIDGE, "05/03/2026 - 07:30", f"(HGN) - {LEAD}", BODY, "Theo Báo Sa Nhiên."),
        ("Chợ Bến Đìa họp bên cầu mới", "04/03/2026 - 08:00", "Chợ nổi Bến Đìa nay có cầu."),
    ),
}


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    for name, texts in TEXTS.items():
        (tmp_path / name).mkdir()
        diemtin.ok("source", "add", name, "--title", name.title(), "--folder", str(tmp_path / name))
        for number, text in enumerate(texts):
            path = tmp_path / name / f"{number}.txt"
            path.write_text("\n\n".join(text) + "\n", encoding="utf-8")
        diemtin.ok("ingest", str(tmp_path / name), "--source", name)
    return diemtin


def test_a_story_is_found_once_with_all_who_tell_it(stocked: Diemtin) -> None:
    assert len(stocked.records("search", "cầu")) == 4
    found = stocked.records("search", "--stories", "cầu")
    assert [(one["number"], one["found"]) for one in found] == [(1, 1), (2, 0), (3, 3)]
    bridge = found[1]
    assert bridge["story"] == 0
    told = [(one["number"], one["source"], one["first"]) for one in bridge["stories"]]
    assert told == [(2, "Bao-Ham-Giang", True), (0, "Bao-Sa-Nhien", False)]
    assert [len(one["stories"]) for one in found] == [1, 2, 1]


def test_a_reader_sees_the_others_under_it(stocked: Diemtin) -> None:
    lines = stocked.ok("search", "--stories", "cầu").splitlines()
    assert lines[-1] == "3 found"
    (at,) = [n for n, line in enumerate(lines) if "2 papers, first Bao-Ham-Giang" in line]
    assert lines[at - 1].startswith("002  Cầu Rạch Đình")
    assert lines[at].startswith("     05/03/2026 07:30 · bao-ham-giang · ")
    assert lines[at].endswith("/bao-ham-giang/0.txt")
    assert lines[at + 2].startswith("     also Bao-Sa-Nhien · 05/03/2026 09:00 · ")


def test_the_first_paper_heads_a_story_with_what_it_shows_now(
    stocked: Diemtin, tmp_path: Path
) -> None:
    for name, at in (("bao-ham-giang", "07:30"), ("bao-sa-nhien", "09:00")):
        text = [one.replace("186 mét", "188 mét") for one in (BRIDGE, LEAD, BODY)]
        text.insert(1, f"05/03/2026 - {at}")
        (tmp_path / name / "0.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
        stocked.ok("ingest", str(tmp_path / name), "--source", name)
    [story] = stocked.records("search", "--stories", '"186 mét"')
    first, other = story["stories"]
    assert (story["number"], story["found"], first["number"]) == (4, 0, 2)
    assert story["url"] == first["url"] == (tmp_path / "bao-ham-giang" / "0.txt").as_posix()
    assert [one["superseded_by"] for one in (first, other)] == [4, 4]
    head, told, body, also, _ = stocked.ok("search", "--stories", '"186 mét"').splitlines()
    assert head == f"004  {BRIDGE}"
    assert " · edited " in told
    assert ", before 002 · the words stand in 000 · " in told
    assert body.strip().startswith(LEAD)
    assert " · superseded by 004 on " in also


@pytest.mark.parametrize("order", [[], ["--best"]])
def test_pages_of_stories_follow_one_another(stocked: Diemtin, order: list[str]) -> None:
    whole = [one["story"] for one in stocked.records("search", "--stories", *order, "cầu")]
    shown, after = list[object](), list[str]()
    while len(shown) < len(whole):
        [one] = stocked.records("search", "--stories", *order, "--limit", "1", *after, "cầu")
        shown.append(one["story"])
        after = ["--after", str(one["number"])]
    assert shown == whole
    assert stocked.records("search", "--stories", *order, *after, "cầu") == []
    told = stocked.ok("search", "--stories", *order, "--limit", "1", "cầu").splitlines()[-1]
    assert told.startswith("1 shown; the next with --after ")


def test_what_does_not_go_together_is_said(stocked: Diemtin) -> None:
    assert stocked.run("search", "--stories", "--csv", "cầu").status == 2
    assert stocked.run("search", "--stories", "--facets", "cầu").status == 2
    lost = stocked.run("search", "--stories", "--after", "3", "title:thông")
    assert (lost.status, "not among what the query finds" in lost.complaint) == (1, True)
    assert stocked.ok("search", "--stories", "không-có-gì") == "nothing found\n"


def test_show_names_who_else_told_it(stocked: Diemtin) -> None:
    [shown] = stocked.records("show", "0")
    assert shown["story"]["id"] == 0
    assert [one["number"] for one in shown["story"]["members"]] == [2, 0]
    (also,) = [x for x in stocked.ok("show", "0").splitlines() if x.startswith("also told by")]
    assert also.startswith("also told by Bao-Ham-Giang (first) · 05/03/2026 07:30 · ")
    assert "also told by" not in stocked.ok("show", "1")


def test_a_watch_tells_of_the_story_once(stocked: Diemtin, tmp_path: Path) -> None:
    stocked.ok("watch", "add", "cau", "thông xe")
    (tmp_path / "b").mkdir()
    stocked.ok("source", "add", "bao-ban", "--title", "Báo Bạn", "--folder", str(tmp_path / "b"))
    for number, tail in enumerate(("Tin thêm của Báo Bạn.", "Ảnh do bạn đọc gửi về tòa soạn.")):
        path = tmp_path / "b" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        text = (BRIDGE, "05/03/2026 - 10:00", LEAD, BODY, tail)
        path.write_text("\n\n".join(text) + "\n", encoding="utf-8")
    stocked.ok("ingest", str(tmp_path / "b"), "--source", "bao-ban")
    later, first = stocked.records("alert", "list")
    assert (first["told_with"], later["told_with"]) == (None, first["id"])
    assert len(first["deliveries"]) == len(later["deliveries"]) == 1
    assert f"with alert {first['id']}: " in stocked.ok("alert", "list").splitlines()[0]
