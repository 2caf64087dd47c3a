from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib

import pytest
from backports import zstd

from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Asked, answer, cut_off
from worker.errors import FetchError
from worker.model import Capture

ARTICLE = "<h1>Xã Tân Lộc nạo vét kênh Mười Thước</h1>".encode() * 200


def gzipped(body: bytes) -> bytes:
    return answer(gzip.compress(body), Content_Encoding="gzip")


def zeros(megabytes: int) -> bytes:
    """Compress that many MB of zeros without ever holding them."""
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    parts = [packer.compress(bytes(1_000_000)) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


async def test_gzip_is_asked_for_and_read(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/": gzipped(ARTICLE)})
    captured = await fetcher().get(page.url(), allowed=page.allowed)
    assert isinstance(captured, Capture)
    assert captured.body == ARTICLE
    assert page.asked[-1].headers["accept-encoding"] == "gzip, identity"


async def test_case_20_a_gzip_bomb_stops_at_the_limit(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/": answer(zeros(80), Content_Encoding="gzip")})
    client = fetcher()
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="the decoded body is over 10000000 bytes"):
            await client.get(page.url(), allowed=page.allowed)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000 + 32_000_000


async def test_case_20_a_nested_bomb_is_unpacked_once(site: OpenSite, fetcher: MakeFetcher) -> None:
    inner = zeros(80)
    page = await site({"/": gzipped(inner)})
    captured = await fetcher().get(page.url(), allowed=page.allowed)
    assert isinstance(captured, Capture)
    assert captured.body == inner


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "x-la"])
async def test_case_22_other_encodings_are_an_error(
    site: OpenSite, fetcher: MakeFetcher, encoding: str
) -> None:
    page = await site({"/": answer(ARTICLE, Content_Encoding=encoding)})
    with pytest.raises(FetchError, match=f"encoded as '{encoding}'; expected gzip or no encoding"):
        await fetcher().get(page.url(), allowed=page.allowed)
    assert page.paths.count("/") == 1


async def test_case_21_truncated_gzip_is_an_error(site: OpenSite, fetcher: MakeFetcher) -> None:
    cut = gzip.compress(ARTICLE)[:-9]
    chunked = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunked += b"%x\r\n%b\r\n0\r\n\r\n" % (len(cut), cut)
    page = await site({"/a": answer(cut, Content_Encoding="gzip"), "/b": chunked})
    client = fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="the gzip body ends before its end"):
            await client.get(page.url(path), allowed=page.allowed)


async def test_gzip_that_is_not_and_gzip_with_a_tail_are_errors(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    tailed = gzip.compress(ARTICLE) + b"<p>them</p>"
    page = await site(
        {
            "/a": answer(ARTICLE, Content_Encoding="gzip"),
            "/b": answer(tailed, Content_Encoding="gzip"),
        }
    )
    client = fetcher()
    with pytest.raises(FetchError, match="not valid gzip"):
        await client.get(page.url("/a"), allowed=page.allowed)
    with pytest.raises(FetchError, match="bytes follow the end"):
        await client.get(page.url("/b"), allowed=page.allowed)


async def test_bodies_over_the_limit_as_sent_are_errors_announced_or_not(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    unannounced = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + bytes(40_000)
    page = await site({"/a": answer(bytes(40_000)), "/b": cut_off(unannounced)})
    client = fetcher(page_wire=30_000)
    with pytest.raises(FetchError, match=r"over 30000 bytes \(40000 announced\)"):
        await client.get(page.url("/a"), allowed=page.allowed)
    with pytest.raises(FetchError, match="over 30000 bytes as sent"):
        await client.get(page.url("/b"), allowed=page.allowed)


async def test_a_caller_may_set_its_own_limit_for_feeds(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/rss": answer(bytes(40_000))})
    client = fetcher(page_wire=30_000, page_decoded=30_000)
    captured = await client.get(page.url("/rss"), allowed=page.allowed, decoded_limit=50_000)
    assert isinstance(captured, Capture)
    assert len(captured.body) == 40_000


async def test_a_body_of_one_byte_chunks_is_stopped_early(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    dust = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 30_000
    page = await site({"/": dust + b"0\r\n\r\n"})
    with pytest.raises(FetchError, match="over 5000000 bytes as sent"):
        await fetcher().get(page.url(), allowed=page.allowed)


@pytest.mark.parametrize("encoding", ["br", "zstd"])
async def test_case_20_a_bomb_of_another_encoding_is_not_unpacked(
    site: OpenSite, fetcher: MakeFetcher, encoding: str
) -> None:
    """Half a kilobyte of brotli, or eight of zstd, can be 256 MB."""
    bomb = zstd.compress(bytes(80_000_000)) if encoding == "zstd" else bytes(405)
    page = await site({"/": answer(bomb, Content_Encoding=encoding)})
    client = fetcher()
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match=f"encoded as '{encoding}'"):
            await client.get(page.url(), allowed=page.allowed)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000
    assert encoding not in page.asked[-1].headers["accept-encoding"]


async def test_case_20_chunks_without_end_stop_at_the_limit(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")
            await writer.drain()

    page = await site({"/": endless})
    client = fetcher()
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="over 5000000 bytes as sent"):
            await client.get(page.url(), allowed=page.allowed)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000 + 32_000_000
