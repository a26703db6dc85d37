"""The batches of an input: a small one is read here, a large one by a process of its own."""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from typing import IO, BinaryIO, cast

from server.domain.fhir.lines import Hold
from server.domain.records.record_import import refuse_input
from server.errors import CuraeError, OperatorError, RateLimited, Unavailable
from server.event_log import logger
from server.limits import FREE_IMPORT_DOCUMENT_BYTES
from server.services.reading.batches import Batch, Order, read_batches
from server.services.reading.columns import batch_of
from server.services.reading.inputs import Piece, inputs_of, pieces_of
from server.services.reading.wire import Kind, packed, read_frame, unpacked, write_frame

log = logger()

# To start a process takes as long as to read so much. Who sends less in a second waits for the network.
APART_AFTER_BYTES = 2 << 20
_WITHIN_SECONDS = 1.0
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_RATIO = 16  # of records, about
_PIPE_BYTES = 1 << 20
_BUFFER_BYTES = 64 << 10


@contextmanager
def batches_read_apart(
    inputs: Iterable[tuple[str, BinaryIO]],
    order: Order,
    hold: Hold | None = None,
    *,
    free_bytes: int = FREE_IMPORT_DOCUMENT_BYTES,
    after_bytes: int | None = APART_AFTER_BYTES,
    at_once: bool = False,
) -> Iterator[Iterator[Batch]]:
    """`read_batches`, by another process where more than `after_bytes` come at once; None: never. It is over where this
    ends. `at_once`: it begins before the first batch is asked for.

    `free_bytes` of a text are held without a word to `hold`. The batches raise Unavailable where the process is killed.
    """
    reading = _Reading(_Watched(pieces_of(inputs), after_bytes), order, hold, free_bytes)
    try:
        if at_once:
            reading.begin()
        yield reading.batches()
    finally:
        reading.close()


class _Large(Exception):
    """Expected: an input is large, before a batch of it was given. Nothing else catches it."""


class _Watched:
    """Keeps pieces as they pass, until it is known whether the input is large."""

    def __init__(self, pieces: Generator[Piece, None, None], after_bytes: int | None) -> None:
        self.rest = pieces
        self.kept: list[Piece] = []
        self._after_bytes = after_bytes
        self._size = 0
        self._ratio = 1
        self._since = 0.0

    def __iter__(self) -> Iterator[Piece]:
        """Raises _Large."""
        for piece in self.rest:
            if self._after_bytes is not None:
                self._keep(piece, self._after_bytes)
            yield piece

    def stay(self) -> None:
        """A batch is given, so nothing is read again."""
        self._after_bytes = None
        self.kept.clear()

    def _keep(self, piece: Piece, after_bytes: int) -> None:
        if isinstance(piece, bytes):
            if isinstance(self.kept[-1], str):
                self._ratio = _GZIP_RATIO if piece.startswith(_GZIP_MAGIC) else 1
            self._since = self._since or time.monotonic()
            self._size += len(piece) * self._ratio
        self.kept.append(piece)
        if self._size and time.monotonic() - self._since > _WITHIN_SECONDS:
            self.stay()
        elif self._size > after_bytes:
            raise _Large


class _Reading:
    """Begins here, and goes over to another process once the input is known to be large."""

    def __init__(self, watched: _Watched, order: Order, hold: Hold | None, free_bytes: int) -> None:
        self._watched = watched
        self._order = order
        self._hold = hold
        self._free_bytes = free_bytes
        self._here = read_batches(inputs_of(watched), order, hold)
        self._first: Batch | None = None
        self._fault: Exception | None = None
        self._reader: _Reader | None = None
        self._has_begun = False

    def begin(self) -> None:
        """Returns with the first batch, or with a process that reads."""
        if self._has_begun:
            return
        self._has_begun = True
        try:
            self._first = next(self._here, None)
        except _Large:
            self._go_over()
        except (CuraeError, OperatorError) as fault:
            self._fault = fault

    def batches(self) -> Iterator[Batch]:
        self.begin()
        if self._fault is not None:
            raise self._fault
        if self._reader is not None:
            yield from self._reader.batches()
            return
        if self._first is not None:
            self._watched.stay()
            yield self._first
        yield from self._here

    def _go_over(self) -> None:
        if self._hold is not None:
            self._hold.clear()
        kept, rest = self._watched.kept, self._watched.rest
        child = _started(self._free_bytes)
        if child is None:
            self._here = read_batches(inputs_of(chain(kept, rest)), self._order, self._hold)
            return
        self._reader = _Reader(child, self._hold)
        self._reader.feed(self._order, kept, rest)

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()  # the thread that feeds it has the rest of the input
        else:
            self._watched.rest.close()


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
                bufsize=_BUFFER_BYTES,
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

    def close(self) -> None:
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
                    write_frame(self._to, Kind.NAME, piece.encode(), flush=False)
                else:  # small files go together; what a request sent is not held back
                    write_frame(self._to, Kind.PIECE, piece, flush=order.body is not None)
            write_frame(self._to, end)

    def batches(self) -> Iterator[Batch]:
        while (frame := read_frame(self._from)) is not None:
            kind, content = frame
            if kind is Kind.BATCH:
                batch = batch_of(unpacked(content))
                del frame, content  # as large as the batch, while it is stored
                yield batch
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
