"""Evidence in Vietnamese: what other rooms store as an English sentence, said again.

An alert keeps its evidence as a sentence, so that it says the same for good. The sentences are
few; one that is not known here is told as it stands. Dates become Vietnamese ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from worker.deliver.met_phrases import met_in_vietnamese

_Said = Callable[[re.Match[str]], str]

_TIME: Final = re.compile(r"\b(\d\d:\d\d) (\d\d/\d\d/\d{4})\b")
_LENGTH: Final = r"(?P<many>\d+) (?P<unit>hours?|days?)"
_UNITS: Final = {"hour": "giờ", "day": "ngày", "week": "tuần"}

_WHOLE: Final[dict[str, str]] = {
    "cannot be reached": "không kết nối được",
    "answers with an error": "máy chủ báo lỗi",
    "may not be asked, by its robots.txt": "robots.txt không cho phép truy cập",
    "shows a login page, a check for robots or “not found” in place of its news": (
        "hiện trang đăng nhập, trang kiểm tra robot hoặc “không tìm thấy” thay cho tin bài"
    ),
    "no article is found where it lists them": "không thấy bài nào ở nơi nguồn liệt kê bài",
    "its pages cannot be fetched": "không tải được các trang bài",
    "its pages are a login page, a check for robots or “not found”": (
        "các trang bài là trang đăng nhập, trang kiểm tra robot hoặc “không tìm thấy”"
    ),
    "no article is found in its pages": "không đọc ra bài trong các trang",
    "its articles are read without a date": "bài đọc ra không có ngày đăng",
}
"""What is the matter with a source, as ``alert/source_health.py`` says it."""


def in_vietnamese(line: str) -> str:
    """Return the line in Vietnamese, as it stands where its wording is not known."""
    found = ((pattern.fullmatch(line), said) for pattern, said in _PATTERNS)
    told = next((said(match) for match, said in found if match is not None), None)
    return _TIME.sub(r"\1 ngày \2", told or met_in_vietnamese(line) or line)


def _matter(found: re.Match[str]) -> str:
    told = _WHOLE[found["what"]]
    if found["polls"]:
        return f"{told}, {found['polls']} lần truy cập liên tiếp"
    if found["pages"]:
        return (
            f"{told}: {found['pages']} trang liên tiếp, trước đó {found['before']} trang đọc được"
        )
    return told


def _silent(found: re.Match[str]) -> str:
    waited = f"{found['many']} {_UNITS[found['unit'].rstrip('s')]}"
    usual = f"{found['usual']} bài mỗi {_UNITS[found['per']]}"
    return f"không có gì mới trong {waited}; bình thường {usual}"


def _expected(found: re.Match[str]) -> str:
    return (
        f"theo thứ và giờ, đến {found['at']} lẽ ra phải có thêm {found['missing']} bài;"
        f" quãng nghỉ dài nhất thường thấy tương đương {found['pause']} bài"
    )


def _holder(found: re.Match[str]) -> str:
    acting = " (quyền hoặc phụ trách)" if found["acting"] else ""
    seen = f", được nhắc ở chức này lần cuối ngày {_day(found['seen'])}" if found["seen"] else ""
    return f"{found['office']}: {found['new']}{acting} thay {found['old']}{seen}"


def _article(found: re.Match[str]) -> str:
    return f"bài {found['number']}, {found['source']}, {_day(found['day'])}: {found['rest']}"


def _day(iso: str) -> str:
    """Return an ISO date as day/month/year."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _met(found: re.Match[str]) -> str:
    """Say what was met at a page that has gone, how often and since when."""
    what = in_vietnamese(found["what"])
    if not found["since"]:
        return f"{what} lúc {found['at']}"
    return f"{what} lúc {found['at']}, và {found['more'] or '1'} lần nữa từ {found['since']}"


def _lot(found: re.Match[str]) -> str:
    fate = "đã đổi địa chỉ" if found["fate"] == "have moved" else "không còn hoặc chưa thấy lại"
    return (
        f"{found['missing']} trong {found['looked']} trang của {found['section']} {fate}"
        f" từ {found['at']}"
    )


_CLOCK: Final = r"\d\d:\d\d \d\d/\d\d/\d{4}"
_ISO: Final = r"\d{4}-\d\d-\d\d"
_PATTERNS: Final[tuple[tuple[re.Pattern[str], _Said], ...]] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (
            f"(?P<what>{'|'.join(map(re.escape, _WHOLE))})"
            r"(?:, (?P<polls>\d+) polls in a row"
            r"|: (?P<pages>\d+) in a row, where (?P<before>\d+) (?:could be read|had one))?",
            _matter,
        ),
        (
            rf"nothing new for {_LENGTH}; usually (?P<usual>\d+) a (?P<per>day|week)",
            _silent,
        ),
        (
            r"its last article came (?P<at>[\d:/ ]+)",
            lambda found: f"bài cuối cùng lúc {found['at']}",
        ),
        (
            r"by weekday and hour (?P<missing>\d+) more were to be expected by (?P<at>[\d:/ ]+);"
            r" its longest usual pause stood for (?P<pause>\d+)",
            _expected,
        ),
        (
            rf"(?P<what>.+) at (?P<at>{_CLOCK})"
            rf"(?: and (?:once more|(?P<more>\d+) more times) since (?P<since>{_CLOCK}))?",
            _met,
        ),
        (
            rf"shows (?P<what>it again|another text) at (?P<at>{_CLOCK}); (?P<before>.+) since"
            rf" (?P<since>{_CLOCK})",
            lambda found: (
                f"lúc {found['at']} lại có bài"
                f"{'' if found['what'] == 'it again' else ', với nội dung khác'};"
                f" trước đó {in_vietnamese(found['before'])} từ {found['since']}"
            ),
        ),
        (
            r"(?P<missing>\d+) of (?P<looked>\d+) pages of (?P<section>.+)"
            rf" (?P<fate>have moved|are gone or missing) since (?P<at>{_CLOCK})",
            _lot,
        ),
        (
            r"and (?P<more>\d+) more that this watch matches",
            lambda found: f"và {found['more']} bài khác khớp mục theo dõi này",
        ),
        (r"now at (?P<url>\S+)", lambda found: f"nay ở {found['url']}"),
        (
            r"before at (?P<url>\S+): (?P<met>.+)",
            lambda found: f"trước ở {found['url']}: {in_vietnamese(found['met'])}",
        ),
        (
            rf"a text last seen (?P<at>{_CLOCK}), on a new page",
            lambda found: f"nội dung đã thấy lần cuối lúc {found['at']}, nay ở một trang mới",
        ),
        (r"leads to (?P<url>\S+)", lambda found: f"dẫn sang {found['url']}"),
        (r"since (?P<at>[\d:/ ]+)", lambda found: f"bắt đầu từ {found['at']}"),
        (
            r"(?P<office>.+): (?P<new>.+?)(?P<acting> \(acting\))? after (?P<old>.+?)"
            rf"(?:, last seen (?P<seen>{_ISO}))?",
            _holder,
        ),
        (
            rf"article (?P<number>\d+), (?P<source>[^,]+), (?P<day>{_ISO}): (?P<rest>.+)",
            _article,
        ),
    )
)
