"""SIGTERM and Ctrl-C stop a process in order, and the process decides its exit code."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

STOP = (signal.SIGTERM, signal.SIGINT)


@contextlib.contextmanager
def stop_signals(*numbers: signal.Signals) -> Iterator["asyncio.Queue[signal.Signals]"]:
    """The signals that arrive from here on, in order; by default those of STOP.

    Afterwards they are ignored, so leave only when the process has nothing left but to end. A second signal that
    arrives then would kill it, and its exit code would depend on a few milliseconds.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[signal.Signals] = asyncio.Queue()
    chosen = numbers or STOP
    for number in chosen:
        loop.add_signal_handler(number, arrived.put_nowait, number)
    try:
        yield arrived
    finally:
        for number in chosen:
            # Removed here: the loop's end would restore the default, which kills.
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)
