"""READY exports that hold more than their connections grant by the rules of this code's data packages.

A change of a connection cancels its exports at once. A new version of the packages changes what all connections grant:
no download of such an export begins or goes on, whatever its state says, and this ends it.
"""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.exports import Export, ExportErrorCode, ExportKey, ExportStatus
from server.store import audit
from server.store.connections import get_connections, hold_connection
from server.store.engine import Database
from server.store.exports import expire_export, find_readable, hold_export, page_of_ready

STEP = 100


class NarrowedExports:
    def __init__(self, database: Database, clock: Clock, actor: Actor) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor

    def expire(self) -> int:
        """Expires them, each with an entry in the audit trail; gives how many. Safe to repeat.

        Raises ExceptionGroup of all that failed, after everything was tried.
        """
        expired, after = 0, ""
        failed: list[Exception] = []
        while page := self._database.read_now(partial(page_of_ready, after=after, limit=STEP)):
            after = page[-1].id
            connections = self._database.read_now(
                partial(get_connections, ids={export.connection_id for export in page})
            )
            exports = self._database.read_now(partial(_readable, keys=page))
            narrowed = [each for each in exports if not connections[each.connection_id].grant.covers(each.content)]
            for done in [
                self._database.write_later(
                    partial(self._expire, connection_id=each.connection_id, export_id=each.id), alone=True
                )
                for each in narrowed
            ]:
                fault = done.exception()
                if isinstance(fault, Exception):
                    failed.append(fault)
                else:
                    expired += done.result()
        if failed:
            raise ExceptionGroup("some exports were not expired", failed)
        return expired

    def _expire(self, database: DatabaseConnection, connection_id: str, export_id: str) -> bool:
        connection = hold_connection(database, connection_id)  # before its export, as everybody does
        found = hold_export(database, export_id)
        if found is None or connection is None or found.status is not ExportStatus.READY:
            return False
        if connection.grant.covers(found.content):
            return False
        now = self._clock()
        if not expire_export(database, found, now):
            return False
        reason = str(ExportErrorCode.AUTHORIZATION_NARROWED)
        entry = Entry.about(found, Action.EXPORT_EXPIRED, actor=self._actor, at=now, reason=reason)
        audit.record(database, entry)
        return True


def _readable(database: DatabaseConnection, keys: Sequence[ExportKey]) -> list[Export]:
    """A newer version, which wrote the others, knows what they hold. Each is read by itself: a column that cannot be
    decoded fails the statement, and every row with it."""
    found = (find_readable(database, key.id) for key in keys)
    return [export for export in found if export is not None]
