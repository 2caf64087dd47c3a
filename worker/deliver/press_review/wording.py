"""The words that a press review has of its own, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from worker.model import AlertKind, Changed, Days, Grouping, Language, OfficeStatus


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``thousands`` parts the digits of a number."""

    review: str
    asked: str
    everything: str
    period: Mapping[Days, str]
    made: str
    holds: str
    follows: str
    found: str
    versions: str
    none_missing: str
    missing: str
    since_then: str
    begun: str
    nothing_asked: str
    cut: str
    contents: str
    nothing: str
    rest: Mapping[Grouping, str]
    first: str
    seen: str
    edited: str
    gone: str
    restored: str
    changed: str
    changed_at: str
    retitled: str
    became: str
    added: str
    dropped: str
    what: Mapping[Changed, str]
    see: str
    sample: str
    named: str
    inferred: str
    status: Mapping[OfficeStatus, str]
    kinds: Mapping[AlertKind, str]
    archive: str
    thousands: str


_VIETNAMESE: Final = Words(
    review="Điểm báo",
    asked="Yêu cầu",
    everything="mọi bài",
    period={
        Days.PUBLISHED: "Thời gian: bài đăng từ {since} đến hết {until} (giờ Hà Nội)",
        Days.ALERTED: "Thời gian: báo tin từ {since} đến {until} (giờ Hà Nội)",
    },
    made="Lập lúc {at}",
    holds="Kho lưu có {articles} bài đăng trong thời gian này",
    follows="Đang theo dõi {sources} nguồn",
    found="{found} bài khớp yêu cầu{versions}, gộp thành {stories} tin",
    versions=" ({versions} bản, kể cả bản trước khi sửa)",
    none_missing="Không ghi nhận nguồn nào hỏng hay im tiếng trong thời gian này",
    missing="Có thể thiếu tin",
    since_then="từ {since} đến nay",
    begun="Kho lưu chỉ bắt đầu thu tin từ {at}",
    nothing_asked="không nguồn nào được kiểm tra",
    cut="Còn tin cũ hơn không nằm trong bản này: bản này chỉ gồm {stories} tin mới nhất",
    contents="Mục lục",
    nothing="Không có tin nào.",
    rest={
        Grouping.TOPIC: "Tin khác",
        Grouping.OFFICIAL: "Không nêu người giữ chức vụ",
        Grouping.PROVINCE: "Trung ương và nhiều địa phương",
        Grouping.SOURCE: "Nguồn khác",
    },
    first="đăng đầu tiên",
    seen="thấy lúc {at}",
    edited="đã sửa",
    gone="đã gỡ",
    restored="gỡ rồi đăng lại",
    changed="Đã sửa: {changes}",
    changed_at="Đã sửa ({outlet}): {changes}",
    retitled="tít “{before}” → “{after}”",
    became="{what} {gone} → {come}",
    added="thêm {what} {come}",
    dropped="bỏ {what} {gone}",
    what={
        Changed.OFFICIAL: "người",
        Changed.OFFICE: "chức vụ",
        Changed.FIGURE: "con số",
        Changed.DATE: "ngày tháng",
        Changed.NEGATION: "từ phủ định",
    },
    see="Xem: {title} (mục {under})",
    sample="BÀI MẪU",
    named="Người được nêu",
    inferred="{offices} (theo kho lưu: {name})",
    status={OfficeStatus.FORMER: "nguyên {office}", OfficeStatus.ACTING: "{office} (quyền)"},
    kinds={
        AlertKind.EDITED: "Bài đã sửa",
        AlertKind.GONE: "Bài đã gỡ",
        AlertKind.RESTORED: "Bài đã đăng lại",
        AlertKind.MOVED: "Bài đã chuyển địa chỉ",
        AlertKind.REPUBLISHED: "Bài cũ được đăng lại",
        AlertKind.HOLDER_CHANGED: "Chức vụ có người mới",
    },
    archive="Bài số",
    thousands=".",
)
_ENGLISH: Final = Words(
    review="Press review",
    asked="Asked for",
    everything="every article",
    period={
        Days.PUBLISHED: "Period: published {since} to {until}, both included (Hanoi time)",
        Days.ALERTED: "Period: alerts of {since} to {until} (Hanoi time)",
    },
    made="Made at {at}",
    holds="The archive has {articles} articles that were published in this period",
    follows="Sources followed: {sources}",
    found="Articles that match: {found}{versions}; stories: {stories}",
    versions=" ({versions} versions, those before an edit included)",
    none_missing="No source is known to have been broken or silent in this period",
    missing="Something may be missing",
    since_then="since {since}",
    begun="The archive began to collect only at {at}",
    nothing_asked="no source was asked",
    cut="There are older stories that are not in here: these are the {stories} newest",
    contents="Contents",
    nothing="There are no stories.",
    rest={
        Grouping.TOPIC: "Other news",
        Grouping.OFFICIAL: "Nobody named in an office",
        Grouping.PROVINCE: "National, or of several provinces",
        Grouping.SOURCE: "Other sources",
    },
    first="first",
    seen="seen {at}",
    edited="edited",
    gone="taken down",
    restored="taken down, then back",
    changed="Edited: {changes}",
    changed_at="Edited ({outlet}): {changes}",
    retitled="title “{before}” → “{after}”",
    became="{what} {gone} → {come}",
    added="{what} {come} added",
    dropped="{what} {gone} dropped",
    what={one: one.value for one in Changed},
    see="See: {title} (under {under})",
    sample="SAMPLE",
    named="Named",
    inferred="{offices} (by the archive: {name})",
    status={OfficeStatus.FORMER: "former {office}", OfficeStatus.ACTING: "{office} (acting)"},
    kinds={
        AlertKind.EDITED: "Edited",
        AlertKind.GONE: "Taken down",
        AlertKind.RESTORED: "Back again",
        AlertKind.MOVED: "Moved to another address",
        AlertKind.REPUBLISHED: "Published once more",
        AlertKind.HOLDER_CHANGED: "New holder",
    },
    archive="Article",
    thousands=",",
)
_WORDS: Final = {Language.VIETNAMESE: _VIETNAMESE, Language.ENGLISH: _ENGLISH}


def words(language: Language) -> Words:
    """Return the words of a language."""
    return _WORDS[language]
