"""Secrets stand in one file: no failing channel brings one into the database, a log or an error."""

from __future__ import annotations

import base64
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from loguru import logger
from sqlalchemy import select

from tests.deliver.receiver import Reply, Reset, receiving
from tests.fakes import FakeClock
from tests.flow.outgoing import furnish, raise_alert
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.deliver.redaction import redacted
from worker.flow.sending.carry import couriers
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import Channel, ChannelKind
from worker.secret_file import SecretFile, address_of

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

KEY = "CANARYcanaryCANARYcanaryCANARYcanary"
SIGNING = "whsec_" + base64.b64encode(KEY.encode()).decode()
TELEGRAM = f"tgram://123456789:{KEY[:35]}/4242"
HIDDEN = (KEY, KEY[:35], SIGNING, SIGNING.removeprefix("whsec_"), KEY.encode().hex())


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


@pytest.fixture
def told() -> Iterator[list[str]]:
    """All that is logged, by us with tracebacks and by any library."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    keeper, root, sink = Keeper(0), logging.getLogger(), logger.add(
        lambda line: lines.append(str(line)), level=0, backtrace=True, diagnose=False
    )  # fmt: skip
    level = root.level
    root.addHandler(keeper)
    root.setLevel(1)
    yield lines
    root.removeHandler(keeper)
    root.setLevel(level)
    logger.remove(sink)


@pytest.fixture
async def failing(
    office: Archive, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Tools]:
    """Return tools whose webhook, Telegram and mail channel all fail, each with its secret."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    secrets = SecretFile(tmp_path / "secrets.toml", {})
    mail = f"mailto://tin:{KEY}@127.0.0.1:{port}?from=a@b.example&to=c@d.example"
    async with receiving(Reply(401, (), KEY.encode()), Reset(), Reply(500)) as receiver:
        endpoint = f"http://{receiver.host}/bot"
        monkeypatch.setattr("apprise.plugins.telegram.NotifyTelegram.notify_url", endpoint)
        with office.write() as tx:
            for one, secret in (
                (Channel("moc", ChannelKind.WEBHOOK, redacted(receiver.url)), SIGNING),
                (Channel("tele", ChannelKind.APPRISE, "tgram://…"), TELEGRAM),
                (Channel("thu", ChannelKind.APPRISE, "mailto://…"), mail),
            ):
                channels.add(tx, replace(one, allowed_hosts=(receiver.host,)))
                secrets.put(one.name, secret)
        secrets.put(address_of("moc"), f"{receiver.url}/{KEY}?token={KEY}")
        yield replace(
            tools, couriers=couriers(tools.fetcher, tools.clock, secrets, tmp_path / "home")
        )


def rows(archive: Archive) -> str:
    """Return all that the database holds, whatever its kind."""
    with archive.read() as tx:
        return "\n".join(
            repr(tx.execute(select(table)).all())
            for table in (tables.channel, tables.delivery, tables.attempt, tables.alert)
        )


async def test_case_79_failing_channels_tell_no_secret(
    office: Archive, failing: Tools, clock: FakeClock, told: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    raise_alert(office, clock, "a", "moc", "tele", "thu")
    for _ in range(3):
        await dispatch(failing)
        clock.advance(3600)
    said = capsys.readouterr()
    kept = rows(office)
    assert kept.count("'failed'") == 9
    assert_hidden(kept, "".join(told), said.out, said.err)


@pytest.mark.parametrize("broken", ["webhook._headers", "apprise._send"])
async def test_case_79_an_error_nobody_foresaw_tells_no_secret_either(
    office: Archive, failing: Tools, clock: FakeClock, told: list[str],
    monkeypatch: pytest.MonkeyPatch, broken: str,
) -> None:  # fmt: skip
    def breaks(*given: object) -> None:
        raise ZeroDivisionError(*given)

    monkeypatch.setattr(f"worker.deliver.channels.{broken}", breaks)
    raise_alert(office, clock, "a", "moc", "tele")
    await dispatch(failing)
    assert "unforeseen: ZeroDivisionError" in rows(office)
    assert "unforeseen: ZeroDivisionError in breaks, line " in "".join(told)
    assert_hidden(rows(office), "".join(told))


def assert_hidden(*texts: str) -> None:
    for text in texts:
        for secret in HIDDEN:
            assert secret.lower() not in text.lower()
