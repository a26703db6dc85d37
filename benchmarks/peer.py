"""Our export beside another FHIR Bulk Data server's: the same resources and machine, from asking to the last byte.

Load the other server with what `python -m benchmarks.dataset COUNT` prints, begin it, and give its kick-off URL:

  python -m benchmarks peer --peer-url 'http://127.0.0.1:9443/fhir/$export' --peer-pid PID --records COUNT
"""

import argparse
from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from benchmarks.bulk_data import bulk_export
from benchmarks.calls import download_rest, export, fill
from benchmarks.dataset import MEAN_BYTES, records
from benchmarks.memory import Samples, sampled
from benchmarks.stack import private_stack
from benchmarks.timing import seconds

Row = tuple[str, str]


class Measured(NamedTuple):
    seconds: float
    peak_mib: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--peer-url", required=True, metavar="URL", help="its kick-off endpoint, such as .../$export")
    parser.add_argument("--peer-pid", type=int, metavar="PID", help="its process on this machine, to sample its memory")
    parser.add_argument(
        "--peer-header", action="append", default=[], metavar="NAME:VALUE", help="sent to it; repeatable"
    )
    parser.add_argument("--records", type=int, default=20_000, metavar="N", help="as many as it was loaded with")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")


def run(arguments: argparse.Namespace) -> list[Row]:
    """Rows of (what, figure). Rounds are interleaved."""
    headers = {
        name.strip(): value.strip() for name, _, value in (each.partition(":") for each in arguments.peer_header)
    }
    peer_processes = {"peer": arguments.peer_pid} if arguments.peer_pid else {}
    mine, theirs = [], []
    with private_stack() as stack:
        person = stack.new_person()
        fill(stack, person, records(arguments.records, mean_bytes=MEAN_BYTES))
        for _ in range(arguments.rounds):
            with sampled(stack.processes) as samples:
                took = seconds(lambda: download_rest(stack.rest_url, person.api_key, export(stack, person).id))
            mine.append(Measured(took, _peak(samples)))
            with sampled(peer_processes) as samples:
                done = bulk_export(arguments.peer_url, headers)
            if done.records != arguments.records:
                raise SystemExit(f"the peer gave {done.records} records, not {arguments.records}")
            theirs.append(Measured(done.seconds, _peak(samples)))
    return [
        (f"export and download of {arguments.records:,} records", ""),
        ("ours: server, worker and Envoy", _figure(arguments.records, mine)),
        ("the peer", _figure(arguments.records, theirs)),
        (
            "ours against the peer",
            f"{median(b.seconds / a.seconds for a, b in zip(mine, theirs, strict=True)):8,.1f} times",
        ),
    ]


def _peak(samples: Mapping[str, Samples]) -> float:
    return sum(each.peak for each in samples.values())


def _figure(count: int, rounds: list[Measured]) -> str:
    rate = median(count / each.seconds for each in rounds)
    return f"{rate:10,.0f} records/s   peak memory {max(each.peak_mib for each in rounds):6,.0f} MiB"
