"""Signals that wait on disk until the service has stored them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from os import PathLike
from typing import TYPE_CHECKING

from curae_sdk._outgoing import Outcome, OutgoingSignal, Payload, is_of_items, within
from curae_sdk._spool import RefusedSignal, Spool
from curae_sdk._waiting import async_offload
from curae_sdk.errors import ApiError

if TYPE_CHECKING:
    from curae_sdk._async.signals import AsyncSignals

_BATCH = 500
_BATCH_BYTES = 1_000_000  # of JSON: after more than a MiB a key has to rest, and it is short on a slow line


@dataclass(frozen=True, kw_only=True)
class Flushed:
    """What one flush did, in signals. `waiting` is what waits still."""

    stored: int
    refused: int
    waiting: int


class AsyncSignalQueue:
    """`put` writes a signal to disk and returns; `flush` sends what waits, in order, in batches.

    A signal leaves the disk once the service has stored it, and each retry carries its idempotency key: nothing is lost
    or stored twice, however often the process is killed, for 24 hours after its first try. A signal that the service
    refuses as it is stops no other: `refused` lists it. The file holds payloads: it is readable by its owner only.
    """

    def __init__(self, signals: AsyncSignals, path: str | PathLike[str]) -> None:
        self._signals = signals
        self._spool = Spool(path)

    async def put(
        self,
        *,
        connection_id: str,
        namespace: str,
        signal_type: str,
        payload: Payload,
        occurred_at: datetime | None = None,
        occurred_until: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Gives the signal's idempotency key, once it is on disk. Raises ValueError for what no service would take."""
        signal = OutgoingSignal.of(
            connection_id=connection_id,
            namespace=namespace,
            signal_type=signal_type,
            payload=payload,
            occurred_at=occurred_at,
            occurred_until=occurred_until,
            idempotency_key=idempotency_key,
        )
        await async_offload(self._spool.append, signal)
        return signal.idempotency_key

    async def flush(self) -> Flushed:
        """Sends what waits now. A signal that can succeed later only stops the flush; it goes first the next time.

        Raises ApiConnectionError while the service cannot be reached, and ApiError; what waits goes on waiting.
        """
        stored = refused = 0
        while waiting := await async_offload(self._spool.first, _BATCH):
            batch = within(waiting, _BATCH_BYTES)
            outcomes = await self._outcomes(batch)
            taken = [each.signal for each in outcomes if each.stored is not None]
            final = [(each.signal, each.error) for each in outcomes if each.error and not each.error.retryable]
            await async_offload(self._spool.settle, taken, final)
            stored, refused = stored + len(taken), refused + len(final)
            if len(taken) + len(final) < len(batch):
                break
        return Flushed(stored=stored, refused=refused, waiting=await self.waiting())

    async def _outcomes(self, batch: Sequence[OutgoingSignal]) -> list[Outcome]:
        """Of each signal. A batch that is refused as a whole for what is in it is halved, down to its fault."""
        try:
            return await self._signals.send_batch(batch, idempotency_key=_key_of(batch))
        except ApiError as refusal:
            if not is_of_items(refusal):
                raise
            if len(batch) == 1:
                return [Outcome(signal=batch[0], stored=None, error=refusal)]
        half = len(batch) // 2
        return [*await self._outcomes(batch[:half]), *await self._outcomes(batch[half:])]

    async def waiting(self) -> int:
        """Signals that wait."""
        return await async_offload(self._spool.waiting)

    async def refused(self) -> list[RefusedSignal]:
        """Signals that the service refused: correct them and `put` them with a new key, or `discard` them."""
        return await async_offload(self._spool.refused)

    async def discard(self, idempotency_key: str) -> None:
        """Deletes a refused signal."""
        await async_offload(self._spool.discard, idempotency_key)

    async def aclose(self) -> None:
        """What waits stays on disk."""
        await async_offload(self._spool.close)


def _key_of(batch: Sequence[OutgoingSignal]) -> str:
    """The same signals make the same key, so that a batch whose answer was lost is answered as it was."""
    names = "\n".join(signal.idempotency_key for signal in batch)
    return "batch-" + hashlib.sha256(names.encode()).hexdigest()
