"""The upkeep of an archive, a batch at a time: new mentions, stories, what is too old."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator
from typing import Final, TypeVar

from loguru import logger

from worker.flow import tidying
from worker.flow.intake import stories
from worker.flow.registry import rematch
from worker.flow.tools import Tools

PAUSE: Final = 0.1
"""Seconds between two batches, in which others write and the processor is theirs."""

T = TypeVar("T")


async def find_mentions_anew(tools: Tools) -> None:
    """Find mentions anew where rules or registry have changed."""
    matched, steps = 0, rematch.steps(tools.archive, tools.clock, margin=tools.margin)
    while (step := await _next(tools, steps)) is not None:
        matched += step.rematched
    if matched:
        logger.info("the mentions of {} article(s) were found anew", matched)


async def join_stories(tools: Tools, most: float = math.inf) -> None:
    """Let articles of an older archive join their stories, until so many have or it is to stop."""
    joined, steps = 0, stories.steps(tools.archive)
    while joined < most and (step := await _next(tools, steps)) is not None:
        joined += step
    if joined:
        logger.info("{} article(s) of before have joined their stories", joined)


async def let_go(tools: Tools) -> None:
    """Let go what is so old that nobody asks for it any more."""
    gone, steps = 0, tidying.steps(tools.archive, tools.clock)
    while (step := await _next(tools, steps)) is not None:
        gone += step
    if gone:
        logger.info("{} old poll(s) were let go", gone)


async def _next(tools: Tools, steps: Iterator[T]) -> T | None:
    """Do the next step in a thread; None where there is none, or the service stops."""
    if tools.stopping.is_set():
        return None
    step = await asyncio.to_thread(next, steps, None)
    if step is not None:
        await asyncio.sleep(PAUSE)
    return step
