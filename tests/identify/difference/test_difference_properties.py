"""What holds of any two versions whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.identify.versions import LAST, LEAD, SECOND, TITLE
from worker.identify.difference.difference import difference
from worker.identify.difference.in_order import in_order
from worker.identify.difference.sentences import altered
from worker.identify.difference.words import changes, runs
from worker.model import Article, Paragraph, RunState

WORDS = (
    *(
        "cầu",
        "đường",
        "Kiều",
        "Vĩ",
        "không",
        "chưa",
        "12",
        "1.200",
        "tỷ đồng",
        "ngày 3/4",
        ".",
        ",",
    ),
    *("“", "”", "và", "TP.", "ha", "35%", "đã", "Ðường", "hoà", "hòa", "…", "A.", "tháng 5", " "),
)
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
paragraph = st.one_of(text, st.sampled_from([TITLE, LEAD, SECOND, LAST])).map(
    lambda said: " ".join(said.split()) or "x"
)
articles = st.builds(
    lambda title, rest: Article(title, tuple(Paragraph(one) for one in rest)),
    paragraph,
    st.lists(paragraph, min_size=1, max_size=6),
)


@given(text, text)
def test_the_runs_give_both_sentences_back(old: str, new: str) -> None:
    found = runs(old, new, changes(old, new))
    assert "".join(run.text for run in found if run.state is not RunState.COME) == old
    assert "".join(run.text for run in found if run.state is not RunState.GONE) == new
    assert all(run.text for run in found)


@given(articles)
def test_nothing_differs_from_itself(one: Article) -> None:
    found = difference(one, one)
    assert (found.sentences, found.named, found.substantial) == ((), (), False)


@settings(max_examples=300)
@given(articles, articles)
def test_the_way_back_tells_the_same_the_other_way_round(one: Article, other: Article) -> None:
    there, back = difference(one, other), difference(other, one)
    assert {(n.what, n.gone, n.come) for n in there.named} == {
        (n.what, n.come, n.gone) for n in back.named
    }
    assert there.substantial == back.substantial
    assert len(there.sentences) == len(back.sentences)


@settings(max_examples=300)
@given(articles, articles)
def test_every_sentence_is_the_same_moved_or_told_once(one: Article, other: Article) -> None:
    found, beyond = altered(one, other)
    assert beyond == 0
    for side, of in (("old", one), ("new", other)):
        told = [getattr(each, side) for each in found if getattr(each, side) is not None]
        assert len({each.start for each in told}) == len(told)
        assert all(of.text[each.start : each.end] == each.text for each in told)


@given(
    st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30)
)
def test_what_is_in_order_is_the_same_and_rises(old: list[str], new: list[str]) -> None:
    pairs = in_order(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert in_order(new, old) == [(j, i) for i, j in pairs]
