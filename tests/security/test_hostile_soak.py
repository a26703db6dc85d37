"""The soak beside all attacks, short: what must hold however busy the machine is."""

import subprocess
import sys

SOAK = [sys.executable, "-m", "benchmarks.soak", "--hostile", "--short"]
WITHIN_SECONDS = 500


def test_nothing_acknowledged_is_lost_and_memory_is_bounded_beside_all_attacks() -> None:
    run = subprocess.run(SOAK, capture_output=True, text=True, timeout=WITHIN_SECONDS, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing lost" in run.stdout
    assert "hostile: honest calls" in run.stdout
