"""Offices that came to an end, and those that followed: by their body, and by their place.

The table of bodies holds what is certain. Where bodies of the provinces ended within some weeks
of one another, the last of these days stands here and the reason says "about".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from worker.model import Office
from worker.vietnamese.places.places import DISTRICTS_END, Level, Unit, now_in, units


@dataclass(frozen=True, slots=True)
class Ended:
    """That an office no longer exists: its last day, what followed, and why, in one line.

    ``successors`` exist on the day that was asked about; () where no one office followed.
    """

    on: date
    successors: tuple[Office, ...]
    why: str


@lru_cache(maxsize=4096)
def ended(office: Office, day: date) -> Ended | None:
    """Return how an office came to an end before this day; None if it exists as far as is known.

    Offices of places and bodies that are not known exist. So does one whose place only grew.
    """
    ends = [end for end in (_by_body(office, day), _by_place(office, day)) if end]
    if not ends:
        return None
    first = min(ends, key=lambda end: end.on)
    last: list[Office] = []
    reasons = [first.why]
    for successor in first.successors:
        later = ended(successor, day)
        last += later.successors if later else (successor,)
        reasons += [later.why] if later else []
    return Ended(first.on, tuple(dict.fromkeys(last)), "; then ".join(dict.fromkeys(reasons)))


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of a body; ``into`` is None where no one body followed.

    ``body`` is a pattern, ``into`` may use its groups. ``roles`` are those with another title
    afterwards. ``place`` restricts the change to one province.
    """

    body: str
    last: date
    into: str | None
    why: str
    roles: tuple[tuple[str, str], ...] = ()
    place: str | None = None


def _by_body(office: Office, day: date) -> Ended | None:
    change, inner = _change_of(office)
    if change is None or day <= change.last:
        return None
    if inner or change.into is None:
        return Ended(change.last, (), change.why)
    body = re.sub(change.body, change.into, office.body)
    role = dict(change.roles).get(office.role, office.role)
    return Ended(change.last, (replace(office, role=role, body=body),), change.why)


def _change_of(office: Office) -> tuple[_Change | None, bool]:
    """Return the change of the office's body, and whether it befell the body it is within."""
    inner, _, outer = office.body.rpartition(", ")
    for body in (office.body, outer) if inner else (office.body,):
        for change in _CHANGES:
            if change.place in (None, office.place) and re.fullmatch(change.body, body):
                return change, body != office.body
    return None, False


def _by_place(office: Office, day: date) -> Ended | None:
    if office.place is None or not _OF_A_PLACE.match(office.body):
        return None
    found = _meant(office, office.place)
    if _POLICE.match(office.body) and day > _POLICE_END and _only_districts(found, day):
        return Ended(_POLICE_END, (), _POLICE_WHY)
    gone = [unit for unit in found if unit.end is not None and unit.end < day]
    if not gone or any(unit.existed(day) for unit in found):
        return None
    on = max(unit.end or date.min for unit in gone)
    gone = [unit for unit in gone if unit.end == on]
    if any((unit.kind, unit.name) in unit.successors for unit in gone):
        return None  # a commune that only grew
    if len({(unit.province, unit.successors) for unit in gone}) > 1:
        return Ended(on, (), f"several units called {office.place} ended, which one is not said")
    return Ended(on, _following(office, gone[0], on), _why(gone[0], office, on))


def _only_districts(found: Sequence[Unit], day: date) -> bool:
    """Say whether the units are districts that outlived their police."""
    return bool(found) and all(
        unit.level is Level.DISTRICT and (unit.end or day) > _POLICE_END for unit in found
    )


def _meant(office: Office, place: str) -> list[Unit]:
    """Return the units that the office may be one of."""
    own = [unit for unit in units(place) if _fits(unit, office)]
    if office.unit is None and office.within is None:
        provinces = [unit for unit in own if unit.level is Level.PROVINCE]
        own = provinces if provinces and not _by_kind(office.body) else own
    if office.within is None:
        return own
    exact = [unit for unit in own if unit.province == office.within]
    # Old units are said to lie in the province of today too.
    return exact or [unit for unit in own if now_in(unit.province, date.max) == office.within]


def _fits(unit: Unit, office: Office) -> bool:
    kind = office.unit or _by_kind(office.body)
    if kind is not None and unit.kind != kind:
        return False
    levels = next((levels for pattern, levels in _LEVELS if pattern.match(office.body)), None)
    return levels is None or unit.level in levels


def _by_kind(body: str) -> str | None:
    """Return the kind of unit that has such a body: "huyện" for "Ban Thường vụ Huyện ủy"."""
    named = _PARTY_OR_YOUTH.search(body)
    return _KIND_OF[named[1]] if named else None


def _following(office: Office, unit: Unit, on: date) -> tuple[Office, ...]:
    """Return the same offices of the units that followed."""
    if unit.level is Level.DISTRICT and on == DISTRICTS_END and len(unit.successors) > 1:
        return ()
    after = on + timedelta(days=1)
    made = (_moved(office, unit, kind, name, after) for kind, name in unit.successors)
    return tuple(moved for moved in made if moved is not None)


def _moved(office: Office, unit: Unit, kind: str, name: str, after: date) -> Office | None:
    body, role = office.body, office.role
    if kind in _PREFIX:
        body = _PARTY_OR_YOUTH.sub(rf"{_PREFIX[kind]} \2", body)
    elif unit.level is not Level.COMMUNE:
        if body not in _IN_COMMUNES:
            return None
        body = _IN_COMMUNES[body]
    if body == _ARMY and name in _WITH_HEADQUARTERS:
        body, role = "Bộ Tư lệnh", role.replace("Chỉ huy trưởng", "Tư lệnh")
    within = now_in(unit.province, after) if unit.level is not Level.PROVINCE else None
    keeps = office.within is not None or kind in _COMMUNE_KINDS
    return Office(role, body, name, kind if office.unit else None, within if keeps else None)


def _why(unit: Unit, office: Office, on: date) -> str:
    what = _named(unit.kind, unit.name)
    if unit.level is Level.PROVINCE:
        kind, name = unit.successors[0]
        became = "became" if on in _NEW_NAMES else "became part of"
        return f"{what} {became} {_named(kind, name)} ({_ACTS[on]})"
    if on != DISTRICTS_END:
        return f"{what} went into {_listed(unit.successors)}"
    if unit.level is Level.COMMUNE:
        return f"{what} went into {_listed(unit.successors)} on 1 July 2025"
    if _COURT.match(office.body):
        return f"courts and procuracies of districts gave way to those of areas ({_COURTS_ACTS})"
    if len(unit.successors) == 1:
        return f"{what} became {_listed(unit.successors)} ({_LOCAL_ACT})"
    return f"districts ended, {len(unit.successors)} communes followed {what} ({_LOCAL_ACT})"


def _listed(followers: Sequence[tuple[str, str]]) -> str:
    return ", ".join(_named(kind, name) for kind, name in followers)


def _named(kind: str, name: str) -> str:
    """Return kind and name, the kind once: "quận 9" for "Quận 9"."""
    return kind + name[len(kind) :] if name.lower().startswith(kind) else f"{kind} {name}"


_LOCAL_ACT: Final = "Luật Tổ chức chính quyền địa phương 72/2025/QH15"
_COURTS_ACTS: Final = "Luật 81/2025/QH15, 82/2025/QH15"
_ACTS: Final = {
    date(2003, 12, 31): "Nghị quyết 22/2003/QH11",
    date(2008, 7, 31): "Nghị quyết 15/2008/QH12",
    date(2024, 12, 31): "Nghị quyết 175/2024/QH15",
    DISTRICTS_END: "Nghị quyết 202/2025/QH15",
    date(2026, 4, 29): "Nghị quyết 30/2026/QH16",
    date(2026, 8, 31): "Nghị quyết 36/2026/QH16",
    date(2026, 9, 19): "Nghị quyết 39/2026/QH16",
}
"""The last days of provinces, and the acts that ended them."""
_NEW_NAMES: Final = frozenset(_ACTS) - {date(2008, 7, 31), DISTRICTS_END}
"""Last days on which provinces got another kind or name and did not become part of others."""

_POLICE_END: Final = date(2025, 2, 28)
_POLICE_WHY: Final = "police of districts ended, those of provinces and communes took over"
_POLICE: Final = re.compile(r"Công an\b")
_COURT: Final = re.compile("Tòa án nhân dân|Viện kiểm sát nhân dân")
_ARMY: Final = "Bộ Chỉ huy quân sự"
_WITH_HEADQUARTERS: Final = ("Thành phố Hồ Chí Minh", "Hà Nội")
_PREFIX: Final = {
    "tỉnh": "Tỉnh", "thành phố": "Thành", "huyện": "Huyện", "quận": "Quận", "thị xã": "Thị",
}  # fmt: skip
_KIND_OF: Final = {prefix: kind for kind, prefix in _PREFIX.items()}
_PARTY_OR_YOUTH: Final = re.compile(r"\b(Tỉnh|Thành|Huyện|Quận|Thị) (ủy|đoàn)\b")
_COMMUNE_KINDS: Final = ("xã", "phường", "thị trấn", "đặc khu")
_IN_COMMUNES: Final = {
    "Huyện ủy": "Đảng ủy",
    "Thành ủy": "Đảng ủy",
    "Ủy ban nhân dân": "Ủy ban nhân dân",
    "Hội đồng nhân dân": "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam": "Ủy ban Mặt trận Tổ quốc Việt Nam",
}
"""Bodies of a district that the one commune which followed it has too, and what they are there."""

_OF_A_PLACE: Final = re.compile(
    # Bodies of the Party, the authorities and the mass organizations: they end with their unit.
    # Schools, hospitals and the like do not.
    r"(?:Ban .*|Ủy ban Kiểm tra |Văn phòng )?(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|đoàn)\b"
    r"|(?:Văn phòng |Ban .*)?(?:Ủy ban nhân dân|Hội đồng nhân dân|Đoàn đại biểu Quốc hội)\b"
    r"|Đảng ủy$|Ban Chấp hành Đảng bộ|Ủy ban Mặt trận Tổ quốc|Công an\b|(?:Bộ|Ban) Chỉ huy quân sự"
    r"|Tòa án nhân dân|Viện kiểm sát nhân dân|Thanh tra$|Sở |Phòng (?!khám|giao dịch)"
    r"|Hội (?:Nông dân|Liên hiệp Phụ nữ|Cựu chiến binh)$|Liên đoàn Lao động$"
)
_LEVELS: Final = (
    (re.compile("Sở |Bộ Chỉ huy|Đoàn đại biểu|.*(?:Tỉnh ủy|Tỉnh đoàn)"), (Level.PROVINCE,)),
    (re.compile("Đảng ủy$"), (Level.COMMUNE,)),
    (re.compile("Phòng [^,]*$|.*(?:Huyện|Quận|Thị) (?:ủy|đoàn)"), (Level.DISTRICT,)),
    (re.compile("Ban Chỉ huy quân sự"), (Level.DISTRICT, Level.COMMUNE)),
)
"""Bodies that only units of some tiers have."""

_MINISTRIES: Final = "ministries merged (Nghị quyết 176/2025/QH15, from 1 March 2025)"
_OFFICES: Final = "departments merged as the ministries did (about 1 March 2025)"
_COMMISSIONS: Final = "Party commissions merged (February 2025)"
_OF_2007: Final = "ministries merged (Nghị quyết 01/2007/QH12, about August 2007)"
_SPRING: Final = date(2025, 2, 28)
_TET: Final = date(2025, 2, 2)
_SUMMER_2007: Final = date(2007, 7, 31)
_GENERAL_DIRECTOR: Final = (
    ("Tổng cục trưởng", "Cục trưởng"),
    ("Phó Tổng cục trưởng", "Phó Cục trưởng"),
)
_TO_MINISTER: Final = (("Chủ nhiệm", "Bộ trưởng"), ("Phó Chủ nhiệm", "Thứ trưởng"))

_CHANGES: Final = (
    _Change("Bộ Kế hoạch và Đầu tư", _SPRING, "Bộ Tài chính", _MINISTRIES),
    _Change("Bộ Giao thông vận tải", _SPRING, "Bộ Xây dựng", _MINISTRIES),
    _Change(
        "Bộ Nông nghiệp và Phát triển nông thôn|Bộ Tài nguyên và Môi trường",
        _SPRING,
        "Bộ Nông nghiệp và Môi trường",
        _MINISTRIES,
    ),
    _Change("Bộ Thông tin và Truyền thông", _SPRING, "Bộ Khoa học và Công nghệ", _MINISTRIES),
    _Change("Bộ Lao động - Thương binh và Xã hội", _SPRING, "Bộ Nội vụ", _MINISTRIES),
    _Change("Ủy ban Dân tộc", _SPRING, "Bộ Dân tộc và Tôn giáo", _MINISTRIES, _TO_MINISTER),
    _Change(
        r"Tổng cục (Thuế|Hải quan|Thống kê|Dự trữ Nhà nước)",
        _SPRING,
        r"Cục \1",
        "general departments became departments (Nghị định 29/2025/NĐ-CP)",
        _GENERAL_DIRECTOR,
    ),
    _Change("Bộ Công nghiệp|Bộ Thương mại", _SUMMER_2007, "Bộ Công Thương", _OF_2007),
    _Change("Bộ Thủy sản", _SUMMER_2007, "Bộ Nông nghiệp và Phát triển nông thôn", _OF_2007),
    _Change("Bộ Văn hóa - Thông tin", _SUMMER_2007, "Bộ Văn hóa, Thể thao và Du lịch", _OF_2007),
    _Change("Bộ Bưu chính, Viễn thông", _SUMMER_2007, "Bộ Thông tin và Truyền thông", _OF_2007),
    _Change("Sở Kế hoạch và Đầu tư", _SPRING, "Sở Tài chính", _OFFICES),
    _Change(
        "Sở Giao thông vận tải",
        _SPRING,
        "Sở Giao thông công chánh",
        "renamed about 1 March 2025",
        place="Thành phố Hồ Chí Minh",
    ),
    _Change(
        "Sở Giao thông công chánh",
        DISTRICTS_END,
        "Sở Xây dựng",
        "departments of the merged city merged (about 1 July 2025)",
        place="Thành phố Hồ Chí Minh",
    ),
    _Change("Sở Giao thông vận tải", _SPRING, "Sở Xây dựng", _OFFICES),
    _Change(
        "Sở Nông nghiệp và Phát triển nông thôn|Sở Tài nguyên và Môi trường",
        _SPRING,
        "Sở Nông nghiệp và Môi trường",
        _OFFICES,
    ),
    _Change("Sở Thông tin và Truyền thông", _SPRING, "Sở Khoa học và Công nghệ", _OFFICES),
    _Change("Sở Lao động - Thương binh và Xã hội", _SPRING, "Sở Nội vụ", _OFFICES),
    _Change(
        "Ban Tuyên giáo Trung ương|Ban Dân vận Trung ương",
        _TET,
        "Ban Tuyên giáo và Dân vận Trung ương",
        _COMMISSIONS,
    ),
    _Change("Ban Kinh tế Trung ương", _TET, "Ban Chính sách, chiến lược Trung ương", _COMMISSIONS),
    _Change(
        "Ban Đối ngoại Trung ương",
        _SPRING,
        "Bộ Ngoại giao",
        "its work went to the ministry (about 1 March 2025)",
        (("Trưởng ban", "Bộ trưởng"), ("Phó Trưởng ban", "Thứ trưởng")),
    ),
    _Change(
        r"Ban (?:Tuyên giáo|Dân vận) ((?:Tỉnh|Thành|Huyện|Quận|Thị) ủy)",
        _SPRING,
        r"Ban Tuyên giáo và Dân vận \1",
        "Party commissions merged (about February 2025)",
    ),
    _Change(
        r"Đảng ủy [Kk]hối .*",
        _SPRING,
        None,
        "party committees of blocs ended, others took over their branches (about February 2025)",
    ),
    _Change(
        r"(?:Tòa án|Viện kiểm sát) nhân dân cấp cao.*",
        DISTRICTS_END,
        None,
        f"high courts and procuracies ended ({_COURTS_ACTS}, from 1 July 2025)",
    ),
)
"""Bodies that ended, and what they became."""
