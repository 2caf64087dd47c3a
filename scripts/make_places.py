"""Make ``worker/vietnamese/places/places.json`` from the package vietnamadminunits; run by hand.

    pip download --no-deps vietnamadminunits==1.0.4
    python -m scripts.make_places vietnamadminunits-1.0.4-py3-none-any.whl

The package (MIT license, kept in ``worker/vietnamese/places/places.LICENSE``) knows the units of
two moments: the 63 provinces with districts and communes as they were on 30 June 2025, and the 34
with theirs as of 1 July 2025, and which commune went into which. What it does not know is in
``scripts/place_facts.py``: provinces before and cities since, and the districts that were merged,
raised or renamed before 2025. Communes that were merged or renamed before 2025 are not known.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from scripts import place_facts as facts
from worker.vietnamese.places.places import place_key

TARGET: Final = Path(__file__).parents[1] / "worker" / "vietnamese" / "places" / "places.json"
LAST: Final = "2025-06-30"
SINCE: Final = "2025-07-01"
HUE_LAST: Final = "2024-12-31"
HUE_SINCE: Final = "2025-01-01"

Row = list[Any]


def main() -> None:
    """Read the wheel that the command line names and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path, help="vietnamadminunits-1.0.4-py3-none-any.whl")
    data = made(Source(parser.parse_args().wheel))
    check(data)
    TARGET.write_text(written(data), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


class Source:
    """The two data files of the wheel that are used."""

    def __init__(self, wheel: Path) -> None:
        inside = "vietnamadminunits/data/"
        with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
            self.changes = json.loads(archive.read(inside + "converter_2025.json"))
            base = sqlite3.connect(archive.extract(inside + "dataset.db", folder))
            self.old = base.execute(
                "SELECT provinceKey, districtKey, wardKey, province, district, ward"
                " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
            ).fetchall()
            self.new = base.execute(
                "SELECT provinceKey, wardKey, province, ward"
                " FROM admin_units ORDER BY provinceCode, wardCode"
            ).fetchall()
            base.close()

    def went_into(self) -> dict[str, set[tuple[str, str]]]:
        """Return for each old commune the keys of the new ones that got parts of it."""
        into: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for province, wards in self.changes["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, olds in wards.items():
                for old in olds:
                    into[old].add((province, ward))
        for province, olds in self.changes["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old, parts in olds.items():
                into[old].update((province, part["newWardKey"]) for part in parts)
        return into


def made(source: Source) -> dict[str, Any]:
    """Return the content of the data file."""
    communes, number = new_communes(source)
    districts = old_districts(source, number)
    data: dict[str, Any] = {
        "from": "vietnamadminunits 1.0.4 (MIT, see places.LICENSE) and scripts/place_facts.py",
        "provinces": provinces(source),
        "districts": [*hue_before(districts), *districts],
        "communes": communes,
    }
    data["districts"] = with_changes(data["districts"])
    names = [line[0] for line in data["provinces"]] + [line[2] for line in data["districts"]]
    names += [line[1] for district in data["districts"] for line in district[6]]
    names += [line[2] for line in communes]
    keys = {name: place_key(name) for name in sorted(set(names))}
    data["keys"] = {name: key for name, key in keys.items() if key != name.lower()}
    data["spellings"] = spellings(keys)
    return data


def provinces(source: Source) -> list[Row]:
    """Return name, kind, first day, last day and number of the follower of each province."""
    old = {bare(row[3]): split(row[3])[0] for row in source.old}
    now = {bare(row[2]): split(row[2])[0] for row in source.new}
    into = {
        bare_of(source, key): bare_of(source, new)
        for new, keys in source.changes["DICT_PROVINCE"].items()
        for key in keys
    }
    grown = {new for name, new in into.items() if name != new}
    lines: list[Row] = []
    for name, kind in old.items():
        ended = name not in now or name in grown
        start = HUE_SINCE if name == "Huế" else facts.FOUNDED.get(name)
        lines.append([name, kind, start, LAST if ended else None, into[name] if ended else None])
    lines += [[name, now[name], SINCE, None, None] for name in now if name in grown]
    lines += [[*line] for line in facts.PROVINCES_BEFORE]
    for name, last, since in facts.CITIES:
        line = next(line for line in lines if line[0] == name and line[3] is None)
        line[3:] = [last, name]
        lines.append([name, "thành phố", since, None, None])
    lines.sort(key=lambda line: (line[0], line[3] or "9"))
    return [numbered(line, lines) for line in lines]


def numbered(line: Row, lines: list[Row]) -> Row:
    """Return a province's line with its follower's number instead of its name."""
    if line[4] is None:
        return line
    after = (at for at, other in enumerate(lines) if other[0] == line[4])
    number = next(at for at in after if (lines[at][3] or "9") > line[3])
    return [*line[:4], number]


def new_communes(source: Source) -> tuple[list[Row], dict[tuple[str, str], int]]:
    """Return the communes since 1 July 2025, and their numbers by the source's keys.

    A line is province, kind, name, first day, last day and the number of the follower.
    """
    lines: list[Row] = []
    number: dict[tuple[str, str], int] = {}
    raised: list[tuple[int, str]] = []
    for province_key, key, home, ward in source.new:
        kind, name = split(ward)
        number[province_key, key] = len(lines)
        if since := facts.RAISED_TO_WARDS.get((bare(home), name)):
            raised.append((len(lines), since))
        lines.append([bare(home), kind, name, SINCE, None, None])
    for at, since in raised:
        lines[at][4:] = [facts.day_before(since), len(lines)]
        lines.append([lines[at][0], "phường", lines[at][2], since, None, None])
    return lines, number


def old_districts(source: Source, number: dict[tuple[str, str], int]) -> list[Row]:
    """Return the districts as of 30 June 2025.

    A line is province, kind, name, first day, last day, followers (None: those of its communes),
    and communes: kind, name, numbers of the communes since that got parts of it.
    """
    into = source.went_into()
    lines: dict[tuple[str, str], Row] = {}
    for province_key, district_key, ward_key, home, district, ward in source.old:
        kind, name = split(district)
        start = HUE_SINCE if bare(home) == "Huế" else None
        line = lines.setdefault(
            (province_key, district_key), [bare(home), kind, name, start, LAST, None, []]
        )
        went = sorted(
            number[key] for key in into[f"{province_key}_{district_key}_{ward_key or ''}"]
        )
        if ward is None:  # five islands had no communes
            line[5] = [split(source.new[at][3]) for at in went]
        else:
            line[6].append([*split(ward), went])
    return list(lines.values())


def hue_before(districts: list[Row]) -> list[Row]:
    """Return the districts of Huế that stayed the same, as they were in Thừa Thiên Huế."""
    return [
        ["Thừa Thiên Huế", kind, name, None, HUE_LAST, [[kind, name]], communes]
        for home, kind, name, _, _, _, communes in districts
        if home == "Huế" and (kind, name) in facts.HUE_SAME
    ]


def with_changes(districts: list[Row]) -> list[Row]:
    """Return the districts with those that ended before 2025, and since when others existed."""
    lines = list(districts)
    for home, kind, name, last, after in facts.DISTRICTS_BEFORE:
        followers = [split(one) for one in after]
        lines.append([home, kind, name, None, last, [[*one] for one in followers], []])
    for home, kind, name, since in facts.DISTRICTS_SINCE:
        line = next(one for one in lines if one[:3] == [home, kind, name])
        line[3] = since
    return sorted(lines, key=lambda line: (line[0], line[2], line[1], line[4]))


def spellings(keys: dict[str, str]) -> list[list[str]]:
    """Return pairs of keys: another spelling, and the one that the unit has."""
    pairs = {(place_key(spelling), place_key(name)) for spelling, name in facts.SPELLINGS}
    for key in keys.values():
        first, _, rest = key.partition(" ")
        if rest.isdigit() and first in {"quận", "phường"}:
            pairs.add((f"{first[0]} {rest}", key))
        elif (last := key.rpartition(" ")[2]) in facts.ROMAN:
            pairs.add((key[: -len(last)] + facts.ROMAN[last], key))
    known = set(keys.values())
    return [[spelling, key] for spelling, key in sorted(pairs) if key in known]


def split(full: str) -> tuple[str, str]:
    """Return kind and name of "Thị trấn Ba Tri"; numbered ones keep the kind in the name."""
    for kind in facts.KINDS:
        if full.lower().startswith(kind + " "):
            name = full[len(kind) + 1 :]
            return kind, full if name[0].isdigit() or name == "Hồ Chí Minh" else name
    raise ValueError(f"{full!r}: expected a unit's kind, then its name")


def bare(full: str) -> str:
    """Return the name of a unit without its kind."""
    return split(full)[1]


def bare_of(source: Source, key: str) -> str:
    """Return the bare name of the province that the source calls by this key."""
    for row in source.old:
        if row[0] == key:
            return bare(row[3])
    return next(bare(row[2]) for row in source.new if row[0] == key)


def check(data: dict[str, Any]) -> None:
    """Stop with a message if the numbers are not those that the law gives."""
    lines = data["provinces"]
    for day, expected in (("2008-08-01", 63), (LAST, 63), (SINCE, 34), ("2026-11-01", 34)):
        found = sum((line[2] or "") <= day <= (line[3] or "9") for line in lines)
        expect(f"provinces on {day}", found, expected)
    there = [line for line in data["communes"] if line[3] == SINCE]
    expect("communes since 1 July 2025", len(there), 3321)
    special = sum(line[1] == "đặc khu" for line in there)
    expect("special zones", special, 13)
    last = [line for line in data["districts"] if line[4] == LAST]
    expect("districts on the last day", len(last), 696)
    expect("communes in them", sum(len(line[6]) for line in last), 10_035)
    alone = sum(not after for line in last for _, _, after in line[6])
    expect("communes that nothing followed", alone, 0)


def expect(what: str, found: int, expected: int) -> None:
    """Stop if a number is not the expected one."""
    if found != expected:
        raise SystemExit(f"{what}: found {found}, expected {expected}")


def written(data: dict[str, Any]) -> str:
    """Return the file's text: a line for each unit, so that a change of facts can be read."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list):
            lines = ",\n".join(compact(line) for line in value)
            parts.append(f"{compact(key)}:[\n{lines}\n]")
        else:
            parts.append(f"{compact(key)}:{compact(value)}")
    return "{" + ",\n".join(parts) + "}\n"


def compact(value: Any) -> str:
    """Return JSON without spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
