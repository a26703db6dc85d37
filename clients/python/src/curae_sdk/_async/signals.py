"""Signals: send one, send many, queue them on disk."""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from os import PathLike
from typing import Any, Literal

from curae_sdk._answers import problem_error
from curae_sdk._async.queue import AsyncSignalQueue
from curae_sdk._async.transport import AsyncTransport
from curae_sdk._generated.models import Signal, SignalFigures, SignalNamespace, SignalRecord, SignalTombstone
from curae_sdk._outgoing import Outcome, OutgoingSignal, Payload, request_of, sent_now
from curae_sdk._reading import moment_text
from curae_sdk.errors import ApiError

MAX_BATCH = 500
_REPLACED = {"payload", "occurredAt", "occurredUntil"}


class AsyncSignals:
    """Every method raises ApiError and ApiConnectionError."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def send(
        self,
        *,
        connection_id: str,
        namespace: str,
        signal_type: str,
        payload: Payload,
        occurred_at: datetime | None = None,
        occurred_until: datetime | None = None,
        dry_run: bool = False,
        idempotency_key: str | None = None,
    ) -> Signal:
        """Stores one signal once, however often the call is retried.

        The offsets of `occurred_at` and `occurred_until` are kept: they say where the event was. `dry_run`: the service
        judges the signal and stores nothing; the id of the answer names nothing.
        """
        body = request_of(connection_id, namespace, signal_type, payload, occurred_at, occurred_until=occurred_until)
        body["sentAt"] = sent_now()
        if dry_run:
            body["dryRun"] = True
        answer = await self._transport.call("POST", "/signals", body=body, idempotency_key=idempotency_key)
        return Signal.from_json(answer["signal"])

    async def send_batch(
        self, signals: Sequence[OutgoingSignal], *, dry_run: bool = False, idempotency_key: str | None = None
    ) -> list[Outcome]:
        """Stores up to 500 signals in order. Each has an outcome of its own: one that is refused stops no other.

        An outcome whose `error` is `retryable` can succeed later: send its signal again with its own key.
        """
        if not 1 <= len(signals) <= MAX_BATCH:
            raise ValueError(f"a batch holds 1 to {MAX_BATCH} signals; got {len(signals)}")
        items = [{"idempotencyKey": each.idempotency_key, "signal": each.request} for each in signals]
        body = {"items": items, "sentAt": sent_now(), **({"dryRun": True} if dry_run else {})}
        answer = await self._transport.call("POST", "/signals:batch", body=body, idempotency_key=idempotency_key)
        return [
            Outcome(signal=sent, stored=_stored(result), error=_error(result))
            for sent, result in zip(signals, answer["results"], strict=True)
        ]

    async def records(
        self,
        *,
        connection_id: str,
        namespace: str | None = None,
        signal_type: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncGenerator[SignalRecord, None]:
        """The signals of a connection, the last to happen first, page by page as they are asked for.

        `since` and `until` choose by `event_at`. Needs the scope `signal:read`.
        """
        given = {
            "connectionId": connection_id,
            "namespace": namespace,
            "signalType": signal_type,
            "since": None if since is None else moment_text(since),
            "until": None if until is None else moment_text(until),
            "limit": "100",
        }
        query = {name: text for name, text in given.items() if text is not None}
        while True:
            answer = await self._transport.call("GET", "/signals", query=query)
            for each in answer["signals"]:
                yield SignalRecord.from_json(each)
            following = answer["pagination"].get("nextCursor")
            if following is None:
                return
            query["cursor"] = following

    async def aggregate(
        self,
        *,
        connection_id: str,
        namespace: str,
        signal_type: str,
        field: str,
        since: datetime,
        until: datetime,
        interval: Literal["day", "hour"] = "day",
        utc_offset: str | None = None,
    ) -> list[SignalFigures]:
        """Count, min, max, mean and sum of a numeric member, such as `steps` or `sleep.deep`, by days or hours.

        An interval without a number is left out.

        Days and hours begin at whole ones of UTC, or of `utc_offset`, such as `+01:00`. Needs the scope `signal:read`.
        """
        given = {
            "connectionId": connection_id,
            "namespace": namespace,
            "signalType": signal_type,
            "field": field,
            "interval": interval,
            "since": moment_text(since),
            "until": moment_text(until),
            "utcOffset": utc_offset,
        }
        query = {name: text for name, text in given.items() if text is not None}
        answer = await self._transport.call("GET", "/signals:aggregate", query=query)
        return [SignalFigures.from_json(each) for each in answer["intervals"]]

    async def get(self, signal_id: str) -> SignalRecord | SignalTombstone:
        """The signal, or the tombstone of one that was withdrawn. Needs the scope `signal:read`."""
        answer = await self._transport.call("GET", f"/signals/{uuid.UUID(signal_id)}")
        if "tombstone" in answer:
            return SignalTombstone.from_json(answer["tombstone"])
        return SignalRecord.from_json(answer["record"])

    async def withdraw(self, signal_id: str) -> SignalTombstone:
        """Has the payload deleted; a tombstone stays. It can be repeated."""
        answer = await self._transport.call("DELETE", f"/signals/{uuid.UUID(signal_id)}")
        return SignalTombstone.from_json(answer["tombstone"])

    async def replace(
        self,
        signal_id: str,
        *,
        payload: Payload,
        occurred_at: datetime | None = None,
        occurred_until: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> Signal:
        """Stores a signal with an id of its own in the place of another one, which is withdrawn."""
        whole = request_of("", "", "", payload, occurred_at, occurred_until=occurred_until)
        body = {name: value for name, value in whole.items() if name in _REPLACED} | {"sentAt": sent_now()}
        path = f"/signals/{uuid.UUID(signal_id)}:replace"
        answer = await self._transport.call("POST", path, body=body, idempotency_key=idempotency_key)
        return Signal.from_json(answer["signal"])

    async def namespaces(self) -> list[SignalNamespace]:
        answer = await self._transport.call("GET", "/signals/namespaces")
        return [SignalNamespace.from_json(each) for each in answer["namespaces"]]

    async def namespace(self, name: str) -> SignalNamespace:
        if not (name.isascii() and name.replace("_", "").isalnum()):
            raise ValueError("a namespace's name holds lower-case letters, digits and underscores")
        answer = await self._transport.call("GET", f"/signals/namespaces/{name}")
        return SignalNamespace.from_json(answer["namespace"])

    def queue(self, path: str | PathLike[str]) -> AsyncSignalQueue:
        """Signals that wait on disk until they are stored, over restarts and power cuts. See `AsyncSignalQueue`."""
        return AsyncSignalQueue(self, path)


def _stored(result: Mapping[str, Any]) -> Signal | None:
    return Signal.from_json(result["signal"]) if "signal" in result else None


def _error(result: Mapping[str, Any]) -> ApiError | None:
    return problem_error(dict(result["problem"])) if "problem" in result else None
