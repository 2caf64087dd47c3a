"""The small words that the names of departments, schools and hospitals are made of.

Where a body has a name of its own ("Phòng Cảnh sát kinh tế", "Trung tâm Kiểm soát bệnh tật"), it
goes on as long as its words are capitalized or stand here; the verb of the sentence ends it.
"""

from __future__ import annotations

from typing import Final

INSTITUTION_WORDS: Final = """
dục hoạch kê vực xuyên thầu vững tịch hối trình sạch cổ nguyện yếu tượng thao sinh giới khoáng đối
ngư thôn nghệ lượng đình tải hối tồn khẩu đảm bờ nguyên mạng cáo tội phạm dùng cháy bền hộ
ương trình trú tễ rét nhiễu trùng niên
dựng đựng trục tuyến nội địa dọc ngang
trọt án vườn ươm liên minh khoán chứng rau quả hoa chè lúa gạo
an biên biến biển biểu bom bán báo bãi bình bí bưu bản bảo bất bến bệnh bồi bổ bộ cao chi chuyên
chuyển chuẩn chính chúng chăm chăn chương chấn chất chế chỉnh chống chợ chủ chủng chức chứng
chữa các cán cây công cơ cảng cảnh cấp cấu cầu cộng cụm của cứu danh di diễn diện doanh du dân
dòng dưỡng dược dịch dụng dự gia giam giao giá giác giám giáo giải giảm giống hiến hiểm hiện
hiệp huyết huấn hàng hành hình hòa hóa hướng hạ hại hạm hải hậu họa học hỏa hồi hỗ hộ hội hợp
hữu khai khen khoa khoán khoáng khu khuyến khách khám khí không khảo khẩn khẩu khắc khối khởi
kinh kiếm kiến kiểm ký kế kỷ kỹ lao liên liệt liệu luyện luật lâm lâu lãnh lý lưu lương lưới
lượng lập lệ lịch lợi lục lực ma miền máu máy mìn môi mưu mạch mại mầm mẫu mậu mắt mặn mỏ mục mỹ
nghiên nghiệm nghiệp nghèo nghĩa nghề nghệ nghị ngoài ngoại nguyên nguồn ngành ngân người ngập
ngữ nhi nhiên nhiễm nhiệm nhiệt nhà nhân nhũng nhượng nhạc ninh niệm non nuôi nông năng nước nạn
nội phong pháp phát phân phí phòng phúc phương phạm phần phẩm phối phổ phổi phụ phục quan quy
quyền quân quý quản quảng quần quận quốc quỹ rác rừng sinh soát sách sáng sát sông súc sĩ sản
sắt số sở sức sử sự tai tham thanh thi thiên thiết thiếu thoát thuyền thuê thuật thuế thuốc
thành thái thám thí thính thông thú thương thường thượng thải thảo thất thẩm thể thị thổ thủ
thủy thực tim tin tiêu tiến tiền tiểu toàn toán tra trang tranh trinh triển trung truyền trà
trái tráng trí trường trại trạm trật trẻ trị trọng trồng trợ trừ trữ trực tuyên tuyển tuệ tài
tàng tàu tác tái tâm tìm tình tích tôn túy tư tưởng tượng tạm tạp tầng tập tật tế tệ tố tổ tổng
tộc tội tục tử tự ung vai viên viễn việc viện và vàng vá vãng vô võ vùng văn vườn vận vật về vệ
vốn vụ xanh xe xuất xây xã xét xúc xăng xưởng xử y ô đa đai điêu điều điển điện đo đoàn đua đào
đáp đê đô đăng đường đại đạo đảo đất đấu đầu đẳng đặc đề địa định đồ độ đội động ảnh ấn ứng
"""

INSTITUTION_PAIRS: Final = """
trong_nước nhi_đồng phụ_nữ tiến_bộ việc_làm cổ_truyền tác_giả trẻ_em có_công xuất_bản xuất_nhập
nhập_cảnh nhập_khẩu duyên_hải giá_cả giải_phóng mặt_bằng đào_tạo
phi_chính công_chức viên_chức sử_dụng cao_tốc công_trình lao_động đồng_bào cách_mạng thi_đấu
khí_tượng biến_đổi đa_dạng kết_cấu tài_nguyên châu_á châu_phi châu_âu cải_cách cải_lương đấu_giá
chất_lượng nhà_nước bản_quyền nghiệp_vụ cửa_khẩu khu_vực báo_chí chính_phủ tín_dụng
thiết_bị cao_tuổi nhiệt_đới cao_su bắt_buộc vi_phạm
nữ_tướng cộng_đồng kiến_trúc sân_khấu tâm_thần ung_bướu da_liễu nội_tiết dã_chiến sức_khỏe hòa_nhập
nhiễm_khuẩn can_thiệp nhân_tạo theo_yêu kế_toán khuyết_tật nuôi_dạy dạy_trẻ tích_cực
tác_chiến hậu_cần
"""
"""Pairs of small words that go on with such a name, though one of them alone may not."""
