"""What a press review says of itself, in Vietnamese and English: front, headings, marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from worker.clock import HANOI
from worker.deliver.excerpt import HIDDEN, one_line, shortened
from worker.model import (
    AlertKind,
    Days,
    Gap,
    Grouping,
    Language,
    Named,
    OfficeStatus,
    Outlet,
    Precision,
    Review,
    ReviewedStory,
    Section,
)

_LINE: Final = 300
"""Code points of a heading, a name or a query at most."""
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`]+", re.I)
"""What RFC 3986 lets an address be made of, and letters beyond ASCII."""


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
    found="{found} bài khớp yêu cầu, gộp thành {stories} tin",
    none_missing="Không ghi nhận nguồn nào hỏng hay im tiếng trong thời gian này",
    missing="Có thể thiếu tin",
    since_then="từ {since} đến nay",
    begun="Kho lưu chỉ bắt đầu thu tin từ {at}",
    nothing_asked="không nguồn nào được hỏi",
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
    found="Articles that match: {found}; stories: {stories}",
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


def heading(review: Review) -> str:
    """Return the title of a review: what it was called, else that it is one."""
    said = words(review.language)
    title = tidy(review.title)
    return f"{said.review}: {title}" if title else said.review


def front(review: Review) -> list[str]:
    """Return what stands before the news: what was asked, and what the review rests on."""
    said, grounds = words(review.language), review.grounds
    asked = " · ".join(tidy(query) or said.everything for query in review.asked)
    lines = [
        f"{said.asked}: {asked}",
        said.period[review.days].format(since=_day(review.since), until=_day(review.until)),
        said.made.format(at=clock_time(review.made_at)),
        said.follows.format(sources=_number(grounds.sources, said)),
        said.found.format(
            found=_number(grounds.found, said), stories=_number(review.stories, said)
        ),
    ]
    if grounds.articles is not None:
        lines.insert(3, said.holds.format(articles=_number(grounds.articles, said)))
    if review.cut:
        lines.append(said.cut.format(stories=_number(review.stories, said)))
    return lines


def period(review: Review) -> str:
    """Return the days of a review in short: one day, or the first and the last."""
    if review.since == review.until:
        return _day(review.since)
    return f"{_day(review.since)} – {_day(review.until)}"


def missing(review: Review) -> list[str]:
    """Return what the review may lack, and why; one line says where nothing is known of."""
    said, grounds = words(review.language), review.grounds
    lines = [said.begun.format(at=clock_time(grounds.begun_at))] if grounds.begun_at else []
    lines += [_gap(gap, said) for gap in grounds.missing]
    return lines or [said.none_missing]


def is_whole(review: Review) -> bool:
    """Say whether nothing is known that the review may lack."""
    return not review.grounds.missing and review.grounds.begun_at is None


def _gap(gap: Gap, said: Words) -> str:
    since = clock_time(gap.since)
    when = (
        said.since_then.format(since=since)
        if gap.until is None
        else f"{since} – {clock_time(gap.until)}"
    )
    what = said.nothing_asked if gap.source is None else tidy(gap.source)
    told = f" ({tidy(gap.told)})" if gap.told else ""
    return f"{what}, {when}{told}"


def section_title(section: Section, review: Review) -> str:
    """Return the heading of a section, how many stories it has included."""
    said = words(review.language)
    title = said.rest[review.by] if section.title is None else tidy(section.title)
    return f"{title} ({_number(len(section.stories), said)})"


def outlet_name(outlet: Outlet) -> str:
    """Return the name of a paper."""
    return tidy(outlet.name)


def outlet_facts(outlet: Outlet, story: ReviewedStory, review: Review) -> str:
    """Return when a paper published a story, if it was the first, what became of it there."""
    said = words(review.language)
    facts = [said.sample] if outlet.sample else []
    facts += [_published(outlet, said)]
    facts += [said.first] if story.first is outlet else []
    facts += [said.edited] if outlet.edited else []
    facts += [said.gone] if outlet.gone else []
    return "; ".join(facts)


def named_line(story: ReviewedStory, review: Review) -> str:
    """Return who is named in which office; "" where nobody is."""
    said = words(review.language)
    people = "; ".join(_named(one, said) for one in story.named)
    return f"{said.named}: {people}" if people else ""


def _named(one: Named, said: Words) -> str:
    offices = ", ".join(
        said.status.get(status, "{office}").format(office=tidy(office))
        for office, status in one.offices
    )
    if one.inferred:
        return said.inferred.format(offices=offices, name=tidy(one.name))
    return f"{tidy(one.name)}, {offices}"


def notes(story: ReviewedStory, review: Review) -> list[str]:
    """Return what alerts told of the story beside the article, a line each."""
    said = words(review.language).kinds
    lines = ((said.get(note.kind, str(note.kind)), tidy(note.told)) for note in story.notes)
    return [f"{kind}: {told}" if told else kind for kind, told in lines]


def archive_id(story: ReviewedStory, review: Review) -> str:
    """Return how the archive finds the article again."""
    return f"{words(review.language).archive} {story.number} · {story.hash16}"


def web_address(url: str) -> str | None:
    """Return an address that may be linked to; None for a file's path and whatever else."""
    return url if _WEB_ADDRESS.fullmatch(url) else None


def visible(text: str) -> str:
    """Return words of an article without invisible characters; spaces at the ends stay."""
    return "".join(" " if unicodedata.category(one) in HIDDEN else one for one in text)


def tidy(text: str) -> str:
    """Return a text on one line, without invisible characters, of bounded length."""
    return shortened(one_line(text), _LINE)


def clock_time(at: datetime) -> str:
    """Return a time as it is in Hanoi."""
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"


def _published(outlet: Outlet, said: Words) -> str:
    if outlet.precision is Precision.NONE:
        return said.seen.format(at=clock_time(outlet.at))
    if outlet.precision is Precision.DAY:
        return _day(outlet.at.astimezone(HANOI).date())
    return clock_time(outlet.at)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _number(count: int, said: Words) -> str:
    return f"{count:,}".replace(",", said.thousands)
