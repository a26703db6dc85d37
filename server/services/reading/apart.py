"""The batches of an input: a small one is read here, a large one by a process of its own."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from server.domain.fhir.lines import Hold
from server.domain.records.record_import import refuse_input
from server.errors import CuraeError, OperatorError, RateLimited, Unavailable
from server.event_log import logger
from server.limits import FREE_IMPORT_DOCUMENT_BYTES
from server.services.reading.batches import Batch, Order, read_batches
from server.services.reading.inputs import Piece, inputs_of, pieces_of
from server.services.reading.wire import Kind, packed, read_frame, unpacked, write_frame

log = logger()

# To start a process takes as long as to read so much. Who sends less in a second waits for the network.
APART_AFTER_BYTES = 4 << 20
_WITHIN_SECONDS = 1.0
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_RATIO = 16  # of records, about
_PIPE_BYTES = 1 << 20


def read_batches_apart(
    inputs: Iterable[tuple[str, BinaryIO]],
    order: Order,
    hold: Hold | None = None,
    *,
    free_bytes: int = FREE_IMPORT_DOCUMENT_BYTES,
    after_bytes: int | None = APART_AFTER_BYTES,
) -> Generator[Batch, None, None]:
    """`read_batches`, by another process where more than `after_bytes` come at once; None: never.

    `free_bytes` of a text are held without a word to `hold`. Raises Unavailable where the process is killed.
    """
    if after_bytes is None:
        yield from read_batches(inputs, order, hold)
        return
    begun, rest, is_large = _begun(pieces_of(inputs), after_bytes)
    process = _started(free_bytes) if is_large else None
    if process is None:
        with closing(rest):
            yield from read_batches(inputs_of(chain(begun, rest)), order, hold)
        return
    with _Reader(process, hold) as reader:
        reader.feed(order, begun, rest)
        yield from reader.batches()


def _begun(
    pieces: Generator[Piece, None, None], after_bytes: int
) -> tuple[list[Piece], Generator[Piece, None, None], bool]:
    """The first pieces, the others, and whether the input is large. A fault comes behind what was read before it."""
    begun: list[Piece] = []
    size, ratio, since = 0, 1, time.monotonic()
    try:
        for piece in pieces:
            if isinstance(piece, bytes):
                if not begun or isinstance(begun[-1], str):
                    ratio = _GZIP_RATIO if piece.startswith(_GZIP_MAGIC) else 1
                since = since if size else time.monotonic()
                size += len(piece) * ratio
            begun.append(piece)
            if size > after_bytes or time.monotonic() - since > _WITHIN_SECONDS:
                return begun, pieces, size > after_bytes
    except (CuraeError, OperatorError) as fault:
        return begun, _raising(fault), False
    return begun, pieces, False


def _raising(fault: Exception) -> Generator[Piece, None, None]:
    yield from ()
    raise fault


class _Child:
    """The process and the pipe with answers to it."""

    def __init__(self, free_bytes: int) -> None:
        """Raises OSError."""
        theirs, ours = os.pipe()
        self.answers = os.fdopen(ours, "wb")
        try:
            self.process = subprocess.Popen(  # noqa: S603 - ourselves, no shell
                [sys.executable, "-P", "-m", "server.services.reading", str(theirs), str(free_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(theirs,),
                env={name: text for name, text in os.environ.items() if not name.startswith(("AWS_", "CURAE_"))},
            )
        except OSError:
            self.answers.close()
            raise
        finally:
            os.close(theirs)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # a user's pipes have a bound; small ones are slower
                fcntl.fcntl(cast(IO[bytes], pipe), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _started(free_bytes: int) -> _Child | None:
    """None where there is no room for another process: the input is then read here."""
    try:
        return _Child(free_bytes)
    except OSError as fault:
        log.warning("import_reader_not_started", error=fault.strerror)
        return None


class _Reader:
    """One process, from its start to its end: it is killed where the import ends early."""

    def __init__(self, child: _Child, hold: Hold | None) -> None:
        self._process = child.process
        self._answers = child.answers
        self._to = cast(BinaryIO, child.process.stdin)
        self._from = cast(BinaryIO, child.process.stdout)
        self._hold = hold
        self._held = 0
        self._fault: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._from.close()
        with suppress(BrokenPipeError):
            self._answers.close()

    def feed(self, order: Order, begun: Iterable[Piece], rest: Generator[Piece, None, None]) -> None:
        """Has another thread send the input, as far as the process takes it. A thread that waits for a piece when the
        import ends goes on waiting for it, and holds nobody up."""
        threading.Thread(target=self._feed, args=(order, begun, rest), name="import-input", daemon=True).start()

    def _feed(self, order: Order, begun: Iterable[Piece], rest: Generator[Piece, None, None]) -> None:
        with suppress(BrokenPipeError), closing(rest), self._to:
            write_frame(self._to, Kind.ORDER, packed(order))
            end = Kind.ALL
            every = chain(begun, rest)
            while True:
                try:
                    piece = next(every, None)
                except BaseException as fault:
                    self._fault, end = fault, Kind.BROKEN
                    break
                if piece is None:
                    break
                if isinstance(piece, str):
                    write_frame(self._to, Kind.NAME, piece.encode())
                else:
                    write_frame(self._to, Kind.PIECE, piece)
            write_frame(self._to, end)

    def batches(self) -> Iterator[Batch]:
        while (frame := read_frame(self._from)) is not None:
            kind, content = frame
            if kind is Kind.BATCH:
                yield unpacked(content)
            elif kind is Kind.HOLDING:
                self._answer(int.from_bytes(content, "big"))
            elif kind is Kind.OTHER_INPUT:
                refuse_input()
            elif kind is Kind.ALL:
                return
            elif self._fault is not None:  # BROKEN
                raise self._fault
        log.warning("import_reader_ended", status=self._process.wait())
        raise Unavailable(
            "the process that reads the input has ended; what came before is stored; send it again, or run it again"
        )

    def _answer(self, size: int) -> None:
        """One that is refused gives what came before, and then what it was refused with."""
        answer = Kind.GRANTED
        if self._hold is not None:
            try:
                if size:
                    self._hold.add(size - self._held)
                else:
                    self._hold.clear()
            except RateLimited as refused:
                self._fault, answer = refused, Kind.REFUSED
            else:
                self._held = size
        with suppress(BrokenPipeError):
            self._answers.write(answer)
            self._answers.flush()
