"""What a house follows: its sources, its watches, and webhooks that differ in when they tell."""

from __future__ import annotations

from typing import Final

from tests.crash.newspaper import Newspaper
from tests.flow.house import fed_by
from worker.archive.alerts import channels, watches
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.flow.watches.watching import kinds_for
from worker.match.queries.query import parse
from worker.model import OF_ARTICLES, Channel, ChannelKind, Policy, Source, Watch, Way, WayKind
from worker.model.policy import Form
from worker.secret_file import ADDRESS_PREFIX

EXACT: Final = ("lúa", 'title:"cầu" OR muối', "vườn dừa -tôm")
"""Queries whose alerts are reckoned anew; they ask only for what the text says."""
OTHER: Final = 'đê OR office:"Chủ tịch UBND huyện Cái Sậy"'
"""A query of whatever kinds a watch has by default: its alerts need their deliveries too."""
CHANNELS: Final = ("toa-soan", "ban-doc", "ban-sang")
"""Names of webhooks: two that tell at once, and one that gathers a press review each morning."""
_POLICIES: Final = {"ban-sang": Policy(digest="0 7 * * *", form=Form.REVIEW)}
_WATCH_POLICIES: Final = {EXACT[2]: Policy(quiet="22:00-06:00")}


def follow(archive: Archive, paper: Newspaper, host: str) -> None:
    """Let an archive follow the papers, with watches, and webhooks at a host."""
    own, other = (Way(WayKind.FOLDER, str(folder)) for folder in paper.folders)
    with archive.write() as tx:
        sources.add(tx, Source("bao-song-ham", "Báo Sông Hàm", (own,), place="Bến Tre"))
        sources.add(tx, Source("bao-ban-lai", "Báo Bản Lai", (other,), place="Bến Tre"))
        sources.add(tx, fed_by(paper.site, "bao-mang"))
        for name in CHANNELS:
            channels.add(tx, _webhook(name, host))
        for query in EXACT:
            policy = _WATCH_POLICIES.get(query, Policy())
            watches.add(tx, Watch(query, query, OF_ARTICLES, policy=policy))
        watches.add(tx, Watch(OTHER, OTHER, kinds_for(parse(OTHER, {}))))


def addresses(host: str) -> dict[str, str]:
    """Return the webhooks' addresses at a host, as the environment tells them."""
    return {
        f"{ADDRESS_PREFIX}{name.upper().replace('-', '_')}": f"http://{host}/{name}"
        for name in CHANNELS
    }


def _webhook(name: str, host: str) -> Channel:
    return Channel(
        name,
        ChannelKind.WEBHOOK,
        f"http://{host}/…",
        allowed_hosts=(host,),
        policy=_POLICIES.get(name, Policy()),
    )
