"""How fast officials are found: folding, many names, and the whole of mentions and titles.

Prints microseconds an article of about 6 KB (UTF-8), made of the sample articles: the best of
some rounds, since another program on the machine can only make a round slower. Beside each
stands what it is measured against, as a ratio. Part of ``make bench-officials``.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Final

from worker.match.automaton import Automaton
from worker.match.officials import Registry
from worker.match.registered import Names
from worker.model import Alias, Article, Official, Paragraph, Setting
from worker.normalize.reading import read
from worker.normalize.text_format import parse
from worker.vietnamese.fold import fold_bytes, spaced

SAMPLES: Final = Path(__file__).resolve().parents[1] / "seeds" / "samples"
SIZE: Final = 6_144
SETTING: Final = Setting("Sông Hàm", date(2026, 3, 2))
ROUNDS: Final = 30
FEW: Final = 1_000
MANY: Final = 100_000
_SURNAMES: Final = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Phan",
    "Vũ",
    "Đinh",
]
_MIDDLES: Final = [
    "Văn",
    "Thị",
    "Hữu",
    "Minh",
    "Quốc",
    "Thanh",
    "Ngọc",
    "Đức",
    "Hoàng",
    "Thành",
    "Xuân",
    "Kim",
    "Bích",
    "Công",
    "Tấn",
]
_GIVEN: Final = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Nhung",
    "Phong",
    "Phúc",
    "Phương",
    "Quang",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thu",
    "Thủy",
    "Tiến",
    "Trang",
    "Trung",
    "Tuấn",
    "Yến",
]
_MARKS: Final = re.compile("[\u0300-\u036f]")


def main() -> int:
    """Print the table."""
    articles = _articles()
    texts = [article.text for article in articles]
    print(f"\nspeed, µs an article of {SIZE / 1024:.0f} KB ({len(texts)} articles)")
    _print_folding(texts)
    _print_names(texts)
    whole = _best(lambda: [_PLAIN.mentions(article, SETTING) for article in articles])
    found = sum(len(_PLAIN.mentions(article, SETTING)) for article in articles)
    each = whole / len(articles)
    print(
        f"  mentions, titles, resolution  {each:8.0f}   {found / len(articles):.1f} mentions each"
    )
    return 0


_PLAIN: Final = Registry([])


def _print_folding(texts: Sequence[str]) -> None:
    ours = _best(lambda: [fold_bytes(text) for text in texts]) / len(texts)
    other = _best(lambda: [_folded_by_the_book(text) for text in texts]) / len(texts)
    print(
        f"  fold                          {ours:8.0f}   unicodedata + re {other / ours:.0f} times"
    )


def _spans_of_all(bare: Automaton, texts: Sequence[str]) -> None:
    for text in texts:
        bare.spans(_line(text))


def _names_of_all(names: Names, texts: Sequence[str]) -> None:
    for text in texts:
        names.found(text, names.hits(_line(text)))


def _print_names(texts: Sequence[str]) -> None:
    cost = {}
    for count in (FEW, MANY):
        officials = _officials(count)
        names = Names(officials)
        literals = [b" " + spaced(n).strip() + b" " for o in officials for n in _all_names(o)]
        bare = Automaton(literals)
        with_names = [_with_names(text, officials) for text in texts]
        least = _best(partial(_spans_of_all, bare, with_names))
        ours = _best(partial(_names_of_all, names, with_names))
        cost[count] = ours / len(texts)
        print(
            f"  {count:7,} names with aliases    {cost[count]:8.0f}"
            f"   {ours / least:.2f} times the bare fold and automaton, 2 names found each"
        )
    print(f"  100,000 names cost {cost[MANY] / cost[FEW]:.2f} times what 1,000 cost")


def _articles() -> list[Article]:
    """Return articles of the wanted size or a little more, of paragraphs of all samples."""
    paragraphs: list[Paragraph] = []
    done: list[Article] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        article = read(parse(path.read_bytes(), path.name)).article
        for paragraph in article.paragraphs:
            paragraphs.append(paragraph)
            whole = Article(article.title, tuple(paragraphs))
            if len(whole.text.encode()) >= SIZE:
                done.append(whole)
                paragraphs = []
    return done


def _officials(count: int) -> list[Official]:
    """Return invented officials, each with another name, in an order of no meaning."""
    names = [" ".join(parts) for parts in product(_SURNAMES, _MIDDLES, _GIVEN, _GIVEN)]
    random.Random(1).shuffle(names)
    return [Official(name, (Alias(f"{name} Con"),)) for name in names[:count]]


def _all_names(official: Official) -> list[str]:
    return [official.name, *(alias.name for alias in official.aliases)]


def _with_names(text: str, officials: Sequence[Official]) -> str:
    return f"{text}\n\nCó mặt ông {officials[0].name}, bà {officials[1].name} và nhiều người dân."


def _line(text: str) -> bytes:
    return b" " + spaced(text) + b" "


def _folded_by_the_book(text: str) -> str:
    """Fold as is usual: decompose, drop the marks, mend đ; the offsets are lost."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return plain.replace("đ", "d").replace("Đ", "D").lower()


def _best(work: Callable[[], object]) -> float:
    """Return the microseconds of the fastest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        best = min(best, perf_counter() - began)
    return best * 1e6


if __name__ == "__main__":
    sys.exit(main())
