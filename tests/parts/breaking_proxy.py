"""A TCP proxy that breaks connections where a test says so, between a real client and the real Envoy."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_READ_BYTES = 1 << 16
_ACCEPT_SECONDS = 0.2


@dataclass
class BreakingProxy:
    """`cuts` are taken in order, one a connection: after so many bytes of the answer it is reset. None: never.

    With `down` every connection is reset at once.
    """

    upstream: tuple[str, int]
    port: int = 0
    cuts: list[int | None] = field(default_factory=list)
    down: bool = False
    connections: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, caller: socket.socket) -> None:
        self.connections += 1
        cut = self.cuts.pop(0) if self.cuts else None
        if self.down:
            _reset(caller)
            return
        server = socket.create_connection(self.upstream)
        self._open += [caller, server]
        requests = threading.Thread(target=_copy_requests, args=(caller, server), daemon=True)
        requests.start()
        if _copy_answers(server, caller, cut):
            return
        # Whoever reads a socket keeps it open: it is woken first, so that the close below is a reset.
        with suppress(OSError):
            caller.shutdown(socket.SHUT_RD)
        requests.join()
        _reset(caller)

    def close(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextmanager
def breaking_proxy(host: str, port: int) -> Iterator[BreakingProxy]:
    """Listens on a free port until the block ends."""
    proxy = BreakingProxy(upstream=(host, port))
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy.port = listener.getsockname()[1]
        listener.settimeout(_ACCEPT_SECONDS)
        accepting = threading.Thread(target=_accept, args=(listener, proxy, ended), daemon=True)
        accepting.start()
        try:
            yield proxy
        finally:
            ended.set()
            accepting.join()
            proxy.close()


def _accept(listener: socket.socket, proxy: BreakingProxy, ended: threading.Event) -> None:
    while not ended.is_set():
        with suppress(TimeoutError):
            caller, _ = listener.accept()
            caller.settimeout(None)
            threading.Thread(target=proxy.serve, args=(caller,), daemon=True).start()


def _copy_requests(caller: socket.socket, server: socket.socket) -> None:
    with suppress(OSError):
        while data := caller.recv(_READ_BYTES):
            server.sendall(data)
    with suppress(OSError):
        server.shutdown(socket.SHUT_RDWR)


def _copy_answers(server: socket.socket, caller: socket.socket, cut: int | None) -> bool:
    """False where the connection is to be broken, after `cut` bytes."""
    copied = 0
    with suppress(OSError):
        while data := server.recv(_READ_BYTES):
            if cut is not None and copied + len(data) >= cut:
                caller.sendall(data[: cut - copied])
                return False
            caller.sendall(data)
            copied += len(data)
    with suppress(OSError):
        caller.shutdown(socket.SHUT_RDWR)
    return True


def _reset(connection: socket.socket) -> None:
    """The peer sees a reset and not an end: SO_LINGER with no time."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        connection.close()
