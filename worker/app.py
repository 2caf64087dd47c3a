"""The one place that builds things: from settings to an archive, and to the tools of the flows."""

from __future__ import annotations

import asyncio
import fcntl
import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from worker.archive.alerts import channels
from worker.archive.database import milestones
from worker.archive.database.engine import Archive
from worker.clock import Clock, SystemClock
from worker.deliver import TEMPLATES
from worker.errors import ArchiveError
from worker.secret_file import SecretFile
from worker.settings import Settings, retired_line

if TYPE_CHECKING:
    from worker.extract.profile import Profiles
    from worker.extract.sandbox import Sandbox
    from worker.fetch.client import Fetcher
    from worker.fetch.host_turns import HostTurns
    from worker.flow.tools import Tools

LOCK = "service.lock"
ONCE = "once.lock"
"""The file that one ``run --once`` of a home holds, as the service does its own."""
SECRETS = "secrets.toml"
"""The file of the home folder that holds channel addresses and keys, mode 600."""
HOSTS = "hosts.turns"
"""The file of the home by which its processes ask hosts in turn."""
PROFILES = "profiles"
"""The folder of the home that may hold the user's own profiles of sites."""


@dataclass(frozen=True, slots=True)
class App:
    """A house that is open: its settings, archive, clock and secrets."""

    settings: Settings
    archive: Archive
    clock: Clock
    secrets: SecretFile

    @classmethod
    def open(cls, settings: Settings, environ: Mapping[str, str]) -> App:
        """Open the archive of the settings' home; a new one starts with what is in ``seeds/``."""
        make_home(settings)
        archive = Archive.open(settings.database_url)
        clock = SystemClock()
        _plant(archive, clock, bare=settings.bare)
        secrets = SecretFile(settings.home / SECRETS, environ)
        _take_out_addresses(archive, secrets)
        return cls(settings, archive, clock, secrets)

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()

    @asynccontextmanager
    async def tools(self, on_ask: Callable[[str], None] = lambda _: None) -> AsyncIterator[Tools]:
        """Build what flows work with; close the fetcher and the sandbox at the end.

        ``on_ask`` hears of each address of a paper before it is asked. Raises SettingsError for a
        profile of the user's that cannot be used.
        """
        from worker.flow.sending.carry import couriers
        from worker.flow.tools import Tools

        rng = random.Random()
        async with (
            reading(self.settings) as sandbox,
            fetching(self.settings, self.clock, rng, on_ask) as fetcher,
        ):
            yield Tools(
                archive=self.archive,
                fetcher=fetcher,
                sandbox=sandbox,
                clock=self.clock,
                couriers=couriers(fetcher, self.clock, self.secrets, self.settings.home),
                rechecks=tuple(timedelta(seconds=one) for one in self.settings.rechecks),
                feed_limit=self.settings.limits.feed_decoded,
                jitter=rng.random,
                stopping=asyncio.Event(),
                margin=self.margin,
                pace=self.settings.pace,
                profiles=self.profiles,
            )

    @property
    def margin(self) -> timedelta:
        """Return how long around its attestations an office counts as held."""
        return timedelta(days=self.settings.attestation_days)

    @property
    def profiles(self) -> Profiles:
        """Return how pages of known sites are read, as the files say now. Raises SettingsError."""
        return profiles_of(self.settings)

    def advice(self) -> list[str]:
        """Return what is wrong with the house itself, each with what to do about it."""
        found = [self.secrets.problem(), *self.broken_templates()]
        if not self.settings.contact:
            found.append("no contact: set DIEMTIN_CONTACT, so that sites can write to you")
        found += [retired_line(key) for key in self.settings.retired]
        return [line for line in found if line]

    def broken_templates(self) -> list[str]:
        """Return what is wrong with the user's templates of messages, with file and line.

        Messages are delivered all the same, by the built-in ones.
        """
        folder = self.settings.home / TEMPLATES
        if not folder.is_dir():
            return []
        from worker.deliver.messages.rendering import Templates
        from worker.deliver.messages.template_check import troubles

        return [f"template {line}" for line in troubles(Templates(folder))]

    @contextmanager
    def alone(self) -> Iterator[BinaryIO]:
        """Hold the home for one service; hand out the file that says so.

        What it held when it ended is in that file. Raise ArchiveError where another one runs.
        """
        with _locked(self.settings.home / LOCK) as lock:
            if lock is None:
                raise ArchiveError(
                    "another service is running in this home",
                    where=str(self.settings.home),
                    remedy="stop it, or name another home with --home",
                )
            yield lock

    @contextmanager
    def once(self) -> Iterator[BinaryIO | None]:
        """Hold the file of a ``run --once`` of this home; None while another one holds it.

        What one held that was killed is in that file.
        """
        with _locked(self.settings.home / ONCE) as lock:
            yield lock


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO | None]:
    """Hand out a file that nobody else holds, as long as it is held; None where somebody does."""
    with path.open("a+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield None
        else:
            yield file


def _plant(archive: Archive, clock: Clock, *, bare: bool) -> None:
    """Give a new archive its seeds; an archive that has them is opened without their readers."""
    with archive.read() as tx:
        if milestones.reached(tx, milestones.SEEDS):
            return
    from worker.flow.plant import plant_seeds

    plant_seeds(archive, clock, bare=bare)


def _take_out_addresses(archive: Archive, secrets: SecretFile) -> None:
    """Leave no webhook's address in the archive; one that has none is opened without the reader."""
    with archive.read() as tx:
        if not channels.telling_webhooks(tx):
            return
    from worker.flow.sending.webhook_addresses import take_out

    take_out(archive, secrets)


def make_home(settings: Settings) -> None:
    """Make the home folder where it is not there. Raise ArchiveError where that fails."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"the home folder cannot be made ({error.strerror})",
            where=str(settings.home),
            remedy="name another with --home",
        ) from error


def profiles_of(settings: Settings) -> Profiles:
    """Return the program's profiles with those of the home over them. Raises SettingsError."""
    from worker.extract.profile import profiles_with

    return profiles_with(settings.home / PROFILES)


@asynccontextmanager
async def fetching(
    settings: Settings,
    clock: Clock,
    rng: random.Random,
    on_ask: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Fetcher]:
    """Open the one way out of the house, and close it at the end."""
    from worker.fetch.client import Fetcher
    from worker.fetch.guard import SystemResolver

    with _turns(settings, clock) as turns:
        fetcher = Fetcher(
            user_agent=settings.user_agent,
            limits=settings.limits,
            resolver=SystemResolver(),
            clock=clock,
            rng=rng,
            on_ask=on_ask,
            turns=turns,
        )
        try:
            yield fetcher
        finally:
            await fetcher.aclose()


@contextmanager
def _turns(settings: Settings, clock: Clock) -> Iterator[HostTurns | None]:
    """Open the turns at hosts of the home's processes; None where it is not there, or read-only."""
    from worker.fetch.host_turns import HostTurns

    try:
        turns = HostTurns(settings.home / HOSTS, clock)
    except OSError:
        yield None
        return
    try:
        yield turns
    finally:
        turns.close()


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[Sandbox]:
    """Open the sandbox in which pages are read; end those who read there at the end."""
    from worker.readers import reading_apart

    with reading_apart(settings.limits) as sandbox:
        yield sandbox
