"""Where the name of a person begins and ends in a text: its shape, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from worker.vietnamese.names.names import SURNAMES
from worker.vietnamese.text.fold import is_syllable
from worker.vietnamese.text.line import (
    COMMON_SURNAMES,
    MARKED,
    Line,
    Syllable,
    Writing,
    capital_run,
)

MOST_SYLLABLES: Final = 5
_PEOPLES: Final = """
a ama alăng adrơng ayun bạc blồng bríu byă cà cầm chá chảo chau cháng chang coor cư cứ danh êban ê
giàng hạng hảng hờ hôih ka kră kbuôr kđoh kpơr ksơr lầu lường lử lỳ mí mlô mông mua neáng nay niê
nông phàn pờ pơloong quàng rah rcom rơ rmah rơchăm sần sình siu sung sùng ta tằng tẩn tòng tráng
triệu tưởng khưu nhữ uông ngân cấn bàn hoa thi chế lãnh ngạc đới đậu lỗ tiết trầm vạn vòng voòng
vưu lữ giả đèo khà khâu liễng hàng bồ sử đạo châm phủng seo thền chẩn hoành lơ thị sơn văn lô cụt
già phu chẻo sừng sộng chìu dường bon touneh liêng cơlâu briu bríu arất chamaléa
mang kiên men ong tất bh nại jơ rơông kra jan cil kơ katơr pinăng bá bàng
biện cái cam cát chân chiêm chúc cồ công cự diêm diệp doãn dư đái điêu đoạn đổng giản hán hình
hoắc hi hy khiếu khấu ký lai lam lăng lộ lư mao mâu nhậm ong phí quang sái sỹ tề thang thiều thoa
tiền trác tri trưng u ung ưng viên xà sì vương khoa kông sô lành âu mạch thùng vầy phoòng vừ xồng
y ya zơrâm zơ chẩu mè ngưu thôi ôn lèo khoàng sồng moong vảng thò phàng thàng hwing ênuôl hđơk
kpuih puih kđăm mấu não trượng păng ndu bđap hmok ktla bhling bhnướch ating riáh tào
kpá rahlan hiao bkrông knul êñuôl ktul mjâo hra dham
trình ngọ vy néang bling dagout pi bố bonniêng
"""
"""First syllables of names among the peoples of the mountains and the delta."""

_MIDDLE: Final = "văn thị"
_ENDS: Final = """
bày biểu bị bởi cấp chỉ_đạo chấn_chỉnh chấp chia cho chúc chứng có còn cũng cùng của cử đã đang
đánh để đến đề đi điều đón được động gặp giao giới giữ họp kêu khai khen khi khảo khẳng kiểm ký là
làm lại lên mời nêu nghe nhận nhấn nhắc nói ở phải phân phát phát_biểu qua quyết rằng sẽ tái tặng
tại thăm tham tham_dự theo thôi thị_sát thắp tiếp tìm tới trả trao trên trong trúng trực_tiếp từng
ubnd và vào vẫn về vì viếng viết với xin xuống yêu hđnd mttq chủ_trì chủ_tọa dâng_hương thắp_hương
dự kiến_nghị nhậm_chức tuyên_thệ công_bố đối_thoại gửi trình giám_sát thanh_tra xử_lý đẩy_nhanh
tiếp_tục đề_nghị khảo_sát tập_trung khẩn_trương tăng_cường
nhiệm_kỳ khóa thông_tin tri_ân làm_việc nhìn nhất_trí phê_duyệt bác_bỏ hứa khởi_công hội_đàm
hội_kiến điện_đàm
"""
"""Words that end a name where capitals do not show it: in capitals throughout, in headlines."""

_TITLE: Final = (
    r"(?:nguyên |quyền )?"
    r"(?:phó (?:bí|chủ|giám|trưởng|chánh|tổng|thủ|viện|vụ|cục|ban|phòng|đoàn|chỉ|tư|chính|hiệu)"
    r"|tổng (?:bí|giám|cục|tham|thanh)"
    r"|bí thư|chủ tịch|chủ nhiệm|đại biểu|đồng chí)"
)
"""What begins a title whose first word looks like a surname or a given name."""

_TITLE_WORDS: Final = "nguyên quyền phó tổng bí chủ đại đồng"
"""The first words of all that the pattern finds: a look at one word saves most searches."""

_NEW_TITLE: Final = (
    r"(?:(?:nguyên |quyền )?"
    r"(?:phó |tổng |bí thư|chủ tịch|chủ nhiệm|giám đốc|trưởng (?:ban|phòng|đoàn)"
    r"|chánh (?:án|văn|thanh)|viện trưởng|bộ trưởng|thứ trưởng|thủ tướng|ủy viên|đại biểu"
    r"|hiệu trưởng|tư lệnh|chính ủy|chỉ huy|vụ trưởng|cục trưởng"
    r"|tỉnh ủy|thành ủy|huyện ủy|đảng ủy|ủy ban)"
    r"|ông |bà |đồng chí |ubnd|hđnd|sở |công an )"
)
"""What begins a new phrase after a name without a comma."""

_NO_NAME: Final = (
    r"(?:nguyên |quyền )?(?:phó|trưởng|chánh|bí thư|chủ tịch|chủ nhiệm|giám đốc|thủ tướng|bộ trưởng"
    r"|tỉnh|huyện|xã|phường|quận|thành phố|thị xã|ban|hội|đoàn|sở|bộ|ủy|công an|công ty|tập đoàn"
    r"|trường|trung tâm|chính phủ|chính trị|quốc|nhà|đảng|mặt trận|việt nam|chi|cục|vụ|phòng|viện"
    r"|tòa|liên|tổng|đài|báo|ngân hàng|doanh nghiệp|hợp tác|đại biểu|thường trực|ủy viên|khu|tổ"
    r"|bệnh viện|học viện|quân|nhân dân|đồng chí|văn phòng|hội đồng|thanh tra|kho bạc)(?![^\W_])"
)
"""Words in capitals with which bodies and titles begin, and no name whose surname is unknown."""

_COMRADES: Final = (
    r"(?:các |những |hai |ba )?(?:đồng chí|đ/c|đ\.c)|ông(?! (?:thị|văn) )|bà(?! rịa )"
)
DEGREE: Final = r"(?:gs|pgs|ts|ths|bs|bác sĩ|tiến sĩ|thạc sĩ|giáo sư|kỹ sư|luật sư)"
"""A degree or a learned profession, as most papers write it before a name: "TS"."""

_DEGREES: Final = (
    rf"(?:(?:bác|dược) sĩ (?:chuyên khoa|ck) ?(?:ii?|[12])|{DEGREE}|ks|cn|phó giáo sư|cử nhân"
    r"|dược sĩ|nhà giáo(?: ưu tú| nhân dân)?|(?:thầy thuốc|nghệ sĩ|nghệ sỹ) (?:ưu tú|nhân dân)"
    r"|ttưt|ttnd|nsnd|nsưt|ngưt|ngnd|bsck(?:ii?|[12])|kts|kiến trúc sư|cka?ii?|ck[12])"
)
_DEGREES_FIRST: Final = rf"(?:{_DEGREES}(?![^\W_])[.,]? ?)+(?=\w)"
_KIN: Final = (
    r"anh|chị|(?:cô|thầy) giáo|cô|bác|chú|thầy(?! (?:ông|bà|anh|chị|đồng chí) )|cụ|ngài"
    r"|bị cáo|bị can|cậu bé|cô bé|cậu|má|mẹ|dì|dượng"
)
_KIN_OR_SURNAME: Final = "dượng chú má cụ"
RANK: Final = r"(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)"
"""A rank of police or army: "Đại tá"."""

_RANKS: Final = (
    rf"{RANK}|chuẩn (?:đô đốc|úy)|(?:phó )?đô đốc"
    r"|anh hùng (?:lực lượng vũ trang nhân dân|llvtnd|lao động)"
    r"|hòa thượng|thượng tọa|đại đức|ni sư|linh mục|giám mục|mục sư"
)
_HONORIFICS: Final = (
    rf"(?:(?:{_COMRADES}|{_DEGREES}|{_KIN}|{_RANKS})(?![^\W_])(?:[.,:]?(?:-)? ?|: ))+(?=\w)"
)
"""Honorifics, degrees and ranks before a name, one or several; whole words ("ông Bành")."""


_BEFORE: Final = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
"""How many characters an honorific, a rank or a degree may take with what is behind it."""


def honorific_end(line: Line, at: int) -> int:
    """Return where the honorifics, ranks and degrees that begin there end; ``at`` for none."""
    match = line.writing.pattern(_HONORIFICS).match(line.key, at)
    if match is not None:
        return at if _is_surname_without_marks(line, at) else match.end()
    if not line.key.startswith(line.writing.word("ông "), at) or _is_surname_ong(line, at):
        return at
    return at + len("ông ")


def degree_at(line: Line, at: int) -> bool:
    """Say whether a degree begins there that a name follows: "BS.CKII Lê Văn Mẫn"."""
    degree = line.writing.pattern(_DEGREES_FIRST).match(line.key, at)
    return degree is not None and polite_name_at(line, degree.end()) is not None


def _is_surname_without_marks(line: Line, at: int) -> bool:
    """Say whether a capital word is rather the surname Dương, Chu or Mã than "dượng", "chú", "má".

    Three words or more are a whole name: "Duong Minh Man", but "Chu Man".
    """
    if line.writing is MARKED or not line.capital(at):
        return False
    run = capital_run(line, at, 4)
    surname = bool(run) and run[0].key in line.writing.words(_KIN_OR_SURNAME)
    return surname and len(run) > 2 and not is_common(run[1].key, line.writing)


def _is_surname_ong(line: Line, at: int) -> bool:
    """Say whether "Ông" is a surname there: "Ông Thị Mai", not "ông Văn Hữu Mẫn"."""
    run = capital_run(line, at, 4)
    if len(run) < 3 or run[1].key not in line.writing.words(_MIDDLE):
        return False
    return len(run) == 3 or run[1].key == line.writing.word("thị")


def honorific_before(line: Line, at: int) -> bool:
    """Say whether an honorific, a rank or a degree ends right before: "Thiếu tướng Mẫn"."""
    for length in _BEFORE:
        start = at - length
        begins = start >= 0 and not line.text[start - 1 : start].isalnum()
        if begins and honorific_end(line, start) == at:
            return not _ends_a_name(line, start, at)
    return False


def _ends_a_name(line: Line, start: int, at: int) -> bool:
    """Say whether the word is the last of a name on a list: "Lê Đức **Anh**, Trần Văn Mẫn"."""
    if line.text[at - 2 : at] != ", " or not line.capital(start):
        return False
    return line.capital(line.text.rfind(" ", 0, max(0, start - 1)) + 1)


def is_surname(key: str, writing: Writing) -> bool:
    """Say whether a syllable, as a key, may begin a name."""
    if key in _surnames(writing):
        return True
    if key.isalpha():
        return False
    first = key.replace("’", "'").split("'")[0]
    return first != key and (len(first) == 1 or first in _surnames(writing))


_VA: Final = "Và"


def name_length(line: Line, run: Sequence[Syllable]) -> int:
    """Return how many of the first words are a person's name by their shape; 0 for none."""
    if not run:
        return 0
    asked = run[0].start, run[-1].end
    length = line.lengths.get(asked)
    if length is None:
        may_be = _may_begin_name(run, line.writing) or _is_surname_va(line, run[0])
        length = line.lengths[asked] = _read_length(line, run) if may_be else 0
    return length


def _read_length(line: Line, run: Sequence[Syllable]) -> int:
    writing = line.writing
    if _begins_otherwise(line, run):
        return 0
    words = run[: _until_other_words(line, run)]
    if len(words) < 2:
        return 1 if words and _ALONE.match(words[0].text) else 0
    if is_surname(words[0].key, writing) or words[0].text == _VA:
        return _without_next_name(run, len(words), writing)
    # Whatever the surname, "Văn" or "Thị" in the second place makes a name.
    if len(words) >= 3 and words[1].key in writing.words(_MIDDLE):
        return min(len(words), 4)
    return 0


def _is_surname_va(line: Line, word: Syllable) -> bool:
    """Say whether "Và", elsewhere "and", is a surname there: "ông Và Bá Chù"."""
    return word.text == _VA and honorific_before(line, word.start)


def _may_begin_name(run: Sequence[Syllable], writing: Writing) -> bool:
    """Say whether the first two words allow a name: a look at them saves most of the reading."""
    if is_surname(run[0].key, writing) or _ALONE.match(run[0].text):
        return True
    return len(run) > 2 and run[1].key in writing.words(_MIDDLE)


def _begins_otherwise(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether a title or an honorific stands first: "Phó Chủ tịch", "Ông Lê Văn Mẫn".

    Phó and Ông are surnames too: "Ông Thị Mai".
    """
    if not run:
        return False
    title = run[0].key in line.writing.words(_TITLE_WORDS)
    if title and line.writing.pattern(_TITLE).match(line.key, run[0].start):
        return True
    if run[0].key == line.writing.word("ông"):
        return not _is_surname_ong(line, run[0].start)
    if run[0].key == "co" and len(run) > 2:
        # Without marks "Cô Lê Thị Bé" begins like the surname Cồ.
        return is_common(run[1].key, line.writing)
    return run[0].key == line.writing.word("bà")


def foreign_name_at(line: Line, at: int) -> bool:
    """Say whether a name stands there that is no Vietnamese one by its syllables."""
    run = capital_run(line, at, MOST_SYLLABLES)
    return bool(run) and not all(is_syllable(word.text) for word in run)


def loose_name_at(line: Line, at: int) -> int:
    """Return where a name ends whose surname is not known: two to four Vietnamese syllables."""
    run = capital_run(line, at, MOST_SYLLABLES)
    length = _until_other_words(line, run) if run else 0
    words = run[:length]
    if not 2 <= length <= 4 or not all(is_syllable(word.text) for word in words):
        return 0
    if _begins_otherwise(line, run) or line.writing.pattern(_NO_NAME).match(line.key, at):
        return 0
    return words[-1].end


def is_called_so(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether words behind the name of a place are a person's, whatever the surname.

    "tỉnh Quảng Ninh Quảng Trọng Khuê": three or four words, and no body or title begins there.
    """
    return called_at(line, run[0].start) == run[-1].end


_ALONE: Final = re.compile(r"[HK]['’]\w")
"""How a name begins that is whole with one word: "K'Mẫn"."""

_SPEAKS: Final = (
    r",? (?:phát biểu|cho biết|cho hay|cho rằng|nói|khẳng định|nhấn mạnh|chia sẻ|thông tin"
    r"|báo cáo|bày tỏ"
    r"|chủ trì|yêu cầu|đề nghị|trao đổi|kết luận|phân tích|lưu ý|nhận định|kể|trả lời"
    r"|giải trình)(?![^\W_])"
)


def speaks_at(line: Line, at: int) -> bool:
    """Say whether somebody is said to speak or to lead: a person stands before that."""
    return line.writing.pattern(_SPEAKS).match(line.key, at) is not None


def name_at(line: Line, at: int) -> int:
    """Return where the name that begins there ends; 0 where none does."""
    end = line.names.get(at)
    if end is None:
        end = line.names[at] = _read_name(line, at)
    return end


def _read_name(line: Line, at: int) -> int:
    run = capital_run(line, at, MOST_SYLLABLES + 1)
    length = name_length(line, run)
    return run[length - 1].end if length else 0


def polite_name_at(line: Line, at: int) -> tuple[int, int] | None:
    """Return where a name begins and ends that may have honorifics before it; None for none."""
    start = honorific_end(line, at)
    end = name_at(line, start) or (called_at(line, start) if start > at else 0)
    return (start, end) if end else None


def called_at(line: Line, at: int) -> int:
    """Return where a name ends that an honorific begins, whatever the surname; 0 for none.

    "đồng chí Quảng Trọng Khuê": two words may as well be a place ("bà Ba Tri").
    """
    end = loose_name_at(line, at)
    several = line.text.count(" ", at, end) > 1
    return end if end and several and not line.text[at:end].isupper() else 0


@cache
def _surnames(writing: Writing) -> frozenset[str]:
    """Return the keys of all first syllables of names."""
    return writing.words(" ".join(SURNAMES) + " " + _PEOPLES)


def is_common(key: str, writing: Writing) -> bool:
    """Say whether it is one of the most common surnames."""
    return key in writing.words(COMMON_SURNAMES)


def _until_other_words(line: Line, run: Sequence[Syllable]) -> int:
    """Return how many of the words come before one that begins something else."""
    new_title = line.writing.pattern(_NEW_TITLE)
    capitals = _in_capitals(line, run)
    unclear = capitals or len(run) > MOST_SYLLABLES
    if capitals and _ends_name(line, run[0]):
        return 0
    shouted = run[0].text.isupper()
    for index, word in enumerate(run):
        if index >= 2 and new_title.match(line.key, word.start):
            return index
        if not shouted and word.text.isupper() and len(word.text) > 1:
            return index  # "Lê Văn Mẫn UBND": an abbreviation never goes on with a name
        if unclear and index and _ends_name(line, word):
            return index
    return min(len(run), 4 if unclear else MOST_SYLLABLES)


def _in_capitals(line: Line, run: Sequence[Syllable]) -> bool:
    """Say whether all words, of which there are some, are in capitals throughout."""
    return line.text[run[0].start : run[-1].end].isupper()


def before_verb(line: Line, run: list[Syllable]) -> list[Syllable]:
    """Return the words of a run in capitals up to the first that ends a name; else all."""
    if not run or not _in_capitals(line, run):
        return run
    end = next((i for i, word in enumerate(run) if _ends_name(line, word)), len(run))
    return run[:end]


def _ends_name(line: Line, word: Syllable) -> bool:
    """Say whether a word, or it and the next, never goes on with a name."""
    words = line.writing.words(_ENDS)
    if word.key in words:
        return True
    two = line.key[word.start : word.end + 12].split()[:2]
    return " ".join(two) in words


def _without_next_name(run: Sequence[Syllable], length: int, writing: Writing) -> int:
    """Return the length without a second name that follows at once ("Lê Văn Mẫn Trần Thị Bé")."""
    for index in range(2, min(length, len(run) - 1)):
        middle = run[index + 1].key in writing.words(_MIDDLE)
        if middle and is_common(run[index].key, writing):
            return index
    return length
