"""Importing a person's records."""

from collections.abc import Iterable

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.connections import Connection
from server.services.access import require_importable
from server.services.actors import operator
from server.store import audit
from server.store.engine import Database
from server.store.record_clocks import next_moment
from server.store.records import Record, store_records

BATCH_RECORDS = 500
BATCH_BYTES = 8 << 20


class Imports:
    """`actor` is who imports, as the audit trail has it: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()

    def require_connection(self, connection_id: str) -> None:
        """Raises NotFound, and ConnectionNotActive where no records may come in."""
        self._database.read_now(lambda database: require_importable(database, connection_id, self._clock()))

    def store(self, connection_id: str, records: Iterable[Record]) -> int:
        """Stores records, in batches bounded by count and bytes; gives how many were new or changed.

        Each batch is durable by itself: an import that is cut short can simply be run again. Raises NotFound, and
        ConnectionNotActive at the first batch that comes after the connection's end.
        """
        return sum(self._store(connection_id, batch) for batch in _batches(records))

    def _store(self, connection_id: str, batch: list[Record]) -> int:
        def work(database: DatabaseConnection) -> int:
            # Held, so that no batch commits after a revocation that it has not seen.
            connection = require_importable(database, connection_id, self._clock(), held=True)
            moment = next_moment(database, connection_id, self._clock())
            changed = store_records(database, connection_id, batch, moment)
            audit.record(database, self._entry(connection, read=len(batch), changed=changed))
            return changed

        return self._database.write_now(work)

    def _entry(self, connection: Connection, **facts: Detail) -> Entry:
        return Entry(
            at=self._clock(),
            action=Action.RECORDS_IMPORTED,
            actor=self._actor,
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
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
