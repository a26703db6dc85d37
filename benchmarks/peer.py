"""Our export beside another FHIR Bulk Data server's: the same resources and machine, from asking to the last byte.

Load the other server with what `python -m benchmarks.dataset COUNT` prints, begin it, and give its kick-off URL:

  python -m benchmarks peer --peer-url 'http://127.0.0.1:9443/fhir/$export' --peer-pid PID --records COUNT

Without a URL ours is measured alone: with the seconds of each stage, and the processor time of each part.
"""

import argparse
from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from benchmarks.bulk_data import BulkExport, bulk_export
from benchmarks.calls import download_rest, export, fill
from benchmarks.dataset import MEAN_BYTES, records
from benchmarks.memory import Samples, sampled
from benchmarks.processor import processor_time, shown
from benchmarks.stack import Person, Stack, private_stack
from benchmarks.timing import seconds

Row = tuple[str, str]


class Measured(NamedTuple):
    seconds: float
    peak_mib: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--peer-url", metavar="URL", help="its kick-off endpoint, such as .../$export")
    parser.add_argument("--peer-pid", type=int, metavar="PID", help="its process on this machine, to sample its memory")
    parser.add_argument(
        "--peer-header", action="append", default=[], metavar="NAME:VALUE", help="sent to it; repeatable"
    )
    parser.add_argument("--records", type=int, default=20_000, metavar="N", help="as many as it was loaded with")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")


def run(arguments: argparse.Namespace) -> list[Row]:
    """Rows of (what, figure). Rounds are interleaved, and both servers have the same client."""
    with private_stack() as stack:
        person = stack.new_person()
        fill(stack, person, records(arguments.records, mean_bytes=MEAN_BYTES))
        return _alone(stack, person, arguments) if arguments.peer_url is None else _beside(stack, person, arguments)


def _beside(stack: Stack, person: Person, arguments: argparse.Namespace) -> list[Row]:
    headers = {
        name.strip(): value.strip() for name, _, value in (each.partition(":") for each in arguments.peer_header)
    }
    peer_processes = {"peer": arguments.peer_pid} if arguments.peer_pid else {}
    ours, own_api, theirs = [], [], []
    for _ in range(arguments.rounds):
        with sampled(stack.processes) as samples:
            took = _ours(stack, person, arguments.records).seconds
        ours.append(Measured(took, _peak(samples)))
        with sampled(stack.processes) as samples:
            took = seconds(lambda: download_rest(stack.rest_url, person.api_key, export(stack, person).id))
        own_api.append(Measured(took, _peak(samples)))
        with sampled(peer_processes) as samples:
            took = _bulk(arguments.peer_url, headers, arguments.records).seconds
        theirs.append(Measured(took, _peak(samples)))
    return [
        (f"kick-off to the last byte, {arguments.records:,} records", ""),
        ("ours by Bulk Data: Envoy, server and worker", _figure(arguments.records, ours)),
        ("ours by its own API", _figure(arguments.records, own_api)),
        ("the peer by Bulk Data", _figure(arguments.records, theirs)),
        ("ours against the peer, by Bulk Data", _ratio(ours, theirs)),
        ("ours by its own API against the peer", _ratio(own_api, theirs)),
    ]


def _alone(stack: Stack, person: Person, arguments: argparse.Namespace) -> list[Row]:
    stages, costs = [], []
    for _ in range(arguments.rounds):
        with processor_time(stack) as used:
            stages.append(_ours(stack, person, arguments.records).stages)
        costs.append(used)
    kick_off, manifest, files = (median(each) for each in zip(*stages, strict=True))
    return [
        (f"kick-off to the last byte, {arguments.records:,} records", f"{median(map(sum, stages)):8,.3f} s"),
        ("of it the kick-off", f"{kick_off:8,.3f} s"),
        ("until the manifest", f"{manifest:8,.3f} s"),
        ("the files", f"{files:8,.3f} s"),
        ("the fastest round", f"{min(map(sum, stages)):8,.3f} s"),
        ("processor time of a round", shown({part: median(each[part] for each in costs) for part in costs[0]}, "s")),
    ]


def _ours(stack: Stack, person: Person, count: int) -> BulkExport:
    return _bulk(f"{stack.rest_url}/fhir/$export", {"authorization": f"Bearer {person.api_key}"}, count)


def _bulk(url: str, headers: dict[str, str], count: int) -> BulkExport:
    """Raises SystemExit where other than `count` records came."""
    done = bulk_export(url, headers)
    if done.records != count:
        raise SystemExit(f"{url} gave {done.records} records, not {count}")
    return done


def _ratio(ours: list[Measured], theirs: list[Measured]) -> str:
    return f"{median(b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True)):8,.1f} times"


def _peak(samples: Mapping[str, Samples]) -> float:
    return sum(each.peak for each in samples.values())


def _figure(count: int, rounds: list[Measured]) -> str:
    rate = median(count / each.seconds for each in rounds)
    return f"{rate:10,.0f} records/s   peak memory {max(each.peak_mib for each in rounds):6,.0f} MiB"
