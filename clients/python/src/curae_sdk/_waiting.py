"""Where the asynchronous and the synchronous client differ: how they wait, and where blocking work runs."""

import asyncio
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def async_sleep(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def async_offload(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs blocking work in a thread, so that the event loop goes on."""
    return await asyncio.to_thread(work, *args, **kwargs)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def offload(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return work(*args, **kwargs)
