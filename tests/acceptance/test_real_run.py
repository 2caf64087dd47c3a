"""The real run: a paper on loopback publishes, the service finds, keeps, alerts and delivers."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from tests.acceptance.command import Home, until
from tests.site import ROAD, WATER, ProvincialSite, serving


class Hook:
    """A webhook receiver that takes everything and keeps it."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def hooked() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    often = " ".join(f"{seconds}s" for seconds in range(1, 101))
    quick = {"DIEMTIN_BARE": "1", "DIEMTIN_RECHECKS": often, "DIEMTIN_DISPATCH_EVERY": "1"}
    return Home(tmp_path / "home", quick)


@pytest.fixture
def site() -> Iterator[ProvincialSite]:
    with serving(ProvincialSite([ROAD])) as served:
        yield served


def follow(home: Home, site: ProvincialSite, hook: Hook | None = None) -> str:
    """Add the site as a source polled every second, and a watch; return the signing secret."""
    home.ok(
        "source", "add", "song-ham", "--title", "Báo Sông Hàm", "--place", "Sông Hàm",
        "--feed", f"{site.address}/rss/subcate/thoi-su/", "--profile", "bao-dong-khoi",
        "--allow", site.host, "--pause", "0", "--every", "1s",
    )  # fmt: skip
    home.ok("watch", "add", "nuoc", '"hạn mặn" OR "Kiều Thanh Vĩ"')
    if hook is None:
        return ""
    host = f"127.0.0.1:{hook.port}"
    told = home.ok("channel", "add", "toa-soan", hook.url, "--allow", host)
    return told.rsplit(" ", 1)[1].strip()


def test_published_found_stored_once_searched_and_delivered_once(
    home: Home, site: ProvincialSite
) -> None:
    with hooked() as hook:
        secret = follow(home, site, hook)
        with home.service() as service:
            until(lambda: home.count("article") == 1, "the backlog is stored")
            site.publish(WATER)
            until(lambda: hook.received != [], "the alert arrives", lambda: service.output)
            service.until_printed("Cù lao Bồng có hồ chứa nước ngọt đầu tiên")

            _seen_again_without_news(site)
            assert service.stop() == 0, service.output
        assert len(hook.received) == 1
        headers, body = hook.received[0]
        Webhook(secret).verify(body, headers)
    [found] = home.records("search", '"hạn mặn"')
    assert found["title"] == WATER.title
    assert found["published_at"] == "2026-03-02T08:15:00+07:00"
    [alert] = home.records("alert", "list")
    assert alert["watch"] == "nuoc"
    assert {one["channel"]: one["state"] for one in alert["deliveries"]} == {
        "console": "delivered",
        "toa-soan": "delivered",
    }
    assert json.loads(body)["alerts"][0]["title"] == WATER.title
    shown = home.records("show", str(found["number"]))[0]
    assert len(shown["sightings"]) == 1
    assert shown["byline"] == "Tin, ảnh: Hạ Vy"
    assert service.output.count(WATER.title) == 1


def _seen_again_without_news(site: ProvincialSite) -> None:
    """Have the page looked at again under other furniture and another view count."""
    path = f"/{WATER.slug}.html"
    site.furniture = "Chia sẻ bài viết Facebook Zalo"
    before = site.asked[path]
    until(lambda: site.asked[path] > before + 1, "the page is looked at again")


def test_killed_between_fetch_and_store_the_article_arrives_once(
    home: Home, site: ProvincialSite
) -> None:
    follow(home, site)
    with home.service() as service:
        until(lambda: home.count("article") == 1, "the backlog is stored")
        site.held = threading.Event()
        site.waiting.clear()
        site.publish(WATER)
        assert site.waiting.wait(30), service.output
        service.stop(signal.SIGKILL)
    assert home.count("article") == 1
    site.held.set()
    site.held = None
    with home.service() as service:
        service.until_printed(WATER.title)
        assert service.stop() == 0
    assert len(home.records("search", '"hạn mặn"')) == 1
    assert len(home.records("alert", "list")) == 1


def test_case_49_sigterm_in_mid_fetch_drains_and_keeps_what_was_fetched(
    home: Home, site: ProvincialSite
) -> None:
    follow(home, site)
    with home.service() as service:
        until(lambda: home.count("article") == 1, "the backlog is stored")
        site.held = threading.Event()
        site.waiting.clear()
        site.publish(WATER)
        assert site.waiting.wait(30), service.output
        service.process.send_signal(signal.SIGTERM)
        service.until_printed("stopping")
        site.held.set()
        assert service.process.wait(30) == 0, service.output
    assert len(home.records("search", '"hạn mặn"')) == 1


def test_case_49_a_second_sigterm_ends_at_once(home: Home, site: ProvincialSite) -> None:
    follow(home, site)
    with home.service() as service:
        until(lambda: home.count("article") == 1, "the backlog is stored")
        site.held = threading.Event()
        site.waiting.clear()
        site.publish(WATER)
        assert site.waiting.wait(30), service.output
        service.process.send_signal(signal.SIGTERM)
        service.until_printed("stopping")
        time.sleep(0.5)
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(10) != 0
        assert "ended at once" in service.output
        site.held.set()
    assert home.count("article") == 1
