"""Signals: send one, send many, queue them on disk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from os import PathLike
from typing import Any

from curae_sdk._answers import problem_error
from curae_sdk._async.queue import AsyncSignalQueue
from curae_sdk._async.transport import AsyncTransport
from curae_sdk._generated.models import Signal, SignalNamespace
from curae_sdk._outgoing import Outcome, OutgoingSignal, Payload, request_of, sent_now
from curae_sdk.errors import ApiError

MAX_BATCH = 500


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
