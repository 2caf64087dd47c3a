"""What articles say against an open term of the registry stands beside the term."""

from __future__ import annotations

import pytest

from tests.cli.in_process import Diemtin
from tests.cli.officials.test_officials import publish

OFFICE = "Bí thư Tỉnh ủy Sông Hàm"
END = f"diemtin official edit 'Đinh Hải Sâm' --office '{OFFICE}' --end DATE"


@pytest.fixture
def overtaken(diemtin: Diemtin) -> Diemtin:
    """Return an archive whose registry has an open term that two articles contradict."""
    held = ("--office", OFFICE, "--start", "2025-07-01", "--attested", "2026-02-01")
    diemtin.ok("official", "add", "Đinh Hải Sâm", *held)
    publish(diemtin, "Hội nghị", f"{OFFICE} Kiều Thanh Vĩ phát biểu khai mạc hội nghị.")
    publish(diemtin, "Thăm trường", f"Ông Đinh Hải Sâm, nguyên {OFFICE}, thăm trường cũ.")
    return diemtin


def test_an_official_is_shown_with_what_articles_say_against_the_open_term(
    overtaken: Diemtin,
) -> None:
    told = overtaken.ok("official", "show", "Đinh Hải Sâm").splitlines()
    assert f"said to hold it no more: {OFFICE}, 2026-03-01, 1 article" in told
    assert any(f"seen there since: Kiều Thanh Vĩ, {OFFICE}, 2026-03-01" in line for line in told)
    assert f"  where that is so: {END}" in told
    [shown] = overtaken.records("official", "show", "Đinh Hải Sâm")
    [against] = shown["overtaken"]
    assert against["office"]["body"] == "Tỉnh ủy"
    assert [one["holder"] for one in against["left"]] == ["Đinh Hải Sâm"]
    assert [one["holder"] for one in against["others"]] == ["Kiều Thanh Vĩ"]


def test_who_is_asked_for_by_office_is_not_listed_without_a_word(overtaken: Diemtin) -> None:
    for asked in (("--office", "Bí thư Tỉnh ủy"), ("--on", "2026-03-01")):
        ran = overtaken.run("official", "list", *asked)
        assert ran.out.startswith("Đinh Hải Sâm\t")
        assert "seen there since: Kiều Thanh Vĩ" in ran.complaint
        assert "diemtin official show 'Đinh Hải Sâm'" in ran.complaint
    overtaken.ok("official", "list", "--office", "Giám đốc Sở Y tế")


def test_who_takes_a_new_holder_hears_of_the_term_that_is_still_open(overtaken: Diemtin) -> None:
    [new] = overtaken.records("official", "learned", "--unfollowed")
    ran = overtaken.run("official", "take", new["id"])
    assert "Kiều Thanh Vĩ: Bí thư Tỉnh ủy Sông Hàm (added)" in ran.out
    assert "Đinh Hải Sâm: articles say otherwise" in ran.complaint


def test_a_term_that_has_an_end_is_left_alone(overtaken: Diemtin) -> None:
    overtaken.ok("official", "edit", "Đinh Hải Sâm", "--office", OFFICE, "--end", "2026-02-20")
    assert "since" not in overtaken.ok("official", "show", "Đinh Hải Sâm")
    overtaken.ok("official", "list", "--office", OFFICE)


def test_deputies_are_not_overtaken_by_one_another(diemtin: Diemtin) -> None:
    deputy = "Phó Chủ tịch UBND tỉnh Sông Hàm"
    diemtin.ok("official", "add", "Lê Bá Tân", "--office", deputy, "--start", "2025-07-01")
    publish(diemtin, "Hội nghị", f"{deputy} Phan Thị Mơ phát biểu khai mạc hội nghị.")
    assert "since" not in diemtin.ok("official", "show", "Lê Bá Tân")
