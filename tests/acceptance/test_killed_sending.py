"""A service that is killed while it sends: the next one in its home goes on at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.acceptance.command import Home, until
from tests.cli.in_process import text_file


class SlowHook:
    """A webhook receiver that keeps the ids it is sent, and answers once it may."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.may_answer = threading.Event()
        self.host = ""


@contextmanager
def hooked() -> Iterator[SlowHook]:
    hook = SlowHook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            hook.ids.append(self.headers["webhook-id"])
            hook.may_answer.wait(60)
            try:
                self.send_response(204)
                self.end_headers()
            except OSError:  # who asked is dead
                return

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook.host = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        hook.may_answer.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def home(tmp_path: Path, database_url: str) -> Home:
    """A home with an alert to send, on either database."""
    environ = {"DIEMTIN_BARE": "1", "DIEMTIN_DISPATCH_EVERY": "1"}
    made = Home(tmp_path / "home", {**environ, "DIEMTIN_DATABASE_URL": database_url})
    made.ok("watch", "add", "cho", '"mở chợ"')
    return made


def raise_alert(home: Home, folder: Path, hook: SlowHook) -> None:
    made = folder / "bai"
    home.ok("channel", "add", "toa-soan", f"http://{hook.host}/moc", "--allow", hook.host)
    text_file(made, "mot.txt", "Xã Vàm Sậy mở chợ", "Chợ mở mỗi sáng bên bờ rạch.")
    home.ok("ingest", str(made))


def deliveries(home: Home) -> list[tuple[str, int]]:
    [alert] = home.records("alert", "list")
    return [
        (one["state"], one["attempts"])
        for one in alert["deliveries"]
        if one["channel"] == "toa-soan"
    ]


def test_what_was_in_hand_at_a_kill_is_sent_at_once_when_the_service_is_back(
    home: Home, tmp_path: Path
) -> None:
    """Its lease of five minutes would outlast the patience of this test."""
    with hooked() as hook:
        raise_alert(home, tmp_path, hook)
        with home.service() as killed:
            until(lambda: len(hook.ids) == 1, "the message is under way", lambda: killed.output)
            killed.stop(signal.SIGKILL)
        assert deliveries(home) == [("sending", 1)]
        assert home.run("status", "--running").returncode == 1, "it is known to be dead at once"
        hook.may_answer.set()
        with home.service() as service:
            until(lambda: deliveries(home) == [("delivered", 2)], "it is sent again",
                  lambda: service.output)  # fmt: skip
            assert service.stop() == 0
        assert len(hook.ids) == 2
        assert len(set(hook.ids)) == 1


@pytest.mark.parametrize("next_one", [("run", "--once"), ("run",)])
def test_what_a_run_from_cron_had_in_hand_at_a_kill_is_sent_by_the_next(
    home: Home, tmp_path: Path, next_one: tuple[str, ...]
) -> None:
    with hooked() as hook:
        raise_alert(home, tmp_path, hook)
        with home.service("--once") as killed:
            until(lambda: len(hook.ids) == 1, "the message is under way", lambda: killed.output)
            killed.stop(signal.SIGKILL)
        hook.may_answer.set()
        with home.service(*next_one[1:]) as service:
            until(lambda: deliveries(home) == [("delivered", 2)], "it is sent again",
                  lambda: service.output)  # fmt: skip
        assert len(hook.ids) == 2
        assert len(set(hook.ids)) == 1


def test_a_service_that_lives_is_not_taken_for_dead(home: Home, tmp_path: Path) -> None:
    """Not even one that stands still: the second is refused, and touches nothing."""
    with hooked() as hook:
        raise_alert(home, tmp_path, hook)
        with home.service() as service:
            until(lambda: len(hook.ids) == 1, "the message is under way", lambda: service.output)
            service.process.send_signal(signal.SIGSTOP)
            second = home.run("run")
            assert second.returncode == 1
            assert "another service is running in this home" in second.stderr
            hook.may_answer.set()
            service.process.send_signal(signal.SIGCONT)
            until(lambda: deliveries(home) == [("delivered", 1)], "it was sent once",
                  lambda: service.output)  # fmt: skip
            assert service.stop() == 0
        assert len(hook.ids) == 1
