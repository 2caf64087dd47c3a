from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

PAGES = Path(__file__).parents[2] / "pages"
ADDRESS = "https://baodongkhoi.vn/vam-ngat-ra-quan-09022023-a800003.html"
KEYS = {
    *("title", "lead", "paragraphs", "text", "byline", "category", "published_at", "captions"),
    *("place", "content_hash", "witnesses"),
}


def test_a_saved_page_is_read_with_its_witnesses(diemtin: Diemtin) -> None:
    page = str(PAGES / "bao-dong-khoi" / "same.html")
    [read] = diemtin.records("extract", page, "--url", ADDRESS)
    assert set(read) >= KEYS
    assert read["title"] == "Vàm Ngát ra quân làm thủy lợi mùa khô"
    assert read["published_at"].endswith("+07:00")
    assert "title" in read["witnesses"]
    [text] = diemtin.records("extract", str(PAGES / "bao-dong-khoi" / "same.txt"))
    assert text["content_hash"] == read["content_hash"]
    told = diemtin.ok("extract", page, "--url", ADDRESS)
    assert read["content_hash"] in told


@pytest.mark.parametrize("page", ["login", "homepage", "listing"])
def test_a_page_that_is_no_article_is_an_answer(diemtin: Diemtin, page: str) -> None:
    file = str(PAGES / "generic" / f"{page}.html")
    [read] = diemtin.records("extract", file, "--url", "https://bao.example/a")
    assert read["article"] is False
    assert read["reason"]
    assert "not an article: " in diemtin.ok("extract", file)


def test_a_page_without_a_title_is_an_answer(diemtin: Diemtin, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>Chợ mở mỗi sáng.</p></body></html>", encoding="utf-8")
    assert diemtin.records("extract", str(page))[0]["article"] is False


def test_what_cannot_be_read_is_told(diemtin: Diemtin, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    foreign = tmp_path / "foreign.txt"
    foreign.write_bytes("Xã Vàm Sậy".encode("utf-16"))
    assert str(empty) in diemtin.failed("extract", str(empty))
    assert "not UTF-8" in diemtin.failed("extract", str(foreign))
    bare = text_file(tmp_path, "bare.txt", "Chỉ có tiêu đề")
    assert "nothing under the title" in diemtin.failed("extract", str(bare))
    assert "No such file" in diemtin.failed("extract", "/nosuch")
    assert "directory" in diemtin.failed("extract", str(tmp_path))


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/"])
def test_an_address_inside_is_refused(diemtin: Diemtin, url: str) -> None:
    assert "not asked" in diemtin.failed("extract", url)
    assert json.dumps(diemtin.records("search")) == "[]"


def test_case_80_what_a_file_holds_is_printed_inert(diemtin: Diemtin, tmp_path: Path) -> None:
    text = text_file(tmp_path, "a.txt", "{evil} [red]\x1b[31m đỏ", "Lời\u202e {0} %s\x07 dẫn.")
    told = diemtin.ok("extract", str(text))
    assert "{evil} [red]" in told
    assert not set(told) & {"\x1b", "\u202e", "\x07"}
