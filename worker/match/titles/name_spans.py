"""Names by their shape in a text: the one that ends at a place, those between two places."""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.names.name_shapes import (
    DEGREE,
    MOST_SYLLABLES,
    RANK,
    called_at,
    honorific_before,
    is_common,
    is_surname,
    name_at,
    name_length,
)
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line, Syllable, capital_run, has_small_middle

_CAPITAL: Final = re.compile(r"(?<![^\W_])[^\W\d_a-z]")
_BACKWARDS: Final = re.compile(r"([^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*)( |-|['’ʼ‘] )?$")
_UNIT_BEFORE: Final = (
    r"(?:tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố|tp\.?|ủy|ubnd|hđnd"
    r"|đường|chợ|cầu|ấp|thôn) $|(?<![^\W_])(?:tp|tx|tt)\.$"
)
_ENTRY: Final = re.compile(r"(?:[:;] ?|(?:^|\n)[-+•*] ?)$")
"""What stands before an entry of a list: a colon, a semicolon, a bullet."""

_CALLED: Final = (
    r"(?:^|[^\w])(?:đồng chí|đ/c|ông|bà|anh|chị|(?:cô|thầy)(?: giáo)?"
    rf"|(?:{DEGREE}|ks|bsck(?:ii?|[12]))\.?|{RANK}) $"
)
_POLITE: Final = r"(?:đồng chí|ông|bà|anh|chị|cô(?: giáo)?|[:;]|\n|gs|ts|tá|úy|tướng|sĩ|sư)\.? ?$"

_NEXT_GUEST: Final = re.compile(r"(?:,| (?:và|va|có|co|gồm|gom)) $")
"""What stands before a guest whose title a dash joins: "… và Hà Khuê - Bí thư Huyện ủy"."""


def names_in(line: Line, start: int, stop: int) -> list[tuple[int, int]]:
    """Return where names stand between two places, none beginning inside another."""
    found: list[tuple[int, int]] = []
    done = start
    for match in _CAPITAL.finditer(line.text, start, stop):
        if match.start() < done:
            continue
        end = name_at(line, match.start())
        if (
            end
            and end <= stop
            and _is_sure(line, match.start())
            and not _is_of_history(line, match.start(), end)
        ):
            found.append((match.start(), end))
            done = end
    return found


def _is_of_history(line: Line, start: int, end: int) -> bool:
    """Say whether the President of old is named there, after whom institutions are called."""
    return line.key[start:end] == line.writing.word("hồ chí minh")


def _is_sure(line: Line, start: int) -> bool:
    """Say whether a name by its shape is rather a person than a place."""
    if line.writing.pattern(_UNIT_BEFORE).search(line.key[max(0, start - 12) : start]):
        return False
    run = capital_run(line, start, 3)
    if _goes_on_a_place(line, run):
        return False
    return len(run) > 2 or (len(run) == 2 and _is_sure_of_two(line, run, 0))


def name_ending(line: Line, end: int) -> tuple[int, int] | None:
    """Return the longest name that ends there, as start and end; None for none."""
    words = words_ending(line, end)
    for index in range(len(words)):
        run = words[index:]
        if len(run) > MOST_SYLLABLES or name_length(line, run) != len(run):
            continue
        if _is_province_and_name(line, run) or _goes_on_a_place(line, run):
            continue
        if len(run) == 2 and not _is_sure_of_two(line, words, index):
            continue
        before = line.key[max(0, run[0].start - 12) : run[0].start]
        unit = line.writing.pattern(_UNIT_BEFORE).search(before)
        if unit is not None and _is_of_a_place(line, run[0].start, len(unit[0])):
            return None
        return None if _is_of_history(line, run[0].start, end) else (run[0].start, end)
    return _called_politely(line, words, end) or _on_a_list(line, words, end)


def _is_of_a_place(line: Line, start: int, unit: int) -> bool:
    """Say whether a unit's name begins there, whose kind is so many characters before."""
    said = place_at(line, start - unit, bare=False)
    if said is None:
        return place_at(line, start, bare=True) is not None
    return said.name is not None


def _called_politely(line: Line, words: list[Syllable], end: int) -> tuple[int, int] | None:
    """Return the name that an honorific begins, whatever the surname: "ông Cụt Văn Mẫn,"."""
    for word in words[-MOST_SYLLABLES:]:
        before = line.key[max(0, word.start - 16) : word.start]
        polite = line.writing.pattern(_CALLED).search(before)
        whole = line.text[max(0, word.start - len("Bà ")) : end]
        place = places.units(line.text[word.start : end]) or places.units(whole)
        if polite and word is not words[-1] and not place:
            return word.start, end
        if honorific_before(line, word.start) and called_at(line, word.start) == end:
            return word.start, end
    return None


def _on_a_list(line: Line, words: list[Syllable], end: int) -> tuple[int, int] | None:
    """Return the name that an entry of a list begins with, whatever the surname.

    "các đồng chí: Vương Văn Mẫn - …; Quảng Trọng Khuê - Trưởng Ban Dân vận"
    """
    if not words or _ENTRY.search(line.text, max(0, words[0].start - 3), words[0].start) is None:
        return None
    start = words[0].start
    known = places.units(line.text[start:end]) or places.province(line.text[start:end])
    return None if known or called_at(line, start) != end else (start, end)


def _is_province_and_name(line: Line, run: list[Syllable]) -> bool:
    """Say whether a province and a person's name stand side by side: "Thái Bình Lê Văn Mẫn"."""
    if len(run) < 4 or not is_common(run[2].key, line.writing):
        return False
    return places.province(line.text[run[0].start : run[1].end]) is not None


def _goes_on_a_place(line: Line, run: list[Syllable]) -> bool:
    """Say whether the first word is the end of a place's name: "Kiên **Giang** Lê Văn Mẫn"."""
    if len(run) < 3 or not is_common(run[1].key, line.writing):
        return False
    begin = line.text.rfind(" ", 0, max(run[0].start - 1, 0)) + 1
    return bool(places.units(line.text[begin : run[0].end]))


def _is_sure_of_two(line: Line, words: list[Syllable], index: int) -> bool:
    """Say whether two syllables are a name: a common surname, or an honorific before them."""
    # "Ông" begins a sentence, though it is a surname too.
    begins = index == 1 and words[0].key in line.writing.words("ông bà")
    if index and not begins and is_surname(words[index - 1].key, line.writing):
        return False
    start = words[index].start
    before = line.key[max(0, start - 16) : start]
    if begins or line.writing.pattern(_CALLED).search(before):
        return True
    if places.units(line.text[start : words[index + 1].end]):
        return False
    if is_common(words[index].key, line.writing):
        return True
    if line.key.startswith(" - ", words[index + 1].end) and _NEXT_GUEST.search(before):
        return True
    return start == 0 or line.writing.pattern(_POLITE).search(before) is not None


def words_ending(line: Line, end: int) -> list[Syllable]:
    """Return the capitalized words next to one another that end there, at most six."""
    words: list[Syllable] = []
    at = end
    while len(words) < MOST_SYLLABLES + 1:
        word = line.text.rfind(" ", 0, max(0, at - 1)) + 1
        match = _BACKWARDS.search(line.text, max(word, at - 30), at)
        if match is None or bool(words) != bool(match[2]):
            break
        start = at - len(match[0])
        if not match[1][:1].isupper():
            before = line.key[line.text.rfind(" ", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
            if not words or not has_small_middle(line.text, before, start):
                break
        stop = start + len(match[1])
        words.insert(0, Syllable(start, stop, match[1], line.key[start:stop]))
        at = start
    return words
