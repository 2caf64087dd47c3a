"""How quick the fetcher is, and how polite: two thousand hosts on loopback, beside bare httpx.

The hosts are a process of their own (``benchmarks/fetch_hosts.py``) and answer after up to 40 ms,
some after half a second, some with 404, 500 or a reset. The same pages are asked for through
``worker/fetch/client.py`` without a pause, and through httpx with a client a host and one shared
TLS context; both have the same number of requests under way. Then every host is asked with a pause,
and the hosts say how long they were left alone. Run it with ``make bench-fetch``.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import httpx

from benchmarks.fetch_hosts import hosts, raise_descriptors
from worker.clock import SystemClock
from worker.errors import FetchError
from worker.fetch.client import Fetcher
from worker.fetch.guard import SystemResolver
from worker.fetch.limits import Limits

HOSTS: Final = 2_000
PAGES: Final = 5
"""Pages asked of each host."""
AT_ONCE: Final = 64
PAUSE: Final = 1.0
"""Seconds between two requests to a host in the polite run."""
ROUNDS: Final = 3
AT_LEAST: Final = 0.8
"""Part of bare httpx's requests a second."""

Ask = Callable[[str, int], Awaitable[None]]
"""Asks one host for one page."""


@dataclass(frozen=True, slots=True)
class Took:
    """A run: its seconds, what the hosts saw, and the resident megabytes along the way."""

    seconds: float
    pages: int
    robots: int
    shortest_gap: float
    most_at_once: int
    megabytes: tuple[float, float, float]

    @property
    def requests(self) -> float:
        """Return the requests a second, those for robots.txt included."""
        return (self.pages + self.robots) / self.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status: 1 where we are too slow or impolite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=HOSTS)
    parser.add_argument("--pages", type=int, default=PAGES, help="of each host")
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--pause", type=float, default=PAUSE)
    given = parser.parse_args(arguments)
    raise_descriptors()
    rounds = [(_ours(given, 0.0), _bare(given)) for _ in range(given.rounds)]
    polite = _ours(given, given.pause)
    return _report(given, rounds, polite)


def _report(given: argparse.Namespace, rounds: list[tuple[Took, Took]], polite: Took) -> int:
    print(f"{given.hosts} hosts, {given.pages} pages each, {given.at_once} requests at once")
    print("\n| round | Điểm Tin | its pages alone | bare httpx | ratio |")
    print("|---|---|---|---|---|")
    ratios = sorted(ours.requests / bare.requests for ours, bare in rounds)
    for number, (ours, bare) in enumerate(rounds, start=1):
        print(
            f"| {number} | {ours.requests:.0f} requests/s | {ours.pages / ours.seconds:.0f}"
            f" | {bare.requests:.0f} requests/s | {ours.requests / bare.requests:.2f} |"
        )
    ratio = ratios[len(ratios) // 2]
    ours = rounds[0][0]
    print(f"\nmedian ratio {ratio:.2f} (at least {AT_LEAST}); Điểm Tin also asks for"
          f" {ours.robots} robots.txt, which count as requests")  # fmt: skip
    start, middle, end = ours.megabytes
    print(
        f"resident: {start:.0f} MB at the start, {middle:.0f} in the middle, {end:.0f} at the end"
    )
    print(
        f"with a pause of {given.pause:g} s: the shortest gap that a host saw was"
        f" {polite.shortest_gap:.3f} s, the most requests to one host at once {polite.most_at_once}"
    )
    polite_enough = polite.shortest_gap >= given.pause and polite.most_at_once <= 1
    return 0 if ratio >= AT_LEAST and polite_enough else 1


def _ours(given: argparse.Namespace, pause: float) -> Took:
    async def run(port: int) -> tuple[float, tuple[float, float, float]]:
        fetcher = Fetcher(
            user_agent="diemtin/0",
            limits=Limits(retries=0, requests_at_once=given.at_once),
            resolver=SystemResolver(),
            clock=SystemClock(),
            rng=random.Random(1),
        )

        async def ask(host: str, page: int) -> None:
            try:
                url = f"http://{host}:{port}/tin-{page}.html"
                await fetcher.get(url, allowed=(f"{host}:{port}",), pause=pause)
            except FetchError:
                return

        took = await _all(given, ask)
        await fetcher.aclose()
        return took

    return _measured(given, run)


def _bare(given: argparse.Namespace) -> Took:
    async def run(port: int) -> tuple[float, tuple[float, float, float]]:
        turns = asyncio.Semaphore(given.at_once)
        tls = httpx.create_ssl_context()
        clients: dict[str, httpx.AsyncClient] = {}

        async def ask(host: str, page: int) -> None:
            if host not in clients:
                clients[host] = httpx.AsyncClient(verify=tls, trust_env=False, timeout=60)
            async with turns:
                try:
                    answer = await clients[host].get(f"http://{host}:{port}/tin-{page}.html")
                    await answer.aread()
                except httpx.HTTPError:
                    return

        took = await _all(given, ask)
        for client in clients.values():
            await client.aclose()
        return took

    return _measured(given, run)


async def _all(given: argparse.Namespace, ask: Ask) -> tuple[float, tuple[float, float, float]]:
    """Ask all hosts for all pages, each host for one after the other."""
    marks = [_megabytes()]
    done = 0

    async def of_host(host: str) -> None:
        nonlocal done
        for page in range(given.pages):
            await ask(host, page)
            done += 1
            if done == given.hosts * given.pages // 2:
                marks.append(_megabytes())

    began = perf_counter()
    await asyncio.gather(*(of_host(host) for host in hosts(given.hosts)))
    return perf_counter() - began, (marks[0], marks[-1], _megabytes())


def _measured(given: argparse.Namespace, run: Callable[[int], Any]) -> Took:
    gc.collect()
    with _serving(given.hosts) as server:
        port = int(server.stdout.readline())
        seconds, megabytes = asyncio.run(run(port))
        told, _ = server.communicate()
    return Took(seconds=seconds, megabytes=megabytes, **json.loads(told))


@contextmanager
def _serving(count: int) -> Iterator[Any]:
    command = [sys.executable, "-m", "benchmarks.fetch_hosts", str(count)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as made:
        try:
            yield made
        finally:
            made.kill()


def _megabytes() -> float:
    """Return how much memory this process holds; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
