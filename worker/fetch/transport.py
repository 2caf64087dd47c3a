"""The httpx transport, on httpcore2's connections: to checked addresses only, bounded, in words.

A request carries the addresses that the guard checked; httpcore2 is asked for the bare address,
and the Host header and TLS (SNI and certificate) keep the name. Whatever goes wrong below leaves
here as a FetchError of one line.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Final

import httpcore2
import httpx
from httpcore2 import SOCKET_OPTION

from worker.errors import FetchError
from worker.fetch.failures import PassingError, TimedOutError, shown
from worker.fetch.guard import Checked
from worker.fetch.limits import Limits

_KEEP_ALIVE_SECONDS: Final = 15.0
_HEADERS_TOO_LARGE: Final = 431


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections to IP addresses; it cannot look up a name."""

    def __init__(self) -> None:
        self._sockets = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to an address literal; raise ConnectError, ConnectTimeout."""
        try:
            ipaddress.ip_address(host)
        except ValueError as error:
            raise httpcore2.ConnectError(f"{host} was not checked") from error
        stream = await self._sockets.connect_tcp(host, port, timeout, local_address, socket_options)
        return _ClosingStream(stream)

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""
        await self._sockets.sleep(seconds)


class _ClosingStream(httpcore2.AsyncNetworkStream):
    """A stream that closes when it is cancelled in mid-handshake, which httpcore2's does not."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            secured = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._stream.aclose()
            raise
        return _ClosingStream(secured)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends a request to one of the addresses under its extension ``checked``."""

    def __init__(
        self, limits: Limits, tls: ssl.SSLContext, network: httpcore2.AsyncNetworkBackend
    ) -> None:
        self._limits = limits
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=limits.requests_at_once,
            keepalive_expiry=_KEEP_ALIVE_SECONDS,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and return the response with its body still to be read; raise FetchError.

        Where a redirect leads stands in the response's extension ``location``.
        """
        where = str(request.extensions["where"])
        with _told(where, self._limits):
            response = await self._first_that_connects(request)
        stream = _Body(response.stream, where, self._limits)
        try:
            _refuse_many_headers(response.headers, where, self._limits)
            _refuse_two_ways(response.headers, where)
        except FetchError:
            await stream.aclose()
            raise
        # httpx reads a Location even where it is told not to follow, and fails in its own words.
        headers = httpx.Headers(response.headers)
        extensions = {"location": next(iter(headers.get_list("location")), None)}
        headers.pop("location", None)
        return httpx.Response(
            response.status, headers=headers, stream=stream, extensions=extensions
        )

    async def _first_that_connects(self, request: httpx.Request) -> httpcore2.Response:
        checked: Checked = request.extensions["checked"]
        *others, last = checked.addresses
        for address in others:
            try:
                return await self._pool.handle_async_request(_addressed(request, checked, address))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                if _tls_failure(error) is not None:
                    raise
        return await self._pool.handle_async_request(_addressed(request, checked, last))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


def _addressed(request: httpx.Request, checked: Checked, address: str) -> httpcore2.Request:
    target = checked.target
    assert isinstance(request.stream, AsyncIterable)
    return httpcore2.Request(
        request.method,
        httpcore2.URL(
            scheme=target.url.raw_scheme,
            host=address,
            port=target.port,
            target=target.url.raw_path,
        ),
        headers=request.headers.raw,
        content=request.stream,
        extensions={
            "timeout": request.extensions["timeout"],
            "sni_hostname": target.host,
        },
    )


def _refuse_many_headers(headers: list[tuple[bytes, bytes]], where: str, limits: Limits) -> None:
    size = sum(len(name) + len(value) + 4 for name, value in headers)
    if len(headers) > limits.header_count:
        raise FetchError(
            f"{len(headers)} headers", where=where, expected=f"at most {limits.header_count}"
        )
    if size > limits.header_bytes:
        raise _headers_too_large(where, limits)


def _refuse_two_ways(headers: list[tuple[bytes, bytes]], where: str) -> None:
    """Refuse an answer that leads to two addresses: joined they would be a third one."""
    if len({value for name, value in headers if name.lower() == b"location"}) > 1:
        raise FetchError("leads to several addresses at once", where=where)


def _headers_too_large(where: str, limits: Limits) -> FetchError:
    return FetchError(
        "the headers are too large", where=where, expected=f"at most {limits.header_bytes} bytes"
    )


class _Body(httpx.AsyncByteStream):
    """A body as it came, its errors put into words."""

    def __init__(self, stream: Any, where: str, limits: Limits) -> None:
        self._stream = stream
        self._pieces = aiter(stream)
        self._where = where
        self._limits = limits

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told(self._where, self._limits):
            async for piece in self._pieces:
                yield piece

    async def aclose(self) -> None:
        # A body left half read: its generator is closed here and now, not by the collector.
        await self._pieces.aclose()
        await self._stream.aclose()


@contextlib.contextmanager
def _told(where: str, limits: Limits) -> Iterator[None]:
    """Turn what httpcore2 raises into FetchErrors."""
    try:
        yield
    except httpcore2.ConnectTimeout as error:
        raise TimedOutError(
            f"no connection within {limits.connect_seconds:g} s", where=where
        ) from error
    except httpcore2.TimeoutException as error:
        raise TimedOutError(f"nothing came for {limits.read_seconds:g} s", where=where) from error
    except httpcore2.ConnectError as error:
        raise _connect_failure(error, where) from error
    except httpcore2.NetworkError as error:
        raise PassingError(f"the connection broke off ({_root(error)})", where=where) from error
    except httpcore2.RemoteProtocolError as error:
        hints = {getattr(cause, "error_status_hint", None) for cause in _causes(error)}
        if _HEADERS_TOO_LARGE in hints:
            raise _headers_too_large(where, limits) from error
        raise PassingError(f"a broken HTTP answer ({shown(str(error))})", where=where) from error
    except httpcore2.LocalProtocolError as error:
        raise FetchError(f"the request cannot be sent ({error})", where=where) from error


def _connect_failure(error: httpcore2.ConnectError, where: str) -> FetchError:
    tls = _tls_failure(error)
    if isinstance(tls, ssl.SSLCertVerificationError):
        return FetchError(f"its certificate is not accepted ({tls.verify_message})", where=where)
    if tls is not None:
        return FetchError(f"TLS failed ({tls.reason or tls})", where=where)
    return PassingError(f"cannot connect ({_root(error)})", where=where)


def _tls_failure(error: BaseException) -> ssl.SSLError | None:
    return next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)


def _root(error: BaseException) -> str:
    """Return the system's own word for a failure (``Connection refused``)."""
    for cause in reversed(list(_causes(error))):
        if isinstance(cause, OSError) and cause.errno:
            # asyncio puts the address into ``strerror``; the bare wording is what a reader needs.
            return os.strerror(cause.errno)
    return shown(str(error)) or "closed"


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
