"""One call of the `curae` command, from its streams to its exit code."""

import os
import sys

from server.cli.commands import PARTS, curae
from server.cli.faults import EXIT_FAILED, EXIT_USAGE, EXPECTED, describe
from server.cli.streams import arguments_as_text, describe_output_fault, drop_output, prepare_streams
from server.cli.terminal import fail
from server.event_log import configure_at_first_event
from server.stray_logs import capture_stray_logs

# Private by default: databases, artifacts, logs and downloads are people's medical history.
_UMASK = 0o077


def run(arguments: list[str]) -> int:
    """Returns the exit code. Raises KeyboardInterrupt, and exceptions that are defects of curae."""
    os.umask(_UMASK)
    has_output = prepare_streams()
    configure_at_first_event(_log_for_people)
    capture_stray_logs()
    try:
        texts = arguments_as_text(arguments)
    except UnicodeDecodeError:
        fail("an argument is not text in UTF-8; rename the file or folder, or type it again")
        return EXIT_USAGE
    if not has_output and texts[:1] not in ([part] for part in PARTS):
        fail("standard output is closed, and nothing was done; send it to a file, or to /dev/null")
        return EXIT_FAILED
    return _called(texts)


def _log_for_people() -> None:
    from server.logs import configure_logs  # noqa: PLC0415 - few commands log anything, and it is slow to import

    configure_logs("pretty", "warning", is_final=False)


def _called(arguments: list[str]) -> int:
    try:
        code = _exit_code(arguments)
        sys.stdout.flush()  # here, where a fault of it has a reason and an exit code
    except EXPECTED as fault:
        fail(describe(fault))
    except OSError as fault:
        reason = describe_output_fault(fault)
        if reason is None:
            raise
        drop_output()
        if reason:
            fail(reason)
    else:
        return code
    return EXIT_FAILED


def _exit_code(arguments: list[str]) -> int:
    """Not `app()`, which prints uncaught exceptions with their values."""
    try:
        curae().main(arguments, prog_name="curae")
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
