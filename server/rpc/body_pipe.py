"""Takes the bytes of a call from the event loop to the thread that reads them, a bounded number at a time."""

import asyncio
import queue

from server.errors import CuraeError
from server.limits import MAX_IMPORT_PIECES


class BodyPipe:
    """Written on an event loop and read on one thread. While it is full its writer waits, so nothing more is read of
    the call, and its sender waits too."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._pieces: queue.SimpleQueue[bytes | CuraeError] = queue.SimpleQueue()
        self._room = asyncio.Semaphore(MAX_IMPORT_PIECES)
        self._fault: CuraeError | None = None
        self._left = False

    async def write(self, piece: bytes) -> bool:
        """False where nobody reads any more."""
        if piece and not self._left:
            await self._room.acquire()
            self._pieces.put(piece)
        return not self._left

    def end(self, fault: CuraeError | None = None) -> None:
        """Nothing more comes: the reader gets the end, or the fault."""
        self._pieces.put(b"" if fault is None else fault)

    def leave(self) -> None:
        """On the event loop, once the reader reads no more: a writer that waits goes on."""
        self._left = True
        self._room.release()

    def read(self, size: int = -1) -> bytes:
        """On the reader's thread: the next piece, whatever its size; empty at the end, and from then on. Raises the
        fault."""
        if self._fault is not None:
            raise self._fault
        piece = self._pieces.get()
        if isinstance(piece, CuraeError):
            self._fault = piece
            raise piece
        if piece:
            self._loop.call_soon_threadsafe(self._room.release)
        else:
            self._pieces.put(piece)
        return piece
