"""Profiles of a user's own: files in the home's ``profiles/`` go before those of the program."""

from __future__ import annotations

from pathlib import Path

from tests.cli.in_process import Diemtin

OWN = """\
name: bao-song-ham
title: Báo Sông Hàm
domains: baosongham.example
verified: never
select:
  title: .ten-bai
  body: .than-bai
  byline: .nguoi-viet
"""
PAGE = """\
<html><head><title>Báo Sông Hàm</title></head><body>
<h1>Tin trong ngày</h1>
<div class="ten-bai">Chợ phiên Bến Sậy họp lại sau mùa lũ</div>
<div class="than-bai"><p>Sáng 4-3, chợ phiên Bến Sậy họp lại với hơn hai trăm sạp hàng.</p>
<p>Bà con các xã ven sông mang theo rau, cá khô và chiếu cói đến bán từ tờ mờ sáng.</p></div>
<div class="nguoi-viet">Lê Thị Sa Mưa</div>
</body></html>
"""
ADDRESS = "https://baosongham.example/cho-phien-ben-say-a1.html"


def own_profile(diemtin: Diemtin, text: str, name: str = "song-ham.yaml") -> Path:
    folder = diemtin.home / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def saved(folder: Path) -> str:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    return str(folder / "page.html")


def test_a_page_is_read_by_a_profile_of_the_home(diemtin: Diemtin, tmp_path: Path) -> None:
    own_profile(diemtin, OWN)
    [read] = diemtin.records("extract", saved(tmp_path), "--url", ADDRESS)
    assert read["title"] == "Chợ phiên Bến Sậy họp lại sau mùa lũ"
    assert read["byline"] == "Lê Thị Sa Mưa"
    assert read["witnesses"]["title"] == "profile"


def test_one_of_the_same_name_replaces_and_may_change_a_part_only(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    page = Path(__file__).parents[2] / "pages" / "bao-can-tho" / "cau-xeo-ban.html"
    url = "https://baocantho.com.vn/thong-xe-cau-xeo-ban-a900001.html"
    own_profile(
        diemtin,
        "name: bao-can-tho\nlike: bao-can-tho\ntitle: Cần Thơ\nplace: Cần Thơ\n"
        "domains: baocantho.com.vn\nverified: never\nselect: {byline: '#linkshare'}\n",
    )
    [read] = diemtin.records("extract", str(page), "--url", url)
    assert read["title"] == "Thông xe cầu Xẻo Bần"
    assert "Chia sẻ" in read["byline"]


def test_a_source_says_by_what_it_is_read(diemtin: Diemtin) -> None:
    own_profile(diemtin, OWN)
    feed = ("--feed", "https://baosongham.example/rss")
    diemtin.ok("source", "add", "mot", *feed)
    diemtin.ok("source", "add", "hai", *feed, "--profile", "bao-can-tho")
    diemtin.ok("source", "add", "ba", "--feed", "https://bao.example/rss")
    assert diemtin.records("source", "show", "mot")[0]["read_by"] == "bao-song-ham"
    assert "bao-song-ham, by its address; your own" in diemtin.ok("source", "show", "mot")
    assert "bao-can-tho, named\n" in diemtin.ok("source", "show", "hai")
    assert diemtin.records("source", "show", "ba")[0]["read_by"] is None
    assert "general rules" in diemtin.ok("source", "show", "ba")


def test_case_78_a_mistake_in_one_is_told_with_file_and_line(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    diemtin.ok("source", "add", "mot", "--feed", "https://baosongham.example/rss")
    path = own_profile(diemtin, OWN.replace("  body:", "  boddy:"))
    told = diemtin.refused("extract", saved(tmp_path), "--url", ADDRESS)
    assert f"{path}:7: unknown key 'boddy'" in told
    assert "did you mean 'body'?" in told
    assert f"{path}:7" in diemtin.refused("source", "poll", "mot")
    assert f"cannot be used: {path}:7" in diemtin.ok("source", "show", "mot")
