"""Messages on the socket between a server and its intake process: protobuf, each behind its length."""

import struct
from collections.abc import Iterator

import orjson
from curae.intake.v1 import intake_pb2

from server.errors import CuraeError, SignalPhiDetected, error_of
from server.stray_logs import FaultElsewhere, facts_of

_LENGTH = struct.Struct(">I")
LENGTH_BYTES = _LENGTH.size
READY = b""  # the first message of an intake process: its database is open


def framed(message: bytes) -> bytes:
    return _LENGTH.pack(len(message)) + message


class Frames:
    """Splits the received bytes into messages."""

    def __init__(self) -> None:
        self._received = bytearray()

    def fed(self, data: bytes) -> Iterator[bytes]:
        """The messages that `data` completes."""
        self._received += data
        at = 0
        while len(self._received) - at >= _LENGTH.size:
            end = at + _LENGTH.size + _LENGTH.unpack_from(self._received, at)[0]
            if end > len(self._received):
                break
            yield bytes(memoryview(self._received)[at + _LENGTH.size : end])
            at = end
        del self._received[:at]


def refused(error: CuraeError) -> intake_pb2.Outcome:
    kinds = sorted(error.kinds) if isinstance(error, SignalPhiDetected) else ()
    return intake_pb2.Outcome(
        refusal=intake_pb2.Refusal(
            code=error.code,
            detail=error.detail,
            details=orjson.dumps(error.details),
            phi_kinds=kinds,
            cause=orjson.dumps(facts_of(error.__cause__)) if error.__cause__ is not None else b"",
        )
    )


def error_in(refusal: intake_pb2.Refusal) -> CuraeError:
    """The error that `refused` was given."""
    error = error_of(refusal.code, refusal.detail, orjson.loads(refusal.details))
    if isinstance(error, SignalPhiDetected):
        error.kinds = frozenset(refusal.phi_kinds)
    if refusal.cause:
        error.__cause__ = FaultElsewhere(orjson.loads(refusal.cause))
    return error
