"""Offices said by a verb: "Lê Văn Mẫn được bầu giữ chức Bí thư", "miễn nhiệm … đối với ông Mẫn"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from worker.match.titles.followed import who_follows, who_went
from worker.match.titles.name_lists import entries_before, in_a_row, sharing
from worker.match.titles.name_spans import name_ending, names_in
from worker.match.titles.named import Named, as_said_before, before_it, certain, over
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.names.name_shapes import DEGREE, RANK, honorific_end, name_at, polite_name_at
from worker.vietnamese.text.line import Line

_ADVERBS: Final = (
    r"(?: (?:được (?:giao|phân công|cử|điều động|điều|chỉ định|luân chuyển|phê chuẩn|bổ nhiệm|bầu"
    r"|bổ nhiệm lại"
    r"|tăng cường|biệt phái"
    r"|tín nhiệm bầu|tín nhiệm|giao nhiệm vụ)(?:,? (?:luân chuyển|phân công)|(?<=động),(?= nhận))?"
    r"|trước khi [^,.;\n]{2,40}?"
    r"|trước đó|trước đây|trước kia|hiện nay|hiện|đang|nay|vừa|đã|sẽ|mới|tiếp tục|chính thức"
    r"|cũng|lần lượt|đều|cùng|tái|từng|nguyên|(?:khi|lúc|hồi) (?:đó|ấy|bấy giờ)|bấy giờ"
    r"|lại|còn|tân|về|khi|bị|tuyên thệ|lần đầu(?: tiên)?))*"
)
_VERBS: Final = (
    r"(?:,? (?:nghỉ hưu|chuyển công tác|thôi tham gia[^.;\n]{2,60}?)(?:,| và))?"
    r"(?: tham gia [^.;\n]{2,60}? và)?"
    r"(?: (?:và|đã|để))? (?:là|làm|giữ|đảm nhiệm|đảm nhận|đảm đương|đảm trách|nắm giữ|trúng cử"
    r"|đắc cử|tái cử"
    r"|kiêm nhiệm|kiêm|trở thành|nhậm chức|nhận nhiệm vụ|đến nhận(?= chức)|tái đắc cử"
    r"|trên cương vị|với cương vị|ở cương vị|thôi giữ|thôi làm|thôi đảm nhiệm|thôi|lên làm"
    r"|lên thay làm|thay làm|rời"
    r"|được (?:giao|phân công)(?: tạm thời)? thực hiện(?= (?:các )?nhiệm vụ)"
    r"|được bầu(?: lại)?|được miễn nhiệm|được cho thôi giữ|được cho thôi"
    r"|được bổ nhiệm lại|được bổ nhiệm|được giao|được phân công|ngồi|giữ các|kinh qua|trải qua"
    r"|kinh qua các|trải qua các"
    r"|từng qua|được (?:đảm nhận|đảm nhiệm)"
    r"|được (?:(?:thủ tướng|chủ tịch|quốc hội|đại hội|hội nghị|trung ương|bộ trưởng|ubnd|hđnd"
    r"|bộ|ban|tỉnh|thành|huyện)(?: [^\W\d_]+,?){0,8} )"
    r"(?:giao|bổ nhiệm|bầu|chỉ định|phân công|phê chuẩn|tín nhiệm)"
    r"(?: (?:giữ|làm|đảm nhiệm))?"
    r"|vào(?= (?:chức|vị trí|cương vị))|tham gia|bị cách chức|bị cách|bị bãi nhiệm|bị miễn nhiệm)"
)
_NOUNS: Final = (
    r"(?: vào(?= chức| vị| cương))?"
    r"(?: (?:các |nhiều )?(?:chức vụ|chức danh|chức|cương vị|trọng trách|vị trí|nhiệm vụ|công tác"
    r"|ghế|vai trò))*"
    r"(?:(?: (?:chủ chốt|quan trọng|lãnh đạo|khác nhau))*(?: (?:ở|tại|của|trong) [^.,;:\n]{2,40}?)?"
    r",? như| (?:là|làm|mới|tân|nữ))?:?"
)
VERB: Final = rf"(?=[ ,])(?: \([^()\n]{{1,30}}\))?{_ADVERBS}{_VERBS}{_NOUNS} $"
"""A verb of office between a name and a chain: " được bầu giữ chức "."""

_VERB_ENDS: Final = (
    "là làm giữ nhiệm nhận đương trách cử kiêm thành chức vụ danh vị trọng tác ghế trò mới tân"
    " như nữ thôi rời bầu ngồi các gia trí giao công lại"
)
"""The last words of all that VERB finds: a look at one word saves most searches."""

_CLAUSE: Final = (
    r"(?: ?,| được| vừa| đã| hiện| đang| nay| trúng| tái| sẽ| sinh| nghỉ hưu| chuyển| từ năm"
    r"| (?:do|vì) được| (?:đến|về|sang) (?:nhận|công tác)"
    r"| -| \()"
)
_CLAUSE_ENDS: Final = (
    r"[.:] |; (?!(?:đến nhận|đến công tác|chỉ định|để|đồng thời|điều động|bổ nhiệm|phân công)"
    r"(?![^\W_]))"
)
"""What ends a clause; one without a name of its own goes on: "; đến nhận công tác tại …"."""

_HOPED: Final = (
    r"(?:giới thiệu|đề cử|ứng cử|dự kiến|quy hoạch|mong muốn|xin"
    r"|(?<!phê chuẩn )đề nghị (?:quốc hội |hđnd )?(?:phê chuẩn |xem xét |việc )*(?:bầu|bổ nhiệm))"
    r"[^.;\n]{0,60}$"
)
_SENT: Final = rf"(?:điều động|luân chuyển) (?:ông|bà|đồng chí|anh|chị|{RANK}) "
_DECIDES: Final = (
    r" (?:đã |vừa |mới )*(?:(?:ký|ban hành|trao|công bố)(?: [^.,;\n]{2,24})? quyết định"
    rf"|(?:ký|có|ban hành) các quyết định)(?: (?:(?!{_SENT})[^.;:\n]){{2,80}})?"
    r" (?:chỉ định|bổ nhiệm|kéo dài|phê chuẩn|điều động)"
    r"(?: (?:lại|và|nhân sự|cán bộ|kéo dài|thời gian|giữ|làm|chức vụ|chức danh|chức|các))* $"
)
"""Before an office that somebody only gives: "A ký quyết định chỉ định nhân sự giữ chức"."""

_AND_WHO: Final = rf",? và (?:ông|bà|đồng chí|anh|chị|(?:{DEGREE}|{RANK})\.?)[ .](?:{DEGREE}[ .])?$"
_BEGINS_OR_CHOSEN: Final = (
    r"(?:^|^[^,.;:]{1,40},|(?:^|[^\w])(?:bầu|bổ nhiệm|chỉ định|điều động|phê chuẩn)(?: bổ sung)?)$"
)
"""Before the first of two who share a verb: a clause begins, or he is chosen."""

_OWN_TITLES: Final = r"(?:, | - | \()[^.;:\n]{3,120}"
"""What is told of the first of two who share a verb: his own titles."""

_HAS_A_VERB: Final = r" (?:làm|giữ chức|giữ các chức|đảm nhiệm|sang làm|về làm)(?: vụ)? "
"""Behind the first of two who do not share one: "A, Phó Tổng Thanh tra làm … và ông B làm …"."""

_POLITELY: Final = rf"(?:^|[^\w])(?:ông|bà|đồng chí|anh|chị|{DEGREE}|{RANK})[ .]+$"
_ONCE: Final = r"(?:từng|nguyên|trước đây|trước đó|thôi|rời) "
_TERM: Final = (
    r"(?:,? \(?(?:các )?(?:khóa (?:[ivxlc]+|\d{1,2})(?:, (?:[ivxlc]+|\d{1,2}))*"
    r"|nhiệm kỳ \d{4} ?- ?\d{4})\)?){0,2}"
)
_EARLIER: Final = r"trước (?:đó|đây) (?:là|làm|giữ)"
_AND_ALSO: Final = (
    rf"{_TERM}(?:[;,] (?:và )?| và )"
    r"(?:đồng thời |(?:sau cùng|cuối cùng|sau đó|trước đó|trước đây) )?"
    r"(?:là |làm |giữ chức |đắc cử |trúng cử |được bầu làm )?"
)
"""Between the offices of one person that a verb lists."""

_PRONOUN: Final = (
    r"(?:(?<!các)(?<!hai)(?<!những)(?:^|[^\w])(?:ông|bà|anh|chị|đồng chí|người)"
    r"|(?:^|[.,;] )(?:ông|bà|anh|chị|đồng chí) (?P<tells>[^.;:\n]{3,100}),)$"
)
"""Who does what the verb says, or what the clause before it tells: "anh vào Đảng, hiện là"."""

_LIFE: Final = (
    r"(?: \([^()\n]{2,30}\))?(?:, (?:đảng viên|cán bộ)[^,;:.()\n]{0,60})*"
    r"(?:, (?:sinh (?:ngày|năm)|sn|quê|nguyên quán|trú|ngụ|\d{2} tuổi)"
    r"| năm nay (?:đã )?\d{2,3} tuổi| \(?\d{2,3} tuổi\)?)"
    r"(?:[^\n]*)(?:[,;]| -) $"
)
_BORN: Final = r"(?: \([^()\n]{2,30}\))?,? sinh (?:ngày|năm) [^\n]{4,160}\. "
_MEMBER: Final = (
    r"(?: \([^()\n]{2,30}\))?,? (?:là |hiện là )?"
    r"(?:đảng viên|cán bộ hưu trí|hưu trí|hội viên|cử tri|sinh hoạt(?: đảng)? tại|hiện ở|ngụ|trú)"
    r"(?![^\W_])[^,;:.()\n]{0,60}(?:, [^,;:.()\n]{3,40})?[,;] $"
)
"""What is told of a former official before his office: to which cell he belongs, where he lives."""

_MEMBER_WORDS: Final = "đảng_viên hưu_trí hội_viên cử_tri sinh_hoạt hiện_ở ngụ trú"
"""Words of which what the pattern finds has one: a look for them saves most searches."""

_ACCUSED: Final = (
    r"(?:^|[.:;] |\n| và )(?:ông |bà |bị can |bị cáo )?(?=[^.;:()\n]{4,40} "
    r"\((?:sn|sinh năm|\d{2} tuổi)[^()\n]{0,24}\),? [^;:()\n]{4,140} \($)"
)
"""Before one whose titles stand in brackets behind an address: "Lê Sáu (SN 1970), trú tại … ("."""


def careers(line: Line, chains: Sequence[Chain], apart: Container[int]) -> list[Chain]:
    """Join what a verb says of one person: "ông Mẫn từng là Bí thư A; Chủ tịch B và Chánh án".

    But for chains of two persons, which begin at the places ``apart``.
    """
    and_also = line.writing.pattern(_AND_ALSO)
    joined: list[Chain] = []
    for chain in chains:
        gap = line.key[joined[-1].end : chain.lead] if joined else ""
        goes_on = gap and and_also.fullmatch(gap) and verb_before(line, joined[-1]) is not None
        if goes_on and chain.lead not in apart and not _is_anothers(line, chain):
            titles = certain(chain.titles)
            titles = over(titles) if line.writing.pattern(_EARLIER).search(gap) else titles
            joined[-1] = Chain.of((*joined[-1].titles, *titles))
        else:
            joined.append(chain)
    return joined


def gaining(line: Line, unnamed: Sequence[Chain]) -> list[Chain]:
    """Give holders who are not named what a verb says they become: "Chủ tịch A làm Bí thư B"."""
    told: list[Chain] = []
    for chain in unnamed:
        gap = line.key[told[-1].end : chain.lead] if told else ""
        if gap and line.writing.pattern(VERB).fullmatch(gap):
            titles = certain(chain.titles)
            once = line.writing.pattern(_ONCE).search(gap)
            told[-1] = told[-1]._replace(gained=over(titles) if once else titles)
        else:
            told.append(chain)
    return told


def _is_anothers(line: Line, chain: Chain) -> bool:
    """Say whether titles have a holder of their own, who follows, or are no offices."""
    titles = chain.titles
    after = polite_name_at(line, chain.end + 1) if line.key[chain.end : chain.end + 1] else None
    return after is not None or titles[0].several or any(title.foreign for title in titles)


def verb_before(line: Line, chain: Chain) -> int | None:
    """Return where a verb of office begins that ends right before a chain; None for none."""
    return line.once(("verb", chain.lead), _read_verb, chain)


def _read_verb(line: Line, chain: Chain) -> int | None:
    if line.word_before(chain.lead).rstrip(":") not in line.writing.words(_VERB_ENDS):
        return None
    floor, before = before_it(line, chain)
    # It goes over the end of a sentence in brackets alone.
    clause = 0 if "(" in before else max(before.rfind("."), before.rfind(";")) + 1
    verb = line.writing.pattern(VERB).search(before, clause)
    return floor + verb.start() if verb else None


def is_hoped(line: Line, chain: Chain) -> bool:
    """Say whether somebody is only proposed for an office, or stands for it."""
    _, before = before_it(line, chain)
    return line.writing.pattern(_HOPED).search(before) is not None


def _is_decided(line: Line, chain: Chain) -> bool:
    """Say whether somebody only decides who is given an office."""
    _, before = before_it(line, chain)
    decides = line.writing.word("quyết định") in before
    return decides and line.writing.pattern(_DECIDES).search(before) is not None


def by_predicate(line: Line, chain: Chain) -> list[Named]:
    """Read "Lê Văn Mẫn được bầu giữ chức Bí thư Huyện ủy"."""
    verb = verb_before(line, chain)
    if verb is None:
        return []
    if is_hoped(line, chain) or _is_decided(line, chain):
        return []
    floor, _ = before_it(line, chain)
    at = after_capitals(line, verb)
    span = (
        name_ending(line, at) or _name_with_clause(line, floor, at) or _last_named(line, floor, at)
    )
    if span is None:
        return []
    titles = as_said_before(line, chain, span[1])
    new = who_follows(line, span[0])
    if new is not None:
        return [Named(*new, titles, 0.9), Named(*span, over(certain(chain.titles)), 0.9)]
    others = sharing(line, span, chain.lead) or _pair(line, span[0])
    others = others or [one for one in entries_before(line, span[0]) if not _has_verb(line, one)]
    return [
        *(Named(*each, titles, 0.9) for each in (*others, span)),
        *who_went(line, chain),
    ]


def _has_verb(line: Line, one: tuple[int, int]) -> bool:
    """Say whether it is told of an entry of a list by itself which office is given."""
    end = line.text.find("; ", one[1])
    return line.writing.pattern(_HAS_A_VERB).search(line.key, one[1], end) is not None


def _pair(line: Line, start: int) -> list[tuple[int, int]]:
    """Return the first of two who share a verb: "Ông Lê Sáu và bà Ngô Chín được bầu làm"."""
    gap = line.writing.pattern(_AND_WHO).search(line.key[max(0, start - 16) : start])
    if gap is None:
        return []
    first = name_ending(line, start - len(gap[0]))
    if first is None:
        return _first_with_titles(line, start - len(gap[0]))
    return _politely_in_a_row(line, first)


def _politely_in_a_row(line: Line, last: tuple[int, int]) -> list[tuple[int, int]]:
    """Return a name that has a word of courtesy, and those before it: "Bà A, ông B và ông C"."""

    def polite(at: int) -> bool:
        found = line.writing.pattern(_POLITELY).search(line.key[max(0, at - 16) : at])
        return found is not None

    if not polite(last[0]):
        return []
    before = in_a_row(line, last[0])
    return [*(before if all(polite(one[0]) for one in before) else []), last]


def _first_with_titles(line: Line, end: int) -> list[tuple[int, int]]:
    """Return the first of two whose own titles stand before the other, up to ``end``.

    "HĐND bầu bà Ngô Chín, Ủy viên Ban Thường vụ Tỉnh ủy **và ông Lê Sáu**, … giữ chức": he begins
    the clause, or stands right behind who is chosen.
    """
    clauses = line.writing.pattern(_CLAUSE_ENDS).finditer(line.key, max(0, end - 260), end)
    floor = max((one.end() for one in clauses), default=max(0, end - 260))
    floor = max(floor, line.text.rfind("\n", 0, end) + 1)
    names = names_in(line, floor, end)
    polite = [line.writing.pattern(_POLITELY).search(line.key[floor : one[0]]) for one in names]
    called = [(one, word.start()) for one, word in zip(names, polite, strict=True) if word]
    if len(called) != 1:
        return []
    ((first, begins),) = called
    if line.writing.pattern(_HAS_A_VERB).search(line.key, first[1], end):
        return []
    lead = line.key[floor : floor + begins]
    if line.writing.pattern(_BEGINS_OR_CHOSEN).search(lead) is None:
        return []
    return [first] if line.writing.pattern(_OWN_TITLES).fullmatch(line.key, first[1], end) else []


def after_capitals(line: Line, at: int) -> int:
    """Return where a verb begins whose first words, by their capitals, end a name.

    "Lê Văn Nguyên làm Chủ tịch": *nguyên* is an adverb of such verbs too.
    """
    shouted = line.text[:at].rpartition("\n")[2].isupper()
    while not shouted and line.capital(at + 1) and (gap := line.text.find(" ", at + 1)) > 0:
        at = gap
    return at


def _name_with_clause(line: Line, floor: int, verb: int) -> tuple[int, int] | None:
    """Return the last name before a verb of office where a clause stands between."""
    ends = line.writing.pattern(_CLAUSE_ENDS).finditer(line.key, floor, verb)
    clause = max((end.end() for end in ends), default=floor)
    best: tuple[int, int] | None = None
    for start, end in names_in(line, clause, verb):
        if line.writing.pattern(_CLAUSE).match(line.key, end):
            best = (start, end)
    return best


def _last_named(line: Line, floor: int, verb: int) -> tuple[int, int] | None:
    """Return the person whom a pronoun before the verb means: the last one named."""
    clause = line.key[floor:verb]
    if line.key.startswith(line.writing.word(" và "), verb):
        clause += ","
    said = line.writing.pattern(_PRONOUN).search(clause)
    if said is None or (said["tells"] and line.capital(floor + said.start("tells"))):
        return None  # "Ông Mẫn năm nay 61 tuổi, từng là": a name of his own
    names = names_in(line, floor, verb)
    return names[-1] if names else None


def of_a_life(line: Line, chain: Chain) -> list[Named]:
    """Read "Đồng chí Lê Văn Mẫn, sinh năm 1950, quê xã Tân Lộc, nguyên Bí thư Huyện ủy"."""
    before = line.key[chain.lead - 2 : chain.lead]
    gone = before == "; " and chain.titles[0].status is OfficeStatus.FORMER
    member = _of_a_member(line, chain) if gone or before == ", " else []
    if member:
        return member
    if before == " (":
        return _of_an_accused(line, chain)
    if before == ". ":
        return _of_the_dead(line, chain)
    if before not in {", ", "; ", "- "}:
        return []
    begins = line.text.rfind(". ", 0, chain.lead) + 2, line.text.rfind("\n", 0, chain.lead) + 1
    start = max(begins)
    colon = line.text.find(": ", start, min(chain.lead, start + 260))
    start = honorific_end(line, colon + 2 if colon > 0 else start)
    end = name_at(line, start)
    if not end or end > chain.lead:
        return []
    if line.writing.pattern(_LIFE).fullmatch(line.key[end : chain.lead]) is None:
        return []
    return [Named(start, end, as_said_before(line, chain, chain.lead), 0.9)]


def _of_a_member(line: Line, chain: Chain) -> list[Named]:
    """Read "đồng chí Lê Sáu, đảng viên Đảng bộ phường Tân Rẫy, nguyên Bí thư Huyện ủy"."""
    floor, before = before_it(line, chain)
    if not any(word in before for word in line.writing.words(_MEMBER_WORDS)):
        return []
    gap = line.writing.pattern(_MEMBER).search(before)
    span = name_ending(line, floor + gap.start()) if gap else None
    return [Named(*span, as_said_before(line, chain, chain.lead), 0.9)] if span else []


def _of_the_dead(line: Line, chain: Chain) -> list[Named]:
    """Read "Đồng chí Lê Văn Mẫn, sinh ngày 30-11-1950, quê Tân Rẫy. Nguyên Bí thư Tỉnh ủy"."""
    if chain.titles[0].status is not OfficeStatus.FORMER:
        return []
    start = honorific_end(line, line.text.rfind("\n", 0, chain.lead) + 1)
    end = name_at(line, start)
    if not end or line.writing.pattern(_BORN).fullmatch(line.key[end : chain.lead]) is None:
        return []
    return [Named(start, end, over(chain.titles), 0.9)]


def _of_an_accused(line: Line, chain: Chain) -> list[Named]:
    """Read "Lê Sáu (SN 1970), trú tại phường Tân Rẫy (nguyên Chủ tịch UBND huyện Cái Sậy)"."""
    floor, before = before_it(line, chain)
    entries = [one.end() for one in line.writing.pattern(_ACCUSED).finditer(before)]
    start = floor + entries[-1] if entries else 0
    end = name_at(line, start) if entries else 0
    if not end or not line.key.startswith(" (", end):
        return []
    return [Named(start, end, as_said_before(line, chain, chain.lead), 0.9)]
