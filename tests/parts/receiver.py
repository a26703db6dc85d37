"""A webhook receiver on a free port, as an app would run one; `answers` says how it behaves."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event_id(self) -> str:
        return self.headers["curaeai-event-id"]

    @property
    def export_id(self) -> str:
        return str(json.loads(self.body)["data"]["exportId"])

    @property
    def signature(self) -> str:
        return self.headers["curaeai-signature"]


@dataclass(slots=True)
class Receiver:
    """`answers` are used up in turn; the last one stays. `arrived` is set by each request, before it is answered."""

    url: str
    answers: list[Answer]
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    arrived: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ids(self) -> list[str]:
        return [request.event_id for request in self.received]

    def take(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("content-length", 0))
        body = request.rfile.read(length)
        if len(body) < length:  # the sender ended within its request
            return
        headers = {name.lower(): value for name, value in request.headers.items()}
        taken = Received(path=request.path, headers=headers, body=body)
        with self.lock:
            self.received.append(taken)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.arrived.set()
        with suppress(OSError):  # the sender went away
            answer(request)


def status(code: int, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            request.send_header(name, value)
        request.end_headers()

    return answer


def held_by(event: threading.Event) -> Answer:
    """Answers nothing until the event is set."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        event.wait(60)
        status(204)(request)

    return answer


def dripping(stop: threading.Event) -> Answer:
    """Begins to answer, and goes on with a byte of a header every now and then."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not stop.wait(0.05):
            request.wfile.write(b"x")

    return answer


def endless(request: BaseHTTPRequestHandler) -> None:
    """200, and a body that never ends."""
    request.send_response(200)
    request.end_headers()
    for _ in range(10_000):
        request.wfile.write(b"x" * 65_536)


def raw(text: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(text)

    return answer


def hanging_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def receiving(*answers: Answer, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Receiver]:
    """`host` is what the URL names; it always listens on 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            receiver.connections += 1
            super().setup()

        def do_POST(self) -> None:
            receiver.take(self)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A sender that goes away is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "http" if tls is None else "https"
    receiver = Receiver(
        url=f"{scheme}://{host}:{server.server_address[1]}/hooks", answers=list(answers or [status(204)])
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
