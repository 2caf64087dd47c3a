"""The start of a word, on both databases; SQLite looks up which words begin so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.making import add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.index import search, vocabulary
from worker.model import HasWords


@pytest.mark.parametrize("most", [1_000, 2], ids=["each looked up", "too many to look up"])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (HasWords(("c",), prefix=True), ["cà phê", "cầu treo", "Café", "cau", "cz2"]),
        (HasWords(("ca",), prefix=True), ["cà phê", "cầu treo", "Café", "cau"]),
        (HasWords(("cau",), prefix=True), ["cầu treo", "cau"]),
        (HasWords(("d",), prefix=True), ["đường", "đò đưa", "da"]),
        (HasWords(("d",), prefix=True, marked_start="đ"), ["đường", "đò đưa"]),
        (HasWords(("do",), prefix=True, marked_start="đò"), ["đò đưa"]),
        (HasWords(("do", "d"), prefix=True), ["đò đưa"]),
        (HasWords(("z",), prefix=True), []),
        (HasWords(("9",), prefix=True), ["9a9"]),
    ],
    ids=str,
)
def test_the_start_of_a_word_finds_every_word_that_begins_so(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    asked: HasWords,
    found: list[str],
    most: int,
) -> None:
    monkeypatch.setattr(vocabulary, "MOST", most)
    said = ["cà phê", "cầu treo", "Café", "cau", "cz2", "đường", "đò đưa", "da", "9a9"]
    source_id = add_source(archive)
    for column in ("title", "body"):
        with archive.write() as tx:
            stored = {
                show(
                    tx,
                    source_id,
                    f"https://a.example/{column}/{n}",
                    article(text, "…") if column == "title" else article("…", text),
                ): text
                for n, text in enumerate(said)
            }
        with archive.read() as tx:
            here = replace(asked, column=column)
            keys = search.candidates(tx, here, below=None, limit=99)
        numbers = [number for _, number in keys if number in stored]
        assert sorted(stored[number] for number in numbers) == sorted(found)
