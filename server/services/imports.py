"""Importing a person's records."""

from collections.abc import Iterable

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.errors import NotFound
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.records import Record, hold_for_import, store_records

BATCH_RECORDS = 500
BATCH_BYTES = 8 << 20


class Imports:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

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
            return store_records(database, connection_id, batch, self._clock())

        return self._database.write_now(work)


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
