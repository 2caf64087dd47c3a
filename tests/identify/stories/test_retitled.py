"""One paper prints a text once more under another title; its furniture has many titles too."""

from __future__ import annotations

import pytest

from benchmarks.stories_ours import ours
from benchmarks.stories_set import HALVES, Pair, pairs, printed_twice
from worker.identify.stories.near import Telling, same_story
from worker.model import Article, Paragraph


@pytest.fixture(scope="module")
def twice() -> Pair:
    """Return an article and the same under a title that has little of the other."""
    of = "Giám đốc Công ty Địa ốc Sông Lam Xanh bị khởi tố vì hủy hoại đất"
    return next(pair for pair in printed_twice("tuning") if pair.other.title == of)


@pytest.mark.parametrize("half", HALVES)
def test_about_half_of_second_titles_are_known(half: str) -> None:
    found = [ours(pair) for pair in printed_twice(half)]
    assert sum(found) >= len(found) / 2


@pytest.mark.parametrize("half", HALVES)
def test_long_furniture_is_never_merged_whatever_it_has_of_the_titles(half: str) -> None:
    hard = [pair for pair in pairs(half) if pair.kind.startswith("furniture, ")]
    assert len(hard) >= 24
    assert [(p.one.title, p.other.title) for p in hard if ours(p)] == []


def test_a_figure_that_differs_makes_it_two(twice: Pair) -> None:
    first, *others = twice.other.paragraphs
    figure = next(word for word in first.text.split() if word.isdigit())
    mended = Paragraph(first.text.replace(f" {figure} ", f" {int(figure) + 7} ", 1))
    assert told_as_one(twice.one, twice.other)
    assert not told_as_one(twice.one, Article(twice.other.title, (mended, *others)))


def test_a_title_that_names_what_the_text_does_not_makes_it_two(twice: Pair) -> None:
    other = Article(f"{twice.other.title} ở Pá Hu", twice.other.paragraphs)
    assert not told_as_one(twice.one, other)


def test_a_short_text_stays_two(twice: Pair) -> None:
    cut = twice.one.paragraphs[:2]
    assert len(" ".join(part.text for part in cut).split()) < 120
    one, other = (Article(title, cut) for title in (twice.one.title, twice.other.title))
    assert not told_as_one(one, other)


def told_as_one(one: Article, other: Article) -> bool:
    return same_story(Telling(one, 1), Telling(other, 1))
