"""The tables of bodies as rows: a pattern each, and the kind of body it stands for."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.bodies.body_table import (
    AND,
    FULL,
    NAMING_THEIR_UNIT,
    OF_A_PROVINCE,
    OF_A_UNIT,
    OUTER,
    SECTORS,
    SHORTER,
    UNIONS,
    Kind,
    Takes,
)
from worker.vietnamese.bodies.central_bodies import (
    ASSEMBLY_COMMITTEES,
    CENTRAL,
    DEPARTMENTS,
    OF_THE_ARMY,
    OF_THE_PARTY,
    OLD_SECTORS,
    TW,
)
from worker.vietnamese.bodies.police_bodies import OF_A_PROVINCE_S_POLICE, OF_ANOTHER

_GOES_ON: Final = (
    r"(?!(?:(?:,| -| &| và|) |-)(?:thông tin|thể thao|công nghệ|môi trường|phát triển|truyền thông"
    r"|du lịch|thương binh|đầu tư|gia đình|công chánh|vận tải|nông thôn|xã hội)(?![^\W_]))"
)
"""Behind what a department is called for short: no longer name is meant."""


def sector_rows() -> list[tuple[str, str]]:
    """Return a pattern of each sector and its name, in full or abbreviated."""
    rows = [(_sector(name, short), FULL.get(name, name)) for name, short in SECTORS.items()]
    return rows + [(_alone(short), full) for short, full in SHORTER.items()]


def whole_rows() -> list[tuple[str, Kind]]:
    """Return a pattern of each body that is named whole, and its kind."""
    rows = [
        (pattern, Kind(name, Takes.UNIT, unit))
        for name, (unit, pattern) in NAMING_THEIR_UNIT.items()
    ]
    for takes, table in (
        (Takes.UNIT, OF_A_UNIT),
        (Takes.PROVINCE, OF_A_PROVINCE),
        (Takes.CENTRAL, CENTRAL),
        (Takes.INNER, OF_ANOTHER),
        (Takes.INNER, OF_THE_ARMY),
    ):
        rows += [(pattern, Kind(name, takes)) for name, pattern in table.items()]
    return [
        *rows,
        *_union_rows(),
        *_departments(),
        *_central_boards(),
        *_assembly_committees(),
        *_police_departments(),
    ]


def _assembly_committees() -> list[tuple[str, Kind]]:
    """Return the committees of the National Assembly: "Ủy ban Pháp luật (của Quốc hội)"."""
    return [
        (
            rf"(?:ủy ban|ub) {_sector(name, short)}(?: (?:của )?(?:quốc hội|qh))?",
            Kind(f"Ủy ban {name} của Quốc hội", Takes.CENTRAL),
        )
        for name, short in ASSEMBLY_COMMITTEES.items()
    ]


def _police_departments() -> list[tuple[str, Kind]]:
    """Return the departments of a province's police, and long names of a ministry's."""
    number = r"(?: \(p[acvxk]\d\d\))?"
    return [
        *(
            (rf"phòng (?:{pattern}){number}", Kind(name, Takes.INNER))
            for name, pattern in OF_A_PROVINCE_S_POLICE.items()
        ),
        *((_sector(name, ""), Kind(name, Takes.INNER)) for name in DEPARTMENTS),
    ]


def _union_rows() -> list[tuple[str, Kind]]:
    """Return the unions of the whole country ("Hội Nông dân Việt Nam"), and of units."""
    rows = []
    unit_follows = r"(?! (?:tỉnh|thành|tp|huyện|quận|thị|xã|phường|đặc))"
    for name, pattern in UNIONS.items():
        central = Kind(f"{name.removesuffix(' Việt Nam')} Việt Nam", Takes.CENTRAL)
        rows += [
            (rf"{TW} (?:{pattern})(?: việt nam| ?vn)?", central),
            (rf"(?:{pattern}) ?(?:việt nam|vn){unit_follows}", central),
            (rf"(?:{pattern})(?: việt nam)?", Kind(name, Takes.UNIT)),
        ]
    return rows


def _departments() -> list[tuple[str, Kind]]:
    """Return the ministries, the departments of provinces and the offices of lower units."""
    rows = []
    for sector, short in SECTORS.items():
        wording, name = _sector(sector, short), FULL.get(sector, sector)
        # "Sở VHTT" is for sports, "Phòng VHTT" for information.
        of_province = _sector(sector, "") if sector == "Văn hóa và Thông tin" else wording
        rows += [
            (rf"sở {of_province}", Kind(f"Sở {name}", Takes.PROVINCE)),
            (rf"bộ {wording}", Kind(f"Bộ {name}", Takes.CENTRAL)),
            (rf"phòng {wording}", Kind(f"Phòng {sector}", Takes.UNIT)),
        ]
    for shorter, full in SHORTER.items():
        rows += [
            (rf"sở {_alone(shorter)}", Kind(f"Sở {full}", Takes.PROVINCE)),
            (rf"bộ {_alone(shorter)}", Kind(f"Bộ {full}", Takes.CENTRAL)),
        ]
    for sector in OLD_SECTORS:
        rows += [
            (rf"sở {_sector(sector, '')}", Kind(f"Sở {sector}", Takes.PROVINCE)),
            (rf"bộ {_sector(sector, '')}", Kind(f"Bộ {sector}", Takes.CENTRAL)),
        ]
    return rows


def _alone(sector: str) -> str:
    """Return a pattern of what a body is called for short: nothing goes on with its name."""
    return sector.lower() + _GOES_ON


def _central_boards() -> list[tuple[str, Kind]]:
    """Return the Party's boards of the whole country: "Ban Tuyên giáo Trung ương"."""
    return [
        (
            rf"(?:{pattern}) {TW}(?: đảng)?{OF_THE_PARTY}",
            Kind(f"{name} Trung ương", Takes.CENTRAL),
        )
        for name, pattern in OUTER.items()
        if name.startswith("Ban ") and name not in {"Ban Thường vụ", "Ban Chấp hành"}
    ]


def _sector(name: str, short: str) -> str:
    """Return a pattern of a sector: its parts joined in any usual way, or its abbreviation."""
    parts = re.split(r" và |, | - ", name.lower())
    full = AND.join(re.escape(part) for part in parts)
    return f"(?:{full}|{short})" if short else full
