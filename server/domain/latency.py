"""Latencies as a histogram counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls since the process began: how many, how many of them ended in an error of ours, and how long they took.

    `buckets` are (upper bound in seconds, how many calls took at most that long), bounds ascending, the last infinite.
    """

    total: int
    errors: int
    buckets: tuple[tuple[float, int], ...]

    def since(self, earlier: "Calls") -> "Calls":
        """The difference of two samples. If the counter was reset in between, the whole later sample."""
        if earlier.total > self.total or len(earlier.buckets) != len(self.buckets):
            return self
        pairs = zip(self.buckets, earlier.buckets, strict=True)
        return Calls(
            total=self.total - earlier.total,
            errors=max(self.errors - earlier.errors, 0),
            buckets=tuple((bound, count - before) for (bound, count), (_, before) in pairs),
        )

    def quantile(self, share: float) -> float | None:
        """Seconds that this share of the calls took at most, straight between the bounds; None without calls."""
        return quantile(self.buckets, share)


def quantile(buckets: Sequence[tuple[float, int]], share: float) -> float | None:
    """As Prometheus' `histogram_quantile`: of the infinite bucket the highest finite bound."""
    total = buckets[-1][1] if buckets else 0
    if total == 0:
        return None
    rank = share * total
    for (lower, before), (upper, count) in pairwise(((0.0, 0), *buckets)):
        if count >= rank and count > before:
            return lower if upper == float("inf") else lower + (upper - lower) * (rank - before) / (count - before)
    return buckets[-1][0]
