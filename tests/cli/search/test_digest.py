"""``diemtin digest``, and the options that say when alerts go out."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from docx import Document

from tests.cli.in_process import Diemtin
from worker.clock import HANOI

ARTICLE = """[Thời sự]
Hồ nước ngọt Cù lao Bồng đầy nước

02/03/2026 - 06:30

BSH - Hồ ở ấp Giữa vừa trữ đủ nước cho mùa khô.

Chủ tịch UBND huyện Cái Sậy Kiều Thanh Vĩ đến thăm hồ sáng nay.
"""


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """Return the command in a home with one article of 2 March 2026."""
    file = tmp_path / "bai.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    diemtin.ok("ingest", str(file))
    return diemtin


def test_it_prints_the_review_without_a_file(stocked: Diemtin) -> None:
    told = stocked.ok("digest", "--query", '"nước ngọt"', "--since", "2026-03-01", "--until",
                      "2026-03-02")  # fmt: skip
    assert told.startswith("Điểm báo\n")
    assert 'Yêu cầu: "nước ngọt"' in told
    assert "Hồ 【nước ngọt】 Cù lao Bồng đầy nước" in told
    assert "Không có tin nào." in stocked.ok("digest", "--since", "2026-03-03", "--until",
                                             "2026-03-04")  # fmt: skip


def test_it_writes_word_html_and_text(stocked: Diemtin, tmp_path: Path) -> None:
    asked = ("digest", "--since", "2026-03-01", "--title", "Bản sáng", "--by", "official")
    for ending in ("docx", "html", "eml", "txt"):
        path = tmp_path / f"diem-bao.{ending}"
        assert stocked.ok(*asked, "--to", str(path)) == f"{path}: 1 story from 1 article\n"
    document = Document(str(tmp_path / "diem-bao.docx"))
    assert document.paragraphs[0].text == "Điểm báo: Bản sáng"
    assert "<title>Điểm báo: Bản sáng</title>" in (tmp_path / "diem-bao.html").read_text("utf-8")
    mail = message_from_bytes((tmp_path / "diem-bao.eml").read_bytes(), policy=policy.default)
    assert str(mail["subject"]).startswith("Điểm báo: Bản sáng, 01/03/2026")
    assert [part.get_filename() for part in mail.iter_attachments()] == [
        f"diem-bao-{datetime.now(HANOI):%Y-%m-%d}.docx"
    ]
    assert "Kiều Thanh Vĩ (1)" in (tmp_path / "diem-bao.txt").read_text("utf-8")
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_is_there_is_left_as_it_is(stocked: Diemtin, tmp_path: Path) -> None:
    path = tmp_path / "diem-bao.txt"
    path.write_text("sửa tay", encoding="utf-8")
    asked = ("digest", "--since", "2026-03-01", "--to", str(path))
    assert stocked.refused(*asked) == f"{path}: is there already; name a new file"
    assert path.read_text(encoding="utf-8") == "sửa tay"


def test_a_review_of_nothing_says_so(stocked: Diemtin, tmp_path: Path) -> None:
    path = tmp_path / "trong.docx"
    ran = stocked.run("digest", "--query", "đê", "--since", "2026-03-01", "--to", str(path))
    assert (ran.status, ran.out) == (0, f"{path}: 0 stories from 0 articles\n")
    assert "no article of those days matches" in ran.err
    assert "Không có tin nào." in [one.text for one in Document(str(path)).paragraphs]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (("--since", "2026-03-01", "--to", "a.pdf"), "expected one of .docx, .eml, .html, .txt"),
        (("--since", "2026-03-01", "--to", "nowhere/a.docx"), "its folder is not there"),
        (("--since", "2026-03-09", "--until", "2026-03-01"), "--until: 2026-03-01 is before"),
        (("--since", "2199-03-09"), "--since: 2199-03-09 is yet to come; expected"),
        (("--since", "hôm qua"), "--since: found hôm qua"),
        (("--since", "2026-03-01", "--query", "a AND"), "column 6"),
    ],
)
def test_what_cannot_be_made_is_refused(
    stocked: Diemtin, asked: tuple[str, ...], complaint: str
) -> None:
    ran = stocked.run("digest", *asked)
    assert ran.status == 2
    assert complaint in ran.complaint


def test_a_channel_says_when_it_is_told(diemtin: Diemtin) -> None:
    whole = ("--digest", "0  7 * * 1-5", "--quiet", "22:00-06:00", "--form", "review")
    assert diemtin.ok("channel", "edit", "console", *whole) == (
        "alerts go out to console: digest at 0 7 * * 1-5 as press review by topic, quiet"
        " 22:00-06:00\n"
    )
    [listed] = diemtin.records("channel", "list")
    assert [listed[key] for key in ("digest", "quiet", "form")] == [
        *("0 7 * * 1-5", "22:00-06:00", "review"),
    ]
    assert "nothing is changed" in diemtin.ok("channel", "edit", "console", *whole)
    assert "by province" in diemtin.ok("channel", "edit", "console", "--by", "province")
    assert diemtin.records("channel", "list")[0]["form"] == "review-by-province"
    wrong = ("channel", "edit", "console", "--by", "official", "--form", "list")
    assert "--by is for press reviews" in diemtin.run(*wrong).err
    told = diemtin.ok("channel", "edit", "console", "--at-once")
    assert told == "alerts go out to console: at once, quiet 22:00-06:00\n"


def test_a_new_channel_and_a_new_watch_may_say_it_at_once(diemtin: Diemtin, tmp_path: Path) -> None:
    added = diemtin.ok("channel", "add", "tep", str(tmp_path / "a.jsonl"), "--digest",
                       "30 16 * * fri")  # fmt: skip
    assert "alerts go out: digest at 30 16 * * fri" in added
    added = diemtin.ok("watch", "add", "ho", "hồ nước", "--quiet", "21:00-05:30", "--yes")
    assert "they go out: quiet 21:00-05:30" in added
    assert "goes out quiet 21:00-05:30" in diemtin.ok("watch", "show", "ho")


def test_a_watch_changes_when_it_is_told_and_goes_back_to_its_channels(diemtin: Diemtin) -> None:
    diemtin.ok("watch", "add", "ho", "hồ nước", "--yes")
    told = diemtin.ok("watch", "edit", "ho", "--at-once", "--no-quiet")
    assert "goes out as its channels say → at once, no quiet hours" in told
    [shown] = diemtin.records("watch", "show", "ho")
    assert (shown["digest"], shown["quiet"], shown["form"]) == ("at-once", "none", None)
    told = diemtin.ok("watch", "edit", "ho", "--as-channel")
    assert "at once, no quiet hours → as its channels say" in told


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (("--digest", "0 7 * *"), "cron: '0 7 * *' has 4 fields"),
        (("--quiet", "22-6"), "quiet hours: found '22-6'"),
        (("--digest", "0 7 * * *", "--at-once"), "exclude one another"),
        (("--quiet", "22:00-06:00", "--no-quiet"), "exclude one another"),
    ],
)
def test_times_that_cannot_be_are_refused(
    diemtin: Diemtin, typed: tuple[str, ...], complaint: str
) -> None:
    for asked in (("channel", "edit", "console"), ("watch", "add", "ho", "hồ nước", "--yes")):
        ran = diemtin.run(*asked, *typed)
        assert ran.status == 2
        assert complaint in ran.err
    assert diemtin.records("watch", "list") == []
