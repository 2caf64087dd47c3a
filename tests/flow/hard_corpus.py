"""Papers, a registry and articles that are hard to search: invented, and taken in by the flow.

Nearly every word has a neighbour that it could be taken for: with other marks, with its tone on
the other vowel, in other letters, or with the same folded form.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from typing import Final

from tests.fakes import FakeClock
from tests.flow.house import add_source, capture_of, paper
from tests.flow.officialdom import CHAIR, PROVINCE, SECRETARY
from tests.site import ProvincialSite, Story
from worker.archive.alerts import topics, watches
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting
from worker.archive.officials import matching, officials
from worker.archive.pages import domains
from worker.archive.sources.sources import StoredSource
from worker.errors import FormatError
from worker.flow.intake.ingest import prepare, store
from worker.flow.intake.read import TEXT_FILE
from worker.flow.tools import Followed, followed
from worker.model import (
    Alias,
    Capture,
    NotAnArticle,
    Office,
    Official,
    PartialDate,
    Term,
    Topic,
    Watch,
)

OTHER_PROVINCE: Final = "Cù Mây"
OTHER_SECRETARY: Final = Office("Bí thư", "Tỉnh ủy", OTHER_PROVINCE, "tỉnh")
DISTRICT: Final = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", PROVINCE)
SOURCES: Final = {
    "bao-song-ham": PROVINCE,
    "bao-cu-may": OTHER_PROVINCE,
    "bao-hoa-lac": "Hoà Lạc",
    "bao-ban": None,
}
TOPICS: Final = {
    "dinh": 'đình OR "hoà lạc"',
    "dat": '"giải phóng mặt bằng" -đinh',
    "nhieu": "(topic:dinh OR topic:dat) NOT title:hoa*",
    "nguoi": f'official:"Kiều Thanh Vĩ" OR office:"Bí thư Tỉnh ủy {PROVINCE}"',
    "chac": 'topic:nguoi (office:"Chủ tịch UBND tỉnh" OR official:"Mai An") min-confidence:0.7',
    "so": '"57-NQ/TW" OR 12/2026/QĐ-UBND OR "4,2"~1 OR title:96%',
    "het": "topic:nhieu OR (topic:chac -topic:so) OR (topic:so before:2026-03-01)",
}
NAMES: Final = (
    *("Kiều Thanh Vĩ", "Đinh Văn Hoà", "Đinh Văn Hòa", "Lý Mỹ Thuý", "Lí Mĩ Thúy", "Mai An"),
    *("Điểu K'Ré", "Y Jone Ktull", "Út Khuê", "Võ Thị Uỷ", "Đình Thị Hoa", "Ủy Đình Định"),
)
REGISTRY: Final = (
    Official("Kiều Thanh Vĩ", terms=(Term(SECRETARY, PartialDate(2025), None),)),
    Official("Đinh Văn Hoà", (Alias("Năm Hoà"),), (Term(DISTRICT, PartialDate(2024), None),)),
    Official("Lý Mỹ Thuý", terms=(Term(CHAIR, PartialDate(2024), None),), distinction="Sông Hàm"),
    Official("Lý Mỹ Thuý", terms=(Term(OTHER_SECRETARY, None, None),), distinction="Cù Mây"),
    Official("Mai An", (Alias("mai an", blind=True),)),
    Official("Điểu K'Ré", (Alias("Út Khuê"), Alias("Điểu K’Ré"))),
)
ROLES: Final = (
    *("Bí thư Tỉnh ủy", "Bí thư Tỉnh uỷ", "Chủ tịch UBND tỉnh", "bí thư tỉnh ủy"),
    *("Chủ tịch Ủy ban nhân dân huyện Sa Nhiên", f"Bí thư Tỉnh ủy {OTHER_PROVINCE}"),
    *("Phó Chủ tịch HĐND tỉnh", "nguyên Bí thư Tỉnh ủy", "quyền Chủ tịch UBND tỉnh"),
    *("Bộ trưởng Bộ Y tế", "Chu tich UBND tinh"),
)
PLAIN: Final = (
    *("đinh", "đình", "định", "dinh", "Định", "ĐINH", "hoà", "hòa", "hoa", "Hoà", "HÒA", "hoàn"),
    *("hoả", "uỷ", "ủy", "uy", "Uỷ", "thuý", "thúy", "quý", "quí", "giờ", "gìơ", "huyện", "ban"),
    *("nước", "đường", "ô", "ơ", "a", "y", "hạn", "mặn", "công", "cong", "cộng", "mặt", "bằng"),
)
ODD: Final = (
    *("Covid-19", "26-2", "3/2", "QĐ/TW", "4,2ha", "x²", "½", "№7", "K'Ré", "K’Ré", "H'Hen", "đ/c"),
    *(
        "Straße",
        "ß",
        "Øystein",
        "ø",
        "Ɂa",
        "ɂ",
        "ＵＢＮＤ",
        "ｈｏａ",
        "ｈｏà",
        "🎉",
        "hoa🎉đinh",
        "①",
    ),
    *("m̀n", "n̂", "x̱ã", "đ̣ình", "hoà̱", "ho\u0323à", "ệ̃", "İstanbul", "ﬁn", "Kelvin", "ſong"),
    *("ðinh", "Ðình", "ı", "ŉ", "ĳ", "Ǆ", "𝐇𝐨𝐚", "Кириллица", "дом", "中文", "é", "ñ", "Ÿ", "œuf"),
    *("ǎ", "ậ̃", "ư̂", "vu\u031b\u0301", "đi\u0300nh", "DI\u0300NH", "hòa\u0323", "l'hòa", "U.B.N.D"),
)
SHORT: Final = (
    *("UBND", "ubnd", "NQ", "GPMB", "TP", "HĐND", "KT-XH", "GD-ĐT", "ủy ban nhân dân"),
    *("Uỷ ban nhân dân", "nghị quyết", "giải phóng mặt bằng", "giải phóng, mặt bằng", "thành phố"),
    *("kinh tế - xã hội", "uy ban nhan dan", "Hoà Lạc", "hạn mặn"),
)
NUMBERS: Final = (
    *("12/2026/QĐ-UBND", "12/2026/qđ-ubnd", "57-NQ/TW", "57-NQ/TƯ", "01-CT/TU", "1.200", "1200"),
    *("4,2", "4.2", "96%", "120.000m3", "8:30", "8h30", "26-2", "2/3/2026", "02/03/2026"),
)
WORDS: Final = (*PLAIN, *SHORT, *ODD, *NUMBERS)
ALSO: Final = "bao-cu.example"
"""The domain that Báo Sông Hàm has left."""
MIDNIGHT: Final = datetime(2026, 3, 2, 16, 59, 57, 900_000, tzinfo=UTC)
"""Two seconds before a day of Hanoi ends: what says no time is of the one day or of the next."""
A_POLL: Final = 8
DAYS: Final = tuple(date(2026, 3, day) for day in (1, 2, 3))
_CATEGORIES: Final = ("Thời sự", "Đình làng", "Hoà - Lạc", "K'Ré", "")
_PATHS: Final = (
    "dinh",
    "%C4%91%C3%ACnh",
    "ho%C3%A0",
    "hoa%CC%80",
    "a%20b",
    "K'Ré",
    "%FF",
    "tin-26",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper is about to publish at an address."""

    source: str
    url: str
    title: str
    paragraphs: tuple[str, ...]
    at: str
    byline: str
    category: str


class Papers:
    """The papers on one archive: what they publish is taken in as a poll takes it."""

    def __init__(self, archive: Archive, watched: tuple[str, ...] = ()) -> None:
        self.archive = archive
        self.clock = FakeClock(MIDNIGHT)
        self.caught: dict[str, set[int]] = {query: set() for query in watched}
        """For each query that is watched, the articles that it caught when they first came."""
        self.shown: set[int] = set()
        self._sources = {
            name: add_source(archive, replace(paper(name=name), place=place))
            for name, place in SOURCES.items()
        }
        with archive.write() as tx:
            for person in REGISTRY:
                officials.add(tx, person)
            for name, query in TOPICS.items():
                topics.add(tx, Topic(name, query))
            for query in self.caught:
                watches.add(tx, Watch(query, query))
            domains.unite(tx, ["bao-song-ham.example", ALSO])

    def publish(self, pages: Sequence[Draft]) -> None:
        """Poll until all is taken in; what a reader finds no article in is left out."""
        for start in range(0, len(pages), A_POLL):
            with self.archive.read() as tx:
                following = followed(tx)
            for draft in pages[start : start + A_POLL]:
                self.clock.advance(0.4)
                self._take(self._capture(draft), self._sources[draft.source], following)

    def forget(self, numbers: Sequence[int]) -> None:
        """Have these articles forgotten: no watch has caught them any more."""
        with self.archive.write() as tx:
            forgetting.forget(tx, numbers, "court order 7/2026", self.clock.now())
        for caught in self.caught.values():
            caught.difference_update(numbers)

    def _take(self, capture: Capture, source: StoredSource, following: Followed) -> None:
        try:
            prepared = prepare(capture, source, following)
        except FormatError:
            return
        if isinstance(prepared, NotAnArticle):
            return
        with self.archive.write() as tx:
            now = self.clock.now()
            done = store(
                tx, prepared, source, following, matching.join_in(tx), digest_key=None, now=now
            )
        if done.number not in self.shown:
            self.shown.add(done.number)
            for hit in prepared.hits:
                self.caught[hit.watch.name].add(done.number)

    def _capture(self, draft: Draft) -> Capture:
        if draft.url.startswith("/"):
            parts = (f"{draft.category}\n{draft.title}", draft.at, *draft.paragraphs, draft.byline)
            body = "\n\n".join(part for part in parts if part)
            return Capture(draft.url, draft.url, body.encode(), TEXT_FILE, self.clock.now())
        lead, *rest = draft.paragraphs
        story = Story("a-a1", draft.title, draft.at, lead, tuple(rest), draft.byline)
        page = capture_of(ProvincialSite([story]), story, self.clock, draft.url)
        return replace(
            page, body=page.body.replace("Thời sự".encode(), escape(draft.category).encode())
        )


def drafts(rng: random.Random, count: int) -> list[Draft]:
    """Return that many pages; some show the text of another, some a page's later text."""
    made: list[Draft] = []
    for number in range(count):
        draft = _draft(rng, number)
        if made and rng.random() < 0.15:
            old = rng.choice(made)
            draft = replace(draft, title=old.title, paragraphs=old.paragraphs)
        elif made and rng.random() < 0.1:
            old = rng.choice(made)
            draft = replace(draft, source=old.source, url=old.url)
        made.append(draft)
    return made


def _draft(rng: random.Random, number: int) -> Draft:
    source = rng.choice(list(SOURCES))
    path = f"{rng.choice(_PATHS)}/{rng.choice(_PATHS)}-{number}"
    hours = rng.choice(("08:15", "08:15", "23:59", "00:00"))
    return Draft(
        source,
        f"/kho/{path}.txt" if rng.random() < 0.4 else f"https://{source}.example/{path}.html",
        _cased(rng, " ".join(_words(rng, rng.randint(3, 6)))),
        tuple(_paragraph(rng) for _ in range(rng.randint(2, 4))),
        rng.choice(("", f"{rng.choice(DAYS):%d/%m/%Y} - {hours}", f"{rng.choice(DAYS):%d/%m/%Y}")),
        rng.choice(("Tin, ảnh: Hạ Vy", "Bài, ảnh: Đình Hoà", "Tin: K'Ré", "")),
        rng.choice(_CATEGORIES),
    )


def _paragraph(rng: random.Random) -> str:
    parts = _words(rng, rng.randint(2, 9))
    if rng.random() < 0.5:
        parts.insert(rng.randint(0, len(parts)), _person(rng))
    mark = rng.choice((" ", " ", " ", ", ", " - ", "; "))
    text = mark.join(parts)
    return f"{text[0].upper()}{text[1:]}{rng.choice(('.', '!', ' …', ''))}"


def _person(rng: random.Random) -> str:
    name, role = rng.choice(NAMES), rng.choice(ROLES)
    said = (f"ông {name}", f"{role} {name}", f"{name}, {role},", f"{role} đến", name)
    return rng.choice(said)


def _words(rng: random.Random, count: int) -> list[str]:
    return [_written(rng, rng.choice(WORDS if rng.random() < 0.8 else PLAIN)) for _ in range(count)]


def _written(rng: random.Random, word: str) -> str:
    """Return the word as it is, or with its marks apart, or in capitals."""
    way = rng.random()
    if way < 0.1:
        return unicodedata.normalize("NFD", word)
    return _cased(rng, word) if way < 0.2 else word


def _cased(rng: random.Random, text: str) -> str:
    return rng.choice((text, text.upper(), text.capitalize()))
