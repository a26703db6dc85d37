"""What a person may ask for, as operators of the console do it: an erasure, and an account of disclosures.

A person is known here by a connection alone.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Entry
from server.domain.erasure import Erasure, ErasureReason
from server.domain.operator import Acting, Role
from server.errors import NotFound
from server.services.csv_lines import csv_lines
from server.services.disclosures import (
    Disclosure,
    begin_account,
    disclosures_between,
    page_of_disclosures,
    require_connection,
)
from server.services.erasure import request_erasure
from server.services.listing import Turn
from server.services.permission import require_role
from server.store import audit
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.erasures import get_erasure
from server.store.holdings import Holdings, holdings_of

_COLUMNS = ("at", "kind", "app", "by", "keyName", "address", "exportId", "records", "bytes", "complete", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is stored by a connection, and its erasure where somebody has asked for it."""

    holdings: Holdings
    erasure: Erasure | None


class Persons:
    """`lease`: how long a worker goes on with an export that was cancelled before it hears of it, at most."""

    def __init__(self, database: Database, clock: Clock, *, lease: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._lease = lease

    async def held(self, connection_id: str) -> Held:
        """Raises NotFound."""

        def work(database: DatabaseConnection) -> Held:
            if get_connection(database, connection_id) is None:
                raise NotFound("Connection not found. Check the id.")
            return Held(holdings=holdings_of(database, connection_id), erasure=get_erasure(database, connection_id))

        return await self._database.read(work)

    async def erase(self, connection_id: str, by: Acting) -> Erasure:
        """Requests it; workers do it. Safe to repeat. Raises NotFound, and what `require_role` raises."""

        def work(database: DatabaseConnection) -> Erasure:
            require_role(database, by, Role.ADMIN)
            return request_erasure(
                database,
                connection_id,
                reason=ErasureReason.REQUESTED,
                clock=self._clock,
                actor=by.actor,
                lease=self._lease,
            )

        return await self._database.write_locking(work)

    async def disclosures(self, connection_id: str, turn: Turn) -> tuple[list[Disclosure], int | None]:
        """A page, the newest first, and how many there are, as `server.store.paging` counts. Raises NotFound."""
        work = partial(page_of_disclosures, connection_id=connection_id, asked=turn.numbered())
        return await self._database.read(work)

    async def account(self, connection_id: str, by: Acting) -> AsyncGenerator[str, None]:
        """All of them as CSV, the oldest first, in pieces of bounded size. It is recorded that they were given, before
        the first piece.

        Raises NotFound, and Unauthenticated where the operator was revoked.
        """

        def begin(database: DatabaseConnection) -> int:
            require_role(database, by, Role.VIEWER)
            entry = Entry(
                at=self._clock(),
                action=Action.AUDIT_DOWNLOADED,
                actor=by.actor,
                tenant_id=require_connection(database, connection_id).tenant_id,
                connection_id=connection_id,
            )
            audit.record(database, entry)
            return begin_account(database, connection_id)

        last = await self._database.write(begin)
        yield csv_lines([_COLUMNS])
        after: int | None = 0
        while after is not None:
            piece, after = await self._database.read(
                partial(disclosures_between, connection_id=connection_id, after=after, last=last)
            )
            if piece:
                yield csv_lines(map(_values, piece))


def _values(each: Disclosure) -> Sequence[object]:
    at = each.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    who = (each.kind, each.app, each.by, each.key_name or "", each.address or "", each.export_id)
    known = ("" if value is None else value for value in (each.records, each.byte_count, each.complete))
    return (at, *who, *known, " ".join(each.what))
