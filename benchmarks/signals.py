"""Durable signals against a no-op RPC of the same server, and against a FastAPI service, on SQLite and PostgreSQL.

`python -m benchmarks signals`. The no-op is the standard health check: it passes every interceptor, asks for no key and
writes no event. Rounds are interleaved, so that a slow moment hits every load; ratios are of the same round. Both
databases sync to disk with each commit (SQLite: synchronous=FULL; PostgreSQL: as it is by default).
"""

import json
import socket
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median

from sqlalchemy.engine import make_url

from benchmarks import grpc_calls, grpc_load, load
from benchmarks.grpc_calls import SECONDS, signal_request
from benchmarks.grpc_load import GrpcLoad
from benchmarks.load import BATCH_ITEMS, Load, load_on
from benchmarks.processor import Measured, measured, microseconds, processor_time
from benchmarks.stack import Stack, private_stack
from server.clock import uuid7
from server.demo import content
from server.domain.caller import Environment, generate_key, hash_secret, parse_authorization
from server.domain.idempotency import scope_of
from server.domain.signals.payload import canonical
from server.domain.signals.phi.guard import guard
from server.domain.signals.schema import CompiledSchema
from server.rpc.convert import from_struct
from server.rpc.rules import require_valid
from tests.parts.postgres import new_database, start_postgres

ROUNDS = 3
PEER_STREAMS = 64
BATCHES_AT_ONCE = 4

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Peer:
    pid: int
    load: Load


def run(stack: Stack) -> list[Row]:
    """Rows of (what, figure)."""
    with tempfile.TemporaryDirectory(prefix="curae-bench-peer-") as folder:
        rows = _compare("SQLite", stack, f"sqlite+aiosqlite:///{folder}/peer.db")
    server = start_postgres(durable=True)
    try:
        with new_database(server.dsn) as ours, new_database(server.dsn) as theirs:
            peer_url = make_url(theirs).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
            with private_stack({"CURAE_DATABASE_URL": ours}) as beside:
                rows += _compare("PostgreSQL", beside, peer_url)
    finally:
        server.stop()
    return [*rows, ("IngestSignal by stage", ""), *_stages(stack)]


def _compare(database: str, stack: Stack, peer_url: str) -> list[Row]:
    no_op, ingest = grpc_calls.no_op(stack), grpc_calls.ingest(stack)
    calls, signals, theirs = [], [], []
    grpc_load.measure(replace(ingest, seconds=0.5))  # warm-up
    with _running_peer(peer_url, stack) as peer:
        for _ in range(ROUNDS):
            calls.append(measured(stack, lambda: grpc_load.measure(no_op)))
            signals.append(measured(stack, lambda: grpc_load.measure(ingest)))
            theirs.append(measured(stack, lambda: load.measure(peer.load), peer=peer.pid))
    half = median(each.result.rate for each in signals) / 2
    return [
        *_batches(database, stack, median(each.result.rate for each in calls)),
        (f"{database}: no-op (health check), gRPC", _figure(calls, "server")),
        (
            f"{database}: IngestSignal, gRPC",
            f"{_figure(signals, 'server')}   {_ratio(signals, calls):4.0%} of the no-op",
        ),
        (f"{database}: FastAPI peer", f"{_figure(theirs, 'peer')}   ours {_ratio(signals, theirs):.1f} x"),
        (f"{database}: p99 at {half:,.0f} calls/s", _latencies(replace(no_op, rate=half), replace(ingest, rate=half))),
    ]


def _batches(database: str, stack: Stack, no_op_rate: float) -> Iterator[Row]:
    """Signals in batches by each door, with each part's processor time; `no_op_rate` is the no-op's calls a second."""
    for door in ("grpc", "rest"):
        batches = replace(load_on(stack, "", door, "batch"), seconds=SECONDS, streams=BATCHES_AT_ONCE)
        rates, costs = [], []
        for _ in range(ROUNDS):
            with processor_time(stack) as used:
                result = load.measure(batches)
            rates.append(result.rate * BATCH_ITEMS)
            costs.append({part: each / (result.calls + BATCHES_AT_ONCE) for part, each in used.items()})
        rate = median(rates)
        cost = {part: median(each[part] for each in costs) for part in costs[0]}
        times = f"{rate / no_op_rate:.1f} times the no-op's calls"
        whole = f"{sum(cost.values()) / BATCH_ITEMS * 1e6:5,.0f} us of processor a signal"
        yield (
            f"{database}: IngestSignals of {BATCH_ITEMS}, {door}",
            f"{rate:8,.0f} signals/s   {times}   {whole}: {microseconds(cost, BATCH_ITEMS)}",
        )


def _stages(stack: Stack) -> list[Row]:
    """What is done for one signal beyond the no-op and before it is stored, stage by stage, alone in this process."""
    request = signal_request(stack)
    encoded = request.SerializeToString()
    payload = from_struct(request.payload)
    body = canonical(payload).decode()
    schema = CompiledSchema(content.signals()[0].schema)
    key, salt = generate_key(Environment.LIVE), bytes(16)
    stages: dict[str, Callable[[], object]] = {
        "API key": lambda: hash_secret(parse_authorization(f"Bearer {key.text}").secret, salt),
        "message, and the rules of the protos": lambda: require_valid(type(request).FromString(encoded)),
        "Struct to JSON": lambda: from_struct(request.payload),
        "canonical form": lambda: canonical(payload),
        "PHI guard": lambda: guard(payload),
        "schema": lambda: schema.accepts(payload),
        "idempotency": lambda: scope_of(tenant_id="t", operation="o", key=uuid7(), request={"payload": body}),
    }
    return [(f"  {name}", f"{_microseconds(stage):8.1f} us") for name, stage in stages.items()]


def _microseconds(stage: Callable[[], object], calls: int = 200) -> float:
    """Processor time, the best of several: what the stage itself takes, whoever else is on the machine."""
    return min(timeit.repeat(stage, number=calls, repeat=25, timer=time.thread_time)) / calls * 1e6


def _latencies(no_op: GrpcLoad, ingest: GrpcLoad) -> str:
    pairs = [(grpc_load.measure(no_op).quantile(0.99), grpc_load.measure(ingest).quantile(0.99)) for _ in range(ROUNDS)]
    base, ours = (median(column) * 1000 for column in zip(*pairs, strict=True))
    times = median(ours / base for base, ours in pairs)
    return f"no-op {base:6.2f} ms   IngestSignal {ours:6.2f} ms   {times:.1f} times it"


def _figure(rounds: list[Measured], part: str) -> str:
    """With the processor time of all threads of `part` and of its children: a server's intake is one."""
    rate = median(each.result.rate for each in rounds)
    cost = median(each.cost(part) for each in rounds) * 1e6
    return f"{rate:8,.0f} calls/s   {cost:5,.0f} us of processor a call"


def _ratio(ours: list[Measured], base: list[Measured]) -> float:
    return median(one.result.rate / other.result.rate for one, other in zip(ours, base, strict=True))


@contextmanager
def _running_peer(database_url: str, stack: Stack) -> Iterator[Peer]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.peer_fastapi", database_url, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            of = Load(
                door="rest",
                target=f"http://127.0.0.1:{port}",
                call="ingest",
                key=ready["apiKey"],
                connection=ready["connectionId"],
                export="",
                payload=stack.payload,
                seconds=SECONDS,
                streams=PEER_STREAMS,
            )
            yield Peer(process.pid, of)
        finally:
            process.terminate()
