"""Callers: each writes down what it was answered."""

import asyncio
import itertools
import random
import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpx

from benchmarks.calls import fill
from benchmarks.dataset import records
from benchmarks.soak.client import AGAIN_AFTER_SECONDS, Client
from benchmarks.soak.ledger import Ledger
from benchmarks.stack import Stack

RECORDS = 8_000  # about 8 MB: more than all buffers between the server and a client that gives up
SINGLE_SENDERS, SINGLE_PAUSE_SECONDS = 4, 0.05
BATCH_SENDERS, BATCH_ITEMS, BATCH_PAUSE_SECONDS = 2, 50, 0.5
EXPORTERS, EXPORT_PAUSE_SECONDS = 3, 1.0
READERS, READ_PAUSE_SECONDS = 2, 0.1
CANCEL_ONE_IN = 5
RAW_SHARE = 0.9
GIVE_UP_AFTER_BYTES = 256 << 10
GIVE_UP_PAUSE_SECONDS = 0.1
SETTLES_WITHIN_SECONDS = 180.0
_SIGNALS = "/api/sdk/v1/signals"
_EXPORTS = "/api/sdk/v1/records/exports"
_PENDING = ("QUEUED", "RUNNING")


def seed_records(stack: Stack) -> None:
    """Imports what the exports hold."""
    fill(stack, stack.demo, records(RECORDS))


class Traffic:
    """Everything that callers do, through Envoy. `start` gives the tasks; `settle` finishes what was begun.

    `calm`: how many times longer than usual the callers pause between their calls.
    """

    def __init__(self, stack: Stack, ledger: Ledger, client: Client, *, calm: float = 1.0) -> None:
        self._calm = calm
        self._stack = stack
        self._ledger = ledger
        self._client = client
        self._numbers = itertools.count()

    def start(self, *, cancelled_downloads_a_second: float) -> list[asyncio.Task[None]]:
        callers: Iterable[Any] = (
            *(self._send_singles() for _ in range(SINGLE_SENDERS)),
            *(self._send_batches() for _ in range(BATCH_SENDERS)),
            *(self._export(random.Random(number)) for number in range(EXPORTERS)),
            *(self._read() for _ in range(READERS)),
            self._give_up_downloads(cancelled_downloads_a_second),
        )
        return [asyncio.create_task(caller) for caller in callers]

    async def settle(self) -> None:
        """Sends again what was never answered, and waits until every export is final."""
        for key in [key for key in self._ledger.sent if key not in self._ledger.signals]:
            await self._send_until_answered(key)
        for key in list(self._ledger.orders):
            await self._queue_until_answered(key)
        async with asyncio.timeout(SETTLES_WITHIN_SECONDS):
            for export_id in list(self._ledger.exports):
                await self._until_final(export_id)

    async def _send_singles(self) -> None:
        while True:
            await self._send_until_answered(f"single-{next(self._numbers)}")
            await self._pause(SINGLE_PAUSE_SECONDS)

    async def _send_until_answered(self, key: str) -> None:
        self._ledger.sent.add(key)
        answer = await self._client.until_answered(
            "signal", "POST", _SIGNALS, json=self._signal(), headers={"idempotency-key": key}
        )
        if self._expect(answer, 201):
            self._note_signal(key, answer.json()["signal"]["id"])

    async def _send_batches(self) -> None:
        while True:
            keys = [f"item-{next(self._numbers)}" for _ in range(BATCH_ITEMS)]
            self._ledger.sent.update(keys)
            body = {"items": [{"idempotencyKey": key, "signal": self._signal()} for key in keys]}
            headers = {"idempotency-key": uuid.uuid4().hex}
            answer = await self._client.until_answered("batch", "POST", f"{_SIGNALS}:batch", json=body, headers=headers)
            if self._expect(answer, 200):
                for key, result in zip(keys, answer.json()["results"], strict=True):
                    if "signal" in result:
                        self._note_signal(key, result["signal"]["id"])
                    elif not result["problem"]["retryable"]:
                        self._ledger.wrong.append(f"a good item was refused: {result['problem']['code']}")
            await self._pause(BATCH_PAUSE_SECONDS)

    async def _export(self, dice: random.Random) -> None:
        while True:
            key = uuid.uuid4().hex
            body = {"connectionId": self._stack.connection_id, "includeRawFhir": dice.random() < RAW_SHARE}
            self._ledger.orders[key] = body
            export_id = await self._queue_until_answered(key)
            if export_id is not None:
                await (self._cancel if dice.randrange(CANCEL_ONE_IN) == 0 else self._finish)(export_id)
            await self._pause(EXPORT_PAUSE_SECONDS)

    async def _queue_until_answered(self, key: str) -> str | None:
        headers = {"idempotency-key": key}
        answer = await self._client.until_answered(
            "export ordered", "POST", _EXPORTS, json=self._ledger.orders[key], headers=headers
        )
        del self._ledger.orders[key]
        if not self._expect(answer, 202):
            return None
        export_id: str = answer.json()["export"]["id"]
        self._ledger.exports[export_id] = None
        return export_id

    async def _cancel(self, export_id: str) -> None:
        if self._expect(
            await self._client.until_answered("export cancelled", "DELETE", f"{_EXPORTS}/{export_id}"), 200
        ):
            self._ledger.cancelled.add(export_id)

    async def _finish(self, export_id: str) -> None:
        export = await self._until_final(export_id)
        if export["status"] != "READY":
            self._ledger.wrong.append(f"export {export_id} ended {export['status']} {export.get('errorCode')}")
            return
        sha256 = await self._client.download(f"{_EXPORTS}/{export_id}/artifact", int(export["artifact"]["byteSize"]))
        self._ledger.exports[export_id] = sha256
        self._ledger.counts["downloads verified"] += 1
        if sha256 != export["artifact"]["sha256"]:
            self._ledger.wrong.append(f"the download of {export_id} is not what its sha256 says")

    async def _until_final(self, export_id: str) -> dict[str, Any]:
        while True:
            answer = await self._client.until_answered("export read", "GET", f"{_EXPORTS}/{export_id}")
            self._expect(answer, 200)
            export: dict[str, Any] = answer.json()["export"]
            if export["status"] not in _PENDING:
                return export
            await asyncio.sleep(AGAIN_AFTER_SECONDS)

    async def _read(self) -> None:
        while True:
            self._expect(await self._client.until_answered("page of exports", "GET", f"{_EXPORTS}?limit=20"), 200)
            self._ledger.counts["pages read"] += 1
            await self._pause(READ_PAUSE_SECONDS)

    async def _give_up_downloads(self, a_second: float) -> None:
        """At a steady rate, however long each takes; what was missed meanwhile, by faults too, is made up for."""
        loop = asyncio.get_running_loop()
        began, under_way = loop.time(), set[asyncio.Task[None]]()
        async with asyncio.TaskGroup() as group:
            while True:
                ready = [export_id for export_id, sha256 in self._ledger.exports.items() if sha256 is not None]
                due = (loop.time() - began) * a_second - self._ledger.counts["downloads given up"] - len(under_way) + 1
                for _ in range(int(due) if ready else 0):
                    task = group.create_task(self._give_up(random.choice(ready)))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
                await asyncio.sleep(GIVE_UP_PAUSE_SECONDS)

    async def _give_up(self, export_id: str) -> None:
        with suppress(httpx.HTTPError):
            async with self._client.http.stream("GET", f"{_EXPORTS}/{export_id}/artifact") as answer:
                if answer.status_code != 200:
                    return
                received = 0
                async for chunk in answer.aiter_raw():
                    received += len(chunk)
                    if received >= GIVE_UP_AFTER_BYTES:
                        break
            self._ledger.counts["downloads given up"] += 1

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self._calm)

    def _expect(self, answer: httpx.Response, status: int) -> bool:
        if answer.status_code != status:
            self._ledger.wrong.append(f"{answer.request.method} {answer.request.url.path}: {answer.status_code}")
        return answer.status_code == status

    def _note_signal(self, key: str, signal_id: str) -> None:
        if self._ledger.signals.setdefault(key, signal_id) != signal_id:
            self._ledger.wrong.append(f"key {key} was answered with two signals")

    def _signal(self) -> dict[str, Any]:
        return {
            "connectionId": self._stack.connection_id,
            "namespace": "activity",
            "signalType": "daily_summary",
            "payload": self._stack.payload,
        }
