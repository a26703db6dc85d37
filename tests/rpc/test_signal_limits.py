"""What a payload may hold, as the native door holds it: size, depth, numbers, keys; and what a refusal says."""

# ruff: noqa: RUF001 - look-alikes are meant

from typing import Any

import orjson
import pytest
from curae.sdk.v1 import problem_pb2, signals_pb2
from google.protobuf import struct_pb2
from google.protobuf.json_format import MessageToDict
from google.rpc import error_details_pb2, status_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError

from server.clock import uuid7
from server.domain.signals.payload import MAX_PAYLOAD_BYTES
from server.store.signals import count_signals
from tests.parts.in_process import App, Door, Stack
from tests.parts.payloads import DEEP, FILLINGS, WIDE, of_size
from tests.parts.stored_signals import signals_of

MARKER = "qzvalueqz"


@pytest.fixture
def wide(sqlite_stack: Stack) -> Stack:
    """A deployment whose workouts take labels of any script, so that a payload can be as large as it may be."""
    sqlite_stack.schemas.put("activity", "workout", WIDE, allow_breaking=True)
    sqlite_stack.schemas.retire("activity", "workout", 1)
    return sqlite_stack


@pytest.fixture
def stack(wide: Stack) -> Stack:
    return wide


def request(app: App, payload: dict[str, Any]) -> Any:
    made = signals_pb2.IngestSignalRequest(connection_id=app.connection.id, namespace="activity", signal_type="workout")
    made.payload.update(payload)
    return made


async def send(door: Door, app: App, payload: dict[str, Any] | Any) -> Any:
    made = request(app, payload) if isinstance(payload, dict) else payload
    return (await door.signals.IngestSignal(made, metadata=app.metadata(uuid7()))).signal


async def refusal(door: Door, app: App, payload: Any) -> tuple[Any, list[Any]]:
    """The Problem, and the other details of the status."""
    with pytest.raises(AioRpcError) as refused:
        await send(door, app, payload)
    assert refused.value.code() in (StatusCode.INVALID_ARGUMENT, StatusCode.RESOURCE_EXHAUSTED)
    status = status_pb2.Status.FromString(dict(refused.value.trailing_metadata())["grpc-status-details-bin"])
    assert MARKER not in str(status) + refused.value.details()
    problem = problem_pb2.Problem()
    assert status.details[0].Unpack(problem)
    return problem, list(status.details[1:])


async def problem_of(door: Door, app: App, payload: Any) -> Any:
    return (await refusal(door, app, payload))[0]


def fields(problem: Any) -> set[str]:
    return {violation["field"] for violation in MessageToDict(problem.details)["violations"]}


@pytest.mark.parametrize("filling", FILLINGS.values(), ids=FILLINGS)
async def test_64_kib_is_taken_and_a_byte_more_is_not(stack: Stack, door: Door, caller: App, filling: str) -> None:
    exact = of_size(MAX_PAYLOAD_BYTES, filling)
    await send(door, caller, exact)
    (kept,) = stack.database.read_now(lambda database: signals_of(database, caller.connection.id, limit=2))
    assert orjson.loads(kept.payload) == exact
    assert len(kept.payload.encode()) == MAX_PAYLOAD_BYTES
    refused = await problem_of(door, caller, of_size(MAX_PAYLOAD_BYTES + 1, filling))
    assert (refused.code, refused.status) == ("SDK_SIGNAL_PAYLOAD_TOO_LARGE", 413)
    assert stack.database.read_now(count_signals) == 1


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
async def test_one_level_too_deep_is_refused(door: Door, caller: App, deep: Any) -> None:
    refused = await problem_of(door, caller, {"fine": 1, "deep": deep})
    assert refused.code == "BAD_REQUEST"
    assert len(fields(refused)) == 1
    assert fields(refused) < {"payload/deep/0", "payload/deep/a"}


async def test_an_integer_beyond_2_to_the_53_is_refused_and_the_last_one_is_kept(
    stack: Stack, door: Door, caller: App
) -> None:
    for beyond in (2**53 + 2, -(2**53) - 2, 2**63, 1e300):
        assert fields(await problem_of(door, caller, {"count": beyond})) == {"payload/count"}
    for number in (float("nan"), float("inf")):
        assert (await problem_of(door, caller, {"ratio": number})).code == "BAD_REQUEST"
    for exact in (2**53, -(2**53), 0):
        await send(door, caller, {"count": exact, "ratio": 0.1})
    kept = stack.database.read_now(lambda database: signals_of(database, caller.connection.id, limit=9))
    assert [orjson.loads(each.payload)["count"] for each in kept] == [0, -(2**53), 2**53]
    assert {orjson.loads(each.payload)["ratio"] for each in kept} == {0.1}


async def test_a_struct_without_kind_is_null(stack: Stack, door: Door, caller: App) -> None:
    made = request(caller, {"count": 1})
    made.payload.fields["mode"].CopyFrom(struct_pb2.Value())
    assert fields(await problem_of(door, caller, made)) == {"payload/mode"}


async def test_keys_are_bounded_before_anything_is_matched(door: Door, caller: App) -> None:
    many = await problem_of(door, caller, {f"k{number}": 1 for number in range(1_025)})
    long = await problem_of(door, caller, {MARKER + "k" * 128: 1})
    assert (many.code, long.code) == ("BAD_REQUEST", "BAD_REQUEST")


async def test_every_violation_is_told_at_once_and_no_value(door: Door, caller: App) -> None:
    refused, others = await refusal(
        door, caller, {"labels": [MARKER * 4, 1], "count": 0.5, "mode": MARKER, "other": MARKER, "ratio": MARKER}
    )
    assert refused.code == "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH"
    told = {"payload/labels/0", "payload/labels/1", "payload/count", "payload/mode", "payload/other", "payload/ratio"}
    assert fields(refused) == told
    details = error_details_pb2.BadRequest()
    assert any(other.Unpack(details) for other in others)
    assert {violation.field for violation in details.field_violations} == told


async def test_phi_is_named_by_path_and_kind_and_no_value(stack: Stack, door: Door, caller: App) -> None:
    refused = await problem_of(
        door, caller, {f"{MARKER}@example.org": 1, "labels": ["x", f"{MARKER}＠example.org"], "mode": "219-09-9999"}
    )
    assert refused.code == "SDK_SIGNAL_PHI_DETECTED"
    assert fields(refused) == {"payload/labels/1", "payload/mode", "payload/<key 3>"}
    assert stack.database.read_now(count_signals) == 0


async def test_a_full_queue_says_when_to_come_again(
    stack: Stack, door: Door, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNALS", 2)
    items = [signals_pb2.SignalItem(idempotency_key=f"k{n}", signal=request(caller, {"count": n})) for n in range(3)]
    with pytest.raises(AioRpcError) as refused:
        await door.signals.IngestSignals(
            signals_pb2.IngestSignalsRequest(items=items), metadata=caller.metadata(uuid7())
        )
    assert refused.value.code() is StatusCode.RESOURCE_EXHAUSTED
    status = status_pb2.Status.FromString(dict(refused.value.trailing_metadata())["grpc-status-details-bin"])
    retry = error_details_pb2.RetryInfo()
    assert any(detail.Unpack(retry) for detail in status.details)
    assert retry.retry_delay.seconds > 0
    assert stack.database.read_now(count_signals) == 0
    await send(door, caller, {"count": 1})  # an empty queue takes again


async def test_an_item_beyond_every_size_is_refused_by_itself(stack: Stack, door: Door, caller: App) -> None:
    payloads = [{"count": 1}, {"labels": ["x" * 2_000_000]}, {"count": 2}]
    items = [
        signals_pb2.SignalItem(idempotency_key=f"k{number}", signal=request(caller, payload))
        for number, payload in enumerate(payloads)
    ]
    answer = await door.signals.IngestSignals(
        signals_pb2.IngestSignalsRequest(items=items), metadata=caller.metadata(uuid7())
    )
    assert [result.problem.code for result in answer.results] == ["", "SDK_SIGNAL_PAYLOAD_TOO_LARGE", ""]
    assert stack.database.read_now(count_signals) == 2
