"""The addresses of webhooks leave an archive of an earlier version for the secrets file."""

from __future__ import annotations

from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.deliver.redaction import redacted
from worker.secret_file import SecretFile, address_of


def take_out(archive: Archive, secrets: SecretFile) -> None:
    """Put whole addresses of webhooks into the secrets file, and leave what may be shown.

    A home that cannot sign for a webhook leaves its address alone: with PostgreSQL that is another
    machine's to take. What the file says already stands over an archive that was put back. The
    file comes first, so that a crash in between loses nothing.
    """
    with archive.write() as tx:
        for channel, removed in channels.telling_webhooks(tx):
            if not removed and secrets.get(channel.name) is None:
                continue
            if not removed and secrets.get(address_of(channel.name)) is None:
                secrets.put(address_of(channel.name), channel.address)
            channels.change_address(tx, channel, redacted(channel.address))
