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
    """Rows of (what, figure). Rounds are interleaved, and both servers have the same client."""
    headers = {
        name.strip(): value.strip() for name, _, value in (each.partition(":") for each in arguments.peer_header)
    }
    peer_processes = {"peer": arguments.peer_pid} if arguments.peer_pid else {}
    ours, own_api, theirs = [], [], []
    with private_stack() as stack:
        person = stack.new_person()
        fill(stack, person, records(arguments.records, mean_bytes=MEAN_BYTES))
        bearer = {"authorization": f"Bearer {person.api_key}"}
        for _ in range(arguments.rounds):
            with sampled(stack.processes) as samples:
                took = _bulk(f"{stack.rest_url}/fhir/$export", bearer, arguments.records)
            ours.append(Measured(took, _peak(samples)))
            with sampled(stack.processes) as samples:
                took = seconds(lambda: download_rest(stack.rest_url, person.api_key, export(stack, person).id))
            own_api.append(Measured(took, _peak(samples)))
            with sampled(peer_processes) as samples:
                took = _bulk(arguments.peer_url, headers, arguments.records)
            theirs.append(Measured(took, _peak(samples)))
    return [
        (f"kick-off to the last byte, {arguments.records:,} records", ""),
        ("ours by Bulk Data: Envoy, server and worker", _figure(arguments.records, ours)),
        ("ours by its own API", _figure(arguments.records, own_api)),
        ("the peer by Bulk Data", _figure(arguments.records, theirs)),
        ("ours against the peer, by Bulk Data", _ratio(ours, theirs)),
        ("ours by its own API against the peer", _ratio(own_api, theirs)),
    ]


def _bulk(url: str, headers: dict[str, str], count: int) -> float:
    """Seconds. Raises SystemExit where other than `count` records came."""
    done = bulk_export(url, headers)
    if done.records != count:
        raise SystemExit(f"{url} gave {done.records} records, not {count}")
    return done.seconds


def _ratio(ours: list[Measured], theirs: list[Measured]) -> str:
    return f"{median(b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True)):8,.1f} times"


def _peak(samples: Mapping[str, Samples]) -> float:
    return sum(each.peak for each in samples.values())


def _figure(count: int, rounds: list[Measured]) -> str:
    rate = median(count / each.seconds for each in rounds)
    return f"{rate:10,.0f} records/s   peak memory {max(each.peak_mib for each in rounds):6,.0f} MiB"
