"""What callers were answered: the side of the reconciliation that does not trust the service."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Ledger:
    """`signals`: idempotency key -> id as acknowledged. `exports`: export id -> sha256 that its download had, or None
    where it was not downloaded. `sent`: every idempotency key that was ever sent for a signal. `orders`: idempotency
    key -> body of each export that was asked for and not yet answered."""

    signals: dict[str, str] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    exports: dict[str, str | None] = field(default_factory=dict)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"{len(self.signals):,} signals, {len(self.exports):,} exports, "
            f"{self.counts['downloads given up']:,} downloads given up, {self.counts['calls sent again']:,} calls sent "
            f"again, {self.counts['kills']} kills, {self.counts['stalls']} stalls"
        )

    def rows(self) -> list[tuple[str, str]]:
        """Rows of (what, figure)."""
        return [
            ("signals acknowledged", f"{len(self.signals):,}"),
            ("exports acknowledged", f"{len(self.exports):,}"),
            ("exports cancelled", f"{len(self.cancelled):,}"),
            *((name, f"{count:,}") for name, count in sorted(self.counts.items())),
        ]
