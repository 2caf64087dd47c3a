"""Places as office phrases say them: "tỉnh Bến Tre", "huyện", "xã Tân Lộc, huyện Ba Tri (cũ)".

Where a place ends and a person's name begins is told by the known units (``places``), and by
the shape of names where the place is not known.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from worker.vietnamese.names.name_shapes import honorific_end, name_at, polite_name_at
from worker.vietnamese.places import places
from worker.vietnamese.places.countries import country_at
from worker.vietnamese.places.place_ends import place_end
from worker.vietnamese.text.fold import is_syllable
from worker.vietnamese.text.line import UNMARKED, Line, Writing

UNIT_WORDS: Final = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "thành": "thành phố",
    "tp": "thành phố",
    "huyện": "huyện",
    "quận": "quận",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "đặc khu": "đặc khu",
    "q": "quận",
    "h": "huyện",
    "p": "phường",
    "x": "xã",
}
_HAMLETS: Final = (
    *("ấp", "khu phố", "khu vực", "thôn", "bản", "khóm", "tổ dân phố", "làng", "buôn", "sóc"),
    "xóm",
)
_OF_COUNTRY: Final = r"(?: \(|, | của (?:nước )?| - )"
_BEFORE_PLACE: Final = re.compile(",? ")
_PROVINCE_UNITS: Final = frozenset({"tỉnh", "thành phố"})
DISTRICT_UNITS: Final = frozenset({"huyện", "quận", "thị xã", "thành phố"})
COMMUNE_UNITS: Final = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_UNIT: Final = (
    r"(?P<unit>tỉnh|thành phố|t\.?p\.?|huyện|quận|thị xã|t\.?x\.?|xã|phường|thị trấn|tt\.?|đặc khu"
    r"|ấp|khu (?:phố|vực)|thôn|bản|khóm|tổ dân phố|làng|buôn|xóm)"
    r"(?: đảo| biên giới| miền núi)?(?![^\W_])"
)
_JOINED_UNIT: Final = (
    r"(?P<unit>tp|tx|tt|q|h|p|x)(?:\. ?(?=[^\W_])|(?<=tp)(?=hcm|hồ chí minh|hà nội)"
    r"|(?<=[qp])(?=\d))"
)
"""Units run into their name: "Q.1", "H.Cái Sậy", "TP.Mỹ Hàm", "TPHCM", "P12"; in capitals."""

_SEVERAL: Final = (
    r" ?(?:các|cấp|những|mọi|mỗi|từng|một số|nhiều|\d+ (?:tỉnh|huyện|xã|phường|địa phương))\b"
    r"(?: (?:tỉnh|huyện|xã|phường|ủy|cơ sở|sở|ban))?"
)
_AFTER_UNIT: Final = (
    r"(?P<body> (?:ủy(?! (?:nhiệm|quyền|thác))|đoàn|đội)(?![^\W_]))"
    r"|(?:(?P<comma>, ?)|(?: và | hoặc |/| - )(?:các )?)"
    r"(?:huyện|quận|thị xã|thành phố|tx|tp|xã|phường|thị trấn)\b"
)
"""What goes on from a kind of unit: the name of a body, or other units that are meant too."""

_NUMBER: Final = (
    r"(?:số )?(?P<number>\d{1,2}|[ivx]{1,4})(?![^\W_])"
    r"(?! (?:nhiệm kỳ|khóa|năm|tháng|ngày|lần|người|hộ|đồng chí|tuổi)(?![^\W_]))"
)
_ERA: Final = (
    r"(?: ?[(\[](?P<era>cũ|mới|nay|trước đây|trước (?:khi )?(?:sáp|hợp) nhập)[)\]]"
    r"| (?P<bare>cũ(?! (?:kỹ|nát|rích|mới))|trước đây(?! (?:là|làm) (?!(?:ông|bà|đồng chí) ))"
    r"|trước (?:khi )?(?:sáp|hợp) nhập|mới(?=[,;.)]|$))(?![^\W_]))"
)
_ERA_BEGINS: Final = "cũ mới trước ( ["
"""How what the two patterns find may begin behind a space: a look at it saves most matches."""

_INSIDE: Final = r"(?:, ?| - | ?\(| )(?:thuộc )?"
_CITY: Final = r"(?:tp\.? ?hcm|tp\.? ?hồ chí minh|tphcm)\b"
_ABBREVIATED: Final = re.compile(r"[A-ZĐ]{2} ?- ?[A-ZĐ]{2}(?![^\W_])")
_LOWER: Final = re.compile(
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,2}?)(?= [^\W\d_a-z]|, (?:ông|bà|đồng chí) )"
)
_BEHIND: Final = re.compile(r" \d{1,2}(?= [^\W\d_]|[,.;:)]|$)")
"""A number behind a name that may be part of it."""

_NO_PLACE: Final = (
    r"(?<![^\W_])(?:cho|biết|đã|đang|là|và|của|với|cùng|do|ông|bà|đồng|chí|này|kia|nói|có|được|bị"
    r"|trên|các|những|về|tại|ở|trong|tỉnh|huyện|xã|phường|thành|phố|gồm|cũ|mới|nguyên|cựu|kiêm"
    r"|đại|trung|thiếu|thượng|tá|tướng|bác|sĩ|tiến|thạc|kỹ|sư|anh|chị|nhiệm|kỳ)(?![^\W_])"
)
"""Words that are in no place's name written without capitals."""

_NUMBERED: Final = frozenset(
    {"quận", "phường", "khu phố", "ấp", "tổ dân phố", "thôn", "khóm", "xã", "xóm"}
)
"""Units that may have a number for a name: "Quận 1"."""


HCM: Final = "Thành phố Hồ Chí Minh"


class PlaceSaid(NamedTuple):
    """A place as a phrase says it. ``name`` None: the unit of wherever the text is about.

    ``several`` says that no one place is meant ("các huyện"). ``end`` is where the phrase ends.
    """

    end: int
    unit: str | None = None
    name: str | None = None
    within: str | None = None
    era: str | None = None
    several: bool = False


def is_abroad(line: Line, said: PlaceSaid) -> bool:
    """Say whether a named place is another country's: by what follows, or by words not of ours.

    The names of our own peoples' communes are no Vietnamese syllables either. Without marks
    "Bí thư" begins like a country ("Bỉ").
    """
    name = said.name or ""
    if line.writing is UNMARKED or any(one.kind == said.unit for one in places.units(name)):
        return False
    gap = line.writing.pattern(_OF_COUNTRY).match(line.key, said.end)
    if gap is not None and country_at(line, gap.end()):
        return True
    return said.unit in _PROVINCE_UNITS and not all(map(is_syllable, name.split(" ")))


def place_at(line: Line, at: int, *, bare: bool, hamlet: bool = False) -> PlaceSaid | None:
    """Return the place that is said there; None for none.

    ``at`` is where its first word begins. ``bare`` lets a place stand without its unit.
    """
    # The same place is asked for with and without ``bare``: what has its unit is read once.
    said = _of_a_kind(line, at, True) if hamlet else line.once(("of a kind", at), _of_a_kind, at)
    return line.once(("bare", at), _bare_whole, at) if said is None and bare else said


def _of_a_kind(line: Line, at: int, hamlet: bool = False) -> PlaceSaid | None:
    """Return the place that is said there with its kind of unit, or several of a kind."""
    several = line.writing.pattern(_SEVERAL).match(line.key, at)
    if several is not None:
        return PlaceSaid(several.end(), several=True)
    found = _city(line, at) or _with_unit(line, at, hamlet)
    return found if found is None or found.name is None else _whole(line, found)


def _bare_whole(line: Line, at: int) -> PlaceSaid | None:
    found = _bare(line, at)
    return found if found is None else _whole(line, found)


def _whole(line: Line, said: PlaceSaid) -> PlaceSaid:
    """Read on over what may stand behind a name: the unit's era, and where it lies."""
    if line.key.startswith(_era_begins(line.writing), said.end):
        said = _era(line, said)
    return _inside(line, said)


def _city(line: Line, at: int) -> PlaceSaid | None:
    if not line.key.startswith("tp", at):
        return None
    match = line.writing.pattern(_CITY).match(line.key, at)
    return PlaceSaid(match.end(), "thành phố", HCM) if match else None


def lower_place_at(line: Line, at: int, unit: str | None) -> PlaceSaid | None:
    """Return a place that is written without capitals: "bí thư huyện ủy cái sậy Lê Văn Mẫn".

    For writers who use none in the whole phrase; a name, or a comma and a person, must follow.
    """
    match = _LOWER.match(line.text, at)
    if match is None or not match["name"].islower():
        return None
    if line.writing.pattern(_NO_PLACE).search(match["name"]):
        return None
    follows = match.end() + 1
    if line.text[match.end()] == " " and not name_at(line, honorific_end(line, follows)):
        return None
    return PlaceSaid(match.end(), unit, place_name(match["name"].title()))


def _with_unit(line: Line, at: int, hamlet: bool) -> PlaceSaid | None:
    """Read "huyện Cái Sậy", "huyện", "Quận 1"."""
    writing = line.writing
    joined = writing.pattern(_JOINED_UNIT).match(line.key, at) if line.capital(at) else None
    if joined is not None and not _is_name_begin(line, joined.end()):
        joined = None
    if joined is not None and joined[0].endswith(". ") and _is_another_sentence(line, joined.end()):
        return PlaceSaid(joined.end("unit"), _units(writing)[joined["unit"]])
    match = joined or writing.pattern(_UNIT).match(line.key, at)
    if match is None:
        return None
    unit = _units(writing)[match["unit"].replace(".", "")]
    end = start = match.end()
    after = writing.pattern(_AFTER_UNIT).match(line.key, end)
    body = after.end("body") if after is not None else -1
    if body > 0 and (line.capital(at) or not _is_name_of_two(line, end + 1, body)):
        return None  # the name of a body: "huyện ủy", "Tỉnh Đoàn", "huyện Đoàn"; not "xã Đoàn Kết"
    if unit in _HAMLETS and not hamlet:
        return None
    if after is not None and body < 0 and not _begins_anew(line, after):
        return PlaceSaid(end, unit, several=True)
    if line.key.startswith(" ", end):
        start += 1
    elif joined is None and line.key[end - 1] != ".":
        return PlaceSaid(end, unit)
    return _named(line, start, unit) or PlaceSaid(end, unit)


def _is_another_sentence(line: Line, at: int) -> bool:
    """Say whether somebody is called there, behind a stop: "Chủ tịch HĐND TP. Ông Lê Văn Mẫn"."""
    return honorific_end(line, at) > at and polite_name_at(line, at) is not None


def _is_name_of_two(line: Line, start: int, end: int) -> bool:
    """Say whether a word with a capital is followed by another: "Đoàn Kết"."""
    return line.capital(start) and line.capital(end + 1)


def _begins_anew(line: Line, after: re.Match[str]) -> bool:
    """Say whether a unit behind a comma has a name: "với Chủ tịch UBND tỉnh, xã Sông Mía đã …"."""
    return after["comma"] is not None and line.capital(after.end() + 1)


def _is_name_begin(line: Line, at: int) -> bool:
    return line.capital(at) or line.text[at : at + 1].isdigit()


@cache
def _units(writing: Writing) -> dict[str, str]:
    """Return the kinds of unit by their keys."""
    table = {writing.key(word): unit for word, unit in UNIT_WORDS.items()}
    return table | {writing.key(word): word for word in _HAMLETS}


def _named(line: Line, start: int, unit: str) -> PlaceSaid | None:
    number = line.writing.pattern(_NUMBER).match(line.key, start) if unit in _NUMBERED else None
    if number and not line.text[number.end() - 1].islower():
        return PlaceSaid(number.end(), unit, f"{unit.capitalize()} {number['number'].upper()}")
    end = place_end(line, start, unit)
    if not end:
        return None
    if unit in COMMUNE_UNITS:
        end = _with_number(line, start, end)
    return PlaceSaid(end, unit, place_name(line.text[start:end], unit))


def _with_number(line: Line, start: int, end: int) -> int:
    """Read on over the number that is part of a unit's name: "phường Hà Giang 1"."""
    match = _BEHIND.match(line.text, end)
    if match is None:
        return end
    known = bool(places.units(line.text[start : match.end()]))
    return match.end() if known or _is_name_begin(line, match.end() + 1) else end


def _bare(line: Line, at: int) -> PlaceSaid | None:
    short = _ABBREVIATED.match(line.text, at)
    if short is not None and places.province(short[0]) is not None:
        return PlaceSaid(short.end(), None, places.province(short[0]))
    end = place_end(line, at, None)
    return PlaceSaid(end, None, place_name(line.text[at:end])) if end else None


@lru_cache(maxsize=4096)
def place_name(written: str, unit: str | None = None) -> str:
    """Return the canonical name of a place: as the registry of units writes it, else as written."""
    known = places.province(written)
    if known is not None and unit in {None, *_PROVINCE_UNITS}:
        return known
    found = [one for one in places.units(written) if unit in {None, one.kind}]
    found = found or list(places.units(written))
    if found and all(one.name != written for one in found):
        return found[0].name
    if found:
        return written
    return written.title() if written.isupper() else written


@cache
def _era_begins(writing: Writing) -> tuple[str, ...]:
    return (*writing.begins(_ERA_BEGINS), "(", "[")


def _era(line: Line, said: PlaceSaid) -> PlaceSaid:
    """Read on where it is said whether the unit of old or of now is meant: "(cũ)"."""
    match = line.writing.pattern(_ERA).match(line.key, said.end)
    if match is None or _may_be_another_word(line, match):
        return said
    era = "mới" if line.writing.word("mới") == (match["era"] or match["bare"]) else "cũ"
    return said._replace(end=match.end(), era=era)


def _may_be_another_word(line: Line, match: re.Match[str]) -> bool:
    """Say whether "cu" without its mark, before another word, may as well be *cụ* or *cử*."""
    if line.writing is not UNMARKED or match["bare"] is None:
        return False
    if match["bare"] != line.writing.word("cũ") or line.text[match.end() :][:1] != " ":
        return False
    return not name_at(line, match.end() + 1)


def _inside(line: Line, said: PlaceSaid) -> PlaceSaid:
    """Read on where a larger unit follows: ", huyện Cái Sậy, tỉnh Sông Hàm", "(Bến Tre)"."""
    if said.unit == "tỉnh":
        return said
    gap = line.writing.pattern(_INSIDE).match(line.key, said.end)
    if gap is None:
        return said
    bracket = "(" in gap[0]
    larger = (
        _city(line, gap.end())
        or _with_unit(line, gap.end(), hamlet=False)
        or (_bare(line, gap.end()) if bracket or gap[0].startswith(",") else None)
    )
    if larger is None or larger.name is None or larger.several or not _is_larger(larger, said):
        return said
    if larger.unit is None and (province := _province_of(line, larger)) is not None:
        larger = province
    if bracket and line.key[larger.end : larger.end + 1] != ")":
        return said
    end = larger.end + 1 if bracket else larger.end
    is_province = larger.unit == "tỉnh" or places.province(larger.name or "") is not None
    if larger.unit is None and not is_province:
        return said
    found = said._replace(end=end, within=larger.name if is_province else said.within)
    return found if is_province else _beyond(line, found)


def _province_of(line: Line, district: PlaceSaid) -> PlaceSaid | None:
    """Return the province behind a district that stands without its kind: "Ba Tri, Bến Tre"."""
    if not line.text.startswith(", ", district.end):
        return None
    found = _bare(line, district.end + 2)
    province = places.province(found.name or "") if found else None
    own = (one.province for one in places.units(district.name or "") if one.district is None)
    return found if province is not None and province in own else None


def _beyond(line: Line, said: PlaceSaid) -> PlaceSaid:
    """Read the province that follows a district."""
    gap = line.writing.pattern(_INSIDE).match(line.key, said.end)
    if gap is None:
        return said
    larger = _with_unit(line, gap.end(), hamlet=False)
    if larger is None and gap[0].startswith(","):
        larger = _bare(line, gap.end())
        if larger is not None and places.province(larger.name or "") is None:
            return said
    elif larger is None or larger.unit not in _PROVINCE_UNITS:
        return said
    if larger is None or larger.name is None:
        return said
    return said._replace(end=larger.end, within=larger.name)


def _is_larger(one: PlaceSaid, other: PlaceSaid) -> bool:
    return _rank(one.unit) > (_rank(other.unit) if other.unit else 2)


def _rank(unit: str | None) -> int:
    """Return how large a unit is; a city may be as large as a province."""
    if unit is None or unit == "tỉnh":
        return 4
    if unit == "thành phố":
        return 3
    if unit in DISTRICT_UNITS:
        return 2
    return 1 if unit in COMMUNE_UNITS else 0


def place_of_body(line: Line, body: str) -> PlaceSaid | None:
    """Return the place that the text gives a body of that key, where it first says a unit."""
    for start in line.where(body):
        gap = _BEFORE_PLACE.match(line.key, start + len(body))
        said = place_at(line, gap.end(), bare=False) if gap else None
        if said is not None and said.unit is not None and not said.several:
            return said
    return None
