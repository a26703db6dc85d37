"""What stays of a signal that its app has taken back: that it was, and no payload."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """`id` is that of the signal; `replaced_by` that of the signal which stands in its place, where there is one."""

    id: str
    tenant_id: str
    connection_id: str
    namespace: str
    signal_type: str
    received_at: datetime
    withdrawn_at: datetime
    replaced_by: str | None = None
