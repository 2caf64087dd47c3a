"""The labels are sound: they follow their conventions, and what cannot be right is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.officials_score import Score, differences
from tests.gold.labels import EXAMPLES, GOLD, Case, Expected, LabelError, files, load, read_cases
from worker.model import Article, MentionKind, Paragraph
from worker.vietnamese.text.fold import fold

WRITTEN = ("tuning", "held-out")
HONORIFIC = re.compile(
    r"(?:ông|bà|anh|chị|cụ|thầy|cô|bác sĩ|tiến sĩ|luật sư|TS|GS|PGS|BS|[Đđ]ồng chí|[Tt]hượng tướng"
    r"|[Đđ]ại tá|[Tt]rung tá|[Tt]hiếu tá|[Bb]í thư|[Cc]hủ tịch|[Gg]iám đốc)\.? "
)
SHORT = re.compile(
    r"UBND|HĐND|MTTQ|TAND|VKSND|CHQS|BTV|BCH|LHPN|LĐLĐ|CCB|TNCS|THPT|THCS|GD&|NN&|TN&"
)
KIND_OF_UNIT = re.compile(r"(?:tỉnh|huyện|thị xã|xã|thị trấn|đặc khu|TP|thành phố) ", re.IGNORECASE)
NAMED_WITH_KIND = ("Thành phố Hồ Chí Minh",)
STATUS_WORD = re.compile(r"nguyên|cựu|cố|quyền", re.IGNORECASE)


@pytest.fixture(params=WRITTEN)
def cases(request: pytest.FixtureRequest) -> tuple[Case, ...]:
    return load(request.param)


def _mentions(cases: tuple[Case, ...]) -> Iterator[tuple[Case, Expected]]:
    return ((case, mention) for case in cases for mention in case.expected)


def test_there_are_enough_and_a_third_is_held_out() -> None:
    written = {name: load(name) for name in WRITTEN}
    articles = [bool(case.article.title) for cases in written.values() for case in cases]
    assert articles.count(False) >= 150
    assert articles.count(True) >= 30
    count = {name: sum(len(case.expected) for case in cases) for name, cases in written.items()}
    assert count["held-out"] >= sum(count.values()) / 3


def test_no_case_stands_twice() -> None:
    both = [case for name in WRITTEN for case in load(name)]
    ids = [case.id for case in both]
    texts = [case.article.text for case in both]
    assert len({*ids}) == len(ids)
    assert len({*texts}) == len(texts)


def test_a_person_is_the_name_alone(cases: tuple[Case, ...]) -> None:
    for case, mention in _mentions(cases):
        if mention.kind is MentionKind.PERSON:
            where = f"{case.id}: {mention.surface}"
            assert mention.surface == mention.surface.strip(" ,.;:()“”"), where
            assert not HONORIFIC.match(mention.surface), where
            assert mention.surface[0].isupper(), where


def test_offices_are_in_canonical_forms(cases: tuple[Case, ...]) -> None:
    for case, mention in _mentions(cases):
        for said in mention.offices:
            office, where = said.office, f"{case.id}: {mention.surface}: {said.office}"
            assert office.role[0].isupper(), where
            assert office.body[0].isupper(), where
            assert not SHORT.search(office.body), where
            assert not STATUS_WORD.match(office.role), where
            place = office.place or ""
            assert place in NAMED_WITH_KIND or not KIND_OF_UNIT.match(place), where


def test_who_is_asserted_is_in_the_text_or_the_registry(cases: tuple[Case, ...]) -> None:
    for case, mention in _mentions(cases):
        labels = {official.label for official in case.officials}
        if mention.official is not None and mention.official not in labels:
            assert fold(mention.official).casefold() in fold(case.article.text).casefold(), case.id


def test_a_namesake_is_asserted_by_the_label(cases: tuple[Case, ...]) -> None:
    for case, mention in _mentions(cases):
        shared = [official for official in case.officials if official.name == mention.official]
        assert not any(official.distinction for official in shared), case.id


def test_nothing_is_copied_from_the_example_files(cases: tuple[Case, ...]) -> None:
    paths = sorted(EXAMPLES.glob("*.txt"))
    if not paths:
        pytest.skip(f"the example files are not beside the project: {EXAMPLES}")
    theirs = {run for path in paths for run in _runs(path.read_text(encoding="utf-8"))}
    for case in cases:
        assert not theirs & {*_runs(case.article.text)}, case.id


def _runs(text: str, length: int = 12) -> Iterator[str]:
    """Yield each run of so many words; titles and set phrases are shorter."""
    words = re.findall(r"\w+", text.casefold())
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def test_the_examples_have_labels_and_no_text() -> None:
    (path,) = files("examples")
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"^  file: ", text, flags=re.MULTILINE)) == 5
    assert "text:" not in text
    assert "title:" not in text


CASE = """\
- id: one
  pattern: chain
  place: Sông Hàm
  day: 2024-05-12
  text: Bí thư Tỉnh ủy Lê Văn Mẫn gặp ông Mẫn.
  mentions:
    - at: Lê Văn Mẫn
      kind: person
      official: Lê Văn Mẫn
      offices:
        - {role: Bí thư, body: Tỉnh ủy, place: Sông Hàm, status: current}
    - {at: Mẫn, nth: 2, kind: person, official: Lê Văn Mẫn, offices: []}
"""


def test_a_case_is_read(tmp_path: Path) -> None:
    (case,) = read_cases(_file(tmp_path, CASE))
    assert case.article == Article("", (Paragraph("Bí thư Tỉnh ủy Lê Văn Mẫn gặp ông Mẫn."),))
    assert (case.setting.place, str(case.setting.day)) == ("Sông Hàm", "2024-05-12")
    first, second = case.expected
    assert str(first.offices[0].office) == "Bí thư Tỉnh ủy Sông Hàm"
    assert case.article.text[first.start : first.end] == "Lê Văn Mẫn"
    assert case.article.text[second.start - 4 : second.end] == "ông Mẫn"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("  pattern: chain", "  patern: chain", "unknown key 'patern'"),
        ("at: Lê Văn Mẫn", "at: Lê Văn Mận", "'Lê Văn Mận' stands 0 times"),
        ("nth: 2", "nth: 3", "'Mẫn' stands 2 times in it, not 3"),
        ("nth: 2", "nth: 1", "overlap"),
        ("status: current", "status: present", "the status 'present'"),
        ("kind: person", "kind: persona", "the kind 'persona'"),
        ("      kind: person\n", "      kind: person\n      odds: 1\n", "unknown key 'odds'"),
        ("role: Bí thư, ", "", "'role' is missing"),
        ("kind: person, official: Lê", "kind: office, official: Lê", "without an office"),
        ("day: 2024-05-12", "day: May", "'May' is no day"),
        ("at: Mẫn, nth: 2", "start: 28, end: 31", "overlap|is '"),
    ],
)
def test_what_cannot_be_right_is_refused(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in CASE
    path = _file(tmp_path, CASE.replace(right, wrong, 1))
    if said == "overlap|is '":
        path = _file(tmp_path, CASE.replace("at: Mẫn, nth: 2", "at: Mẫn, start: 2, end: 5", 1))
        said = "2 to 5 is"
    with pytest.raises(LabelError, match=re.escape(said)) as caught:
        read_cases(path)
    assert str(path) in str(caught.value)


def test_an_id_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tuning"
    folder.mkdir()
    (folder / "sentences.yaml").write_text(CASE + CASE, encoding="utf-8")
    monkeypatch.setattr("tests.gold.labels.GOLD", tmp_path)
    with pytest.raises(LabelError, match="'one' stands twice"):
        load("tuning")


def test_the_score_counts_what_is_right(tmp_path: Path) -> None:
    (case,) = read_cases(_file(tmp_path, CASE))
    first, second = case.expected
    perfect, half = Score(), Score()
    perfect.add(case.expected, case.expected)
    assert not perfect.missed()
    assert differences(case, case.expected) == []
    half.add(
        [replace(first, official="Lê Văn Mận"), replace(second, end=second.end - 1)], case.expected
    )
    assert (half.mentions.right, half.mentions.found, half.mentions.expected) == (1, 2, 2)
    assert (half.mentions.precision, half.mentions.recall, half.mentions.f1) == (0.5, 0.5, 0.5)
    assert (half.offices.right, half.offices.found, half.offices.expected) == (1, 1, 1)
    assert half.asserted.precision == 0.0
    assert set(half.missed()) == {"mentions", "asserted"}
    assert len(differences(case, ())) == 2 * len(case.expected)


def _file(folder: Path, text: str) -> Path:
    path = folder / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_file_of_labels_is_read() -> None:
    read = {path for name in (*WRITTEN, "examples") for path in files(name)}
    assert {*GOLD.rglob("*.yaml")} == read
