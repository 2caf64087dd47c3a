"""An archive of an earlier version gives its webhooks' addresses up when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.app import SECRETS, App
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.deliver.channels.webhook import new_secret
from worker.model import Channel, ChannelKind
from worker.secret_file import SecretFile, address_of
from worker.settings import Settings

HOOK = "https://moc.example/services/T01/CANARYcanaryCANARY?key=CANARY"
NEWER = "https://moc.example/services/T02/CANARYnewer"


@pytest.fixture
def settings(archive: Archive, tmp_path: Path) -> Settings:
    url = archive.url.render_as_string(hide_password=False)
    environ = {"DIEMTIN_DATABASE_URL": url, "DIEMTIN_BARE": "1"}
    return Settings.load(tmp_path / "home", environ)


def add(archive: Archive, name: str, address: str = HOOK) -> None:
    with archive.write() as tx:
        channels.add(tx, Channel(name, ChannelKind.WEBHOOK, address))


def opened(settings: Settings) -> dict[str, str]:
    """Open the house; return the addresses that the archive shows, of what was removed too."""
    app = App.open(settings, {})
    try:
        with app.archive.read() as tx:
            hooks = [one for one in channels.channels(tx) if one.kind is ChannelKind.WEBHOOK]
            return {one.name: one.address for one in hooks} | {
                f"{one.name} (telling)": one.address for one, _ in channels.telling_webhooks(tx)
            }
    finally:
        app.close()


def test_the_address_goes_to_the_secrets_and_is_found_nowhere_else(
    archive: Archive, settings: Settings
) -> None:
    secrets = SecretFile(settings.home / SECRETS, {})
    for name in ("moc", "bo"):
        add(archive, name)
        secrets.put(name, new_secret())
    with archive.write() as tx:
        channels.remove(tx, "bo")
    secrets.remove("bo")
    assert opened(settings) == {"moc": "https://moc.example/…"}
    assert secrets.get(address_of("moc")) == HOOK
    assert secrets.get(address_of("bo")) is None
    if archive.dialect == "sqlite":
        archive.close()
        folder = Path(archive.url.database or "").parent
        kept = b"".join(one.read_bytes() for one in folder.glob("*.db*"))
        assert b"moc.example" in kept
        assert b"CANARY" not in kept


def test_what_the_secrets_say_stands_over_an_archive_that_was_put_back(
    archive: Archive, settings: Settings
) -> None:
    secrets = SecretFile(settings.home / SECRETS, {})
    add(archive, "moc")
    secrets.put_all({"moc": new_secret(), address_of("moc"): NEWER})
    assert opened(settings) == {"moc": "https://moc.example/…"}
    assert secrets.get(address_of("moc")) == NEWER


def test_a_home_that_cannot_sign_for_a_webhook_leaves_its_address_to_the_one_that_can(
    archive: Archive, settings: Settings
) -> None:
    add(archive, "moc")
    assert opened(settings) == {"moc": HOOK, "moc (telling)": HOOK}
    secrets = SecretFile(settings.home / SECRETS, {})
    assert secrets.get(address_of("moc")) is None
    secrets.put("moc", new_secret())
    assert opened(settings) == {"moc": "https://moc.example/…"}
    assert secrets.get(address_of("moc")) == HOOK
