"""The process that reads a large input. It ends with the import that started it: then its pipes are closed."""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO

from server.errors import IdempotencyKeyReused, RateLimited, Unavailable
from server.pauses import hold_off
from server.services.reading.batches import Order, read_batches
from server.services.reading.columns import columns_of
from server.services.reading.inputs import Piece, inputs_of
from server.services.reading.wire import Kind, packed, read_frame, unpacked, write_frame

_STEP_BYTES = 1 << 20  # what is asked for at once


def main() -> None:
    """Reads standard input; `sys.argv`: the number of the pipe with answers, and the bytes of a text that need none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # sent to a whole group; the import decides when to end
    sys.excepthook = _say_where
    answers, free_bytes = int(sys.argv[1]), int(sys.argv[2])
    hold_off()
    gc.freeze()
    try:
        with os.fdopen(answers, "rb") as stream:
            serve(sys.stdin.buffer, sys.stdout.buffer, _Hold(sys.stdout.buffer, stream, free_bytes))
    except BrokenPipeError:
        os._exit(1)  # the import is gone; there is nobody to write to


def serve(source: BinaryIO, target: BinaryIO, hold: "_Hold") -> None:
    frame = read_frame(source)
    if frame is None:
        return
    order: Order = unpacked(frame[1])
    try:
        for batch in read_batches(inputs_of(_pieces(source)), order, hold):
            write_frame(target, Kind.BATCH, packed(columns_of(batch)))
            del batch  # else it stays while the next one is read
    except IdempotencyKeyReused:
        write_frame(target, Kind.OTHER_INPUT)
    except (Unavailable, RateLimited):
        write_frame(target, Kind.BROKEN)
    else:
        write_frame(target, Kind.ALL)


def _pieces(source: BinaryIO) -> Iterator[Piece]:
    while (frame := read_frame(source)) is not None:
        kind, content = frame
        if kind is Kind.ALL:
            return
        if kind is Kind.BROKEN:
            raise Unavailable("the input cannot be read on")
        yield content.decode() if kind is Kind.NAME else content
    os._exit(1)  # the import is gone: what it sent is no whole input


class _Hold:
    """Asks the import for the memory of a large text: all imports of a server share a bound."""

    def __init__(self, questions: BinaryIO, answers: BinaryIO, free_bytes: int) -> None:
        self._questions = questions
        self._answers = answers
        self._free = free_bytes
        self._granted = free_bytes
        self._size = 0

    def add(self, size: int) -> None:
        """Raises RateLimited."""
        self._size += size
        if self._size > self._granted:
            self._ask(self._size + _STEP_BYTES)

    def clear(self) -> None:
        self._size = 0
        if self._granted > self._free:
            self._ask(0)
            self._granted = self._free

    def _ask(self, size: int) -> None:
        write_frame(self._questions, Kind.HOLDING, size.to_bytes(8, "big"))
        if self._answers.read(1) != Kind.GRANTED:
            raise RateLimited("the memory is not granted")
        self._granted = size


def _say_where(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Without the error's text, which may repeat the input."""
    sys.stderr.write(f"{''.join(traceback.format_tb(trace))}{kind.__name__}\n")
