"""How many offers have no outcome yet, and what they take: in all, and of each tenant."""

from dataclasses import dataclass


@dataclass(slots=True)
class Share:
    count: int = 0
    size: int = 0


_NOTHING = Share()


class Waiting(Share):
    def __init__(self) -> None:
        super().__init__()
        self._shares: dict[str, Share] = {}

    def of(self, tenant: str) -> Share:
        return self._shares.get(tenant, _NOTHING)

    def add(self, tenant: str, count: int, size: int) -> None:
        """Less where they are negative."""
        self.count += count
        self.size += size
        share = self._shares.setdefault(tenant, Share())
        share.count += count
        share.size += size
        if not share.count:
            del self._shares[tenant]
