"""`python -m tests.artifacts.crashing_writer URL KEY BYTES`: writes, says so, and waits to be killed uncommitted."""

import signal
import sys

from server.artifacts.store import open_store

_BLOCK = bytes(1024 * 1024)


def main(url: str, key: str, byte_size: int) -> None:
    with open_store(url).writer(key) as writer:
        for _ in range(byte_size // len(_BLOCK)):
            writer.write(_BLOCK)
        print("written", flush=True)
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
