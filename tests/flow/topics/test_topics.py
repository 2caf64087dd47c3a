"""What a user of topics relies on: no change breaks a watch unsaid, and the service sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.flow.house import (
    BRIDGE,
    SCHOOL,
    KeepingCourier,
    add_source,
    fed_by,
    follow,
    poll_now,
)
from tests.site import ProvincialSite
from worker.archive.alerts import topics as kept
from worker.archive.alerts import watches
from worker.archive.database.engine import Archive
from worker.archive.sql.time_limit import Patience
from worker.errors import NotFound, UsageError
from worker.flow.search.ask import Found
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.flow.topics import topics
from worker.flow.topics.portrait import MOST_COUNTED, NEWEST, portrait
from worker.flow.topics.topics import Asked, Users
from worker.model import Article, Origin, Paragraph, Snapshot, Topic

SCHOOLS = Topic("truong-hoc", '"trường học" OR "ngôi trường"', "Trường học", Origin.SEED)


def add(archive: Archive, **queries: str) -> None:
    with archive.write() as tx:
        for name, query in queries.items():
            topics.add(tx, Topic(name, query))


def change(archive: Archive, name: str, new: Topic) -> Users:
    with archive.write() as tx:
        return topics.change(tx, topics.find_topic(tx, name), new)


def asked(archive: Archive) -> Asked:
    with archive.read() as tx:
        return Asked.now(tx)


async def test_the_service_follows_a_changed_topic_from_its_next_poll(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier
) -> None:
    add(archive, chu="sông", trong="topic:chu")
    follow(archive, "topic:trong")
    add_source(archive, fed_by(site))
    site.publish(BRIDGE)
    assert (await poll_now(tools)).alerts == 0
    change(archive, "chu", Topic("chu", '"ngôi trường"'))
    site.publish(SCHOOL)
    assert (await poll_now(tools)).alerts == 1
    await dispatch(tools)
    assert courier.titles == [SCHOOL.title]


async def test_the_service_follows_a_topic_under_its_new_name(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    add(archive, chu='"ngôi trường"')
    follow(archive, "topic:chu -sông")
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).alerts == 0
    users = change(archive, "chu", Topic("truong", '"ngôi trường"'))
    assert users == Users((), ("topic:chu -sông",))
    site.publish(SCHOOL)
    assert (await poll_now(tools)).alerts == 1


def test_a_topic_under_a_new_name_is_used_on(archive: Archive) -> None:
    add(archive, a="mặn", b="topic:a OR ngọt")
    with archive.write() as tx:
        kept.add(tx, SCHOOLS)
    follow(archive, "topic:b", "topic:A lúa", '"topic:a"')
    users = change(archive, "a", Topic("man", "mặn"))
    assert users == Users(("b",), ("topic:b", "topic:A lúa"))
    now = asked(archive)
    assert now.topics == {"b": "topic:man OR ngọt", "man": "mặn", "truong-hoc": SCHOOLS.query}
    assert list(now.watches.values()) == ["topic:b", "topic:man lúa", '"topic:a"']
    with archive.read() as tx:
        assert kept.find(tx, "truong-hoc") == SCHOOLS


def test_a_name_that_is_taken_is_refused_and_nothing_changed(archive: Archive) -> None:
    add(archive, a="mặn", b="topic:a OR ngọt")
    before = asked(archive)
    with pytest.raises(UsageError, match="a topic named b already"):
        change(archive, "a", Topic("b", "mặn"))
    with pytest.raises(UsageError, match="a topic named a already"):
        add(archive, a="ngọt")
    assert asked(archive) == before


def test_a_ring_is_refused_by_its_names(archive: Archive) -> None:
    add(archive, a="mặn", b="topic:a", c="topic:b")
    with pytest.raises(UsageError, match="a → c → b → a"):
        change(archive, "a", Topic("a", "topic:c"))
    with pytest.raises(UsageError, match="d → d"):
        add(archive, d="ngọt OR topic:d")
    assert asked(archive).topics == {"a": "mặn", "b": "topic:a", "c": "topic:b"}


def test_a_change_after_which_a_watch_could_not_be_read_is_refused(archive: Archive) -> None:
    add(archive, vi='official:"Kiều Thanh Vĩ"', both="topic:vi")
    follow(archive, "topic:both min-confidence:0.8")
    with pytest.raises(UsageError) as refused:
        change(archive, "vi", Topic("vi", '"Kiều Thanh Vĩ"'))
    told = str(refused.value)
    assert told.startswith("watch topic:both min-confidence:0.8: could not be read any more: query")
    assert asked(archive).topics["vi"] == 'official:"Kiều Thanh Vĩ"'
    change(archive, "vi", Topic("vi", 'official:"Tạ Kim Thoa"'))


def test_a_watch_that_is_broken_already_hinders_nothing(archive: Archive) -> None:
    add(archive, a="mặn")
    with archive.write() as tx:
        kept.add(tx, Topic("hong", "topic:a topic:nosuch"))
    follow(archive, "topic:a topic:nosuch")
    users = change(archive, "a", Topic("a", "ngọt"))
    assert users == Users(("hong",), ("topic:a topic:nosuch",))


def test_what_is_used_is_removed_only_where_that_is_wanted(archive: Archive) -> None:
    add(archive, a="mặn", b="topic:a", c="lúa")
    follow(archive, "topic:b", "lúa")
    with archive.write() as tx:
        watches.pause(tx, "topic:b", datetime(2026, 3, 2, tzinfo=UTC))
    with (
        pytest.raises(UsageError, match="used by topic b and watch topic:b"),
        archive.write() as tx,
    ):
        topics.remove(tx, "a")
    with archive.write() as tx:
        topics.remove(tx, "c")
        assert topics.remove_though_used(tx, "a") == Users(("b",), ("topic:b",))
    assert asked(archive).topics == {"b": "topic:a"}


def test_many_users_are_told_in_short() -> None:
    many = Users((), tuple(f"w{n}" for n in range(25)))
    assert str(many).endswith("w18, w19 and 5 more")
    assert str(Users(("a",), ("b",))) == "topic a and watch b"
    assert str(Users(("a", "b"))) == "topics a, b"
    assert not Users()


def test_what_is_not_there_is_told_with_the_nearest(archive: Archive) -> None:
    add(archive, **{"han-man": "mặn"})
    with archive.write() as tx:
        with pytest.raises(NotFound, match="did you mean han-man"):
            topics.find_topic(tx, "hanman")
        with pytest.raises(NotFound, match="did you mean han-man"):
            topics.remove(tx, "han-mn")


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "\ufeff "])
def test_a_topic_asks_something(text: str) -> None:
    with pytest.raises(UsageError, match="found nothing; expected words"):
        topics.clean_query(text)


def test_a_query_is_kept_on_one_line_in_nfc() -> None:
    assert topics.clean_query(' "ha\u0323n\u00a0 mặn"\n OR  \u200bmặn ') == '"hạn mặn" OR mặn'


def test_only_so_many_articles_are_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, a="mặn")
    looked_at = iter(range(2 * MOST_COUNTED))
    one = Found(0, Snapshot(Article("Mặn", (Paragraph("Mặn"),)), "", ""), ())
    many = (one for _ in looked_at)
    monkeypatch.setattr("worker.flow.topics.portrait.find", lambda tx, query, patience: many)
    with archive.read() as tx:
        shown = portrait(tx, "a")
    assert (shown.found, shown.more, len(shown.newest)) == (MOST_COUNTED, True, NEWEST)
    assert next(looked_at) == MOST_COUNTED + 1


def test_a_count_that_takes_too_long_is_broken_off_and_the_rest_shown(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, a="mặn")

    def slow(tx: object, query: object, patience: Patience) -> Iterator[Found]:
        yield Found(0, Snapshot(Article("Mặn", (Paragraph("Mặn"),)), "", ""), ())
        raise patience.over()

    monkeypatch.setattr("worker.flow.topics.portrait.find", slow)
    with archive.read() as tx:
        shown = portrait(tx, "a")
    assert (shown.in_full, shown.found, shown.more, len(shown.newest)) == ("mặn", 1, True, 1)
    assert "no answer within 5 s" in str(shown.error)


async def test_a_topic_is_shown_with_what_it_finds(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    await poll_now(tools)
    add(archive, moi='"thi công" OR "ngôi trường"', nua="topic:moi")
    follow(archive, "topic:nua")
    with archive.read() as tx:
        shown = portrait(tx, "nua")
        assert [one.snapshot.article.title for one in shown.newest] == [SCHOOL.title, BRIDGE.title]
        assert (shown.found, shown.more, shown.users.watches) == (2, False, ("topic:nua",))
        assert shown.in_full == '("thi công" OR "ngôi trường")'
        monkeypatch.setattr("worker.flow.topics.portrait.MOST_COUNTED", 1)
        shown = portrait(tx, "moi")
        assert (shown.found, shown.more) == (1, True)
        with pytest.raises(NotFound, match="did you mean moi"):
            portrait(tx, "mo")


def test_a_topic_that_cannot_be_read_is_shown_as_it_is(archive: Archive) -> None:
    with archive.write() as tx:
        kept.add(tx, Topic("hong", "topic:nosuch"))
        shown = portrait(tx, "hong")
    assert shown.in_full is None
    assert "the topic nosuch" in str(shown.error)
