"""What a paper is called and where it belongs, from its own words."""

from __future__ import annotations

import pytest

from worker.flow.sources.naming import paper_title, place_of, short_name


@pytest.mark.parametrize(
    ("names", "page_title", "address", "title"),
    [
        (["Báo Cà Mau"], "Tin mới nhất", "https://baocamau.vn/", "Báo Cà Mau"),
        ([], "Báo Cà Mau - Tin tức mới nhất", "https://baocamau.vn/", "Báo Cà Mau"),
        ([], "Tin nhanh 24h | Báo Sông Hàm", "https://tin24.vn/", "Báo Sông Hàm"),
        ([], "VnExpress - Báo tiếng Việt nhiều người xem", "https://vnexpress.net/", "VnExpress"),
        (["kontum.gov.vn"], "Tỉnh Kon Tum", "https://kontum.gov.vn/", "Tỉnh Kon Tum"),
        (["Trang chủ"], "Trang chủ – Báo Sông Hàm", "https://x.vn/", "Báo Sông Hàm"),
        (["Trang chủ"], "", "https://x.vn/", "x.vn"),
        ([], "", "http://127.0.0.1:8000/", "127.0.0.1"),
        ([], "Đài PT&TH Sông Hàm: Tin tức", "https://dai.vn/", "Đài PT&TH Sông Hàm"),
    ],
)  # fmt: skip
def test_the_title_is_the_papers_name_without_its_slogan(
    names: list[str], page_title: str, address: str, title: str
) -> None:
    assert paper_title(names, page_title, address) == title


@pytest.mark.parametrize(
    ("name", "address", "place"),
    [
        ("Báo Vĩnh Long", "https://x.vn/", "Vĩnh Long"),
        ("Cổng thông tin điện tử tỉnh Kon Tum", "https://x.vn/", "Kon Tum"),
        ("Báo Bà Rịa - Vũng Tàu", "https://x.vn/", "Bà Rịa - Vũng Tàu"),
        ("Tin tức", "https://baocamau.vn/", "Cà Mau"),
        ("Tin tức", "https://haugiang.gov.vn/", "Hậu Giang"),
        ("Tin tức", "https://tintuc.dongkhoi.baovinhlong.vn/", "Vĩnh Long"),
        ("Tin tức", "https://baocantho.com.vn/", "Cần Thơ"),
        ("Tin tức", "https://hochiminhcity.gov.vn/", "Thành phố Hồ Chí Minh"),
        ("Báo Đắk Lắk", "https://baodaklak.vn/", "Đắk Lắk"),
        ("Huyện Ba Tri", "https://x.gov.vn/", "Bến Tre"),
        # Nothing is guessed.
        ("Báo Nhân Dân", "https://nhandan.vn/", None),
        ("Báo Tuổi Trẻ", "https://tuoitre.vn/", None),
        ("Báo Cà Mau - Bạc Liêu", "https://x.vn/", None),
        ("Báo Cà Mau", "https://baobaclieu.vn/", None),
        ("UBND xã Tân Hưng", "https://tanhung.gov.vn/", None),
        ("Báo Sông Hàm", "http://127.0.0.1:8000/", None),
        # The domain says which of several.
        ("Báo Cà Mau - Bạc Liêu", "https://baocamau.vn/", "Cà Mau"),
    ],
)
def test_the_place_is_the_province_that_name_and_domain_agree_on(
    name: str, address: str, place: str | None
) -> None:
    assert place_of(name, address) == place


@pytest.mark.parametrize(
    ("title", "place", "address", "name"),
    [
        ("Báo Đồng Khởi điện tử", None, "https://baodongkhoi.vn/", "bao-dong-khoi"),
        ("Cà Mau Online", "Cà Mau", "https://baocamau.vn/", "bao-ca-mau"),
        ("Tin tức", "Bà Rịa - Vũng Tàu", "https://baobariavungtau.com.vn/", "bao-ba-ria-vung-tau"),
        ("VnExpress", None, "https://vnexpress.net/", "vnexpress"),
        ("Huyện Ba Tri", "Bến Tre", "https://batri.bentre.gov.vn/", "ba-tri"),
        ("Báo Cần Thơ", "Cần Thơ", "https://baocantho.com.vn/", "bao-can-tho-3"),
        ("Báo Sông Hàm", None, "http://127.0.0.1:8000/", "bao-song-ham"),
        ("", None, "http://127.0.0.1:8000/", "bao"),
        ("Cổng thông tin điện tử huyện Ba Tri", None, "http://127.0.0.1:8/", "huyen-ba-tri"),
        ("Báo 24 giờ", None, "https://24.vn/", "bao-24-gio"),
    ],
)
def test_the_short_name_parts_the_domain_as_the_title_does_and_is_free(
    title: str, place: str | None, address: str, name: str
) -> None:
    assert short_name(title, place, address, {"bao-can-tho", "bao-can-tho-2"}) == name
