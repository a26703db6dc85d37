"""Puts signals into a queue and flushes it, until it is killed: `flushing.py SPOOL ACKNOWLEDGED`."""

import json
import os
import sys
import threading

from curae_sdk import Curae


def main(spool: str, acknowledged: str) -> None:
    signal = json.loads(os.environ["WORKOUT"])
    with Curae() as curae, open(acknowledged, "a") as notes:  # noqa: PTH123 - appended to, a line an acknowledgement
        queue = curae.signals.queue(spool)

        def flush() -> None:
            while True:
                queue.flush()

        threading.Thread(target=flush, daemon=True).start()
        while True:
            notes.write(queue.put(**signal) + "\n")
            notes.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
