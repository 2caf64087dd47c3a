"""What cannot be read is refused by its column, with what to type instead."""

from __future__ import annotations

import pytest

from worker.errors import UsageError
from worker.match.queries.query import LONGEST, parse

TOPICS = {"nuoc": '"hạn mặn" OR "hạn, mặn"'}


@pytest.mark.parametrize(
    ("query", "column", "said"),
    [
        ("(dừa", 5, "found the end of the query; expected a ) for the ( that is still open"),
        ("dừa)", 4, "found ); expected the end of the query"),
        ("()", 2, "found )"),
        ("*", 1, "expected letters or digits before the *"),
        ("d*a", 2, "expected one * at the end of a word"),
        ("dừa **", 5, "expected one * at the end of a word"),
        ("title:", 7, 'expected a word or a "phrase" after title:'),
        ("title: AND dừa", 8, 'found AND; expected a word or a "phrase" after title:'),
        ("dừa titel:x", 5, "found the field titel:; expected the name of a field; did you mean"),
        ("oficial:x", 1, "did you mean official?"),
        ("NOT", 4, "found the end of the query"),
        ("dừa AND OR mía", 9, "found OR"),
        ("dừa -", 5, "found -; expected a word with letters or digits"),
        ("dừa – mía", 5, "found –; expected a word with letters or digits; what is to be left out"),
        ("dừa | mía", 5, "either of two is written with OR"),
        ("dừa && mía", 5, "all words side by side are looked for"),
        ("lễ hội 🎉", 8, "found 🎉; expected a word with letters or digits; leave it out"),
        ("dừa !mía", 5, "found !mía; expected no ! before a word; to leave a word out: -mía"),
        ("dừa mía~5", 5, "found mía~5; expected a number between ~ and the next space"),
        ("tiêu đề:dừa", 6, "did you mean title or topic?"),
        ("nguồn:bao-song-ham", 1, "did you mean source?"),
        ("từ:2026-03-02", 1, "did you mean after?"),
        ("author:vy", 1, "did you mean byline?"),
        ("after:02/03/2026", 7, "did you mean after:2026-03-02?"),
        ("before:2.3.2026", 8, "did you mean before:2026-03-02?"),
        ("after:2026/3/2", 7, "did you mean after:2026-03-02?"),
        ("after:3/2026", 7, "did you mean after:2026-03-01?"),
        ("before:2/2026", 8, "did you mean before:2026-02-28?"),
        ("before:12-2026", 8, "did you mean before:2026-12-31?"),
        ("before:2026", 8, "did you mean before:2026-12-31?"),
        ('dừa "mặt bằng', 5, 'found "mặt bằng; expected a closing quotation mark'),
        ('""', 1, 'found ""'),
        ("dừa\x00", 4, "found the control character U+0000"),
        ("a\ud800", 2, "found the control character U+D800"),
        ("after:hôm-qua", 7, "such as after:2022-01-31"),
        ("before:2022-02-30", 8, "such as before:2022-01-31"),
        ("after:0001-01-01", 7, "a day from 1900 to 2199"),
        ("official:Tạ*", 10, "found Tạ*; expected a whole name"),
        ("source:", 8, "after source:"),
        ("dừa office:Vĩ", 12, "found Vĩ; expected a role and a body, such as office:"),
        ("office:Chủ tịch UBND tỉnh", 8, "; several words stand in quotation marks"),
        ('office:"Kiều Thanh Vĩ"', 8, "an official's name stands after official:"),
        ("office:*", 8, "found *; expected a whole name"),
        ('office:"nguyên Bí thư Tỉnh ủy"', 8, "expected an office that is held; former holders"),
        (
            'office:"Bí thư Tỉnh ủy Cù Mây, Chủ tịch HĐND tỉnh"',
            8,
            "found Chủ tịch HĐND tỉnh; expected only a place after Bí thư Tỉnh ủy",
        ),
        ("ofice:x", 1, "did you mean office?"),
        ("min-confidence:2", 16, "expected a number from 0 to 1"),
        ("min-confidence:0.8", 1, "expected official: or office: beside min-confidence:"),
        ("dừa min-confidence:0.8", 5, "expected official: or office: beside min-confidence:"),
        ("official:a OR min-confidence:1", 15, "expected official: or office: beside"),
        ("official:a -min-confidence:1", 13, "expected official: or office: beside"),
        ("official:a (min-confidence:1)", 13, "expected official: or office: beside"),
        ("official:a min-confidence:1.1", 27, "expected a number from 0 to 1"),
        ("official:a min-confidence:80%", 27, "expected a number from 0 to 1"),
        ("min-confidence:", 16, "after min-confidence:"),
        ("topic:muoi", 7, "found the topic muoi; expected a known topic"),
        ("topic:nuok", 7, "did you mean topic:nuoc?"),
        ('"hạn mặn"~', 10, "found ~; expected a number between ~ and the next space"),
        ('"hạn mặn"~8x', 10, "found ~8x; expected a number between ~ and the next space"),
        ('"hạn mặn" ~8', 11, "found ~8; expected a number between ~ and the next space"),
        ('"hạn"~8', 1, "expected two words or more and how near"),
        ('"mùa hạn mặn"~1', 1, 'found "mùa hạn mặn"~1; expected two words or more'),
        ('"hạn mặn"~101', 1, "and how near, up to 100"),
        ('official:"Tạ Kim"~2', 10, "expected a whole name"),
        ('byline:"tin ảnh"~2', 8, "expected a word or phrase without ~ here"),
        ("exact:", 7, "after exact:"),
        ("x" * (LONGEST + 1), LONGEST + 1, "expected a query of at most 10,000 characters"),
        ("(" * 400 + "a" + ")" * 400, 51, "at most 50 brackets"),
        ("-" * 400 + "a", 51, "at most 50 brackets"),
    ],
)
def test_what_cannot_be_read_is_refused_by_column(query: str, column: int, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(query, TOPICS)
    line = str(refused.value)
    assert line.startswith(f"query, column {column}: found ")
    assert said in line
    assert "expected" in line


@pytest.mark.parametrize("day", ["31/02/2026", "9999", "1/0/2026", "2/13/2026", "3/2/0000"])
def test_no_day_is_offered_where_there_is_none(day: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(f"before:{day}", TOPICS)
    assert "did you mean" not in str(refused.value)
