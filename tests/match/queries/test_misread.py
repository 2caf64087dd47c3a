"""What is read otherwise than it is meant is said, and nothing is said of what people mean so."""

from __future__ import annotations

import pytest

from worker.match.queries.misread import misread


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("hạn hoặc mặn", "hoặc is looked for as a word like any other; either of two is written"),
        ("hạn or mặn", "either of two is written with OR between them"),
        ("hạn and mặn", "words side by side are all looked for without it"),
        ("hạn Not mặn", "what is to be left out is written NOT word or -word"),
        ("hạn KHÔNG mặn", "what is to be left out is written NOT word or -word"),
        ("hạn NEAR mặn", 'words near one another are written "hạn mặn"~8'),
        ("'hạn mặn' dừa", "'hạn mặn' are words looked for each by itself; next to one another:"),
        ("‘hạn mặn’", '"hạn mặn"'),
        ("https://bao.example/a1.html", "the page itself is url:https://bao.example/a1.html"),
        ("Сông Hàm", "С in Сông is CYRILLIC CAPITAL LETTER ES"),
        ('"Chủ tịch НĐND tỉnh"', "Н in НĐND is CYRILLIC CAPITAL LETTER EN"),
    ],
)
def test_what_may_be_meant_otherwise_is_said(query: str, said: str) -> None:
    [line] = misread(query)
    assert said in line


@pytest.mark.parametrize(
    "query",
    [
        "",
        "hoặc",
        '"sống hoặc chết"',
        "title:or hạn",
        "hạn và mặn, không khí",
        "HẠN VÀ MẶN KHÔNG LÙI",
        "hạn OR mặn AND NOT dừa",
        "K'Ré OR H'Hen",
        "cư dân 'Ré",
        "url:https://bao.example/a1.html",
        "bao.example",
        "lễ-hội🎉đường K’Ré ＵＢＮＤ m² ½",
        "дом",
    ],
)
def test_nothing_is_said_of_what_is_meant_so(query: str) -> None:
    assert list(misread(query)) == []
