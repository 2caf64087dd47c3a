from __future__ import annotations

import pytest

from worker.archive import topics
from worker.archive.engine import Archive
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
