"""What the topics of ``seeds/`` find and what they leave alone, in sentences invented for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.flow import seeds
from worker.match.queries.query import matches, parse_topic
from worker.model import Article, Paragraph, Snapshot

FILE = seeds.seeds_folder() / "topics.yaml"
TOPICS = {topic.name: topic.query for topic in seeds.read_topics(FILE)}
SENTENCES = Path(__file__).with_name("seed_topics.txt").read_text(encoding="utf-8")
"""A topic's name, then lines: + before a sentence that it finds, - before one it leaves alone."""


def cases() -> Iterator[tuple[str, str, str]]:
    topic = ""
    for line in SENTENCES.splitlines():
        if line.startswith(("+ ", "- ")):
            yield topic, line[0], line[2:]
        elif line and not line.startswith("#"):
            topic = line


CASES = list(cases())


@pytest.mark.parametrize(("topic", "sign", "sentence"), CASES, ids=lambda text: text[:40])
def test_a_topic_finds_what_is_of_it_and_nothing_else(topic: str, sign: str, sentence: str) -> None:
    shown = Snapshot(Article("Tin trong ngày", (Paragraph(sentence),)), "", "")
    found = matches(parse_topic(topic, TOPICS), shown)
    assert (found is not None) == (sign == "+"), [reason.surface for reason in found or ()]


def test_every_topic_has_two_sentences_to_find_and_one_to_leave_alone() -> None:
    signs: dict[str, str] = dict.fromkeys(TOPICS, "")
    for topic, sign, _ in CASES:
        signs[topic] += sign
    few = {topic for topic, all_signs in signs.items() if all_signs.count("+") < 2}
    assert few | {topic for topic, all_signs in signs.items() if "-" not in all_signs} == set()


def test_a_provincial_desk_finds_its_subjects() -> None:
    assert len(TOPICS) >= 40
    assert all(topic.title for topic in seeds.read_topics(FILE))
