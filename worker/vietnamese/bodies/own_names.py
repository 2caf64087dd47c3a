"""Where a body's own name ends.

"Phòng Cảnh sát kinh tế | Công an tỉnh", "Trường THPT … | Lê Văn Mẫn".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from worker.vietnamese.bodies.body_grammar import Grammar, grammar_of
from worker.vietnamese.bodies.body_limits import VERBS
from worker.vietnamese.bodies.institution_words import INSTITUTION_PAIRS, INSTITUTION_WORDS
from worker.vietnamese.names.name_shapes import degree_at, is_common, name_length
from worker.vietnamese.places.place_ends import before_degree, known_words, province_ends
from worker.vietnamese.text.fold import marked_key
from worker.vietnamese.text.line import Line, Syllable, capital_run

_SPACE: Final = re.compile(" ")
_WORD: Final = re.compile(r"[^\W_]+(?:[/&.'’-][^\W_]+)*")
_GAP: Final = re.compile(
    r"(?: - | -(?=[^\W\d_])|- )"
    r"(?!(?i:phó|trưởng|chánh|giám đốc|viện trưởng|hiệu trưởng|bí thư|chủ tịch|nguyên|ủy viên) )"
    r"(?=[^\W\d_])| & | |, (?=chống |chữa |cứu |sinh viên|nông nghiệp|gpmb|giải phóng"
    r"|công chức|viên chức|quốc tịch|chứng thực)"
)
_DASH: Final = re.compile(r" -(?=[^\W_])|(?<=[^\W_])- ")
"""A dash with a blank on one side alone: "Văn hóa -Thể thao"."""

_SERIES: Final = (
    r", (?!(?:phó|giám|trưởng|chủ|bí|ông|bà|đồng|phát|đại|thành|nguyên|chánh|ủy|hiệu|cho|sở|ubnd) )"
    r"(?=(?:[^\W\d_]+,? ){1,4}(?:và|-) [^\W\d_]+)"
)
"""A comma in a series that is all one name: "Cục Xuất bản, In và Phát hành"."""

_CONJUNCTION: Final = r".* (và|-|của|thuộc|tại)$"
_TYPES: Final = frozenset(
    {
        *("THPT", "THCS", "TH", "THCS&THPT", "PTDTNT", "PTDTBT", "Tiểu", "Trung", "Mầm", "Mẫu"),
        *("ĐH", "CĐ", "MN", "PTDTBT", "DTNT"),
        *("Đa", "Cao", "Đại", "Chuyên", "Phổ", "Quân", "Y", "Nhân"),
        *("Khu", "Cụm", "Di", "Lăng", "Đền", "Nữ", "Cải", "Tuồng", "Chèo", "Kịch"),
    }
)
"""Capitalized words of a kind of school, hospital, memorial or theatre; the name of its own comes
after them."""

_INSTITUTION: Final = (
    r"(?:bệnh viện|bv|bvđk|trung tâm y tế|ttyt|trường|đại học|học viện|viện)(?= [^\W\d_])"
)
_MOST_WORDS: Final = 20
_SCHOOL_NUMBER: Final = re.compile(r"\d(?=[,.;:)\n]| [(-]|$)")
"""One of several schools of a name: "Trường Tiểu học Lê Văn Mẫn **2**", not "20 năm nay"."""

_TWO_AND_THREE: Final = 5
"""Syllables of a patron and of a head whose names are next to one another, at least."""

_IN_FULL: Final = {
    "THPT": "Trung học phổ thông",
    "THCS": "Trung học cơ sở",
    "PTDTBT": "Phổ thông dân tộc bán trú",
    "DTNT": "dân tộc nội trú",
    "PTDTNT": "Phổ thông dân tộc nội trú",
    "TTYT": "Trung tâm Y tế",
    "ĐH": "Đại học",
    "VN": "Việt Nam",
    "CĐ": "Cao đẳng",
    "TH": "Tiểu học",
    "MN": "Mầm non",
    "QLDA": "Quản lý dự án",
    "KKT": "Khu kinh tế",
    "KCN": "Khu công nghiệp",
    "ĐTXD": "đầu tư xây dựng",
    "HCC": "hành chính công",
    "YTDP": "Y tế dự phòng",
    "THADS": "Thi hành án dân sự",
    "QLTT": "Quản lý thị trường",
    "BVTV": "Bảo vệ thực vật",
    "CSGT": "Cảnh sát giao thông",
    "CSHS": "Cảnh sát hình sự",
    "CSCĐ": "Cảnh sát cơ động",
    "BĐBP": "Bộ đội Biên phòng",
    "KSBP": "Kiểm soát Biên phòng",
    "ATTP": "An toàn thực phẩm",
    "ATVSTP": "An toàn vệ sinh thực phẩm",
    "KHHGĐ": "Kế hoạch hóa gia đình",
    "KSBT": "Kiểm soát bệnh tật",
    "GDTX": "Giáo dục thường xuyên",
    "GDNN": "Giáo dục nghề nghiệp",
    "TCCB": "Tổ chức cán bộ",
    "KCB": "Khám chữa bệnh",
    "YHCT": "Y học cổ truyền",
}


def open_end(
    line: Line, at: int, person: bool = False, small_words: bool = True, part: bool = False
) -> int:
    """Return where a body's own name ends: at a verb, a unit, another body or a person.

    With ``person`` it may have one person's name in it: "Trường THPT Lê Văn Mẫn". Without
    ``small_words`` every word of it is written with a capital. A ``part`` of an institution ends
    where that is named: "Khoa Nội | Bệnh viện …".
    """
    grammar = grammar_of(line.writing)
    end = at
    words = 0
    named_after = False
    after_capital = proper = False
    while words < _MOST_WORDS:
        match = _WORD.match(line.text, at)
        if match is None or _is_other(line, grammar, at, first=not words, part=part):
            break
        if not _may_belong(line, match, small_words, after_capital=after_capital and not person):
            break
        if named_after and not (line.capital(at) or _SCHOOL_NUMBER.match(line.text, at)):
            break  # "Trường THPT Lê Văn Mẫn | kỷ niệm"
        if words and not person and province_ends(line, at):
            break
        after_capital = line.capital(at)
        inside = _unit_there(line, at) if words or not small_words else []
        run = [] if inside else _person_there(line, at) if words or person else []
        if inside:
            end, words, proper = inside[-1].end, words + len(inside), True
            # Nothing but its head's name follows, where it has no patron's.
            gap = _SPACE.match(line.text, end) if person else None
        elif run or (named_after and _names_a_head(line, capital_run(line, at, 4))):
            if named_after or not person or proper:
                break
            named_after = True
            end, words = run[-1].end, words + len(run)
            gap = _SPACE.match(line.text, end)
        else:
            end, words = match.end(), words + 1
            # "Bệnh viện Cái Sậy | Lê Văn Mẫn": after a name of its own no other's follows.
            own = line.capital(at) and match[0] not in _TYPES
            proper = proper or own or match[0][0].isdigit()
            gap = _GAP.match(line.text, end) or _in_series(line, grammar, end, words)
        if gap is None:
            break
        at = gap.end()
    return _without_conjunction(line, end)


def institution_at(line: Line, at: int) -> bool:
    """Say whether a hospital's or a school's name begins there."""
    return line.capital(at) and line.writing.pattern(_INSTITUTION).match(line.key, at) is not None


def _in_series(line: Line, grammar: Grammar, end: int, words: int) -> re.Match[str] | None:
    """Return the comma with which a name goes on; None where another phrase follows it."""
    gap = line.writing.pattern(_SERIES).match(line.key, end)
    if gap is None:
        gap = line.writing.pattern(", ").match(line.key, end)
        sector = grammar.sector.match(line.key, end + 2)
        return gap if gap and sector is not None and line.capital(end + 2) else None
    at = gap.end()
    stops = any(
        grammar.stop.match(line.key, w.start()) for w in _WORD.finditer(line.key, at, at + 24)
    )
    if words < 1 or stops or name_length(line, capital_run(line, at, 6)) > 1:
        return None
    others = (grammar.whole, grammar.outer, grammar.open)
    return None if any(other.match(line.key, at) for other in others) else gap


def _is_other(line: Line, grammar: Grammar, at: int, *, first: bool, part: bool) -> bool:
    """Say whether something else begins there than a word of the name."""
    stop = grammar.stop.match(line.key, at)
    if stop is not None and not (first and _is_named_so(line, at)):
        return True
    if part and not first and institution_at(line, at):
        return True
    if line.capital(at) and degree_at(line, at):
        return True
    if line.word_before(at) == line.writing.word("phi"):
        return False  # "tổ chức phi chính phủ"
    whole = None if first else grammar.whole.match(line.key, at)
    return whole is not None and not _is_half_of_a_word(line, at, whole[1])


def _is_named_so(line: Line, at: int) -> bool:
    """Say whether a verb with a capital begins a body's own name: "Trung tâm **Trao đổi** …"."""
    verb = line.writing.pattern(VERBS).match(line.key, at)
    return verb is not None and line.capital(at) and not line.text[at : verb.end()].isupper()


def _is_half_of_a_word(line: Line, at: int, end: int) -> bool:
    """Say whether what looks like a body is none: "Sơn **Ca**", "bồi dưỡng cán **bộ** giáo dục"."""
    if end - at == len("ca") and not line.text[at:end].isupper():
        return True  # an abbreviation of two letters is written in capitals
    return line.word_before(at) in line.writing.words("cán tiến") and not line.capital(at)


def _may_belong(line: Line, word: re.Match[str], small_words: bool, *, after_capital: bool) -> bool:
    """Say whether a word is written as those of such a name: with a capital, or a small word.

    Right behind a capitalized word any small one goes on with it ("Thống kê", "Bảo tồn"), but a
    verb.
    """
    if line.capital(word.start()) or not word[0].isalpha():
        return True
    key = line.key[word.start() : word.end()]
    if not small_words:
        return False
    if after_capital and key not in line.writing.words(_VERBS):
        return True
    if key in line.writing.words(INSTITUTION_WORDS):
        return True
    two = line.key[word.start() : word.end() + 12].split(" ")[:2]
    before = f"{line.word_before(word.start())} {key}"
    pairs = line.writing.words(INSTITUTION_PAIRS)
    return " ".join(two).rstrip(",.;:)") in pairs or before in pairs


_VERBS: Final = """
bày bị cho chỉ chia chủ cũng cùng dẫn dự đã đang đáp đến đề đi đưa được ghi giao giải giữ gửi hứa
kể khai khẳng không ký là lên lại mong mời nêu nhấn nhớ nhận nói phải phát qua ra sang sẽ tặng tại
than thăm thì tiếp tới trao trả từ và vào vẫn về với vừa xin xuống yêu cảnh_báo có còn do hỏi hôm
khi lo mới nay như
"""
"""Small words that end a name even behind a capitalized word."""


def _unit_there(line: Line, at: int) -> Sequence[Syllable]:
    """Return the words of the known unit that a person's name follows: "khu vực Ba Tri | Lê …"."""
    run = capital_run(line, at, 8)
    known = known_words(line, run) if len(run) > 2 else 0
    if known < 2 or is_common(run[0].key, line.writing) or name_length(line, run[known:]) < 2:
        return []
    return run[:known]


def _person_there(line: Line, at: int) -> Sequence[Syllable]:
    """Return the words of the person's name that surely begins there; none if there is none."""
    if not line.capital(at):
        return []
    run = capital_run(line, at, 8)
    run = run[: before_degree(line, run)]
    if _is_before_a_name(line, run) or _is_a_continent(line, at, run):
        return []
    length = name_length(line, run) if len(run[0].text) > 1 else 0
    if length >= 3 or (length == 2 and is_common(run[0].key, line.writing)):
        return run[: _without_head(line, run, length)]
    return []


def _is_a_continent(line: Line, at: int, run: Sequence[Syllable]) -> bool:
    """Say whether a word is half of a continent's name: "Vụ Châu **Âu** Lê Văn Mẫn"."""
    second = run[0].key if run else ""
    return line.word_before(at) == line.writing.word("châu") and second in line.writing.words(
        "á âu mỹ phi úc"
    )


def _is_before_a_name(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether a word ends the body's name though it might be a surname: "Mai | Lê Thị Bé"."""
    if len(run) < 4 or run[2].key not in line.writing.words("văn thị"):
        return False
    return is_common(run[1].key, line.writing)


def _without_head(line: Line, run: Sequence[Syllable], length: int) -> int:
    """Return how many words are the person a school is named after; its head may follow."""
    middle = line.writing.words("văn thị")
    order = (2, 3, 4) if len(run) == _TWO_AND_THREE else (3, 2, 4)
    cuts = [cut for cut in order if cut > 2 or run[1].key not in middle]
    for cut in cuts:
        head = run[cut:]
        if len(head) < 2 or name_length(line, head) < 2:
            continue
        if is_common(head[0].key, line.writing) or (len(head) > 2 and head[1].key in middle):
            return cut
    if len(run) >= _TWO_AND_THREE:
        # No one person's name is so long: whatever the surname, a second one follows.
        return next((cut for cut in cuts if _names_a_head(line, run[cut:])), length)
    return length


def _names_a_head(line: Line, words: Sequence[Syllable]) -> bool:
    """Say whether words behind the name of a school's patron are its head's, and no place."""
    if len(words) < 2 or name_length(line, words) < 2 or known_words(line, words) > 1:
        return False
    return not province_ends(line, words[0].start)


def _without_conjunction(line: Line, end: int) -> int:
    """Leave a conjunction at the end to what follows."""
    conjunction = line.writing.pattern(_CONJUNCTION)
    while (tail := conjunction.match(line.key[max(0, end - 12) : end])) is not None:
        end -= len(tail[1]) + 1
    return end


def capitalized(name: str) -> str:
    """Return a name with a capital first letter, its tones where the older spelling has them."""
    key = name.lower() if name.isascii() else marked_key(name)
    if len(key) == len(name) and key != name.lower():
        name = "".join(k.upper() if c.isupper() else k for c, k in zip(name, key, strict=True))
    return name[:1].upper() + name[1:]


def expanded(name: str) -> str:
    """Return a name with the abbreviations of schools and health centres in full."""
    name = _DASH.sub(" - ", name)
    return " ".join(_IN_FULL.get(word) or _both_in_full(word) for word in name.split(" "))


def _both_in_full(word: str) -> str:
    """Return two abbreviations that a dash joins in full: "GDNN-GDTX"."""
    parts = word.split("-")
    known = len(parts) > 1 and all(part in _IN_FULL for part in parts)
    return " - ".join(_IN_FULL[part] for part in parts) if known else word


def party_field(written: str) -> str:
    """Return a field that has a Party committee as it is called: "Khối CCQ&DN" in full."""
    block, _, short = written.upper().partition("KHỐI CCQ")
    if not block and short != written.upper():
        return "Khối các cơ quan và doanh nghiệp" if short else "Khối các cơ quan"
    return written[:1].lower() + written[1:] if block.startswith("CÁC ") else capitalized(written)
