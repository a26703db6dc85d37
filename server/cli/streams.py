"""The standard streams as every command needs them, whatever the command was started with."""

import errno
import io
import os
import sys

# A stream that is closed is opened on /dev/null in the direction that fails. Left closed, the next file that opens
# would take its number: the database would be standard output.
_DIRECTIONS = (os.O_WRONLY, os.O_RDONLY, os.O_RDWR)
_STANDARD_OUTPUT = 1
_STANDARD_ERROR = 2
_OUTPUT_FAULTS = {
    errno.ENOSPC: "no space is left where this command writes; make room, or send its output elsewhere",
    errno.EDQUOT: "the quota is used up where this command writes; make room, or send its output elsewhere",
    errno.EFBIG: "the file that this command writes reached the size limit; send its output elsewhere",
    errno.EBADF: "standard output is closed; send it to a file, or to /dev/null",
    errno.EIO: "standard output cannot be written; send it to a file",
    errno.EPIPE: "",  # the reader has read enough
}


def prepare_streams() -> bool:
    """Opens streams that are closed; output replaces what its encoding lacks. Gives whether standard output is open."""
    is_open = [_open_on_nothing(number, flags) for number, flags in enumerate(_DIRECTIONS)]
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115 - a standard stream
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return is_open[_STANDARD_OUTPUT]


def arguments_as_text(arguments: list[str]) -> list[str]:
    """Arguments that the locale cannot decode are read as UTF-8. Raises UnicodeDecodeError."""
    return [argument if _is_text(argument) else os.fsencode(argument).decode() for argument in arguments]


def drop_output() -> None:
    """What standard output still holds is not tried again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_OUTPUT)


def drop_errors() -> None:
    """The same for standard error: the interpreter would exit with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_ERROR)


def describe_output_fault(fault: OSError) -> str | None:
    """One line for a fault of standard output, empty for one that needs no word; None for a fault of something else."""
    return _OUTPUT_FAULTS.get(fault.errno or 0)


def _open_on_nothing(number: int, flags: int) -> bool:
    """Gives whether the stream was open."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, flags)  # the lowest number that is free: this one
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
        return False
    return True


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True
