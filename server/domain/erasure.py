"""An erasure: taking all that was stored of a person by one connection out of the deployment."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum


class ErasureReason(StrEnum):
    REQUESTED = "REQUESTED"  # an operator asked for it, as a person may
    RETENTION = "RETENTION"  # the connection ended that long ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much an erasure has removed so far. `answers` are stored answers to idempotency keys, `events` the bodies of
    webhooks."""

    records: int = 0
    tombstones: int = 0
    signals: int = 0
    answers: int = 0
    events: int = 0
    artifacts: int = 0

    def by_name(self) -> dict[str, int]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """`requested_by` is an actor as `kind:id`. Not `finished_at` before `settles_at`: until then a worker that has not
    heard yet may write an artifact of an export that was cancelled."""

    connection_id: str
    requested_at: datetime
    requested_by: str
    reason: ErasureReason
    settles_at: datetime
    finished_at: datetime | None
    erased: Erased
