"""Attacks in a process of their own, so that what they cost is not counted as the service's or as a test's."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.parts.attackers.target import Target

Counts = dict[str, dict[str, int]]
# On a machine that attackers share with the service their processor time is not the harm that is looked for.
NICENESS = 10
# They are on other machines then, as far as the service can feel: whatever it does comes first.
LEAST_OF_ALL = 19
STOP_WITHIN_SECONDS = 20


class Attackers:
    """`counts` is what each attack has counted so far, a quarter of a second old at most.

    `least`: they get what no other process of the machine wants of the processors.
    """

    def __init__(
        self, target: Target, attacks: Mapping[str, Mapping[str, Any]], *, seconds: float, least: bool = False
    ) -> None:
        nice = ["nice", "-n", str(LEAST_OF_ALL if least else NICENESS)]
        command = [*nice, sys.executable, "-m", "tests.parts.attackers", "--seconds", str(seconds)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=least
        )
        self.pid = self._process.pid
        if least:
            # Where Linux shares the processors among sessions first, niceness counts within a session alone.
            with contextlib.suppress(OSError):
                Path(f"/proc/{self.pid}/autogroup").write_text(str(LEAST_OF_ALL))
        self.counts: Counts = {}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"target": asdict(target), "attacks": attacks}) + "\n")
        self._process.stdin.flush()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def stop(self) -> None:
        """Ends every attack and its connections."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reading.join()

    def wait(self, seconds: float) -> None:
        """Until every attack has done all its turns."""
        self._process.wait(seconds)
        self._reading.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.counts = json.loads(line)


@contextmanager
def attacking(
    target: Target, *names: str, seconds: float = 60.0, options: Mapping[str, Any] | None = None
) -> Iterator[Attackers]:
    """The attacks of those names while the block runs. `options` go to each of them."""
    attackers = Attackers(target, {name: dict(options or {}) for name in names}, seconds=seconds)
    try:
        yield attackers
    finally:
        attackers.stop()
