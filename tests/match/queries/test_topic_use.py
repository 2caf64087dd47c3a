from __future__ import annotations

import pytest

from worker.errors import UsageError
from worker.match.queries.query import parse, parse_topic
from worker.match.queries.topic_use import all_topics_of, in_full, renamed, topics_of

TOPICS = {"man": '"hạn mặn" OR mặn', "nuoc": "topic:man OR ngọt", "ruong": '-topic:"nuoc" lúa'}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", set()),
        ("mặn", set()),
        ("topic:man", {"man"}),
        ("TOPIC:Man OR topic: nuoc", {"man", "nuoc"}),
        ('-(topic:"man" dừa)', {"man"}),
        ("to\u200bpic:man", {"man"}),
        ('"topic:man"', set()),
        ("title:topic topic:nosuch", {"nosuch"}),
        ('topic:man "chưa đóng', set()),
        ("topic:man \x07", set()),
        ("topic:man*", set()),
    ],
)
def test_the_topics_of_a_query_are_those_it_names(query: str, names: set[str]) -> None:
    assert topics_of(query) == names


def test_topics_inside_topics_count_too() -> None:
    assert all_topics_of("topic:ruong", TOPICS) == {"ruong", "nuoc", "man"}
    assert all_topics_of("topic:a", {"a": "topic:b", "b": "topic:a"}) == {"a", "b"}
    assert all_topics_of("topic:gone", TOPICS) == {"gone"}


def test_a_query_in_full_names_no_topic_and_asks_the_same() -> None:
    full = in_full("topic:ruong OR topic:man", TOPICS)
    assert full == '(-(("hạn mặn" OR mặn) OR ngọt) lúa) OR ("hạn mặn" OR mặn)'
    assert topics_of(full) == set()
    parse(full, {})


def test_a_topic_under_another_name_is_asked_for_by_that_name_alone() -> None:
    assert renamed('dừa -topic:"man" topic:Man', "man", "mn") == "dừa -topic:mn topic:mn"
    untouched = '"topic:man"  topic:manh'
    assert renamed(untouched, "man", "mn") == untouched


def test_a_ring_is_named_from_the_topic_that_closes_it() -> None:
    ring = TOPICS | {"man": "mặn OR topic:ruong"}
    with pytest.raises(UsageError) as refused:
        parse_topic("man", ring)
    assert str(refused.value) == (
        "query, column 14, topic ruong, column 8, topic nuoc, column 7: found the topic man; "
        "expected a topic that does not contain itself; man → ruong → nuoc → man"
    )
    with pytest.raises(UsageError, match="x → x"):
        parse_topic("x", {"x": "topic:x"})


def test_a_topic_that_can_be_read_can_be_asked_for() -> None:
    deep = {"deep": "(" * 49 + "mặn" + ")" * 49}
    with pytest.raises(UsageError, match="at most 50"):
        parse("topic:deep", deep)
    with pytest.raises(UsageError, match="at most 50"):
        parse_topic("deep", deep)
