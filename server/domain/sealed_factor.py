"""A second factor as it is stored, apart from what opens it, which is slow to import."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFactor:
    """A second factor at rest. It counts once it is confirmed; `step` is the last time step whose code was taken."""

    sealed: bytes
    confirmed_at: datetime | None
    step: int | None
