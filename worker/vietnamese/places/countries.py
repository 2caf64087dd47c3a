"""Foreign countries and organizations as Vietnamese papers write them: their offices are none."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.text.line import Line

_NAMES: Final = """
mỹ|hoa kỳ|trung quốc|nga|liên bang nga|nhật bản|nhật|hàn quốc|triều tiên|lào|campuchia|cam-pu-chia
|thái lan|xin-ga-po|singapore|malaysia|ma-lai-xi-a|indonesia|in-đô-nê-xi-a|philippines|phi-líp-pin
|brunei|bru-nây|myanmar|mi-an-ma|ấn độ|anh(?! hùng)|pháp|đức|ý|italy|italia|i-ta-li-a|tây ban nha
|bồ đào nha|hà lan|bỉ|thụy sĩ|thụy điển|na uy|đan mạch|phần lan|ba lan|séc|cộng hòa séc|slovakia
|hungary|romania|bulgaria|ukraine|u-crai-na|belarus|áo|hy lạp|thổ nhĩ kỳ|israel|i-xra-en|iran|iraq
|ả rập xê út|saudi arabia|ai cập|nam phi|nigeria|algeria|maroc|angola|mozambique|canada|mexico
|brazil|bra-xin|argentina|chile|peru|cuba|cu ba|venezuela|australia|ô-xtrây-li-a|úc|new zealand
|niu di-lân|đông timor|timor-leste|mông cổ|kazakhstan|uzbekistan|pakistan|bangladesh|sri lanka
|nepal|đài loan|hồng công|hong kong|ireland|iceland|estonia|latvia|litva|croatia|serbia|slovenia
|qatar|uae|các tiểu vương quốc ả rập thống nhất|kuwait|palestine|syria|lebanon
|liên hợp quốc|liên minh châu âu|eu|asean|châu âu|nghị viện châu âu|hạ viện|thượng viện
|fifa|aff|afc|wto|imf|who|unesco
|đảng (?:cộng sản trung quốc|nhân dân cách mạng lào|nhân dân campuchia|dân chủ|cộng hòa|lao động
|bảo thủ)
|chdcnd (?:lào|triều tiên)
|nước (?:ngoài|bạn)|(?:nước )?cộng hòa(?! xã hội chủ nghĩa việt nam)|vương quốc
|đại hội đồng|quốc vụ viện|nhân đại|chính hiệp
"""
_SMALL: Final = r"(?:nước|vương quốc|cộng hòa) "
"""How the name of a country may begin without a capital."""

_COUNTRY: Final = "(?:nước )?(?:" + _NAMES.replace("\n", "") + r")(?![^\W_])"


def country_at(line: Line, at: int) -> int:
    """Return where the name of a foreign country or body that begins there ends; 0 for none."""
    if not line.capital(at) and not line.writing.pattern(_SMALL).match(line.key, at):
        return 0
    match = line.writing.pattern(_COUNTRY).match(line.key, at)
    if match is None or _is_a_name(line.text[at : match.end() + 2]):
        return 0
    return match.end()


def _is_a_name(written: str) -> bool:
    """Say whether a person is called so, not a kingdom: "Vương Quốc Mẫn"."""
    return written.startswith("Vương Quốc ") and written[-1].isupper()
