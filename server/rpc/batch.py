"""A batch of signals, read item by item: no more of it is built at once than one item."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from curae.intake.v1 import intake_pb2
from curae.sdk.v1 import signals_pb2
from google.protobuf.internal.encoder import _VarintBytes  # type: ignore[attr-defined]
from google.protobuf.message import DecodeError

from server.domain.caller import Caller
from server.limits import KIB, MAX_BATCH_ITEMS, MAX_MESSAGE_BYTES, MAX_SMALL_MESSAGE_BYTES
from server.pauses import short_turns
from server.rpc.convert import from_timestamp
from server.rpc.fields import fields
from server.rpc.rules import UNREADABLE_REMEDY, require_valid, unreadable

_ITEMS = signals_pb2.IngestSignalsRequest.DESCRIPTOR.fields_by_name["items"].number
_OF_THE_WHOLE = {
    signals_pb2.IngestSignalsRequest.DESCRIPTOR.fields_by_name[name].number for name in ("sent_at", "dry_run")
}
_ITEM_TAG = bytes([_ITEMS << 3 | 2])
_UNKNOWN_FIELDS = 64
_MAX_ITEM_BYTES = MAX_MESSAGE_BYTES + 1 * KIB  # the signal and its key
_MAX_NAMED_BYTES = 1 * KIB
_UNREADABLE = f"is not a SignalItem; {UNREADABLE_REMEDY}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`named`: of each item the signal without its payload. `digest` tells the batch from any other."""

    digest: str
    named: list[Any]
    offers: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A batch as it came: the encoded items, and what it says of them all."""

    items: list[memoryview]
    whole: Any


def batch_items(message: bytes) -> Sent:
    """Raises BadRequest where the items are too few or too many, before any is looked into."""
    items: list[memoryview] = []
    whole = signals_pb2.IngestSignalsRequest()
    try:
        for field in fields(message, MAX_BATCH_ITEMS + _UNKNOWN_FIELDS):
            if field.number == _ITEMS and field.value is not None:
                items.append(field.value)
                if len(items) > MAX_BATCH_ITEMS:
                    break
            elif field.number in _OF_THE_WHOLE and len(field.encoded) <= _MAX_NAMED_BYTES:
                whole.MergeFromString(field.encoded.tobytes())
    except DecodeError:
        raise unreadable() from None
    require_valid(signals_pb2.IngestSignalsRequest(items=[signals_pb2.SignalItem()] * len(items)))
    from_timestamp(whole, "sent_at")
    return Sent(items=items, whole=whole)


class BatchReader:
    """Reads a large batch on a thread, and one such batch at a time, so that other calls have their turns."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="batch-reader")

    async def read(self, sent: Sent, caller: Caller, *, from_rest: bool) -> Batch:
        """`from_rest`: by Envoy, which has looked at the form of each item, and alone may say what is wrong with it."""
        read = partial(_read, sent, caller, from_rest=from_rest)
        if sum(map(len, sent.items)) <= MAX_SMALL_MESSAGE_BYTES:
            return read()
        return await asyncio.get_running_loop().run_in_executor(self._thread, short_turns()(read))


def _read(sent: Sent, caller: Caller, *, from_rest: bool) -> Batch:
    """What it hashes is what the items would be, encoded in one way, without when they were sent: that changes with
    each try."""
    digest = hashlib.sha256()
    named, offers = [], []
    about = intake_pb2.Offer(
        tenant_id=caller.tenant_id,
        bound_connection_id=caller.connection_id,
        sent_at=sent.whole.sent_at if sent.whole.HasField("sent_at") else None,
        dry_run=sent.whole.dry_run,
    )
    for place, encoded in enumerate(sent.items):
        offer = intake_pb2.Offer()
        offer.CopyFrom(about)
        offer.item = place
        canonical: bytes | memoryview = encoded
        if len(encoded) > _MAX_ITEM_BYTES:
            offer.request = bytes(encoded[: MAX_MESSAGE_BYTES + 1])  # the intake refuses it by its size
            named.append(signals_pb2.IngestSignalRequest())
        elif (item := _item(encoded)) is None:
            offer.fault.MergeFrom(intake_pb2.Fault(field=f"items[{place}]", description=_UNREADABLE))
            named.append(signals_pb2.IngestSignalRequest())
        else:
            offer.idempotency_key = item.idempotency_key
            if item.HasField("fault"):
                offer.fault.MergeFrom(_fault(item.fault, place, from_rest=from_rest))
            elif item.HasField("signal"):
                offer.request = item.signal.SerializeToString()
                item.signal.ClearField("sent_at")
            canonical = item.SerializeToString(deterministic=True)
            named.append(_named(item.signal))
        offers.append(offer)
        digest.update(_ITEM_TAG + _VarintBytes(len(canonical)))
        digest.update(canonical)
    return Batch(digest=digest.hexdigest(), named=named, offers=offers)


def _item(encoded: memoryview) -> Any | None:
    """None where it is no SignalItem."""
    try:
        return signals_pb2.SignalItem.FromString(bytes(encoded))
    except DecodeError:
        return None


def _fault(fault: Any, place: int, *, from_rest: bool) -> intake_pb2.Fault:
    if not from_rest:
        return intake_pb2.Fault(field=f"items[{place}].fault", description="is set by the service; leave it out")
    return intake_pb2.Fault(field=fault.field, description=fault.description)


def _named(signal: Any) -> Any:
    """A copy: the signal itself would keep its payload's memory. Without names that are too long to be any."""
    signal.ClearField("payload")
    named = signals_pb2.IngestSignalRequest()
    if signal.ByteSize() <= _MAX_NAMED_BYTES:
        named.CopyFrom(signal)
    return named
