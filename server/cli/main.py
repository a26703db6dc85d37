"""The entry of the `curae` command. It imports nothing of ours first, so that Ctrl-C is met from the first moment."""

import gc
import signal
import sys

_EXIT_INTERRUPTED = 130  # as a shell has it for SIGINT


def main() -> None:
    """Exit codes: 0 done, 1 failed with its reason on standard error, 2 wrong usage, 130 interrupted by Ctrl-C."""
    try:
        from server.pauses import hold_off  # noqa: PLC0415 - see above

        hold_off()
        from server.cli.run import run  # noqa: PLC0415 - see above

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _EXIT_INTERRUPTED
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left but to end
    # A last collection would go through all that was imported: a quarter of a short command's time, measured.
    gc.freeze()
    sys.exit(code)
