"""The sandbox against real processes: what stops one, what the others are told, who is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.extract.stubborn import double, obey
from worker.errors import FormatError, ReadingBroke, ReadingStopped, SandboxError
from worker.extract.sandbox import Done, Killed, Raised, Sandbox

SECONDS = 2.0
"""What an item may take here: little beside the ten of the service, and much beside what one
that is not hostile takes."""
MEMORY = 200_000_000
TOO_SLOW = Killed("it took more than 2 s of processor time")
TOO_LONG = Killed("it took longer than 12 s")
TOO_MUCH = Killed("it took more than 200 MB")
PATIENCE = 40.0
ROOT = Path(__file__).parents[2]


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail where it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited {PATIENCE:g} s until {what}"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended and waits to be reaped does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def pid_of(sandbox: Sandbox) -> int:
    return int(sandbox.one(obey, "pid", "a.html"))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(seconds=SECONDS, memory=MEMORY, children=2)
    yield made
    made.close()


def test_what_a_function_makes_of_each_item_comes_back_in_order(sandbox: Sandbox) -> None:
    assert sandbox.each(double, ["một", "hai", ""]) == [Done("mộtmột"), Done("haihai"), Done("")]
    assert sandbox.each(double, []) == []


def test_a_child_is_kept_and_is_another_process(sandbox: Sandbox) -> None:
    pids = {pid_of(sandbox) for _ in range(5)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_child_makes_way_after_so_many_items() -> None:
    sandbox = Sandbox(seconds=SECONDS, memory=MEMORY, children=1, items_a_child=3)
    pids = [pid_of(sandbox) for _ in range(7)]
    assert pids[0] == pids[2] != pids[3] == pids[5] != pids[6]
    assert not alive(pids[0])
    sandbox.close()
    assert not any(map(alive, pids))


@pytest.mark.parametrize("act", ["spin", "spin in C"])
def test_case_25_what_takes_too_long_is_stopped(sandbox: Sandbox, act: str) -> None:
    before, stopped, behind = sandbox.each(obey, ["a", act, "b"])
    assert (before, behind) == (Done("A"), Done("B"))
    assert stopped in {TOO_SLOW, TOO_LONG}  # the latter on a machine that is busy otherwise


def test_case_25_what_only_waits_is_stopped_later() -> None:
    sandbox = Sandbox(seconds=0.2, memory=MEMORY, children=1)
    told = Killed("it took longer than 1.2 s")
    assert sandbox.each(obey, ["a", "sleep", "b"]) == [Done("A"), told, Done("B")]
    sandbox.close()


def test_case_25_what_a_busy_machine_gives_no_processor_is_read(sandbox: Sandbox) -> None:
    """The child stands still for longer than an item may take, and has its time left."""
    pid = pid_of(sandbox)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sandbox.each, obey, ["reckon", "a"])
        until(lambda: _blocks(pid, signal.SIGTERM), "the item is in hand")
        os.kill(pid, signal.SIGSTOP)
        time.sleep(SECONDS + 0.5)
        os.kill(pid, signal.SIGCONT)
        assert waiting.result(PATIENCE) == [Done(pid), Done("A")]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("abort", Killed("the parser was ended by SIGABRT")),
        ("crash", Killed("the parser was ended by SIGSEGV")),
        ("leave", Killed("the parser ended its process (status 3)")),
        ("eat", TOO_MUCH),
    ],
)
def test_case_26_a_crash_costs_the_item_alone(sandbox: Sandbox, act: str, told: Killed) -> None:
    items = ["a", act, "b", "c", act]
    expected = [Done("A"), told, Done("B"), Done("C"), told]
    assert sandbox.each(obey, items) == expected
    assert sandbox.each(obey, [act]) == [told]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_case_26_a_lost_child_is_not_laid_to_an_item(
    sandbox: Sandbox, sign: signal.Signals
) -> None:
    """Somebody ends the child while it waits: the next item knows nothing of it."""
    pid = pid_of(sandbox)
    os.kill(pid, sign)
    until(lambda: not alive(pid), "the child is gone")
    assert sandbox.each(obey, ["a"]) == [Done("A")]


def test_what_an_item_leaves_behind_is_not_laid_to_the_next(sandbox: Sandbox) -> None:
    """The first item makes the child one that crashes at the next; that one is read alone."""
    assert sandbox.each(obey, ["undermine", "a", "b"]) == [Done(0), Done("A"), Done("B")]


def test_errors_come_back_as_they_were_raised(sandbox: Sandbox) -> None:
    with pytest.raises(FormatError) as raised:
        sandbox.one(obey, "refuse", "b.html")
    assert str(raised.value) == "a.html: holds nothing; expected an article"
    with pytest.raises(ReadingBroke, match="too deep") as broke:
        sandbox.one(obey, "stumble", "b.html")
    assert str(broke.value) == "b.html: RecursionError: too deep"
    assert "in _stumble" in broke.value.trace
    with pytest.raises(ReadingStopped) as stopped:
        sandbox.one(obey, "leave", "b.html")
    assert str(stopped.value).startswith("b.html: its reading was stopped: ")
    [answer] = sandbox.each(obey, ["what cannot be sent"])
    assert isinstance(answer, Raised)
    assert isinstance(answer.error, ReadingBroke)


def test_ctrl_c_and_sigterm_leave_the_item_in_hand_alone(sandbox: Sandbox) -> None:
    """A terminal signals the whole group, and so does systemd: what is in hand is answered."""
    pid = pid_of(sandbox)
    until(lambda: not _blocks(pid, signal.SIGTERM), "the item before is done with")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sandbox.each, obey, ["nap", "pid"])
        until(lambda: _blocks(pid, signal.SIGTERM), "the item is in hand")
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
        nap, after = waiting.result(PATIENCE)
    assert nap == Done(pid)
    assert after != Done(pid)


def test_the_server_of_the_children_lives_through_what_stops_a_service(sandbox: Sandbox) -> None:
    """While the service drains, it may need a new child."""
    server = _parent_of(pid_of(sandbox))
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(server, sign)
    assert isinstance(sandbox.each(obey, ["abort"])[0], Killed)
    assert _parent_of(pid_of(sandbox)) == server


def _blocks(pid: int, sign: signal.Signals) -> bool:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    [mask] = [line.split()[1] for line in status.splitlines() if line.startswith("SigBlk:")]
    return bool(int(mask, 16) & 1 << (sign - 1))


def test_a_child_has_nothing_of_the_parents_open(sandbox: Sandbox, tmp_path: Path) -> None:
    with (tmp_path / "archive.sqlite3").open("w") as archive:
        os.set_inheritable(archive.fileno(), True)
        pid = pid_of(sandbox)
        opened = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    assert [one for one in opened if "archive" in one or ".sqlite3" in one] == []


def test_many_threads_share_the_children(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(8) as pool:
        acts = ["pid", "abort", "pid", "refuse"] * 6
        answers = list(pool.map(lambda act: sandbox.each(obey, [act])[0], acts))
    kinds = [type(answer) for answer in answers]
    assert kinds == [Done, Killed, Done, Raised] * 6


def test_closing_ends_those_that_read(sandbox: Sandbox) -> None:
    pid = pid_of(sandbox)
    with ThreadPoolExecutor(2) as pool:
        busy = [pool.submit(sandbox.each, obey, ["sleep", "a"]) for _ in range(2)]
        until(lambda: _blocks(pid, signal.SIGTERM), "an item is in hand")
        sandbox.close()
        for one in busy:
            assert isinstance(one.exception(PATIENCE), SandboxError)
    assert not alive(pid)
    with pytest.raises(SandboxError, match="closed"):
        sandbox.each(obey, ["a"])
    sandbox.close()


async def test_the_event_loop_goes_on(sandbox: Sandbox) -> None:
    reading = asyncio.create_task(sandbox.apart(obey, "spin", "a.html"))
    assert await sandbox.apart(obey, "a", "b.html") == "A"
    with pytest.raises(ReadingStopped):
        await reading


async def test_a_reading_that_is_cancelled_leaves_no_child(sandbox: Sandbox) -> None:
    pid = int(await sandbox.apart(obey, "pid", "a.html"))
    reading = asyncio.create_task(sandbox.apart(obey, "sleep", "a.html"))
    await asyncio.to_thread(until, lambda: _blocks(pid, signal.SIGTERM), "the item is in hand")
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    sandbox.close()
    assert not alive(pid)


_EXHAUSTED = """
import resource
from tests.extract.stubborn import obey
from worker.errors import SandboxError
from worker.extract.sandbox import Sandbox

if __name__ == "__main__":
    sandbox = Sandbox(seconds=9, memory=200_000_000, children=1)
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))
    try:
        sandbox.each(obey, ["a"])
    except SandboxError as error:
        print(error.what)
    resource.setrlimit(resource.RLIMIT_NOFILE, (least, most))
    print(sandbox.one(obey, "a", ""))
    sandbox.close()
"""


def test_without_a_process_no_item_is_blamed(tmp_path: Path) -> None:
    """The machine has none to give; when it has again, reading goes on."""
    done = _run(tmp_path, _EXHAUSTED)
    assert done.stdout.splitlines() == [
        "no process to read pages in could be started: [Errno 24] Too many open files",
        "A",
    ], done.stderr


def _run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, in that folder."""
    script = folder / "bin" / "program.py"
    script.parent.mkdir()
    script.write_text(code, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(script)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": ""},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


_PARENT = """
import sys, threading
from tests.extract.stubborn import obey
from worker.extract.sandbox import Sandbox

if __name__ == "__main__":
    sandbox = Sandbox(seconds=1000, memory=200_000_000, children=2)
    print(sandbox.one(obey, "pid", ""), flush=True)
    for _ in range(2):
        threading.Thread(target=sandbox.each, args=(obey, [sys.argv[1]]), daemon=True).start()
    threading.Event().wait()
"""


@pytest.mark.parametrize("act", ["a", "sleep", "spin in C"])
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_case_48_children_end_with_their_parent(
    act: str, sign: signal.Signals, tmp_path: Path
) -> None:
    """However busy they are, and however long the parent would have let them."""
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(script), act],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = int(parent.stdout.readline())
    if act != "a":
        until(lambda: _blocks(child, signal.SIGTERM), "the item is in hand")
    [family] = {_parent_of(child)}
    os.kill(parent.pid, sign)
    parent.wait(PATIENCE)
    until(lambda: not alive(child), "the child is gone")
    until(lambda: not alive(family), "the server of the children is gone")


def _parent_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    return int(status.rpartition(")")[2].split()[1])


_SHADOWED = """
from tests.extract.stubborn import obey
from worker.extract.sandbox import Sandbox

if __name__ == "__main__":
    sandbox = Sandbox(seconds=9, memory=200_000_000, children=1, preload=["feedparser"])
    print(sandbox.one(obey, "a", ""))
    sandbox.close()
"""


def test_a_module_where_the_user_stands_is_not_taken_for_ours(tmp_path: Path) -> None:
    """``diemtin`` may be run in any folder, one with a ``signal.py`` in it too."""
    for name in ("worker.py", "signal.py", "feedparser.py"):
        (tmp_path / name).write_text("raise SystemExit('taken for ours')", encoding="utf-8")
    done = _run(tmp_path, _SHADOWED)
    assert (done.stdout, done.stderr) == ("A\n", "")


_INTERRUPTED = """
import threading
from worker.extract.sandbox import Sandbox

if __name__ == "__main__":
    Sandbox(seconds=9, memory=200_000_000, children=1, preload=["worker.flow.intake.read"]).warm()
    try:
        print("loading", flush=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        print("interrupted")
"""


def test_ctrl_c_while_the_readers_are_loaded_is_told_once(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(_INTERRUPTED, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "loading\n"
    os.killpg(program.pid, signal.SIGINT)
    assert program.communicate(timeout=PATIENCE) == ("interrupted\n", "")


def test_a_sandbox_that_is_not_used_starts_nothing() -> None:
    threads = threading.active_count()
    Sandbox(seconds=SECONDS, memory=MEMORY, children=2).close()
    assert threading.active_count() == threads
