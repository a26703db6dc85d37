"""GetExport, ListExports and IngestSignal over gRPC and REST, against a no-op RPC of the same server in the same run.

`python -m benchmarks rpc`, on SQLite and PostgreSQL: calls a second, and processor time a call of the server with its
intake process, Envoy and the database. The no-op is the standard health check: it passes every interceptor, asks for no
key and writes no event. The edge rows say what Envoy adds to a call's latency, at a fifth of the load.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from curae.sdk.v1 import records_pb2

from benchmarks import grpc_load
from benchmarks.calls import export
from benchmarks.grpc_calls import SECONDS, calls_of, ingest, no_op
from benchmarks.grpc_load import GrpcLoad
from benchmarks.load import Result, load_on, measure
from benchmarks.processor import Measured, measured, microseconds
from benchmarks.stack import Stack, private_stack

ROUNDS = 5
PAGE = 20
EDGE_STREAMS = 4
EDGE_RATE = 200.0
NO_OP = "no-op (health check), gRPC"

Row = tuple[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--database", choices=("sqlite", "postgres"), help="only this one; default: both")


def run(arguments: argparse.Namespace) -> Iterator[Row]:
    """Rows of (what, figure). Rounds are interleaved, so that a slow moment hits every load."""
    for name in ("sqlite", "postgres"):
        if arguments.database in (None, name):
            with private_stack(postgres=name == "postgres") as stack:
                yield name, ""
                yield from _calls(stack, arguments.rounds)
                yield from _edge(stack, arguments.rounds)


def _calls(stack: Stack, rounds: int) -> Iterator[Row]:
    exports = [export(stack, stack.demo, resource_types=("Immunization",)).id for _ in range(PAGE)]
    loads = _loads(stack, exports)
    seen: dict[str, list[Measured]] = {name: [] for name in loads}
    for _ in range(rounds):
        for name, load in loads.items():
            seen[name].append(measured(stack, load))
    for name, rounds_of in seen.items():
        yield f"  {name}", _figure(rounds_of, seen[NO_OP])
    for name in ("GetExport, gRPC", "ListExports of 20, gRPC", "IngestSignal, gRPC"):
        rate = median(each.result.rate for each in seen[name]) / 2
        yield f"  p99 of {name} at {rate:,.0f} calls/s", _latencies(stack, exports, name, rate, rounds)


def _loads(stack: Stack, exports: list[str]) -> dict[str, Callable[[], Result]]:
    rest = {name: load_on(stack, exports[0], "rest", name, seconds=SECONDS) for name in ("get", "ingest")}
    return {
        **{name: _by_grpc(load) for name, load in _grpc_loads(stack, exports).items()},
        "GetExport, REST": lambda: measure(rest["get"]),
        "IngestSignal, REST": lambda: measure(rest["ingest"]),
    }


def _by_grpc(load: GrpcLoad) -> Callable[[], Result]:
    return lambda: grpc_load.measure(load)


def _grpc_loads(stack: Stack, exports: list[str]) -> dict[str, GrpcLoad]:
    """GetExport asks for one export after the other, as the polls of several do."""
    asked = [records_pb2.GetExportRequest(export_id=each) for each in exports]
    page = records_pb2.ListExportsRequest(limit=PAGE)
    return {
        NO_OP: no_op(stack),
        "GetExport, gRPC": calls_of(stack, "RecordsService/GetExport", *asked),
        "ListExports of 20, gRPC": calls_of(stack, "RecordsService/ListExports", page),
        "IngestSignal, gRPC": ingest(stack),
    }


def _latencies(stack: Stack, exports: list[str], name: str, rate: float, rounds: int) -> str:
    loads = _grpc_loads(stack, exports)
    pairs = [
        [grpc_load.measure(replace(loads[each], rate=rate)).quantile(0.99) for each in (NO_OP, name)]
        for _ in range(rounds)
    ]
    base, ours = (median(column) * 1000 for column in zip(*pairs, strict=True))
    return f"{ours:6.2f} ms   no-op {base:6.2f} ms   {median(two / one for one, two in pairs):.1f} times it"


def _edge(stack: Stack, rounds: int) -> Iterator[Row]:
    """Latency of GetExport with and without Envoy, interleaved, at a rate that neither feels."""
    export_id = export(stack, stack.demo, resource_types=("Immunization",)).id
    grpc, rest = (
        load_on(stack, export_id, door, "get", streams=EDGE_STREAMS, rate=EDGE_RATE) for door in ("grpc", "rest")
    )
    pairs = [(measure(grpc), measure(rest)) for _ in range(rounds)]
    for name, q in (("p50", 0.5), ("p99", 0.99)):
        direct, through = (
            median(result.quantile(q) for result in column) * 1000 for column in zip(*pairs, strict=True)
        )
        yield (
            f"  GetExport latency, {name}",
            f"direct {direct:6.2f} ms   through Envoy {through:6.2f} ms   Envoy adds {through - direct:5.2f} ms",
        )


def _figure(rounds: list[Measured], baseline: list[Measured]) -> str:
    pairs = list(zip(rounds, baseline, strict=True))
    rate = median(one.result.rate / base.result.rate for one, base in pairs)
    times = median(one.cost() / base.cost() for one, base in pairs)
    middle = sorted(rounds, key=lambda each: each.cost())[len(rounds) // 2]
    busy = {part: seconds for part, seconds in middle.costs.items() if part != "worker"}
    return (
        f"{median(each.result.rate for each in rounds):8,.0f} calls/s {rate:5.0%} of the no-op   "
        f"{times:4.1f} times its processor time: {microseconds(busy, middle.result.calls)}"
    )
