"""Reads who is named beyond a post that is no office: "Phó Chủ tịch, Trưởng Ban Chỉ đạo … Mẫn".

Heads of steering and organizing committees, of delegations and associations bear such posts
beside their offices, between these and their names.
"""

from __future__ import annotations

from typing import Final

from worker.match.titles.name_spans import name_ending, names_in, words_ending
from worker.match.titles.named import Named, as_said_before, before_it
from worker.match.titles.titled import Chain
from worker.vietnamese.names.name_shapes import is_common, polite_name_at
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line, capital_run

_POST: Final = (
    r"(?:nguyên )?(?:(?:phó )?trưởng(?: ban)?(?: thường trực)? (?:ban )?(?:chỉ (?:đạo|huy)|tổ chức)"
    r"|(?:phó )?trưởng (?:tiểu ban|đoàn|nhóm)|tổ (?:trưởng|phó)"
    r"|(?:phó )?chủ tịch (?:hội|hiệp hội|liên (?:hiệp|đoàn|minh)|hđqt|hđtv|câu lạc bộ|clb|quỹ)"
    r"|(?:phó )?chánh văn phòng (?:thường trực )?ban chỉ (?:đạo|huy)"
    r"|(?:phó )?chỉ huy trưởng ban chỉ huy|tổng chỉ huy"
    r"|(?:ủy viên|thành viên) (?:thường trực )?(?:ban chỉ (?:đạo|huy)|ban tổ chức|hội đồng)"
    r"|trưởng (?:thôn|ấp|bản|buôn|làng|xóm|khóm|khu phố|ban công tác)"
    r"|(?:kiểm sát|điều tra|thanh tra|chuyên|giảng) viên(?: sơ cấp| trung cấp| cao cấp| chính)?"
    r"|thẩm phán(?: sơ cấp| trung cấp| cao cấp)?"
    r"|người có uy tín)(?![^\W_])"
)
"""How such a post begins; where it is an office after all, it is in the chain of titles."""

_PRIVATE: Final = r"(?:phó )?(?:(?:tổng )?giám đốc|chủ nhiệm)(?![^\W_])"
"""Posts in companies, which stand behind their holder's name."""

_WITH_PARTY: Final = r"(?:(?:phó )?bí thư đảng ủy(?:,| -| kiêm) )?"
"""The Party office in a company, before the post in it."""

_JOINT: Final = r"(?:,? kiêm |, | - )"
_PHRASE: Final = (
    r"(?:[^,.;:()\n-]|-(?! )|\([^\W_]{2,8}\)"
    r"|, (?=chống|chữa|ứng phó|cứu|tìm|khắc|an (?:toàn|ninh)|trật tự|tiêu cực|lãng phí|khen))"
)
"""What such a post is for; a comma may stand in it."""

_BEFORE: Final = (
    rf"(?:, | - | \()(?P<post>{_WITH_PARTY}(?:{_POST}|{_PRIVATE})(?:{_PHRASE}){{0,100}}?){_JOINT}$"
)
_BEHIND: Final = rf"(?:{_JOINT})?{_POST}(?P<rest>(?:{_PHRASE}){{0,110}})(?P<called>, )?"
_UNIT: Final = r" (?=(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?![^\W_]))"
_POSTS: Final = """
trưởng tổ chủ_tịch phó chỉ_huy chánh ủy_viên thành_viên giám_đốc chủ_nhiệm người_có
viên thẩm_phán
"""
"""Words of which each post has one: a look for them saves most searches."""


def before_a_post(line: Line, chain: Chain) -> list[Named]:
    """Read "Lê Văn Mẫn, Trưởng Ban Chỉ đạo phòng cháy tỉnh, Phó Chủ tịch UBND tỉnh"."""
    floor, before = before_it(line, chain)
    if before[-2:] not in {", ", "- "} and not before.endswith(line.writing.word("kiêm") + " "):
        return []
    if not any(word in before for word in line.writing.words(_POSTS)):
        return []
    post = line.writing.pattern(_BEFORE).search(before)
    if post is None or _ends_with_another(line, floor + post.end("post")):
        return []
    span = name_ending(line, floor + post.start())
    return [Named(*span, as_said_before(line, chain, chain.lead), 0.9)] if span else []


def _ends_with_another(line: Line, end: int) -> bool:
    """Say whether somebody else stands there: "…, Chủ tịch Hội Nông dân tỉnh và Lê Sáu, …"."""
    words = words_ending(line, end)
    return bool(words) and line.word_before(words[0].start) == line.writing.word("và")


def behind_a_post(line: Line, chain: Chain) -> list[Named]:
    """Read "Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo phòng cháy tỉnh Lê Văn Mẫn"."""
    last = chain.titles[-1]
    at = last.end if last.body else last.start
    post = line.writing.pattern(_BEHIND).match(line.key, at)
    if post is None or (last.body and post.start("rest") == at):
        return []
    if post["called"]:
        span = polite_name_at(line, post.end())
        if span is not None and span[0] > post.end():
            return [Named(*span, chain.titles, 0.9)]
    span = _behind_a_place(line, *post.span("rest"))
    found = [span] if span else names_in(line, *post.span("rest"))
    return [Named(*found[0], chain.titles, 0.9)] if found else []


def _behind_a_place(line: Line, start: int, stop: int) -> tuple[int, int] | None:
    """Return the name right behind a post or a place: "Trưởng thôn Lê Văn Mẫn", "xã Tân Lộc …"."""
    first = capital_run(line, start + 1, 1)
    if first and is_common(first[0].key, line.writing):
        return polite_name_at(line, start + 1)
    for unit in line.writing.pattern(_UNIT).finditer(line.key, start, stop):
        place = place_at(line, unit.end(), bare=False)
        span = polite_name_at(line, place.end + 1) if place else None
        if span is not None and span[1] <= stop:
            return span
    return None
