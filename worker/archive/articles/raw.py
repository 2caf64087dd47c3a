"""Raw pages: the bytes as they came, under zstd, so that better rules can read them again.

Equal bytes are kept once; what was asked and answered is kept with each sighting that they opened.
A look that finds what the page showed before keeps its time alone, in ``sighting.last_seen``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from backports import zstd
from sqlalchemy import Connection, bindparam, func, insert, literal, select

from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import capture as capture_table
from worker.archive.schema.tables import raw_page, sighting
from worker.archive.sql.statements import insert_or_leave
from worker.errors import NotFound
from worker.model import Capture

LEVEL: Final = 3
"""zstd's own default: level 10 saves a few per cent more and takes ten times as long."""

_HEAD_BYTES: Final = 18
"""A frame's head, which says how long its content is, is at most so long (RFC 8878, 3.1.1.1)."""
_ANSWER: Final = ("url", "final_url", "content_type", "status", "headers", "captured_at")
_KEEP: Final = insert_or_leave(raw_page, raw_page.c.id)
_SAME: Final = select(raw_page.c.id).where(raw_page.c.sha256 == bindparam("sha256"))
_NOTE: Final = insert(capture_table)
_KEPT: Final = (
    select(
        sighting.c.id,
        sighting.c.raw_id,
        raw_page.c.sha256,
        func.substr(raw_page.c.body, 1, _HEAD_BYTES, type_=raw_page.c.body.type).label("head"),
        capture_table.c.sighting_id.is_not(None).label("own"),
        *(capture_table.c[name].label(f"own_{name}") for name in _ANSWER),
        *(raw_page.c[name] for name in _ANSWER),
    )
    .select_from(
        sighting.join(raw_page, raw_page.c.id == sighting.c.raw_id).outerjoin(
            capture_table, capture_table.c.sighting_id == sighting.c.id
        )
    )
    .where(sighting.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the answer that opened a sighting, but for its bytes.

    Where ``own`` is false the archive was older than that and kept equal bytes with their first
    answer only: it is what stands here. ``size`` is in bytes, as they came; ``sha256`` in hex.
    """

    raw_id: int
    sha256: str
    size: int
    own: bool
    url: str
    final_url: str
    content_type: str
    status: int
    headers: tuple[tuple[str, str], ...]
    captured_at: datetime


def keep(tx: Connection, capture: Capture) -> int:
    """Keep the bytes of a capture and return their row; equal bytes are kept once."""
    sha256 = hashlib.sha256(capture.body).digest()
    values = {
        "sha256": sha256,
        "body": zstd.compress(capture.body, LEVEL),
        **_answer(capture),
    }
    kept = tx.execute(_KEEP[tx.dialect.name], values).scalar()
    if kept is None:
        kept = tx.execute(_SAME, {"sha256": sha256}).scalar_one()
    return int(kept)


def note(tx: Connection, sighting_id: int, capture: Capture) -> None:
    """Keep with a sighting what was asked and answered when it began."""
    tx.execute(_NOTE, {"sighting_id": sighting_id, **_answer(capture)})


def note_again(tx: Connection, sighting_id: int, of: int) -> None:
    """Keep with a sighting what was asked and answered when the one numbered ``of`` began."""
    same = select(literal(sighting_id), *(capture_table.c[name] for name in _ANSWER))
    tx.execute(
        insert(capture_table).from_select(
            ["sighting_id", *_ANSWER], same.where(capture_table.c.sighting_id == of)
        )
    )


def of_sightings(tx: Connection, sighting_ids: Sequence[int]) -> dict[int, Kept]:
    """Return what is kept of these sightings; of those without bytes there is no entry."""
    return {row.id: _kept(row) for row in tx.execute(_KEPT, {"ids": list(sighting_ids)})}


def load(tx: Connection, raw_id: int) -> Capture:
    """Return a capture as its bytes first came. Raises NotFound."""
    row = tx.execute(select(raw_page).where(raw_page.c.id == raw_id)).first()
    if row is None:
        raise NotFound(f"there is no raw page {raw_id}")
    headers = tuple((name, value) for name, value in row.headers)
    said = dict(headers)
    return Capture(
        url=row.url,
        final_url=row.final_url,
        body=zstd.decompress(row.body),
        content_type=row.content_type,
        captured_at=row.captured_at,
        status=row.status,
        headers=headers,
        etag=said.get("etag"),
        last_modified=said.get("last-modified"),
    )


def _answer(capture: Capture) -> dict[str, object]:
    return {
        "url": capture.url,
        "final_url": capture.final_url,
        "content_type": capture.content_type,
        "status": capture.status,
        "headers": [list(header) for header in capture.headers],
        "captured_at": capture.captured_at,
    }


def _kept(row: AnyRow) -> Kept:
    said = {name: getattr(row, f"own_{name}" if row.own else name) for name in _ANSWER}
    headers = tuple((name, value) for name, value in said.pop("headers"))
    size = zstd.get_frame_info(row.head).decompressed_size or 0
    return Kept(row.raw_id, row.sha256.hex(), size, bool(row.own), headers=headers, **said)
