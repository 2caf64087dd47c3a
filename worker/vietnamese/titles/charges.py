"""Reads of what body somebody is made the acting head: "được giao phụ trách UBND tỉnh"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.roles import CHARGES, Family, Role

_REACH: Final = 40
"""Characters before the words that are looked at."""

_MOST: Final = 120
"""The same where it is told who makes whom head."""

_CHARGE: Final = (
    r"(?:phụ trách(?P<runs>,? (?:và )?điều hành)?|(?P<alone>điều hành))(?![^\W_])"
    r"(?:(?: mọi| các)? (?:hoạt động|công việc)(?: chung)?(?: của)?"
    r"(?= (?:ubnd|ủy ban nhân dân|hđnd|sở|công an|bệnh viện|trung tâm|trường|cục) ))?"
)
_CHARGED: Final = (
    r"(?:(?:được|tạm|quyết định|tạm thời)(?: giao| phân công)?"
    r"|được [^,.;:\n]{2,30} (?:giao|phân công)) (?:người )?$"
)
_CHARGES: Final = r" (?:đã |vừa |vừa ký )?(?:phân công|ủy nhiệm|ủy quyền|giao)(?![^\W_])"
_MADE_TO: Final = (
    r"(?:phân công|ủy nhiệm|giao)(?: cho)? (?!nhiệm vụ )[^.;:\n]{4,100} (?:tạm thời )?$"
)
"""Before who is charged: "phân công ông Mẫn, Phó Chủ tịch UBND tỉnh, **điều hành** UBND tỉnh"."""

_HEADS: Final = (
    (r" (?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) ", "Chủ tịch", Family.CHAIR),
    (r" (?:(?:tỉnh|thành|huyện|thị|quận) ủy|đảng (?:ủy|bộ) (?:tỉnh|huyện|thành phố|xã|phường))"
     r"(?![^\W_])", "Bí thư", Family.PARTY),
    (r" (?:sở|công an (?:tỉnh|thành phố|tp))(?![^\W_])", "Giám đốc", Family.OFFICE),
)  # fmt: skip
"""Bodies with which somebody may be charged, and the role that their heads have."""

_RUN: Final = (
    (r" bộ (?!chỉ|tư|máy|phận)", "Bộ trưởng", Family.MINISTRY),
    (r" (?:bệnh viện|trung tâm|học viện) ", "Giám đốc", Family.OFFICE),
    (r" trường ", "Hiệu trưởng", Family.OFFICE),
    (r" cục ", "Cục trưởng", Family.OFFICE),
    (r" (?:tand|tòa án nhân dân) ", "Chánh án", Family.OFFICE),
    (r" (?:vksnd|viện kiểm sát nhân dân) ", "Viện trưởng", Family.OFFICE),
)  # fmt: skip
"""The same of bodies that a deputy of their superior may be in charge of, but does not run."""


_RUNS_IT: Final = (
    r",? (?:phụ trách(?:,? (?:và )?điều hành)?|điều hành)(?: hoạt động(?: của)?)?"
    r" (?:đảng (?:bộ|ủy)|(?:tỉnh|thành|huyện|thị|quận) ủy|ubnd|hđnd)"
    r"(?: (?:tỉnh|thành phố|huyện|xã|phường))?(?![^\W_])"
)


_CHARGED_WITH: Final = (
    r",? (?:phụ trách(?:,? (?:và )?điều hành)?|điều hành)(?: hoạt động(?: của)?)? (?=[^\W\d_])"
)


def end_of_charge(line: Line, end: int) -> int:
    """Return where the words end that make a deputy the acting head; 0 for none.

    "Phó Bí thư Thường trực Tỉnh ủy **phụ trách Đảng bộ tỉnh**".
    """
    match = line.writing.pattern(_RUNS_IT).match(line.key, end)
    return match.end() if match else 0


def charged_body(line: Line, end: int) -> int:
    """Return where the body is named with which the bearer of a title is charged; 0 for none.

    "Phó Giám đốc Công an tỉnh phụ trách **Công an tỉnh Sông Hàm**".
    """
    match = line.writing.pattern(_CHARGED_WITH).match(line.key, end)
    return match.end() if match else 0


def heads_charged(line: Line, start: int) -> Iterator[Role]:
    """Yield the roles of who heads the body with which somebody is charged there.

    "được giao điều hành UBND tỉnh", "phụ trách, điều hành Sở Y tế". A deputy who oversees
    departments is charged with none: "phụ trách Sở Y tế, Sở Tài chính" alone is not read.
    """
    words = line.writing.pattern(_CHARGE).match(line.key, start)
    if words is None:
        return
    if not (words["runs"] or _is_charged(line, start, alone=words["alone"] is not None)):
        return
    for body, name, family in (*_HEADS, *(_RUN if words["runs"] or words["alone"] else ())):
        if line.writing.pattern(body).match(line.key, words.end()):
            yield Role(words[0], name, family)


def _is_charged(line: Line, start: int, *, alone: bool) -> bool:
    """Say whether what stands before makes somebody head, who ``alone`` does not only oversee."""
    before = line.key[max(0, start - _REACH) : start]
    if line.writing.pattern(_CHARGED).search(before):
        return True
    if not alone:
        return False
    name = line.word_before(start)
    if name and line.capital(start - 1 - len(name)) and not line.capital(start):
        return True  # "Lê Văn Mẫn điều hành UBND tỉnh"
    before = line.key[max(0, start - _MOST) : start]
    return line.writing.pattern(_MADE_TO).search(before) is not None


def is_charging(line: Line, end: int) -> bool:
    """Say whether who holds an office that ends there charges another with it."""
    return line.writing.pattern(_CHARGES).match(line.key, end) is not None


def is_charge(line: Line, at: int) -> bool:
    """Say whether words begin there for being in charge: they are no title of their own."""
    return line.key.startswith(tuple(line.writing.word(role.key) for role in CHARGES), at)
