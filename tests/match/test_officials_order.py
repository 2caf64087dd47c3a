"""What was read before an article changes nothing in what it is read as."""

from __future__ import annotations

from datetime import date

from tests.match.articles import article
from worker.match.officials import Registry
from worker.model import Mention, Setting

BEN_TRE = Setting("Bến Tre", date(2022, 3, 15))
TIEN_GIANG = Setting("Tiền Giang", date(2022, 3, 15))
VINH_LONG = Setting("Vĩnh Long", date(2025, 9, 9))
NOWHERE = Setting(None, date(2022, 3, 15))

HEAD = article("Chủ tịch UBND huyện Châu Thành Tạ Thị Loan nói.")
HEAD_IN_LONG_AN = article("Chủ tịch UBND huyện Châu Thành, tỉnh Long An Tạ Thị Loan nói.")
HEAD_OF_A_COMMUNE = article("Chủ tịch UBND xã Châu Thành Tạ Thị Loan nói.")
HEAD_WITHOUT_MARKS = article("Chu tich UBND huyen Chau Thanh Ta Thi Loan noi.", title="Tin")
SECRETARY = article("Bí thư Tỉnh ủy yêu cầu tiết kiệm.")

# The same words of other places, kinds of unit, days and ways of writing: what was kept of one
# must not be taken for the next.
READ = {
    (HEAD, BEN_TRE): "Châu Thành, huyện, Bến Tre",
    (HEAD, TIEN_GIANG): "Châu Thành, huyện, Tiền Giang",
    (HEAD, NOWHERE): "Châu Thành, huyện, None",
    (HEAD_IN_LONG_AN, BEN_TRE): "Châu Thành, huyện, Long An",
    (HEAD_OF_A_COMMUNE, BEN_TRE): "Châu Thành, xã, Bến Tre",
    (HEAD_WITHOUT_MARKS, BEN_TRE): "Châu Thành, huyện, Bến Tre",
    (SECRETARY, BEN_TRE): "Bến Tre, tỉnh, None",
    (SECRETARY, VINH_LONG): "Vĩnh Long, tỉnh, None",
    (SECRETARY, NOWHERE): "None, tỉnh, None",
}


def where(found: tuple[Mention, ...]) -> str:
    """Return the place, its unit and its province of each office said."""
    offices = [said.office for mention in found for said in mention.offices]
    return "; ".join(f"{one.place}, {one.unit}, {one.within}" for one in offices)


def test_an_answer_is_the_same_whatever_was_read_before() -> None:
    registry = Registry([])
    for read in (READ, reversed(READ)):
        for about, setting in read:
            assert where(registry.mentions(about, setting)) == READ[about, setting]
