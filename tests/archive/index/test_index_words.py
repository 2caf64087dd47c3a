"""What the index holds of an article: it is taken out again by the same words, years after."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from worker.archive.index.index_words import on_sqlite
from worker.model import Article, Paragraph
from worker.vietnamese.text.fold import fold, marked_key, nfc, tokens

LETTERS = "aàeéêiìoòôơuùyỳdđhnqgtHOÀĐİ１Ａßл"
texts = st.text(st.sampled_from(LETTERS + " ,-0\u0301\udc00\n") | st.characters(), max_size=40)


def words(text: str) -> list[tuple[str, str]]:
    """Return each word without its marks, and with them."""
    return [(word, marked_key(text[start:end])) for word, start, end in tokens(fold(text))]


def pairs(text: str) -> set[str]:
    return {f"_{one}_{other}" for (one, _), (other, _) in pairwise(words(text))}


@given(texts, texts, texts)
@example("Hoà 1", "Uỷ ban, khoẻ", "thuý")
def test_an_article_is_found_by_its_words_and_pairs_and_by_words_with_their_marks(
    title: str, first: str, second: str
) -> None:
    title, first, second = map(nfc, (title, first, second))
    body = f"{first}\n\n{second}"
    of_title = {word for word, _ in words(title)} | pairs(title)
    marked = {mark for _, mark in words(f"{title}\n\n{body}") if not mark.isascii()}
    expected = {word for word, _ in words(body)} | pairs(body) | {f"¶{one}" for one in of_title}
    held = on_sqlite(Article(title, (Paragraph(first), Paragraph(second))))
    assert set(held.split(" ")) - {""} == expected | marked
