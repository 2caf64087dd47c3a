"""Gives a role that stands at a name without its body the one that the text has said before.

"Chánh án TAND tỉnh A; B, Phó Chánh án"; "VKSND tỉnh … ông B, Viện trưởng"; "Bí thư Đảng ủy phường:
A; Phó Bí thư Thường trực: B"; "Hiệu trưởng nhà trường".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from worker.match.titles.completed import completed
from worker.match.titles.named import Named
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.bodies.bodies import body_at
from worker.vietnamese.bodies.body_table import BodySaid, Takes
from worker.vietnamese.names.name_shapes import polite_name_at
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.roles import Family
from worker.vietnamese.titles.title import Title

_LIKE_BEFORE: Final = frozenset(
    {Family.PARTY, Family.OFFICE, Family.ARMS, Family.MINISTRY, Family.CHAIR}
)
"""Families of roles whose body the paragraph may have said before."""

_LEADERS: Final = frozenset({Family.PARTY, Family.CHAIR, Family.MINISTRY})
"""Families of roles of which a text has mostly one holder, called by the role alone."""

_OF_ONE_BODY: Final = frozenset({Family.CHAIR, Family.MINISTRY})
"""Families of roles that say nothing alone where a paragraph names several of their bodies."""

_KINDS: Final = {"iệu trưởng": "Trường", "Đồn trưởng": "Đồn"}
"""Roles that are those of heads of one kind of institution."""

_NUMBERED: Final = frozenset(
    {
        *("Binh đoàn", "Quân chủng", "Quân khu", "Quân đoàn", "Sư đoàn", "Trung đoàn"),
        *("Lữ đoàn", "Tiểu đoàn", "Vùng"),
    }
)
"""Units of the army that have a number for a name."""

_ENDS_UNNUMBERED: Final = tuple(sorted(_NUMBERED))
_NO_MINISTRIES: Final = ("Bộ Chính trị", "Bộ Chỉ huy", "Bộ Tư lệnh", "Bộ Tổng")
_NO_HEADS: Final = (*_NO_MINISTRIES, "Ủy ban nhân dân", "Ủy ban Mặt trận", "Ủy ban Trung ương")
"""How the bodies begin that are led by no minister, and by no head (chủ nhiệm) but a chair."""

_WITH_COMMISSARS: Final = (
    *("Đồn ", "Tiểu đoàn", "Hải đội", "Ban Chỉ huy quân sự"),
    *("Sư đoàn", "Trung đoàn", "Lữ đoàn", "Hải đoàn"),
)
"""How the units of army and border guard begin that have a commissar beside their commander."""

_WHERETO: Final = (
    r" (?:công tác|nhiệm vụ)(?: mới)? (?:tại|ở|về) (?P<body>[^.;:()\n]{3,80}?)(?:, | và )"
    r"(?:(?:và|để|được|đồng thời|bổ nhiệm|phân công|chỉ định) )*"
    r"(?:giữ|làm)(?: chức(?: vụ| danh)?)? $"
)
"""Between the body to which somebody is sent, and what he becomes there."""

_OF_POLICE: Final = frozenset(
    {"Cơ quan Cảnh sát điều tra Công an", "Cơ quan An ninh điều tra Công an"}
)
"""Bodies that the police of a place have, whose heads may leave it to others to say of which."""

_HEADED: Final = {
    "Thứ trưởng": ("bộ",),
    "Bộ trưởng": ("bộ",),
    "Viện trưởng": ("vksnd", "vks", "viện"),
    "Chánh án": ("tand", "tòa án"),
    "Cục trưởng": ("cục",),
    "Chi cục trưởng": ("chi cục",),
    "Vụ trưởng": ("vụ",),
    "Tư lệnh": ("bộ tư lệnh",),
    "Chỉ huy trưởng": ("bộ chqs", "bộ chỉ huy", "ban chqs", "ban chỉ huy"),
    "Chính ủy": ("bộ chqs", "bộ chỉ huy", "bộ tư lệnh"),
    "Chính trị viên": ("ban chqs", "ban chỉ huy"),
    "Giám đốc": (
        *("sở", "công an tỉnh", "công an thành phố", "công an tp", "học viện", "đại học"),
        *("bệnh viện", "trung tâm", "công ty", "doanh nghiệp", "tập đoàn"),
    ),
    "Bí thư": ("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "đảng ủy"),
    "Chủ tịch": (
        *("ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "công ty", "tập đoàn"),
        *("ủy ban mttq", "ủy ban mặt trận", "ubmttq", "hội", "liên đoàn lao động"),
    ),
}
"""The first words of the bodies that a role may head; of a company nobody is an official."""

_LED_BY: Final = r" do (?:(?:ông|bà|đồng chí|anh|chị) [^,.;:()\n-]{4,40}(?: - |, |\())?$"
_IN_SENTENCE: Final = frozenset({"Giám đốc", "Bí thư", "Chủ tịch"})
"""Roles of many bodies, and of companies: only the same sentence says of what."""


_HAS_SO_MANY: Final = (
    r" (?:có|gồm(?: có)?|còn)(?: tất cả| tổng cộng)? (?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy)"
    r"(?: đồng chí| vị)? $"
)
_NUMBERS: Final = "một hai ba bốn năm sáu bảy chí vị"
"""The last words of what the pattern finds, where it is no figure."""

_THOSE_WHO_HAVE: Final = ("công an",)
"""Before a role of several, and what has them besides: "Công an tỉnh **có 7** Phó Giám đốc"."""

_RIGHT_BEFORE: Final = (
    r"(?: (?:(?:đương nhiệm|đương kim|hiện tại) )?|\n+(?:\(?(?:đã ký|ký tên)\)?\n+)?)"
)
"""Between a role alone and its holder."""


@cache
def head(role: str) -> str:
    """Return the role of whom a deputy is the deputy: their body is the same."""
    return role.removeprefix("Phó ").removesuffix(" Thường trực").capitalize()


def completed_by(title: Title, other: Title | None) -> Title:
    """Give a title the body and place of another, where there is one."""
    if other is None:
        return title
    return title._replace(body=other.body, takes=other.takes, unit=other.unit, place=other.place)


def with_bodies_before(line: Line, one: Named, chains: Sequence[Chain]) -> Named:
    """Give the roles at a name that stand alone the bodies that the text has said before."""
    if any(title.body for title in one.titles):
        one = one._replace(titles=tuple(map(_of_school, one.titles)))
        if any(title.kind for title in one.titles):
            return _with_schools(line, one)
        return one._replace(titles=tuple(_with_unit_before(t, chains) for t in one.titles))
    bracket = _in_brackets(line, one)
    if bracket is not None:
        return bracket
    titles = [_like_one_before(line, title, chains) for title in one.titles]
    gap = line.key[titles[-1].end : one.start]
    if line.writing.pattern(_RIGHT_BEFORE).fullmatch(gap):
        titles[-1] = _like_any_other(line, titles[-1], chains)
    return one._replace(titles=tuple(titles))


def _of_school(title: Title) -> Title:
    """Return a role of schools alone as that of the one named before: "Đảng ủy, Hiệu trưởng"."""
    alone = not title.body and title.role.endswith("iệu trưởng")
    return title._replace(kind="Trường") if alone else title


def _with_unit_before(title: Title, chains: Sequence[Chain]) -> Title:
    """Give "Phó Chánh Thanh tra" the unit whose "Chánh Thanh tra tỉnh" stands before.

    So a deputy of the police, or who heads its investigators, that of "Giám đốc Công an tỉnh".
    """
    body = "Công an" if title.body in _OF_POLICE else title.body
    if body not in {"Công an", "Thanh tra"} or title.unit is not None or title.place is not None:
        return title
    before = [t for c in chains for t in c.titles if t.start < title.start and t.unit]
    other = next((t for t in before[::-1] if t.body == body), None)
    if other is None:
        return title
    return title._replace(takes=other.takes, unit=other.unit, place=other.place)


def _in_brackets(line: Line, one: Named) -> Named | None:
    """Read "Thứ trưởng Lê Văn Mẫn (Bộ Nội vụ)": the body stands in brackets behind the name."""
    title = one.titles[-1]
    if title.end > one.start or not line.key.startswith(" (", one.end):
        return None
    said = body_at(line, one.end + 2) if title.family in _LIKE_BEFORE else None
    if said is None or not line.key.startswith((")", ",", " "), said.end):
        return None
    if title.family is Family.MINISTRY and not said.name.startswith("Bộ "):
        return None
    return one._replace(titles=(*one.titles[:-1], _of(line, title, said)))


def _with_schools(line: Line, one: Named) -> Named:
    """Give "Bí thư Đảng ủy, Hiệu trưởng nhà trường" the school that the text has named before."""
    titles = (_of_institution_before(line, t) if t.kind else t for t in one.titles)
    return one._replace(titles=completed(tuple(titles)))


def with_institutions(line: Line, chain: Chain) -> Chain:
    """Give unnamed heads of institutions those that the text has named: "Giám đốc Sở"."""
    if not any(title.kind for title in chain.titles):
        return chain
    titles = (_of_institution_before(line, t) if t.kind else t for t in chain.titles)
    return chain._replace(titles=tuple(titles))


def with_numbers(line: Line, chains: Sequence[Chain]) -> list[Chain]:
    """Give "Tư lệnh Quân khu" the one that the text names with its number elsewhere."""
    if not any(title.body.endswith(_ENDS_UNNUMBERED) for c in chains for title in c.titles):
        return list(chains)
    return [
        chain._replace(titles=tuple(_numbered(line, title) for title in chain.titles))
        for chain in chains
    ]


def _numbered(line: Line, title: Title) -> Title:
    """Return a title with the number of the army, or that of which its body is part."""
    army = next((army for army in _ENDS_UNNUMBERED if title.body.endswith(army)), None)
    if army is None:
        return title
    found = line.once(("numbered", army), _all_numbered, army)
    if len(found) != 1:
        return title
    return _of(line, title, found[0]._replace(name=title.body + found[0].name.removeprefix(army)))


def _all_numbered(line: Line, body: str) -> list[BodySaid]:
    """Return the units of that kind that the text names with their numbers, each once."""
    named = "hp" if body == "Quân chủng" else "\\divx"  # Hải quân, Phòng không - Không quân
    numbered = line.writing.pattern(f"{body.lower()} (?=[{named}])")
    said = (body_at(line, match.start()) for match in numbered.finditer(line.key))
    return list({one.name: one for one in said if one is not None and one.name != body}.values())


def _like_one_before(line: Line, title: Title, chains: Sequence[Chain]) -> Title:
    """Give a role that stands alone the body that such a role has before it."""
    if title.kind:
        return _of_institution_before(line, title)
    known = title.body or title.foreign or title.family not in _LIKE_BEFORE
    if known or _is_of_another(line, title):
        return title
    if _has_so_many(line, title.lead):
        return _of_body_before(line, title, _THOSE_WHO_HAVE)
    paragraph = line.text.rfind("\n", 0, title.start)
    before = [chain for chain in chains if paragraph < chain.start < title.start]
    if title.family in _OF_ONE_BODY:
        bodies = {t.body for c in before for t in c.titles if t.family is title.family} - {""}
        if len(bodies) > 1:
            return title
        if not bodies and title.family is Family.CHAIR:
            return _of_body_before(line, title) if _is_led_by(line, title) else title
    sent = _of_whereto(line, title, before)
    if sent is not None:
        return sent
    alike = _alike(title, before)
    if alike is not None:
        return completed_by(title, alike)
    kind = next((kind for role, kind in _KINDS.items() if title.role.endswith(role)), None)
    if kind is not None:
        return _of_institution_before(line, title._replace(kind=kind))
    return _of_body_before(line, title)


def _of_whereto(line: Line, title: Title, before: Sequence[Chain]) -> Title | None:
    """Give a role the body to which its bearer is sent: "công tác tại Sở Y tế, giữ chức Phó …"."""
    if not before or line.word_before(title.lead) not in line.writing.words("chức vụ danh làm"):
        return None
    floor = max(0, title.lead - 160)
    sent = line.writing.pattern(_WHERETO).search(line.key[floor : title.lead])
    said = body_at(line, floor + sent.start("body")) if sent else None
    if said is None or said.end > title.lead or said.takes is Takes.CENTRAL:
        return None
    return _of(line, title, said)


def _alike(title: Title, before: Sequence[Chain]) -> Title | None:
    """Return the last title with a body before that such a role may be in."""
    for chain in reversed(before):
        for other in chain.titles:
            if _was_of_the_party(other) and not _was_of_the_party(title):
                continue  # the committee of old is not the one that is spoken of
            if other.body and _is_of_the_same(title, other):
                return other
    return None


def _has_so_many(line: Line, lead: int) -> bool:
    """Say whether a body is said to have so many of those whose role begins there."""
    last = line.word_before(lead)
    if not last.isdigit() and last not in line.writing.words(_NUMBERS):
        return False
    before = line.key[max(0, lead - 24) : lead]
    return line.writing.pattern(_HAS_SO_MANY).search(before) is not None


def _is_led_by(line: Line, title: Title) -> bool:
    """Say whether who leads those of a body is told: "Đoàn Hội Nông dân do Chủ tịch Mẫn"."""
    before = line.key[max(0, title.lead - 60) : title.lead]
    return line.writing.pattern(_LED_BY).search(before) is not None


def _is_of_the_same(title: Title, other: Title) -> bool:
    """Say whether a role alone may be in the body of another: in the same one, or its deputy's."""
    if head(title.role) in {"Chính trị viên", "Chính ủy"} and other.body.startswith(
        _WITH_COMMISSARS
    ):
        return True
    if other.family is not title.family:
        return False
    if title.family in {Family.MINISTRY, Family.ARMS}:
        return True
    return head(other.role) == head(title.role)


def _is_of_another(line: Line, title: Title) -> bool:
    """Say whether a body of another kind follows, by its name alone: "Giám đốc Sao Mai Food"."""
    at = title.end + 1
    if title.family is not Family.OFFICE or line.text[title.end : at] != " ":
        return False
    return line.capital(at) and polite_name_at(line, at) is None


def _like_any_other(line: Line, title: Title, chains: Sequence[Chain]) -> Title:
    """Give a leader's role right before a name the one body that the text gives it elsewhere."""
    if title.body or title.foreign or title.kind or title.family not in _LEADERS:
        return title
    same = [t for chain in chains for t in chain.titles if t.role == title.role and t is not title]
    if any(other.foreign for other in same) or _is_of_another(line, title):
        return title
    over = title.family is Family.MINISTRY and title.status is OfficeStatus.FORMER
    of = [t for t in same if t.body and (over or t.status is not OfficeStatus.FORMER)]
    if title.family is Family.CHAIR and not any(t.body for t in same):
        leaders = (t for c in chains for t in c.titles if t.family is Family.CHAIR and t.body)
        of = [t for t in leaders if not t.foreign]
    known = [t for t in of if t.place and t.place.name] or of
    if not known and title.family is Family.MINISTRY:
        return _of_only_ministry(line, title)
    bodies = {(t.body, t.unit, t.place.name if t.place else None) for t in known}
    same_body = len({(t.body, t.unit) for t in of}) == 1
    return completed_by(title, known[0]) if len(bodies) == 1 and same_body else title


def _of_only_ministry(line: Line, title: Title) -> Title:
    """Give a minister or a deputy the ministry where the text names one alone, wherever."""
    found = line.once(("ministries", ""), _all_ministries)
    return _of(line, title, found[0]) if len(found) == 1 else title


def _all_ministries(line: Line) -> list[BodySaid]:
    """Return the ministries that the text names, each once."""
    begins = (m.start() for m in line.writing.pattern(r"(?<![^\W_])bộ ").finditer(line.key))
    said = (body_at(line, at) for at in begins if line.capital(at))
    ours = (one for one in said if one is not None and one.takes is Takes.CENTRAL)
    return list({s.name: s for s in ours if not s.name.startswith(_NO_MINISTRIES)}.values())


def _was_of_the_party(title: Title) -> bool:
    """Say whether somebody was once a secretary in it."""
    return title.family is Family.PARTY and title.status is OfficeStatus.FORMER


def _of_body_before(line: Line, title: Title, more: tuple[str, ...] = ()) -> Title:
    """Give a head the last body of his kind that the paragraph, or the sentence, names before."""
    words = (*more, *_HEADED.get(title.role if title.role in _HEADED else head(title.role), ()))
    floor = line.text.rfind("\n", 0, title.start) + 1
    if head(title.role) in _IN_SENTENCE:
        floor = max(floor, line.text.rfind(". ", 0, title.start) + 1)
    starts = [_last_capital(line, word, floor, title.start) for word in words]
    said = body_at(line, max(starts)) if words and max(starts) >= 0 else None
    if said is None or (said.takes is Takes.OWN and " " not in said.name):
        return title
    return _of(line, title, said)


def _last_capital(line: Line, word: str, floor: int, end: int) -> int:
    """Return where a word stands last that begins with a capital; -1 where it does not."""
    sought = f"{line.writing.word(word)} "
    at = line.key.rfind(sought, floor, end)
    while at >= 0 and (not line.capital(at) or line.key[at - 1 : at].isalnum()):
        at = line.key.rfind(sought, floor, at)
    return at


def _of_institution_before(line: Line, title: Title) -> Title:
    """Give "Hiệu trưởng nhà trường" the last school that the text has named before."""
    kind = line.writing.word(title.kind.lower())
    at = line.key.rfind(f"{kind} ", 0, title.start)
    while at >= 0:
        named = line.capital(at) or line.capital(at + len(kind) + 1)
        said = body_at(line, at) if named else None
        if said is not None and said.name.startswith(_NO_HEADS):
            said = None
        if said is not None and " " in said.name.lower().removeprefix(title.kind.lower()):
            return _of(line, title, said._replace(name=_part(title) + said.name))
        at = line.key.rfind(f"{kind} ", 0, at)
    return title._replace(body=title.kind) if title.kind in _NUMBERED else title


def _part(title: Title) -> str:
    """Return the part of an institution that a title heads: "Chánh Thanh tra Sở"."""
    parts = ("Thanh tra", "Văn phòng")
    return next((f"{part} " for part in parts if title.role.endswith(part)), "")


def _of(line: Line, title: Title, said: BodySaid) -> Title:
    """Give a title a body, and the place that stands behind it."""
    found = title._replace(body=said.name, takes=said.takes, unit=said.unit)
    if said.takes is Takes.CENTRAL:
        return found
    place = place_at(line, said.end + 1, bare=False)
    return found if place is None else found._replace(place=place, unit=place.unit)
