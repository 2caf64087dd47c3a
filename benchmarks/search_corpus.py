"""Makes articles to search: invented words in the shape of Vietnamese, about 3,000 characters each.

Article ``n`` is the same however many are made. Words of one to four syllables with marks follow
Zipf's law; function words, words of the administration and invented names stand among them so
often that the queries in ``QUERIES`` find what they say they find.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise, product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.vietnamese.text.fold import marked_key

SEED: Final = 20220907
CHARACTERS: Final = 3_000
"""Characters of an article's paragraphs, about; 4.2 KB of UTF-8."""
FIRST_DAY: Final = datetime(2013, 1, 1, tzinfo=UTC)
SPAN: Final = timedelta(days=3_652)
"""The articles are spread over ten years, a day or two out of order."""
EXPECTED: Final = 1_000_000
"""As many articles fill the ten years; further ones follow after."""


class Made(NamedTuple):
    """One article: its number, counted from 0, and what a source would show of it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published_at: datetime
    source: str
    category: str


class Asked(NamedTuple):
    """A query in the product's language, what kind it is and the share of articles it finds."""

    kind: str
    text: str
    share: float


_TEN_NAMES: Final = (
    "Kiều Thanh Vĩ",
    "Tạ Khánh Sênh",
    "Lâm Hoài Thược",
    "Đoàn Diệu Nhiên",
    "Bùi Quế Oánh",
    "Hồ Vĩnh Triết",
    "Dương Trúc Giáng",
    "Ngô Thiên Cầm",
    "Võ Tường Khuê",
    "Phan Bạch Liêu",
)
_NAMES_ASKED: Final = " OR ".join(f'"{name}"' for name in _TEN_NAMES)
QUERIES: Final = (
    Asked("rare word", "khuyểnh", 0.000_025),
    Asked("frequent word", "công", 0.92),
    Asked("frequent word without marks", "cong", 0.93),
    Asked("phrase", '"ủy ban nhân dân"', 0.14),
    Asked("phrase without marks", '"uy ban nhan dan"', 0.14),
    Asked("rare phrase of frequent words", '"ban công trình ủy"', 0.000_05),
    Asked("two phrases", '"giải phóng mặt bằng" AND "hạn mặn kéo dài"', 0.006),
    Asked("two frequent words", "công định", 0.5),
    Asked("ten names", _NAMES_ASKED, 0.003),
    Asked("prefix", "nguye*", 0.52),
    Asked("prefix with marks", "nguyễ*", 0.26),
    Asked("frequent word, a week", "công after:2019-03-04 before:2019-03-10", 0.001_8),
    Asked("phrase, a month", '"ủy ban nhân dân" after:2014-05-01 before:2014-05-31', 0.001_2),
    Asked("rare word, a year", "khuyểnh after:2015-01-01 before:2015-12-31", 0.000_002_5),
    Asked("rare marks, frequent word", "đinh", 0.000_1),
    Asked("rare marks, phrase", '"giá đinh"', 0.000_02),
    Asked("rare marks and a frequent word", "đinh công", 0.000_09),
    Asked("title", "title:định", 0.015),
    Asked("nothing, unknown word", "khoeoch", 0.0),
    Asked("nothing, frequent words", '"dân ban công định"', 0.0),
    Asked("nothing, a name", '"Lý Tường Thuần"', 0.0),
)
"""What is asked. Shares are planted, counted in a few thousand articles or reckoned from both."""

_PLANTED: Final = (
    (0.14, "Ủy ban nhân dân"),
    (0.06, "giải phóng mặt bằng"),
    (0.10, "hạn mặn kéo dài"),
    *((0.000_3, name) for name in _TEN_NAMES),
)
"""With which chance an article holds what, once or twice."""
_COUNTED: Final = (
    (40_000, "khuyểnh"),
    (20_000, "ban công trình ủy"),
    (12_500, "cây đinh"),
    (50_000, "giá đinh"),
)
"""One article of so many holds it."""

_FUNCTION: Final = (
    "và của các có trong là được cho với đã những người không một này tại năm từ về khi đến ngày"
    " để ông ra đó nhiều trên phải vào sẽ cũng như bị làm việc theo hơn đang sau thì nhà lại còn"
    " nước hai nhưng chỉ đồng bà đi lên qua trước vì rất"
)
_COMMON: Final = {
    "công trình": 0.9, "công tác": 1.1, "công an": 0.9, "công ty": 1.1, "công nhân": 0.6,
    "thành công": 0.4, "nhân dân": 1.2, "người dân": 1.0, "ủy ban": 0.6, "ban": 0.8,
    "quyết định": 0.5, "quy định": 0.5, "gia đình": 0.6, "ổn định": 0.2, "xác định": 0.2,
    "nguyên nhân": 0.4, "tài nguyên": 0.3, "giải quyết": 0.8, "mặt bằng": 0.3, "phát triển": 1.4,
    "kinh tế": 1.2, "xã hội": 1.2, "chính quyền": 0.8, "địa phương": 1.3, "tỉnh": 1.6, "huyện": 1.3,
    "xã": 1.4, "thành phố": 1.0, "tuyên truyền": 0.5, "chỉ đạo": 0.8, "kế hoạch": 0.8, "dự án": 1.2,
    "đầu tư": 1.2, "xây dựng": 1.3, "nông thôn mới": 0.6, "sản xuất": 0.9, "nông nghiệp": 0.8,
    "doanh nghiệp": 1.0, "hỗ trợ": 0.9, "tổ chức": 1.0, "hoạt động": 0.9, "thực hiện": 1.4,
    "triển khai": 0.9, "kiểm tra": 0.7, "đồng chí": 0.8, "bí thư": 0.5, "chủ tịch": 0.8,
    "tỷ đồng": 0.7, "triệu đồng": 0.5, "giá": 0.9, "đường": 0.9, "trường": 0.8, "học sinh": 0.7,
}  # fmt: skip
"""Words of news about an administration, and how many of a thousand words they are."""

_ONSETS: Final = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"
_OPEN: Final = (
    "a ai ao au ay âu ây ăn an am ang anh ăm ăng âm ân âng e em en eo ê êm ên ênh êu i ia im in inh"
    " iu iêm iên iêng iêu o oi om on ong ô ôi ôm ôn ông ơ ơi ơm ơn u ua ui um un ung uôi uôn uông"
    " uy uyên ư ưa ưng ươi ươm ươn ương oa oan oang oe"
)
_STOPPED: Final = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp"
    " ơt uc up ut uôc uôt ưc ưt ươc ươp ươt oat uyêt"
)
_ALL_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SURNAMES: Final = (
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Huỳnh Phan Võ Đặng Bùi Đỗ Hồ Ngô Dương Đoàn Trương Lâm"
    " Mai Tạ Cao"
)
_SOURCES: Final = tuple(f"Báo Số {number}" for number in range(1, 41))
_CATEGORIES: Final = (
    "Thời sự",
    "Kinh tế",
    "Xã hội",
    "Giáo dục",
    "Pháp luật",
    "Thể thao",
    "Đời sống",
)

_BLOCK: Final = 1_000
_WORDS: Final = 392
"""Words of an article, on average; there are a third more syllables."""
_TITLE: Final = 8
_COMPOUNDS: Final = 24_000
_NAMES: Final = 6_000
_NUMBERS: Final = 4_000
_SYLLABLES: Final = 3_600
_PLAIN, _COMMA, _STOP, _CAPITAL = range(4)
_STYLES: Final = 4
Indices = NDArray[np.int64]


def articles(count: int, start: int = 0) -> Iterator[Made]:
    """Make that many articles, from number ``start`` on."""
    corpus = Corpus()
    for block in range(start // _BLOCK, -(-(start + count) // _BLOCK)):
        for made in corpus.block(block):
            if start <= made.number < start + count:
                yield made


class Corpus:
    """The words, how often each stands, and what is made of them."""

    def __init__(self) -> None:
        words = _lexicon(random.Random(SEED))
        shares = np.array(list(words.values()))
        self._until = np.cumsum(shares / shares.sum())
        styled = [(word, f"{word},", f"{word}.", word[0].upper() + word[1:]) for word in words]
        self._styled = np.array([style for styles in styled for style in styles], dtype=object)

    def block(self, number: int) -> Iterator[Made]:
        """Make the articles of one block of a thousand."""
        rng = np.random.default_rng((SEED, number))
        sizes = rng.integers(_WORDS * 2 // 3, _WORDS * 4 // 3, _BLOCK)
        words = self._words(rng, int(sizes.sum()))
        ends = accumulate(sizes.tolist(), initial=0)
        rest = random.Random(SEED * 1_000_000 + number)
        for index, (begin, end) in enumerate(pairwise(ends)):
            yield _made(rest, number * _BLOCK + index, words[begin:end])

    def _words(self, rng: np.random.Generator, count: int) -> list[str]:
        """Return words in the order of a text: with commas, stops and capitals."""
        drawn: Indices = np.searchsorted(self._until, rng.random(count))
        marks = rng.random(count)
        style = np.where(marks < 0.06, _STOP, np.where(marks < 0.12, _COMMA, _PLAIN))
        style[1:][(style[:-1] == _STOP) & (style[1:] == _PLAIN)] = _CAPITAL
        chosen: list[str] = self._styled[drawn * _STYLES + style].tolist()
        return chosen


def _made(rng: random.Random, number: int, words: list[str]) -> Made:
    for said in _planted(rng, number):
        words[rng.randrange(_TITLE, len(words))] = said
    title = " ".join(words[:_TITLE]).replace(".", "").replace(",", "")
    into = rng.randrange(5, 9)
    cuts = [_TITLE + (len(words) - _TITLE) * part // into for part in range(into + 1)]
    return Made(
        number,
        title[0].upper() + title[1:],
        tuple(_paragraph(words[begin:end]) for begin, end in pairwise(cuts)),
        _time(rng, number),
        rng.choice(_SOURCES),
        rng.choice(_CATEGORIES),
    )


def _planted(rng: random.Random, number: int) -> list[str]:
    """Return the phrases that this article holds besides its own words."""
    said = [phrase for chance, phrase in _PLANTED if rng.random() < chance]
    said += [phrase for phrase in said if rng.random() < 0.5]
    return said + [phrase for every, phrase in _COUNTED if number % every == every // 3]


def _paragraph(words: list[str]) -> str:
    text = " ".join(words).rstrip(".,")
    return f"{text[0].upper()}{text[1:]}."


def _time(rng: random.Random, number: int) -> datetime:
    """Return when it was published: numbers follow time, but for a day or two."""
    days = SPAN.days * number / EXPECTED + rng.random() * 2
    return FIRST_DAY + timedelta(seconds=int(days * 86_400))


# --- words ---------------------------------------------------------------------------------


def _lexicon(rng: random.Random) -> dict[str, float]:
    """Return every word and how many of a thousand words it is."""
    words = {word: 28 / (rank + 2.5) + 1.2 for rank, word in enumerate(_FUNCTION.split())}
    words |= _COMMON
    syllables = _syllabary(rng)
    for rank, word in enumerate(_compounds(rng, syllables)):
        words.setdefault(word, 95 / (rank + 60))
    for rank, name in enumerate(_names(rng, syllables)):
        words.setdefault(name, 1.0 / (rank + 100))
    for rank in range(1, _NUMBERS):
        words.setdefault(str(rank), 4.0 / (rank + 20))
    return words


def _syllabary(rng: random.Random) -> list[str]:
    """Return syllables with marks, the most frequent first; none of those that are rare."""
    every = list(product(_ONSETS.split(), _OPEN.split(), _ALL_TONES))
    every += list(product(_ONSETS.split(), _STOPPED.split(), ("\u0301", "\u0323")))
    rng.shuffle(every)
    made = (_syllable(*parts) for parts in every if _spelled(*parts))
    kept = [one for one in made if one not in ("đinh", "công", "định", "dân", "ủy", "vĩ")]
    return kept[:_SYLLABLES]


def _spelled(onset: str, rime: str, _tone: str) -> bool:
    """Say whether these may stand together in writing."""
    if onset in ("c", "g", "ng"):
        return rime[0] not in "eêi"
    return not (onset in ("qu", "gi") and rime[0] in "oôuưi")


def _syllable(onset: str, rime: str, tone: str) -> str:
    """Return the syllable in NFC, its tone where the older spelling has it."""
    vowels = [index for index, letter in enumerate(rime) if letter in "aăâeêioôơuưy"]
    marked = next((index for index in vowels if rime[index] in "ăâêôơư"), vowels[0])
    return marked_key(
        unicodedata.normalize("NFC", onset + rime[: marked + 1] + tone + rime[marked + 1 :])
    )


def _compounds(rng: random.Random, syllables: list[str]) -> Iterator[str]:
    """Yield words of one to four syllables, the first ones of frequent syllables."""
    for rank in range(_COMPOUNDS):
        known = min(len(syllables), 200 + rank // 4)
        length = rng.choices((1, 2, 3, 4), (30, 62, 5, 3))[0]
        yield " ".join(syllables[int(known * rng.random() ** 2)] for _ in range(length))


def _names(rng: random.Random, syllables: list[str]) -> Iterator[str]:
    """Yield names of persons who do not exist."""
    surnames = _SURNAMES.split()
    for _ in range(_NAMES):
        given = (rng.choice(syllables[:900]).capitalize() for _ in range(2))
        yield " ".join((rng.choice(surnames), *given))
