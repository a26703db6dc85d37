"""HTTP/2 by h2, where frames are well-formed, and by hand, where they must not be."""

import asyncio
import struct
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import h2.settings

from tests.parts.attackers.target import Target
from tests.parts.attackers.wire import PATIENCE_SECONDS, Wire, connected

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 8, 9
ACK = END_STREAM = 1
END_HEADERS = 4
CANCEL = struct.pack(">I", 8)
_STATUSES = {":status": "HTTP", "grpc-status": "gRPC"}

Fields = Iterable[tuple[str, str]]


def frame(kind: int, flags: int, stream: int, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body))[1:] + struct.pack(">BBI", kind, flags, stream) + body


def fields(target: Target, method: str, path: str, more: Fields = ()) -> list[tuple[str, str]]:
    return [(":method", method), (":scheme", "http"), (":authority", target.authority), (":path", path), *more]


def grpc_fields(target: Target, method: str, more: Fields = ()) -> list[tuple[str, str]]:
    return fields(target, "POST", method, [("content-type", "application/grpc"), ("te", "trailers"), *more])


def grpc_message(body: bytes, *, compressed: bool = False) -> bytes:
    return struct.pack(">BI", compressed, len(body)) + body


class Http2:
    """One connection. `counts` is the attack's: what comes back is counted in it by status."""

    def __init__(self, wire: Wire, counts: Counter[str]) -> None:
        self.wire = wire
        self.counts = counts
        self.streams: set[int] = set()
        self.http2 = h2.connection.H2Connection(
            h2.config.H2Configuration(header_encoding="utf-8", validate_outbound_headers=False)
        )

    def open(self, sent: Fields, *, ends: bool = True) -> int:
        """A new stream's headers, sent with the next `flush`. Raises ConnectionError after the other side's goodbye."""
        try:
            stream: int = self.http2.get_next_available_stream_id()
            self.http2.send_headers(stream, list(sent), end_stream=ends)
        except h2.exceptions.ProtocolError:
            raise ConnectionError from None
        self.streams.add(stream)
        self.counts["streams"] += 1
        return stream

    async def flush(self) -> None:
        if data := self.http2.data_to_send():
            await self.wire.send(data)

    async def send_body(self, stream: int, body: bytes, *, ends: bool = True) -> None:
        """As fast as the windows let it. Gives up where the stream has ended before."""
        rest = memoryview(body)
        while rest and stream in self.streams:
            room = min(self.http2.local_flow_control_window(stream), self.http2.max_outbound_frame_size, len(rest))
            if room <= 0:
                await self.receive()
                continue
            self.http2.send_data(stream, rest[:room].tobytes(), end_stream=ends and room == len(rest))
            self.counts["bytes"] += room
            rest = rest[room:]
            await self.flush()

    async def receive(self, seconds: float = PATIENCE_SECONDS, *, keep_reading: bool = True) -> None:
        """What comes next. `keep_reading` gives back the window that data took. Raises ConnectionError at the end."""
        data = await self.wire.receive(seconds)
        if not data:
            raise ConnectionError
        try:
            events = self.http2.receive_data(data)
        except h2.exceptions.ProtocolError:
            raise ConnectionError from None
        for event in events:
            self._count(event, keep_reading=keep_reading)
        await self.flush()

    async def until_ended(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Reads until every stream has ended. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while self.streams:
                await self.receive(seconds)

    def _count(self, event: h2.events.Event, *, keep_reading: bool) -> None:
        match event:
            case h2.events.ResponseReceived() | h2.events.TrailersReceived():
                for name, text in event.headers or ():
                    if (kind := _STATUSES.get(str(name))) is not None:
                        self.counts[f"{kind} {text!s}"] += 1
            case h2.events.StreamEnded():
                self.streams.discard(event.stream_id or 0)
            case h2.events.StreamReset():
                self.streams.discard(event.stream_id)
                self.counts["streams reset"] += 1
            case h2.events.ConnectionTerminated():
                self.counts["sent away"] += 1
                raise ConnectionError
            case h2.events.DataReceived():
                self.counts["bytes received"] += len(event.data or b"")
                if keep_reading and event.flow_controlled_length:
                    self.http2.acknowledge_received_data(event.flow_controlled_length, event.stream_id or 0)


@asynccontextmanager
async def http2(
    target: Target, counts: Counter[str], *, window_bytes: int | None = None, receive_buffer_bytes: int | None = None
) -> AsyncIterator[Http2]:
    """`window_bytes`: what the other side may send of each stream unasked."""
    async with connected(target, receive_buffer_bytes=receive_buffer_bytes) as wire:
        counts["connections"] += 1
        made = Http2(wire, counts)
        made.http2.initiate_connection()
        if window_bytes is not None:  # before any request; `local_settings.update` would not be sent
            made.http2.update_settings({h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: window_bytes})
        await made.flush()
        while made.http2.remote_settings.max_concurrent_streams > 1 << 30:  # until its settings are here
            await made.receive()
        yield made


@asynccontextmanager
async def raw_http2(target: Target, counts: Counter[str]) -> AsyncIterator[Wire]:
    """A connection after the preface, for frames made by hand."""
    async with connected(target) as wire:
        counts["connections"] += 1
        await wire.send(PREFACE + frame(SETTINGS, 0, 0))
        await wire.receive()
        await wire.send(frame(SETTINGS, ACK, 0))
        yield wire
