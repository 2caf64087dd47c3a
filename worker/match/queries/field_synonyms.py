"""What people call the fields of the query language, in Vietnamese and in other search engines."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.text.fold import folded_words, nfc

_CALLED: Final = {
    "title": "tít tựa tựađề tiêuđề intitle headline heading",
    "title or topic": "đề",
    "topic": "chủđề tag",
    "body": "dung nộidung intext content text",
    "byline": "giả tácgiả phóngviên author writer by",
    "category": "mục chuyênmục section",
    "source": "nguồn báo site paper newspaper publisher outlet",
    "place": "nơi tỉnh phương địaphương bàn địabàn province location",
    "official": "tên người bộ cánbộ đạo lãnhđạo person name",
    "office": "vụ chứcvụ danh chứcdanh position post",
    "after": "từ sau from since start",
    "before": "đến trước to until till end",
    "after or before": "ngày date day time",
    "url": "chỉ địachỉ dẫn link href address inurl",
    "is": "thái trạngthái state status",
    "exact": "xác chínhxác",
}
"""A field, or two of them, and the words that stand before a colon where it is meant. Of several
words ("tiêu đề:") it is the last that does."""
_FIELDS: Final = {
    word: tuple(fields.split(" or "))
    for fields, words in _CALLED.items()
    for word in folded_words(nfc(words))
}


def meant_by(word: str) -> tuple[str, ...]:
    """Return the fields that are meant by a word before a colon, in lower case; none where none."""
    return _FIELDS.get("".join(folded_words(nfc(word))), ())
