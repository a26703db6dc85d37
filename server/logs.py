"""Logs: an event name and fields, as JSON lines or for people."""

import logging
import sys

import orjson
import structlog


class _StandardError:
    """Standard error as it is now: loggers live as long as the process, redirections do not."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def _as_json(event: object, **_: object) -> str:
    return orjson.dumps(event, default=str).decode()


def configure_logs(log_format: str, level: str, *, for_good: bool = True) -> None:
    """`json` for machines, `pretty` for people; to standard error.

    `for_good`: no later call will choose otherwise, which makes each event cheaper.
    """
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(_as_json) if log_format == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(_StandardError()),  # type: ignore[arg-type]
        cache_logger_on_first_use=for_good,
    )
