"""Logs: an event name and fields, as JSON lines or for people."""

import asyncio
import contextlib
import logging
import select
import sys
import threading
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime

import orjson
import structlog

from server.colours import wants_colour
from server.event_log import configure_at_first_event

_LINE = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE


class _StandardError:
    """Standard error as it is now: loggers live as long as the process, redirections do not."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


class _Lines:
    """Lines to standard error, each at once, or within `of_passes` those of one pass of the event loop together: every
    write is a call of the kernel. Warnings, errors and lines of other threads are always written immediately,
    with the lines before them.

    A line that standard error does not take, since the disk is full for one, is no reason for a call to fail.
    """

    def __init__(self) -> None:
        self._waiting: deque[bytes] = deque()  # whose appends and pops are atomic
        self._writing = threading.RLock()  # a finalizer that runs meanwhile may log too
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: int | None = None  # not the running loop: Python 3.11 asks the kernel for it
        self._is_due = False

    @contextlib.contextmanager
    def of_passes(self) -> Iterator[None]:
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()
        try:
            yield
        finally:
            self._loop = self._thread = None
            self.flush()

    def info(self, line: bytes) -> None:
        self._waiting.append(line)
        if self._loop is None or threading.get_ident() != self._thread:
            self.flush()
        elif not self._is_due:
            self._is_due = True
            self._loop.call_soon(self.flush)

    debug = info

    def error(self, line: bytes) -> None:
        self._waiting.append(line)
        self.flush()

    warning = critical = error

    def flush(self) -> None:
        self._is_due = False
        with self._writing, contextlib.suppress(OSError):
            while self._waiting:
                sys.stderr.write(self._piece().decode())
            sys.stderr.flush()

    def _piece(self) -> bytes:
        """Writes whole lines, in pieces that the kernel writes atomically even if other processes use the same pipe."""
        lines: list[bytes] = []
        room = select.PIPE_BUF
        try:
            while not lines or len(self._waiting[0]) <= room:
                lines.append(self._waiting.popleft())
                room -= len(lines[-1])
        except IndexError:
            pass
        return b"".join(lines)


_lines = _Lines()


def lines_of_passes() -> contextlib.AbstractContextManager[None]:
    """Within it, in the running event loop's thread, the lines of one pass of the loop leave in one write."""
    return _lines.of_passes()


def configure_logs(log_format: str, level: str, *, is_final: bool = True) -> None:
    """`json` for machines, `pretty` for people; to standard error.

    `is_final`: no later call chooses otherwise, which makes each event cheaper.
    """
    configure_at_first_event(None)
    machines = log_format == "json"
    structlog.configure(
        processors=[structlog.processors.add_log_level, *(_FOR_MACHINES if machines else _for_people())],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=(lambda *_: _lines) if machines else structlog.WriteLoggerFactory(_StandardError()),  # type: ignore[arg-type]
        cache_logger_on_first_use=is_final,
    )


def _as_json(_logger: object, _method: str, event: structlog.typing.EventDict) -> bytes:
    event["timestamp"] = datetime.now(UTC)
    return orjson.dumps(event, default=str, option=_LINE)


_FOR_MACHINES: tuple[structlog.typing.Processor, ...] = (_as_json,)


def _for_people() -> tuple[structlog.typing.Processor, ...]:
    return (
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.dev.ConsoleRenderer(colors=wants_colour(sys.stderr)),
    )
