"""Who asks for an official whom nobody knows, or an office that has ended, is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

OLD = 'office:"Chủ tịch UBND tỉnh Bến Tre"'
NEW = 'office:"Chủ tịch Ủy ban nhân dân Vĩnh Long"'


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """An archive that knows one official by the registry, and another by an article."""
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", "--alias", "Bảy Vi")
    body = "Chủ tịch UBND tỉnh Sông Hàm Kiều Thanh Vĩ dự lễ."
    diemtin.ok("ingest", str(text_file(tmp_path / "bai", "a.txt", "Lễ khánh thành", body)))
    return diemtin


@pytest.mark.parametrize("command", [("search",), ("watch", "try"), ("watch", "add", "a")])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Trần Thị Hà Vi", 'did you mean official:"Trần Thị Hạ Vi"?'),
        ("Hạ Vi", 'did you mean official:"Trần Thị Hạ Vi"?'),
        ("Bảy Vy Em", 'did you mean official:"Trần Thị Hạ Vi"?'),
        ("Kiều Thanh Vi", 'did you mean official:"Kiều Thanh Vĩ"?'),
        ("Đào Kim Sơn", "to have it found anywhere: diemtin official add 'Đào Kim Sơn'"),
    ],
)
def test_who_may_be_meant_by_an_unknown_name_is_told(
    stocked: Diemtin, command: tuple[str, ...], typed: str, meant: str
) -> None:
    ran = stocked.run(*command, f'official:"{typed}"')
    assert (ran.status, meant in ran.complaint) == (0, True), ran


def test_a_review_and_an_export_tell_of_unknown_names_and_ended_offices_too(
    stocked: Diemtin, tmp_path: Path
) -> None:
    for command in (
        ("digest", "--since", "2026-01-01", "--query"),
        ("export", "--to", str(tmp_path / "ra")),
    ):
        ran = stocked.run(*command, 'official:"Hạ Vi"')
        assert (ran.status, 'did you mean official:"Trần Thị Hạ Vi"?' in ran.err) == (0, True)
        ended = f"to find both: diemtin {' '.join(command)} '({OLD} OR {NEW})'"
        assert ended in stocked.run(*command, OLD).err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chủ tịch UBND tỉnh Song Hàm", "Chủ tịch Ủy ban nhân dân tỉnh Sông Hàm"),
        ("Bí thư Tỉnh ủy Cù Mấy", "Bí thư Tỉnh ủy Cù Mây"),
        ("Bí thư Tỉnh ủy Vĩnh Lòng", "Bí thư Tỉnh ủy Vĩnh Long"),
        ("Chủ tịch UBND tỉnh Sông Hàm", None),
        ("chu tich ubnd tinh song ham", None),
        ("Chủ tịch UBND tỉnh Trà Giồng", None),
        ("Bí thư Tỉnh ủy Vĩnh Long", None),
        ("Bí thư Tỉnh ủy", None),
    ],
)
def test_the_place_of_an_office_may_be_misspelled(
    stocked: Diemtin, typed: str, meant: str | None
) -> None:
    stocked.ok("official", "add", "Đào Kim Sơn", "--office", "Bí thư Tỉnh ủy Cù Mây", "--later")
    ran = stocked.run("watch", "try", f'office:"{typed}"')
    told = f'; did you mean office:"{meant}"?\n' if meant else ""
    assert (ran.status, ran.err.endswith(told), bool(ran.err)) == (0, True, bool(meant)), ran.err


@pytest.mark.parametrize("typed", ["Trần Thị Hạ Vi", "tran thi ha vi", "Kiều Thanh Vĩ"])
def test_nothing_is_told_of_who_is_known(stocked: Diemtin, typed: str) -> None:
    for command in (("search",), ("watch", "try"), ("watch", "add", "a")):
        assert stocked.ok(*command, f'official:"{typed}"')


def test_all_namesakes_are_offered(stocked: Diemtin) -> None:
    for place in ("Cái Sậy", "Vàm Rẻo"):
        stocked.ok("official", "add", f"Lê Bá Tân ({place})", "--later")
    said = stocked.run("search", 'official:"Lê Bá Tấn"').complaint
    assert 'official:"Lê Bá Tân (Cái Sậy)" or official:"Lê Bá Tân (Vàm Rẻo)"?' in said


def test_a_changed_query_tells_of_names_and_another_change_does_not(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "a", "cầu")
    said = stocked.run("watch", "edit", "a", "--query", 'official:"Hạ Vi"').complaint
    assert 'official:"Trần Thị Hạ Vi"' in said
    assert stocked.ok("watch", "edit", "a", "--rename", "b")


@pytest.mark.parametrize("command", [("search",), ("watch", "try")])
def test_an_office_that_has_ended_is_told_with_what_followed(
    diemtin: Diemtin, command: tuple[str, ...]
) -> None:
    said = diemtin.run(*command, OLD).complaint
    assert said.startswith("Chủ tịch Ủy ban nhân dân Bến Tre ended 2025-06-30, followed by ")
    assert said.endswith(f"to find both: diemtin {' '.join(command)} '({OLD} OR {NEW})'")
    assert diemtin.ok(*command, f"({OLD} OR {NEW})")
