"""Bylines: labelled ones anywhere, bare names and sources only at the end."""

from __future__ import annotations

import pytest

from worker.normalize.byline import (
    credits_parted,
    is_byline,
    is_caption_credit,
    is_credit,
    is_photographers,
    is_source,
    joined,
    split_byline,
    split_glued_byline,
    without_editors,
)

LEAD = "Sáng nay, huyện Tân Lộc tổ chức lễ ra quân làm thủy lợi nội đồng."
BODY = "Hơn hai trăm đoàn viên đã nạo vét ba cây số kênh mương."


@pytest.mark.parametrize(
    "line",
    [
        "Tin, ảnh: Minh Tú",
        "Bài, ảnh: Minh Tú",
        "Bài và ảnh: Minh Tú - Văn Bé",
        "TIN, ẢNH: MINH TÚ",
        "Tin - ảnh: Minh Tú.",
        "Tin: Minh Tú - Ảnh: Văn Bé",
        "Ảnh: TTXVN",
        "Bài, ảnh và clip: Minh Tú",
        "Tác giả: Minh Tú",
        "Nguồn: VOV.VN",
        "(Ảnh: Minh Tú)",
        "Thực hiện: Minh Tú",
    ],
)
def test_a_label_with_names_is_a_credit_wherever_it_stands(line: str) -> None:
    assert is_credit(line)
    assert split_byline([LEAD, line, BODY]) == ([line], [True, False, True])


@pytest.mark.parametrize(
    "line",
    [
        "Minh Tú",
        "Trần Thị Minh Tú",
        "T.PHÚC - H.NAM",
        "N.V.A",
        "Minh Tú, Văn Bé và Chí Linh",
        "Minh Tú/TTXVN",
        "Minh Tú/Báo Sông Hàm",
        "Minh Tú - Văn Bé/Báo Sông Hàm và Biển",
        "Minh Tú/Tin Sông/tinsong.example.vn",
        "Minh Tú và nhóm PV",
        "Minh Tú, ảnh: Văn Bé",
        "Phóng viên Minh Tú",
        "Theo bao.example.vn",
        "Minh Tú (tổng hợp)",
        "Minh Tú (Theo TTXVN)",
        "Theo TTXVN",
        "Theo Báo Tân Lộc",
        "(Theo VOV.VN)",
        "Theo: tinsong.vn",
        "TTXVN",
        "PV",
        "Nhóm phóng viên",
        "Ban Biên tập",
        "Y Blong K'Ré",
        "Tin, ảnh: Trung tâm Văn hóa huyện Tân Lộc",
        "Nguồn: Cổng thông tin huyện Tân Lộc",
        "Người viết: Minh Tú",
        "Minh Tú; ảnh: Văn Bé",
        "Minh Tú - Huyện đoàn",
        "Minh Tú - Trung tâm Văn hóa huyện Tân Lộc",
        "Minh Tú dịch",
        "Nhóm phóng viên Thời sự",
        "PV/VOV1",
        "Đại tá, TS TRẦN MINH TÚ",
        "Thượng tá TRẦN MINH TÚ, Chính ủy Trung đoàn 12",
        "Tổng hợp từ Báo Tân Lộc",
        "Đăng bởi: admin",
        "Minh Tú Ảnh: Văn Bé",
    ],
)
def test_a_bare_byline_counts_only_as_the_last_line(line: str) -> None:
    assert is_byline(line)
    assert split_byline([LEAD, BODY, line]) == ([line], [True, True, False])
    if not is_credit(line):
        assert split_byline([LEAD, BODY, line, BODY]) == ([], [True] * 4)


@pytest.mark.parametrize(
    "line",
    [
        "(Phó bí thư Huyện ủy Trần Thị Minh Tú)",
        "Theo kế hoạch đề ra",
        "Theo Phó bí thư Huyện ủy, việc này đã xong.",
        "Phóng viên: Xin cảm ơn ông!",
        "Quang cảnh buổi lễ",
        "Ảnh: quang cảnh buổi lễ",
        "Bài: học từ thực tế.",
        "Xã Bình Hưng đạt chuẩn",
        "“Tân Lộc”",
        "2021",
        "Minh Tú phát biểu.",
        "Tin: Hôm nay trời mưa. Ngày mai nắng",
        "Video: Bến đò Rạch Dừa",
    ],
)
def test_text_at_the_end_is_no_byline(line: str) -> None:
    assert split_byline([LEAD, BODY, line]) == ([], [True] * 3)


@pytest.mark.parametrize(
    ("line", "byline"),
    [("--- Minh Tú ---", "Minh Tú"), ("[Minh Tú]", "Minh Tú"), ("- Tin: Minh Tú", "Tin: Minh Tú")],
)
def test_dashes_and_brackets_around_a_byline_are_none_of_it(line: str, byline: str) -> None:
    assert split_byline([LEAD, BODY, line]) == ([byline], [True, True, False])


def test_who_wrote_a_book_that_the_text_tells_of_stays_in_the_text() -> None:
    line = "Tác giả: Minh Tú"
    lines = [LEAD, BODY, line, BODY, BODY, LEAD, BODY]
    assert split_byline(lines) == ([], [True] * 7)


@pytest.mark.parametrize(
    ("byline", "left"),
    [
        ("Biên tập: Văn Bé", ""),
        ("Người đăng: Văn Bé", ""),
        ("Minh Tú – Biên tập: Văn Bé", "Minh Tú"),
        ("Bài: Minh Tú | Người đăng tin: Văn Bé", "Bài: Minh Tú"),
        ("Tin: Minh Tú", "Tin: Minh Tú"),
    ],
)
def test_who_edited_or_posted_it_has_not_written_it(byline: str, left: str) -> None:
    assert without_editors(byline) == left


@pytest.mark.parametrize(
    "post", ["Chính ủy Trung đoàn 12", "Trường Cao đẳng Tân Lộc", "Phòng Kinh tế huyện Tân Lộc"]
)
def test_a_post_below_the_name_at_the_end_is_no_second_author(post: str) -> None:
    sentence = "Cả ba đội thay phiên nhau trực cho đến khi nước rút hẳn."
    lines = [LEAD, BODY, sentence, "ThS. Trần Minh Tú", post]
    assert split_byline(lines) == (["ThS. Trần Minh Tú"], [True, True, True, False, False])
    listed = [LEAD, BODY, "Giải nhất:", "Trần Minh Tú", post]
    assert "Trần Minh Tú" not in split_byline(listed)[0]


def test_a_name_above_the_source_is_the_byline_too() -> None:
    lines = [LEAD, BODY, "Minh Tú", "(Theo Báo Tân Lộc)"]
    assert split_byline(lines) == (["Minh Tú", "(Theo Báo Tân Lộc)"], [True, True, False, False])


def test_an_office_with_a_dash_in_its_name_signs_below_a_sentence() -> None:
    lines = [
        LEAD,
        "Cả ba đội thay phiên nhau trực cho đến sáng.",
        "Phòng Văn hóa - Xã hội xã Tân Lộc",
    ]
    assert split_byline(lines) == (lines[-1:], [True, True, False])


def test_pictures_of_nobody_who_is_named_make_no_byline() -> None:
    for line in ("Ảnh: NVCC", "Ảnh: Internet"):
        assert split_byline([LEAD, line, BODY, BODY, BODY, BODY]) == ([], [True] * 6)
        assert split_byline([LEAD, BODY, line]) == ([], [True, True, False])


def test_letters_of_an_agency_are_a_source() -> None:
    for letters in ("TTXVN", "— VNS", "FILI"):
        assert is_source(letters)
    assert not is_source("Minh Tú")


def test_the_first_line_stays_whatever_it_looks_like() -> None:
    assert split_byline(["Minh Tú"]) == ([], [True])
    assert split_byline([]) == ([], [])


def test_several_credits_and_a_repeated_one() -> None:
    assert split_byline([LEAD, BODY, "Bài: Minh Tú", "Ảnh: Văn Bé"]) == (
        ["Bài: Minh Tú", "Ảnh: Văn Bé"],
        [True, True, False, False],
    )
    assert split_byline([LEAD, BODY, "Minh Tú", "Minh Tú"])[0] == ["Minh Tú"]


def test_a_second_bare_name_above_the_byline_is_text() -> None:
    assert split_byline([LEAD, BODY, "Rạch Dừa", "Minh Tú"])[0] == ["Minh Tú"]
    assert split_byline([LEAD, BODY, "Rạch Dừa", "Tin, ảnh: Minh Tú"])[0] == ["Tin, ảnh: Minh Tú"]
    signed = ["Minh Tú", "Ảnh: Văn Bé"]
    assert split_byline([LEAD, BODY, *signed])[0] == signed


def test_a_name_above_the_lead_is_the_byline_where_the_end_has_none() -> None:
    assert split_byline(["Minh Tú", LEAD, BODY]) == (["Minh Tú"], [False, True, True])
    assert split_byline(["Minh Tú", LEAD, BODY, "Văn Bé"])[0] == ["Văn Bé"]


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        (f"{BODY}Tin, ảnh: Minh Tú", (BODY, "Tin, ảnh: Minh Tú")),
        (f"{BODY} Bài và ảnh: Minh Tú", (BODY, "Bài và ảnh: Minh Tú")),
        (f"{BODY}Minh Tú", (BODY, "Minh Tú")),
        (f"{BODY}/. Minh Tú", (f"{BODY}/.", "Minh Tú")),
        (f"{BODY} Minh Tú", None),
        ("Hội nghị diễn ra tại TP.Tân Lộc", None),
        ("Nhiều tin, ảnh: đẹp", None),
        (BODY, None),
        ("Kênh dài ba cây số. K.M", ("Kênh dài ba cây số.", "K.M")),
        ("Kênh do ông Lê V.M. đào. TP.Tân Lộc", None),
    ],
)
def test_a_byline_glued_to_the_last_paragraph(line: str, parted: tuple[str, str] | None) -> None:
    assert split_glued_byline(line) == parted


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Nạo vét kênh mương. Ảnh: Minh Tú", True),
        ("Nạo vét kênh mương (Ảnh: Minh Tú)", True),
        ("Nạo vét kênh mương. Ảnh: Minh Tú/TTXVN", True),
        ("Nạo vét kênh mương. (Ảnh minh họa)", True),
        ("Nạo vét kênh mương.", False),
        ("Ông chụp ba tấm ảnh: một ở Tân Lộc", False),
    ],
)
def test_the_credit_of_a_photograph_in_its_caption(line: str, credit: bool) -> None:
    assert is_caption_credit(line) is credit


def test_what_the_page_says_and_what_the_text_says_make_one_byline() -> None:
    assert joined([], None) is None
    assert joined(["Tin, ảnh: Minh Tú"], "Minh Tú") == "Tin, ảnh: Minh Tú"
    assert joined(["Minh Tú"], "Tin, ảnh: Minh Tú") == "Tin, ảnh: Minh Tú"
    assert joined(["Ảnh: Văn Bé"], "Minh Tú") == "Minh Tú - Ảnh: Văn Bé"
    assert joined(["Clip: Minh Tú"], "Minh Tú") == "Minh Tú"
    assert joined(["An"], "Thanh Lan") == "Thanh Lan - An"


def test_credits_on_one_line_are_parted() -> None:
    several = "Nội dung: Thu Sương Ảnh: Đoan Trang Đồ họa: Vi Cầm"
    parted = "Nội dung: Thu Sương - Ảnh: Đoan Trang - Đồ họa: Vi Cầm"
    assert credits_parted(several) == parted
    assert is_credit(parted)
    for line in ("Tin, ảnh: Minh Tú", "Ảnh: một, clip: hai", "Ông nói: “Tin: được”", BODY):
        assert credits_parted(line) == line


def test_sources_and_photographers_are_told_from_writers() -> None:
    assert is_source("Theo TTXVN")
    assert is_source("Nguồn: VOV.VN")
    assert not is_source("Bảo Trâm")
    assert not is_source("Minh Tú (Theo TTXVN)")
    assert is_photographers("Ảnh: Minh Tú")
    assert not is_photographers("Tin, ảnh: Minh Tú")
    assert not is_photographers("Minh Tú")


@pytest.mark.parametrize(
    "signed",
    [
        ["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        ["CHỦ TỊCH", "(Đã ký)"],
        ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
    ],
)
def test_who_signs_a_document_is_no_author(signed: list[str]) -> None:
    lines = [LEAD, BODY, *signed, "Hà Văn Rớt"]
    assert split_byline(lines) == ([], [True] * len(lines))
