from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.match.articles import ARTICLE, SNAPSHOT
from worker.errors import UsageError
from worker.match.queries.query import Query, matches, narrowing, parse, words_asked
from worker.model import (
    AllOf,
    AnyOf,
    ArticleState,
    Candidate,
    Everything,
    HasOffice,
    HasOfficial,
    HasPlace,
    HasSource,
    HasWords,
    PublishedBetween,
    Reason,
)

TOPICS = {
    "nuoc": '"hạn mặn" OR "hạn, mặn"',
    "dat": '"giải phóng mặt bằng"',
    "chung": "topic:nuoc topic:dat",
    "vong-a": "dừa topic:vong-b",
    "vong-b": "topic:vong-c",
    "vong-c": "NOT topic:vong-a",
    "hong": "dừa AND",
}


def reasons(query: str) -> tuple[Reason, ...] | None:
    return matches(parse(query, TOPICS), SNAPSHOT)


def found(query: str) -> list[tuple[str, str, str]] | None:
    why = reasons(query)
    return None if why is None else [(r.field, r.surface, r.via) for r in why]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dừa", [("body", "dừa", "word")]),
        ('"giải-phóng mặt bằng"', [("body", "giải phóng mặt bằng", "phrase")]),
        ("“hạn mặn”", [("body", "hạn, mặn", "phrase")]),
        ('"hạn mặn“', [("body", "hạn, mặn", "phrase")]),
        ("«hạn mặn»", [("body", "hạn, mặn", "phrase")]),
        ("«năm hạn»~4", [("body", "hạn, mặn năm", "near")]),
        ("h\u034fạn\x85mặn", [("body", "hạn", "word"), ("body", "mặn", "word")]),
        ("thoa*", [("title", "Thoa", "prefix")]),
        ('"kim th*"', [("title", "Kim Thoa", "prefix")]),
        ('"kim th"*', [("title", "Kim Thoa", "prefix")]),
        ("title:thoa", [("title", "Thoa", "word")]),
        ("TITLE:thoa", [("title", "Thoa", "word")]),
        ("body:dừa", [("body", "dừa", "word")]),
        ('byline:"hoài thương"', [("byline", "Hoài Thương", "phrase")]),
        ('category:"xã hội"', [("category", "Xã hội", "phrase")]),
        ("url:bao.example", [("url", "bao.example", "phrase")]),
        ('url:"example/tin"', [("url", "example/tin", "phrase")]),
        ('"năm hạn"~4', [("body", "hạn, mặn năm", "near")]),
        ('"mặn hạn"~1', [("body", "hạn, mặn", "near")]),
        ('body:"nam mua"~5', [("body", "mùa hạn, mặn năm", "near")]),
        ("source:bao-vinh-lac", [("source", "bao-vinh-lac", "name")]),
        ("source:BAO-VINH-LAC", [("source", "bao-vinh-lac", "name")]),
        ('place:"Bình Hải"', [("place", "Bình Hải", "name")]),
        ('place:"binh hai"', [("place", "Bình Hải", "name")]),
        ("after:2022-03-07", [("after", "2022-03-07", "date")]),
        ("before:2022-03-07", [("before", "2022-03-07", "date")]),
        ('official:"Tạ Kim Thoa"', [("official", "Tạ Kim Thoa", "name")]),
        ("official:“ta kim thoa”", [("official", "Tạ Kim Thoa", "name")]),
        ("topic:nuoc", [("body", "hạn, mặn", "topic:nuoc")]),
        ("", []),
        ("  \n\t ", []),
    ],
)
def test_what_is_found_and_why(query: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(query) == expected


def test_every_place_of_a_word_is_told_in_the_order_of_the_text() -> None:
    why = reasons("lạc vĩnh") or ()
    assert [r.surface for r in why] == ["Vĩnh", "Lạc"] * 3
    assert [r.field for r in why] == ["title"] * 2 + ["body"] * 4


@pytest.mark.parametrize(
    "query",
    [
        "title:dừa",
        "body:thoa",
        "hưn",
        '"lạc ông"',
        '"Lạc Sáng"',
        '"Trần Duy Hung"',
        "source:vinh-lac",
        "place:Bình",
        'place:"Bình Hai"',
        "after:2022-03-08",
        "before:2022-03-06",
        'official:"Trần Duy Hùng"',
        "official:Thoa",
        "byline:thoa",
        "url:bao.example/tin/2",
        '"năm mùa"~2',
        '"hạn hạn"~50',
        'title:"hạn mặn"~8',
        '"mặn Hung"~8',
        '"dừa mặt"~50',
    ],
)
def test_what_is_not_found(query: str) -> None:
    assert found(query) is None


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("dừa mía", False),
        ("dừa AND vườn", True),
        ("mía OR dừa", True),
        ("mía OR dừa vườn", True),
        ("dừa OR mía AND cam", True),
        ("(dừa OR mía) AND cam", False),
        ("NOT dừa OR vườn", True),
        ("NOT (dừa OR vườn)", False),
        ("-mía", True),
        ("-dừa", False),
        ("NOT mía dừa", True),
        ("dừa -title:dừa", True),
        ('-"vườn dừa"', False),
        ("NOT NOT dừa", True),
        ("--dừa", True),
        ("vườn –dừa", False),
        ("vườn −dừa", False),
        ("vườn –mía", True),
        ("vườn–dừa", True),
        ("and or not", False),
    ],
)
def test_not_binds_closest_then_and_then_or(query: str, holds: bool) -> None:
    assert (found(query) is not None) is holds


def test_what_is_excluded_gives_no_reason() -> None:
    assert found("dừa -mía") == [("body", "dừa", "word")]
    assert found("-mía") == []


def test_every_alternative_that_holds_is_told_and_no_other() -> None:
    assert found("dừa OR (vườn AND mía) OR thoa") == [
        ("title", "Thoa", "word"),
        ("body", "dừa", "word"),
    ]


def test_offsets_count_code_points_of_the_text() -> None:
    for reason in reasons("duy OR dừa OR kim") or ():
        assert reason.start is not None
        assert ARTICLE.text[reason.start : reason.end] == reason.surface


def test_an_official_who_may_be_meant_is_found_with_less_confidence() -> None:
    doubtful = replace(
        SNAPSHOT.mentions[0],
        official=None,
        candidates=(Candidate("Tạ Kim Thoa", 0.5), Candidate("Tạ Thị Kim Thoa", 0.5)),
    )
    snapshot = replace(SNAPSHOT, mentions=(doubtful,))
    why = matches(parse('official:"Tạ Kim Thoa"', {}), snapshot)
    assert why is not None
    assert [reason.confidence for reason in why] == [pytest.approx(0.45)]


def test_topics_that_name_one_another_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="vong-a → vong-b → vong-c → vong-a"):
        parse("topic:vong-a", TOPICS)


def test_an_error_inside_a_topic_names_the_topic() -> None:
    with pytest.raises(UsageError, match=r"query, column 11, topic hong, column 8: found the end"):
        parse("dừa topic:hong", TOPICS)


def test_topics_that_double_one_another_are_bounded() -> None:
    topics = {f"t{n}": f"topic:t{n + 1} topic:t{n + 1}" for n in range(40)} | {"t40": "dừa"}
    with pytest.raises(UsageError, match="at most"):
        parse("topic:t0", topics)


def test_topics_may_stand_in_topics() -> None:
    assert found("topic:chung") == [
        ("body", "giải phóng mặt bằng", "topic:chung"),
        ("body", "hạn, mặn", "topic:chung"),
    ]


def test_invisible_characters_of_a_pasted_query_do_not_matter() -> None:
    assert found("\ufeffvườ\u00adn\u200b\u00a0dừa") == [
        ("body", "vườn", "word"),
        ("body", "dừa", "word"),
    ]


def refused(text: str) -> UsageError | None:
    """Return the refusal; None where the query is answered."""
    try:
        query = parse(text, TOPICS)
    except UsageError as error:
        return error
    matches(query, SNAPSHOT)
    narrowing(query)
    return None


@given(st.text(alphabet='aâđ "“”()*-:~ANDORNOTtitle\x00\n.^{}+', max_size=40) | st.text())
def test_case_74_anything_typed_is_answered_or_refused(text: str) -> None:
    error = refused(text)
    assert error is None or ("column" in str(error) and error.expected)


@pytest.mark.parametrize("query", ['"', "*", ")(", "'; DROP TABLE x; --"])
def test_case_74_signs_that_ask_nothing_are_refused(query: str) -> None:
    assert refused(query) is not None


@pytest.mark.parametrize("query", ["NOT x", "-x", "x' OR 1=1", "NEAR(a b, 5)", "{a b}", "a^2"])
def test_case_74_words_among_signs_are_answered(query: str) -> None:
    assert refused(query) is None


@pytest.mark.parametrize("query", ["a " * 5_000, '"' + "a " * 4_999 + '"', "a OR " * 1_999 + "a"])
def test_case_30_the_longest_queries_are_answered(query: str) -> None:
    assert matches(parse(query, {}), SNAPSHOT) is None


DUA = HasWords(("dua",), marked=("dừa",))


def of(text: str) -> Query:
    return parse(text, TOPICS)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Everything()),
        ("Đinh", HasWords(("dinh",), marked=("đinh",))),
        ("dinh", HasWords(("dinh",))),
        ('"Đình Hoà"', HasWords(("dinh", "hoa"), marked=("đình", "hòa"))),
        ('"Đình Hoà Lộc"', HasWords(("dinh", "hoa", "loc"))),
        ('"Đình la*"', HasWords(("dinh", "la"), prefix=True, marked=("đình",))),
        ("đì*", HasWords(("di",), prefix=True, marked_start="đì")),
        ("hoà*", HasWords(("hoa",), prefix=True)),
        ("title:kh*", HasWords(("kh",), prefix=True, column="title")),
        ("Covid-19", HasWords(("covid", "19"))),
        ("-dừa", Everything()),
        ("dừa -mía", DUA),
        ("dừa OR -mía", Everything()),
        ("dừa OR mía", AnyOf((DUA, HasWords(("mia",), marked=("mía",))))),
        ("dừa source:bao", AllOf((DUA, HasSource("bao")))),
        ('dừa place:"Bình Hải"', AllOf((DUA, HasPlace("binh hai")))),
        (
            "topic:dat",
            HasWords(("giai", "phong", "mat", "bang")),
        ),
        ('official:"Lý Mỹ Hoà"', HasOfficial("li mi hoa")),
        ('official:"Lý Mỹ Hoà (Sông Hàm)" min-confidence:0.8', HasOfficial("li mi hoa")),
        ('office:"Bí thư Tỉnh uỷ Sông Hàm"', HasOffice("bi thu", "tinh uy", "song ham")),
        ('office:"Bộ trưởng Bộ Y tế"', HasOffice("bo truong", "bo y te", "")),
    ],
)
def test_narrowing_keeps_to_what_an_index_knows(query: str, expected: object) -> None:
    assert narrowing(of(query)) == expected


def test_days_are_days_of_hanoi_and_inclusive() -> None:
    after, before = narrowing(of("after:2022-01-01")), narrowing(of("before:2022-01-31"))
    assert isinstance(after, PublishedBetween)
    assert isinstance(before, PublishedBetween)
    assert str(after.start) == "2021-12-31 17:00:00+00:00"
    assert str(before.end) == "2022-01-31 17:00:00+00:00"
    assert after.end is None
    assert before.start is None


def test_states_are_found_in_a_search() -> None:
    edited = replace(SNAPSHOT, states=frozenset([ArticleState.EDITED]))
    asked = parse("is:EDITED", {}, date(2026, 3, 2))
    assert matches(asked, SNAPSHOT) is None
    assert matches(asked, edited) == (Reason("is", None, None, "edited", "state"),)


def test_days_ago_count_from_the_day_of_the_search() -> None:
    asked = narrowing(parse("after:30d", {}, date(2026, 3, 2)))
    assert asked == narrowing(of("after:2026-01-31"))
    assert narrowing(parse("before:0d", {}, date(2026, 3, 2))) == narrowing(of("before:2026-03-02"))


@pytest.mark.parametrize("query", ["is:gone", "after:7d", "cầu (before:1d OR chợ)", "-is:edited"])
def test_a_standing_query_is_asked_of_new_articles_alone(query: str) -> None:
    parse(query, {}, date(2026, 3, 2))
    with pytest.raises(UsageError, match="this is for searches"):
        parse(query, {})


@pytest.mark.parametrize("query", ["after:99999d", "after:d", "after:3days"])
def test_no_day_is_so_long_ago(query: str) -> None:
    with pytest.raises(UsageError, match="days ago, such as after:30d"):
        parse(query, {}, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"hạn mặn" OR "nước ngọt"~8 OR kênh*', "hạn mặn, nước ngọt, kênh"),
        ('đê AND (vỡ OR sạt) -"phim ảnh" place:"Bến Tre"', "đê vỡ/sạt"),
        ('a OR b OR official:"Kiều Thanh Vĩ" OR d', "a, b, Kiều Thanh Vĩ, …"),
        ("place:Huế -mưa", "place:Huế -mưa"),
        ("", ""),
    ],
)
def test_a_query_is_told_by_its_words(query: str, words: str) -> None:
    assert words_asked(query) == words
