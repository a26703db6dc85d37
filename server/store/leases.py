"""A table as a queue: one worker holds a row by a lease, and each write of that worker is fenced by the lease's token.

Whose row is next is the rule of each queue: `server.store.turns` for exports, `server.store.webhook_outbox` for
deliveries.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, and_, update

from server.store.claimable import announce_claimable


class Leased(Protocol):
    """A row in the hands of one worker, until its lease is over and its token is replaced. `attempt` counts from 1."""

    @property
    def key(self) -> tuple[str, ...]:
        """The values of the primary key."""

    @property
    def lease_token(self) -> str: ...

    @property
    def attempt(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseQueue:
    """Rows with `status`, `attempts`, `available_at` and `lease_token`.

    A row in the status `waiting` is claimable from `available_at` on. A row that a worker holds has the status `held`,
    a token, and the end of its lease in the column `until`.
    """

    table: Table
    waiting: str
    held: str
    until: str

    def row(self, key: tuple[str, ...]) -> ColumnElement[bool]:
        return and_(*(column == value for column, value in zip(self.table.primary_key, key, strict=True)))

    def is_held(self, lease: Leased) -> ColumnElement[bool]:
        """Matches no row once another worker has taken the row over, or the row has ended."""
        return and_(
            self.row(lease.key),
            self.table.c.lease_token == lease.lease_token,
            self.table.c.status == self.held,
        )

    def claim(self, connection: Connection, lease: Leased, *, until: datetime, **values: Any) -> None:
        """Begins the lease of a row that this transaction found claimable and, on PostgreSQL, has locked."""
        taken = {"status": self.held, "attempts": lease.attempt, "lease_token": lease.lease_token, self.until: until}
        connection.execute(update(self.table).where(self.row(lease.key)).values(**taken, **values))

    def write(self, connection: Connection, lease: Leased, **values: Any) -> bool:
        """Changes the row, also to renew the lease. False, and no change, where the lease is lost: as in `finish` and
        `hand_back`."""
        return connection.execute(update(self.table).where(self.is_held(lease)).values(**values)).rowcount == 1

    def finish(self, connection: Connection, lease: Leased, *, status: str, **values: Any) -> bool:
        return self.release(connection, self.is_held(lease), status=status, **values) == 1

    def hand_back(
        self,
        connection: Connection,
        lease: Leased,
        *,
        now: datetime,
        available_at: datetime,
        counted: bool,
        **values: Any,
    ) -> bool:
        """The row waits again, until `available_at`. `counted` says whether this was an attempt."""
        if available_at <= now:
            announce_claimable(connection)
        attempts = lease.attempt if counted else lease.attempt - 1
        waits = {"status": self.waiting, "attempts": attempts, "available_at": available_at}
        return self.release(connection, self.is_held(lease), **waits, **values) == 1

    def release(self, connection: Connection, rows: ColumnElement[bool], **values: Any) -> int:
        """Ends the leases of `rows`, whoever holds them; gives how many rows that were."""
        free = {"lease_token": None, self.until: None}
        return connection.execute(update(self.table).where(rows).values(free | values)).rowcount
