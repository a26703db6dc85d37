"""Puts signals into a queue and flushes it, until it is killed; with `--once` it flushes what waits and ends.

`flushing.py SPOOL ACKNOWLEDGED [--once]`
"""

import json
import os
import sys
import threading

from curae_sdk import Curae, SignalQueue


def main(spool: str, acknowledged: str, *once: str) -> None:
    with Curae() as curae:
        queue = curae.signals.queue(spool)
        if once:
            queue.flush()
            assert queue.waiting() == 0
            return
        threading.Thread(target=flush, args=(queue,), daemon=True).start()
        signal = json.loads(os.environ["WORKOUT"])
        with open(acknowledged, "a") as notes:  # noqa: PTH123 - a line an acknowledgement is appended
            while True:
                notes.write(queue.put(**signal) + "\n")
                notes.flush()


def flush(queue: SignalQueue) -> None:
    while True:
        queue.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
