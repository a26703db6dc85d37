"""A gRPC load generator that costs a tenth of a gRPC client: `python -m benchmarks.grpc_load`, a GrpcLoad as JSON on
standard input.

Server and generator share the machine, and a client of the gRPC library needs as much processor time a call as the
server: it would be what is measured. This one writes HTTP/2 frames (RFC 9113) that are made beforehand and looks at
nothing in an answer but `grpc-status`. h2load does as much but can neither send a new idempotency key with each call
nor see a refusal.

Closed loop: `streams` calls are under way on each connection. With `rate`, calls begin by the clock instead, and a
latency counts from when its call was due, so that a server that stalls is not spared. Prints a Result as JSON.
"""

import json
import os
import select
import socket
import struct
import subprocess
import sys
import time
from base64 import b64decode
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle

from hpack import Decoder, Encoder

from benchmarks.load import Result

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
ACK = END_STREAM = 1
END_HEADERS = 4
HEADER_TABLE_SIZE, INITIAL_WINDOW_SIZE = 1, 4
LARGEST_WINDOW = 2**31 - 1
DEFAULT_WINDOW = 65_535
FRAME_HEAD_BYTES = 9
SUCCEEDED = b"\x0bgrpc-status\x010"
IDEMPOTENCY_KEY = b"\x00\x0fidempotency-key\x20"  # a literal that is not indexed; the key of 32 characters follows


@dataclass(frozen=True, slots=True, kw_only=True)
class GrpcLoad:
    """`bodies` are encoded requests in base64, sent in turn. `warm_up` seconds are not counted."""

    target: str
    method: str
    bodies: list[str]
    metadata: dict[str, str] = field(default_factory=dict)
    idempotent: bool = False
    seconds: float = 3.0
    warm_up: float = 0.5
    connections: int = 8
    streams: int = 16
    rate: float | None = None


def measure(load: GrpcLoad) -> Result:
    """Runs one load in a process of its own. Raises SystemExit where a call failed."""
    command = [sys.executable, "-m", "benchmarks.grpc_load"]
    done = subprocess.run(command, input=json.dumps(asdict(load)), stdout=subprocess.PIPE, text=True, check=True)
    result = Result(**json.loads(done.stdout))
    result.require_success(load.method)
    return result


def _frame(kind: int, flags: int, stream: int, body: bytes) -> bytes:
    return struct.pack(">I", len(body))[1:] + struct.pack(">BBI", kind, flags, stream) + body


class _Connection:
    """One HTTP/2 connection. `due` is when the call of each stream was to begin."""

    def __init__(self, load: GrpcLoad, bodies: Iterator[bytes]) -> None:
        host, _, port = load.target.rpartition(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._idempotent = load.idempotent
        self._bodies = bodies
        self._fields = [
            (":method", "POST"), (":scheme", "http"), (":path", load.method), (":authority", load.target),
            ("content-type", "application/grpc"), ("te", "trailers"), ("user-agent", "curae-bench"),
            *load.metadata.items(),
        ]  # fmt: skip
        self._encoder = Encoder()
        self._indexed: bytes | None = None
        self._stream = -1
        self._window = DEFAULT_WINDOW
        self._received = b""
        self._unsent = bytearray(PREFACE)
        self._waiting: deque[float] = deque()
        self.due: dict[int, float] = {}
        # No dynamic table: `grpc-status` is written out in every answer.
        settings = struct.pack(">HIHI", HEADER_TABLE_SIZE, 0, INITIAL_WINDOW_SIZE, LARGEST_WINDOW)
        self._unsent += _frame(SETTINGS, 0, 0, settings)
        self._unsent += _frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", LARGEST_WINDOW - DEFAULT_WINDOW))

    def begin(self, due: float) -> None:
        """Writes one call, or keeps it until the peer's flow-control window has room."""
        self._waiting.append(due)
        self._write_waiting()

    def _write_waiting(self) -> None:
        while self._waiting and self._window > 0:
            body = next(self._bodies)
            self._window -= len(body)
            self._stream += 2
            self.due[self._stream] = self._waiting.popleft()
            self._unsent += _frame(HEADERS, END_HEADERS, self._stream, self._header_block())
            self._unsent += _frame(DATA, END_STREAM, self._stream, body)

    def _header_block(self) -> bytes:
        block = self._indexed
        if block is None:
            block = self._encoder.encode(self._fields)
            self._indexed = self._encoder.encode(self._fields)  # from now on by index, as gRPC clients do
        return block + IDEMPOTENCY_KEY + os.urandom(16).hex().encode() if self._idempotent else block

    def flush(self) -> None:
        if self._unsent:
            self.socket.sendall(self._unsent)
            self._unsent.clear()

    def receive(self) -> Iterator[tuple[float, str]]:
        """When the calls that ended were due, and what each failed with; empty where it succeeded."""
        data = self._received + self.socket.recv(1 << 18)
        at = 0
        while len(data) - at >= FRAME_HEAD_BYTES:
            size = int.from_bytes(data[at : at + 3], "big")
            if len(data) - at < FRAME_HEAD_BYTES + size:
                break
            kind, flags, stream = struct.unpack_from(">BBI", data, at + 3)
            body = data[at + FRAME_HEAD_BYTES : at + FRAME_HEAD_BYTES + size]
            at += FRAME_HEAD_BYTES + size
            if kind == HEADERS and flags & END_STREAM:
                yield self.due.pop(stream), "" if SUCCEEDED in body else _failure(body)
            elif kind == RST_STREAM and stream in self.due:
                yield self.due.pop(stream), f"reset of the stream, code {int.from_bytes(body)}"
            elif kind not in (DATA, HEADERS):
                self._control(kind, flags, stream, body)
        self._received = data[at:]

    def _control(self, kind: int, flags: int, stream: int, body: bytes) -> None:
        if kind == PING and not flags & ACK:
            self._unsent += _frame(PING, ACK, 0, body)
        elif kind == SETTINGS and not flags & ACK:
            self._unsent += _frame(SETTINGS, ACK, 0, b"")
        elif kind == WINDOW_UPDATE and stream == 0:
            self._window += int.from_bytes(body, "big")
            self._write_waiting()
        elif kind == GOAWAY:
            raise SystemExit("the server closed the connection")


def _failure(block: bytes) -> str:
    said = {name: text for name, text in Decoder().decode(block) if str(name).startswith((":status", "grpc-"))}
    return " ".join(f"{name}={text}" for name, text in said.items() if name != "grpc-status-details-bin")


class _Run:
    def __init__(self, load: GrpcLoad) -> None:
        bodies = cycle([b"\0" + struct.pack(">I", len(body)) + body for body in map(b64decode, load.bodies)])
        self._load = load
        self._connections = [_Connection(load, bodies) for _ in range(load.connections)]
        self._poll = select.epoll()
        self._by_socket = {connection.socket.fileno(): connection for connection in self._connections}
        for number in self._by_socket:
            self._poll.register(number, select.EPOLLIN)
        self._ended: list[tuple[float, float, bool]] = []  # (due, end, succeeded)
        self._failures: list[str] = []

    def run(self) -> Result:
        began = time.perf_counter()
        until = began + self._load.warm_up + self._load.seconds
        if self._load.rate is None:
            self._closed_loop(until)
        else:
            self._paced(began, until, self._load.rate)
        counted = [call for call in self._ended if began + self._load.warm_up <= call[1] <= until]
        latencies = [end - due for due, end, succeeded in counted if succeeded]
        return Result(
            calls=len(counted),
            errors=len(self._failures),
            failure=self._failures[0] if self._failures else "",
            seconds=self._load.seconds,
            latencies=latencies,
        )

    def _closed_loop(self, until: float) -> None:
        now = time.perf_counter()
        for connection in self._connections:
            for _ in range(self._load.streams):
                connection.begin(now)
            connection.flush()
        while any(connection.due for connection in self._connections):
            for connection, ended in self._ready(1.0):
                now = time.perf_counter()
                for _ in range(len(ended) if now < until else 0):
                    connection.begin(now)
                connection.flush()

    def _paced(self, began: float, until: float, rate: float) -> None:
        turn = cycle(self._connections)
        begun, total = 0, int((until - began) * rate)
        while begun < total or any(connection.due for connection in self._connections):
            now = time.perf_counter()
            while begun < total and began + begun / rate <= now:
                next(turn).begin(began + begun / rate)
                begun += 1
            for connection in self._connections:
                connection.flush()
            pause = began + begun / rate - time.perf_counter() if begun < total else 1.0
            for connection, _ in self._ready(max(pause, 0.0)):
                connection.flush()

    def _ready(self, seconds: float) -> Iterator[tuple[_Connection, Sequence[object]]]:
        for number, _ in self._poll.poll(seconds):
            connection = self._by_socket[number]
            ended = list(connection.receive())
            now = time.perf_counter()
            self._ended += [(due, now, not failure) for due, failure in ended]
            self._failures += [failure for _, failure in ended if failure]
            yield connection, ended


if __name__ == "__main__":
    print(json.dumps(asdict(_Run(GrpcLoad(**json.load(sys.stdin))).run())))
