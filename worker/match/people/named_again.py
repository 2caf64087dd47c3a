"""Where a text names a person again: by the full name, by an alias in brackets, by a given name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from worker.match.people.person import Person
from worker.match.people.taken import Taken
from worker.match.titles.name_spans import name_ending
from worker.vietnamese.names.name_shapes import RANK, is_common
from worker.vietnamese.names.names import is_named_after
from worker.vietnamese.text.line import Line, capital_run

_HONORIFIC: Final = (
    r"(?<![^\W_])((?:đại biểu|cậu bé|cô bé|cậu|má|mẹ|dì|đồng chí|đ/c|ông|bà|anh|chị|cô|chú|bác"
    r"|thầy|cụ|bị cáo|bị can|liệt sĩ|liệt sỹ|bác sĩ|tiến sĩ|[gbt]s\.?|ths\.?"
    rf"|{RANK})) $"
)
_ALIAS: Final = re.compile(
    r" ?\((?:tức |bí danh |tự |còn gọi là |thường gọi )?([^\W\d_a-z][^()\d,]{1,24})\)"
)
_KINSHIP: Final = "hai ba tư năm sáu bảy tám chín mười út cả bé"
"""First words of nicknames: the child's place among its brothers and sisters."""

_TITLE_BEGINS: Final = r"(?:bí thư|chủ tịch|phó|ubnd|hđnd|giám đốc)"
_OF_A_CRIME: Final = (
    *("bị cáo ", "bị can ", "khởi tố", "truy tố", "tuyên phạt", "tạm giam", "cáo trạng"),
    "hầu tòa",
)
"""What a text of an investigation or a trial says: such call the accused by their given names."""

_NO_PERSON_AFTER: Final = (
    "ở tại tỉnh huyện xã phố tp đường phường quận ấp thôn buôn làng sông cầu chợ núi đảo biển"
    " người tộc phía miền hướng mùa tết hội ty từ về đi đến tới ra vào qua thuộc quê tháng"
)
"""Words after which a single capitalized word is a place, a people or a season."""

_ACTS: Final = (
    r" (?:đã|bị|bèn|còn|cũng|cùng|không|chưa|đang|sẽ|là|và|nói|khai|thừa nhận|cho|nhờ|chỉ đạo"
    r"|lợi dụng|ký|nhận|đưa|biết|có|làm|lập|yêu cầu|gọi|bàn|thực hiện|sử dụng|giúp|tổ chức|dùng"
    r"|mua|bán|vay|chiếm đoạt|được|tiếp tục|trả|chuyển|giao|thuê|rủ|bỏ)(?![^\W_])"
)
"""What somebody does: at the beginning of a sentence, where any word has a capital."""

_LONGER_WORD: Final = r"(?:quốc (?:hội|gia|phòng|tế)|thanh tra|hải quan|an ninh|nông dân)(?![^\W_])"
"""Words whose first syllable may be a given name: "đại biểu Quốc hội" is no deputy called Quốc."""

_NO_GIVEN_NAME: Final = (
    r"(?:an (?:ninh|sinh|toàn)|bảo (?:hiểm|tàng|vệ)|chính (?:phủ|quyền|sách|trị|ủy)"
    r"|công (?:an|bố|chức|đoàn|điện|nghệ|nghiệp|nhân|tác|trình|ty|văn)"
    r"|dân (?:quân|số|tộc|vận)|đại (?:biểu|học|hội|tá|tướng|úy)|hải (?:quan|quân|sản)"
    r"|hiến pháp|hiệp (?:định|hội)|khoa học|kim ngạch|lâm nghiệp|liên (?:đoàn|hiệp|hợp|minh|quan)"
    r"|ngân (?:hàng|sách)|nghĩa vụ|nông (?:dân|nghiệp|thôn)|phong trào|phương (?:án|châm|tiện)"
    r"|quân (?:đoàn|đội|khu|nhân|sự|ủy)|quốc (?:gia|hội|khánh|lộ|phòng|tế)"
    r"|tài (?:chính|khoản|nguyên|sản)|thanh (?:niên|toán|tra)|thành (?:đoàn|phố|ủy|viên)"
    r"|thi (?:đua|hành)|thông (?:báo|tin|tư)|thủy (?:điện|lợi|sản)|tiến (?:độ|sĩ)"
    r"|toàn (?:bộ|cảnh|dân|đảng|huyện|ngành|quốc|thể|tỉnh|xã)|trọng (?:điểm|tâm)"
    r"|trung (?:đoàn|học|tá|tâm|tướng|úy|ương)|tuyên (?:bố|dương|giáo|truyền)"
    r"|tư (?:lệnh|pháp|tưởng)|văn (?:bản|hóa|học|kiện|nghệ|phòng)|y tế)(?![^\W_])"
)
"""More of these, where no honorific stands before: "Công an tỉnh", but "ông Công bố trí"."""

_OF_WOMEN: Final = "bà chị cô"
_OF_MEN: Final = "ông anh chú bác"


def again(line: Line, persons: Sequence[Person]) -> list[Person]:
    """Return the further places where the full name of a titled person stands."""
    starts = {p.start for p in persons}
    found: list[Person] = []
    names = {p.name: line.key[p.start : p.end] for p in persons if p.registered is None}
    for name, key in names.items():
        for start in line.where(key):
            end = start + len(key)
            if start in starts or not _is_called(line, name, start, end) or _goes_on(line, end):
                continue
            if not is_named_after(line.text[max(0, start - 40) : start].rpartition("\n")[2]):
                found.append(Person(start, end, name, via="again"))
    return found


def named_fully(line: Line, short_ends: Iterable[int]) -> list[Person]:
    """Return the full names of those whom a short name means that stands at a title.

    "Ông Lê Văn Mẫn quê ở Cái Sậy. Trước đó, ông Mẫn là Bí thư Huyện ủy." ``short_ends`` is where
    the short names may end.
    """
    found: dict[int, Person] = {}
    for short_end in short_ends:
        start = line.text.rfind(" ", 0, short_end) + 1
        given = line.text[start:short_end]
        if not given.istitle() or _honorific_before(line, start) is None:
            continue
        for _, end in _occurrences(line, given):
            span = name_ending(line, end) if end < start else None
            if span is not None and _honorific_before(line, span[0]) is not None:
                found[span[0]] = Person(*span, line.text[slice(*span)], via="again")
    return list(found.values())


def _is_called(line: Line, name: str, start: int, end: int) -> bool:
    """Say whether a name is written there, or in capitals, as whole words."""
    around = line.text[max(0, start - 1) : start] + line.text[end : end + 1]
    return line.text[start:end] in {name, name.upper()} and not any(map(str.isalnum, around))


def _occurrences(line: Line, form: str) -> list[tuple[int, int]]:
    """Return where this stands as whole words."""
    last, text, length = form.rpartition(" ")[2], line.text, len(form)
    ends = line.once(("ends", last), _ends_of, last)
    if length == len(last):
        return [(end - length, end) for end in ends]
    return [
        (end - length, end)
        for end in ends
        if text.startswith(form, end - length)
        and not text[end - length - 1 : end - length].isalnum()
    ]


def _ends_of(line: Line, word: str) -> list[int]:
    """Return where a word ends, wherever it does: it is asked for in names of several lengths."""
    text, found, at = line.text, [], line.text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            found.append(end)
        at = text.find(word, end)
    return found


def _goes_on(line: Line, end: int) -> bool:
    """Say whether a name goes on: "Lê Văn" before "Lê Văn Mẫn" is another."""
    run = capital_run(line, end + 1, 2) if line.text[end : end + 1] == " " else []
    if not run or line.text[end - 1].isupper():
        return False
    return not (is_common(run[0].key, line.writing) or run[0].text.isupper())


def aliases(line: Line, persons: Sequence[Person]) -> list[Person]:
    """Return the places of an alias that stands in brackets after a name: "(Út Khuê)"."""
    found: list[Person] = []
    for person in persons:
        match = _ALIAS.match(line.text, person.end)
        words = match[1].split() if match else []
        if match is None or not _is_nickname(line, match, words, person.name):
            continue
        found += [
            Person(*hit, person.name, via="alias", registered=person.registered)
            for hit in _occurrences(line, " ".join(words))
        ]
    return found


def _is_nickname(line: Line, match: re.Match[str], words: Sequence[str], name: str) -> bool:
    """Say whether words in brackets are another name, and not a place or a paper."""
    if not 1 <= len(words) <= 3 or not all(w[:1].isupper() and not w.isupper() for w in words):
        return False
    said = "(" + match[1] != match[0].strip()[: len(match[1]) + 1]
    shares = words[-1].casefold() == name.split()[-1].casefold()
    return said or shares or line.writing.word(words[0]) in line.writing.words(_KINSHIP)


def by_given_name(line: Line, persons: Sequence[Person], after_titles: set[int]) -> list[Person]:
    """Return the second mentions: "đồng chí Mẫn", "ông Văn Mẫn", "Chủ tịch Mẫn".

    ``after_titles`` are the places right after titles that no name stands at.
    """
    taken = Taken(len(line.text), ((p.start, p.end) for p in persons))
    found = []
    for given, each in _bearers(line, persons).items():
        for start, end in _occurrences(line, given):
            if taken.meets(start, end) or _name_goes_on(line, end):
                continue
            polite = _honorific_before(line, start)
            earlier = {name: p for name, p in each.items() if p.start < start}
            if earlier and (
                polite is not None or _is_called_alone(line, start, end, start in after_titles)
            ):
                found.append(_given(line, start, end, earlier, polite or ""))
    return found


def _is_called_alone(line: Line, start: int, end: int, after_title: bool) -> bool:
    """Say whether a given name without honorific is one: behind a title, or of an accused."""
    if line.writing.pattern(_NO_GIVEN_NAME).match(line.key, start):
        return False
    return after_title or (
        _stands_alone(line, start, end) and line.once(("crime",), _is_of_a_crime)
    )


def _is_of_a_crime(line: Line) -> bool:
    """Say whether the text is about an investigation or a trial."""
    return any(line.writing.word(word) in line.key for word in _OF_A_CRIME)


def _stands_alone(line: Line, start: int, end: int) -> bool:
    """Say whether one capitalized word is a person: "Khi bị bắt, Mẫn khai", not "ở Vinh"."""
    if " " in line.text[start:end] or not line.text[start - 1 : start].isspace():
        return False
    before = line.text[:start].rstrip()
    begins = line.text[start - 1] == "\n" or before[-1:] in {".", ":", "!", "?", "…"}
    if begins:
        return line.writing.pattern(_ACTS).match(line.key, end) is not None
    last = before.rpartition(" ")[2]
    return last.islower() and line.word_before(start) not in line.writing.words(_NO_PERSON_AFTER)


def _bearers(line: Line, persons: Sequence[Person]) -> dict[str, dict[str, Person]]:
    """Return who may be called by each given name, by full names."""
    found: dict[str, dict[str, Person]] = {}
    for person in persons:
        surface = line.text[person.start : person.end]
        # A text without marks calls a person without them too; the full name may have them.
        written = _given_names(surface.split()) if surface.isascii() else []
        for given in (*written, *_given_names(person.name.split())):
            found.setdefault(given, {}).setdefault(person.name, person)
    return found


def _given_names(words: Sequence[str]) -> list[str]:
    """Return how a person is called for short: "Mẫn", "Văn Mẫn"; "Y Mẫn", "H'Mẫn"."""
    first = words[0] if words else ""
    if len(words) > 1 and len(first) == 1:
        return [" ".join(words[:2]), words[1]]
    if len(words) > 1 and "'" in first.replace("’", "'"):
        return [first]
    longest = 3 if len(words) > 4 else 2
    return [" ".join(words[-n:]) for n in range(1, min(longest + 1, len(words)))]


def _name_goes_on(line: Line, end: int) -> bool:
    """Say whether another capitalized word follows that begins no title, or a word goes on."""
    start = line.text.rfind(" ", 0, end) + 1
    if line.writing.pattern(_LONGER_WORD).match(line.key, start):
        return True
    if line.text[end : end + 1] != " " or not line.capital(end + 1):
        return False
    return line.writing.pattern(_TITLE_BEGINS).match(line.key, end + 1) is None


def _honorific_before(line: Line, start: int) -> str | None:
    """Return the honorific, as a key, that stands before a name; None for none."""
    before = line.key[max(0, start - 16) : start]
    match = line.writing.pattern(_HONORIFIC).search(before)
    if match is None:
        return None
    at = start - len(match[0])
    # "Theo Trung tá Mẫn": no name has a small word in it.
    small = " " in match[1] and not line.capital(at + match[1].index(" ") + 1)
    return match[1] if small or not _is_in_a_name(line, at) else None


def _is_in_a_name(line: Line, at: int) -> bool:
    """Say whether a capital honorific goes on a name: "cầu Kênh Ông Hoa"."""
    before = line.text[max(0, at - 16) : at].split(" ")
    previous = before[-2] if len(before) > 1 and not before[-1] else ""
    return line.capital(at) and previous[:1].isupper() and previous[-1:].isalpha()


def _given(line: Line, start: int, end: int, bearers: dict[str, Person], polite: str) -> Person:
    """Return whom a given name means: of several the one whose name fits the honorific."""
    fitting = _of_gender(line, bearers, polite) or bearers
    if len(fitting) > 1:
        return Person(start, end, "", via="given-name", namesakes=tuple(fitting))
    (person,) = fitting.values()
    return Person(
        start, end, person.name, via="given-name", registered=person.registered, doubt=0.9
    )


def _of_gender(line: Line, bearers: dict[str, Person], polite: str) -> dict[str, Person]:
    """Return the bearers whose middle name, Thị or not, fits an honorific of women or men."""
    of_women, of_men = line.writing.words(_OF_WOMEN), line.writing.words(_OF_MEN)
    if polite not in of_women | of_men:
        return {}
    return {
        name: person
        for name, person in bearers.items()
        if ("Thị" in name.split()) == (polite in of_women)
    }
