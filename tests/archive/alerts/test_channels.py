from __future__ import annotations

from dataclasses import replace

import pytest

from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import Channel, ChannelKind, Language

HOOK = Channel(
    "toa-soan", ChannelKind.WEBHOOK, "https://toa-soan.example/hook", allowed_hosts=("10.0.0.5",)
)


def test_a_channel_comes_back_whole_and_can_be_switched_off(archive: Archive) -> None:
    with archive.write() as tx:
        row = channels.add(tx, HOOK)
        assert channels.channels(tx) == (replace(HOOK, id=row),)
        channels.set_enabled(tx, HOOK.name, False)
        assert channels.find(tx, HOOK.name) == replace(HOOK, id=row, enabled=False)


def test_a_channel_is_written_to_in_its_language_from_the_next_message_on(
    archive: Archive,
) -> None:
    with archive.write() as tx:
        channels.add(tx, replace(HOOK, language=Language.VIETNAMESE))
        assert channels.find(tx, HOOK.name).language is Language.VIETNAMESE
        channels.set_language(tx, HOOK.name, Language.ENGLISH)
        assert channels.find(tx, HOOK.name).language is Language.ENGLISH


def test_a_name_is_taken_once_among_those_that_are_there(archive: Archive) -> None:
    with archive.write() as tx:
        channels.add(tx, HOOK)
    with pytest.raises(UsageError, match="toa-soan"), archive.write() as tx:
        channels.add(tx, HOOK)
    with archive.write() as tx:
        channels.remove(tx, HOOK.name)
        assert channels.channels(tx) == ()
        channels.add(tx, HOOK)


def test_what_is_not_there_is_not_found(archive: Archive) -> None:
    for act in (channels.find, channels.remove):
        with pytest.raises(NotFound, match="khong-co"), archive.write() as tx:
            act(tx, "khong-co")
    with pytest.raises(NotFound), archive.write() as tx:
        channels.set_enabled(tx, "khong-co", True)
