"""Reading a body within bounds: gzip or nothing, so many bytes as sent, so many decoded."""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

import httpx

from worker.errors import FetchError

_GZIP: Final = 16 + zlib.MAX_WBITS
_SMALLEST_PIECE: Final = 512
"""What a piece counts for at least: a body in chunks of one byte costs time, not only bytes."""


class _Plain:
    """No encoding: bytes as they came."""

    def decode(self, piece: bytes, most: int) -> bytes:
        return piece

    def finish(self) -> None:
        return None


class _Gzip:
    """One gzip stream, inflated no further than asked, and required to end."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._inflate = zlib.decompressobj(_GZIP)

    def decode(self, piece: bytes, most: int) -> bytes:
        """Return at most ``most`` bytes; fewer only if the whole piece is used up."""
        try:
            decoded = self._inflate.decompress(piece, most)
        except zlib.error as error:
            raise FetchError("the body is not valid gzip", where=self._where) from error
        if self._inflate.unused_data:
            raise FetchError("bytes follow the end of the gzip body", where=self._where)
        return decoded

    def finish(self) -> None:
        if not self._inflate.eof:
            raise FetchError("the gzip body ends before its end", where=self._where)


async def read_whole(response: httpx.Response, where: str, wire: int, decoded: int) -> bytes:
    """Return a whole body, at most ``decoded`` bytes of it; raise FetchError for anything less."""
    decoder = _decoder(response, where)
    announced = response.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > wire:
        raise FetchError(f"the body is over {wire} bytes ({announced} announced)", where=where)
    parts: list[bytes] = []
    size = 0
    async with aclosing(_pieces(response, where, wire)) as pieces:
        async for piece in pieces:
            part = decoder.decode(piece, decoded - size + 1)
            size += len(part)
            if size > decoded:
                raise FetchError(f"the decoded body is over {decoded} bytes", where=where)
            parts.append(part)
    decoder.finish()
    return b"".join(parts)


async def read_start(response: httpx.Response, where: str, most: int) -> bytes:
    """Return the first ``most`` decoded bytes of a body, whatever comes after them."""
    decoder = _decoder(response, where)
    start = bytearray()
    async with aclosing(_pieces(response, where, 4 * most)) as pieces:
        async for piece in pieces:
            start += decoder.decode(piece, most - len(start) + 1)
            if len(start) > most:
                return bytes(start[:most])
    decoder.finish()
    return bytes(start)


async def first_bytes(response: httpx.Response, most: int, until: float) -> bytes:
    """Return the start of a body as sent, as much of it as comes in time and unbroken.

    ``until`` is a time of the event loop.
    """
    start = bytearray()
    with contextlib.suppress(TimeoutError, FetchError):
        async with asyncio.timeout_at(until):
            async for piece in response.aiter_raw():
                start += piece
                if len(start) >= most:
                    break
    return bytes(start[:most])


async def _pieces(response: httpx.Response, where: str, wire: int) -> AsyncGenerator[bytes, None]:
    """Yield a body as sent; raise FetchError when it is over ``wire`` bytes."""
    counted = 0
    async for piece in response.aiter_raw():
        counted += max(len(piece), _SMALLEST_PIECE)
        if counted > wire + _SMALLEST_PIECE:
            raise FetchError(f"the body is over {wire} bytes as sent", where=where)
        yield piece


def _decoder(response: httpx.Response, where: str) -> _Plain | _Gzip:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        return _Plain()
    if encoding in {"gzip", "x-gzip"}:
        return _Gzip(where)
    raise FetchError(
        f"the body is encoded as {encoding[:40]!r}", where=where, expected="gzip or no encoding"
    )
