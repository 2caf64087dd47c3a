"""A secret is replaced while deliveries go on: both count for a time, then only the new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from tests.deliver.receiver import Received, receiving
from tests.fakes import FakeClock
from tests.flow.outgoing import furnish, hooked, raise_alert
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.deliver.channels.webhook import new_secret
from worker.errors import UsageError
from worker.flow.sending.channel_plans import PlannedRotation, secret_now
from worker.flow.sending.dispatch import dispatch
from worker.flow.sending.rotation import change_address, end_old_secret, rotate_secret
from worker.flow.tools import Tools
from worker.model import Channel, ChannelKind
from worker.secret_file import SecretFile, address_of

DAY = timedelta(days=1)


@pytest.fixture
def office(archive: Archive) -> Archive:
    return furnish(archive)


@pytest.fixture
def secrets(tmp_path: Path) -> SecretFile:
    return SecretFile(tmp_path / "secrets.toml", {})


def rotate(
    archive: Archive, secrets: SecretFile, clock: FakeClock, *, given: str | None = None,
    keep: timedelta | None = DAY, name: str = "toa-soan",
) -> PlannedRotation:  # fmt: skip
    with archive.write() as tx:
        return rotate_secret(tx, secrets, channels.find(tx, name), given, clock.now(), keep)


def signed_with(request: Received, clock: FakeClock, secret: str) -> bool:
    """Say whether one of the request's signatures was made now, with that secret."""
    made = Webhook(secret).sign(request.headers["webhook-id"], clock.now(), request.body.decode())
    return made in request.headers["webhook-signature"].split()


async def test_case_68_two_signatures_until_the_old_secret_ends(
    office: Archive, tools: Tools, clock: FakeClock, secrets: SecretFile, tmp_path: Path
) -> None:
    async with receiving() as receiver:
        tools = hooked(office, tools, tmp_path, receiver.url, receiver.host)
        old = secrets.get("toa-soan") or ""
        done = rotate(office, secrets, clock)
        new = done.shown_once or ""
        raise_alert(office, clock, "a", "toa-soan")
        await dispatch(tools)
        [both] = receiver.received
        assert signed_with(both, clock, old)
        assert signed_with(both, clock, new)
        assert done.until == clock.now() + DAY
        clock.advance(DAY.total_seconds())
        raise_alert(office, clock, "b", "toa-soan")
        await dispatch(tools)
        one = receiver.received[-1]
    assert signed_with(one, clock, new)
    assert not signed_with(one, clock, old)
    assert new not in repr(done)


async def test_case_68_the_old_secret_ends_when_it_is_said(
    office: Archive, tools: Tools, clock: FakeClock, secrets: SecretFile, tmp_path: Path
) -> None:
    async with receiving() as receiver:
        tools = hooked(office, tools, tmp_path, receiver.url, receiver.host)
        old = secrets.get("toa-soan") or ""
        given = new_secret()
        assert rotate(office, secrets, clock, given=given).shown_once is None
        with office.write() as tx:
            assert end_old_secret(tx, secrets, channels.find(tx, "toa-soan"))
            assert not end_old_secret(tx, secrets, channels.find(tx, "toa-soan"))
        raise_alert(office, clock, "a", "toa-soan")
        await dispatch(tools)
        [one] = receiver.received
    assert secrets.get("toa-soan") == given
    assert signed_with(one, clock, given)
    assert not signed_with(one, clock, old)


def test_rotating_twice_keeps_the_last_two(
    office: Archive, clock: FakeClock, secrets: SecretFile
) -> None:
    with office.write() as tx:
        channels.add(tx, Channel("toa-soan", ChannelKind.WEBHOOK, "https://toa-soan.example/"))
    one, two, three = (new_secret() for _ in range(3))
    secrets.put("toa-soan", one)
    for given in (two, three):
        rotate(office, secrets, clock, given=given)
    assert (secrets.get("toa-soan") or "").split() == [three, two]
    rotate(office, secrets, clock, given=one, keep=None)
    assert secrets.get("toa-soan") == one
    with office.read() as tx:
        assert channels.find(tx, "toa-soan").old_secret_until is None


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_the_address_of_a_service_is_replaced_at_once(
    office: Archive, clock: FakeClock, secrets: SecretFile
) -> None:
    with office.write() as tx:
        channels.add(tx, Channel("tele", ChannelKind.APPRISE, "tgram://…"))
    mail = "mailtos://tin:CANARY@thu.example?to=bien.tap@phongtin.example"
    rotate(office, secrets, clock, given=mail, name="tele")
    assert secrets.get("tele") == mail
    with office.read() as tx:
        changed = channels.find(tx, "tele")
    assert (changed.address, changed.old_secret_until) == ("mailtos://thu.example/…", None)
    for given in (None, "json://127.0.0.1/CANARY"):
        with pytest.raises(UsageError) as raised:
            rotate(office, secrets, clock, given=given, name="tele")
        assert "CANARY" not in str(raised.value)
    assert secrets.get("tele") == mail


def test_what_has_no_secret_or_has_it_elsewhere_is_refused(
    office: Archive, clock: FakeClock, secrets: SecretFile, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="console has no secret"):
        rotate(office, secrets, clock, name="console")
    with office.write() as tx:
        channels.add(tx, Channel("toa-soan", ChannelKind.WEBHOOK, "https://toa-soan.example/"))
    with pytest.raises(UsageError, match="unusable signing secret"):
        rotate(office, secrets, clock, given="whsec_ngan")
    environ = {"DIEMTIN_SECRET_TOA_SOAN": new_secret()}
    with pytest.raises(UsageError, match="stands in DIEMTIN_SECRET_TOA_SOAN") as raised:
        rotate(office, SecretFile(tmp_path / "x.toml", environ), clock)
    assert environ["DIEMTIN_SECRET_TOA_SOAN"] not in str(raised.value)
    assert secrets.get("toa-soan") is None


async def test_a_webhook_goes_to_its_new_address_with_the_key_it_has(
    office: Archive, tools: Tools, clock: FakeClock, secrets: SecretFile, tmp_path: Path
) -> None:
    async with receiving() as receiver:
        tools = hooked(office, tools, tmp_path, "http://cu.example/hook", receiver.host)
        key = secrets.get("toa-soan") or ""
        with office.write() as tx:
            found = channels.find(tx, "toa-soan")
            assert change_address(tx, secrets, found, receiver.url) == "http://127.0.0.1/…"
        raise_alert(office, clock, "a", "toa-soan")
        await dispatch(tools)
        [one] = receiver.received
    assert signed_with(one, clock, key)
    with office.read() as tx:
        assert channels.find(tx, "toa-soan").address == "http://127.0.0.1/…"


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_an_address_that_cannot_be_or_stands_elsewhere_is_refused(
    office: Archive, secrets: SecretFile, tmp_path: Path
) -> None:
    with office.write() as tx:
        hook = channels.add(tx, Channel("toa-soan", ChannelKind.WEBHOOK, "https://a.example/…"))
        assert hook
    environ = {"DIEMTIN_ADDRESS_TOA_SOAN": "https://b.example/CANARY"}
    taken = SecretFile(tmp_path / "x.toml", environ)
    assert taken.get(address_of("toa-soan")) == "https://b.example/CANARY"
    for store, name, address, told in (
        (secrets, "toa-soan", "tgram://CANARY/1", "not an http or https address"),
        (secrets, "toa-soan", "https://me:CANARY@/", "not an"),
        (secrets, "console", "https://a.example/CANARY", "the address of a console stays"),
        (taken, "toa-soan", "https://a.example/CANARY", "stands in DIEMTIN_ADDRESS_TOA_SOAN"),
    ):
        with pytest.raises(UsageError, match=told) as raised, office.write() as tx:
            change_address(tx, store, channels.find(tx, name), address)
        assert "CANARY" not in str(raised.value)
    assert secrets.get(address_of("toa-soan")) is None


def test_two_secrets_of_a_users_own_count_both(clock: FakeClock) -> None:
    hook = Channel("toa-soan", ChannelKind.WEBHOOK)
    assert secret_now("a b", hook, clock.now()) == "a b"
    assert secret_now(None, hook, clock.now()) is None
    ended = replace(hook, old_secret_until=clock.now())
    assert secret_now("a b", ended, clock.now()) == "a"
