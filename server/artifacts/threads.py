"""Blocking storage calls on threads of the store's own, so that a slow store never starves the event loop or the
threads that others wait for.

obstore's own async calls are not used: their completion attaches a tokio thread to the interpreter, and one that does
so while the interpreter is being finalized aborts the process. Of 40 processes that ended while they read, 7 died of
SIGABRT or SIGSEGV with the async calls and none with the blocking ones: these hand their result to the calling Python
thread, and `concurrent.futures` joins such threads before finalization begins. Nothing else is needed to end cleanly.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_STORE_THREADS = 16


class StoreThreads:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_STORE_THREADS, thread_name_prefix="artifacts")

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.wrap_future(self._pool.submit(call, *args, **kwargs))

    async def stream(self, items: Generator[T, None, None]) -> AsyncGenerator[T, None]:
        """What `items` yields, each fetched on a thread while the one before it is being consumed.

        `items` is closed when the stream ends, fails, is closed or cancelled.
        """
        ahead = self._pool.submit(_following, items)
        try:
            while (item := await asyncio.wrap_future(ahead)) is not None:
                ahead = self._pool.submit(_following, items)
                yield item
        finally:
            _close_after(ahead, items)

    def close(self) -> None:
        self._pool.shutdown()


def _following(items: Generator[T, None, None]) -> T | None:
    return next(items, None)


def _close_after(ahead: Future[T | None], items: Generator[T, None, None]) -> None:
    # A generator that runs cannot be closed: a thread may still be in it, long after a cancelled reader has gone.
    ahead.cancel()
    ahead.add_done_callback(lambda _: items.close())
