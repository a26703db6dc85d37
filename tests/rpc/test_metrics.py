"""What calls are counted as, in this process, on both databases."""

import uuid

import grpc
import pytest
from curae.sdk.v1 import records_pb2, signals_pb2
from google.protobuf import struct_pb2

from server.demo import content
from tests.parts.eventually import eventually_async
from tests.parts.scrape import grown, here

RECORDS = "curae.sdk.v1.RecordsService"
SIGNALS = "curae.sdk.v1.SignalsService"


def signal(app, payload, key=""):
    held = struct_pb2.Struct()
    held.update(payload)
    order = {"connection_id": app.connection.id, "namespace": "activity", "signal_type": "daily_summary"}
    return signals_pb2.IngestSignalRequest(payload=held, **order), app.metadata(key or uuid.uuid4().hex)


@pytest.fixture
def good():
    return next(dict(each.payload) for each in content.signals() if each.signal_type == "daily_summary")


async def test_a_call_is_counted_by_method_code_and_door(door, stack):
    before = here()
    app = stack.new_app()
    await door.records.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata())
    with pytest.raises(grpc.aio.AioRpcError):
        await door.records.ListExports(records_pb2.ListExportsRequest())
    count = grown(before)
    method = {"method": f"{RECORDS}/ListExports", "door": "grpc"}
    await eventually_async(lambda: count("curae_rpcs_total", **method) >= 2)  # counted once the answer is out
    assert count("curae_rpcs_total", code="OK", **method) == 1
    assert count("curae_rpcs_total", code="UNAUTHENTICATED", **method) == 1
    assert count("curae_rpc_duration_seconds_count", **method) == 2
    assert count("curae_rpc_duration_seconds_sum", **method) > 0


async def test_an_unknown_method_makes_no_series(door, stack):
    before = here()
    call = door.channel.unary_unary("/curae.sdk.v1.RecordsService/Invented")
    with pytest.raises(grpc.aio.AioRpcError):
        await call(b"")
    assert not any("Invented" in str(labels) for _, labels in here().keys() - before.keys())


async def test_signals_are_counted_by_their_outcome_and_refusals_by_what_they_hold(door, stack, good):
    before = here()
    app = stack.new_app()
    request, metadata = signal(app, good, "once")
    await door.signals.IngestSignal(request, metadata=metadata)
    await door.signals.IngestSignal(request, metadata=metadata)
    held = signal(app, good | {"contact": "jane.doe@example.com", "phone": "+1 415 555 2671"})
    with pytest.raises(grpc.aio.AioRpcError):
        await door.signals.IngestSignal(held[0], metadata=held[1])
    batch = signals_pb2.IngestSignalsRequest(
        items=[
            signals_pb2.SignalItem(signal=request, idempotency_key="once"),
            signals_pb2.SignalItem(signal=request, idempotency_key="twice"),
            signals_pb2.SignalItem(signal=signal(app, good | {"steps": "many"})[0], idempotency_key="third"),
        ]
    )
    await door.signals.IngestSignals(batch, metadata=app.metadata("batch"))
    count = grown(before)
    assert count("curae_signals_total", outcome="stored") == 2
    assert count("curae_signals_total", outcome="replayed") == 2
    assert count("curae_signals_total", outcome="SDK_SIGNAL_PHI_DETECTED") == 1
    assert count("curae_signals_total", outcome="SDK_SIGNAL_PAYLOAD_SCHEMA_MISMATCH") == 1
    assert count("curae_phi_refusals_total", kind="email") == 1
    assert count("curae_phi_refusals_total", kind="phone") == 1
    assert count("curae_idempotent_replays_total", operation="IngestSignal") == 2
    assert (count("curae_signal_batch_items_count"), count("curae_signal_batch_items_sum")) == (1, 3)


async def test_exports_are_counted_as_they_are_queued_replayed_and_cancelled(door, stack):
    before = here()
    app = stack.new_app()
    request = records_pb2.ExportRecordsRequest(connection_id=app.connection.id)
    queued = await door.records.ExportRecords(request, metadata=app.metadata("once"))
    await door.records.ExportRecords(request, metadata=app.metadata("once"))
    cancel = records_pb2.CancelExportRequest(export_id=queued.export.id)
    await door.records.CancelExport(cancel, metadata=app.metadata())
    await door.records.CancelExport(cancel, metadata=app.metadata())
    count = grown(before)
    assert count("curae_exports_queued_total") == 1
    assert count("curae_idempotent_replays_total", operation="ExportRecords") == 1
    assert count("curae_exports_ended_total", status="CANCELLED", error_code="") == 1
