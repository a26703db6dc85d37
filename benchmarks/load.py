"""A load generator in a process of its own: `python -m benchmarks.load SPEC`, SPEC as JSON on standard input.

Prints `{"calls": n, "seconds": s, "errors": e}`. Closed loop: `streams` calls are under way at any time.
"""

import asyncio
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
import httpx
from curae.sdk.v1 import records_pb2, records_pb2_grpc, signals_pb2, signals_pb2_grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

Call = Callable[[], Awaitable[bool]]


def measure(spec: dict[str, Any]) -> float:
    """Runs one load in a process of its own and gives successful calls a second."""
    command = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(spec), capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    if result["errors"]:
        raise SystemExit(f"{spec['call']}: {result['errors']} of {result['calls']} calls failed")
    return float(result["calls"] / result["seconds"])


async def _run(spec: dict[str, Any]) -> dict[str, float]:
    async with _caller(spec) as call:
        await asyncio.gather(*(call() for _ in range(spec["streams"])))  # warm-up
        until = time.perf_counter() + spec["seconds"]
        began = time.perf_counter()
        counts = await asyncio.gather(*(_loop(call, until) for _ in range(spec["streams"])))
        seconds = time.perf_counter() - began
    return {"calls": sum(n for n, _ in counts), "errors": sum(e for _, e in counts), "seconds": seconds}


async def _loop(call: Call, until: float) -> tuple[int, int]:
    calls = errors = 0
    while time.perf_counter() < until:
        calls += 1
        errors += not await call()
    return calls, errors


class _caller:  # noqa: N801 - reads as a function
    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec

    async def __aenter__(self) -> Call:
        if self._spec["door"] == "grpc":
            self._client: Any = grpc.aio.insecure_channel(self._spec["target"])
            return _grpc_call(self._spec, self._client)
        limits = httpx.Limits(max_connections=self._spec["streams"])
        self._client = httpx.AsyncClient(base_url=self._spec["target"], limits=limits, timeout=30)
        return _rest_call(self._spec, self._client)

    async def __aexit__(self, *_: object) -> None:
        await (self._client.close() if self._spec["door"] == "grpc" else self._client.aclose())


def _grpc_call(spec: dict[str, Any], channel: grpc.aio.Channel) -> Call:
    authorization = ("authorization", f"Bearer {spec['key']}")
    health = health_pb2_grpc.HealthStub(channel)
    records = records_pb2_grpc.RecordsServiceStub(channel)
    signals = signals_pb2_grpc.SignalsServiceStub(channel)
    signal = signals_pb2.IngestSignalRequest(
        connection_id=spec["connection"], namespace="activity", signal_type="daily_summary"
    )
    signal.payload.update(spec["payload"])
    nothing = health_pb2.HealthCheckRequest()
    one = records_pb2.GetExportRequest(export_id=spec["export"])

    async def no_op() -> bool:
        return bool((await health.Check(nothing)).status)

    async def get() -> bool:
        return bool((await records.GetExport(one, metadata=(authorization,))).export.id)

    async def ingest() -> bool:
        metadata = (authorization, ("idempotency-key", uuid.uuid4().hex))
        return bool((await signals.IngestSignal(signal, metadata=metadata)).signal.id)

    return {"no_op": no_op, "get": get, "ingest": ingest}[spec["call"]]


def _rest_call(spec: dict[str, Any], client: httpx.AsyncClient) -> Call:
    authorization = {"authorization": f"Bearer {spec['key']}"}
    body = json.dumps(
        {
            "connectionId": spec["connection"],
            "namespace": "activity",
            "signalType": "daily_summary",
            "payload": spec["payload"],
        }
    )

    async def get() -> bool:
        answer = await client.get(f"/api/sdk/v1/records/exports/{spec['export']}", headers=authorization)
        return answer.status_code == 200

    async def ingest() -> bool:
        headers = {**authorization, "content-type": "application/json", "idempotency-key": uuid.uuid4().hex}
        return (await client.post("/api/sdk/v1/signals", content=body, headers=headers)).status_code == 201

    return {"get": get, "ingest": ingest}[spec["call"]]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_run(json.load(sys.stdin)))))
