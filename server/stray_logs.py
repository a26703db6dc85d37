"""What is said outside our own events, as events too: libraries' logs, warnings, exceptions that nobody caught.

Such a text may quote a value: a payload, a key, a record. So an event tells the type and the place, and a message only
where it is a literal of the code that logs it, before anything was filled in.
"""

import logging
import sys
import threading
import traceback
import warnings
from types import FrameType, TracebackType
from typing import Any

from server.event_log import logger

log = logger()

_MAX_FRAMES = 8


def capture_stray_logs() -> None:
    """Sends all of it to our log, for the life of the process."""
    root = logging.getLogger()
    root.handlers = [_Forward()]
    root.setLevel(logging.WARNING)
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda raised: _report("unraisable", raised.exc_value)
    threading.excepthook = lambda raised: _report("thread_failed", raised.exc_value)


def where(fault: BaseException | None) -> list[str]:
    """The innermost places that an exception passed, as `file:line function`."""
    frames = traceback.extract_tb(None if fault is None else fault.__traceback__)
    return [f"{_file(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_MAX_FRAMES:]]


def type_of(fault: BaseException | None) -> str | None:
    return None if fault is None else f"{type(fault).__module__}.{type(fault).__qualname__}"


def facts_of(cause: BaseException) -> dict[str, object]:
    """What a log may have of it. Type and place only: a message may quote a value."""
    if isinstance(cause, FaultElsewhere):
        return cause.facts
    sqlstate = getattr(getattr(cause, "orig", None), "sqlstate", None)
    return {"error": type_of(cause), "sqlstate": sqlstate, "where": where(cause)}


class FaultElsewhere(Exception):
    """What went wrong in another process, by the `facts_of` it there."""

    def __init__(self, facts: dict[str, object]) -> None:
        super().__init__()
        self.facts = facts


class _Forward(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        log.log(
            record.levelno,
            "library_log",
            logger=record.name,
            message=_literal(record),
            place=f"{_file(record.pathname)}:{record.lineno} {record.funcName}",
            error=type_of(fault),
            where=where(fault) or None,
        )


def _literal(record: logging.LogRecord) -> str | None:
    """The message without its arguments, where it stands like that in the code: then no value can be in it."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_code.co_filename != record.pathname:
        frame = frame.f_back
    if frame is None or not isinstance(record.msg, str):
        return None
    return record.msg if record.msg in frame.f_code.co_consts else None


def _warned(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any) -> None:
    log.warning("library_warning", category=category.__qualname__, place=f"{_file(filename)}:{lineno}")


def _uncaught(kind: type[BaseException], fault: BaseException, _traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.error(
        "uncaught", error=type_of(fault), where=where(fault), remedy="a defect of curae: report it with this line"
    )


def _report(event: str, fault: BaseException | None) -> None:
    log.error(event, error=type_of(fault), where=where(fault) or None)


def _file(path: str) -> str:
    return path.rpartition("/")[2]
