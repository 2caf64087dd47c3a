"""A paper that is a folder of files in the text format, and what a house follows of it.

Words are drawn at random from a few invented ones; each text has a mark that no other has.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.flow.house import text_file
from worker.archive import channels, sources, watches
from worker.archive.engine import Archive
from worker.flow.watching import kinds_for
from worker.match.query import parse
from worker.model import AlertKind, Channel, ChannelKind, Source, Watch, Way, WayKind

WORDS: Final = (
    *("lúa", "cầu", "chợ", "trường", "đê", "mưa", "nước", "bến", "vườn", "dừa", "tôm", "ghe"),
    *("đường", "xã", "ấp", "rạch", "cồn", "bưởi", "mía", "muối", "kênh", "đò", "nắng", "gió"),
)
PERSON: Final = "Ông Kiều Thanh Vĩ, Chủ tịch UBND huyện Cái Sậy, đã tới thăm."
EXACT: Final = ("lúa", 'title:"cầu" OR muối', "vườn dừa -tôm")
"""Queries whose ``appeared`` alerts are reckoned anew; they ask only for what the text says."""
OTHER: Final = 'đê OR office:"Chủ tịch UBND huyện Cái Sậy"'
"""A query of whatever kinds a watch has by default: its alerts need their deliveries too."""
CHANNELS: Final = ("toa-soan", "ban-doc")


@dataclass
class Newspaper:
    """The folder, and which mark each file's present text has."""

    folder: Path
    rng: random.Random
    marks: dict[Path, str] = field(default_factory=dict)
    count: int = 0

    def publish(self) -> None:
        """Write something: mostly a new article, else an edit, or a known text on a new page."""
        turn = self.rng.random()
        if turn < 0.25 and self.marks:
            self._write(self.rng.choice(sorted(self.marks)))
        elif turn < 0.4 and self.marks:
            self._copy(self.rng.choice(sorted(self.marks)))
        else:
            self._write(self._new_path())

    def _new_path(self) -> Path:
        self.count += 1
        return self.folder / f"bai-{self.count:04}.txt"

    def _copy(self, known: Path) -> None:
        copied = self._new_path()
        copied.write_bytes(known.read_bytes())
        self.marks[copied] = self.marks[known]

    def _write(self, path: Path) -> None:
        mark = f"mốc{self.rng.randrange(10**9):09}"
        title, *paragraphs = (" ".join(self.rng.choices(WORDS, k=size)) for size in (5, 30, 20))
        said = [PERSON] if self.rng.random() < 0.5 else []
        text_file(self.folder, path.name, f"{title} {mark}", *paragraphs, *said)
        self.marks[path] = mark


def follow(archive: Archive, folder: Path, host: str) -> None:
    """Let an archive follow the paper, with watches and two webhooks."""
    with archive.write() as tx:
        way = Way(WayKind.FOLDER, str(folder))
        sources.add(tx, Source("bao-song-ham", "Báo Sông Hàm", (way,), place="Bến Tre"))
        for name in CHANNELS:
            to = Channel(name, ChannelKind.WEBHOOK, f"http://{host}/…", allowed_hosts=(host,))
            channels.add(tx, to)
        for query in EXACT:
            watches.add(tx, Watch(query, query, (AlertKind.APPEARED,)))
        watches.add(tx, Watch(OTHER, OTHER, kinds_for(parse(OTHER, {}))))
