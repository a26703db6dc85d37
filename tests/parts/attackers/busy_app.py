"""An app with a real key that asks for as much as it can get."""

import asyncio
import json
import secrets
import uuid
from typing import Any

from curae.sdk.v1 import records_pb2, signals_pb2

from server.demo import content
from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http1 import head, response, status
from tests.parts.attackers.http2 import fields, grpc_fields, grpc_message, http2
from tests.parts.attackers.target import Target
from tests.parts.attackers.wire import Wire, connected

ITEMS = 500
COSTLY_ITEMS = 64
CALLS = 100


def small_signal(connection_id: str) -> dict[str, Any]:
    (signal,) = (each for each in content.signals() if each.signal_type == "daily_summary")
    return {
        "connectionId": connection_id,
        "namespace": signal.namespace,
        "signalType": signal.signal_type,
        "payload": dict(signal.payload),
    }


async def post(wire: Wire, target: Target, path: str, body: bytes) -> None:
    fields = [
        target.authorization,
        ("content-type", "application/json"),
        ("content-length", str(len(body))),
        ("idempotency-key", uuid.uuid4().hex),
    ]
    await wire.send(head(target, "POST", path, fields) + body)


class _Posts(Attack):
    path = ""
    calls_a_connection = 10

    def body(self) -> bytes:
        raise NotImplementedError

    async def turn(self, number: int) -> None:
        body = self.body()
        async with connected(self.target) as wire:
            for _ in range(self.calls_a_connection):
                await post(wire, self.target, self.path, body)
                self.counts[f"HTTP {await status(wire)}"] += 1


class ExportOrders(_Posts):
    """Exports, all of them of everything."""

    hands = 4
    path = "/api/sdk/v1/records/exports"

    def body(self) -> bytes:
        return json.dumps({"connectionId": self.target.connection_id, "includeRawFhir": True}).encode()


class SignalFlood(_Posts):
    """32 batches at once of 500 small signals that are all stored."""

    hands = 32
    every_seconds = 0.0
    path = "/api/sdk/v1/signals:batch"

    def body(self) -> bytes:
        order = small_signal(self.target.connection_id)
        return json.dumps(
            {"items": [{"idempotencyKey": uuid.uuid4().hex, "signal": order} for _ in range(ITEMS)]}
        ).encode()


class CallFlood(Attack):
    """Cheap native calls, 100 at once on each connection, again as soon as they are answered."""

    hands = 20
    every_seconds = 0.0
    method = "/curae.sdk.v1.RecordsService/GetExport"

    async def message(self) -> bytes:
        return records_pb2.GetExportRequest(export_id=self.target.export_id).SerializeToString()

    async def turn(self, number: int) -> None:
        message = await self.message()
        async with http2(self.target, self.counts) as connection:
            while True:
                for _ in range(CALLS):
                    method = grpc_fields(self.target, self.method)
                    stream = connection.open([*method, self.target.authorization], ends=False)
                    await connection.send_body(stream, grpc_message(message))
                await connection.until_ended()


class WithdrawalFlood(CallFlood):
    """One signal is withdrawn again and again, each time in a transaction that may write."""

    method = "/curae.sdk.v1.SignalsService/WithdrawSignal"

    async def message(self) -> bytes:
        """Once a signal is stored: the key may have to rest from what it did before."""
        body = json.dumps(small_signal(self.target.connection_id)).encode()
        stored: dict[str, Any] = {}
        while "signal" not in stored:
            async with connected(self.target) as wire:
                await post(wire, self.target, "/api/sdk/v1/signals", body)
                _, answer = await response(wire)
            stored = json.loads(answer)
            await asyncio.sleep(0.2)
        return signals_pb2.WithdrawSignalRequest(signal_id=stored["signal"]["id"]).SerializeToString()


class ListFlood(CallFlood):
    """Pages of exports."""

    method = "/curae.sdk.v1.RecordsService/ListExports"

    async def message(self) -> bytes:
        return records_pb2.ListExportsRequest(limit=20).SerializeToString()


class ArtifactFlood(Attack):
    """Downloads that are begun 100 at once on each connection, and read."""

    hands = 20
    every_seconds = 0.0

    async def turn(self, number: int) -> None:
        path = f"/api/sdk/v1/records/exports/{self.target.export_id}/artifact"
        async with http2(self.target, self.counts) as connection:
            for _ in range(100):
                connection.open(fields(self.target, "GET", path, [self.target.authorization]))
            await connection.flush()
            await connection.until_ended()


class CostlySignals(_Posts):
    """Batches as large as Envoy takes them, of payloads of 60 KB that look like many things at once. None is stored."""

    hands = 4
    path = "/api/sdk/v1/signals:batch"
    calls_a_connection = 1

    def body(self) -> bytes:
        signal = {
            "connectionId": self.target.connection_id,
            "namespace": "activity",
            "signalType": "daily_summary",
            "payload": {"note": ("%41=3D&#x31;\\u0031 12.03.1980 " + secrets.token_hex(16)) * 900},
        }
        return json.dumps(
            {"items": [{"idempotencyKey": uuid.uuid4().hex, "signal": signal} for _ in range(COSTLY_ITEMS)]}
        ).encode()
