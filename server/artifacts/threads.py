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
from contextlib import closing
from typing import ParamSpec, TypeVar

from server.artifacts.errors import ArtifactStoreUnavailable
from server.limits import STORE_CALL_SECONDS

P = ParamSpec("P")
T = TypeVar("T")


class StoreThreads:
    def __init__(self, name: str, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises `ArtifactStoreUnavailable` where the call does not end in time; its thread is then still held."""
        return await _in_time(self._pool.submit(call, *args, **kwargs))

    async def stream(self, runs: Generator[list[T], None, None], count: int | None = None) -> AsyncGenerator[T, None]:
        """The items of the runs that `runs` yields. A run is fetched on a thread once its reader has come back for the
        second item of the run before: a reader that takes nothing holds one run and no more.

        `count`: of the runs, where it is known: the last one's trip then closes `runs` too. `runs` is closed when the
        stream ends, fails, is closed or cancelled. Raises like `run`.
        """
        fetched = 0
        ahead = self._pool.submit(_last if count == 1 else _following, runs)
        try:
            while (run := await _in_time(ahead)) is not None:
                fetched += 1
                run.reverse()
                if run:
                    yield run.pop()
                if fetched != count:
                    ahead = self._pool.submit(_last if fetched + 1 == count else _following, runs)
                while run:
                    yield run.pop()
                if fetched == count:
                    return
        finally:
            _close_after(ahead, runs)

    def close(self) -> None:
        self._pool.shutdown()


async def _in_time(future: "Future[T]") -> T:
    """A call that waits for a hanging disk returns, and its thread stays behind."""
    try:
        async with asyncio.timeout(STORE_CALL_SECONDS):
            return await asyncio.wrap_future(future)
    except TimeoutError as late:
        raise ArtifactStoreUnavailable("the artifact store does not answer in time") from late


def _following(runs: Generator[list[T], None, None]) -> list[T] | None:
    return next(runs, None)


def _last(runs: Generator[list[T], None, None]) -> list[T] | None:
    with closing(runs):
        return _following(runs)


def _close_after(ahead: "Future[list[T] | None]", runs: Generator[list[T], None, None]) -> None:
    # A generator that runs cannot be closed: a thread may still be in it, long after a cancelled reader has gone.
    ahead.cancel()
    ahead.add_done_callback(lambda _: runs.close())
