"""A TCP proxy that swallows what passes, as a firewall that forgot a connection does, holds it back, or breaks it."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_BLOCK_BYTES = 1 << 16


@dataclass(slots=True, eq=False)
class _Connection:
    writers: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    passes: asyncio.Event = field(default_factory=asyncio.Event)
    swallows: bool = False


class TcpProxy:
    """On a free port of 127.0.0.1, to `upstream`: (host, port), or the path of a socket file.

    `open` is the number of connections it holds, `accepted` of all it ever took. The methods may be called from any
    thread. `cuts` are taken in order, one a new connection: it breaks after so many bytes of the answer. With `down`
    every new connection breaks at once.
    """

    def __init__(self, upstream: tuple[str, int] | Path) -> None:
        self._upstream = upstream
        self._connections: set[_Connection] = set()
        self._stalled = False
        self._loop = asyncio.new_event_loop()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.accepted = 0
        self.cuts: list[int] = []
        self.down = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def open(self) -> int:
        return len(self._connections)

    def silence(self) -> int:
        """From now on swallows what comes on the connections that are open now, both ways and without an end.

        New connections work. Gives the number of the silent ones.
        """
        return self._call(self._silence)

    def stall(self) -> None:
        """Holds back everything, on new connections too, until `resume`."""
        self._call(self._set_stalled, True)

    def resume(self) -> None:
        self._call(self._set_stalled, False)

    def cut(self) -> None:
        """Ends every connection that is open now, silent ones too."""
        self._call(self._cut)

    def cut_silent(self) -> None:
        """Ends the silent connections."""
        self._call(self._cut, True)

    def close(self) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _call(self, act: Callable[..., T], *arguments: object) -> T:
        async def run() -> T:
            return act(*arguments)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()

    def _silence(self) -> int:
        for connection in self._connections:
            connection.swallows = True
        return len(self._connections)

    def _set_stalled(self, stalled: bool) -> None:
        self._stalled = stalled
        for connection in self._connections:
            (connection.passes.clear if stalled else connection.passes.set)()

    def _cut(self, silent_only: bool = False) -> None:
        for connection in self._connections:
            if silent_only and not connection.swallows:
                continue
            connection.passes.set()
            for writer in connection.writers:
                writer.transport.abort()

    def _serve(self) -> None:
        self._loop.run_until_complete(asyncio.start_server(self._accept, sock=self._listening))
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        cut = self.cuts.pop(0) if self.cuts else None
        if self.down:
            writer.transport.abort()
            return
        try:
            if isinstance(self._upstream, Path):
                above_reader, above_writer = await asyncio.open_unix_connection(self._upstream)
            else:
                above_reader, above_writer = await asyncio.open_connection(*self._upstream)
        except OSError:
            writer.transport.abort()
            return
        connection = _Connection((writer, above_writer))
        if not self._stalled:
            connection.passes.set()
        self._connections.add(connection)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(connection, reader, above_writer))
                group.create_task(_pump(connection, above_reader, writer, cut))
        finally:
            self._connections.discard(connection)
            for each in connection.writers:
                each.transport.abort()


async def _pump(
    connection: _Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: int | None = None
) -> None:
    left = cut
    with contextlib.suppress(OSError):
        while data := await reader.read(_BLOCK_BYTES):
            await connection.passes.wait()
            if not connection.swallows:
                writer.write(data if left is None else data[:left])
                await writer.drain()
            if left is not None and (left := left - len(data)) <= 0:
                for each in connection.writers:
                    each.transport.abort()
                return
        while connection.swallows:  # an end is swallowed too; `cut` ends it
            if writer.transport.is_closing():
                return
            await asyncio.sleep(0.1)
    with contextlib.suppress(OSError):
        if writer.can_write_eof():
            writer.write_eof()


@contextmanager
def proxied(upstream: tuple[str, int] | Path) -> Iterator[TcpProxy]:
    proxy = TcpProxy(upstream)
    try:
        yield proxy
    finally:
        proxy.close()
