from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes import FakeClock
from tests.flow.house import KeepingCourier, tools_on
from tests.site import ProvincialSite, serving
from worker.archive.database.engine import Archive
from worker.flow.tools import Tools
from worker.model import ChannelKind


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def courier() -> KeepingCourier:
    return KeepingCourier()


@pytest.fixture
def site() -> Iterator[ProvincialSite]:
    """Serve a paper on loopback that has published nothing yet."""
    with serving(ProvincialSite()) as served:
        yield served


@pytest.fixture
async def tools(
    archive: Archive, clock: FakeClock, courier: KeepingCourier
) -> AsyncIterator[Tools]:
    """Tools whose console keeps what it is told."""
    async with tools_on(archive, clock, {ChannelKind.CONSOLE: courier}) as made:
        yield made
