"""What tells one story, and what only reads alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.stories_set import HALVES, Pair, distance, pairs
from worker.identify.stories.near import Telling, first_tellings, is_version, same_story
from worker.identify.stories.signature import BYTES, NEAR_BITS
from worker.model import Article, Paragraph

STORY = (
    "Sáng nay, huyện Sa Nhiên thông xe cầu Rạch Đình sau hai năm thi công. "
    "Bà con hai bên bờ rạch mong cây cầu đã mười năm."
)
OTHER = "Chiều qua, trường mới ở xã Tân Lộc Hòa đón hơn bốn trăm học sinh vào năm học."


def article(text: str, title: str = "Thông xe cầu Rạch Đình") -> Article:
    return Article(title, (Paragraph(text),))


def one_story(pair: Pair) -> bool:
    """Say what the program says: near by the signature, then compared, whichever came first."""
    one, other = Telling(pair.one, 1), Telling(pair.other, 1 if pair.one_paper else 2)
    assert same_story(one, other) == same_story(other, one)
    return distance(one.signature, other.signature) <= NEAR_BITS and same_story(one, other)


def bulletin(number: int, hamlet: str = "", homes: int = 190) -> Article:
    lead = (
        f"Sáng 20-11-2026, đoàn kiểm tra huyện Sa Nhiên đến công trình thủy lợi ấp "
        f"{hamlet or f'Rạch {number}'}, yêu cầu nhà thầu bàn giao đúng hạn cho bà con trong vùng."
    )
    rest = (
        "Bà con cho biết nước mặn năm nay về sớm, ruộng phải bơm chuyền hai lần mỗi tuần, tốn thêm"
        " chi phí dầu và công chăm sóc. Hội viên mong có cống Vàm Lúa, cống Rạch Đình và bờ bao"
        " Cây Sộp trước mùa khô tới đây, theo ông Kiều Thanh Vĩ và bà Tạ Thị Loan cho biết."
    )
    title = f"Bản tin số {number} từ Sa Nhiên"
    return Article(title, (Paragraph(lead), Paragraph(rest), Paragraph(f"Ấp có {homes} hộ.")))


def test_bulletins_of_one_paper_that_differ_in_their_number_are_other_news() -> None:
    # "hai lần" and "9 hộ" are the other one's number by chance.
    for one, other in (
        (bulletin(2, "Bến Đìa"), bulletin(4, "Bến Đìa")),
        (bulletin(1), bulletin(9)),
    ):
        assert not same_story(Telling(one, 1), Telling(other, 1))
    one, other = bulletin(2, "Bến Đìa", 4), bulletin(4, "Bến Đìa", 2)
    assert not same_story(Telling(one, 1), Telling(other, 1))


def test_one_wording_of_two_hamlets_is_other_news() -> None:
    one, other = bulletin(2, "Bến Đìa"), bulletin(2, "Vàm Sậy")
    assert not same_story(Telling(one, 1), Telling(other, 2))
    assert same_story(Telling(one, 1), Telling(bulletin(2, "Bến Đìa", 180), 2))


def test_titles_that_share_two_words_with_the_other_text_are_no_witnesses() -> None:
    text = bulletin(2, "Bến Đìa").paragraphs
    titles = ("Công trình lật qua lật lại", "Chuyện bàn giao ở xóm")
    one, other = (Telling(Article(title, text), at) for at, title in enumerate(titles))
    assert not same_story(one, other)


@pytest.mark.parametrize("half", HALVES)
def test_reprints_are_one_story_and_announcements_of_one_template_are_not(half: str) -> None:
    labelled = pairs(half)
    assert len(labelled) >= 200
    wrong = [(pair.kind, pair.other.title) for pair in labelled if one_story(pair) != pair.same]
    assert wrong == []


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORY, True),
        (STORY.upper(), True),
        (STORY.replace(", ", " - ") + " Theo Báo Sa Nhiên.", True),
        (STORY.replace("Sáng nay", "Sáng 2-3"), True),
        (OTHER, False),
        (" ".join(reversed(STORY.split())), False),
    ],
)
def test_whether_two_texts_tell_one_story(other: str, same: bool) -> None:
    both = [article(STORY), article(other)]
    assert first_tellings(both) == [0, 0 if same else 1]
    assert first_tellings(both[::-1]) == [0, 0 if same else 1]


def test_a_sentence_taken_over_makes_no_reprint() -> None:
    quoting = article(STORY.partition(". ")[0] + ". " + OTHER, "Trường mới ở xã Tân Lộc Hòa")
    assert first_tellings([article(STORY), quoting]) == [0, 1]


@pytest.mark.parametrize("text", ["", "。", "Cầu", "5-3"])
def test_the_shortest_texts_are_compared_too(text: str) -> None:
    assert first_tellings([article(text, text), article(text, text)]) == [0, 0]
    assert first_tellings([article(text, text), article(STORY)]) == [0, 1]


def test_a_day_that_differs_makes_another_announcement() -> None:
    told = "Điện lực Sa Nhiên tạm ngừng cấp điện ngày {} tại ấp Rạch Giữa để sửa chữa lưới điện."
    one, other = (article(told.format(day), "Lịch cắt điện") for day in ("5-3", "6-3"))
    assert first_tellings([one, other]) == [0, 1]
    spelled = article(told.format("5 tháng 3 năm 2026"), "Lịch cắt điện")
    assert first_tellings([one, spelled]) == [0, 0]


def test_another_version_of_a_page_may_tell_other_figures_but_not_all_others() -> None:
    told = "Giá dừa khô {} đồng, bưởi da xanh {} đồng, ớt {} đồng mỗi ký tại chợ Vàm Sát sáng nay."
    first, mended, next_day = (
        Telling(article(told.format(*prices)))
        for prices in (("9.000", "31.000", "24.000"), ("9.000", "38.000", "24.000"),
                       ("9.500", "32.000", "25.000"))
    )  # fmt: skip
    assert is_version(mended, first)
    assert not is_version(next_day, first)
    assert not same_story(mended, first)


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    words = [f"từ{chr(97 + n // 10)}{chr(97 + n % 10)}" for n in range(60)]
    chain = [article(" ".join(words[at : at + 40])) for at in (0, 15, 30)]
    assert first_tellings([chain[0], chain[2]]) == [0, 1]
    assert first_tellings(chain) == [0, 0, 0]
    assert first_tellings([]) == []


def test_signatures_stay_what_they_were() -> None:
    """They are stored, and compared with those of later years and other machines."""
    signed = Telling(article(STORY)).signature
    assert len(signed) == BYTES
    assert signed.hex() == SIGNED


SIGNED = "c14b2632068030b845f3845a2a4ddeb187d39af159b46b116cf85f4dac168cb4"


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_any_text_is_one_story_with_itself_and_the_order_does_not_matter(
    texts: list[str], title: str
) -> None:
    one = Article(title, tuple(Paragraph(text) for text in texts))
    assert same_story(Telling(one), Telling(one))
    other = article(STORY)
    assert same_story(Telling(one), Telling(other)) == same_story(Telling(other), Telling(one))
