"""What passes between an import and the process that reads its input: frames of a kind, a length and as many bytes."""

import io
import pickle
from enum import Enum
from typing import Any, BinaryIO

_LENGTH_BYTES = 4


class Kind(bytes, Enum):
    # To the process.
    ORDER = b"o"
    NAME = b"n"
    PIECE = b"p"
    ALL = b"a"  # the input has ended
    BROKEN = b"b"  # it cannot be read on; the process gives what came before, and then the same
    # From it; also BROKEN and ALL, once all is given.
    BATCH = b"B"
    HOLDING = b"H"  # so many bytes of one text, if that is granted; it waits for the answer
    OTHER_INPUT = b"O"  # than the one that is stored
    # Answers to HOLDING, on a pipe of their own.
    GRANTED = b"g"
    REFUSED = b"r"


def write_frame(stream: BinaryIO, kind: Kind, content: bytes = b"", *, flush: bool = True) -> None:
    stream.write(kind + len(content).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(content)
    if flush:
        stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Kind, bytes] | None:
    """None where the other end is gone."""
    head = stream.read(1 + _LENGTH_BYTES)
    if len(head) <= _LENGTH_BYTES:
        return None
    size = int.from_bytes(head[1:], "big")
    content = stream.read(size)
    return (Kind(head[:1]), content) if len(content) == size else None


def packed(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)


def unpacked(content: bytes) -> Any:
    return _Unpickler(io.BytesIO(content)).load()


class _Unpickler(pickle.Unpickler):
    """The process reads what strangers wrote. What it says makes values and calls nothing else, whoever speaks."""

    _ALLOWED = frozenset(
        {
            ("collections", "Counter"),
            ("datetime", "datetime"),
            ("datetime", "timezone"),
            ("datetime", "timedelta"),
            ("server.domain.fhir.lines", "Limits"),
            ("server.domain.fhir.references", "Named"),
            ("server.domain.fhir.rules", "Rule"),
            ("server.domain.records.open_references", "Place"),
            ("server.domain.records.record", "Deletion"),
            ("server.domain.records.record", "Noted"),
            ("server.domain.records.record", "Record"),
            ("server.domain.records.record", "Rejected"),
            ("server.domain.records.record_import", "Position"),
            ("server.domain.records.source", "Source"),
            ("server.services.reading.batches", "Batch"),
            ("server.services.reading.batches", "Body"),
            ("server.services.reading.batches", "Order"),
        }
    )

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self._ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a batch")
        return super().find_class(module, name)
