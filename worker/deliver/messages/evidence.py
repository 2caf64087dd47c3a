"""Evidence in words: what other rooms keep as a kind and facts, said in the reader's language.

An alert keeps what was met as ``Reason.facts``: ``what`` is its kind, the others are what a
sentence of it is made of. Days and instants are ISO 8601. An alert of an earlier program keeps an
English sentence in place of facts, which is told as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from worker.clock import HANOI
from worker.deliver.messages.met_phrases import met_in_vietnamese
from worker.model import Language, Reason

_ByName = Mapping[str, str | int]
"""Facts of one kind, ``what`` among them."""

MATTERS: Final = frozenset({"discovery", "pages", "news"})
"""Kinds of facts that say what is the matter with a source; the others prove something."""

_Parts = tuple[tuple[str, str], ...]
"""A sentence in parts, each told where the fact before it is known; "" where always."""


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The words of one language: sentences by kind, what a fault is called at each stage."""

    sentences: Mapping[str, _Parts]
    faults: Mapping[str, Mapping[str, str]]
    instant: str
    met: Callable[[str], str]
    length: Callable[[int], str]
    rate: Callable[[int, str], str]
    times: Callable[[int], str]


def sentence(reason: Reason, language: Language) -> str:
    """Return what a reason says: the words of its facts, else what it has kept as words."""
    return said(dict(reason.facts), language) or reason.surface


def reason_json(reason: Reason, language: Language) -> dict[str, Any]:
    """Return a reason with stable keys; what it has as facts is told in words too."""
    return {
        "field": reason.field,
        "start": reason.start,
        "end": reason.end,
        "surface": sentence(reason, language),
        "via": reason.via,
        "confidence": reason.confidence,
        "candidates": [{"official": c.official, "odds": c.odds} for c in reason.candidates],
        "facts": dict(reason.facts),
    }


def said(facts: _ByName, language: Language) -> str:
    """Return facts of a known kind in words, "" for others."""
    words = _CATALOGUES[language]
    parts = words.sentences.get(str(facts.get("what")), ())
    pieces = _pieces(facts, words)
    return "".join(part.format(**pieces) for need, part in parts if not need or facts.get(need))


def _pieces(facts: _ByName, words: _Catalogue) -> dict[str, str | int]:
    """Return the facts as they stand in a sentence of that language."""
    pieces = {name: _time(name, fact, words) for name, fact in facts.items()}
    if "cause" in facts:
        pieces["cause"] = words.faults[str(facts["what"])][str(facts["cause"])]
    if "line" in facts:
        pieces["line"] = words.met(str(facts["line"]))
    if "hours" in facts:
        pieces["hours"] = words.length(int(facts["hours"]))
        pieces["usual"] = words.rate(int(facts["usual"]), str(facts["per"]))
    if "times" in facts:
        pieces["times"] = words.times(int(facts["times"]))
    return pieces


_INSTANTS: Final = frozenset({"at", "since"})
_DAYS: Final = frozenset({"first", "last", "day"})


def _time(name: str, fact: str | int, words: _Catalogue) -> str | int:
    """Return an instant or a day as it is written in Hanoi, another fact as it is."""
    if name in _INSTANTS:
        return f"{datetime.fromisoformat(str(fact)).astimezone(HANOI):{words.instant}}"
    if name in _DAYS and fact:
        return f"{date.fromisoformat(str(fact)):%d/%m/%Y}"
    return fact


# --- English ---------------------------------------------------------------------------------


def english_length(hours: int) -> str:
    """Return a length of time as people say it: ``30 hours``, ``3 days``."""
    if hours < 48:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


_ENGLISH: Final = _Catalogue(
    sentences={
        "discovery": (("cause", "{cause}"), ("polls", ", {polls} polls in a row")),
        "pages": (
            ("cause", "{cause}"),
            ("bad", ": {bad} in a row"),
            ("read", ", where {read} could be read"),
            ("dated", ", where {dated} had one"),
        ),
        "news": (("", "nothing new"), ("hours", " for {hours}; usually {usual}")),
        "since": (("", "since {at}"),),
        "last-article": (("", "its last article came {at}"),),
        "expected": (
            ("", "by weekday and hour {missing} more were to be expected by {at};"),
            ("", " its longest usual pause stood for {pause}"),
        ),
        "met": (("", "{line}"), ("at", " at {at}"), ("times", " and {times} since {since}")),
        "back": (
            ("", "shows "),
            ("same", "it again"),
            ("other", "another text"),
            ("", " at {at}; {line} since {since}"),
        ),
        "now-at": (("", "now at {url}"),),
        "before-at": (
            ("", "before at {url}: {line} at {at}"),
            ("times", " and {times} since {since}"),
        ),
        "last-seen": (("", "a text last seen {at}, on a new page"),),
        "section": (
            ("", "{left} of {looked} pages of {section} "),
            ("moved", "have moved"),
            ("gone", "are gone or missing"),
            ("", " since {since}"),
        ),
        "more": (("", "and {more} more that this watch matches"),),
        "left": (("", "{name} is named no more"),),
        "ended": (
            ("", "{office} ended {last}"),
            ("followed", ", followed by {followed}"),
            ("why", ", {why}"),
        ),
        "holder": (("", "{name}, {office}"), ("acting", " (acting)"), ("", ", after {before}")),
        "before": (
            ("", "{name}"),
            ("last", ", last known there {last}"),
            ("term", " (by the registry)"),
        ),
        "perhaps": (("", "perhaps {name}, {office}: {percent}%"),),
        "attested": (
            ("", "named there since {first}, by {outlets} outlets in stories of their own;"),
            ("", " {percent}% sure"),
        ),
        "told-by": (("", "{outlet}, {day}, #{number}: {url}"),),
    },
    faults={
        "discovery": {
            "unreachable": "cannot be reached",
            "fetch": "answers with an error",
            "robots": "may not be asked, by its robots.txt",
            "gate": "shows a login page, a check for robots or “not found” in place of its news",
            "template": "no article is found where it lists them",
        },
        "pages": {
            "fetch": "its pages cannot be fetched",
            "gate": "its pages are a login page, a check for robots or “not found”",
            "template": "no article is found in its pages",
            "dates": "its articles are read without a date",
        },
    },
    instant="%H:%M %d/%m/%Y",
    met=str,
    length=english_length,
    rate=lambda many, per: f"{many} a {per}",
    times=lambda more: "once more" if more == 1 else f"{more} more times",
)


# --- Vietnamese ------------------------------------------------------------------------------

_PER: Final = {"day": "ngày", "week": "tuần"}

_VIETNAMESE: Final = _Catalogue(
    sentences={
        "discovery": (("cause", "{cause}"), ("polls", ", {polls} lần truy cập liên tiếp")),
        "pages": (
            ("cause", "{cause}"),
            ("bad", ": {bad} trang liên tiếp"),
            ("read", ", trước đó đọc được {read} trang"),
            ("dated", ", trước đó {dated} bài có ngày"),
        ),
        "news": (("", "không có gì mới"), ("hours", " trong {hours}; bình thường {usual}")),
        "since": (("", "bắt đầu từ {at}"),),
        "last-article": (("", "bài cuối cùng lúc {at}"),),
        "expected": (
            ("", "theo thứ và giờ, đến {at} lẽ ra phải có thêm {missing} bài;"),
            ("", " quãng nghỉ dài nhất thường thấy tương đương {pause} bài"),
        ),
        "met": (("", "{line}"), ("at", " lúc {at}"), ("times", ", và {times} từ {since}")),
        "back": (
            ("", "lúc {at} lại có bài"),
            ("other", ", với nội dung khác"),
            ("", "; trước đó {line} từ {since}"),
        ),
        "now-at": (("", "nay ở {url}"),),
        "before-at": (
            ("", "trước ở {url}: {line} lúc {at}"),
            ("times", ", và {times} từ {since}"),
        ),
        "last-seen": (("", "nội dung đã thấy lần cuối lúc {at}, nay ở một trang mới"),),
        "section": (
            ("", "{left} trong {looked} trang của {section} "),
            ("moved", "đã đổi địa chỉ"),
            ("gone", "không còn hoặc chưa thấy lại"),
            ("", " từ {since}"),
        ),
        "more": (("", "và {more} bài khác khớp mục theo dõi này"),),
        "left": (("", "{name} không còn được nêu tên"),),
        "ended": (
            ("", "chức vụ {office} không còn sau ngày {last}"),
            ("followed", "; chức vụ kế tiếp: {followed}"),
            ("why", ", không có chức vụ kế tiếp tương ứng"),
        ),
        "holder": (
            ("", "{name}, {office}"),
            ("acting", " (quyền hoặc phụ trách)"),
            ("", ", thay {before}"),
        ),
        "before": (
            ("", "{name}"),
            ("last", ", được biết còn giữ chức đến ngày {last}"),
            ("term", " (theo danh bạ)"),
        ),
        "perhaps": (("", "có thể là {name}, {office}: {percent}%"),),
        "attested": (
            ("", "được nêu ở chức vụ này từ ngày {first}, {outlets} nguồn đưa tin độc lập;"),
            ("", " độ chắc chắn {percent}%"),
        ),
        "told-by": (("", "{outlet}, {day}, #{number}: {url}"),),
    },
    faults={
        "discovery": {
            "unreachable": "không kết nối được",
            "fetch": "máy chủ báo lỗi",
            "robots": "robots.txt không cho phép truy cập",
            "gate": (
                "hiện trang đăng nhập, trang kiểm tra robot hoặc “không tìm thấy” thay cho tin bài"
            ),
            "template": "không thấy bài nào ở nơi nguồn liệt kê bài",
        },
        "pages": {
            "fetch": "không tải được các trang bài",
            "gate": "các trang bài là trang đăng nhập, trang kiểm tra robot hoặc “không tìm thấy”",
            "template": "không đọc ra bài trong các trang",
            "dates": "bài đọc ra không có ngày đăng",
        },
    },
    instant="%H:%M ngày %d/%m/%Y",
    met=lambda line: met_in_vietnamese(line) or line,
    length=lambda hours: f"{hours} giờ" if hours < 48 else f"{hours // 24} ngày",
    rate=lambda many, per: f"{many} bài mỗi {_PER[per]}",
    times=lambda more: f"{more} lần nữa",
)

_CATALOGUES: Final = {Language.ENGLISH: _ENGLISH, Language.VIETNAMESE: _VIETNAMESE}
