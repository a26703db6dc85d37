"""The one way that a test waits: for a condition, with a limit that grows with the load of the machine.

A test that waits for a fixed time is slow on an idle machine and fails on a busy one.
"""

import asyncio
import inspect
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WITHIN_SECONDS = 30.0
_POLL_SECONDS = 0.02
_PROCESSORS = len(os.sched_getaffinity(0))


class WaitedInVain(AssertionError):
    """The condition did not hold within the limit."""


def eventually(condition: Callable[[], Any], *, within: float = WITHIN_SECONDS, pause: float = _POLL_SECONDS) -> Any:
    """The first value of `condition()` that is true. Raises WaitedInVain after `within` seconds of an idle machine.

    An exception of `condition` ends the wait: use it for what must not happen in the meantime.
    """
    limit = _Limit(within)
    while not (value := condition()):
        limit.check(value)
        time.sleep(pause)
    return value


async def eventually_async(condition: Callable[[], Any], *, within: float = WITHIN_SECONDS) -> Any:
    """Like `eventually`, for an event loop. `condition` may be a coroutine function."""
    limit = _Limit(within)
    while not (value := await _result(condition)):
        limit.check(value)
        await asyncio.sleep(_POLL_SECONDS)
    return value


def patience(seconds: float) -> float:
    """A limit for a library that takes one: `seconds` on an idle machine, more on a busy one."""
    return seconds * slowdown()


def slowdown() -> float:
    """How much longer than on an idle machine a process takes now; at least 1."""
    minute, _, _, threads, _ = Path("/proc/loadavg").read_text().split()
    runnable = int(threads.partition("/")[0])
    return max(1.0, float(minute) / _PROCESSORS, runnable / _PROCESSORS)


class _Limit:
    """Counts time that passes by the share of a processor that this process may have had."""

    def __init__(self, seconds: float) -> None:
        self._seconds = self._left = seconds
        self._started = self._counted = time.monotonic()

    def check(self, value: object) -> None:
        now = time.monotonic()
        self._left -= (now - self._counted) / slowdown()
        self._counted = now
        if self._left < 0:
            limit = f"limit on an idle machine: {self._seconds} s"
            raise WaitedInVain(f"waited {now - self._started:.1f} s ({limit}); last value: {value!r}")


async def _result(condition: Callable[[], Any]) -> Any:
    value = condition()
    return await value if inspect.isawaitable(value) else value
