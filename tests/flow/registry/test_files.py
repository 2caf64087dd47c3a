"""What a user who keeps officials in files relies on: YAML and CSV come back as they went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.deliver.excerpt import HIDDEN
from worker.errors import UsageError
from worker.flow.registry.files import FORMATS, read_data, read_file, written
from worker.model import Alias, Office, Official, PartialDate, Term
from worker.vietnamese.names.names import split_label
from worker.vietnamese.text.fold import nfc
from worker.vietnamese.titles.offices import canonical_office

SECRETARY = canonical_office("Bí thư", "Tỉnh ủy", "Sông Hàm")
CHAIR = canonical_office("Chủ tịch", "UBND", "Cái Sậy", unit="huyện", within="Sông Hàm")
VI = Official(
    "Trần Thị Hạ Vi",
    aliases=(Alias("Bảy Vi"), Alias("Tran Thi Ha Vi", blind=True)),
    terms=(
        Term(
            SECRETARY,
            PartialDate(2020, 10),
            PartialDate(2025),
            (date(2021, 2, 26), date(2022, 3, 22)),
            "QĐ 11-QĐ/TW",
        ),
        Term(CHAIR, PartialDate(2016, 6, 29), acting=True),
    ),
    distinction="Cái Sậy",
)
PEOPLE = (VI, Official("Điểu K'Ré"))


def mistakes(text: str, format: str = "csv") -> list[str]:
    return [str(one) for one in read_data(text.encode(), format).mistakes]


def officials(text: str | bytes, format: str = "csv") -> list[Official]:
    read = read_data(text.encode() if isinstance(text, str) else text, format)
    assert read.mistakes == ()
    return [entry.official for entry in read.entries]


def exported(people: tuple[Official, ...], format: str) -> str:
    return "".join(written(people, format))


HIDDEN_ONES: Any = tuple(HIDDEN)
TEXTS = (
    st.text(st.characters(exclude_categories=HIDDEN_ONES), max_size=20)
    .map(lambda text: nfc(" ".join(text.split())))
    .filter(lambda text: text != "")
)
NAMES = st.one_of(
    TEXTS.filter(lambda text: not text.startswith("-") and not split_label(text)[1]),
    st.just("~Trần;Văn\\Lê"),
)
UNBRACKETED = TEXTS.filter(lambda text: not set(text) & set("()"))
FORMULAS = st.sampled_from(["=1+1", "+84", "-2", "@a", "'=x", "''x", "null", "~", "x: y", "#a"])
DATES = st.builds(PartialDate, st.integers(1900, 2099), st.none() | st.integers(1, 12))
OFFICES = st.sampled_from([SECRETARY, CHAIR, Office("Bộ trưởng", "Bộ Thủy lợi")])
TERMS = st.one_of(
    st.builds(Term, OFFICES, DATES, known_from=TEXTS | FORMULAS, acting=st.booleans()),
    st.builds(Term, OFFICES, end=DATES),
    st.builds(Term, OFFICES, attested=st.lists(st.dates(), unique=True).map(tuple)),
)
ALIASES = st.lists(st.builds(Alias, NAMES, st.booleans()), max_size=3, unique_by=lambda a: a.name)
OFFICIALS = st.builds(
    Official,
    NAMES,
    ALIASES.map(tuple),
    st.lists(TERMS, max_size=3, unique=True).map(tuple),
    distinction=st.just("") | UNBRACKETED | FORMULAS,
)


@given(st.lists(OFFICIALS, max_size=4, unique_by=lambda one: (one.name, one.distinction)))
def test_what_is_exported_and_imported_is_the_same(people: list[Official]) -> None:
    for format in FORMATS:
        assert officials(exported(tuple(people), format), format) == people


def test_yaml_is_written_as_a_person_would() -> None:
    assert (
        exported(PEOPLE, "yaml")
        == """\
- name: Trần Thị Hạ Vi
  distinction: Cái Sậy
  aliases:
    - Bảy Vi
    - {name: Tran Thi Ha Vi, blind: true}
  terms:
    - role: Bí thư
      body: Tỉnh ủy
      place: Sông Hàm
      unit: tỉnh
      start: 2020-10
      end: 2025
      attested: [2021-02-26, 2022-03-22]
      known_from: QĐ 11-QĐ/TW
    - role: Chủ tịch
      body: Ủy ban nhân dân
      place: Cái Sậy
      unit: huyện
      within: Sông Hàm
      start: 2016-06-29
      acting: true

- name: Điểu K'Ré

"""
    )


def test_csv_has_a_line_for_each_term_and_one_for_who_has_none() -> None:
    assert exported(PEOPLE, "csv").splitlines() == [
        "name,distinction,aliases,role,body,place,unit,within,start,end,attested,known_from,acting",
        "Trần Thị Hạ Vi,Cái Sậy,Bảy Vi;~Tran Thi Ha Vi,Bí thư,Tỉnh ủy,Sông Hàm,tỉnh,,"
        "2020-10,2025,2021-02-26;2022-03-22,QĐ 11-QĐ/TW,",
        "Trần Thị Hạ Vi,Cái Sậy,,Chủ tịch,Ủy ban nhân dân,Cái Sậy,huyện,Sông Hàm,"
        "2016-06-29,,,,true",
        "Điểu K'Ré,,,,,,,,,,,,",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "'=", "''-"])
def test_case_77_no_cell_is_a_formula_and_all_read_back_equal(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    one = Official("Kiều Sa", terms=(Term(SECRETARY, known_from=text),), distinction=text)
    cells = exported((one,), "csv").splitlines()[1].split(",")
    assert cells[1].startswith("'")
    assert cells[1] == cells[11]
    assert officials(exported((one,), "csv")) == [one]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_as_spreadsheets_save_it(delimiter: str, mark: bytes, end: str) -> None:
    rows = [
        ["Name", "role", "body", "place", "", "attested", "acting"],
        [
            "Trần Thị Hạ Vi",
            "Bí thư",
            "Tỉnh ủy",
            "Sông Hàm",
            "",
            '"2021-02-26; 2022-03-22"',
            "FALSE",
        ],
        ["", "", "", "", "", "", ""],
        ["Điểu K'Ré", "", "", "", "", "", ""],
    ]
    text = end.join(delimiter.join(row) for row in rows) + end
    attested = (date(2021, 2, 26), date(2022, 3, 22))
    assert officials(mark + text.encode()) == [
        Official("Trần Thị Hạ Vi", terms=(Term(SECRETARY, attested=attested),)),
        Official("Điểu K'Ré"),
    ]


def test_a_line_that_names_the_delimiter_is_passed_over() -> None:
    assert officials("sep=;\r\nname;aliases\r\nKiều Sa;Ba Sa\r\n") == [
        Official("Kiều Sa", aliases=(Alias("Ba Sa"),))
    ]
    assert mistakes("sep=;\nname;start\nKiều Sa;x\n")[0].startswith("(standard input):3: role:")


def test_an_empty_file_says_nothing() -> None:
    for format in FORMATS:
        assert officials("", format) == []


@pytest.mark.parametrize("day", ["2021", "2021-03", "2021-03-15"])
def test_dates_known_in_part_are_kept_as_they_are_known(day: str) -> None:
    text = f"- name: Kiều Sa\n  terms: [{{role: Bí thư, body: Tỉnh ủy, start: {day}}}]\n"
    [one] = officials(text, "yaml")
    assert str(one.terms[0].start) == day
    assert officials(f"name,role,body,start\nKiều Sa,Bí thư,Tỉnh ủy,{day}\n") == [one]


HEAD = "name,aliases,role,body,place,start,end,attested,acting\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", None),
        ("ten,chuc vu\n", ":1: the first line names no column 'name': 'ten, chuc vu'; expected"),
        ("name,rolle\n", ":1: rolle: unknown column; expected name,distinction,"),
        ("name,rolle\n", "did you mean 'role'?"),
        ("name,role,role\n", ":1: role: the same column twice"),
        (HEAD + ",,Bí thư,Tỉnh ủy\n", ":2: name: is missing"),
        (HEAD + "Kiều Sa,,Bí thư\n", ":2: body: is missing"),
        (HEAD + "Kiều Sa,,,,,2021\n", ":2: role: is missing"),
        (HEAD + "Kiều Sa,,a,b,c,2021,2020\n", ":2: end: 2020 is before the start; expected 2021"),
        (HEAD + "Kiều Sa,,a,b,c,2021-02-30\n", ":2: start: there is no 2021-02-30; expected a day"),
        (HEAD + "Kiều Sa,,a,b,c,29/06/2021\n", ":2: start: found '29/06/2021'; expected a day"),
        (HEAD + "Kiều Sa,,a,b,c,29/06/2021\n", "day/month/year is written 2021-06-29"),
        (HEAD + "Kiều Sa,,a,b,c,Jun-21\n", ":2: start: found 'Jun-21'"),
        (HEAD + "Kiều Sa,,a,b,c,,2021,2022-01-01\n", ":2: attested: 2022-01-01 is outside"),
        (HEAD + "Kiều Sa,,a,b,c,,,2021\n", ":2: attested: found '2021'; expected a day as YYYY-MM"),
        (HEAD + "Kiều Sa,,a,b,c,,,,có\n", ":2: acting: found 'có'; expected true or false"),
        (HEAD + "-x\n", ":2: name: found '-x'; expected a name"),
        (HEAD + "Kiều\u200bSa\n", ":2: name: an invisible character (U+200B)"),
        (HEAD + "Kiều Sa (Cái Sậy)\n", "expected the name alone, 'Kiều Sa'; 'Cái Sậy' is its dist"),
        ("name,distinction\nKiều Sa,(a)\n", ":2: distinction: found '(a)'; expected"),
        (HEAD + "Kiều Sa,~\n", ":2: aliases: found ''; expected a name"),
        (HEAD + "Kiều Sa,,a,b,c,,,,,Sông Hàm\n", ":2: 'Sông Hàm' stands under no column"),
        (HEAD + '\n"Kiều\nSa",,a,b,c,x\n', ":3: start: found 'x'"),
        (HEAD + '"Kiều" Sa\n', ":2: no CSV: "),
    ],
)
def test_a_mistake_in_csv_is_named_with_its_line_and_column(text: str, said: str | None) -> None:
    found = mistakes(text)
    assert ("".join(found) == "") if said is None else (said in found[0]), found
    assert all("\n" not in line for line in found)


def test_all_mistakes_of_a_file_are_told() -> None:
    found = mistakes(HEAD + "Kiều Sa,,a\n-x,,a,b,c,x\nBa Sa,~,a,b,c,,,,x\n")
    assert [line.split(": ")[0].rpartition(":")[2] for line in found] == ["2", "3", "3", "4", "4"]
    text = """\
- name: [a]
  aliases: [{blind: true}]
  terms:
    - {role: Bí thư, body: Tỉnh ủy, start: x}
    - {role: Bí thư, bdy: Tỉnh ủy}
- nme: Kiều Sa
"""
    found = mistakes(text, "yaml")
    assert [line.split(":")[1:3] for line in found] == [
        ["4", " start"],
        ["5", " bdy"],
        ["2", " name"],
        ["1", " name"],
        ["6", " nme"],
    ]


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name\nKiều Sa\n".encode("utf-16"))
    assert [str(one) for one in read_file(path).mistakes] == [
        f"{path}:1: not UTF-8; expected UTF-8; save the file as UTF-8"
    ]
    missing = tmp_path / "none.yaml"
    assert str(read_file(missing).mistakes[0]).startswith(f"{missing}: cannot be read: No such")


def test_the_format_is_that_of_the_name_or_the_one_said(tmp_path: Path) -> None:
    for format, name in (("yaml", "a.YML"), ("csv", "a.csv"), ("csv", "a.txt")):
        path = tmp_path / name
        path.write_text(exported(PEOPLE, format), encoding="utf-8")
        said = format if name == "a.txt" else None
        assert [entry.official for entry in read_file(path, said).entries] == list(PEOPLE)
    with pytest.raises(UsageError, match=r"a\.txt.*\.yaml, \.yml or \.csv"):
        read_file(tmp_path / "a.txt")


def test_lines_of_one_name_are_one_person_wherever_they_stand() -> None:
    text = exported((VI, *PEOPLE[1:]), "csv").splitlines()
    moved = "\n".join([text[0], text[2], text[3], text[1]])
    [vi, _] = officials(moved)
    assert vi == replace(VI, terms=VI.terms[::-1])
