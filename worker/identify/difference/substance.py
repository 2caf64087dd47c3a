"""Whether an edit is one of substance, or of spelling, layout and furniture (decision 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from worker.identify.difference.sentences import Altered
from worker.identify.difference.spelling import plainly
from worker.identify.difference.words import Change, Word, changes, words
from worker.vietnamese.amounts import plain_number
from worker.vietnamese.figures import is_negation
from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.counters import is_counter
from worker.vietnamese.text.fold import fold, is_syllable

_FILLERS: Final = frozenset({"thì", "là", "mà", "rằng", "của", "cũng"})
"""Words that come and go without the sentence saying anything else."""

_TURNING: Final = frozenset(
    # Who does it to whom, when, how much, up or down: each has a neighbour one letter away.
    (
        *("bị", "được", "đã", "sẽ", "đang", "phải", "cấm", "phạt", "tù", "tử", "án", "tội", "oan"),
        *("lãi", "lỗ", "nợ", "vay", "trả", "mua", "bán", "cho", "thắng", "thua", "tăng", "giảm"),
        *("giám", "hơn", "kém", "đủ", "thiếu", "còn", "hết", "mất", "có", "trên", "dưới", "trước"),
        *("sau", "trong", "ngoài", "nguyên", "cựu", "quyền", "phó", "một", "hai", "ba", "bốn"),
        *("năm", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn", "ngàn", "vạn", "triệu"),
        *("tỉ", "nửa"),
    )
)
"""Words of which one letter makes another statement, or a number."""

_FURNITURE: Final = re.compile(
    r"[\W_]*(?:(?:tin|bài|bài viết)[,; và]*)?(?:ảnh|nguồn|nguồn ảnh|video|clip|đồ họa|đồ hoạ)\s?:.*"
    r"|[\W_]*(?:xem thêm|đọc thêm|tin liên quan|mời (?:bạn đọc|quý (?:độc giả|bạn đọc)|xem))\b.*",
    re.I,
)
"""Credits, and what leads elsewhere: it changes while the article does not."""

_FURNITURE_WORDS: Final = 20
_MEANT: Final = frozenset("%‰+×$€")
"""Marks that say something."""

_ALIKE: Final = (("s", "x"), ("d", "v", "r"), ("l", "n"), ("c", "k", "q"))
_START_ALIKE: Final = re.compile(r"^(?:[sxdvrlkq]|[nc](?![gh]))")
_END_ALIKE: Final = re.compile(r"(?:ng|nh|n|ch|c|t)$")
"""Consonants that some dialect does not tell apart, at the start and at the end of a syllable."""

_OPENERS: Final = "“\"'‘«([:–—-"
_MISTYPED: Final = 4
"""Letters from which on a word that is no syllable may be two letters from what was meant."""


def is_furniture(one: Altered) -> bool:
    """Say whether a sentence is, and was, a credit, a counter or one that leads elsewhere."""
    return not one.in_title and all(
        (_FURNITURE.fullmatch(text) is not None and len(text.split()) <= _FURNITURE_WORDS)
        or is_counter(text)
        for text in one.texts
    )


def says_the_same(sentences: Sequence[Altered]) -> bool:
    """Say whether the sentences that changed are, joined, the same words in the same order.

    So it is where sentences were joined or parted, and with spaces, marks and capitals.
    """
    old = sorted((one.old.start, one.old.text) for one in sentences if one.old is not None)
    new = sorted((one.new.start, one.new.text) for one in sentences if one.new is not None)
    return _squeezed(" ".join(plainly(text) for _, text in old)) == _squeezed(
        " ".join(plainly(text) for _, text in new)
    )


def is_slight(one: Altered) -> bool:
    """Say whether a sentence differs in spelling alone; one that came or went does not."""
    if one.old is None or one.new is None:
        return False
    old, new = plainly(one.old.text), plainly(one.new.text)
    if _squeezed(old, once=True) == _squeezed(new, once=True):
        return True
    return all(_is_slight(old, new, change) for change in changes(old, new))


def _is_slight(old: str, new: str, change: Change) -> bool:
    """Say whether one change is of spelling alone, fillers counted or not."""
    here, there = _spoken(change.old), _spoken(change.new)
    return _are_alike(old, here, new, there) or _are_alike(
        old, _telling(here), new, _telling(there)
    )


def _are_alike(old: str, here: Sequence[Word], new: str, there: Sequence[Word]) -> bool:
    """Say whether these words of the sentences are the same, or may be misspelt, one by one."""
    if _joined(here) == _joined(there):
        return True
    return len(here) == len(there) and all(
        _plain(one[0]) == _plain(other[0])
        or (not _is_name(old, one) and not _is_name(new, other) and _is_misspelt(one[0], other[0]))
        for one, other in zip(here, there, strict=True)
    )


def _is_name(sentence: str, word: Word) -> bool:
    """Say whether a capital makes a word part of a name; one that begins a sentence need not."""
    text, start, end = word
    if not text[0].isupper():
        return False
    before = sentence[:start].rstrip()
    if before and before[-1] not in _OPENERS:
        return True
    return sentence[end:].lstrip()[:1].isupper()


def _is_misspelt(one: str, other: str) -> bool:
    """Say whether one word may be the other with a letter or tone amiss, and turns nothing."""
    if one[0].isdigit() or other[0].isdigit() or is_negation(one) or is_negation(other):
        return False
    first, second = _plain(one), _plain(other)
    if is_syllable(first) and is_syllable(second):
        near = _apart(first, second) <= 1 and _sound(first) == _sound(second)
        return near and _TURNING.isdisjoint((first, second))
    return _apart(first, second) <= (2 if max(len(first), len(second)) >= _MISTYPED else 1)


def _sound(syllable: str) -> str:
    """Return what syllables share that are taken for one another: all but marks, and consonants
    that are one in some dialect. Another letter makes another word: *bắt, bắn*."""
    bare = fold(syllable)
    return _END_ALIKE.sub(_last_alike, _START_ALIKE.sub(_first_alike, bare)).replace("y", "i")


def _last_alike(found: re.Match[str]) -> str:
    return "n" if found[0][0] == "n" else "t"


def _first_alike(found: re.Match[str]) -> str:
    return next(letters[0] for letters in _ALIKE if found[0] in letters)


def _apart(one: str, other: str) -> int:
    """Return how many letters differ; two that changed places are one (optimal alignment)."""
    if abs(len(one) - len(other)) > 2:
        return abs(len(one) - len(other))
    rows = [list(range(len(other) + 1))]
    for i, here in enumerate(one, start=1):
        row = [i]
        for j, there in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (here != there))
            if i > 1 and j > 1 and here == other[j - 2] and there == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _spoken(found: Iterable[Word]) -> list[Word]:
    """Return the words without marks."""
    return [word for word in found if _plain(word[0])]


def _telling(found: Iterable[Word]) -> list[Word]:
    """Return the words without fillers."""
    return [word for word in found if _plain(word[0]) not in _FILLERS]


def _joined(found: Iterable[Word]) -> str:
    return "".join(_plain(word) for word, _, _ in found)


def _squeezed(text: str, *, once: bool = False) -> str:
    """Return the words of a text without what stands between them.

    With ``once`` a word that was typed twice counts once; a number does not.
    """
    plain = [found for word, _, _ in words(text) if (found := _plain(word))]
    if once:
        pairs = zip(plain, ["", *plain], strict=False)
        plain = [word for word, before in pairs if word != before or word[0] == "#"]
    return "".join(plain)


def _plain(word: str) -> str:
    """Return what spellings of a word or number share; nothing for a mark."""
    if word[0].isdigit():
        return f"#{plain_number(word)}#"
    if word[0].isalnum():
        return name_key(word) or word.lower()
    return word if word in _MEANT else ""
