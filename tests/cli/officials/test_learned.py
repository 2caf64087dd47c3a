"""What the archive has learned of officials: listed with its articles, taken with one command."""

from __future__ import annotations

import pytest

from tests.cli.in_process import Diemtin
from tests.cli.officials.test_officials import publish
from worker.flow.registry import rematch


@pytest.fixture
def taught(diemtin: Diemtin) -> Diemtin:
    """Return an archive in which three articles name officials whom no one follows."""
    publish(diemtin, "Hội nghị", "Bí thư Tỉnh ủy Sông Hàm Kiều Thanh Vĩ phát biểu khai mạc.")
    publish(diemtin, "Thăm xã", "Ông Kiều Thanh Vĩ, Bí thư Tỉnh ủy Sông Hàm, thăm bà con.")
    publish(diemtin, "Họp báo", "Chủ tịch UBND tỉnh Sông Hàm Lý Văn Mẫn chủ trì buổi họp báo.")
    return diemtin


def learned(diemtin: Diemtin, *asked: str) -> list[tuple[str, int]]:
    return [
        (one["holder"], one["articles"]) for one in diemtin.records("official", "learned", *asked)
    ]


def test_who_was_seen_in_which_office_is_listed_with_the_articles(taught: Diemtin) -> None:
    vi, man = taught.records("official", "learned")
    numbers = [seen["number"] for seen in vi["evidence"]]
    assert vi["holder"] == "Kiều Thanh Vĩ"
    assert not vi["followed"]
    assert vi["office"] == {
        **{"role": "Bí thư", "body": "Tỉnh ủy", "place": "Sông Hàm"},
        **{"unit": "tỉnh", "within": None},
    }
    assert (vi["first"], vi["last"], vi["articles"]) == ("2026-03-01", "2026-03-01", 2)
    assert [seen["title"] for seen in vi["evidence"]] == ["Hội nghị", "Thăm xã"]
    assert man["holder"] == "Lý Văn Mẫn"
    line = taught.ok("official", "learned").splitlines()[0]
    assert line.split("\t") == [
        *(vi["id"], "Kiều Thanh Vĩ", "Bí thư Tỉnh ủy Sông Hàm", "2026-03-01"),
        *(", ".join(f"{number:03}" for number in numbers), "no"),
    ]


def test_what_was_learned_is_found_by_name_office_and_number(taught: Diemtin) -> None:
    assert learned(taught, "kieu", "vi") == [("Kiều Thanh Vĩ", 2)]
    assert learned(taught, "--office", "Bí thư Tỉnh ủy") == [("Kiều Thanh Vĩ", 2)]
    assert learned(taught, "--min-articles", "2") == [("Kiều Thanh Vĩ", 2)]
    assert learned(taught, "không ai") == []
    taught.ok("official", "add", "Lý Văn Mẫn")
    assert learned(taught, "--unfollowed") == [("Kiều Thanh Vĩ", 2)]


def test_a_learned_term_is_taken_into_the_registry(taught: Diemtin) -> None:
    vi, man = taught.records("official", "learned")
    told = taught.ok("official", "take", vi["id"], man["id"])
    assert told.splitlines() == [
        "Kiều Thanh Vĩ: Bí thư Tỉnh ủy Sông Hàm (added)",
        "Lý Văn Mẫn: Chủ tịch Ủy ban nhân dân Sông Hàm (added)",
    ]
    first, _ = taught.records("official", "list")
    assert first["name"] == "Kiều Thanh Vĩ"
    [term] = first["terms"]
    assert (term["start"], term["end"], term["attested"]) == (None, None, ["2026-03-01"])
    for seen in vi["evidence"]:
        assert f"{seen['url']} (article {seen['number']})" in term["known_from"]
    assert learned(taught, "--unfollowed") == []
    assert all(one["followed"] for one in taught.records("official", "learned"))
    assert len(taught.records("official", "show", "Kiều Thanh Vĩ")[0]["articles"]) == 2


def test_an_id_stays_when_all_is_matched_anew(taught: Diemtin) -> None:
    ids = {one["id"] for one in taught.records("official", "learned")}
    taught.ok("official", "add", "Kiều Sa")
    taught.ok("official", "rematch")
    assert {one["id"] for one in taught.records("official", "learned")} == ids
    for one in ids:
        taught.ok("official", "take", one)
    assert len(taught.records("official", "list")) == 3


def test_a_namesake_is_taken_only_as_told(taught: Diemtin) -> None:
    [vi] = taught.records("official", "learned", "Vĩ")
    taught.ok("official", "add", "Kiều Thanh Vĩ", "--distinction", "Cái Sậy", "--later")
    said = taught.refused("official", "take", vi["id"])
    assert "--as" in said
    assert "--distinction" in said
    both = ("--as", "Kiều Thanh Vĩ", "--distinction", "Vàm Rẻo")
    assert "one of them" in taught.refused("official", "take", vi["id"], *both)
    told = taught.ok("official", "take", vi["id"], "--distinction", "Vàm Rẻo", "--later")
    assert told.startswith("Kiều Thanh Vĩ (Vàm Rẻo): Bí thư Tỉnh ủy Sông Hàm (added)\n")
    taught.ok("official", "remove", "Kiều Thanh Vĩ (Vàm Rẻo)", "--later")
    told = taught.ok("official", "take", vi["id"], "--as", "Kiều Thanh Vĩ (Cái Sậy)")
    assert told == "Kiều Thanh Vĩ (Cái Sậy): Bí thư Tỉnh ủy Sông Hàm (has it now)\n"


def test_what_is_not_there_or_contradicts_is_not_taken(taught: Diemtin) -> None:
    assert "there is no learned term '99'" in taught.failed("official", "take", "99")
    taught.ok("official", "add", "Đinh Hải Sâm", "--office", "Bí thư Tỉnh ủy Sông Hàm",
              "--start", "2025", "--end", "2027", "--later")  # fmt: skip
    vi, man = taught.records("official", "learned")
    said = taught.refused("official", "take", man["id"], vi["id"])
    assert "contradicts the registry: held by Đinh Hải Sâm 2025 to 2027" in said
    assert [one["name"] for one in taught.records("official", "list")] == ["Đinh Hải Sâm"]


def test_a_change_is_matched_at_once_or_later(diemtin: Diemtin) -> None:
    number = publish(diemtin, "Cầu mới", "Ông Kiều Thanh Vĩ dự lễ thông cầu Rạch Đình.")

    def named() -> list[str]:
        return [one["official"] for one in diemtin.records("show", number)[0]["mentions"]]

    told = diemtin.ok("official", "add", "Kiều Thanh Vĩ", "--later")
    assert "diemtin official rematch" in told
    assert named() == []
    assert diemtin.ok("official", "rematch") == "1 article matched anew\n"
    assert named() == ["Kiều Thanh Vĩ"]
    assert diemtin.ok("official", "rematch") == "nothing to match anew\n"
    diemtin.ok("official", "remove", "Kiều Thanh Vĩ")
    assert named() == []
    diemtin.ok("official", "add", "Kiều Thanh Vĩ")
    assert named() == ["Kiều Thanh Vĩ"]


def test_who_interrupts_is_told_that_it_goes_on(
    diemtin: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = publish(diemtin, "Cầu mới", "Ông Kiều Thanh Vĩ dự lễ thông cầu Rạch Đình.")

    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rematch, "rematch", interrupted)
        ran = diemtin.run("official", "add", "Kiều Thanh Vĩ")
    assert ran.status == 130
    assert "diemtin official rematch" in ran.complaint
    assert ran.out.startswith("added Kiều Thanh Vĩ")
    diemtin.ok("official", "rematch")
    assert diemtin.records("show", number)[0]["mentions"][0]["official"] == "Kiều Thanh Vĩ"


def test_both_databases_answer_alike(
    diemtin: Diemtin, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIEMTIN_DATABASE_URL", database_url)
    publish(diemtin, "Hội nghị", "Bí thư Tỉnh ủy Sông Hàm Kiều Thanh Vĩ phát biểu khai mạc.")
    number = publish(diemtin, "Cầu mới", "Ông Kiều Thanh Vĩ dự lễ thông cầu Rạch Đình.")
    [vi] = diemtin.records("official", "learned")
    diemtin.ok("official", "take", vi["id"])
    [shown] = diemtin.records("official", "show", "Kiều Thanh Vĩ")
    assert [one["title"] for one in shown["articles"]] == ["Cầu mới", "Hội nghị"]
    assert [one["followed"] for one in shown["learned"]] == [True]
    diemtin.ok("official", "edit", "Kiều Thanh Vĩ", "--not", number, "--alias", "Ba Vĩ")
    [shown] = diemtin.records("official", "show", "Kiều Thanh Vĩ")
    assert [one["title"] for one in shown["articles"]] == ["Hội nghị"]
    exported = diemtin.ok("official", "export", "--format", "csv")
    diemtin.ok("official", "remove", "Kiều Thanh Vĩ")
    assert diemtin.run("official", "import", "-", "--format", "csv", typed=exported).status == 0
    assert diemtin.ok("official", "export", "--format", "csv") == exported
