"""How much of their inputs all imports of a process hold at once: documents have to be in memory as a whole."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from server.errors import RateLimited

RETRY_AFTER_SECONDS = 30


class DocumentMemory:
    """A bound over imports that run at once, each on a thread. `free_bytes` each import holds uncounted."""

    def __init__(self, limit_bytes: int, free_bytes: int) -> None:
        self._limit = limit_bytes
        self._free = free_bytes
        self._held = 0
        self._lock = threading.Lock()

    @contextmanager
    def hold(self) -> Iterator["Hold"]:
        """Surrounds one import, and gives back what it holds at its end."""
        held = Hold(self)
        try:
            yield held
        finally:
            held.clear()

    def counted(self, size: int) -> int:
        """What of a text of so many bytes counts."""
        return min(max(0, size - self._free), self._limit)

    def move(self, before: int, after: int) -> None:
        """Raises RateLimited where so much does not fit beside what others hold."""
        with self._lock:
            if after > before and self._held - before + after > self._limit:
                raise RateLimited(
                    "the server already holds its maximum of large documents of imports; go on with the import later",
                    details={"limitBytes": self._limit},
                    retry_after_seconds=RETRY_AFTER_SECONDS,
                )
            self._held += after - before


class Hold:
    """What one import holds: the bytes of the text that it reads."""

    def __init__(self, memory: DocumentMemory) -> None:
        self._memory = memory
        self._size = 0
        self._counted = 0

    def add(self, size: int) -> None:
        """Raises RateLimited; what was held before stays so."""
        counted = self._memory.counted(self._size + size)
        self._memory.move(self._counted, counted)
        self._size += size
        self._counted = counted

    def clear(self) -> None:
        """The text is done."""
        self._memory.move(self._counted, 0)
        self._size = self._counted = 0
