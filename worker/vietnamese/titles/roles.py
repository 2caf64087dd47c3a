"""Roles of office: how they are written, and which kinds of body they belong to.

Written in lower case with the tone on the older place (ủy, tòa), as ``fold.marked_key`` gives
it. What a role leads is one of the families below; ``worker.vietnamese.bodies.bodies`` knows them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from worker.vietnamese.text.fold import fold


class Family(StrEnum):
    """What a role is a role in."""

    PARTY = "party"  # bí thư
    MEMBER = "member"  # ủy viên
    CHAIR = "chair"  # chủ tịch
    MINISTRY = "ministry"  # bộ trưởng, thứ trưởng
    DELEGATE = "delegate"  # đại biểu, trưởng đoàn
    OFFICE = "office"  # giám đốc, trưởng ban, chánh án …
    ARMS = "arms"  # tư lệnh, chính ủy …
    ENVOY = "envoy"  # đại sứ
    FIXED = "fixed"  # those of one body only


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its canonical form, its family, and how its body may be told by it.

    ``inside`` is the word of the role with which the body begins already ("trưởng **ban** tuyên
    giáo"), ``body`` the body of a role that has but one ("thủ tướng": Chính phủ). ``deputy`` says
    that it is a deputy's, ``short`` that it is an abbreviation.
    """

    key: str
    name: str
    family: Family
    inside: str = ""
    body: str = ""
    deputy: bool = False
    short: bool = False


_CORE: Final = (
    # key, canonical, family, inside, body
    ("tổng bí thư", "Tổng Bí thư", Family.FIXED, "", "Ban Chấp hành Trung ương Đảng"),
    ("bí thư thứ nhất", "Bí thư Thứ nhất", Family.PARTY, "", ""),
    ("bí thư thường trực", "Bí thư Thường trực", Family.PARTY, "", ""),
    ("bí thư", "Bí thư", Family.PARTY, "", ""),
    ("chủ tịch nước", "Chủ tịch nước", Family.FIXED, "", "Nhà nước"),
    ("chủ tịch quốc hội", "Chủ tịch", Family.FIXED, "", "Quốc hội"),
    ("chủ tịch", "Chủ tịch", Family.CHAIR, "", ""),
    ("thủ tướng chính phủ", "Thủ tướng", Family.FIXED, "", "Chính phủ"),
    ("thủ tướng", "Thủ tướng", Family.FIXED, "", "Chính phủ"),
    ("bộ trưởng", "Bộ trưởng", Family.MINISTRY, "bộ", ""),
    ("thống đốc", "Thống đốc", Family.FIXED, "", "Ngân hàng Nhà nước"),
    ("tổng kiểm toán nhà nước", "Tổng Kiểm toán", Family.FIXED, "", "Kiểm toán nhà nước"),
    ("tổng kiểm toán", "Tổng Kiểm toán", Family.FIXED, "", "Kiểm toán nhà nước"),
    ("kiểm toán trưởng", "Kiểm toán trưởng", Family.OFFICE, "", ""),
    ("tổng thanh tra", "Tổng Thanh tra", Family.FIXED, "", "Thanh tra Chính phủ"),
    ("tổng thanh tra chính phủ", "Tổng Thanh tra", Family.FIXED, "", "Thanh tra Chính phủ"),
    ("tổng thư ký quốc hội", "Tổng Thư ký", Family.FIXED, "", "Quốc hội"),
    ("tổng thư ký", "Tổng Thư ký", Family.CHAIR, "", ""),
    (
        "tổng tham mưu trưởng",
        "Tổng Tham mưu trưởng",
        Family.FIXED,
        "",
        "Quân đội nhân dân Việt Nam",
    ),
    ("thường trực ban bí thư", "Thường trực", Family.FIXED, "", "Ban Bí thư"),
    ("trưởng đoàn", "Trưởng đoàn", Family.DELEGATE, "đoàn", ""),
    ("tổng giám đốc", "Tổng Giám đốc", Family.OFFICE, "", ""),
    ("tổng biên tập", "Tổng Biên tập", Family.OFFICE, "", ""),
    ("thủ trưởng", "Thủ trưởng", Family.OFFICE, "", ""),
    ("giám đốc", "Giám đốc", Family.OFFICE, "", ""),
    ("trưởng ban", "Trưởng ban", Family.OFFICE, "ban", ""),
    ("trưởng bql", "Trưởng ban", Family.OFFICE, "bql", ""),
    ("trưởng phòng", "Trưởng phòng", Family.OFFICE, "phòng", ""),
    ("trưởng công an", "Trưởng Công an", Family.OFFICE, "công an", ""),
    ("trưởng thuế", "Trưởng Thuế", Family.OFFICE, "thuế", ""),
    ("trưởng trạm", "Trưởng trạm", Family.OFFICE, "trạm", ""),
    ("trưởng văn phòng", "Trưởng Văn phòng", Family.OFFICE, "văn phòng", ""),
    ("chánh văn phòng", "Chánh Văn phòng", Family.OFFICE, "văn phòng", ""),
    ("chánh thanh tra", "Chánh Thanh tra", Family.OFFICE, "thanh tra", ""),
    ("chánh án", "Chánh án", Family.OFFICE, "", ""),
    ("chánh tòa", "Chánh tòa", Family.OFFICE, "tòa", ""),
    ("viện trưởng", "Viện trưởng", Family.OFFICE, "viện", ""),
    ("vụ trưởng", "Vụ trưởng", Family.OFFICE, "vụ", ""),
    ("tổng cục trưởng", "Tổng cục trưởng", Family.OFFICE, "tổng cục", ""),
    ("chi cục trưởng", "Chi cục trưởng", Family.OFFICE, "chi cục", ""),
    ("cục trưởng", "Cục trưởng", Family.OFFICE, "cục", ""),
    ("hiệu trưởng", "Hiệu trưởng", Family.OFFICE, "trường", ""),
    ("đội trưởng", "Đội trưởng", Family.OFFICE, "đội", ""),
    ("tiểu đoàn trưởng", "Tiểu đoàn trưởng", Family.OFFICE, "tiểu đoàn", ""),
    ("trung đoàn trưởng", "Trung đoàn trưởng", Family.OFFICE, "trung đoàn", ""),
    ("lữ đoàn trưởng", "Lữ đoàn trưởng", Family.OFFICE, "lữ đoàn", ""),
    ("sư đoàn trưởng", "Sư đoàn trưởng", Family.OFFICE, "sư đoàn", ""),
    ("hải đội trưởng", "Hải đội trưởng", Family.OFFICE, "hải đội", ""),
    ("hải đoàn trưởng", "Hải đoàn trưởng", Family.OFFICE, "hải đoàn", ""),
    ("hạt trưởng", "Hạt trưởng", Family.OFFICE, "hạt", ""),
    ("đồn trưởng", "Đồn trưởng", Family.OFFICE, "đồn", ""),
    ("trạm trưởng", "Trạm trưởng", Family.OFFICE, "trạm", ""),
    ("chủ nhiệm", "Chủ nhiệm", Family.OFFICE, "", ""),
    ("xã đội trưởng", "Xã đội trưởng", Family.FIXED, "xã", "Ban Chỉ huy quân sự"),
    ("phường đội trưởng", "Phường đội trưởng", Family.FIXED, "phường", "Ban Chỉ huy quân sự"),
    ("huyện đội trưởng", "Huyện đội trưởng", Family.FIXED, "huyện", "Ban Chỉ huy quân sự"),
    ("tỉnh đội trưởng", "Tỉnh đội trưởng", Family.FIXED, "tỉnh", "Bộ Chỉ huy quân sự"),
    ("trưởng khoa", "Trưởng khoa", Family.OFFICE, "khoa", ""),
    (
        "trưởng thi hành án dân sự",
        "Trưởng Thi hành án dân sự",
        Family.OFFICE,
        "thi hành án dân sự",
        "",
    ),
    ("trưởng thads", "Trưởng Thi hành án dân sự", Family.OFFICE, "thads", ""),
    ("chỉ huy trưởng", "Chỉ huy trưởng", Family.ARMS, "", ""),
    ("chính ủy", "Chính ủy", Family.ARMS, "", ""),
    ("chính trị viên", "Chính trị viên", Family.ARMS, "", ""),
    ("tư lệnh trưởng", "Tư lệnh", Family.ARMS, "", ""),
    ("tư lệnh", "Tư lệnh", Family.ARMS, "", ""),
    ("tham mưu trưởng", "Tham mưu trưởng", Family.ARMS, "", ""),
    ("chủ nhiệm hậu cần", "Chủ nhiệm Hậu cần", Family.ARMS, "", ""),
    ("chủ nhiệm chính trị", "Chủ nhiệm Chính trị", Family.ARMS, "", ""),
)
_DEPUTIES_ONLY: Final = (
    ("thứ trưởng", "Thứ trưởng", Family.MINISTRY, "", ""),
    ("phó ban", "Phó Trưởng ban", Family.OFFICE, "ban", ""),
    ("phó phòng", "Phó Trưởng phòng", Family.OFFICE, "phòng", ""),
    ("phó chi cục", "Phó Chi cục trưởng", Family.OFFICE, "chi cục", ""),
    ("phó cục", "Phó Cục trưởng", Family.OFFICE, "cục", ""),
    ("phó khoa", "Phó Trưởng khoa", Family.OFFICE, "khoa", ""),
    ("phó văn phòng", "Phó Chánh Văn phòng", Family.OFFICE, "văn phòng", ""),
    ("phó đoàn", "Phó Trưởng đoàn", Family.DELEGATE, "đoàn", ""),
    ("phó tổng thanh tra chính phủ", "Phó Tổng Thanh tra", Family.FIXED, "", "Thanh tra Chính phủ"),
)
_MEMBERS: Final = (
    ("ủy viên", "Ủy viên", Family.MEMBER, "", ""),
    ("thường vụ", "Ủy viên", Family.MEMBER, "thường vụ", ""),
    ("ủy viên thường trực", "Ủy viên Thường trực", Family.MEMBER, "", ""),
    ("ủy viên chuyên trách", "Ủy viên chuyên trách", Family.MEMBER, "", ""),
    ("ủy viên dự khuyết", "Ủy viên dự khuyết", Family.MEMBER, "", ""),
    ("uvtvtu", "Ủy viên", Family.FIXED, "tỉnh", "Ban Thường vụ Tỉnh ủy"),
    ("tvtu", "Ủy viên", Family.FIXED, "tỉnh", "Ban Thường vụ Tỉnh ủy"),
    ("tvhu", "Ủy viên", Family.FIXED, "huyện", "Ban Thường vụ Huyện ủy"),
    ("uvbtvtu", "Ủy viên", Family.FIXED, "tỉnh", "Ban Thường vụ Tỉnh ủy"),
    ("tỉnh ủy viên", "Ủy viên", Family.FIXED, "tỉnh", "Tỉnh ủy"),
    ("thành ủy viên", "Ủy viên", Family.FIXED, "thành phố", "Thành ủy"),
    ("huyện ủy viên", "Ủy viên", Family.FIXED, "huyện", "Huyện ủy"),
    ("quận ủy viên", "Ủy viên", Family.FIXED, "quận", "Quận ủy"),
    ("thị ủy viên", "Ủy viên", Family.FIXED, "thị xã", "Thị ủy"),
    ("đảng ủy viên", "Ủy viên", Family.FIXED, "", "Đảng ủy"),
    ("đại biểu", "Đại biểu", Family.DELEGATE, "", ""),
    ("đại sứ", "Đại sứ", Family.ENVOY, "", ""),
    ("tổng lãnh sự", "Tổng Lãnh sự", Family.ENVOY, "", ""),
    ("người phát ngôn", "Người phát ngôn", Family.MINISTRY, "", ""),
    ("đbqh", "Đại biểu", Family.DELEGATE, "đbqh", ""),
)
_SHORT: Final = {
    "pct": "phó chủ tịch",
    "phó ct": "phó chủ tịch",
    "ct": "chủ tịch",
    "bt": "bí thư",
    "pbt": "phó bí thư",
    "phó bt": "phó bí thư",
    "phó tl": "phó tư lệnh",
    "cht": "chỉ huy trưởng",
    "gđ": "giám đốc",
    "pgđ": "phó giám đốc",
    "phó gđ": "phó giám đốc",
    "uv": "ủy viên",
    "cvp": "chánh văn phòng",
    "pcvp": "phó chánh văn phòng",
    "phó cvp": "phó chánh văn phòng",
    "ht": "hiệu trưởng",
    "pht": "phó hiệu trưởng",
    "phó ht": "phó hiệu trưởng",
    "đb": "đại biểu",
    "tuv": "tỉnh ủy viên",
    "huv": "huyện ủy viên",
    "đuv": "đảng ủy viên",
}
"""Abbreviations, which count only in capitals and with a body."""

_MEMBER_OF: Final = {
    **{"uvbtv": "btv", "uvtv": "tv", "uvbch": "bch", "uvbct": "bct"},
    **{f"uv{body}{tw}": f"{body}{tw}" for body in ("", "bch") for tw in ("tw", "tư", "t.ư")},
}
"""Abbreviations that hold the body too: Ủy viên Ban Thường vụ …"""

_OTHERWISE: Final = {
    "chỉ huy phó": "phó chỉ huy trưởng",
    "hiệu phó": "phó hiệu trưởng",
    "chính trị viên phó": "phó chính trị viên",
    "đại sứ đặc mệnh toàn quyền": "đại sứ",
    "vụ phó": "phó vụ trưởng",
    "cục phó": "phó cục trưởng",
    "viện phó": "phó viện trưởng",
    "khoa phó": "phó trưởng khoa",
    "chi cục phó": "phó chi cục trưởng",
    "phó công an": "phó trưởng công an",
    "đội phó": "phó đội trưởng",
    "trạm phó": "phó trạm trưởng",
    "đồn phó": "phó đồn trưởng",
    "đồn phó nghiệp vụ": "phó đồn trưởng",
    "đồn phó quân sự": "phó đồn trưởng",
    "tổng thanh tra cp": "tổng thanh tra chính phủ",
    "phó tổng thanh tra cp": "phó tổng thanh tra chính phủ",
    "tổng kiểm toán nn": "tổng kiểm toán nhà nước",
    "phó tổng kiểm toán nn": "phó tổng kiểm toán nhà nước",
    "phó đồn trưởng nghiệp vụ": "phó đồn trưởng",
    "phó đồn trưởng quân sự": "phó đồn trưởng",
    "phó trưởng ca": "phó trưởng công an",
    "trưởng ca": "trưởng công an",
}
"""Other wordings of a role."""

_MISPRINTS: Final = {
    "bí thư": ("bi thư", "bí thứ"),
    "chủ tịch": ("chủ tich", "chu tịch"),
    "giám đốc": ("giám đôc", "giam đốc"),
    "chỉ huy trưởng": ("chi huy trưởng",),
}
"""Words of roles that are often printed with a mark lost, and mean nothing else then."""

_WITHOUT_DEPUTY: Final = frozenset({"tổng bí thư", "thường trực ban bí thư", "thủ tướng chính phủ"})


CHARGES: Final = (Role("phụ trách", "", Family.OFFICE), Role("điều hành", "", Family.OFFICE))
"""The words for who is in charge of a body for its head: "được giao phụ trách UBND tỉnh"."""


def _in_full() -> dict[str, Role]:
    """Return the roles that are written in full, deputies included, by their keys."""
    found = {}
    for key, name, family, inside, body in _CORE:
        found[key] = Role(key, name, family, inside, body)
        if key not in _WITHOUT_DEPUTY:
            deputy = f"phó {key}"
            found[deputy] = Role(deputy, f"Phó {name}", family, inside, body, deputy=True)
    for key, name, family, inside, body in _DEPUTIES_ONLY:
        found[key] = Role(key, name, family, inside, body, deputy=True)
    for key, name, family, inside, body in _MEMBERS:
        found[key] = Role(key, name, family, inside, body)
    return found


def _written_otherwise(key: str, role: Role) -> Role:
    """Return a role as another wording of it says it; its body's word may be gone from that."""
    inside = role.inside
    if role.family is not Family.FIXED and not key.endswith(inside):
        inside = "ca" if key.endswith(" ca") else ""
    return replace(role, key=key, inside=inside, short=key in _SHORT)


def misprinted(key: str) -> list[str]:
    """Return how a role is misprinted, as long as it is: "chủ tich"."""
    return [
        key.replace(word, wrong)
        for word, many in _MISPRINTS.items()
        if word in key
        for wrong in many
    ]


def _roles() -> dict[str, Role]:
    """Return every role by its key."""
    found = _in_full()
    for key, full in {**_SHORT, **_OTHERWISE}.items():
        found[key] = _written_otherwise(key, found[full])
    for key, inside in _MEMBER_OF.items():
        found[key] = Role(key, "Ủy viên", Family.MEMBER, inside, short=True)
    return found


@lru_cache(maxsize=1)
def folded_roles() -> dict[str, tuple[Role, ...]]:
    """Return the roles by their folded keys: more than one where only the marks differ."""
    found: dict[str, list[Role]] = {fold(role.key): [role] for role in CHARGES}
    for key, role in _roles().items():
        # Where roles are looked for all but letters and digits are spaces: "UVT.Ư".
        found.setdefault(fold(key).replace(".", " "), []).append(role)
    return {key: tuple(roles) for key, roles in found.items()}
