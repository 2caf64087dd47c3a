"""Raw pages: the bytes as they came, under zstd, so that better rules can read them again."""

from __future__ import annotations

import hashlib
from typing import Final

from backports import zstd
from sqlalchemy import Connection, bindparam, select

from worker.archive.statements import insert_or_leave
from worker.archive.tables import raw_page
from worker.errors import NotFound
from worker.model import Capture

LEVEL: Final = 3
"""zstd's own default: level 10 saves a few per cent more and takes ten times as long."""

_KEEP: Final = insert_or_leave(raw_page, raw_page.c.id)
_SAME: Final = select(raw_page.c.id).where(raw_page.c.sha256 == bindparam("sha256"))


def keep(tx: Connection, capture: Capture) -> int:
    """Keep a capture and return its row; equal bytes are kept once, as they first came."""
    sha256 = hashlib.sha256(capture.body).digest()
    values = {
        "sha256": sha256,
        "body": zstd.compress(capture.body, LEVEL),
        "content_type": capture.content_type,
        "url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "headers": [list(header) for header in capture.headers],
        "captured_at": capture.captured_at,
    }
    kept = tx.execute(_KEEP[tx.dialect.name], values).scalar()
    if kept is None:
        kept = tx.execute(_SAME, {"sha256": sha256}).scalar_one()
    return int(kept)


def load(tx: Connection, raw_id: int) -> Capture:
    """Return a capture as it was kept. Raises NotFound."""
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
