"""Importing and exporting officials with the real command: all or nothing, and every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin

YAML = """\
- name: Trần Thị Hạ Vi
  aliases: [Bảy Vi]
  terms:
    - {role: bí thư, body: Tỉnh uỷ, place: tỉnh Sông Hàm, start: 2020-10-15, end: 2025}
- name: Điểu K'Ré
"""
CSV = """\
name;role;body;place;start;end
Lý Văn Mẫn;Bí thư;Tỉnh ủy;Sông Hàm;2015;2020-10-15
Kiều Sa;Phó Chủ tịch;UBND;huyện Cái Sậy;2021-06;
"""


def names(diemtin: Diemtin) -> list[str]:
    return [one["name"] for one in diemtin.records("official", "list")]


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_files_of_both_formats_are_imported_together(diemtin: Diemtin, tmp_path: Path) -> None:
    files = [write(tmp_path, "a.yml", YAML), write(tmp_path, "b.csv", "\ufeff" + CSV)]
    told = diemtin.ok("official", "import", *files)
    assert told == "4 officials added, 0 changed, 0 known already\n"
    assert diemtin.ok("official", "import", *files).endswith("4 known already\n")
    assert names(diemtin) == ["Trần Thị Hạ Vi", "Điểu K'Ré", "Lý Văn Mẫn", "Kiều Sa"]


@pytest.mark.parametrize("format", ["yaml", "csv"])
def test_what_is_exported_is_imported_the_same(
    diemtin: Diemtin, tmp_path: Path, format: str
) -> None:
    diemtin.ok("official", "import", write(tmp_path, "a.yaml", YAML))
    diemtin.ok("official", "add", "Trần Thị Hạ Vi", "--distinction", "=1+1", "--blind-alias", "vi")
    before = diemtin.records("official", "list")
    exported = str(tmp_path / f"out.{format}")
    assert diemtin.ok("official", "export", "--to", exported).startswith("3 officials written to")
    printed = diemtin.ok("official", "export", "--format", format)
    assert Path(exported).read_text(encoding="utf-8-sig") == printed
    for one in before:
        diemtin.ok("official", "remove", one["label"])
    diemtin.ok("official", "import", exported)
    assert diemtin.records("official", "list") == before


def test_a_spreadsheet_gets_its_byte_order_mark(diemtin: Diemtin, tmp_path: Path) -> None:
    diemtin.ok("official", "export", "--to", str(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfname,")
    diemtin.ok("official", "export", "--to", str(tmp_path / "a.yaml"))
    assert (tmp_path / "a.yaml").read_bytes() == b""


def test_an_export_overwrites_nothing(diemtin: Diemtin, tmp_path: Path) -> None:
    there = write(tmp_path, "a.yaml", "keep")
    assert "is there already" in diemtin.refused("official", "export", "--to", there)
    assert Path(there).read_text() == "keep"
    nowhere = str(tmp_path / "none" / "a.yaml")
    assert "cannot be written" in diemtin.refused("official", "export", "--to", nowhere)


def test_standard_input_is_imported_in_the_format_said(diemtin: Diemtin) -> None:
    assert diemtin.run("official", "import", "-", "--format", "csv", typed=CSV).status == 0
    assert len(names(diemtin)) == 2
    assert "--format yaml | csv" in diemtin.refused("official", "import", "-", typed=CSV)
    said = diemtin.refused("official", "import", "-", "--format", "yaml", typed="- nam: x\n")
    assert said.startswith("(standard input):1: nam: unknown key; expected name, distinction,")


def test_every_mistake_is_told_and_nothing_stored(diemtin: Diemtin, tmp_path: Path) -> None:
    wrong = write(tmp_path, "a.csv", CSV.replace("2021-06", "06/2021").replace("Lý Văn Mẫn", "-x"))
    good = write(tmp_path, "b.yaml", YAML)
    ran = diemtin.run("official", "import", good, wrong, str(tmp_path / "none.csv"))
    assert ran.status == 2
    first, second, third, last = ran.err.splitlines()
    assert first.startswith(f"diemtin: {wrong}:2: name: found '-x'; expected a name")
    assert second.startswith(f"diemtin: {wrong}:3: start: found '06/2021'; expected a day, month")
    assert "none.csv: cannot be read: No such file" in third
    assert last == "diemtin: 3 mistakes; nothing is stored"
    assert names(diemtin) == []


def test_many_mistakes_are_cut_short(diemtin: Diemtin, tmp_path: Path) -> None:
    wrong = write(tmp_path, "a.csv", "name\n" + "-x\n" * 50)
    lines = diemtin.run("official", "import", wrong).err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "diemtin: 50 mistakes (30 more than shown); nothing is stored"


def test_a_contradiction_names_both_lines_and_stores_nothing(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    early = YAML.replace("2020-10-15", "2019-01-01")
    files = [write(tmp_path, "a.yaml", early), write(tmp_path, "b.csv", CSV)]
    said = diemtin.refused("official", "import", *files)
    assert said == (
        f"{files[0]}:4: Bí thư Tỉnh ủy Sông Hàm, held by Trần Thị Hạ Vi 2019-01-01 to 2025, "
        f"contradicts {files[1]}:2: held by Lý Văn Mẫn 2015 to 2020-10-15; correct one of the two"
    )
    assert names(diemtin) == []
    diemtin.ok("official", "import", files[1])
    said = diemtin.refused("official", "import", files[0])
    assert "contradicts the registry: held by Lý Văn Mẫn 2015 to 2020-10-15" in said
    assert names(diemtin) == ["Lý Văn Mẫn", "Kiều Sa"]


def test_a_file_of_no_known_format_is_refused(diemtin: Diemtin, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", CSV)
    assert "ends in .yaml, .yml or .csv" in diemtin.refused("official", "import", path)
    diemtin.ok("official", "import", path, "--format", "csv")
