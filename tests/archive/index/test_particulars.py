"""What stands beside an article's text is found however it is written, on both databases."""

from __future__ import annotations

import pytest

from tests.archive.making import add_source, article, show
from worker.address.page_key import page_key
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.pages import domains
from worker.model import AllOf, AnyOf, AtPage, HasParticular, Narrowing


def numbers(archive: Archive, asked: Narrowing) -> list[int]:
    with archive.read() as tx:
        return [number for _, number in search.candidates(tx, asked, below=None, limit=9)]


@pytest.mark.parametrize(
    "byline",
    [
        "Tin, ảnh: Hạ Vy",
        "HẠ  VY",
        "ha vy",
        "Ha\u0323 Vy",
        "Ｈạ Vy",
        "Bài: Hạ – Vy",
        "Hạ Vỹ (tổng hợp)",
    ],
)
def test_a_byline_is_found_however_it_is_written(archive: Archive, byline: str) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "https://a.example/1", article(), byline=byline)
        show(tx, source_id, "https://a.example/2", article("Khác"), byline="Tin: Mỹ Thuỷ")
    assert numbers(archive, HasParticular("byline", ("ha", "vy"))) == [number]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/cho-Dinh/1.html",
        "https://a.example/ch%E1%BB%A3-%C4%90%C3%ACnh",
        "/kho/chợ-đình.txt",
        "/kho/cho\u031b\u0323 đi\u0300nh.txt",
    ],
)
def test_an_address_is_found_by_its_words_however_they_are_encoded(
    archive: Archive, url: str
) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, url, article())
        show(tx, source_id, "https://a.example/cau-dinh", article("Khác"))
    assert numbers(archive, HasParticular("url", ("cho", "dinh"))) == [number]
    assert numbers(archive, AtPage(page_key(url))) == [number]


def test_an_address_is_found_at_each_domain_of_its_paper(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        domains.unite(tx, ["moi.example", "cu.example"])
        number = show(tx, source_id, "https://moi.example/cho-dinh-1.html", article())
        show(tx, source_id, "https://khac.example/cau-dinh", article("Khác"))
    for domain in ("moi", "cu"):
        address = f"http://www.{domain}.example/cho-dinh-1"
        assert numbers(archive, AtPage(page_key(address))) == [number]
        assert number in numbers(archive, HasParticular("url", (domain, "example", "cho")))


def test_several_particulars_are_asked_for_at_once(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "https://a.example/1", article(), byline="Hạ Vy")
        show(tx, source_id, "https://a.example/2", article("Khác"), byline="Mai Kim")
    said = (HasParticular("byline", ("ha",)), HasParticular("byline", ("vy",)))
    assert numbers(archive, AllOf((*said, HasParticular("url", ("a",))))) == [number]
    assert numbers(archive, AllOf((AnyOf(said), AnyOf(said[::-1])))) == [number]
