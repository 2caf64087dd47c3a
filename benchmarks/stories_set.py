"""Labelled pairs of articles that tell one story, or do not: in ``tests/gold/stories``.

A half was tuned on, the other is held out: other articles, other templates, other words of the
papers that reprint. Reprints are made by the edits below; what is hard is written by hand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from worker.model import Article, Paragraph

GOLD: Final = Path(__file__).parent.parent / "tests" / "gold" / "stories"
HALVES: Final = ("tuning", "held-out")

Edit = Callable[["Paper", Article, random.Random], Article]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, whether they tell the same, and what kind of pair they are.

    Pages of one site are of ``one_paper``; all others are told by two.
    """

    kind: str
    same: bool
    one: Article
    other: Article
    one_paper: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """How a paper changes what it takes over."""

    head: str
    tail: str
    captions: tuple[str, ...]
    instead: dict[str, str]


PAPERS: Final = {
    "tuning": Paper(
        head="(HGN) - ",
        tail="Theo Báo Hàm Giang Nay. Tin, ảnh: Thùy Dương",
        captions=(
            "Người dân địa phương theo dõi sự việc. Ảnh: Thùy Dương",
            "Quang cảnh tại hiện trường nhìn từ trên cao.",
        ),
        instead={
            "cho biết": "thông tin", "tổ chức": "tiến hành", "khoảng": "chừng", "vừa": "mới",
            "hiện": "đến nay", "hơn": "trên", "bà con": "người dân", "dự kiến": "theo kế hoạch",
            "bị": "đã bị", "nhưng": "song", "trước đó": "trước khi xảy ra việc này",
            "nhiều": "không ít", "cũng": "đồng thời", "phải": "buộc phải", "sau khi": "khi",
            "vì": "do", "được": "đã được", "trong khi": "còn", "sẽ": "dự định sẽ",
        },
    ),
    "held-out": Paper(
        head="Báo Lộc Hải Mới - ",
        tail="Nguồn: Lộc Hải Mới. Bài: Minh Tâm, Trọng Nghĩa",
        captions=(
            "Khu vực được nhắc tới trong bài. Ảnh: Trọng Nghĩa",
            "Nhiều người có mặt từ sáng sớm để chờ đợi.",
        ),
        instead={
            "cho biết": "nói rằng", "cho hay": "thông báo", "bắt đầu": "khởi sự",
            "khoảng": "xấp xỉ", "vừa": "mới đây", "hơn": "quá", "chưa": "vẫn chưa",
            "dự kiến": "dự tính", "như": "giống như", "mới": "chỉ mới", "trong": "ở trong",
            "nhiều": "đông đảo", "từng": "đã từng", "không": "chẳng", "đến": "tới", "để": "nhằm",
            "và": "cùng với", "với": "kèm theo", "cả": "toàn bộ", "đã": "vừa",
        },
    ),
}  # fmt: skip


def pairs(half: str) -> list[Pair]:
    """Return the pairs of a half, always the same."""
    paper, rng = PAPERS[half], random.Random(half)
    articles = [_article(one) for one in _read(half, "articles")]
    return [
        *_reprints(articles, paper, rng),
        *_of_templates(_read(half, "templates"), paper, rng),
        *_by_hand(_read(half, "pairs"), articles),
        *(Pair("other news", False, *two) for two in combinations(articles, 2)),
    ]


def printed_twice(half: str) -> list[Pair]:
    """Return articles that a paper prints once more, under another title written by hand."""
    articles = [_article(one) for one in _read(half, "articles")]
    return [
        Pair("printed twice", True, articles[entry["of"]],
             Article(title, articles[entry["of"]].paragraphs), one_paper=True)
        for entry in _read(half, "titles")
        for title in entry["titles"]
    ]  # fmt: skip


def distance(one: bytes, other: bytes) -> int:
    """Return in how many bits two signatures differ, as the archive reckons it in SQL."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def _read(half: str, name: str) -> list[dict[str, Any]]:
    path = GOLD / half / f"{name}.yaml"
    found: list[dict[str, Any]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


def _article(entry: dict[str, Any]) -> Article:
    return Article(entry["title"], tuple(Paragraph(text) for text in entry["paragraphs"]))


def _reprints(articles: list[Article], paper: Paper, rng: random.Random) -> Iterator[Pair]:
    for article in articles:
        for name, edit in EDITS.items():
            yield Pair(name, True, article, edit(paper, article, rng))


def _of_templates(
    templates: list[dict[str, Any]], paper: Paper, rng: random.Random
) -> Iterator[Pair]:
    """Yield each two fillings of a template, bare and reprinted, and each filling reprinted."""
    for template in templates:
        kind = template["class"]
        filled = [_filled(template, filling) for filling in template["fillings"]]
        of_a_site = "furniture" in kind
        for one, other in combinations(filled, 2):
            yield Pair(kind, False, one, other, one_paper=of_a_site)
            if not of_a_site:
                yield Pair(f"{kind}, reprinted", False, one, _agency(paper, other, rng))
        if not of_a_site:
            for one in filled:
                yield Pair("short notice, reprinted", True, one, _agency(paper, one, rng))


def _filled(template: dict[str, Any], filling: dict[str, Any]) -> Article:
    texts = [template["title"], *template["paragraphs"]]
    title, *paragraphs = (text.format(**filling) for text in texts)
    return Article(title, tuple(Paragraph(text) for text in paragraphs))


def _by_hand(entries: list[dict[str, Any]], articles: list[Article]) -> Iterator[Pair]:
    for entry in entries:
        yield Pair(entry["class"], entry["same"], articles[entry["of"]], _article(entry["other"]))


def _texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def _with(title: str, texts: list[str]) -> Article:
    return Article(title, tuple(Paragraph(text) for text in texts))


def _agency(paper: Paper, article: Article, _: random.Random) -> Article:
    first, *rest = _texts(article)
    return _with(article.title, [paper.head + first, *rest, paper.tail])


def _number(_: Paper, article: Article, rng: random.Random) -> Article:
    """Correct one number of the body."""
    texts = _texts(article)
    words = [(n, word) for n, text in enumerate(texts) for word in text.split() if word.isdigit()]
    at, number = rng.choice(words)
    texts[at] = texts[at].replace(f" {number} ", f" {int(number) + 1} ", 1)
    return _with(article.title, texts)


def _captions(paper: Paper, article: Article, _: random.Random) -> Article:
    first, *rest = _texts(article)
    return _with(article.title, [first, paper.captions[0], *rest, paper.captions[1]])


def _cut(article: Article, share: float) -> Article:
    """Keep that share of the words, from the beginning."""
    left = round(share * sum(len(text.split()) for text in _texts(article)))
    kept = []
    for text in _texts(article):
        words = text.split()[: max(left, 0)]
        left -= len(words)
        kept += [" ".join(words)] if words else []
    return _with(article.title, kept)


def _retitled(_: Paper, article: Article, __: random.Random) -> Article:
    first = article.paragraphs[0].text
    return _with(" ".join(first.split()[4:16]).strip(",.").capitalize(), _texts(article))


def _swapped(_: Paper, article: Article, __: random.Random) -> Article:
    texts = _texts(article)
    texts[1], texts[2] = texts[2], texts[1]
    return _with(article.title, texts)


def _respelled(_: Paper, article: Article, __: random.Random) -> Article:
    """Put tones elsewhere, write numbers in digits and days with strokes, the title in capitals."""
    other = {"hòa": "hoà", "Hòa": "Hoà", "ủy": "uỷ", " bốn ": " 4 ", " ba ": " 3 ", " tám ": " 8 ",
             " tỉ ": " tỷ ", " hecta": "ha", " phần trăm": "%"}  # fmt: skip
    texts = _texts(article)
    for old, new in other.items():
        texts = [text.replace(old, new) for text in texts]
    for day in range(1, 32):
        texts = [text.replace(f" {day}-", f" {day}/") for text in texts]
    return _with(article.title.upper(), texts)


def _rewritten(paper: Paper, article: Article, rng: random.Random) -> Article:
    """Put other words, leave out a sentence and give another title."""
    texts = _texts(article)
    for old, new in paper.instead.items():
        texts = [text.replace(f" {old} ", f" {new} ") for text in texts]
    at = rng.randrange(1, len(texts))
    sentences = texts[at].split(". ")
    texts[at] = ". ".join(sentences[:-1] or sentences)
    return _with(_retitled(paper, article, rng).title, texts)


def _all_at_once(paper: Paper, article: Article, rng: random.Random) -> Article:
    cut = _cut(_captions(paper, article, rng), 0.8)
    return _agency(paper, _retitled(paper, cut, rng), rng)


EDITS: Final[dict[str, Edit]] = {
    "agency head and tail": _agency,
    "a number corrected": _number,
    "captions added": _captions,
    "cut to 85 %": lambda paper, article, rng: _cut(article, 0.85),
    "cut to 70 %": lambda paper, article, rng: _cut(article, 0.7),
    "cut to 70 %, head and tail": lambda paper, article, rng: _agency(
        paper, _cut(article, 0.7), rng
    ),
    "another title": _retitled,
    "paragraphs swapped": _swapped,
    "spelled otherwise": _respelled,
    "rewritten lightly": _rewritten,
    "several at once": _all_at_once,
}
