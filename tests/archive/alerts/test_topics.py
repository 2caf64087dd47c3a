from __future__ import annotations

import pytest

from worker.archive.alerts import topics
from worker.archive.database.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import Origin, Topic

DAMS = Topic("de-bao", '"đê bao" OR "cống đập"', "Đê bao, cống đập", Origin.SEED)


def test_topics_come_back_in_the_order_of_their_names(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, DAMS)
        topics.add(tx, Topic("cau-duong", "cầu đường"))
        assert topics.topics(tx) == (Topic("cau-duong", "cầu đường"), DAMS)
        topics.remove(tx, "cau-duong")
        assert topics.topics(tx) == (DAMS,)


def test_a_name_is_taken_once(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, DAMS)
    with pytest.raises(UsageError, match="de-bao"), archive.write() as tx:
        topics.add(tx, DAMS)


def test_what_is_not_there_cannot_be_removed(archive: Archive) -> None:
    with pytest.raises(NotFound, match="de-bao"), archive.write() as tx:
        topics.remove(tx, "de-bao")


def test_a_topic_is_found_by_its_name(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, DAMS)
        assert topics.find(tx, "de-bao") == DAMS
        with pytest.raises(NotFound, match="diemtin topic list"):
            topics.find(tx, "de")


def test_a_topic_takes_the_place_of_another_but_no_name_that_is_taken(archive: Archive) -> None:
    with archive.write() as tx:
        topics.add(tx, DAMS)
        topics.add(tx, Topic("cau-duong", "cầu đường"))
        topics.replace(tx, "cau-duong", Topic("cau", "cầu"))
    with pytest.raises(UsageError, match="a topic named de-bao already"), archive.write() as tx:
        topics.replace(tx, "cau", Topic("de-bao", "cầu"))
    with archive.read() as tx:
        assert topics.topics(tx) == (Topic("cau", "cầu"), DAMS)


def test_who_reads_need_not_wait_for_who_changes(archive: Archive) -> None:
    with archive.write() as tx:
        topics.alone(tx)
        topics.add(tx, DAMS)
        with archive.read() as other:
            assert topics.topics(other) == ()
