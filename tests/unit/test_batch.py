"""A batch read item by item is the batch: its digest is that of the whole request, encoded in one way."""

import asyncio
import hashlib
import sys
import time
from typing import Any

import pytest
from curae.sdk.v1 import signals_pb2

from server.domain.caller import Caller, Environment
from server.errors import BadRequest
from server.limits import MAX_BATCH_ITEMS, MAX_MESSAGE_BYTES, MAX_SMALL_MESSAGE_BYTES
from server.rpc import batch
from server.rpc.batch import BatchReader, Sent, batch_items

CALLER = Caller(tenant_id="t", key_id="k", environment=Environment.LIVE, scopes=frozenset())


def item(number: int, **payload: Any) -> Any:
    made = signals_pb2.SignalItem(idempotency_key=f"k{number}")
    made.signal.connection_id = "c"
    made.signal.payload.update(payload)
    return made


@pytest.mark.parametrize("count", [1, 5, MAX_BATCH_ITEMS])
async def test_the_digest_is_that_of_the_whole_request(count: int) -> None:
    """Answers that were kept before batches were read item by item are still found."""
    whole = signals_pb2.IngestSignalsRequest(items=[item(n, b=n, a="x" * n, c=[1, 2]) for n in range(count)])
    sent = await BatchReader().read(batch_items(whole.SerializeToString()), CALLER, from_rest=False)
    assert sent.digest == hashlib.sha256(whole.SerializeToString(deterministic=True)).hexdigest()
    assert [offer.idempotency_key for offer in sent.offers] == [each.idempotency_key for each in whole.items]
    offered = [signals_pb2.IngestSignalRequest.FromString(offer.request) for offer in sent.offers]
    assert offered == [each.signal for each in whole.items]
    assert {each.connection_id for each in sent.named} == {"c"}
    assert not any(each.HasField("payload") for each in sent.named)


async def test_an_item_without_a_signal_is_offered_without_one() -> None:
    message = signals_pb2.IngestSignalsRequest(items=[signals_pb2.SignalItem()]).SerializeToString()
    sent = await BatchReader().read(batch_items(message), CALLER, from_rest=False)
    assert not sent.offers[0].HasField("request")


async def test_an_item_that_is_none_is_refused_alone() -> None:
    """And what the front door says of an item, nobody else may say."""
    marked = signals_pb2.SignalItem(fault=signals_pb2.ItemFault(field="items[1].x", description="is wrong"))
    message = b"\x0a\x02\xff\xff" + signals_pb2.IngestSignalsRequest(items=[marked, item(2)]).SerializeToString()
    native = await BatchReader().read(batch_items(message), CALLER, from_rest=False)
    rest = await BatchReader().read(batch_items(message), CALLER, from_rest=True)
    assert [each.fault.field for each in native.offers] == ["items[0]", "items[1].fault", ""]
    assert [each.fault.field for each in rest.offers] == ["items[0]", "items[1].x", ""]
    assert rest.offers[1].fault.description == "is wrong" != native.offers[1].fault.description
    assert rest.offers[2].HasField("request") and not rest.offers[1].HasField("request")


async def test_an_item_beyond_every_size_is_not_built() -> None:
    large = item(0, x="y" * 2 * MAX_MESSAGE_BYTES)
    sent = await BatchReader().read(
        batch_items(signals_pb2.IngestSignalsRequest(items=[large, item(1)]).SerializeToString()),
        CALLER,
        from_rest=False,
    )
    assert len(sent.offers[0].request) == MAX_MESSAGE_BYTES + 1
    assert sent.offers[1].idempotency_key == "k1"


@pytest.mark.parametrize("message", [b"", b"\x0a\x00" * (MAX_BATCH_ITEMS + 1), b"\x0a\x00" * 1_000_000, b"\x0a\xff"])
async def test_too_few_too_many_and_none_are_refused(message: bytes) -> None:
    with pytest.raises(BadRequest):
        await BatchReader().read(batch_items(message), CALLER, from_rest=False)


async def test_large_batches_are_read_one_at_a_time_and_in_short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = sys.getswitchinterval()
    under_way, most, intervals = 0, 0, []

    def read(*_: Any, **__: Any) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        intervals.append(sys.getswitchinterval())
        time.sleep(0.02)
        under_way -= 1

    monkeypatch.setattr(batch, "_read", read)
    reader = BatchReader()
    large = Sent(items=[memoryview(bytes(MAX_SMALL_MESSAGE_BYTES + 1))], whole=None)
    await asyncio.gather(*(reader.read(large, CALLER, from_rest=False) for _ in range(3)))
    assert (len(intervals), most) == (3, 1)
    assert max(intervals) < usual
    assert sys.getswitchinterval() == usual
