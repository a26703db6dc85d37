"""Loggers of events. structlog is imported with the first event: most commands log none, and structlog imports rich."""

from collections.abc import Callable
from typing import Any

_configurations: list[Callable[[], None]] = []


def configure_at_first_event(configure: Callable[[], None] | None) -> None:
    """Replaces the earlier function. None if the logs are configured already."""
    _configurations[:] = [] if configure is None else [configure]


class _Logger:
    """A logger of structlog, from its first event on."""

    __slots__ = ("_found",)

    def __getattr__(self, name: str) -> Any:
        if name == "_found":
            self._found = _structlog_logger()
            return self._found
        return getattr(self._found, name)


def logger() -> Any:
    return _Logger()


def _structlog_logger() -> Any:
    import structlog  # noqa: PLC0415 - see above

    while _configurations:
        _configurations.pop()()
    return structlog.get_logger()
