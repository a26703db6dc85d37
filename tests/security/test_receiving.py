"""What a message costs the server before and after it is known who sends it, on its own port and through Envoy."""

import asyncio
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import psutil
import pytest
from curae.sdk.v1 import records_pb2, signals_pb2

from server.limits import MAX_BATCH_BYTES, MAX_UNREAD_BYTES, MIB, MIN_RECEIVE_BYTES
from tests.parts.attackers.http2 import Http2, grpc_fields, grpc_message, http2
from tests.parts.attackers.target import Target
from tests.parts.curae_up import running_stack
from tests.parts.eventually import patience

BATCH = "/curae.sdk.v1.SignalsService/IngestSignals"
LIST = "/curae.sdk.v1.RecordsService/ListExports"
DOWNLOAD = "/curae.sdk.v1.RecordsService/DownloadExport"
BOMB_BYTES = MAX_BATCH_BYTES - 16
EMPTY_ITEMS = b"\x0a\x00" * (BOMB_BYTES // 2)
OK, INVALID_ARGUMENT, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAUTHENTICATED = "0", "3", "4", "8", "16"
# A call that Envoy refuses by its headers, before the server hears of it, is answered by HTTP.
REFUSED_AT_THE_DOOR = {"HTTP 401"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    environment = {"CURAE_RECEIVE_BYTES": str(MIN_RECEIVE_BYTES)}
    with running_stack(tmp_path_factory.mktemp("receiving"), environment=environment) as running:
        yield running.run


@pytest.fixture(params=["its own port", "Envoy"])
def target(request: pytest.FixtureRequest, stack: dict[str, Any]) -> Target:
    return target_of(stack, stack["restUrl" if request.param == "Envoy" else "grpcTarget"])


@pytest.fixture
def own_port(stack: dict[str, Any]) -> Target:
    return target_of(stack, stack["grpcTarget"])


def target_of(stack: dict[str, Any], address: str) -> Target:
    host, _, port = address.rpartition("/")[2].rpartition(":")
    return Target(host=host, port=int(port), key=stack["apiKey"], connection_id=stack["connectionId"])


class Cost:
    """What the server's process took since it was made: processor time, and memory at its most."""

    def __init__(self, stack: dict[str, Any]) -> None:
        self._process = psutil.Process(stack["processes"]["server"])
        self._memory = self.most = self._process.memory_info().rss
        self._seconds = self._cpu()

    @property
    def grown_bytes(self) -> int:
        return self.most - self._memory

    @property
    def seconds(self) -> float:
        return self._cpu() - self._seconds

    async def watch(self) -> None:
        while True:
            self.most = max(self.most, self._process.memory_info().rss)
            await asyncio.sleep(0.01)

    def _cpu(self) -> float:
        times = self._process.cpu_times()
        return times.user + times.system


@asynccontextmanager
async def cost(stack: dict[str, Any]) -> AsyncIterator[Cost]:
    counted = Cost(stack)
    watching = asyncio.create_task(counted.watch())
    try:
        yield counted
    finally:
        watching.cancel()


async def called(target: Target, method: str, body: bytes, *more: tuple[str, str]) -> Counter[str]:
    """What came of one call, by status, and how many bytes of it were taken."""
    counts: Counter[str] = Counter()
    async with http2(target, counts) as connection:
        stream = connection.open(grpc_fields(target, method, more), ends=False)
        await sent(connection, stream, body)
        await connection.until_ended(patience(60))
    return counts


async def sent(connection: Http2, stream: int, body: bytes) -> None:
    await connection.flush()
    async with asyncio.timeout(patience(60)):
        await connection.send_body(stream, body)


def statuses(counts: Counter[str]) -> set[str]:
    return {name for name in counts if name.startswith("gRPC")}


def keyed(target: Target, key: str = "bomb") -> list[tuple[str, str]]:
    return [target.authorization, ("idempotency-key", key)]


async def test_without_a_key_nothing_of_a_message_is_read(stack: dict[str, Any], target: Target) -> None:
    async with cost(stack) as taken:
        for _ in range(4):
            counts = await called(target, BATCH, grpc_message(EMPTY_ITEMS))
            assert statuses(counts) == {f"gRPC {UNAUTHENTICATED}"} or counts.keys() >= REFUSED_AT_THE_DOOR, counts
        assert taken.grown_bytes < BOMB_BYTES / 2


async def test_the_server_itself_takes_a_window_of_what_it_does_not_read(own_port: Target) -> None:
    counts = await called(own_port, BATCH, grpc_message(EMPTY_ITEMS))
    assert counts["bytes"] <= MAX_UNREAD_BYTES


async def test_a_batch_of_millions_is_counted_before_it_is_built(stack: dict[str, Any], target: Target) -> None:
    one_field = b"\xfa\x07" + varint(BOMB_BYTES) + bytes(BOMB_BYTES)
    async with cost(stack) as cheap:
        assert statuses(await called(target, BATCH, grpc_message(one_field), *keyed(target))) == {"gRPC 3"}
    async with cost(stack) as taken:
        counts = await called(target, BATCH, grpc_message(EMPTY_ITEMS), *keyed(target))
    assert statuses(counts) == {f"gRPC {INVALID_ARGUMENT}"}
    # gRPC itself copies a message twice as it arrives.
    assert taken.grown_bytes < 4 * BOMB_BYTES
    assert taken.seconds < 3 * cheap.seconds + 0.5


async def test_a_batch_of_short_numbers_is_refused_by_its_size_as_a_message(stack: dict[str, Any]) -> None:
    payload = {"n": [1] * 31_000}
    signal = {"connectionId": stack["connectionId"], "namespace": "demo", "signalType": "daily", "payload": payload}
    items = [{"idempotencyKey": f"dense-{number}", "signal": signal} for number in range(40)]
    headers = {"authorization": f"Bearer {stack['apiKey']}", "idempotency-key": "dense"}
    async with httpx.AsyncClient(base_url=stack["restUrl"], headers=headers, timeout=patience(60)) as client:
        answer = await client.post("/api/sdk/v1/signals:batch", json={"items": items})
    assert (answer.status_code, answer.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")
    assert answer.json()["details"] == {"limitBytes": MAX_BATCH_BYTES}
    assert "fewer items" in answer.json()["detail"]


async def test_large_messages_take_no_more_than_the_budget_together(stack: dict[str, Any], own_port: Target) -> None:
    async with cost(stack) as taken:
        seen = await asyncio.gather(
            *(called(own_port, BATCH, grpc_message(EMPTY_ITEMS), *keyed(own_port)) for _ in range(60))
        )
    assert {status for counts in seen for status in statuses(counts)} <= {
        f"gRPC {INVALID_ARGUMENT}",
        f"gRPC {RESOURCE_EXHAUSTED}",
    }
    assert taken.grown_bytes < MIN_RECEIVE_BYTES
    again = await called(own_port, LIST, grpc_message(b""), *keyed(own_port))
    assert statuses(again) == {f"gRPC {OK}"}


async def test_a_refused_message_is_let_go_with_its_answer(stack: dict[str, Any], own_port: Target) -> None:
    async with cost(stack) as taken:
        for _ in range(30):
            counts = await called(own_port, BATCH, grpc_message(EMPTY_ITEMS), *keyed(own_port))
            assert statuses(counts) == {f"gRPC {INVALID_ARGUMENT}"}
    assert taken.grown_bytes < 8 * BOMB_BYTES


async def test_messages_that_never_come_hold_nobody_up(stack: dict[str, Any], own_port: Target) -> None:
    """A caller with a key opens more streams than are read at once, and sends nothing on them."""
    counts: Counter[str] = Counter()
    async with http2(own_port, counts) as connection:
        for _ in range(300):
            connection.open(grpc_fields(own_port, LIST, keyed(own_port)), ends=False)
        await connection.flush()
        other = Target(host=own_port.host, port=own_port.port, key=stack["otherApiKey"])
        honest = await called(other, LIST, grpc_message(b""), *keyed(other))
        assert statuses(honest) == {f"gRPC {OK}"}
        await connection.until_ended(patience(90))
    assert statuses(counts) <= {f"gRPC {DEADLINE_EXCEEDED}", f"gRPC {RESOURCE_EXHAUSTED}"}


async def test_a_signed_url_brings_its_message_at_once(own_port: Target) -> None:
    """Without a key a message may be read, for its token: it has no time and no room beyond that."""
    counts: Counter[str] = Counter()
    async with http2(own_port, counts) as connection:
        for _ in range(100):
            connection.open(grpc_fields(own_port, DOWNLOAD), ends=False)
        await connection.flush()
        await connection.until_ended(patience(30))
    assert statuses(counts) <= {f"gRPC {DEADLINE_EXCEEDED}", f"gRPC {RESOURCE_EXHAUSTED}"}


async def test_a_compressed_message_is_bounded_by_what_it_becomes(stack: dict[str, Any], own_port: Target) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(MIB)) for _ in range(1_000)) + packer.flush()
    async with cost(stack) as taken:
        counts = await called(
            own_port, BATCH, grpc_message(bomb, compressed=True), *keyed(own_port), ("grpc-encoding", "gzip")
        )
    assert statuses(counts) == {f"gRPC {RESOURCE_EXHAUSTED}"}
    assert taken.grown_bytes < 4 * BOMB_BYTES


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


HOSTILE = {
    "a long string": b"\x0a" + varint(60_000) + b"x" * 60_000,
    "invalid UTF-8": b"\x0a\x02\xff\xfe",
    "millions of fields": b"\x12\x00" * 32_000,
    "unknown fields": b"\xfa\x07\x00" * 20_000,
    "too large": b"\xfa\x07" + varint(2 * MIB) + bytes(2 * MIB),
    "no message": b"\xff",
    "a group": b"\x0b" * 30_000,
}
METHODS = [
    f"/{service.full_name}/{method.name}"
    for service in (
        records_pb2.DESCRIPTOR.services_by_name["RecordsService"],
        signals_pb2.DESCRIPTOR.services_by_name["SignalsService"],
    )
    for method in service.methods
]


@pytest.mark.parametrize("method", METHODS)
async def test_a_hostile_message_is_refused_at_little_cost(
    stack: dict[str, Any], own_port: Target, method: str
) -> None:
    """Whatever the method: refused as the caller's fault, and cheaply, or not understood and ignored."""
    async with cost(stack) as taken:
        for name, body in HOSTILE.items():
            counts = await called(own_port, method, grpc_message(body), *keyed(own_port, name.replace(" ", "-")))
            assert statuses(counts) <= {f"gRPC {OK}", f"gRPC {INVALID_ARGUMENT}", "gRPC 5"}, (name, counts)
            assert len(statuses(counts)) == 1, (name, counts)
    assert taken.seconds < 2
    assert taken.grown_bytes < 32 * MIB
