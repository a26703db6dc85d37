"""Importing a person's records."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.errors import NotFound
from server.services.actors import operator
from server.store import audit
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.records import Record, hold_for_import, store_records

BATCH_RECORDS = 500
BATCH_BYTES = 8 << 20


class Imports:
    """`actor` is who imports, as the audit trail has it: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()

    def require_connection(self, connection_id: str) -> None:
        """Raises NotFound."""
        if self._database.read_now(lambda database: get_connection(database, connection_id)) is None:
            raise NotFound("no such connection; see: curae connections list")

    def store(self, connection_id: str, records: Iterable[Record]) -> int:
        """Stores records, in batches bounded by count and bytes; gives how many were new or changed.

        Each batch is durable by itself: an import that is cut short can simply be run again.
        """
        return sum(self._store(connection_id, batch) for batch in _batches(records))

    def _store(self, connection_id: str, batch: list[Record]) -> int:
        def work(database: DatabaseConnection) -> int:
            hold_for_import(database, connection_id)
            now = self._clock()
            changed = store_records(database, connection_id, batch, now)
            audit.record(database, self._entry(database, connection_id, now, read=len(batch), changed=changed))
            return changed

        return self._database.write_now(work)

    def _entry(self, database: DatabaseConnection, connection_id: str, now: datetime, **facts: Detail) -> Entry:
        connection = get_connection(database, connection_id)
        return Entry(
            at=now,
            action=Action.RECORDS_IMPORTED,
            actor=self._actor,
            tenant_id=None if connection is None else connection.tenant_id,
            connection_id=connection_id,
            details=facts,
        )


def _batches(records: Iterable[Record]) -> Iterable[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.content)
        if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
