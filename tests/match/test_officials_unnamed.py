"""Offices without a name: which office is meant, and who holds it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.match.articles import article
from tests.match.sentences import HERE, NOWHERE, read, short, term, told
from worker.match.officials import Registry
from worker.model import Candidate, LearnedTerm, Mention, MentionKind, Office, Official, Setting

SECRETARY = Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")
CHAIRMAN = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
DISTRICT = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm")
CITY = Office("Bí thư", "Thành ủy", "Mỹ Hàm", "thành phố", "Sông Hàm")
MINISTER = Office("Bộ trưởng", "Bộ Y tế")

VI = Official("Kiều Thanh Vĩ", terms=(term(SECRETARY, "2021-01-01", "2024-12-31"),), id=1)
SON = Official("Đào Kim Sơn", terms=(term(CHAIRMAN, "2021-01-01", "2024-12-31"),), id=2)
YEN = Official("Hồ Thị Yến", terms=(term(DISTRICT, "", "", "2022-04-01"),), id=3)


def on(day: str) -> Setting:
    return Setting("Sông Hàm", date.fromisoformat(day))


def one(sentence: str, *known: Official | LearnedTerm, setting: Setting = HERE) -> Mention:
    officials = [each for each in known if isinstance(each, Official)]
    learned = [each for each in known if isinstance(each, LearnedTerm)]
    (found,) = read(sentence, officials=officials, learned=learned, setting=setting)
    return found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Bí thư Tỉnh ủy yêu cầu làm ngay.", "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm"),
        (
            "Theo chỉ thị của Bí thư Tỉnh ủy, mọi nơi làm.",
            "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm",
        ),
        ("Đồng chí Bí thư Tỉnh ủy biểu dương.", "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy|Sông Hàm"),
        ("Thủ tướng yêu cầu làm ngay.", "<Thủ tướng>: Thủ tướng|Chính phủ"),
        ("Chủ tịch Hà Nội hứa làm ngay.", "<Chủ tịch Hà Nội>: Chủ tịch|Ủy ban nhân dân|Hà Nội"),
        (
            "Phó bí thư Thường trực Tỉnh ủy ghi nhận.",
            "<Phó bí thư Thường trực Tỉnh ủy>: Phó Bí thư Thường trực|Tỉnh ủy|Sông Hàm",
        ),
        (
            "Quyền Chủ tịch UBND tỉnh ký.",
            "<Quyền Chủ tịch UBND tỉnh>: acting Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        ),
        (
            "Nguyên Chủ tịch UBND tỉnh kể.",
            "<Nguyên Chủ tịch UBND tỉnh>: former Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        ),
        ("Bí thư Huyện ủy Cái Sậy nói.", "<Bí thư Huyện ủy Cái Sậy>: Bí thư|Huyện ủy|Cái Sậy"),
        (
            "Trách nhiệm của Chủ tịch UBND tỉnh Sông Hàm là rõ.",
            "<Chủ tịch UBND tỉnh Sông Hàm>: Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        ),
    ],
)
def test_an_office_where_one_holder_is_meant(sentence: str, found: str) -> None:
    assert told(sentence) == [found]


def test_the_offices_that_one_person_holds_are_one_mention() -> None:
    found = read("Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh yêu cầu làm ngay.")
    assert [m.surface for m in found] == ["Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"]
    assert [said.office.body for said in found[0].offices] == ["Tỉnh ủy", "Ủy ban nhân dân"]


def test_those_that_nobody_holds_together_are_one_each() -> None:
    found = read("Giám đốc Sở Tài chính, Chủ tịch UBND huyện Cái Sậy chịu trách nhiệm.")
    assert [m.surface for m in found] == ["Giám đốc Sở Tài chính", "Chủ tịch UBND huyện Cái Sậy"]


def test_an_unknown_holder_is_not_asserted() -> None:
    found = one("Bí thư Tỉnh ủy yêu cầu làm ngay.")
    assert (found.kind, found.official, found.official_id) == (MentionKind.OFFICE, None, None)
    assert (found.via, found.candidates) == ("office", ())


def test_the_article_itself_comes_first() -> None:
    found = read("Bí thư Tỉnh ủy Lê Văn Mẫn dự.", "Bí thư Tỉnh ủy yêu cầu.", officials=[VI])[-1]
    assert (found.official, found.official_id, found.via) == ("Lê Văn Mẫn", None, "article")


def test_whom_the_article_names_as_former_does_not_hold_it() -> None:
    found = read("Nguyên Bí thư Tỉnh ủy Lê Văn Mẫn dự.", "Bí thư Tỉnh ủy yêu cầu.")[-1]
    assert found.official is None
    former = read("Nguyên Bí thư Tỉnh ủy Lê Văn Mẫn dự.", "Nguyên Bí thư Tỉnh ủy kể.")[-1]
    assert former.official == "Lê Văn Mẫn"


def test_the_present_holder_is_not_meant_by_the_former() -> None:
    assert one("Nguyên Bí thư Tỉnh ủy kể.", VI).official is None


def test_two_whom_the_article_names_in_one_office() -> None:
    named = "Phó Chủ tịch UBND tỉnh Lê Văn Mẫn và Phó Chủ tịch UBND tỉnh Tạ Thị Loan dự."
    found = read(named, "Phó Chủ tịch UBND tỉnh yêu cầu.")[-1]
    assert found.official is None


@pytest.mark.parametrize("day", ["2021-01-01", "2023-03-14", "2024-12-31"])
def test_then_the_registrys_term_on_its_days(day: str) -> None:
    found = one("Bí thư Tỉnh ủy yêu cầu.", VI, setting=on(day))
    assert (found.official, found.official_id, found.via) == ("Kiều Thanh Vĩ", 1, "term")


@pytest.mark.parametrize("day", ["2020-12-31", "2025-01-01", "2026-05-05"])
def test_and_nobody_before_its_start_or_after_its_end(day: str) -> None:
    found = one("Bí thư Tỉnh ủy yêu cầu.", VI, setting=on(day))
    assert (found.official, found.candidates) == (None, ())


@pytest.mark.parametrize(
    ("day", "asserted"),
    [
        ("2022-01-01", True),
        ("2022-04-01", True),
        ("2022-06-30", True),
        ("2021-12-31", False),
        ("2022-07-01", False),
    ],
)
def test_an_attestation_counts_for_ninety_days_around(day: str, asserted: bool) -> None:
    found = one("Bí thư Huyện ủy Cái Sậy nói.", YEN, setting=on(day))
    if asserted:
        assert (found.official, found.candidates) == ("Hồ Thị Yến", ())
    else:
        assert found.official is None
        assert [c.official for c in found.candidates] == ["Hồ Thị Yến"]


def test_the_margin_can_be_set() -> None:
    narrow = Registry([YEN], margin=timedelta(days=10))
    (found,) = narrow.mentions(article("Bí thư Huyện ủy Cái Sậy nói."), on("2022-05-01"))
    assert found.official is None


def test_a_surer_day_is_surer() -> None:
    held = one("Bí thư Huyện ủy Cái Sậy nói.", YEN, setting=on("2022-04-01"))
    near = one("Bí thư Huyện ủy Cái Sậy nói.", YEN, setting=on("2022-05-01"))
    assert near.confidence < held.confidence


def learned(first: str, last: str, holder: str = "Lê Văn Mẫn") -> LearnedTerm:
    return LearnedTerm(holder, SECRETARY, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("day", ["2023-01-02", "2023-02-01", "2023-03-30"])
def test_then_what_the_archive_has_learned(day: str) -> None:
    seen = learned("2023-01-02", "2023-03-01")
    found = one("Bí thư Tỉnh ủy yêu cầu.", seen, setting=on(day))
    assert (found.official, found.official_id, found.via) == ("Lê Văn Mẫn", None, "learned")


def test_what_was_learned_long_ago_makes_a_candidate_only() -> None:
    seen = learned("2021-01-02", "2021-03-01")
    found = one("Bí thư Tỉnh ủy yêu cầu.", seen)
    assert found.official is None
    assert [c.official for c in found.candidates] == ["Lê Văn Mẫn"]


def test_the_registry_comes_before_what_was_learned() -> None:
    found = one("Bí thư Tỉnh ủy yêu cầu.", VI, learned("2023-03-01", "2023-03-20"))
    assert (found.official, found.via) == ("Kiều Thanh Vĩ", "term")


def test_of_two_possible_holders_both_are_candidates() -> None:
    seen = [learned("2023-03-01", "2023-03-20"), learned("2023-03-10", "2023-03-20", "Tạ Văn Bích")]
    found = one("Bí thư Tỉnh ủy yêu cầu.", *seen)
    assert found.official is None
    assert {c.official for c in found.candidates} == {"Lê Văn Mẫn", "Tạ Văn Bích"}
    assert sum(c.odds for c in found.candidates) <= 1


def test_one_of_several_deputies_is_not_asserted() -> None:
    deputy = Office("Phó Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
    known = Official("Lê Văn Mẫn", terms=(term(deputy, "2021", "2025"),), id=7)
    found = one("Phó Chủ tịch UBND tỉnh yêu cầu.", known)
    assert found.official is None
    assert [c.official for c in found.candidates] == ["Lê Văn Mẫn"]
    standing = Office("Phó Chủ tịch Thường trực", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
    first = Official("Lê Văn Mẫn", terms=(term(standing, "2021", "2025"),), id=7)
    found = one("Phó Chủ tịch Thường trực UBND tỉnh yêu cầu.", first)
    assert found.official == "Lê Văn Mẫn"


def test_two_offices_of_different_holders_said_as_one_persons() -> None:
    found = one("Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh yêu cầu.", VI, SON)
    assert found.official is None
    assert set(found.candidates) == {
        Candidate("Kiều Thanh Vĩ", 0.5),
        Candidate("Đào Kim Sơn", 0.5),
    }


def test_two_offices_of_one_holder() -> None:
    both = Official(
        "Kiều Thanh Vĩ",
        terms=(term(SECRETARY, "2021", "2025"), term(CHAIRMAN, "2022", "2025")),
        id=1,
    )
    found = one("Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh yêu cầu.", both)
    assert (found.official, found.official_id) == ("Kiều Thanh Vĩ", 1)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (SECRETARY, "Bí thư Huyện ủy Cái Sậy nói."),
        (DISTRICT, "Bí thư Tỉnh ủy nói."),
        (CITY, "Bí thư Tỉnh ủy nói."),
        (SECRETARY, "Bí thư Thành ủy Mỹ Hàm nói."),
        (SECRETARY, "Phó Bí thư Tỉnh ủy nói."),
        (SECRETARY, "Bí thư Tỉnh ủy Cù Mây nói."),
        (SECRETARY, "Bí thư Tỉnh đoàn nói."),
        (CHAIRMAN, "Chủ tịch HĐND tỉnh nói."),
        (CHAIRMAN, "Chủ tịch UBND huyện Cái Sậy nói."),
        (MINISTER, "Thứ trưởng Bộ Y tế nói."),
    ],
)
def test_one_office_is_not_another(known: Office, sentence: str) -> None:
    holder = Official("Lê Văn Mẫn", terms=(term(known, "2020", "2025"),), id=9)
    found = one(sentence, holder)
    assert (found.official, found.candidates) == (None, ())


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (DISTRICT, "Bí thư Huyện ủy Cái Sậy nói."),
        (CITY, "Bí thư Thành ủy Mỹ Hàm nói."),
        (MINISTER, "Bộ trưởng Bộ Y tế nói."),
        (MINISTER, "Bộ trưởng Y tế nói."),
        (CHAIRMAN, "Chủ tịch UBND tỉnh Sông Hàm nói."),
        (CHAIRMAN, "Chủ tịch tỉnh Sông Hàm nói."),
    ],
)
def test_the_holder_of_that_very_office(known: Office, sentence: str) -> None:
    holder = Official("Lê Văn Mẫn", terms=(term(known, "2020", "2025"),), id=9)
    assert one(sentence, holder).official == "Lê Văn Mẫn"


def test_without_a_known_province_an_office_of_one_has_no_holder() -> None:
    found = one("Bí thư Tỉnh ủy yêu cầu.", VI, setting=NOWHERE)
    assert (found.official, found.candidates) == (None, ())
    assert short(found) == "<Bí thư Tỉnh ủy>: Bí thư|Tỉnh ủy"


def test_an_article_older_than_all_that_is_known() -> None:
    assert one("Thủ tướng yêu cầu.", VI, setting=Setting(None, date.min)).official is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ông Lê Văn Mẫn, Phó Bí thư Tỉnh ủy Sông Mía, dự.", "Bí thư|Tỉnh ủy|Sông Mía"),
        ("Mưa to ở tỉnh Sông Mía.", "Bí thư|Tỉnh ủy|Sông Mía"),
        ("Mưa to ở TP. Sông Mía.", "Bí thư|Thành ủy|Sông Mía"),
        ("Ông Lê Văn Mẫn, Trưởng Công an huyện Sông Mía, dự.", "Bí thư|Huyện ủy|Sông Mía"),
        ("Chủ tịch UBND xã Sông Mía Lê Văn Mẫn dự.", "Bí thư|Đảng ủy|Sông Mía"),
    ],
)
def test_a_headline_leaves_out_what_kind_of_unit_the_text_speaks_of(
    sentence: str, found: str
) -> None:
    headline = told(sentence, title="Bí thư Sông Mía thăm bà con")[0]
    assert headline == f"<Bí thư Sông Mía>: {found}"


@pytest.mark.parametrize(
    "sentence",
    ["Mưa to ở bến Sông Mía.", "Mưa to ở xã Sông Mía Thượng.", "Mưa to khắp vùng Sông Mía."],
)
def test_what_no_text_calls_a_unit_is_none(sentence: str) -> None:
    assert told(sentence, title="Bí thư Sông Mía thăm bà con") == []


def test_a_person_called_like_a_ward_is_a_person() -> None:
    found = told("Nhà ở phường Lê Văn Mẫn.", title="Chủ tịch Lê Văn Mẫn thăm bà con")
    assert not any("Ủy ban nhân dân" in mention for mention in found)


def test_kin_of_a_holder_who_are_arrested_are_not_he() -> None:
    found = told(
        "Ông Lê Văn Mẫn, nguyên Chủ tịch UBND xã Tân Lộc, kể lại.",
        "Con trai Chủ tịch UBND xã bị bắt.",
    )
    assert found[1:] == ["<Chủ tịch UBND xã>: Chủ tịch|Ủy ban nhân dân|Tân Lộc"]


def test_two_comrades_by_their_offices_are_two() -> None:
    assert told("Đến dự có đồng chí Phó Chủ tịch HĐND xã, đồng chí Chủ tịch UBND xã Gò Muối.") == [
        "<Phó Chủ tịch HĐND xã>: Phó Chủ tịch|Hội đồng nhân dân|Gò Muối",
        "<Chủ tịch UBND xã Gò Muối>: Chủ tịch|Ủy ban nhân dân|Gò Muối",
    ]
