"""Sentences and words: what came, what went, what only moved; in bounded time."""

from __future__ import annotations

import random

import pytest

from tests.identify.versions import LAST, LEAD, SECOND, TITLE, article, edited, written
from worker.identify.difference.difference import difference
from worker.identify.difference.in_order import in_order
from worker.identify.difference.sentences import MOST

ROWS = ("Xã Tân Lộc", "3", "Xã Tân Hòa", "5", "Xã Tân An", "3")


def test_a_text_and_itself_do_not_differ() -> None:
    found = difference(article(), article())
    assert (found.sentences, found.named, found.substantial) == ((), (), False)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "12 tỷ",
            "15 tỷ",
            "Sáng 2-3-2026, huyện Sa Nhiên đã thông xe cầu Rạch Đình với kinh phí"
            " [-12-]{+15+} tỷ đồng.",
        ),
        (
            "không chậm",
            "chậm",
            "Ông Kiều Thanh Vĩ nói rằng công trình [-không -]chậm tiến độ.",
        ),
        ("rộng 6 m", "rộng hơn 6 m", "Cây cầu dài 120 m, rộng {+hơn +}6 m."),
        (
            "mong cây cầu này đã",
            "đợi công trình ấy suốt",
            "Bà con hai bờ rạch [-mong cây cầu này đã-]{+đợi công trình ấy suốt+} mười năm.",
        ),
        ("mười năm.", "mười năm!", "Bà con hai bờ rạch mong cây cầu này đã mười năm[-.-]{+!+}"),
        (
            TITLE,
            "Cầu Rạch Đình thông xe",
            "[-Sa Nhiên-]{+Cầu Rạch Đình+} thông xe[- cầu Rạch Đình-]",
        ),
    ],
)
def test_what_changed_in_a_sentence_is_told_word_by_word(old: str, new: str, shown: str) -> None:
    assert written(difference(article(), edited(old, new))) == [shown]


def test_a_sentence_that_came_or_went_stands_where_it_stood() -> None:
    added = article(TITLE, LEAD, "Lễ có múa lân. " + SECOND, LAST)
    assert written(difference(article(), added)) == ["{+Lễ có múa lân.+}"]
    assert written(difference(added, article())) == ["[-Lễ có múa lân.-]"]
    cut = article(TITLE, "Mưa lớn từ đêm. " + LEAD, LAST)
    first, second, third = SECOND.split(". ")[0] + ".", "Mưa lớn từ đêm.", SECOND.split(". ")[1]
    assert written(difference(article(), cut)) == [
        f"{{+{second}+}}",
        f"[-{first}-]",
        f"[-{third}-]",
    ]


def test_a_paragraph_that_moved_is_neither_gone_nor_come() -> None:
    moved = article(TITLE, LAST, LEAD, SECOND)
    found = difference(article(), moved)
    assert (found.sentences, found.substantial) == ((), False)


def test_paragraphs_run_together_are_the_same_sentences() -> None:
    found = difference(article(), article(TITLE, LEAD, f"{SECOND} {LAST}"))
    assert (found.sentences, found.substantial) == ((), False)


def test_a_sentence_that_moved_and_changed_is_told_as_changed() -> None:
    moved = article(TITLE, LAST.replace("mười", "hai mươi"), LEAD, SECOND)
    assert written(difference(article(), moved)) == [
        "Bà con hai bờ rạch mong cây cầu này đã [-mười-]{+hai mươi+} năm."
    ]


def test_figures_that_change_places_in_a_list_have_not_just_moved() -> None:
    swapped = ("Xã Tân Lộc", "5", "Xã Tân Hòa", "3", "Xã Tân An", "3")
    found = difference(article(TITLE, *ROWS), article(TITLE, *swapped))
    assert found.substantial
    assert found.sentences
    grown = ("Xã Tân Lộc", "3", "Xã Tân Hòa", "6", "Xã Tân An", "3")
    assert written(difference(article(TITLE, *ROWS), article(TITLE, *grown))) == ["[-5-]{+6+}"]
    longer = ("Xã Tân Mỹ", "3", *ROWS)
    found = difference(article(TITLE, *ROWS), article(TITLE, *longer))
    assert written(found) == ["{+Xã Tân Mỹ+}", "{+3+}"]


def test_a_title_is_always_told_as_one() -> None:
    found = difference(article(), edited(TITLE, "Huyện mở đường mới"))
    [title] = found.sentences
    assert title.in_title
    assert found.substantial


def test_unlike_texts_of_any_length_are_told_in_steps_that_grow_with_them() -> None:
    """Counted, not timed: each pair of words that is compared is one step."""

    class Counted(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    rng = random.Random(6)
    for size in (1_000, 4_000):
        words = [[Counted(rng.randrange(size // 4)) for _ in range(size)] for _ in range(2)]
        Counted.compared = 0
        in_order(*words)
        assert Counted.compared < 60 * size


def test_of_another_text_altogether_a_thousand_sentences_are_told_and_the_rest_counted() -> None:
    rows = [f"Hàng thứ {n} đã bán" for n in range(3_000)]
    others = [f"Món {n} còn để dành" for n in range(3_500)]
    found = difference(article(TITLE, LEAD, *rows, LAST), article(TITLE, LEAD, *others, LAST))
    assert found.substantial
    assert found.more == 2_500
    assert len(found.sentences) <= 2 * MOST
    one = difference(article(TITLE, *rows), article(TITLE, *rows[:-1], "Hàng cuối đã bán"))
    assert (len(one.sentences), one.more) == (1, 0)


def test_what_has_no_full_stop_is_compared_in_stretches() -> None:
    """A list of names on one line may be as long as a page; a word of it still tells."""
    names = [f"hộ số {n} nhận hai mươi bao gạo" for n in range(1_000)]
    old = "; ".join(names)
    new = old.replace("hộ số 777 nhận", "hộ số 777 trả")
    [told] = written(difference(article(TITLE, LEAD, old), article(TITLE, LEAD, new)))
    assert "hộ số 777 [-nhận-]{+trả+}" in told
    assert len(told) < len(old)
