"""A TCP proxy before PostgreSQL's socket. `fall_silent` swallows what is sent on the connections that are open, as a
firewall that forgot them does: nobody hears of it. New connections work."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url

_CHUNK_BYTES = 1 << 16
_PORT = 5432


class SilentProxy:
    def __init__(self, target: Path) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._silent: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._accepts_silently = False
        threading.Thread(target=self._accept, daemon=True).start()

    def fall_silent(self, *, new_ones_too: bool = False) -> int:
        """From now on nothing passes on the connections that are open; gives how many these are."""
        with self._lock:
            self._accepts_silently = new_ones_too
            fresh = self._open - self._silent
            self._silent |= self._open
            return len(fresh) // 2

    def heal(self) -> None:
        """New connections work again."""
        self._accepts_silently = False

    def close(self) -> None:
        self._listener.close()
        with self._lock:
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                try:
                    server.connect(str(self._target))
                except OSError:
                    client.close()
                    continue
                with self._lock:
                    self._open |= {client, server}
                    if self._accepts_silently:
                        self._silent |= {client, server}
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK_BYTES):
                if source not in self._silent:
                    sink.sendall(data)
            if source not in self._silent:
                sink.shutdown(socket.SHUT_WR)
        # A silent one stays open at the other side: nobody tells it.
        if source not in self._silent:
            with self._lock:
                self._open -= {source, sink}


@contextlib.contextmanager
def silent_proxy(url: str) -> Iterator[tuple[SilentProxy, str]]:
    """A proxy before the PostgreSQL of `url`, which is on a socket, and the URL that leads through it."""
    parsed = make_url(url)
    folder = parsed.query["host"]
    assert isinstance(folder, str)
    proxy = SilentProxy(Path(folder) / f".s.PGSQL.{_PORT}")
    through = parsed.set(host="127.0.0.1", port=proxy.port, query={})
    try:
        yield proxy, through.render_as_string(hide_password=False)
    finally:
        proxy.close()
