"""Signals on their way to the service."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, TypeAlias

from curae_sdk._generated.models import Signal
from curae_sdk._reading import local_text, moment_text
from curae_sdk.errors import ApiError

Scalar: TypeAlias = "str | int | float | bool | None"
Payload: TypeAlias = "Mapping[str, Scalar | Sequence[Scalar] | Mapping[str, Scalar]]"

MAX_PAYLOAD_BYTES = 65_536


def request_of(
    connection_id: str,
    namespace: str,
    signal_type: str,
    payload: Payload,
    occurred_at: datetime | None,
    *,
    occurred_until: datetime | None,
) -> dict[str, Any]:
    """The JSON request. Raises ValueError for what the service would refuse whatever its schemas say."""
    try:
        size = len(json.dumps(payload, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError):  # without its cause, whose text may quote the payload
        raise ValueError("the payload is not JSON: strings, finite numbers, booleans, arrays and objects") from None
    if size > MAX_PAYLOAD_BYTES:
        raise ValueError(f"the payload has {size} bytes as JSON; at most {MAX_PAYLOAD_BYTES} are taken")
    request: dict[str, Any] = {
        "connectionId": connection_id,
        "namespace": namespace,
        "signalType": signal_type,
        "payload": payload,
    }
    if occurred_at is not None:
        request["occurredAt"] = local_text(occurred_at)
    if occurred_until is not None:
        request["occurredUntil"] = local_text(occurred_until)
    return request


@dataclass(frozen=True, kw_only=True)
class OutgoingSignal:
    """One signal of a batch. `idempotency_key` makes each retry of it safe, alone or in another batch."""

    request: Mapping[str, Any] = field(repr=False)
    idempotency_key: str

    @classmethod
    def of(
        cls,
        *,
        connection_id: str,
        namespace: str,
        signal_type: str,
        payload: Payload,
        occurred_at: datetime | None = None,
        occurred_until: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> "OutgoingSignal":
        """Raises ValueError for a payload that is not JSON, or is too large."""
        request = request_of(connection_id, namespace, signal_type, payload, occurred_at, occurred_until=occurred_until)
        return cls(request=request, idempotency_key=idempotency_key or str(uuid.uuid4()))


def sent_now() -> str:
    """When a request is sent, by this device's clock: the service finds by it how wrong that is."""
    return moment_text(datetime.now(timezone.utc))


def within(signals: Sequence[OutgoingSignal], size_bytes: int) -> Sequence[OutgoingSignal]:
    """The first of them that have so many bytes of JSON together, and one at least."""
    total = 0
    for at, signal in enumerate(signals):
        total += len(json.dumps(signal.request, ensure_ascii=False).encode())
        if at and total > size_bytes:
            return signals[:at]
    return signals


def is_of_items(refusal: ApiError) -> bool:
    """Whether a batch was refused as a whole for what is in it, so that a part of it may pass."""
    if refusal.code in {"PAYLOAD_TOO_LARGE", "IDEMPOTENCY_KEY_REUSED"}:
        return True
    fields = [str(each.get("field")) for each in refusal.details.get("violations", ())]
    return refusal.code == "BAD_REQUEST" and any(name == "body" or name.startswith("items") for name in fields)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one signal: `stored`, or `error`."""

    signal: OutgoingSignal
    stored: Signal | None
    error: ApiError | None
