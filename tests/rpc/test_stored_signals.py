"""Signals read back, withdrawn and replaced over a real channel, once on each database."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from curae.sdk.v1 import signals_pb2
from grpc import StatusCode
from grpc.aio import AioRpcError
from sqlalchemy import update

from server.clock import uuid7
from server.domain.caller import Scope
from server.services.signal_grants import SignalGrants
from server.services.stored_signals import MAX_PAGE_BYTES
from server.store.audit import read_rows
from server.store.signal_tombstones import erase_signals
from server.store.signals import count_signals
from server.store.tables import signals
from tests.parts.in_process import App, Door, Stack
from tests.rpc.test_signals import PAYLOAD, ingest

DAY = timedelta(days=1)
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - 5 * DAY


async def call(door: Door, app: App, rpc: str, *, key: str | None = None, **fields: Any) -> Any:
    request = getattr(signals_pb2, f"{rpc}Request")(**fields)
    return await getattr(door.signals, rpc)(request, metadata=app.metadata(key or uuid7()))


async def refused(answer: Any) -> tuple[StatusCode, str]:
    with pytest.raises(AioRpcError) as refusal:
        await answer
    return refusal.value.code(), str(refusal.value.details())


async def pages(door: Door, app: App, **fields: Any) -> list[Any]:
    found: list[Any] = []
    while True:
        page = await call(door, app, "ListSignals", connection_id=app.connection.id, **fields)
        found += page.signals
        if not page.pagination.HasField("next_cursor"):
            return found
        assert page.signals
        fields["cursor"] = page.pagination.next_cursor


async def replace(door: Door, app: App, signal_id: str, *, key: str | None = None, **fields: Any) -> Any:
    request = signals_pb2.ReplaceSignalRequest(signal_id=signal_id, **fields)
    request.payload.update(PAYLOAD | {"steps": 9})
    return await door.signals.ReplaceSignal(request, metadata=app.metadata(key or uuid7()))


async def test_signals_are_listed_by_when_they_happened_whatever_the_page(door: Door, caller: App) -> None:
    moments = [NOON + timedelta(hours=(7 * number) % 10) for number in range(10)] + [NOON] * 3
    sent = [await ingest(door, caller, occurred_at=moment) for moment in moments]
    by_moment = {each.id: moment for each, moment in zip(sent, moments, strict=True)}
    for limit in (1, 2, 5, 100):
        found = await pages(door, caller, limit=limit)
        assert len({each.signal.id for each in found}) == len(sent)
        shown = [by_moment[each.signal.id] for each in found]
        assert shown == sorted(moments, reverse=True)
    chosen = await pages(door, caller, since=NOON + timedelta(hours=2), until=NOON + timedelta(hours=5))
    assert len(chosen) == 3 and all(dict(each.payload) == PAYLOAD for each in chosen)
    assert await pages(door, caller, namespace="activity", signal_type="workout") == []
    other = await pages(door, caller, namespace="activity", signal_type="daily_summary", limit=50)
    assert len(other) == len(sent)


async def test_a_page_of_large_payloads_ends_early_and_loses_none(stack: Stack, door: Door, caller: App) -> None:
    for _ in range(12):
        await ingest(door, caller)
    large = json.dumps({"series": [1] * (MAX_PAGE_BYTES // 8)})  # as large as a schema could allow
    stack.database.write_now(lambda database: database.execute(update(signals).values(payload=large)))
    first = await call(door, caller, "ListSignals", connection_id=caller.connection.id, limit=100)
    assert 1 <= len(first.signals) < 12
    assert len(await pages(door, caller, limit=100)) == 12


async def test_only_an_app_with_the_scope_and_the_grant_reads_its_own(stack: Stack, door: Door, caller: App) -> None:
    signal = await ingest(door, caller)
    record = (await call(door, caller, "GetSignal", signal_id=signal.id)).record
    assert (record.signal, dict(record.payload), record.schema_version) == (signal, PAYLOAD, 1)
    other, writer = stack.new_app(), stack.new_app(scopes=frozenset({Scope.SIGNAL_WRITE}))
    for rpc in ("GetSignal", "WithdrawSignal"):
        missing = await refused(call(door, caller, rpc, signal_id=uuid7()))
        assert missing[0] is StatusCode.NOT_FOUND
        assert await refused(call(door, other, rpc, signal_id=signal.id)) == missing
    assert (await refused(replace(door, other, signal.id)))[0] is StatusCode.NOT_FOUND
    unknown = {"connection_id": caller.connection.id}
    assert (await refused(call(door, other, "ListSignals", **unknown)))[0] is StatusCode.NOT_FOUND
    own = {"connection_id": writer.connection.id}
    assert (await refused(call(door, writer, "ListSignals", **own)))[0] is StatusCode.PERMISSION_DENIED
    SignalGrants(stack.database, stack.database.clock).change(
        caller.connection.id, add=["sleep.*"], remove=sorted(caller.connection.signal_types)
    )
    assert await pages(door, caller) == []
    assert (await refused(call(door, caller, "GetSignal", signal_id=signal.id)))[0] is StatusCode.PERMISSION_DENIED
    named = {"connection_id": caller.connection.id, "namespace": "activity", "signal_type": "daily_summary"}
    assert (await refused(call(door, caller, "ListSignals", **named)))[0] is StatusCode.PERMISSION_DENIED
    stack.accounts.revoke_connection(caller.connection.id)
    for rpc in ("GetSignal", "WithdrawSignal"):
        assert (await refused(call(door, caller, rpc, signal_id=signal.id)))[0] is StatusCode.PERMISSION_DENIED


async def test_a_withdrawn_signal_is_a_tombstone_once_and_in_the_audit_trail(
    stack: Stack, door: Door, caller: App
) -> None:
    signal, stays = await ingest(door, caller), await ingest(door, caller)
    answers = await asyncio.gather(*(call(door, caller, "WithdrawSignal", signal_id=signal.id) for _ in range(4)))
    assert {each.tombstone.SerializeToString() for each in answers} == {answers[0].tombstone.SerializeToString()}
    assert not answers[0].tombstone.HasField("replaced_by")
    assert (await call(door, caller, "GetSignal", signal_id=signal.id)).tombstone == answers[0].tombstone
    assert [each.signal.id for each in await pages(door, caller)] == [stays.id]
    code, _ = await refused(replace(door, caller, signal.id))
    assert code is StatusCode.FAILED_PRECONDITION
    rows = [row for row in stack.database.read_now(lambda c: list(read_rows(c))) if row.action.startswith("signal.")]
    assert [(row.action, json.loads(row.details)["signalId"]) for row in rows] == [("signal.withdrawn", signal.id)]
    assert rows[0].actor_id == caller.key.key.id


async def test_a_replacement_stands_in_the_place_of_the_signal_once(stack: Stack, door: Door, caller: App) -> None:
    first = await ingest(door, caller, occurred_at=NOON)
    answers = [await replace(door, caller, first.id, key="k", occurred_at=NOON + DAY) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0].replaced.replaced_by == answers[0].signal.id != first.id
    (record,) = await pages(door, caller)
    assert (record.signal.id, record.payload["steps"]) == (answers[0].signal.id, 9)
    assert record.event_at.ToDatetime(tzinfo=UTC) == NOON + DAY
    assert (await refused(replace(door, caller, first.id, key="k")))[0] is StatusCode.FAILED_PRECONDITION  # reused
    code, detail = await refused(replace(door, caller, first.id))
    assert code is StatusCode.FAILED_PRECONDITION and "stands in its place" in detail
    raced = await asyncio.gather(*(replace(door, caller, record.signal.id) for _ in range(4)), return_exceptions=True)
    assert [isinstance(each, AioRpcError) for each in raced].count(False) == 1
    assert stack.database.read_now(count_signals) == 1


async def test_a_replacement_is_judged_as_a_signal_is(stack: Stack, door: Door, caller: App) -> None:
    first = await ingest(door, caller)
    request = signals_pb2.ReplaceSignalRequest(signal_id=first.id)
    request.payload.update(PAYLOAD | {"email": "ann@example.org"})
    code, detail = await refused(door.signals.ReplaceSignal(request, metadata=caller.metadata("k")))
    assert code is StatusCode.INVALID_ARGUMENT and "ann@" not in detail
    (kept,) = await pages(door, caller)
    assert kept.signal.id == first.id
    assert (await replace(door, caller, first.id, key="k")).signal.id  # the key stayed unused


async def test_figures_of_a_field_by_hours_and_days(door: Door, caller: App) -> None:
    at = {0: 100, 2: 50, 3: 7, 25: 1000}
    for hours, steps in at.items():
        await ingest(door, caller, payload=PAYLOAD | {"steps": steps}, occurred_at=NOON + timedelta(hours=hours))
    asked = {
        "connection_id": caller.connection.id,
        "namespace": "activity",
        "signal_type": "daily_summary",
        "field": "steps",
        "since": NOON - DAY,
        "until": NOON + 3 * DAY,
    }

    async def figures(**fields: Any) -> list[tuple[int, float, float, float]]:
        found = (await call(door, caller, "AggregateSignals", **(asked | fields))).intervals
        midnight = NOON.replace(hour=0)
        return [
            (round((each.since.ToDatetime(tzinfo=UTC) - midnight) / timedelta(hours=1)), each.min, each.mean, each.sum)
            for each in found
        ]

    assert await figures(interval="day") == [(0, 7, 157 / 3, 157), (24, 1000, 1000, 1000)]
    assert await figures(interval="day", utc_offset="+10:00") == [(-10, 100, 100, 100), (14, 7, 1057 / 3, 1057)]
    by_hour = [(12, 100, 100, 100), (14, 50, 50, 50), (15, 7, 7, 7), (37, 1000, 1000, 1000)]
    assert await figures(interval="hour") == by_hour
    assert await figures(interval="hour", since=NOON, until=NOON + timedelta(hours=1)) == by_hour[:1]
    assert await figures(interval="day", field="source") == []  # a text
    assert await figures(interval="day", field="steps.deep") == []
    for wrong in ({"interval": "week"}, {"field": "a'b"}, {"until": NOON - DAY}, {"until": NOON + 1001 * DAY}):
        code, _ = await refused(call(door, caller, "AggregateSignals", **(asked | {"interval": "day"} | wrong)))
        assert code is StatusCode.INVALID_ARGUMENT, wrong


async def test_an_erased_person_leaves_no_signal_and_no_tombstone(stack: Stack, door: Door, caller: App) -> None:
    sent = [await ingest(door, caller) for _ in range(3)]
    await call(door, caller, "WithdrawSignal", signal_id=sent[0].id)
    erased = []
    while step := stack.database.write_now(lambda database: erase_signals(database, caller.connection.id, 2)):
        erased.append(step)
    assert erased == [2, 1]
    assert (await refused(call(door, caller, "GetSignal", signal_id=sent[0].id)))[0] is StatusCode.NOT_FOUND


async def test_a_replacement_has_a_signals_share_of_its_key_and_is_judged_in_the_intake(
    door: Door, caller: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard is costly: in the server itself it would hold up every other call."""
    first = await ingest(door, caller)

    def guard_here(*_: object) -> None:
        raise AssertionError("the guard was asked in the server")

    monkeypatch.setattr("server.domain.signals.phi.guard.guard", guard_here)
    request = signals_pb2.ReplaceSignalRequest(signal_id=first.id)
    request.payload.update(PAYLOAD | {"note": "SSN 123-45-6789"})
    code, detail = await refused(door.signals.ReplaceSignal(request, metadata=caller.metadata(uuid7())))
    assert code is StatusCode.INVALID_ARGUMENT
    assert "protected health information" in detail
    monkeypatch.setattr("server.rpc.intake.room.MAX_WAITING_SIGNALS_OF_A_KEY", 0)
    code, detail = await refused(replace(door, caller, first.id))
    assert code is StatusCode.RESOURCE_EXHAUSTED
    monkeypatch.undo()
    assert (await replace(door, caller, first.id)).signal.id
