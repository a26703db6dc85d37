"""Prints the figures: medians of several runs, ratios against a baseline of the same run.

Parts: exports (export and download of 100,000 records), rpc (calls a second and latency, over gRPC and REST), database
(how an event loop can meet SQLite), signals (durable ingest on both databases, against a no-op RPC and a FastAPI
service). All by default, on a private stack that is gone afterwards; about four minutes. By themselves are the PHI
guard's, python -m benchmarks.phi, and the soak with faults, python -m benchmarks.soak.
"""

import argparse
from collections.abc import Callable

from benchmarks import database, exports, rpc, signals
from benchmarks.stack import Stack, private_stack

Row = tuple[str, str]
PARTS: dict[str, Callable[[Stack], list[Row]]] = {
    "exports": exports.run,
    "rpc": rpc.run,
    "database": database.run,
    "signals": signals.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], default=[], metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args().part or list(PARTS)
    with private_stack() as stack:
        rows = [row for part in chosen for row in PARTS[part](stack)]
        memory = [(f"peak memory, {process}", f"{stack.peak_mib(process):8,.0f} MiB") for process in stack.processes]
    for what, figure in [*rows, *memory]:
        print(f"{what:<40}{figure}")


if __name__ == "__main__":
    main()
