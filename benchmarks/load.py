"""A load generator in a process of its own: `python -m benchmarks.load`, with a Load as JSON on standard input.

Closed loop: `streams` calls are under way at any time; with `rate`, calls begin at that many a second at most, one
stream after the other: callers that know nothing of each other do not call at the same moment.
Prints a Result as JSON. Calls that fail are counted, never timed.
"""

import asyncio
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

import grpc
from curae.sdk.v1 import records_pb2, records_pb2_grpc, signals_pb2, signals_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from benchmarks.stack import Stack

BATCH_ITEMS = 500

Call = Callable[[], Awaitable[None]]  # raises CallFailed, with what was answered
MAX_SHOWN_CHARACTERS = 300


class CallFailed(Exception):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """`door` is grpc or rest, `target` its host:port or URL, `call` one of no_op, get, ingest and batch."""

    door: str
    target: str
    call: str
    key: str
    connection: str
    export: str
    payload: dict[str, Any]
    seconds: float = 3.0
    streams: int = 64
    rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Latencies are seconds, of the calls that succeeded. `failure`: what the first call that failed was answered."""

    calls: int
    errors: int
    seconds: float
    latencies: list[float] = field(repr=False)
    failure: str = ""

    @property
    def rate(self) -> float:
        return self.calls / self.seconds

    def require_success(self, what: str) -> None:
        """Raises SystemExit where a call failed."""
        if self.errors:
            raise SystemExit(f"{what}: {self.errors} calls failed, the first with: {self.failure}")

    def quantile(self, q: float) -> float:
        return sorted(self.latencies)[min(int(len(self.latencies) * q), len(self.latencies) - 1)]


def load_on(stack: Stack, export_id: str, door: str, call: str, **more: float) -> Load:
    """As the demo app sends it."""
    return Load(
        door=door,
        target=stack.grpc_target if door == "grpc" else stack.rest_url,
        call=call,
        key=stack.api_key,
        connection=stack.connection_id,
        export=export_id,
        payload=stack.payload,
        **more,  # type: ignore[arg-type]
    )


def measure(load: Load) -> Result:
    """Runs one load in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(asdict(load)), stdout=subprocess.PIPE, text=True, check=True)
    result = Result(**json.loads(done.stdout))
    result.require_success(load.call)
    return result


async def _run(load: Load) -> Result:
    async with AsyncExitStack() as stack:
        calls = await _callers(load, stack)
        await asyncio.gather(*(call() for call in calls))  # warm-up
        latencies: list[float] = []
        failures: list[str] = []
        began = time.perf_counter()
        pause = load.streams / load.rate if load.rate else 0.0
        loops = (
            _loop(call, began + load.seconds, pause, latencies, failures, delay=number * pause / load.streams)
            for number, call in enumerate(calls)
        )
        await asyncio.gather(*loops)
        seconds = time.perf_counter() - began
    return Result(
        calls=len(latencies) + len(failures),
        errors=len(failures),
        seconds=seconds,
        latencies=latencies,
        failure=failures[0] if failures else "",
    )


async def _loop(
    call: Call, until: float, pause: float, latencies: list[float], failures: list[str], *, delay: float
) -> None:
    await asyncio.sleep(delay)
    while (began := time.perf_counter()) < until:
        try:
            await call()
            latencies.append(time.perf_counter() - began)
        except (CallFailed, grpc.aio.AioRpcError) as failed:
            failures.append(_said(failed))
        if pause:
            await asyncio.sleep(max(0.0, pause - (time.perf_counter() - began)))


def _said(failed: Exception) -> str:
    if isinstance(failed, grpc.aio.AioRpcError):
        return f"{failed.code().name} {failed.details()}"
    return str(failed)[:MAX_SHOWN_CHARACTERS]


def _require(succeeded: bool, answer: object) -> None:
    if not succeeded:
        raise CallFailed(str(answer))


async def _callers(load: Load, stack: AsyncExitStack) -> list[Call]:
    if load.door == "grpc":
        # Two connections, as two callers would have: one connection's flow control is not what is measured.
        channels = [
            await stack.enter_async_context(
                grpc.aio.insecure_channel(load.target, options=[("grpc.use_local_subchannel_pool", 1)])
            )
            for _ in range(2)
        ]
        return [_grpc_call(load, channels[number % 2]) for number in range(load.streams)]
    return [await _rest_call(load, stack) for _ in range(load.streams)]


def _grpc_call(load: Load, channel: grpc.aio.Channel) -> Call:
    authorization = ("authorization", f"Bearer {load.key}")
    health = health_pb2_grpc.HealthStub(channel)
    records = records_pb2_grpc.RecordsServiceStub(channel)
    signals = signals_pb2_grpc.SignalsServiceStub(channel)
    signal = signals_pb2.IngestSignalRequest(
        connection_id=load.connection, namespace="activity", signal_type="daily_summary"
    )
    signal.payload.update(load.payload)
    nothing = health_pb2.HealthCheckRequest()
    one = records_pb2.GetExportRequest(export_id=load.export)

    async def no_op() -> None:
        await health.Check(nothing)

    async def get() -> None:
        await records.GetExport(one, metadata=(authorization,))

    async def ingest() -> None:
        metadata = (authorization, ("idempotency-key", uuid.uuid4().hex))
        await signals.IngestSignal(signal, metadata=metadata)

    async def batch() -> None:
        items = [signals_pb2.SignalItem(idempotency_key=uuid.uuid4().hex, signal=signal) for _ in range(BATCH_ITEMS)]
        request = signals_pb2.IngestSignalsRequest(items=items)
        metadata = (authorization, ("idempotency-key", uuid.uuid4().hex))
        results = (await signals.IngestSignals(request, metadata=metadata)).results
        for refused in (each for each in results if not each.HasField("signal")):
            raise CallFailed(f"{refused.problem.code} {refused.problem.detail}")

    return {"no_op": no_op, "get": get, "ingest": ingest, "batch": batch}[load.call]


async def _rest_call(load: Load, stack: AsyncExitStack) -> Call:
    """One keep-alive HTTP/1.1 connection, spoken by hand: a full client would be what is measured."""
    url = urlsplit(load.target)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    stack.callback(writer.close)
    head = f"Host: {url.netloc}\r\nAuthorization: Bearer {load.key}\r\n"
    named = {"connectionId": load.connection, "namespace": "activity", "signalType": "daily_summary"}
    body = json.dumps(named | {"payload": load.payload})

    async def exchange(request: str) -> tuple[int, bytes]:
        writer.write(request.encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in answer.decode().lower().split("\r\n")[1:-2])
        return int(answer[9:12]), await reader.readexactly(int(fields["content-length"]))

    async def post(path: str, body: str) -> tuple[int, bytes]:
        fields = f"{head}Content-Type: application/json\r\nIdempotency-Key: {uuid.uuid4().hex}\r\n"
        return await exchange(f"POST {path} HTTP/1.1\r\n{fields}Content-Length: {len(body)}\r\n\r\n{body}")

    async def get() -> None:
        status, answer = await exchange(f"GET /api/sdk/v1/records/exports/{load.export} HTTP/1.1\r\n{head}\r\n")
        _require(status == 200, answer)

    async def ingest() -> None:
        status, answer = await post("/api/sdk/v1/signals", body)
        _require(status == 201, answer)

    async def batch() -> None:
        items = ",".join(f'{{"idempotencyKey":"{uuid.uuid4().hex}","signal":{body}}}' for _ in range(BATCH_ITEMS))
        status, answer = await post("/api/sdk/v1/signals:batch", f'{{"items":[{items}]}}')
        _require(status == 200 and b'"problem"' not in answer, answer[answer.find(b'"problem"') :])

    return {"get": get, "ingest": ingest, "batch": batch}[load.call]


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_run(Load(**json.load(sys.stdin)))))))
