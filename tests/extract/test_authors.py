"""Which names are a person's who wrote it."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import article, linked, page
from worker.extract.name_form import clean_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Thùy An", "Thùy An"),
        ("KHUẤT DUY HOÀI", "KHUẤT DUY HOÀI"),
        ("Tác giả: Thùy An", "Thùy An"),
        ("Bởi Thùy An", "Thùy An"),
        ("Thùy Anvà Sa Kỳ", "Thùy An và Sa Kỳ"),
        ("Thùy An - Sa Kỳ", "Thùy An - Sa Kỳ"),
        ("Thùy An - 07/03/2026 08:47", "Thùy An"),
        ("Thùy An Thứ bảy, 07/03/2026", "Thùy An"),
        ("Thùy An (anthuy@tin.example)", "Thùy An"),
        ("Bài: Ly Thị Chá; Ảnh: Hảng A Tủa", "Bài: Ly Thị Chá; Ảnh: Hảng A Tủa"),
        ("Tin, ảnh: Ban biên tập", "Tin, ảnh: Ban biên tập"),
        ("Theo Lệ Quyên", "Theo Lệ Quyên"),
        ("Y Blong K'Ré", "Y Blong K'Ré"),
        ("Y Yên Niê", "Y Yên Niê"),
        ("T Thùy An", "Thùy An"),
        ("THÙY AN, ảnh: BTC", "THÙY AN, ảnh: BTC"),
        ("T.PHÚC - H.NAM", "T.PHÚC - H.NAM"),
        ("Nhóm phóng viên", "Nhóm phóng viên"),
        ("Thiên Kim (tổng hợp)", "Thiên Kim (tổng hợp)"),
        ("Thiên Kim (t/h)", "Thiên Kim (t/h)"),
        ("Thiên Kim (Theo Tin Sông, VTV)", "Thiên Kim (Theo Tin Sông, VTV)"),
        ("Thiên Kim/Báo Tin tức", "Thiên Kim/Báo Tin tức"),
        ("Thiên Kim + Sa Kỳ", "Thiên Kim + Sa Kỳ"),
        ("Ghi: Thiên Kim", "Ghi: Thiên Kim"),
        ("Theo TTXVN", "Theo TTXVN"),
        ("(TTXVN/Sông+)", "TTXVN/Sông+"),
        ("Thiên Kim/tinsong.vn", "Thiên Kim/tinsong.vn"),
        ("* Bài, ảnh: Thiên Kim", "Bài, ảnh: Thiên Kim"),
        ("THIÊN KIM lược ghi", "THIÊN KIM lược ghi"),
        ("Đại tá, TS THIÊN KIM", "Đại tá, TS THIÊN KIM"),
        ("BS.CKII Thiên Kim", "BS.CKII Thiên Kim"),
        ("Thượng tá THIÊN KIM, Chính ủy Trung đoàn 12",) * 2,
        ("Thiên Kim - Phòng Giáo dục và Đào tạo", "Thiên Kim - Phòng Giáo dục và Đào tạo"),
        ("Tin: Phòng Văn hóa - Xã hội", "Tin: Phòng Văn hóa - Xã hội"),
    ],
)
def test_a_name_is_known_by_its_form(said: str, name: str) -> None:
    assert clean_name(said, ()) == name


@pytest.mark.parametrize(
    "said",
    [
        "VCCorp.vn", "Admin", "admin", "Administrator", "nguyenvana", "bientap1", "HoangLan",
        "toasoan@tin.example", "https://www.facebook.com/tin", "Báo Sông Ninh", "Ban Biên tập",
        "Tòa soạn", "Cổng thông tin điện tử huyện", "Sông Ninh Online", "Minh Quân Editor",
        "Thứ bảy", "08/03/2026", "Phóng viên", "Đây là một câu dài nói về người viết bài này.", "",
    ],
)  # fmt: skip
def test_sites_logins_and_addresses_are_no_names(said: str) -> None:
    assert clean_name(said, ()) is None


def test_the_sites_own_names_and_the_category_are_no_authors() -> None:
    site = '<meta property="og:site_name" content="Sóng Trăng">'
    for author in ("Sóng Trăng", "SÓNG TRĂNG"):
        assert article(page(head=site + linked(author={"name": author}))).byline is None
    head = linked(author={"name": "Kinh tế Biển"}, articleSection="Kinh tế Biển")
    assert article(page(head=head)).byline is None
    organization = linked(author={"@type": "Organization", "name": "Hương Quê Nhà"})
    assert article(page(head=organization)).byline is None


def test_the_shown_author_goes_before_the_one_that_machines_are_told() -> None:
    shown = '<div class="author-info"><a class="name" href="/tac-gia/an-1">Thùy An</a></div>'
    found = article(page(head=linked(author={"name": "Bành Văn Nhập"}), date=shown))
    assert (found.byline, found.witnesses["byline"]) == ("Thùy An", "page")


def test_several_authors_side_by_side_are_all_named() -> None:
    shown = '<span class="author">Thùy An</span><span class="author">Sa Kỳ</span>'
    assert article(page(date=f"<div>{shown}</div>")).byline == "Thùy An, Sa Kỳ"
    head = linked(author=[{"name": "Thùy An"}, {"name": "bientap1"}, {"name": "Sa Kỳ"}])
    assert article(page(head=head)).byline == "Thùy An, Sa Kỳ"


def test_who_is_told_to_twitter_as_the_writer_wrote_it() -> None:
    told = "<meta name='twitter:data1' content='Sa Thùy'><meta name='twitter:label1' content='{}'>"
    assert article(page(head=told.format("Được viết bởi"))).byline == "Sa Thùy"
    assert article(page(head=told.format("Giá bán"))).byline is None


def test_two_authors_that_elements_or_a_line_break_part_are_two() -> None:
    for between in ("</a> <a href='/tac-gia/b'>", "</a><br><a href='/tac-gia/b'>"):
        names = f"<div class='author'><a href='/tac-gia/a'>SA THÙY{between}LÒ THỊ KHÊ</a></div>"
        assert article(page(date=names)).byline == "SA THÙY, LÒ THỊ KHÊ"
    office = "<p class='author'>ThS. Sa Thị Thùy<br>Trường Cao đẳng Sông Hàm</p>"
    assert article(page(date=office)).byline == "ThS. Sa Thị Thùy"


def test_an_address_beside_the_name_is_not_glued_to_it() -> None:
    who = "<div class='author'><span>Thùy An</span><a href='mailto:a@b.vn'>an@tin.example</a></div>"
    assert article(page(date=who)).byline == "Thùy An"


def test_the_author_of_a_comment_or_of_another_article_is_not_this_ones() -> None:
    comment = '<div class="comments"><span class="author">Bảo Trâm</span><p>Hay quá.</p></div>'
    listed = '<a href="/y">Bến phà cũ thành công viên ven sông</a><i class="author">Hạ Mây</i>'
    photo = '<figure><img src="a.jpg"><span class="author">Văn Bé</span></figure>'
    quoted = '<blockquote>Sông còn thì bến còn.<cite class="quote-author">Bà Tư</cite></blockquote>'
    assert article(page(inside=f"{photo}{quoted}<div>{listed}</div>")).byline is None
    other = '<aside><span class="author">Sa Kỳ</span><a href="/x">Bài khác</a></aside>'
    assert article(page(inside=comment + other)).byline is None


def test_who_stands_in_one_line_with_the_date_under_the_title_wrote_it() -> None:
    for said in (
        "Đăng ngày: <b>Thứ tư, 04/03/2026</b> lúc <b>16:05</b> bởi <b>Ngọc Hân</b>",
        "Được đăng: 04/03/2026 | Ngọc Hân",
        "Ngọc Hân - 16:05 04/03/2026 - Lượt xem: 31",
        "Hải Đăng | 04/03/2026",
        "Tác giả: Ngọc Hân - 04/03/2026 08:15",
    ):
        name = "Hải Đăng" if "Hải Đăng" in said else "Ngọc Hân"
        assert article(page(date=f"<p class='post-meta'>{said}</p>")).byline == name


def test_two_who_stand_before_the_age_of_a_page_wrote_it() -> None:
    for said in ("<b>Ngọc Hân - Hải Đăng</b> 2 ngày trước", "Ngọc Hân - Hải Đăng | 04/03/2026"):
        assert article(page(date=f"<p>{said}</p>")).byline == "Ngọc Hân - Hải Đăng"
    for name in ("Bài và ảnh: Ngọc Hân", "Ngọc Hân (t/h)"):
        assert article(page(date=f"<p>{name} - 08:15 04/03/2026</p>")).byline == name
    assert article(page(date="<p>Ngọc Hân - Tin trong tỉnh | 04/03/2026</p>")).byline is None


@pytest.mark.parametrize(
    ("beside", "byline"),
    [
        ("<span>H.Y</span> | <span>PV Sông</span>", "H.Y - PV Sông"),
        ("<span>Tin - ảnh: Sa Thùy</span>", "Tin - ảnh: Sa Thùy"),
        ("<span>Theo Báo Sông Hàm</span>", "Theo Báo Sông Hàm"),
        ("<span>Người đăng: Sa Thùy</span>", None),
        ("<span>A-</span> <span>A+</span>", None),
        ("<span>TP.Hồ</span>", None),
        ("<span>Sa Thùy/VOV1</span>", "Sa Thùy/VOV1"),
        ("<span>K'Brếp</span>", "K'Brếp"),
        ("<span>Phòng Văn hóa - Xã hội</span>", "Phòng Văn hóa - Xã hội"),
        ("<a>Theo dõi Báo Sông Hàm trên Google News</a>", None),
    ],
)
def test_what_stands_beside_the_date(beside: str, byline: str | None) -> None:
    row = f"<div class='info'><span>28/02/2026 08:15</span> | {beside}</div>"
    assert article(page(date=row)).byline == byline


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("Theo Báo Sông Hàm", "Theo Báo Sông Hàm"),
        ("TTXVN/Sông Ninh", "TTXVN/Sông Ninh"),
        ("Sa Thùy – Biên tập: Lò Khê", "Sa Thùy"),
        ("Người đăng: Lò Khê", None),
        ("Bởi", None),
    ],
)
def test_sources_editors_and_bare_labels_in_an_authors_element(said: str, byline: str) -> None:
    assert article(page(date=f"<div class='author'>{said}</div>")).byline == byline


@pytest.mark.parametrize(
    "row",
    [
        "<a>Zalo</a> <a>Facebook</a> <a>Lưu Bài</a>",
        "<span>Nghe Bài</span> <span>Miền Bắc</span>",
        "<span>Thời Sự</span>",
        "<a href='/ben-do'>Bến Đò Đồng Rươi</a>",
    ],
)
def test_buttons_sections_and_topics_beside_the_date_are_no_names(row: str) -> None:
    assert article(page(date=f"<div>28/02/2026 08:15 | {row}</div>")).byline is None


def test_names_that_only_elements_part_from_a_section_beside_the_date() -> None:
    row = "<div><a href='/x'>Xã hội</a><i>.</i><i>Sa Thùy</i><i>.</i><i>27/02/2026</i></div>"
    assert article(page(date=row)).byline == "Sa Thùy"


def test_a_company_that_made_the_site_wrote_nothing() -> None:
    assert clean_name("VNPT Vàm Hạ", ()) is None
    assert clean_name("KHUẤT DUY HOÀI", ()) == "KHUẤT DUY HOÀI"


def test_the_author_beside_another_headline_wrote_that() -> None:
    other = (
        "<div><a href='/k.html'>Khởi công tuyến kè ở Vàm Rắn</a><i class='author'>Lò Khác</i></div>"
    )
    assert article(page().replace("</body>", f"{other}</body>")).byline is None
