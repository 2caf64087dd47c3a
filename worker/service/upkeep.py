"""The upkeep of an archive, a batch at a time: new mentions, stories, what is too old."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator
from typing import Final

from loguru import logger

from worker.flow import tidying
from worker.flow.intake import stories
from worker.flow.registry import rematch
from worker.flow.tools import Tools

PAUSE: Final = 0.1
"""Seconds between two batches, in which others write and the processor is theirs."""


async def find_mentions_anew(tools: Tools) -> None:
    """Find mentions anew where rules or registry have changed."""
    steps = rematch.steps(tools.archive, tools.clock, margin=tools.margin)
    matched = await _done(tools, (step.rematched for step in steps))
    if matched:
        logger.info("the mentions of {} article(s) were found anew", matched)


async def join_stories(tools: Tools, most: float = math.inf) -> None:
    """Let articles of an older archive join their stories, until so many have or it is to stop."""
    joined = await _done(tools, stories.steps(tools.archive), most)
    if joined:
        logger.info("{} article(s) of before have joined their stories", joined)


async def let_go(tools: Tools) -> None:
    """Let go what is so old that nobody asks for it any more."""
    gone = await _done(tools, tidying.steps(tools.archive, tools.clock))
    if gone:
        logger.info("{} old poll(s) were let go", gone)


async def _done(tools: Tools, steps: Iterator[int], most: float = math.inf) -> int:
    """Take steps in threads, others getting their turn in between; return how much was done.

    It ends where they do, when so much is done, or where the service is to stop.
    """
    done = 0
    while done < most and not tools.stopping.is_set():
        step = await asyncio.to_thread(next, steps, None)
        if step is None:
            break
        done += step
        await asyncio.sleep(PAUSE)
    return done
