"""``diemtin run --once``: all that is due, one time, for those whose scheduler is another one."""

from __future__ import annotations

import asyncio
from typing import Final

from worker.flow.polling.poll import poll
from worker.flow.polling.recheck import recheck
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.service.due import due_at, polled
from worker.service.heart import Heart
from worker.service.upkeep import join_stories, let_go

STORIES: Final = 1_000
"""Articles of an older archive that join their stories in one run: some seconds' work."""


async def run_once(tools: Tools) -> int:
    """Poll every source that is due, once; return how many had trouble.

    Then pages that are due are looked at again, at the sources that were not polled too, and of
    the articles that have no story yet ``STORIES`` join theirs. What is old is let go.

    Whenever a poll ends, what is stored is delivered: a slow source holds up nobody's alerts. What
    one poll did not foresee is raised when the others have ended. Meanwhile it beats, as a service
    does, so that ``status`` tells of it.
    """
    async with Heart(tools.archive, tools.clock, once=True).beating():
        return await _work(tools)


async def _work(tools: Tools) -> int:
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = [stored for stored in polled(tx) if due_at(stored, now) <= now]
    polls = [asyncio.ensure_future(poll(tools, stored)) for stored in due]
    waiting = set(polls)
    try:
        while waiting:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            await dispatch(tools)
    finally:
        for left in waiting:
            left.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    await recheck(tools)
    await dispatch(tools)
    await join_stories(tools, STORIES)
    await let_go(tools)
    ended = [one.exception() or one.result() for one in polls]
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return sum(not isinstance(one, BaseException) and one.error is not None for one in ended)
