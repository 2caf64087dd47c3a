"""Furniture: what a page prints around an article (sharing, comments, related news, notices).

General rules, no list of sites: a line is furniture only when the whole line is one of the
wordings below, marks and capitals aside. A heading of comments ends the article; one of related
news takes the headlines under it along; the rest goes alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Final

from worker.model import Paragraph
from worker.normalize.byline import is_byline
from worker.normalize.dates import date_line
from worker.vietnamese.text.counters import is_counter
from worker.vietnamese.text.fold import fold

_LONGEST_HEADLINE: Final = 200
_LONGEST_WORDING: Final = 160
"""More characters than any wording below has, with what may follow it: a longer line is none."""
_RUNNING: Final = 160
"""Characters from which a line is running text, whatever it ends with."""

_COMMENTS: Final = (
    "binh luan|gui binh luan|viet binh luan|binh luan bai viet|binh luan cua ban( doc)?"
    "|them binh luan|(cac )?y kien (cua )?(ban doc|ban|doc gia)|y kien phan hoi"
    "|gui y kien( cua ban)?|gui phan hoi|ban doc (binh luan|phan hoi)"
    "|viet binh luan cua ban|(vui long )?dang nhap de .{0,20}binh luan.{0,20}"
    "|xem (tat ca|them)( \\d+)? binh luan|moi nhat cu nhat( quan tam nhat)?"
    "|chua co binh luan( nao)?|hay la nguoi dau tien binh luan.{0,40}"
)
_RELATED: Final = (
    "(cac |nhung )?(tin|bai|tin bai|bai viet|tin tuc)( bai| tuc| viet)? "
    "(lien quan|khac|moi|moi nhat|moi hon|cu hon|da dua|noi bat|doc nhieu|xem nhieu|tiep theo"
    "|truoc|sau|cung chuyen muc|cung chu de|cung loai)"
    "|(tin |bai |bai viet )?(cung chuyen muc|cung chu de|cung su kien)|chu de lien quan"
    "|xem them|doc them|xem tiep|doc tiep|doc nhieu( nhat)?|xem nhieu( nhat)?|duoc quan tam"
    "|moi xem them|(xem them )?video (khac|moi( nhat)?|lien quan|(dang duoc )?xem nhieu)"
    "|(bai )?cung tac gia|dung bo lo|goi y cho ban|danh cho ban|tin tai tro"
    "|co the ban quan tam|ban co the quan tam|dong su kien|tin nong|tu khoa|tags?|cac tin khac"
)
_ALONE: Final = (
    "chia se( bai viet| bai| tin)?( nay)?( len| qua| tren)?( facebook| twitter| zalo| mang xa hoi)?"
    "|facebook|twitter|zalo|youtube|email|google|pinterest|linkedin|share|tweet|like|print|thich"
    "|in|in bai( viet)?|in trang|ban in|gui (bai viet|email|mail|cho ban be)|luu bai( viet)?"
    "|sao chep (lien ket|duong dan)|copy link|nghe (bai viet|doc bai|noi dung|audio|tin)"
    "|theo doi .{0,40}(google news|zalo|facebook)( .{0,20})?|google news|theo doi .{2,40} tren"
    "|quet (ma )?qr( code)? (de )?(doc bai|doc bao|xem bai|nghe|tai ung dung|tai app) ?.{0,60}"
    "|(link|lien ket) (bai )?goc|lay link|copy link bai goc"
    "|dang ky nhan (ban tin|tin|tin tuc)( .{0,40})?|(tang|giam) co chu( (tang|giam) co chu)?"
    "|quang cao|khong co quang cao|advertisement|advertising|ads|noi dung tai tro"
    "|quay lai|tro ve|tro lai|(len |ve )?dau trang|ve trang (chu|truoc)|trang chu|co chu|a a( a)?"
    "|(so lan xem|luot (xem|doc)|da (xem|doc)|so luot (xem|doc)|views?|luot truy cap)( \\d+)*"
    "|\\d+( \\d+)* (views?|binh luan)"
    "|danh gia (bai viet|tin)?|click de danh gia bai viet|xep hang .{0,40}phieu bau"
    "|tong so diem cua bai viet la .{0,60}|gia tri trung binh .{0,40}"
    "|(kinh )?moi (quy )?(vi|ban|ban doc|doc gia|khan gia|thinh gia)( va cac ban)? (tiep tuc )?"
    "(vao (chuyen muc|trang)|truy cap|theo doi|doc|don doc|xem|don xem|nghe) .*"
)
_SOCIAL: Final = (
    "(?:facebook|twitter|zalo|youtube|telegram|tiktok|instagram|messenger|linkedin|pinterest|email)"
)
_TOOL: Final = (
    "(?:in(?: trang| bai(?: viet)?| an| tin)?|gui (?:email|mail|cho ban be|bai)|co chu|a"
    "|luu(?: tin| bai)?|chia se|ban in|nghe|tuong phan|doc bai|phong to|thu nho)"
)
_WIDGETS: Final = (
    f"(?:{_TOOL}|{_SOCIAL})( (?:x|{_TOOL}|{_SOCIAL}))+"
    "|giong (nu|nam)( mien (bac|nam|trung))?|(nu|nam) mien (bac|nam|trung)|toc do doc|tu dong phat"
    "|tam dung|doc bai viet|tuong phan|xem voi co chu|aa|0?0 00 \\d{1,2} \\d\\d"
    "|\\d( \\d)? 5 \\d+ binh chon|\\d+ luot danh gia|chua co danh gia|(khong )?huu ich"
    "|ung ho tac gia|tang sao( cho tac gia)?|trinh duyet( cua ban)? khong ho tro .{0,40}"
    "|bai viet (nay )?(co )?huu ich( khong)?|gop y|phan hoi|bao loi"
    "|tro (ve|len) dau trang|trang (truoc|sau)|bai (truoc|tiep theo)"
    "|(bai viet co )?noi dung (duoc )?tai tro|(tai|cai) (ung dung|app) (bao|dai|tap chi) .{2,60}"
    f"|quan tam (zalo|oa) .{{2,60}}|dang ky kenh .{{0,40}}{_SOCIAL}.{{0,40}}"
    f"|(bam|nhan|click)( vao day)?( de)? theo doi .{{0,40}}({_SOCIAL}|google news).{{0,20}}"
    "|nhap email .{2,60}|(tep|file|tai lieu|van ban) dinh kem( .{1,60})?|tai (ve|xuong)|download"
    "|(copyright|ban quyen thuoc)( ve)? (bao|dai|tap chi|cong|trang|toa soan) .{2,60}"
    "|(vui long )?ghi ro nguon .{0,60}(phat hanh lai|dang lai|su dung lai|website nay).{0,60}"
    "|(nghiem )?cam sao chep (duoi moi hinh thuc|khi chua|neu khong) .{2,100}|xem( them)? video"
    "|moi (y kien|thong tin)( dong gop| phan hoi| gop y| phan anh)? (xin |vui long )+"
    "(gui|lien he) .*|het"
)
"""What players, ratings, buttons and notices of rights say."""
_WITH_COUNT: Final = "( ?\\d+)*"
_COMMENTS_LINE: Final = re.compile(f"(?:{_COMMENTS}){_WITH_COUNT}")
_RELATED_LINE: Final = re.compile(f"(?:{_RELATED})")
_ALONE_LINE: Final = re.compile(f"(?:{_ALONE}|{_WIDGETS}){_WITH_COUNT}")
_LABELLED: Final = re.compile(
    r"\s*(?:>>+|»|(?:xem them|doc them|xem tiep|tin lien quan|bai lien quan|tu khoa|tags?"
    r"|dong su kien|nguoi (?:dang|nhap|duyet|cap nhat)(?: tin| bai)?)\s*:)"
)
_IMPRINT: Final = re.compile(
    r"\W*(?:(?:(?:pho )?tong bien tap|toa soan|tru so(?: chinh)?|hotline|duong day nong"
    r"|lien he quang cao|co quan chu quan|chiu trach nhiem (?:chinh|xuat ban|noi dung|quan ly))\s*:"
    r"|giay phep [^:.!?]{0,60}\bgp\b"
    r"|(?:ban quyen(?: thuoc)?|copyright)\b[^:.!?]{0,60}(?:©|20\d\d)).*"
)
"""Who is responsible for the site, as it says at its foot: a label and a colon, or a licence."""
_CLOSINGS: Final = (
    r"(?:(?:ban|quy vi|(?:quy )?doc gia) )?dang doc (?:bai viet|bai|tin)\b.{0,300}\bchuyen muc\b",
    r"(?:y kien|binh luan|phan hoi) cua (?:ban|quy vi|doc gia) se duoc\b.{0,60}\btruoc khi\b",
    r"moi (?:bai vo|tin bai|thong tin|y kien|phan anh|phan hoi|thac mac|lien he)\b[^.!?]{0,60}\b"
    r"(?:xin|vui long) (?:duoc )?(?:gui|goi|lien he|dong gop)\b",
    r"(?:xin )?vui long (?:nhap|go|viet|su dung) .{0,30}\b(?:tieng viet|binh luan|co dau)\b",
    r"(?:link (?:(?:bai )?goc|nguon)|copy link|lay link|duong dan(?: bai viet)?|nguon(?: tin)?)"
    r"\W*https?:\S+$",
    r"#\w+(?:[\s,;]+#\w+)*\W*$",
)
"""What many papers close a page with, in the words of each."""
_CLOSING: Final = re.compile(rf"\W*(?:{'|'.join(_CLOSINGS)})")
_LONGEST_CLOSING: Final = 500
_ORNAMENT: Final = re.compile(
    r"[\s|/>»•·★☆⭐.]*|[\s\d.,KkM]*(?:[\u2764\U0001f300-\U0001faff]\ufe0f?[\s\d.,KkM]*)+"
)
"""Signs alone, and how many readers like or wonder at it, as the signs for that say."""
_CONTACT: Final = re.compile(
    r"\s*(?:(?:e-?mail\s*:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+)\s*", re.ASCII | re.I
)
_WORD: Final = re.compile("[a-z0-9]+")
_GLUED: Final = re.compile(
    # Wordings of two words and more, so that no sentence ends with one by chance.
    "(?:(?:cac )?y kien (?:cua )?ban doc|chia se bai viet|gui binh luan|viet binh luan"
    "|binh luan bai viet|y kien phan hoi|gui phan hoi|tin lien quan|bai lien quan"
    "|bai viet lien quan|tin cung chuyen muc|in bai viet|quay lai dau trang|khong co quang cao)"
    r"\W*\d*\W*$"
)
_GLUED_ENDS: Final = (
    *("bai viet", "ban doc", "binh luan", "chuyen muc", "dau trang", "lien quan", "phan hoi"),
    "quang cao",
)
"""How each of these wordings ends: a quick look before the search."""
_AFTER_WORDING: Final = string.punctuation + string.digits + " "


def is_furniture(line: str) -> bool:
    """Say whether this whole line is furniture."""
    return _is_furniture(line, _key(line))


def _is_furniture(line: str, key: str) -> bool:
    return (
        _ORNAMENT.fullmatch(line) is not None
        or _COMMENTS_LINE.fullmatch(key) is not None
        or _RELATED_LINE.fullmatch(key) is not None
        or _stands_alone(line, key)
        or is_counter(line)
    )


def split_glued(line: str) -> tuple[str, str] | None:
    """Return text and furniture of a line where they run into one another; None elsewhere.

    "Thanh TâmCác ý kiến của bạn đọc" is the name and the heading of the comments.
    """
    tail = max(0, len(line) - _LONGEST_WORDING)
    folded = fold(line[tail:])
    if not folded.rstrip(_AFTER_WORDING).endswith(_GLUED_ENDS):
        return None  # as nearly every line: looked at by its end alone, which is quick
    found = _GLUED.search(folded)
    if found is None:
        return None
    start = tail + found.start()
    if start == 0 or not line[start].isupper():
        return None
    text = line[:start]
    if text[-1].isspace() and not is_byline(text.strip()):
        return None
    return text.strip(), line[start:]


def without_furniture(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that are not furniture, nor hang on some."""
    kept: list[Paragraph] = []
    under_related = False
    for index, paragraph in enumerate(paragraphs):
        key = _key(paragraph.text)
        if _COMMENTS_LINE.fullmatch(key) and _article_is_over(kept, paragraphs[index + 1 :]):
            break
        if _RELATED_LINE.fullmatch(key):
            under_related = True
        elif _is_furniture(paragraph.text, key) or (under_related and _is_headline(paragraph.text)):
            continue
        else:
            under_related = False
            kept.append(paragraph)
    return kept


def is_running_text(line: str) -> bool:
    """Say whether a line is sentences rather than a heading: by its end, or by its length."""
    return len(line) >= _RUNNING or line.rstrip("\"'”’»)]} ").endswith(
        (".", "!", "?", "…", ":", ";")
    )


def _key(line: str) -> str:
    """Return the words of a line, folded, with one space between; nothing for a long line."""
    if len(line) > _LONGEST_WORDING:
        return ""
    return " ".join(_WORD.findall(fold(line)))


def _stands_alone(line: str, key: str) -> bool:
    return (
        _ALONE_LINE.fullmatch(key) is not None
        or (len(line) <= _LONGEST_HEADLINE and _LABELLED.match(fold(line)) is not None)
        or _CONTACT.fullmatch(line) is not None
        or (len(line) <= _LONGEST_CLOSING and _CLOSING.match(fold(line)) is not None)
        or (len(line) <= _LONGEST_HEADLINE and _is_imprint(line))
    )


def _is_imprint(line: str) -> bool:
    return line.startswith("©") or (
        not is_running_text(line) and _IMPRINT.match(fold(line)) is not None
    )


def _is_headline(line: str) -> bool:
    """Say whether a line under a heading of related news is one of its headlines or dates."""
    if date_line(line) is not None:
        return True
    return len(line) <= _LONGEST_HEADLINE and not is_running_text(line) and not is_byline(line)


def _article_is_over(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> bool:
    """Say whether a heading of comments stands below the article and not in a bar above it."""
    read = [len(p.text) for p in before if is_running_text(p.text)]
    rest = sum(len(p.text) for p in after if is_running_text(p.text))
    return len(read) >= 3 or (sum(read) > 0 and sum(read) >= rest)
