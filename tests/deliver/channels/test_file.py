from __future__ import annotations

import asyncio
import json
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.deliver.alerts import alert, hostile_title, outgoing
from worker.deliver.channels.file import deliver
from worker.model import ChannelKind, Delivered, Failed, Outgoing


def to(address: str, title: str = "Tin vắn") -> Outgoing:
    return outgoing(alert(title=title), kind=ChannelKind.FILE, address=address)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_each_delivery_is_one_line_of_json(tmp_path: Path) -> None:
    for title in ("Một", hostile_title()):
        assert await deliver(to("alerts.jsonl", title), tmp_path) == Delivered()
    lines = (tmp_path / "alerts.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["alerts"][0]["title"] for line in lines] == ["Một", hostile_title()]


async def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        await deliver(to("alerts.jsonl"), tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "alerts.jsonl").stat().st_mode) == 0o600


async def test_an_absolute_address_is_taken_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.jsonl"
    assert await deliver(to(str(target)), Path("/nonexistent")) == Delivered()
    assert target.exists()


async def test_many_at_once_leave_whole_lines(tmp_path: Path) -> None:
    await asyncio.gather(*(deliver(to("a.jsonl", f"Tin {n}"), tmp_path) for n in range(40)))
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    titles = {json.loads(line)["alerts"][0]["title"] for line in lines}
    assert titles == {f"Tin {n}" for n in range(40)}


async def test_a_full_disk_is_a_failure_and_leaves_no_half_line(tmp_path: Path) -> None:
    await deliver(to("a.jsonl"), tmp_path)
    before = (tmp_path / "a.jsonl").read_bytes()
    with files_no_larger_than(len(before) + 100):
        outcome = await deliver(to("a.jsonl"), tmp_path)
    assert isinstance(outcome, Failed)
    assert not outcome.lasting
    assert (tmp_path / "a.jsonl").read_bytes() == before


async def test_a_torn_last_line_is_not_glued_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"torn":')
    await deliver(to("a.jsonl"), tmp_path)
    torn, whole = (tmp_path / "a.jsonl").read_bytes().splitlines()
    assert torn == b'{"torn":'
    assert json.loads(whole)["id"] == "msg_01hxample"


async def test_what_is_no_file_or_has_no_folder_fails(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for address in ("fifo", ".", "missing/a.jsonl"):
        outcome = await deliver(to(address), tmp_path)
        assert isinstance(outcome, Failed)
        assert str(tmp_path) in outcome.error
        assert "\n" not in outcome.error
