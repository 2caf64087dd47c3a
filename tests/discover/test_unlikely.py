"""Addresses that are hardly articles, and those that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.discover.unlikely import unlikely_article

SITE = "https://bao.example"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "a front page"),
        ("/", "a front page"),
        ("/tag/han-man", "a page of a tag"),
        ("/tags/xuat-khau-lao-dong-nhat-ban-2022.html", "a page of a tag"),
        ("/tu-khoa/c%E1%BA%A7u-R%E1%BA%A1ch-%C4%90%C3%ACnh", "a page of a tag"),
        ("/Từ-khóa/cầu", "a page of a tag"),
        ("/tim-kiem?q=han+man", "a search"),
        ("/tim-kiem/giai-phong-mat-bang-o-ben-tre.html", "a search"),
        ("/search", "a search"),
        ("/thoi-su?keyword=cau", "a search"),
        ("/?s=hạn+mặn", "a search"),
        ("/dang-nhap.html", "a login"),
        ("/Account/Login", "a login"),
        ("/wp-login.php", "a login"),
        ("/rss", "a feed"),
        ("/thoi-su/feed/", "a feed"),
        ("/rss/thoi-su.rss", "a file"),
        ("/sitemap.xml", "a file"),
        ("/lien-he", "no article"),
        ("/lien-he-quang-cao.html", "no article"),
        ("/quang-cao.htm", "no article"),
        ("/upload/2022/anh-cau-rach-dinh-thong-xe-123456.JPG", "a file"),
        ("/van-ban/quyet-dinh-so-12-qd-ubnd-2022.pdf", "a file"),
        ("/video/le-thong-xe.mp4", "a file"),
        ("/thoi-su/trang-2", "a further page of a listing"),
        ("/thoi-su/trang-2.html", "a further page of a listing"),
        ("/thoi-su/page/14/", "a further page of a listing"),
        ("/thoi-su/p3", "a further page of a listing"),
        ("/thoi-su/cau-rach-dinh/trang-2", "a further page of a listing"),
        ("/thoi-su?page=2", "a further page of a listing"),
        ("/thoi-su.html?trang=12", "a further page of a listing"),
        ("/video", "a section"),
        ("/video/", "a section"),
        ("/multimedia.html", "a section"),
    ],
)
def test_what_is_hardly_an_article_is_told_why(path: str, why: str) -> None:
    assert unlikely_article(SITE + path) == why


@pytest.mark.parametrize(
    "path",
    [
        "/thoi-su/ho-chua-nuoc-ngot-dau-tien-02032026-a90011.html",
        "/cau-moi-4567890.html",
        "/video/le-thong-xe-cau-rach-dinh-123456.htm",
        "/video/toan-canh-le-hoi-dua-a4412.html",
        "/tin-tuc/Lists/Posts/Post.aspx?ID=1234",
        "/?dDocName=MD_1187",
        "/?p=12",
        "/chi-tiet.aspx?q=12",
        "/tin?s=77&k=2",
        "/index.php?id=12&page=2",
        "/wps/portal/tin?urile=wcm:path:/tin/cau",
        "/rss-la-gi-va-dung-rss-the-nao.html",
        "/tim-kiem-nan-nhan-chim-ghe-tren-song-ham.html",
        "/tag-heuer-mo-cua-hang-o-ben-tre.html",
        "/dang-nhap-vao-cong-dich-vu-cong-the-nao-5512345.html",
        "/quang-cao-sai-su-that-bi-phat-20-trieu-dong.html",
        "/quang-cao/cam-quang-cao-thuoc-la-o-truong-hoc-991231.html",
        "/2022/09/07/khai-giang",
        "/khai-giang-nam-hoc-moi-2022",
        "/du-an-cau-rach-dinh-giai-doan-2/2022",
        "/bai-viet/tu-khoa-nao-duoc-tim-nhieu-nhat-2022-778812.html",
        "/tin-tuc/123456",
        "/tin-tuc/chi-tiet/45",
        "/tin/p12345",
        "/du-lich-sinh-thai-cu-lao-bong-hut-khach.html?page=2",
        "/thoi-su/cau-rach-dinh-thong-xe-som-hon-ke-hoach.html?s=1",
        "/post/1234.html",
        "/pdf-la-gi",
    ],
)
def test_what_may_be_an_article_stays(path: str) -> None:
    assert unlikely_article(SITE + path) is None


@given(st.text(max_size=40))
def test_any_address_is_judged(tail: str) -> None:
    unlikely_article(f"{SITE}/{tail}")
