"""Pages that were set aside come back when somebody asks for them; each page is counted once."""

from __future__ import annotations

import pytest

from tests.flow.house import (
    BRIDGE,
    SCHOOL,
    add_source,
    count,
    fed_by,
    found,
    last_run,
    paper,
    path_of,
    poll_now,
    reload,
    troubled,
)
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.archive.pages.set_aside import bring_back
from worker.errors import NotFound
from worker.flow.tools import Tools
from worker.model import Way, WayKind

NO_ARTICLE = "<html><title>Thư viện ảnh</title><body><p>Ảnh</p></body></html>"


@pytest.fixture
async def aside(archive: Archive, tools: Tools, site: ProvincialSite) -> ProvincialSite:
    """Serve a paper one of whose two pages held no article when it was polled."""
    site.stories = [BRIDGE, SCHOOL]
    site.instead = {path_of(SCHOOL): NO_ARTICLE}
    add_source(archive, fed_by(site))
    await poll_now(tools)
    assert [state for state, _ in troubled(archive).values()] == ["aside"]
    site.instead = {}
    return site


@pytest.mark.parametrize("named", [True, False])
async def test_a_page_that_was_set_aside_is_asked_again(
    archive: Archive, tools: Tools, aside: ProvincialSite, named: bool
) -> None:
    assert (await poll_now(tools)).stored == 0, "nobody has asked for it"
    address = f"{aside.address}{path_of(SCHOOL)}" if named else None
    with archive.write() as tx:
        assert bring_back(tx, reload(archive).id, address) == 1
    assert troubled(archive) == {}
    assert (await poll_now(tools)).stored == 1
    assert len(found(archive, "ngôi trường")) == 1
    with archive.write() as tx:
        assert bring_back(tx, reload(archive).id) == 0


async def test_what_is_well_is_left_alone(
    archive: Archive, tools: Tools, aside: ProvincialSite
) -> None:
    for address in (f"{aside.address}{path_of(BRIDGE)}", f"{aside.address}/khong-co.html"):
        with pytest.raises(NotFound, match="set aside"), archive.write() as tx:
            bring_back(tx, reload(archive).id, address)
    other = add_source(archive, paper(name="bao-ban"))
    with archive.write() as tx:
        assert bring_back(tx, other.id) == 0


async def test_a_page_that_several_ways_lead_to_is_discovered_once(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    feed = Way(WayKind.FEED, f"{site.address}/rss/subcate/thoi-su/")
    listing = Way(WayKind.LISTING, f"{site.address}/thoi-su/", r"-a\d+\.html$")
    add_source(archive, paper(feed, listing, allowed=(site.host,)))
    tally = await poll_now(tools)
    assert (tally.discovered, tally.stored) == (2, 2)
    assert last_run(archive).discovered == 2
    assert count(archive, "page") == (2,)
