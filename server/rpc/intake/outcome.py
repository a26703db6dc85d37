"""What became of a signal."""

from dataclasses import dataclass

from server.errors import CuraeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A signal that is durable, or would be stored. `response` is an encoded IngestSignalResponse, and empty for an
    item of a batch. `received_at` is in microseconds since 1970 UTC."""

    id: str
    received_at: int
    response: bytes
    replayed: bool
    dry_run: bool = False


Outcome = Stored | CuraeError
