from __future__ import annotations

import pytest

from worker.identify.near import first_tellings

STORY = (
    "Sáng nay, huyện Sa Nhiên thông xe cầu Rạch Đình sau hai năm thi công. "
    "Bà con hai bên bờ rạch mong cây cầu đã mười năm."
)
OTHER = "Chiều qua, trường mới ở xã Tân Lộc Hòa đón hơn bốn trăm học sinh vào năm học."


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (STORY, STORY, True),
        (STORY, STORY.upper(), True),
        (STORY, STORY.replace(", ", " - ") + " Theo Báo Sa Nhiên.", True),
        (STORY, STORY.replace("Sáng nay", "Sáng 2-3"), True),
        (STORY, OTHER, False),
        (STORY, STORY.partition(". ")[0] + ". " + OTHER * 2, False),
        ("Cầu", "cau", True),
        ("Cầu", "Rạch", False),
        ("Cầu Rạch", "Cầu Rạch Đình", False),
        ("", "", True),
        ("", STORY, False),
    ],
)
def test_whether_two_texts_tell_one_story(one: str, other: str, near: bool) -> None:
    assert first_tellings([one, other]) == [0, 0 if near else 1]
    assert first_tellings([other, one]) == [0, 0 if near else 1]


def test_the_same_words_in_another_order_are_another_story() -> None:
    assert first_tellings([STORY, " ".join(reversed(STORY.split()))]) == [0, 1]


def test_each_text_is_told_first_by_itself_or_by_a_former() -> None:
    copy = f"{STORY} Theo Báo Sa Nhiên."
    assert first_tellings([STORY, OTHER, copy, OTHER.upper(), "Cầu"]) == [0, 1, 0, 1, 4]
    assert first_tellings([]) == []


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    words = [f"từ{n}" for n in range(60)]
    chain = [" ".join(words[at : at + 40]) for at in (0, 10, 20)]
    assert first_tellings([chain[0], chain[2]]) == [0, 1]
    assert first_tellings(chain) == [0, 0, 0]
