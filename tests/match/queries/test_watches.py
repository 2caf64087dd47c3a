from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.match.articles import SNAPSHOT, article
from tests.match.offices import CHAIR, OTHER_SECRETARY, SECRETARY, TALK, TOWN_CHAIR, said
from worker.match.queries.query import matches, parse
from worker.match.queries.watches import WatchSet
from worker.model import (
    AlertKind,
    Article,
    Candidate,
    Mention,
    Office,
    OfficeStatus,
    Snapshot,
    Watch,
    WatchState,
)
from worker.vietnamese.text.fold import nfc

TOPICS = {"nuoc": '"hạn mặn" OR nước*'}


def hit_names(watches: list[Watch], snapshot: Snapshot = SNAPSHOT) -> list[str]:
    return [hit.watch.name for hit in WatchSet(watches, TOPICS).hits(snapshot)]


def test_watches_hit_in_their_order_with_the_reasons_a_search_gives() -> None:
    watches = [
        Watch("vuon", '"vườn dừa"'),
        Watch("mia", "mía"),
        Watch("ba thoa", 'official:"Tạ Kim Thoa"'),
        Watch("tat ca", ""),
        Watch("khong mia", "-mía"),
        Watch("nuoc", "topic:nuoc"),
        Watch("nguon", "source:bao-vinh-lac"),
    ]
    hits = WatchSet(watches, TOPICS).hits(SNAPSHOT)
    names = ["vuon", "ba thoa", "tat ca", "khong mia", "nuoc", "nguon"]
    assert [hit.watch.name for hit in hits] == names
    for hit in hits:
        assert hit.reasons == matches(parse(hit.watch.query, TOPICS), SNAPSHOT)


def test_a_paused_watch_never_hits() -> None:
    assert hit_names([Watch("dua", "dừa", state=WatchState.PAUSED)]) == []


def test_a_watch_that_cannot_be_read_does_not_break_the_others() -> None:
    watches = WatchSet([Watch("mat", "topic:da-xoa"), Watch("dua", "dừa")], TOPICS)
    assert [hit.watch.name for hit in watches.hits(SNAPSHOT)] == ["dua"]
    assert list(watches.broken) == ["mat"]
    assert "topic da-xoa" in str(watches.broken["mat"])


def test_no_watches_hit_nothing() -> None:
    assert hit_names([]) == []


def test_only_watches_whose_literal_is_there_are_looked_at() -> None:
    names = [Watch(f"w{n}", f'cầu "Lâm Thế Phước {n}" OR official:"Lâm {n}"') for n in range(300)]
    others = [Watch("dua", "dừa AND nghiêng"), Watch("mia", "mía"), Watch("khong", "NOT dừa")]
    watches = WatchSet([*names, *others], {})
    assert watches.candidates(SNAPSHOT) == [302]
    assert watches.candidates(replace(SNAPSHOT, article=article("Dừa nghiêng."))) == [300, 302]


def test_only_watches_of_an_office_that_is_mentioned_are_looked_at() -> None:
    asked = [
        'office:"Bí thư Tỉnh ủy Cù Mây"',
        'office:"Bí thư Tỉnh ủy Sông Hàm" "không có đâu"',
        'dừa OR office:"Bí thư Tỉnh ủy"',
        'office:"Chủ tịch UBND tỉnh Sông Hàm"',
        'NOT office:"Bí thư Tỉnh ủy"',
    ]
    watches = WatchSet([Watch(query, query) for query in asked], {})
    mentions = (
        said("Kiều Thanh Vĩ", SECRETARY, official="Kiều Thanh Vĩ"),
        said("Đào Kim Sơn", CHAIR, official="Đào Kim Sơn", status=OfficeStatus.FORMER),
    )
    snapshot = replace(SNAPSHOT, article=TALK, mentions=mentions)
    assert watches.candidates(snapshot) == [1, 2, 4]
    assert [hit.watch.name for hit in watches.hits(snapshot)] == [asked[2]]


BOTH = tuple(AlertKind)


@pytest.mark.parametrize(
    ("query", "followed"),
    [
        ('office:"Bí thư Tỉnh ủy Sông Hàm"', [SECRETARY]),
        ('office:"Bí thư Tỉnh ủy"', [SECRETARY, OTHER_SECRETARY]),
        ('"hạn mặn" (office:"Chủ tịch UBND tỉnh Sông Hàm" OR dừa)', [CHAIR]),
        ('office:"Chủ tịch UBND Sông Hàm" office:"Bí thư Tỉnh ủy"',
         [SECRETARY, OTHER_SECRETARY, CHAIR, TOWN_CHAIR]),
        ("topic:bi-thu", [OTHER_SECRETARY]),
        ('dừa NOT office:"Bí thư Tỉnh ủy"', []),
        ('official:"Kiều Thanh Vĩ"', []),
    ],
)  # fmt: skip
def test_a_watch_follows_the_offices_it_asks_for(query: str, followed: list[Office]) -> None:
    topics = {"bi-thu": 'office:"Bí thư Tỉnh ủy Cù Mây"'}
    watch = Watch("w", query, kinds=BOTH)
    watches = WatchSet([Watch("khac", "dừa"), watch], topics)
    known = [SECRETARY, OTHER_SECRETARY, CHAIR, TOWN_CHAIR]
    assert [one for one in known if watches.follows(one) == (watch,)] == followed
    assert [one for one in known if watches.follows(one)] == followed


def test_only_active_watches_that_want_changes_of_holder_follow_an_office() -> None:
    query = 'office:"Bí thư Tỉnh ủy"'
    watches = WatchSet(
        [
            Watch("a", query),
            Watch("b", query, kinds=BOTH, state=WatchState.PAUSED),
            Watch("c", query, kinds=(AlertKind.HOLDER_CHANGED,)),
            Watch("d", f"{query} OR {query}", kinds=BOTH),
            Watch("hong", f"{query} topic:da-xoa", kinds=BOTH),
        ],
        {},
    )
    assert [watch.name for watch in watches.follows(SECRETARY)] == ["c", "d"]


WORDS = ["hoà", "hòa", "hoa", "đinh", "dinh", "Tạ Kim", "kim tạ", "ủy", "uỷ ban", "mặt", "mat"]
terms = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f'"{word}"'),
    st.sampled_from(["h*", "đ*", "title:hoa", "body:mặt", "topic:nuoc", "source:bao", '"kim t*"']),
    st.sampled_from(['official:"Tạ Kim"', "official:dinh", "before:2022-03-07", "place:Hải"]),
    st.sampled_from(
        [
            *('official:"Tạ Kim" min-confidence:0.8', 'official:"Tạ Kim (Cù Mây)"'),
            *('office:"Bí thư Tỉnh ủy"', 'office:"bi thu tinh uy cu may"'),
            *('office:"Bí thư Tỉnh ủy Sông Hàm"', 'office:"Chủ tịch UBND tỉnh Sông Hàm"'),
            'office:"Chủ tịch UBND Sông Hàm" min-confidence:0.8',
        ]
    ),
)
queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        inner.map(lambda one: f"NOT {one}"),
    ),
    max_leaves=6,
)
lines = st.lists(st.sampled_from([*WORDS, "Tạ Kim", ",", "nước"]), min_size=1, max_size=6).map(
    " ".join
)


held = st.lists(
    st.sampled_from([SECRETARY, OTHER_SECRETARY, CHAIR, TOWN_CHAIR]), max_size=2, unique=True
)


@st.composite
def mentions(draw: st.DrawFn, of: Article, nth: int) -> Mention:
    """Draw a mention of somebody, perhaps in doubt, with offices held or once held."""
    name = draw(st.sampled_from(["Tạ Kim", "Tạ Kim (Cù Mây)", "Tạ Kìm", None]))
    doubt = (Candidate("Tạ Kim", 0.6), Candidate("Đinh", 0.4)) if draw(st.booleans()) else ()
    return said(
        "Tạ Kim",
        *draw(held),
        of=of,
        nth=nth,
        official=None if doubt else name,
        candidates=doubt,
        status=draw(st.sampled_from(OfficeStatus)),
        sure=draw(st.sampled_from([0.5, 0.9])),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    found = article(*draw(st.lists(lines, min_size=1, max_size=3)), title=draw(lines))
    count = found.text.count("Tạ Kim")
    named = [draw(mentions(found, nth)) for nth in range(1, count + 1)]
    source = draw(st.sampled_from(["bao", "dai"]))
    return replace(SNAPSHOT, article=found, source=source, mentions=tuple(named))


@settings(max_examples=150, deadline=None)
@given(st.lists(queries, min_size=1, max_size=8), snapshots())
def test_a_watch_hits_exactly_where_a_search_finds(asked: list[str], snapshot: Snapshot) -> None:
    watches = [Watch(f"w{n}", query) for n, query in enumerate(asked)]
    hits = WatchSet(watches, TOPICS).hits(snapshot)
    expected = [(w, matches(parse(w.query, TOPICS), snapshot)) for w in watches]
    assert [(h.watch, h.reasons) for h in hits] == [(w, r) for w, r in expected if r is not None]


HARD = [
    *("Hoà", "hoà", "hòa", "ĐINH", "dinh", "resumé", "résume", "Müller", "m²", "²", "ж", "中"),
    *("hoàж", "hò\u0323a", ",", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_literals_decide_is_what_the_text_says(data: st.DataObject) -> None:
    words = st.lists(st.sampled_from(HARD), min_size=1, max_size=14).map(" ".join).map(nfc)
    found = article(*data.draw(st.lists(words, min_size=1, max_size=3)), title=data.draw(words))
    pieces = data.draw(st.lists(words, min_size=1, max_size=3))
    text = found.text.replace("\n\n", " ").split()
    at = data.draw(st.integers(0, len(text) - 1))
    pieces.append(" ".join(text[at : at + data.draw(st.integers(1, 11))]))
    phrases = [f'"{p}"' for p in pieces if any(c.isalnum() and c not in "ж中" for c in p)]
    columns = [f"{column}:{p}" for p in phrases for column in ("title", "body")]
    begun = [f'"{p}*"' for p in pieces if p[-1].isascii() and p[-1].isalnum()]
    asked = [*phrases, *columns, *begun, *(f"NOT {p}" for p in phrases)]
    watches = [Watch(f"w{n}", query) for n, query in enumerate(asked)]
    snapshot = replace(SNAPSHOT, article=found)
    hits = [hit.watch.query for hit in WatchSet(watches, {}).hits(snapshot)]
    assert hits == [q for q in asked if matches(parse(q, {}), snapshot) is not None]


def test_an_and_of_ors_under_ors_is_decided_like_any_other() -> None:
    many = " OR ".join(f"(dừa w{n} nghiêng{n % 2})" for n in range(12))
    watches = [Watch("khong", many), Watch("co", f"{many} OR (vườn dừa -mía)")]
    assert hit_names(watches) == ["co"]


def test_reasons_are_found_where_they_are_asked_for() -> None:
    hit = WatchSet([Watch("dua", "dừa OR mía")], {}).hits(SNAPSHOT)[0]
    assert hit.reasons is hit.reasons
    assert {reason.surface.lower() for reason in hit.reasons} == {"dừa"}
