from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

FEED = ["--feed", "https://bao.example/rss"]


def test_a_source_is_listed_and_shown_as_it_was_added(diemtin: Diemtin) -> None:
    diemtin.ok(
        *("source", "add", "song-ham", "--title", "Báo {Sông} [Hàm]", "--place", "Sông Hàm", *FEED),
        *("--listing", "https://bao.example/", "--pattern", r"-a\d+", "--every", "30m"),
        *("--pause", "2", "--allow", "127.0.0.1:8080"),
    )
    [one] = diemtin.records("source", "list")
    assert one.items() <= diemtin.records("source", "show", "song-ham")[0].items()
    assert one["ways"] == [
        {"kind": "feed", "address": "https://bao.example/rss", "pattern": None},
        {"kind": "listing", "address": "https://bao.example/", "pattern": r"-a\d+"},
    ]
    assert (one["every"], one["pause"], one["allowed_hosts"]) == (1800, 2.0, ["127.0.0.1:8080"])
    assert "Báo {Sông} [Hàm]" in diemtin.ok("source", "list")
    assert "every 30m, 2 s between pages" in diemtin.ok("source", "show", "song-ham")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "--feed, --listing, --sitemap or --folder"),
        (["--feed", "nosuch"], "--feed: 'nosuch' is no web address"),
        ([*FEED, "--title", "Báo \x1b[31mMột"], "--title"),
        ([*FEED, "--title", "Báo \u202eMột"], "--title"),
        ([*FEED, "--cron", "61 * * * *"], "--cron: '61 * * * *' is no cron line"),
        ([*FEED, "--cron", "0 6 * * 1"], "expected names: mon"),
        ([*FEED, "--cron", "0 6 31 2 *"], "never comes"),
        ([*FEED, "--cron", "* * * * *", "--every", "1h"], "--every and --cron"),
        ([*FEED, "--every", "5x"], "--every: found '5x'"),
        ([*FEED, "--every", "0m"], "--every: found '0m'"),
        ([*FEED, "--pause", "nan"], "--pause"),
        ([*FEED, "--pause", "inf"], "--pause"),
        ([*FEED, "--pause", "-1"], "--pause"),
        ([*FEED, "--profile", "nosuch"], "no profile 'nosuch'"),
        ([*FEED, "--pattern", "a"], "expected --listing or --sitemap"),
        (["--sitemap", "sitemap.xml"], "--sitemap: 'sitemap.xml' is no web address"),
        (["--listing", "https://bao.example/", "--pattern", "("], "--pattern: '(' is no"),
    ],
)
def test_case_78_a_source_that_cannot_be_is_refused(
    diemtin: Diemtin, wrong: list[str], told: str
) -> None:
    assert told in diemtin.refused("source", "add", "mot", *wrong)
    assert diemtin.records("source", "list") == []


def test_names_are_short_and_each_is_there_once(diemtin: Diemtin) -> None:
    assert "small letters" in diemtin.refused("source", "add", "Một Hai", *FEED)
    diemtin.ok("source", "add", "mot", *FEED)
    assert "already" in diemtin.refused("source", "add", "mot", *FEED)
    for verb in ("show", "check", "poll", "enable", "disable", "remove"):
        assert "diemtin source list" in diemtin.failed("source", verb, "hai")


def test_a_folder_is_checked_polled_switched_and_removed(diemtin: Diemtin, tmp_path: Path) -> None:
    folder = tmp_path / "bai"
    told = diemtin.refused("source", "add", "bai", "--folder", str(folder))
    assert told.startswith(f"--folder {folder}: there is no such folder")
    folder.mkdir()
    diemtin.ok("source", "add", "bai", "--folder", str(folder))
    folder.rmdir()
    assert "no such folder" in diemtin.failed("source", "poll", "bai")
    unready = diemtin.run("source", "check", "bai")
    assert (unready.status, unready.err) == (1, "")
    assert "FAIL" in unready.out
    text_file(folder, "mot.txt", "Xã Vàm Sậy mở chợ", "Chợ mở mỗi sáng.")
    assert "Xã Vàm Sậy mở chợ" in diemtin.ok("source", "check", "bai")
    assert diemtin.records("search") == []
    assert diemtin.ok("source", "poll", "bai").startswith("bai: 1 discovered, 1 fetched, 1 new")
    assert diemtin.ok("source", "disable", "bai") == "bai is off\n"
    assert diemtin.records("source", "list")[0]["enabled"] is False
    assert diemtin.ok("source", "enable", "bai") == "bai is on\n"
    # A file is read again at the poll after it was written anew, so no page waits for its hour.
    assert "  again    no page waits for it" in diemtin.ok("source", "show", "bai")
    [shown] = diemtin.records("source", "show", "bai")
    assert shown["looks"] == {"last": None, "waiting": 0, "due": 0, "overdue": 0}
    assert "its articles are kept" in diemtin.ok("source", "remove", "bai")
    assert len(diemtin.records("search")) == 1


def test_a_source_goes_with_its_articles_where_asked(diemtin: Diemtin, tmp_path: Path) -> None:
    text_file(tmp_path / "bai", "mot.txt", "Xã Vàm Sậy mở chợ", "Chợ mở mỗi sáng.")
    diemtin.ok("source", "add", "bai", "--folder", str(tmp_path / "bai"))
    diemtin.ok("source", "poll", "bai")
    told = diemtin.ok("source", "remove", "bai", "--with-articles")
    assert told == "bai is removed, and with it: pages 1, articles 1\n"
    assert diemtin.records("search") == []


def test_an_address_inside_is_refused_with_what_to_do(diemtin: Diemtin) -> None:
    diemtin.ok("source", "add", "trong", "--feed", "http://127.0.0.1:9/rss")
    told = diemtin.failed("source", "poll", "trong")
    assert told.startswith("http://127.0.0.1:9/rss: not asked: port 9")
    assert "--allow 127.0.0.1:9" in told
    assert "--allow 127.0.0.1:9" in diemtin.ok("source", "show", "trong")


def test_a_source_is_polled_as_it_publishes_unless_told_otherwise(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    text_file(tmp_path, "a.txt", "Thông xe cầu Rạch Đình", "Cầu đã thông xe.")
    diemtin.ok("source", "add", "bai", "--folder", str(tmp_path))
    assert "as it publishes" in diemtin.ok("source", "list")
    [new] = diemtin.records("source", "list")
    assert (new["every"], new["cron"], new["next_poll"], new["failures"]) == (None, None, None, 0)
    diemtin.ok("source", "poll", "bai")
    shown = diemtin.ok("source", "show", "bai")
    assert re.search(r"as it publishes, now every (1h|5\dm|6\dm)", shown)
    [polled] = diemtin.records("source", "list")
    status = diemtin.records("status")[0]
    assert status["next_poll"] == {"source": "bai", "at": polled["next_poll"]}
    assert polled["last_run"]["left_out"] == 0


def test_failures_in_a_row_are_told(diemtin: Diemtin) -> None:
    lost = ["--feed", "http://127.0.0.1:9/rss", "--allow", "127.0.0.1:9", "--pause", "0"]
    diemtin.ok("source", "add", "mat", *lost)
    diemtin.failed("source", "poll", "mat")
    assert "; 1 failure in a row" in diemtin.ok("source", "show", "mat")
    diemtin.ok("source", "disable", "mat")
    assert "never: it is off" in diemtin.ok("source", "show", "mat")
