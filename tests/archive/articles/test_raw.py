from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.archive.making import HOUR, NOW, capture
from worker.archive.articles import raw
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.errors import NotFound

URL = "https://bao-sa-nhien.example/tin-a"


def test_a_capture_comes_back_as_it_was(archive: Archive) -> None:
    body = bytes(range(256)) * 400 + "cầu Rạch Đình".encode()
    came = replace(capture(URL, body), final_url=f"{URL}?m=1", last_modified="Mon, 2 Mar 2026")
    came = replace(came, headers=(*came.headers, ("last-modified", "Mon, 2 Mar 2026")))
    with archive.write() as tx:
        raw_id = raw.keep(tx, came)
    with archive.read() as tx:
        assert raw.load(tx, raw_id) == came
        kept = tx.scalar(select(func.length(tables.raw_page.c.body)))
    assert kept is not None
    assert kept < len(body) / 10


def test_equal_bytes_are_kept_once(archive: Archive) -> None:
    with archive.write() as tx:
        first = raw.keep(tx, capture(URL))
        again = raw.keep(tx, replace(capture(URL), captured_at=NOW + HOUR))
        other = raw.keep(tx, capture(URL, b"<html>"))
    assert first == again != other


def test_an_empty_body_is_a_body(archive: Archive) -> None:
    with archive.write() as tx:
        assert raw.load(tx, raw.keep(tx, capture(URL, b""))).body == b""


def test_what_was_not_kept_is_not_found(archive: Archive) -> None:
    with pytest.raises(NotFound), archive.read() as tx:
        raw.load(tx, 7)
