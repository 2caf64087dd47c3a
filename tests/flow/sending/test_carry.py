"""New channels, and the couriers that carry deliveries to them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from tests.deliver.receiver import Reply, receiving
from worker.errors import UsageError
from worker.flow.sending.carry import couriers, send_test
from worker.flow.sending.channel_plans import PlannedChannel, plan_channel
from worker.flow.tools import Tools
from worker.model import Channel, ChannelKind, Delivered, Failed
from worker.secret_file import SecretFile, address_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: nothing here is stored in it."""
    return sqlite_url


def real(tools: Tools, home: Path, planned: PlannedChannel | None = None) -> Tools:
    secrets = SecretFile(home / "secrets.toml", {})
    if planned:
        secrets.put_all(planned.secrets)
    return replace(tools, couriers=couriers(tools.fetcher, tools.clock, secrets, home))


def test_a_console_needs_nothing() -> None:
    planned = plan_channel("kenh", "console", (), None)
    assert planned.channel == Channel("kenh", ChannelKind.CONSOLE)
    assert planned.secrets == {}


def test_a_webhook_gets_a_secret_that_is_shown_once() -> None:
    planned = plan_channel("kenh", "https://toa-soan.example/hook", ("10.0.0.7:80",), None)
    assert planned.channel.kind is ChannelKind.WEBHOOK
    assert planned.channel.allowed_hosts == ("10.0.0.7:80",)
    made = planned.secrets["kenh"]
    assert made.startswith("whsec_")
    assert planned.shown_once == made
    assert made not in repr(planned)


@pytest.mark.parametrize(
    "address",
    [
        "https://moc.example/services/T01/B02/CANARY",
        "https://MOC.example/rest/1/?auth=CANARY&session_id=CANARY&utm_source=CANARY",
    ],
)
def test_a_webhooks_address_is_a_secret_and_kept_as_it_was_typed(address: str) -> None:
    planned = plan_channel("kenh", address, (), None)
    assert planned.secrets[address_of("kenh")] == address
    assert planned.channel.address == "https://moc.example/…"
    assert "CANARY" not in repr(planned)


def test_a_webhook_keeps_the_secret_it_is_given() -> None:
    given = "whsec_" + "QUJD" * 8
    planned = plan_channel("kenh", "https://toa-soan.example/hook", (), given)
    assert (planned.secrets["kenh"], planned.shown_once) == (given, None)
    with pytest.raises(UsageError, match="unusable signing secret"):
        plan_channel("kenh", "https://toa-soan.example/hook", (), "whsec_ngan")


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_an_apprise_address_is_a_secret() -> None:
    address = "tgram://123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr/12315544/"
    planned = plan_channel("kenh", address, (), None)
    assert planned.channel.kind is ChannelKind.APPRISE
    assert planned.secrets == {"kenh": address}
    assert "AAbbCC" not in planned.channel.address
    assert "AAbbCC" not in repr(planned)


def test_a_file_is_kept_by_its_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    planned = plan_channel("kenh", "tin.jsonl", (), None)
    assert planned.channel == Channel("kenh", ChannelKind.FILE, f"{tmp_path}/tin.jsonl")
    with pytest.raises(UsageError, match="its folder is not there"):
        plan_channel("kenh", "khong-co/tin.jsonl", (), None)


@pytest.mark.parametrize("address", ["ftp://toa-soan.example/", "file:///etc/passwd"])
def test_case_67_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UsageError):
        plan_channel("kenh", address, (), None)


async def test_a_test_message_goes_to_a_webhook_signed(tools: Tools, tmp_path: Path) -> None:
    async with receiving(Reply(204)) as receiver:
        planned = plan_channel("kenh", receiver.url, (receiver.host,), None)
        tools = real(tools, tmp_path, planned)
        assert await send_test(tools, replace(planned.channel, enabled=False)) == Delivered()
        (received,) = receiver.received
    headers = {**received.headers}
    signed = Webhook(planned.secrets["kenh"]).sign(
        headers["webhook-id"], tools.clock.now(), received.body.decode()
    )
    assert headers["webhook-signature"] == signed
    (alert,) = json.loads(received.body)["alerts"]
    assert (alert["watch"], alert["sample"]) == ("test", True)


async def test_a_test_message_goes_to_a_file(tools: Tools, tmp_path: Path) -> None:
    planned = plan_channel("kenh", str(tmp_path / "tin.jsonl"), (), None)
    assert await send_test(real(tools, tmp_path), planned.channel) == Delivered()
    (line,) = (tmp_path / "tin.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["channel"] == "kenh"


async def test_a_test_message_goes_to_the_console(
    tools: Tools, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = await send_test(real(tools, tmp_path), Channel("kenh", ChannelKind.CONSOLE))
    assert outcome == Delivered()
    assert "this is a test message" in capsys.readouterr().out


async def test_a_lost_secret_is_a_failure_that_may_pass(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text("kenh = ")
    for kind in (ChannelKind.WEBHOOK, ChannelKind.APPRISE):
        outcome = await send_test(real(tools, tmp_path), Channel("kenh", kind, "https://a.example"))
        assert isinstance(outcome, Failed)
        assert not outcome.lasting
        assert "secrets.toml" in outcome.error
