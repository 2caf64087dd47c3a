"""Where the name of a place ends and that of a person begins: "huyện Ba Tri | Lê Văn Mẫn".

Told by the known units, by the shape of names, and by what the text calls so elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from worker.vietnamese.names.name_shapes import (
    MOST_SYLLABLES,
    before_verb,
    degree_at,
    honorific_end,
    is_called_so,
    is_common,
    is_surname,
    name_length,
    speaks_at,
)
from worker.vietnamese.places import places
from worker.vietnamese.text.line import MARKED, UNMARKED, Line, Syllable, Writing, capital_run

_MIDDLE: Final = "văn thị"
_POLITE: Final = "ông bà đồng_chí anh chị"
_NAMED: Final = (
    r"(?:^|[^\w])(?:ông|bà|đồng chí|anh|chị) (?P<name>[^\W\d_]+(?: [^\W\d_]+){2,3})(?:, | - | \()"
    r"(?P<rest>[^.;:()\n]*)$"
)
"""A name with an honorific, and a phrase behind it that goes on."""

_AND_ALSO: Final = "kiêm"
"""What joins two titles, with a capital too: "Phó Chủ tịch UBND xã Kiêm Chủ tịch Hội"."""

_ANOTHER: Final = r" (?:và|cùng|với) "
"""Between two titles that are not one person's."""

_COMMITTEES: Final = {
    f"{said} {body} ": unit
    for said, unit in zip(
        ("huyện", "quận", "thị", "thành"), ("huyện", "quận", "thị xã", "thành phố"), strict=True
    )
    for body in ("ủy", "đoàn")
}
"""What the name of a committee before a district says of the district's kind."""

_KINDS_SAID: Final = {
    **{f"{unit} ": unit for unit in ("tỉnh", "thành phố", "huyện", "quận", "thị xã")},
    **{"tp ": "thành phố", "tp. ": "thành phố", "tp.": "thành phố", "tx. ": "thị xã"},
    **{"tỉnh ủy ": "tỉnh", **_COMMITTEES},
    **{f"{unit} ": unit for unit in ("phường", "đặc khu", "xã")},
}
"""What is said before a unit's name, the larger units first, and the kind of unit that it tells."""

_HOLDER_FOLLOWS: Final = r" là (?:ông|bà|anh|chị|đồng chí) "

_FEW: Final = 4
"""With a surname with which more units begin, two words may be a small place."""

_SOME: Final = 8
"""The same where they are said to speak: "Phó Bí thư Tỉnh ủy Tô Khuê yêu cầu"."""

_OF_NO_PROVINCE: Final = (
    "đào đoàn trịnh mai tạ tô lưu hồ tống vương tăng lương lý chu đàm phùng nghiêm quách triệu"
)
"""Surnames with which no province begins."""

_WORD: Final = "cù"
"""A surname that is a word of places besides: "Cù Lao"."""

_ISLE: Final = "cù lao "
"""What a place is called whose name many write with a small second syllable."""

_PEOPLES: Final = frozenset({"Y", "A", "Điểu", "Lơ"})
_PEOPLES_BEGIN: Final = tuple(f"{letter}{mark}" for letter in "HhKk" for mark in "'’")
"""How names of the peoples of the mountains begin, and no place's."""

_PLACE_BEFORE: Final = "ở của tại trên từ đến về bàn là và nay thuộc qua quanh khắp vùng"
"""Words after which a unit stands for itself, not as part of a body's name."""


def place_end(line: Line, start: int, unit: str | None) -> int:
    """Return where the place's name ends; 0 where a person's name or nothing stands there."""
    run = _place_run(line, start)
    if not run or (len(run[0].text) == 1 and line.text.startswith(".", run[0].end)):
        return 0  # "xã L.H": a name that the paper keeps to itself
    if len(run) == 1 and speaks_at(line, start - 1):
        return 0  # "Chủ tịch UBND xã Báo cáo kết quả"
    known = known_words(line, run)
    if unit == "tỉnh" and known and not _is_province(line, run, known):
        known = 0
    length = _split(line, run, known, unit)
    return run[length - 1].end if length else 0


def province_ends(line: Line, at: int) -> int:
    """Return where the name of a province ends that begins there; 0 for none."""
    if line.word_before(at) == line.writing.word("việt"):
        return 0  # "Viet Nam Dinh Van Man" has no Nam Định in it
    run = capital_run(line, at, 5)
    known = known_words(line, run) if run else 0
    return run[known - 1].end if known > 1 and _is_province(line, run, known) else 0


def kind_called(line: Line, start: int, end: int) -> str | None:
    """Return the kind of unit that the text calls so somewhere: "tỉnh Sông Hàm"; None for none."""
    name = line.key[start:end]
    return line.once(("kind", name), _read_kind, name)


def _read_kind(line: Line, name: str) -> str | None:
    kinds = _kinds_said(line.writing)
    starts = [at for at in line.where(name) if line.key.endswith(tuple(kinds), 0, at)]
    for before, kind in kinds.items():
        for start in starts:
            at = start - len(before)
            if not line.key.endswith(before, 0, start) or line.key[max(at - 1, 0) : at].isalnum():
                continue
            # "xã Sông Mía | Lê Văn Mẫn" is called so, "xã Sông Mía Thượng" is another.
            if place_end(line, start, kind) == start + len(name):
                return kind
    return None


@cache
def _kinds_said(writing: Writing) -> dict[str, str]:
    """Return the kinds of ``_KINDS_SAID`` by their words as keys."""
    return {writing.word(said): kind for said, kind in _KINDS_SAID.items()}


def known_words(line: Line, run: Sequence[Syllable]) -> int:
    """Return how many of the first words are the name of a known unit."""
    return places.longest([word.text for word in run], unmarked=line.writing is UNMARKED)


def _units(line: Line, start: int, end: int) -> tuple[places.Unit, ...]:
    """Return the units that the words there may mean."""
    find = places.unmarked_units if line.writing is UNMARKED else places.units
    return find(line.text[start:end])


def _place_run(line: Line, start: int) -> list[Syllable]:
    """Return the capitalized words there, those after a dash between spaces included."""
    run = before_verb(line, _with_isle(line, start))
    if not run:
        return run
    run = run[: before_degree(line, run)]
    if not run or run[0].key == line.writing.word(_AND_ALSO):
        return []
    end = run[-1].end
    if line.text[end : end + 2].strip().islower():
        # "huyện Cái Sậy | Thượng tá Lê Văn Mẫn"
        run = run[: len(run) - (honorific_end(line, run[-1].start) > end + 1)]
    if run and len(run) <= 3 and line.key.startswith(" - ", run[-1].end):
        more = capital_run(line, run[-1].end + 3, MOST_SYLLABLES + 4)
        both = [*run, *more]
        if more and known_words(line, both) > len(run):
            return both
    return run


def _with_isle(line: Line, start: int) -> list[Syllable]:
    """Return the capitalized words there, "lao" in "huyện Cù lao Bồng" as one of them."""
    run = capital_run(line, start, MOST_SYLLABLES + 4)
    end = start + len(_ISLE)
    if len(run) != 1 or not line.key.startswith(line.writing.word(_ISLE), start):
        return run
    lao = Syllable(end - 4, end - 1, line.text[end - 4 : end - 1], line.key[end - 4 : end - 1])
    more = capital_run(line, end, MOST_SYLLABLES + 2)
    return [*run, lao, *more] if more else run


def before_degree(line: Line, run: Sequence[Syllable]) -> int:
    """Return how many words come before a degree: "huyện Cái Sậy | BSCKII Lê Văn Mẫn"."""
    degrees = (index for index, word in enumerate(run) if degree_at(line, word.start))
    return next(degrees, len(run))


def _split(line: Line, run: Sequence[Syllable], known: int, unit: str | None) -> int:
    """Return how many of the words are the place; the rest is a name, or nothing."""
    if _is_surely_a_person(line, run, known):
        return 0
    if known == len(run) and known > 1:
        return known
    whole = name_length(line, run)
    person = whole >= 2 and (whole >= 3 or (is_common(run[0].key, line.writing) and not known))
    if known and _is_known_place(line, run, known, whole if person else 0, unit):
        return known
    length = _by_shape(line, run, known, unit, whole if person else 0)
    # What the text says elsewhere outweighs the shape; it takes longer to look for.
    if unit is not None and length < len(run) and _is_named_again(line, run, unit):
        length = len(run)
    return 0 if length and not known and _is_called(line, run) else length


def _by_shape(
    line: Line, run: Sequence[Syllable], known: int, unit: str | None, person: int
) -> int:
    """Return how many of the words are the place by their shape alone.

    ``person`` is how many make up a person's name, 0 for none.
    """
    inner = _best_inner(line, run)
    if person == len(run):
        if unit is not None and person <= 3 and _stands_behind_a_name(line, run):
            return person
        return 0 if _is_person_first(line, run, unit, inner) else inner
    if not known and len(run) < 4:
        short = _of_unknown_words(line, run, unit)
        if short is not None:
            return short
    if inner or (unit is None and not known):
        return inner
    return _of_a_unit(line, run, unit, person > 0)


def _of_unknown_words(line: Line, run: Sequence[Syllable], unit: str | None) -> int | None:
    """Return how many of up to three words that begin no known unit are a place; None: ask on."""
    if len(run) == 2 and _is_rather_a_person(line, run, unit):
        of_another = unit not in {None, "tỉnh"} and _stands_behind_a_name(line, run)
        return len(run) if of_another else 0
    if unit is not None:
        return None
    if len(run) == 3 and speaks_at(line, run[-1].end):
        return 0  # no province or district of three words is unknown
    return len(run) if len(run) > 1 else 0


def _of_a_unit(line: Line, run: Sequence[Syllable], unit: str | None, person: bool) -> int:
    """Return how many of the words are a place where none inside begins a name."""
    if unit is not None and len(run) == 3 and _stands_behind_a_name(line, run):
        return len(run)
    named = len(run) > 2 or is_common(run[0].key, line.writing)
    if person or (named and len(run) < 5 and speaks_at(line, run[-1].end)):
        return 0
    return min(len(run), 4)


def _is_province(line: Line, run: Sequence[Syllable], length: int) -> bool:
    """Say whether the first words are the name of a province."""
    found = _units(line, run[0].start, run[length - 1].end)
    return any(one.level is places.Level.PROVINCE for one in found)


def _is_surely_a_person(line: Line, run: Sequence[Syllable], known: int) -> bool:
    """Say whether no place begins so: with a surname and Văn or Thị, with "H'" or "Y"."""
    if len(run) > 1 and run[1].key in line.writing.words(_MIDDLE) and known < 3:
        # "huyện Đồng Văn | Nguyễn …" is a place that is known, "Đồng Văn Khuê" a person.
        return known < 2 or (len(run) > 2 and name_length(line, run[2:]) < 2)
    if known or not _is_of_the_mountains(run[0].text):
        return False
    # "Trưởng Công an xã A Rôn là anh Mẫn": who holds the office is said only then.
    return line.writing.pattern(_HOLDER_FOLLOWS).match(line.key, run[-1].end) is None


def _is_known_place(
    line: Line, run: Sequence[Syllable], known: int, person: int, unit: str | None
) -> bool:
    """Say whether the first words, which are those of a known unit, are meant as that.

    ``person`` is how many words make up a person's name, 0 for none: "Lâm Đồng Nguyễn …" is a
    place and a name, "Hồ Minh Khuê" a name, though Hồ is a place.
    """
    rest = run[known:]
    if rest and not name_length(line, rest):
        longer = len(rest) != 3 or name_length(line, rest[1:])
        return not longer and _is_of_kind(line, run, known, unit) and is_called_so(line, rest)
    if not rest and not person:
        return True
    if _is_of_kind(line, run, known, unit):
        return True
    if known == 1 and person > 2 and not _is_province(line, run, 1):
        kinds = {one.kind for one in places.units(run[0].text)}
        if unit not in kinds and len(run[0].text.split("'")) < 2:
            return not is_surname(run[0].key, line.writing)
    sure = bool(rest) and is_common(rest[0].key, line.writing)
    return not person or person < known + 2 or sure


def _is_of_kind(line: Line, run: Sequence[Syllable], known: int, unit: str | None) -> bool:
    """Say whether the first words, two or more, are a province or a unit of the kind said."""
    if known < 2:
        return False
    if unit is None:
        before = line.key[max(0, run[0].start - 12) : run[0].start]
        kinds = (k for said, k in _COMMITTEES.items() if before.endswith(line.writing.word(said)))
        unit = next(kinds, None)
    found = _units(line, run[0].start, run[known - 1].end)
    return any(one.level is places.Level.PROVINCE or one.kind == unit for one in found)


def _is_called(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether the text calls somebody so elsewhere: "ông Vi Khuê"."""
    words = line.key[run[0].start : run[-1].end]
    return line.once(("called", words), _read_is_called, words)


def _read_is_called(line: Line, words: str) -> bool:
    polite = line.writing.ends(_POLITE)
    return any(line.key.endswith(polite, 0, at) for at in line.where(words))


def _is_named_again(line: Line, run: Sequence[Syllable], unit: str) -> bool:
    """Say whether the text calls all these words so elsewhere: then they are the unit's name."""
    words = line.key[run[0].start : run[-1].end]
    return line.once(("named again", words, unit), _read_is_named_again, words, unit)


def _read_is_named_again(line: Line, words: str, unit: str) -> bool:
    said = line.writing.word(f"{unit} ")
    for start in line.where(words):
        if line.key.endswith(said, 0, start):
            at = start - len(said)
            # No name of a body goes on from such a word: the unit stands for itself.
            before = line.key[max(0, at - 8) : at].rstrip().rpartition(" ")[2]
            if before in line.writing.words(_PLACE_BEFORE):
                return True
    return False


def _stands_behind_a_name(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether a name stands before the phrase: "Ông Lê Văn Mẫn, Bí thư xã Phú Thọ Đông,"."""
    ends = line.text[run[-1].end : run[-1].end + 1] in {",", ".", ")", ""}
    if not (ends or speaks_at(line, run[-1].end)) or run[1].key in line.writing.words(_MIDDLE):
        return False
    floor = max(0, run[0].start - 120)
    named = line.writing.pattern(_NAMED).search(line.key[floor : run[0].start])
    if named is None or (not ends and line.writing.pattern(_ANOTHER).search(named["rest"])):
        return False
    return line.text[floor + named.start("name") : floor + named.end("name")].istitle()


def _is_rather_a_person(line: Line, run: Sequence[Syllable], unit: str | None) -> bool:
    """Say whether two words that name no known unit are a person's by the surname: "Vừ Khuê".

    So they are where hardly any unit begins with it, as with Danh or Vừ; not with Hà or Kim. No
    province begins with most surnames.
    """
    first = run[0]
    if line.writing is not MARKED or not is_surname(first.key, line.writing):
        return False
    if unit == "tỉnh" and first.key in line.writing.words(_OF_NO_PROVINCE):
        return True
    most = _SOME if speaks_at(line, run[-1].end) else _FEW
    return first.key != _WORD and places.beginning_with(first.text) <= most


def _is_of_the_mountains(first: str) -> bool:
    """Say whether a person's name begins so: "H'Mẫn", "K'Mẫn", "Y Mẫn"; no place's does."""
    return first in _PEOPLES or first.startswith(_PEOPLES_BEGIN)


def _best_inner(line: Line, run: Sequence[Syllable]) -> int:
    """Return a length after which a person's name stands; 0 for none. Two words come first."""
    for length in (2, 3, 1, 4):
        rest = run[length:]
        if not rest or not name_length(line, rest):
            continue
        if len(rest) > 2 and rest[0].key in line.writing.words(_MIDDLE):
            continue  # "Nguyễn Trần Thị Loan" is one name
        sure = is_common(rest[0].key, line.writing) or _is_of_the_mountains(rest[0].text)
        if sure or len(rest) >= 3:
            return length
    return 0


def _is_person_first(line: Line, run: Sequence[Syllable], unit: str | None, inner: int) -> bool:
    """Say whether the first word is rather a surname than the beginning of a place.

    ``inner`` is how many words come before another name among them.
    """
    middles = line.writing.words(_MIDDLE)
    if len(run) > 1 and run[1].key in middles:
        return True
    if inner > 1 and not is_common(run[0].key, line.writing):
        first = run[inner]
        enough = 3 if unit == "tỉnh" else 2
        common = is_common(first.key, line.writing) and len(run) - inner >= enough
        if common or _is_of_the_mountains(first.text):
            return False
    later = any(word.key in middles for word in run[2:])
    return (not later or inner == 1) and (len(run) <= 4 and is_surname(run[0].key, line.writing))
