"""Furniture: whole lines by general wordings; never a sentence that only contains one."""

from __future__ import annotations

import pytest

from worker.model import Paragraph
from worker.normalize.furniture import is_furniture, split_glued, without_furniture

FIRST = "Sáng nay, huyện Tân Lộc tổ chức lễ ra quân làm thủy lợi nội đồng tại xã Bình Hưng."
SECOND = "Hơn hai trăm đoàn viên đã nạo vét ba cây số kênh mương trong buổi sáng."
THIRD = "Đợt ra quân kéo dài đến hết tháng và sẽ được nhân rộng ra các xã còn lại."


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ bài viết",
        "CHIA SẺ BÀI VIẾT",
        "Chia sẻ:",
        "BÌNH LUẬN",
        "Bình luận (12)",
        "Gửi bình luận",
        "Các ý kiến của bạn đọc",
        "Ý kiến bạn đọc",
        "Quảng cáo",
        "Không có quảng cáo",
        "Tin liên quan",
        "Các tin khác:",
        "Tin cùng chuyên mục",
        "Bài viết liên quan",
        "Có thể bạn quan tâm",
        "Đọc thêm",
        "Xem thêm: Khánh thành cầu Rạch Dừa",
        ">> Khánh thành cầu Rạch Dừa",
        "Từ khóa: thủy lợi, Tân Lộc",
        "Tags: thủy lợi",
        "Lượt xem: 1.203",
        "Số lần xem: 427",
        "1.203 lượt xem",
        "In bài viết",
        "In",
        "Facebook",
        "Theo dõi Báo Tân Lộc trên Google News",
        "Theo dõi Báo Tân Lộc trên",
        "Nghe nội dung",
        "Quét mã QR để đọc bài trên điện thoại",
        "Link bài gốc https://bao.example.vn/bai-1.html",
        "Đăng ký nhận bản tin",
        "Tăng cỡ chữ Giảm cỡ chữ",
        "Bạn đang đọc bài viết Khánh thành cầu Rạch Dừa tại chuyên mục Giao thông của Báo Tân Lộc. "
        "Mọi góp ý xin gửi về hòm thư toasoan@bao.example.vn hoặc gọi 0900 000 000.",
        "Ý kiến của bạn sẽ được biên tập trước khi đăng. Xin vui lòng gõ tiếng Việt có dấu",
        "Vui lòng nhập bình luận của bạn",
        "Đăng nhập để bình luận",
        "Facebook Twitter Zalo",
        "Giọng nữ miền Bắc",
        "0:00 / 3:45",
        "5/5 - (1 bình chọn)",
        "★★★★★",
        "Tải ứng dụng Báo Tân Lộc",
        "Bấm theo dõi Báo Tân Lộc trên Google News",
        "Ghi rõ nguồn khi phát hành lại thông tin từ website này",
        "https://bao.example.vn/bai-goc.html",
        "Tệp đính kèm:",
        "#thủylợi #TânLộc",
        "Tổng số điểm của bài viết là: 0 trong 0 đánh giá",
        "Click để đánh giá bài viết",
        "* Mời bạn đọc vào chuyên mục Nông thôn xem các tin, bài liên quan.",
        "Mời quý vị và các bạn đón xem chương trình lúc 20 giờ tối nay.",
        "toasoan@bao.example.vn",
        "Tổng biên tập: Hồng Bảo Khanh | Giấy phép 12/GP-BTTTT",
        "Giấy phép số 88/GP-BTTTT cấp ngày 01/02/2021",
        "Cơ quan chủ quản: Tỉnh ủy Sông Hàm",
        "© Bản quyền thuộc Báo Sông Hàm 2026",
        "| »",
    ],
)
def test_a_line_of_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ông cho rằng việc chia sẻ bài viết sai sự thật phải bị xử lý.",
        "Quảng cáo ngoài trời được siết chặt",
        "Bình luận về kết quả, bà Mai nói cần thận trọng.",
        "Tin vui đến với nông dân",
        "Mời bạn đến chơi nhà, cụ Tám đãi ấm trà sen.",
        "In ấn tài liệu",
        "Các ý kiến của bạn đọc đều được chuyển đến cơ quan chức năng.",
        "* * *",
        "—",
        "ព័ត៌មាន",
        "Ý kiến",
        "Tại ứng dụng của huyện, bà con gửi phản ánh và xem kết quả.",
        "Cài đặt ứng dụng cho bà con",
        "Quét mã QR để trả tiền gửi xe",
        "Ghi rõ nguồn gốc hàng hóa",
        "Nhận theo dõi bệnh nhân tại nhà",
        "Phản hồi của chủ đầu tư",
        "Tổng Biên tập Lê Văn Mẫn trao quà: “Chúng tôi cảm ơn bà con.”",
        "Tòa soạn hội tụ và bài học của ba tờ báo",
        "Trụ sở chính của công ty: một ngôi nhà ba tầng",
        "Giấy phép xây dựng phải cấp trong 15 ngày: quy định mới",
    ],
)
def test_a_line_of_text_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("Minh TúCác ý kiến của bạn đọc", ("Minh Tú", "Các ý kiến của bạn đọc")),
        ("Minh Tú Các ý kiến của bạn đọc", ("Minh Tú", "Các ý kiến của bạn đọc")),
        ("đến hết tháng.Chia sẻ bài viết", ("đến hết tháng.", "Chia sẻ bài viết")),
        ("T.PHÚCGửi bình luận (3)", ("T.PHÚC", "Gửi bình luận (3)")),
    ],
)
def test_furniture_that_is_glued_to_a_line_is_parted(line: str, parted: tuple[str, str]) -> None:
    assert split_glued(line) == parted


@pytest.mark.parametrize(
    "line",
    [
        "Các ý kiến của bạn đọc",
        "Tòa soạn chuyển các ý kiến của bạn đọc",
        "Trong hộp thư có mục Các ý kiến của bạn đọc",
        "Minh Tú",
    ],
)
def test_a_line_that_only_ends_alike_stays_whole(line: str) -> None:
    assert split_glued(line) is None


def test_comments_and_all_below_go() -> None:
    assert _kept(FIRST, SECOND, "BÌNH LUẬN", "Báo viết hay.", "Tân Lộc mến yêu") == [FIRST, SECOND]


def test_a_bar_of_buttons_above_the_text_does_not_end_the_article() -> None:
    assert _kept("Chia sẻ", "Bình luận", FIRST, SECOND, THIRD) == [FIRST, SECOND, THIRD]
    assert _kept(FIRST, "Bình luận", SECOND, THIRD) == [FIRST, SECOND, THIRD]


def test_related_news_take_their_headlines_along_and_not_the_text_below() -> None:
    lines = (FIRST, "Tin liên quan", "Khánh thành cầu Rạch Dừa", "12/03/2021", SECOND, "Minh Tú")
    assert _kept(*lines) == [FIRST, SECOND, "Minh Tú"]
    assert _kept(FIRST, "Tin khác", "Khánh thành cầu Rạch Dừa", "Minh Tú") == [FIRST, "Minh Tú"]


def _kept(*lines: str) -> list[str]:
    return [p.text for p in without_furniture([Paragraph(line) for line in lines])]
