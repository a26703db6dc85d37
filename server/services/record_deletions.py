"""Deleting records of a person: each leaves a tombstone, which exports by `since` tell of."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import Connection
from server.domain.records.record import Deletion, Key
from server.services.access import require_importable
from server.services.actors import operator
from server.store import audit
from server.store.engine import Database
from server.store.record_changes import apply_changes
from server.store.record_clocks import next_moment
from server.store.record_keys import sources_of

STEP = 1_000


class Reason(StrEnum):
    OPERATOR = "operator"  # who named the records
    SNAPSHOT = "snapshot"  # an import of all that its source has lacks them


class RecordDeletions:
    """`actor` is who deletes: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()

    def delete(
        self,
        connection_id: str,
        keys: Sequence[Key],
        *,
        reason: Reason = Reason.OPERATOR,
        unchanged_since: datetime | None = None,
    ) -> set[Key]:
        """Deletes records by their ids here, whatever their source, in transactions of STEP records; gives those that
        were there. With `unchanged_since`, only records that did not change at or after it.

        Raises NotFound, and ConnectionNotActive where the connection has ended.
        """
        deleted: set[Key] = set()
        for start in range(0, len(keys), STEP):
            deleted |= self._delete(connection_id, keys[start : start + STEP], reason, unchanged_since)
        return deleted

    def _delete(self, connection_id: str, keys: Sequence[Key], reason: Reason, before: datetime | None) -> set[Key]:
        def work(database: DatabaseConnection) -> set[Key]:
            connection = require_importable(database, connection_id, self._clock(), held=True)
            moment = next_moment(database, connection_id, self._clock())
            # Read under the clock: no import changes one of them meanwhile.
            found = sources_of(database, connection_id, keys, before=before)
            for source in set(found.values()):
                chosen = [key for key in found if found[key] == source]
                deletions = [Deletion(resource_type=kind, resource_id=name) for kind, name in chosen]
                apply_changes(database, connection_id, deletions, moment, source=source)
                audit.record(database, self._entry(connection, source, reason, len(chosen)))
            return set(found)

        return self._database.write_now(work)

    def _entry(self, connection: Connection, source: str, reason: Reason, deleted: int) -> Entry:
        named = {"source": source} if source else {}
        return Entry(
            at=self._clock(),
            action=Action.RECORDS_DELETED,
            actor=self._actor,
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            details={**named, "reason": str(reason), "deleted": deleted},
        )
