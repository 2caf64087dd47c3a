"""What a user of the registry relies on: officials are kept as said, and shown with evidence."""

from __future__ import annotations

import shlex
import unicodedata
from typing import Any

import pytest

from tests.cli.in_process import Diemtin, text_file

BAD_NAMES = ["", "a\nb", "\x1b[31m", "-x", " a", "a\u202eb", "x\udcff"]
SEAT = ("--office", "Bí thư Tỉnh ủy Sông Hàm")
SEAT_JSON = {
    **{"role": "Bí thư", "body": "Tỉnh ủy", "place": "Sông Hàm", "unit": "tỉnh", "within": None},
}


def only(diemtin: Diemtin) -> dict[str, Any]:
    [one] = diemtin.records("official", "list")
    return one


def offices(diemtin: Diemtin, name: str = "Trần Thị Hạ Vi") -> list[str]:
    """Return the lines of an official's offices in ``show``."""
    told = diemtin.ok("official", "show", name).splitlines()
    return [line for line in told if line.startswith(("Bí thư", "Chủ tịch", "acting"))]


def publish(diemtin: Diemtin, title: str, *paragraphs: str, place: str = "Sông Hàm") -> str:
    """Ingest an article of 1 March 2026 from a paper of that province; return its number."""
    source = f"bao-{place}".encode().hex()
    if source not in {one["name"] for one in diemtin.records("source", "list")}:
        inbox = diemtin.home / "inbox"
        inbox.mkdir(exist_ok=True)
        diemtin.ok("source", "add", source, "--folder", str(inbox), "--place", place)
    path = text_file(diemtin.home, f"{title}.txt", title, *paragraphs)
    return diemtin.ok("ingest", str(path), "--source", source).split()[0]


def test_an_official_is_added_with_an_office(diemtin: Diemtin) -> None:
    told = diemtin.ok(
        *("official", "add", "Điểu K'Ré", "--alias", "Út Khuê", "--blind-alias", "Dieu K'Re"),
        *("--role", "bí thư", "--body", "tỉnh uỷ", "--place", "tỉnh Sông Hàm", "--acting"),
        *("--start", "2020-10", "--end", "2025", "--known-from", "Báo Sông Hàm"),
        *("--attested", "2022-03-22"),
    )
    assert "'official:\"Điểu K'\"'\"'Ré\"'" in told
    assert only(diemtin) == {
        "name": "Điểu K'Ré",
        "label": "Điểu K'Ré",
        "distinction": "",
        "aliases": ["Út Khuê", "Dieu K'Re"],
        "blind_aliases": ["Dieu K'Re"],
        "origin": "user",
        "terms": [
            {
                **SEAT_JSON,
                **{"start": "2020-10", "end": "2025", "attested": ["2022-03-22"]},
                **{"known_from": "Báo Sông Hàm", "acting": True},
            }
        ],
    }
    assert "acting Bí thư Tỉnh ủy Sông Hàm 2020-10 to 2025" in diemtin.ok("official", "list")
    assert "already" in diemtin.refused("official", "add", "Điểu K'Ré")


def test_an_office_is_typed_as_a_phrase(diemtin: Diemtin) -> None:
    phrase = "phó chủ tịch UBND huyện Cái Sậy (Sông Hàm)"
    diemtin.ok("official", "add", "Kiều Sa", "--office", phrase)
    [term] = only(diemtin)["terms"]
    assert (term["role"], term["body"]) == ("Phó Chủ tịch", "Ủy ban nhân dân")
    assert (term["unit"], term["place"], term["within"]) == ("huyện", "Cái Sậy", "Sông Hàm")


def test_an_office_that_many_places_have_is_asked_for_its_place(diemtin: Diemtin) -> None:
    office = ("--office", "Giám đốc Sở Y tế")
    added = diemtin.run("official", "add", "Đinh Hải Sâm", *office)
    assert added.status == 0
    assert "Giám đốc Sở Y tế: of which province, district or commune?" in added.err
    mend = shlex.split(added.err.split("say it: diemtin ")[1].strip())
    mended = diemtin.run(*[one.replace("PLACE", "Sông Hàm") for one in mend])
    assert (mended.status, mended.err) == (0, "")
    assert "Giám đốc Sở Y tế Sông Hàm" in diemtin.ok("official", "show", "Đinh Hải Sâm")
    seats = {"Sa": "Bộ trưởng Bộ Y tế", "Vi": "Chủ tịch Quốc hội", "Na": "Bí thư Tỉnh ủy Sông Hàm"}
    for name, seat in seats.items():
        assert diemtin.run("official", "add", f"Kiều {name}", "--office", seat).err == ""


def test_what_is_typed_is_kept_in_nfc(diemtin: Diemtin) -> None:
    def typed(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    diemtin.ok(
        *("official", "add", typed("Trần Hạ Vi"), "--distinction", typed("Cái Sậy")),
        *("--alias", typed("Bảy"), "--office", typed("Bí thư Tỉnh ủy Sông Hàm")),
        *("--known-from", typed("Báo  Sông Hàm")),
    )
    one = only(diemtin)
    assert (one["label"], one["aliases"]) == ("Trần Hạ Vi (Cái Sậy)", ["Bảy"])
    assert one["terms"][0]["known_from"] == "Báo Sông Hàm"
    assert diemtin.ok("official", "show", typed("Trần Hạ Vi (Cái Sậy)"))
    said = diemtin.refused("official", "edit", "Trần Hạ Vi", *SEAT, "--known-from", "a\u202eb")
    assert "an invisible character (U+202E)" in said


def test_namesakes_are_told_apart(diemtin: Diemtin) -> None:
    diemtin.ok("official", "add", "Kiều Sa")
    assert "--distinction" in diemtin.refused("official", "add", "Kiều Sa")
    diemtin.ok("official", "add", "Kiều Sa", "--distinction", "Cái Sậy")
    assert [one["label"] for one in diemtin.records("official", "list")] == [
        "Kiều Sa",
        "Kiều Sa (Cái Sậy)",
    ]
    diemtin.ok("official", "remove", "Kiều Sa (Cái Sậy)")
    assert only(diemtin)["label"] == "Kiều Sa"
    diemtin.ok("official", "add", "Kiều Sa (Cái Sậy)")
    assert diemtin.records("official", "list")[1]["distinction"] == "Cái Sậy"
    diemtin.ok("official", "edit", "Kiều Sa (Cái Sậy)", "--distinction", "Vàm Rẻo")
    assert "already" in diemtin.refused(
        "official", "edit", "Kiều Sa (Vàm Rẻo)", "--distinction", ""
    )


def test_what_cannot_be_told_apart_again_is_refused(diemtin: Diemtin) -> None:
    diemtin.ok("official", "add", "Kiều Sa")
    for wrong in (["--name", "Kiều Sa (Cái Sậy)"], ["--distinction", "Cái (Sậy)"]):
        assert "expected" in diemtin.refused("official", "edit", "Kiều Sa", *wrong)
    assert only(diemtin)["label"] == "Kiều Sa"


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_printed_or_typed_is_refused(diemtin: Diemtin, name: str) -> None:
    assert diemtin.refused("official", "add", "--", name)
    assert diemtin.refused("official", "add", "Kiều Sa", f"--alias={name}")
    assert diemtin.records("official", "list") == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--role", "Bí thư"], "needs both --role and --body"),
        (["--body", "Tỉnh ủy"], "needs both --role and --body"),
        (["--place", "Sông Hàm"], "needs both --role and --body"),
        (["--start", "2020"], "says when, but no office"),
        ([*SEAT, "--role", "Bí thư"], "--role beside --office"),
        (["--office", "xin chào"], "names no office; expected role, body and place"),
        ([*SEAT, "--start", "2020-02-30"], "there is no 2020-02-30; expected a day, month or year"),
        ([*SEAT, "--start", "29/06/2021"], "day/month/year is written 2021-06-29"),
        ([*SEAT, "--attested", "2021"], "expected a day as YYYY-MM-DD"),
        ([*SEAT, "--start", "2020-02", "--end", "2019-02-02"], "2019-02-02 is before 2020-02"),
        ([*SEAT, "--start", "2020", "--attested", "2019-02-02"], "2019-02-02 is outside the term"),
    ],
)
def test_an_office_that_cannot_be_is_refused(diemtin: Diemtin, wrong: list[str], said: str) -> None:
    assert said in diemtin.refused("official", "add", "Kiều Thanh Vĩ", *wrong)
    assert diemtin.records("official", "list") == []


def test_who_contradicts_the_registry_is_refused(diemtin: Diemtin) -> None:
    diemtin.ok(
        "official", "add", "Lý Văn Mẫn", *SEAT, "--start", "2020-10-15", "--end", "2025-06-30"
    )
    said = diemtin.refused("official", "add", "Trần Thị Hạ Vi", *SEAT, "--start", "2024-01-10")
    assert "contradicts the registry: held by Lý Văn Mẫn 2020-10-15 to 2025-06-30" in said
    assert only(diemtin)["name"] == "Lý Văn Mẫn"
    diemtin.ok("official", "edit", "Lý Văn Mẫn", *SEAT, "--end", "2024-01-10")
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", *SEAT, "--start", "2024-01-10")


def test_an_official_is_found_by_name_office_and_day(diemtin: Diemtin) -> None:
    diemtin.ok("official", "add", "Lý Văn Mẫn", *SEAT, "--start", "2015", "--end", "2020-10-14")
    diemtin.ok(
        "official", "add", "Trần Thị Hạ Vi", *SEAT, "--start", "2020-10-15", "--alias", "Bảy"
    )
    diemtin.ok("official", "edit", "Trần Thị Hạ Vi", *SEAT, "--attested", "2022-03-22")
    diemtin.ok("official", "add", "Kiều Sa", "--office", "Bí thư Huyện ủy Cái Sậy")

    def found(*asked: str) -> list[str]:
        return [one["name"] for one in diemtin.records("official", "list", *asked)]

    assert found("ha", "vi") == found("Hạ Vi") == found("bảy") == ["Trần Thị Hạ Vi"]
    assert found("Ha Ví") == []
    assert found("--office", "Bí thư Tỉnh ủy") == ["Lý Văn Mẫn", "Trần Thị Hạ Vi"]
    assert found("--office", "bi thu huyen uy") == ["Kiều Sa"]
    assert found("--office", "Chủ tịch UBND tỉnh Sông Hàm") == []
    assert found("--on", "2018-01-01") == ["Lý Văn Mẫn"]
    assert found("--on", "2022-05-01", *SEAT) == ["Trần Thị Hạ Vi"]
    assert found("--on", "2024-01-01") == []


def test_an_official_is_changed_part_by_part(diemtin: Diemtin) -> None:
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", "--alias", "Bảy Vi", *SEAT, "--start", "2020")

    def edit(*options: str) -> None:
        diemtin.ok("official", "edit", "Trần Thị Hạ Vi", *options)

    edit("--alias", "Hạ Vi", "--remove-alias", "Bảy Vi")
    assert only(diemtin)["aliases"] == ["Hạ Vi"]
    edit(*SEAT, "--start", "2020-10-15", "--end", "2025", "--known-from", "bài 3")
    assert offices(diemtin) == ["Bí thư Tỉnh ủy Sông Hàm 2020-10-15 to 2025"]
    edit(*SEAT, "--end", "unknown", "--acting")
    assert offices(diemtin) == ["acting Bí thư Tỉnh ủy Sông Hàm from 2020-10-15"]
    edit("--office", "Chủ tịch UBND tỉnh Sông Hàm", "--end", "2020-10")
    assert len(offices(diemtin)) == 2
    edit("--remove-office", "Bí thư Tỉnh ủy Sông Hàm")
    assert offices(diemtin) == ["Chủ tịch Ủy ban nhân dân Sông Hàm until 2020-10"]
    edit("--name", "Trần Hạ Vi")
    assert only(diemtin)["name"] == "Trần Hạ Vi"


def test_what_was_held_at_another_time_is_told_as_another_term(diemtin: Diemtin) -> None:
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", *SEAT, "--start", "2020-10")
    assert "2015 is before the start, 2020-10" in diemtin.refused(
        "official", "edit", "Trần Thị Hạ Vi", *SEAT, "--end", "2015"
    )
    earlier = ("--start", "unknown", "--end", "2015")
    told = diemtin.ok("official", "edit", "Trần Thị Hạ Vi", *SEAT, *earlier)
    assert told.splitlines()[1:] == ["held: Bí thư Tỉnh ủy Sông Hàm until 2015"]
    told = diemtin.ok("official", "edit", "Trần Thị Hạ Vi", *SEAT, "--end", "2016-01")
    assert told.splitlines()[1:] == [
        "held: Bí thư Tỉnh ủy Sông Hàm until 2016-01",
        "no more: Bí thư Tỉnh ủy Sông Hàm until 2015",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "nothing to change"),
        (["--name", "Trần Thị Hạ Vi"], "nothing to change"),
        (["--name", ""], "cannot be the name"),
        (["--remove-alias", "Ba Vi"], "has no alias 'Ba Vi'; expected one of: Bảy Vi"),
        (["--remove-office", "Bộ trưởng Bộ Y tế"], "expected one of: Bí thư Tỉnh ủy Sông Hàm"),
        (["--start", "2020"], "says when, but no office"),
        ([*SEAT, "--start", "2022"], "2021-01-01 is outside the term; expected 2022 or later"),
        (["--not", "77"], "nothing in the archive answers to '77'"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    diemtin: Diemtin, options: list[str], said: str
) -> None:
    started = (*SEAT, "--start", "2020-10", "--attested", "2021-01-01")
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", "--alias", "Bảy Vi", *started)
    before = only(diemtin)
    ran = diemtin.run("official", "edit", "Trần Thị Hạ Vi", *options)
    assert ran.status in (1, 2)
    assert said in ran.complaint
    assert only(diemtin) == before


def test_who_is_not_there_is_not_found(diemtin: Diemtin) -> None:
    for verb in (["show"], ["edit"], ["remove"]):
        said = diemtin.failed("official", *verb, "Kiều Sa")
        assert said.startswith("there is no official named Kiều Sa; see 'diemtin official list'")
        assert "'diemtin official learned'" in said
    diemtin.ok("official", "add", "Kiều Sạ (Cái Sậy)")
    for verb in (["show"], ["edit"], ["remove"]):
        said = diemtin.failed("official", *verb, "Kieu Sa")
        assert said == "there is no official named Kieu Sa; did you mean 'Kiều Sạ (Cái Sậy)'?"


def test_an_official_is_shown_with_articles_and_the_end_of_the_office(diemtin: Diemtin) -> None:
    office = "Chủ tịch UBND tỉnh Bến Tre"
    diemtin.ok("official", "add", "Kiều Thanh Vĩ", "--office", office, "--attested", "2021-02-26")
    publish(diemtin, "Thông cầu", "Ông Kiều Thanh Vĩ cắt băng thông cầu Rạch Đình.")
    told = diemtin.ok("official", "show", "Kiều Thanh Vĩ")
    assert "Thông cầu" in told
    assert "ended 2025-06-30, followed by Chủ tịch Ủy ban nhân dân Vĩnh Long" in told
    [one] = diemtin.records("official", "show", "Kiều Thanh Vĩ")
    assert [article["title"] for article in one["articles"]] == ["Thông cầu"]
    ended = one["terms"][0]["ended"]
    assert (ended["on"], ended["successors"][0]["place"]) == ("2025-06-30", "Vĩnh Long")
    assert one["exclusions"] == []


def mentioned(diemtin: Diemtin, number: str) -> list[str | None]:
    [article] = diemtin.records("show", number)
    return [one["official"] for one in article["mentions"] if one["surface"] == "Kiều Thanh Vĩ"]


def test_an_article_of_a_namesake_teaches(diemtin: Diemtin) -> None:
    first = publish(diemtin, "Hội nghị", "Ông Kiều Thanh Vĩ, Giám đốc Sở Y tế, phát biểu.")
    second = publish(diemtin, "Cầu mới", "Ông Kiều Thanh Vĩ dự lễ thông cầu Rạch Đình.")
    diemtin.ok("official", "add", "Kiều Thanh Vĩ", *SEAT, "--attested", "2026-02-20")
    assert "Kiều Thanh Vĩ" in mentioned(diemtin, second)
    told = diemtin.ok("official", "edit", "Kiều Thanh Vĩ", "--not", second, "--not", first)
    assert f"article {second} does not mean Kiều Thanh Vĩ" in told
    assert "Giám đốc Sở Y tế" in told
    [one] = diemtin.records("official", "show", "Kiều Thanh Vĩ")
    assert [lesson["number"] for lesson in one["exclusions"]] == [int(second), int(first)]
    assert one["articles"] == []
    number = diemtin.failed("official", "edit", "Kiều Thanh Vĩ", "--is", "99")
    assert "nothing in the archive answers" in number
    diemtin.ok("official", "edit", "Kiều Thanh Vĩ", "--is", second)
    assert "Kiều Thanh Vĩ" in mentioned(diemtin, second)
    assert "nobody has said" in diemtin.failed("official", "edit", "Kiều Thanh Vĩ", "--is", second)


def test_an_article_without_the_name_teaches_nothing(diemtin: Diemtin) -> None:
    number = publish(diemtin, "Mùa vụ", "Bà con xuống giống vụ mới.")
    diemtin.ok("official", "add", "Kiều Thanh Vĩ")
    said = diemtin.refused("official", "edit", "Kiều Thanh Vĩ", "--not", number)
    assert "does not name Kiều Thanh Vĩ" in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("remove", "Kiều Sa"), True),
        (("edit", "Kiều Sa", "--name", "Kiều Sang"), True),
        (("edit", "Kiều Sa", "--distinction", "Cái Sậy"), False),
        (("edit", "Kiều Sa", "--alias", "Ba Sa"), False),
    ],
)
def test_a_watch_that_goes_on_asking_for_who_is_there_no_more_is_named(
    diemtin: Diemtin, change: tuple[str, ...], told: bool
) -> None:
    diemtin.ok("official", "add", "Kiều Sa")
    diemtin.ok("watch", "add", "sa", 'hạn OR official:"kiều sa"')
    diemtin.ok("watch", "add", "han", "hạn NOT official:x")
    ran = diemtin.run("official", *change)
    said = (
        "diemtin: watch sa still asks for Kiều Sa; change it: diemtin watch edit sa --query QUERY\n"
    )
    assert (ran.status, ran.err) == (0, said if told else "")
