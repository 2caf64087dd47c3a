"""What alerts of an earlier program keep as English sentences is told in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from tests.archive.making import (
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
)
from tests.fakes import FakeClock
from worker.archive import outbox, tables
from worker.archive.alert_views import views_of
from worker.archive.engine import Archive
from worker.archive.older_evidence import facts_of, in_facts
from worker.deliver.evidence import said, sentence
from worker.deliver.told import section_facts, title_of
from worker.model import AlertKind, AlertView, Language, Reason

KEPT = {
    "cannot be reached": "không kết nối được",
    "may not be asked, by its robots.txt, 4 polls in a row": (
        "robots.txt không cho phép truy cập, 4 lần truy cập liên tiếp"
    ),
    "no article is found in its pages: 9 in a row, where 20 could be read": (
        "không đọc ra bài trong các trang: 9 trang liên tiếp, trước đó đọc được 20 trang"
    ),
    "its articles are read without a date: 9 in a row, where 18 had one": (
        "bài đọc ra không có ngày đăng: 9 trang liên tiếp, trước đó 18 bài có ngày"
    ),
    "nothing new for 3 days; usually 12 a day": (
        "không có gì mới trong 3 ngày; bình thường 12 bài mỗi ngày"
    ),
    "nothing new for 1 hour; usually 3 a week": (
        "không có gì mới trong 1 giờ; bình thường 3 bài mỗi tuần"
    ),
    "since 21:24 26/02/2026": "bắt đầu từ 21:24 ngày 26/02/2026",
    "its last article came 21:24 26/02/2026": "bài cuối cùng lúc 21:24 ngày 26/02/2026",
    "by weekday and hour 14 more were to be expected by 08:30 02/03/2026; its longest usual pause"
    " stood for 5": (
        "theo thứ và giờ, đến 08:30 ngày 02/03/2026 lẽ ra phải có thêm 14 bài; quãng nghỉ dài nhất"
        " thường thấy tương đương 5 bài"
    ),
    "HTTP 410 at 14:05 12/03/2026": "HTTP 410 (trang đã bị gỡ) lúc 14:05 ngày 12/03/2026",
    "HTTP 404 at 14:05 12/03/2026 and once more since 13:02 10/03/2026": (
        "HTTP 404 (không có trang này) lúc 14:05 ngày 12/03/2026, và 1 lần nữa từ 13:02 ngày"
        " 10/03/2026"
    ),
    "shows it again at 14:05 12/03/2026; HTTP 404 since 13:02 10/03/2026": (
        "lúc 14:05 ngày 12/03/2026 lại có bài; trước đó HTTP 404 (không có trang này) từ 13:02 ngày"
        " 10/03/2026"
    ),
    "7 of 9 pages of d.example/tin/ have moved since 13:02 10/03/2026": (
        "7 trong 9 trang của d.example/tin/ đã đổi địa chỉ từ 13:02 ngày 10/03/2026"
    ),
    "and 3 more that this watch matches": "và 3 bài khác khớp mục theo dõi này",
    "now at https://d.example/b": "nay ở https://d.example/b",
    "before at https://d.example/a: HTTP 404 at 14:05 12/03/2026 and 4 more times since 13:02"
    " 10/03/2026": (
        "trước ở https://d.example/a: HTTP 404 (không có trang này) lúc 14:05 ngày 12/03/2026, và 4"
        " lần nữa từ 13:02 ngày 10/03/2026"
    ),
    "a text last seen 14:05 12/03/2026, on a new page": (
        "nội dung đã thấy lần cuối lúc 14:05 ngày 12/03/2026, nay ở một trang mới"
    ),
    "Chủ tịch UBND huyện Sa Nhiên: Kiều Thanh Vĩ (acting) after Lê Mẫn, last seen 2026-01-09": (
        "Kiều Thanh Vĩ, Chủ tịch UBND huyện Sa Nhiên (quyền hoặc phụ trách), thay Lê Mẫn, được biết"
        " còn giữ chức đến ngày 09/01/2026"
    ),
    "article 12, bao-song-ham, 2026-03-02: Kiều Thanh Vĩ – https://d.example/a": (
        "bao-song-ham, 02/03/2026, #12: https://d.example/a"
    ),
}


@pytest.mark.parametrize("kept", KEPT)
def test_a_sentence_of_before_is_told_in_vietnamese(kept: str) -> None:
    facts = dict(facts_of(kept))
    assert said(facts, Language.VIETNAMESE) == KEPT[kept]
    if facts["what"] not in ("holder", "told-by"):  # these are worded in another order today
        assert said(facts, Language.ENGLISH) == kept


def test_what_matched_in_a_text_is_no_sentence() -> None:
    for one in (
        Reason("title", 0, 5, "since 21:24 26/02/2026", "phrase"),
        Reason("office", None, None, "Nguyên Bí thư: ông A after B", "succession"),
        Reason("page", None, None, "Chợ nổi Bến Đìa họp lại (https://d.example/a)", "gone"),
    ):
        assert in_facts(one, AlertKind.GONE) == one


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def house(archive: Archive) -> Archive:
    add_source(archive)
    with archive.write() as tx:
        add_watch(tx)
        add_channel(tx)
    return archive


def stored(archive: Archive, clock: FakeClock, kind: AlertKind, **values: Any) -> AlertView:
    """Store an alert as an earlier program did, and return what a courier is handed."""
    url = "https://bao-sa-nhien.example/a.html"
    with archive.write() as tx:
        number = show(tx, 1, url, article("Cầu Rạch Đình"), at=clock.now())
        told = [new_alert(1, channels=("console",))]
        outbox.raise_alerts(tx, number=number, page_id=page_id(tx, url), alerts=told,
                            digest_key=None, now=clock.now())  # fmt: skip
        tx.execute(update(tables.alert).values(kind=kind.value, **values))
        seq = tx.scalars(select(tables.delivery.c.seq)).one()
        [view] = views_of(tx, [seq])[seq]
    return view


def reason(field: str, surface: str, via: str) -> dict[str, Any]:
    return {"field": field, "start": None, "end": None, "surface": surface, "via": via,
            "confidence": 1.0}  # fmt: skip


def test_a_gone_alert_of_an_older_archive_is_told_whole(house: Archive, clock: FakeClock) -> None:
    kept = [reason("page", "HTTP 410 at 14:05 12/03/2026", "gone")]
    view = stored(house, clock, AlertKind.GONE, reasons=kept)
    [one] = view.reasons
    assert dict(one.facts) == {"what": "met", "line": "HTTP 410", "at": "2026-03-12T14:05:00+07:00"}


def test_a_section_whose_figures_stood_beside_the_sentence_keeps_them(
    house: Archive, clock: FakeClock
) -> None:
    line = "7 of 9 pages of d.example/tin/ are gone or missing since 13:02 10/03/2026"
    facts = {"section": "d.example/tin/", "left": 7, "looked": 9, "since": "2026-03-10T06:02:00Z"}
    page = {"number": 4, "title": "Chợ nổi họp lại", "url": "https://d.example/tin/4"}
    kept = [
        {**reason("page", line, "gone"), "facts": facts},
        {**reason("page", "Chợ nổi họp lại (https://d.example/tin/4)", "gone"), "facts": page},
    ]
    view = stored(house, clock, AlertKind.GONE, reasons=kept)
    told = sentence(view.reasons[0], Language.VIETNAMESE)
    assert told.startswith("7 trong 9 trang của d.example/tin/ không còn hoặc chưa thấy lại từ")
    assert section_facts(view) == {**dict(view.reasons[0].facts), **facts}
    assert dict(view.reasons[1].facts) == page


def test_a_source_alert_of_an_older_archive_has_its_matter_in_the_title(
    house: Archive, clock: FakeClock
) -> None:
    with house.write() as tx:
        values = {"source_id": 1, "kind": "source-silent", "stage": "news", "begun_at": clock.now(),
                  "told": "nothing new for 3 days; usually 12 a day"}  # fmt: skip
        trouble = tx.execute(insert(tables.trouble).values(values).returning(tables.trouble.c.id))
        trouble_id = trouble.scalar_one()
    kept = [reason("health", "its last article came 21:24 26/02/2026", "news")]
    view = stored(house, clock, AlertKind.SOURCE_SILENT, reasons=kept, number=None, page_id=None,
                  trouble_id=trouble_id)  # fmt: skip
    told = "không có gì mới trong 3 ngày; bình thường 12 bài mỗi ngày"
    assert title_of(view, Language.VIETNAMESE).endswith(f": {told}")
