"""The proxy that tests and the soak put before a database and a bucket."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.parts.eventually import eventually
from tests.parts.tcp_proxy import TcpProxy, proxied

SHORT_SECONDS = 0.3


@contextmanager
def echo() -> Iterator[TcpProxy]:
    """A proxy before a server that says back what it hears."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=say_back, args=listening.accept()[:1], daemon=True).start()

        def say_back(peer: socket.socket) -> None:
            with peer, contextlib.suppress(OSError):
                while data := peer.recv(100):
                    peer.sendall(data)

        threading.Thread(target=serve, daemon=True).start()
        with proxied(("127.0.0.1", listening.getsockname()[1])) as proxy:
            yield proxy


def connect(proxy: TcpProxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=30)


def heard(peer: socket.socket, said: bytes) -> bytes:
    peer.sendall(said)
    return peer.recv(100)


def test_a_silent_connection_stays_open_and_new_ones_work() -> None:
    with echo() as proxy, connect(proxy) as old:
        assert heard(old, b"one") == b"one"
        assert proxy.silence() == 1
        old.settimeout(SHORT_SECONDS)
        with pytest.raises(TimeoutError):
            heard(old, b"two")
        with connect(proxy) as new:
            assert heard(new, b"three") == b"three"
        old.settimeout(30)
        proxy.cut()
        with contextlib.suppress(ConnectionError):
            assert old.recv(100) == b""
        eventually(lambda: proxy.open == 0)


def test_what_was_held_back_comes_after_the_stall() -> None:
    with echo() as proxy, connect(proxy) as old:
        assert heard(old, b"one") == b"one"
        proxy.stall()
        with connect(proxy) as new:
            for each in (old, new):
                each.settimeout(SHORT_SECONDS)
                with pytest.raises(TimeoutError):
                    heard(each, b"two")
                each.settimeout(30)
            proxy.resume()
            assert old.recv(100) == new.recv(100) == b"two"


def test_an_end_is_passed_on() -> None:
    with echo() as proxy, connect(proxy) as peer:
        assert heard(peer, b"one") == b"one"
        peer.shutdown(socket.SHUT_WR)
        assert peer.recv(100) == b""
        eventually(lambda: proxy.open == 0)
