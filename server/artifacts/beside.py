"""Work on a second thread, in the order that it is given: what hashes leaves the interpreter to who reads meanwhile."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")

# How far the work may be behind: so many things are in memory beside the one that is next.
MAX_BEHIND = 2
# Less than this is done at once: handing it over would take longer.
SMALL_BYTES = 64 * 1024


class Beside(Generic[T]):
    """For one thread, which closes it."""

    def __init__(self, work: Callable[[T], None]) -> None:
        self._work = work
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="beside")
        self._behind: deque[Future[None]] = deque()

    def add(self, thing: T, byte_size: int) -> None:
        """Raises what the work did with an earlier thing."""
        if not self._behind and byte_size < SMALL_BYTES:
            self._work(thing)
            return
        self._behind.append(self._thread.submit(self._work, thing))
        while len(self._behind) > MAX_BEHIND or (self._behind and self._behind[0].done()):
            self._behind.popleft().result()

    def finish(self) -> None:
        """Returns once all is done. Raises like `add`."""
        while self._behind:
            self._behind.popleft().result()

    def close(self) -> None:
        """Lets go of the thread; what is not begun is not done."""
        self._thread.shutdown(cancel_futures=True)
