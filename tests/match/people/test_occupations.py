"""A name that the text gives to somebody who lives by something else than an office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.match.sentences import DAY, read, term
from worker.model import Mention, Office, Official

HEAD = Office("Giám đốc", "Sở Xây dựng", "Sông Hàm", "tỉnh")
TAN = Official("Lê Bá Tân", terms=(term(HEAD, "2022", "", DAY.isoformat()),), distinction="Sở")
OTHER = replace(TAN, distinction="Gò Muối", terms=(term(replace(HEAD, body="Sở Y tế"), "2022"),))


def meant(*found: Mention) -> list[tuple[str | None, int]]:
    return [(mention.official, len(mention.candidates)) for mention in found]


@pytest.mark.parametrize(
    "said",
    [
        "Ông Lê Bá Tân, ngư dân xã Gò Muối, kéo được mẻ cá lớn.",
        "Ông Lê Bá Tân, 52 tuổi, ngụ ấp Rạch Đình, chủ vựa dừa, kể chuyện.",
        "Ông Lê Bá Tân (tiểu thương chợ Gò Muối) bán hết hàng.",
        "Tài xế Lê Bá Tân kịp dừng xe.",
        "Diễn viên Lê Bá Tân trở lại sân khấu.",
        "Em học sinh Lê Bá Tân nhặt được ví.",
        "Anh Lê Bá Tân là công nhân nhà máy đường.",
    ],
)
@pytest.mark.parametrize("officials", [(TAN,), (TAN, OTHER)])
def test_who_has_another_trade_is_none_of_the_officials(
    said: str, officials: tuple[Official, ...]
) -> None:
    assert meant(*read(said, officials=officials)) == [(None, 0)]


def test_it_counts_wherever_the_name_stands_in_the_text() -> None:
    found = read("Lê Bá Tân được khen.", "Ông Lê Bá Tân, nông dân, góp đất.", officials=(TAN,))
    assert meant(*found) == [(None, 0)] * 2


@pytest.mark.parametrize(
    "said",
    [
        "Ông Lê Bá Tân thăm nông dân xã Gò Muối.",
        "Dự có ông Lê Bá Tân, nông dân và ngư dân trong xã.",
        "Ông Lê Bá Tân, Giám đốc Sở Xây dựng, gặp tiểu thương.",
        "Chủ tịch Hội Nông dân tỉnh giao việc. Ông Lê Bá Tân cùng đi.",
    ],
)
def test_others_trades_are_not_his(said: str) -> None:
    assert (TAN.label, 0) in meant(*read(said, officials=(TAN,)))


def test_who_is_out_of_office_may_have_another_trade() -> None:
    gone = replace(TAN, terms=(term(HEAD, "2015", "2020"),))
    assert meant(*read("Ông Lê Bá Tân, nông dân, kể chuyện.", officials=(gone,))) == [
        (TAN.label, 0)
    ]
