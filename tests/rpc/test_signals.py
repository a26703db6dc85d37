"""SignalsService over a real channel."""

import asyncio
import os
import signal as signals
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from curae.sdk.v1 import signals_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError

from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.caller import Scope
from server.store.signals import count_signals
from tests.parts.eventually import eventually_async
from tests.parts.in_process import App, Door, Stack
from tests.parts.stored_signals import signals_of

YESTERDAY = utc_now() - timedelta(days=1)
PAYLOAD = dict(content.signals()[0].payload)


def signal(app: App, payload: dict[str, Any] | None = None, **fields: Any) -> Any:
    named = {"namespace": "activity", "signal_type": "daily_summary"} | fields
    request = signals_pb2.IngestSignalRequest(connection_id=app.connection.id, **named)
    request.payload.update(PAYLOAD if payload is None else payload)
    return request


async def ingest(door: Door, app: App, key: str | None = None, **fields: Any) -> Any:
    return (await door.signals.IngestSignal(signal(app, **fields), metadata=app.metadata(key or uuid7()))).signal


async def batch(door: Door, app: App, items: list[Any], key: str | None = None) -> list[Any]:
    request = signals_pb2.IngestSignalsRequest(items=items)
    return list((await door.signals.IngestSignals(request, metadata=app.metadata(key or uuid7()))).results)


def item(app: App, key: str, **fields: Any) -> Any:
    return signals_pb2.SignalItem(idempotency_key=key, signal=signal(app, **fields))


async def test_a_signal_is_stored_as_sent(stack: Stack, door: Door, caller: App) -> None:
    stored = await ingest(door, caller)
    (kept,) = stack.database.read_now(lambda database: signals_of(database, caller.connection.id, limit=2))
    assert (kept.id, kept.namespace, kept.signal_type) == (stored.id, "activity", "daily_summary")
    assert kept.schema_version == 1


@pytest.mark.parametrize("change", ["retired", "narrowed"])
async def test_a_replay_is_answered_though_the_schema_changed(
    stack: Stack, door: Door, caller: App, change: str
) -> None:
    async def is_refused() -> bool:
        return not await accepted(door, caller)

    stored = await ingest(door, caller, "k")
    if change == "retired":
        stack.schemas.retire("activity", "daily_summary", 1)
    else:
        nothing = {"type": "object", "properties": {}, "additionalProperties": False}
        stack.schemas.put("activity", "daily_summary", nothing, allow_breaking=True)
        stack.schemas.retire("activity", "daily_summary", 1)
    await eventually_async(is_refused)  # the server looks for changes every now and then
    assert await ingest(door, caller, "k") == stored


async def accepted(door: Door, app: App) -> bool:
    try:
        return bool((await ingest(door, app)).id)
    except AioRpcError:
        return False


async def test_a_hundred_parallel_duplicates_make_one_row_and_equal_answers(
    stack: Stack, door: Door, caller: App
) -> None:
    answers = await asyncio.gather(*(ingest(door, caller, "same") for _ in range(100)))
    assert len({answer.SerializeToString() for answer in answers}) == 1
    assert stack.database.read_now(count_signals) == 1


async def test_a_batch_keeps_order_and_stores_what_is_good(stack: Stack, door: Door, caller: App) -> None:
    results = await batch(
        door,
        caller,
        [
            item(caller, "a"),
            item(caller, "b", payload={"steps": "many"}),
            item(caller, "c", payload=PAYLOAD | {"email": "ann@example.org"}),
            item(caller, "a"),
            item(caller, "", payload=PAYLOAD),
            item(caller, "d", namespace="nowhere"),
            signals_pb2.SignalItem(idempotency_key="e"),
            item(caller, "f"),
        ],
    )
    codes = [result.problem.code if result.HasField("problem") else "" for result in results]
    assert codes == [
        "",
        "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH",
        "SDK_SIGNAL_PHI_DETECTED",
        "",
        "IDEMPOTENCY_KEY_REQUIRED",
        "SDK_SIGNAL_NAMESPACE_UNKNOWN",
        "BAD_REQUEST",
        "",
    ]
    assert results[0].signal.id == results[3].signal.id != results[7].signal.id
    assert stack.database.read_now(count_signals) == 2


async def test_a_batch_sent_again_changes_nothing(stack: Stack, door: Door, caller: App) -> None:
    items = [item(caller, f"k{number}") for number in range(500)]
    first, again = await batch(door, caller, items), await batch(door, caller, items)
    assert first == again
    assert stack.database.read_now(count_signals) == 500
    single = await ingest(door, caller, "k7")
    assert single.id == first[7].signal.id


def mixed(app: App) -> list[Any]:
    return [item(app, "a"), item(app, "b", payload=PAYLOAD | {"steps": -1, "other": "x"}), item(app, "", payload={})]


async def answered(door: Door, app: App, key: str, items: list[Any], **more: str) -> tuple[bytes, str | None]:
    """A batch's answer, and whether it says that it is a replay."""
    metadata = (*app.metadata(key), *more.items())
    call = door.signals.IngestSignals(signals_pb2.IngestSignalsRequest(items=items), metadata=metadata)
    answer = (await call).SerializeToString(deterministic=True)
    return answer, dict(await call.trailing_metadata()).get("idempotency-replayed")


async def test_a_batch_is_replayed_verbatim_refusals_included(stack: Stack, door: Door, caller: App) -> None:
    first, mark = await answered(door, caller, "k", mixed(caller))
    assert mark is None
    stack.accounts.revoke_connection(caller.connection.id)
    for key in ("k", '"k"'):
        assert await answered(door, caller, key, mixed(caller)) == (first, "true")
    results = signals_pb2.IngestSignalsResponse.FromString(first).results
    assert len(results[1].problem.details["violations"]) == 2
    assert stack.database.read_now(count_signals) == 1


async def test_a_batch_key_names_one_batch(stack: Stack, door: Door, caller: App) -> None:
    await batch(door, caller, [item(caller, "a")], "k")
    for other in ([item(caller, "b")], [item(caller, "a"), item(caller, "b")], [item(caller, "a", payload={})]):
        with pytest.raises(AioRpcError) as refused:
            await batch(door, caller, other, "k")
        assert refused.value.code() is StatusCode.FAILED_PRECONDITION
    assert stack.database.read_now(count_signals) == 1
    await ingest(door, caller, "k")  # another operation


async def test_parallel_duplicates_of_a_batch_get_one_answer(stack: Stack, door: Door, caller: App) -> None:
    answers = await asyncio.gather(*(answered(door, caller, "k", mixed(caller)) for _ in range(20)))
    assert len({answer for answer, _ in answers}) == 1
    assert [mark for _, mark in answers].count(None) == 1
    assert stack.database.read_now(count_signals) == 1


async def test_a_batch_that_may_succeed_later_does_not_use_its_key_up(stack: Stack, door: Door, caller: App) -> None:
    await ingest(door, caller)
    assert door.intake.pid is not None
    os.kill(door.intake.pid, signals.SIGSTOP)
    answering = asyncio.create_task(batch(door, caller, [item(caller, "a")], "k"))
    await eventually_async(lambda: door.intake.room.signals == 1)
    os.kill(door.intake.pid, signals.SIGKILL)
    (refused,) = await answering
    assert refused.problem.code == "UNAVAILABLE"
    await door.intake.start()  # the next one takes longer than a caller waits, on a busy machine
    (stored,) = await batch(door, caller, [item(caller, "a")], "k")
    assert stored.signal.id


async def test_a_batch_has_a_limit(door: Door, caller: App) -> None:
    for count in (0, 501):
        with pytest.raises(AioRpcError) as refused:
            await batch(door, caller, [item(caller, f"k{number}") for number in range(count)])
        assert refused.value.code() is StatusCode.INVALID_ARGUMENT


async def test_an_answer_that_refuses_much_is_one_that_clients_take(stack: Stack, door: Door, caller: App) -> None:
    much = {f"{'k' * 100}{number}": number for number in range(100)}
    items = [item(caller, "good"), *(item(caller, f"k{number}", payload=much) for number in range(499))]
    first, again = await batch(door, caller, items, "k"), await batch(door, caller, items, "k")
    assert first == again
    assert first[0].HasField("signal")
    for result in first[1:]:
        details = result.problem.details
        told = len(details["violations"])
        assert told > 10
        assert told + details["omittedViolations"] == 100
    (alone,) = await batch(door, caller, [item(caller, "k0", payload=much)])
    assert len(alone.problem.details["violations"]) == 100


async def test_namespaces_show_the_schema_to_meet(door: Door, caller: App) -> None:
    listed = await door.signals.ListSignalNamespaces(
        signals_pb2.ListSignalNamespacesRequest(), metadata=caller.metadata()
    )
    (activity,) = listed.namespaces
    assert [(each.signal_type, each.version) for each in activity.schemas] == [("daily_summary", 1), ("workout", 1)]
    one = signals_pb2.GetSignalNamespaceRequest(namespace="activity")
    assert (await door.signals.GetSignalNamespace(one, metadata=caller.metadata())).namespace == activity


async def test_nothing_can_be_sent_about_anothers_connection(stack: Stack, door: Door, caller: App) -> None:
    stranger = stack.new_app()
    theirs = App(tenant=stranger.tenant, connection=caller.connection, key=stranger.key)
    with pytest.raises(AioRpcError) as refused:
        await ingest(door, theirs)
    assert refused.value.code() is StatusCode.NOT_FOUND
    (result,) = await batch(door, theirs, [item(theirs, "k")])
    assert result.problem.code == "NOT_FOUND"
    assert stack.database.read_now(count_signals) == 0


async def test_the_scope_is_needed(stack: Stack, door: Door) -> None:
    reader = stack.new_app(scopes=frozenset({Scope.RECORDS_READ}))
    with pytest.raises(AioRpcError) as refused:
        await ingest(door, reader)
    assert refused.value.code() is StatusCode.PERMISSION_DENIED


async def test_a_batch_says_once_when_it_was_sent_and_a_retry_that_says_it_anew_is_the_same(
    stack: Stack, door: Door, caller: App
) -> None:
    wrong = datetime(2035, 5, 1, tzinfo=UTC)
    sent = item(caller, "a", occurred_at=wrong - timedelta(hours=2), occurred_at_offset="+02:00")
    answers = [
        await door.signals.IngestSignals(
            signals_pb2.IngestSignalsRequest(items=[sent], sent_at=wrong + timedelta(minutes=tries)),
            metadata=caller.metadata("batch"),
        )
        for tries in range(2)
    ]
    assert answers[0] == answers[1]
    (result,) = answers[0].results
    assert (result.signal.occurred_at_offset, result.signal.HasField("occurred_until")) == ("+02:00", False)
    (kept,) = stack.database.read_now(lambda database: signals_of(database, caller.connection.id, limit=2))
    assert (kept.sent_at, kept.event_at) == (wrong, kept.received_at - timedelta(hours=2))


async def test_a_dry_run_answers_as_if_and_stores_nothing(stack: Stack, door: Door, caller: App) -> None:
    answer = await door.signals.IngestSignal(signal(caller, dry_run=True), metadata=caller.metadata("k"))
    assert answer.dry_run and answer.signal.id
    refused = item(caller, "b", payload=PAYLOAD | {"steps": -1})
    request = signals_pb2.IngestSignalsRequest(items=[item(caller, "a"), refused], dry_run=True)
    first = await door.signals.IngestSignals(request, metadata=caller.metadata("k2"))
    assert first.dry_run
    assert [each.problem.code for each in first.results] == ["", "SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH"]
    assert stack.database.read_now(count_signals) == 0
    request.dry_run = False
    second = await door.signals.IngestSignals(request, metadata=caller.metadata("k2"))
    assert not second.dry_run and stack.database.read_now(count_signals) == 1


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"occurred_at_offset": "+25:00", "occurred_at": YESTERDAY}, "items[0].signal.occurredAtOffset"),
        ({"occurred_until": YESTERDAY}, "items[0].signal.occurredUntil"),
        ({"occurred_at": datetime(9000, 1, 1, tzinfo=UTC)}, "occurredAt"),
    ],
)
async def test_impossible_times_refuse_their_item_alone(
    door: Door, caller: App, fields: dict[str, Any], named: str
) -> None:
    first, second = await batch(door, caller, [item(caller, "a", **fields), item(caller, "b")])
    assert first.problem.details["violations"][0]["field"] == named
    assert second.signal.id
