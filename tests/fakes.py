"""Stand-ins for what a test must rule: the clock, name look-ups, the sites of others."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that stands still until told, and whose sleeps pass at once."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)) -> None:
        self.instant = start
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return self.instant.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


class FakeResolver:
    """Name look-ups by a script: each look-up of a host takes its next answer, the last one stays.

    A host without answers never gets one, like one whose name server is silent.
    """

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self.answers = {host: list(each) for host, each in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self.answers.get(host)
        if not answers:
            await asyncio.Event().wait()
            raise AssertionError("a silent name server answered")
        return list(answers.pop(0) if len(answers) > 1 else answers[0])
