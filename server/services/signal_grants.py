"""Which signal types apps may send for a person, changed while the connection lives."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Entry
from server.domain.connections import Connection
from server.domain.signal_grants import SignalGrant, changed
from server.errors import BadRequest
from server.services.accounts import no_connection
from server.services.actors import operator
from server.store import audit
from server.store.connections import get_connection, hold_connection
from server.store.engine import Database
from server.store.signal_grants import past_grants, replace_grant
from server.store.transactions import Work

MAX_SHOWN = 100  # versions


class SignalGrants:
    """`actor` is who does it, as the audit trail has it: by default the user of this process. `guard` is asked first in
    a transaction that changes something, and raises where the actor may not.
    """

    def __init__(
        self, database: Database, clock: Clock, actor: Actor | None = None, guard: Work[object] | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()
        self._guard = guard

    def change(
        self, connection_id: str, *, add: Sequence[str], remove: Sequence[str], consented_at: datetime | None = None
    ) -> Connection:
        """Changes which signal types the app may send; gives the connection as it is then.

        `consented_at` is when the person consented to the change, by default now. What is stored after this returns is
        allowed by the new types. A change that changes nothing makes no version. Raises NotFound, BadRequest, and
        ConnectionNotActive unless the connection is ACTIVE or PENDING.
        """

        def work(database: DatabaseConnection) -> Connection:
            if self._guard is not None:
                self._guard(database)
            connection = hold_connection(database, connection_id)
            if connection is None:
                raise no_connection()
            now = self._clock()
            connection.require_not_ended(now)
            if consented_at is not None and consented_at > now:
                raise BadRequest.of(
                    "consentedAt", f"must not be in the future; this server's time is {now.isoformat()}"
                )
            before = connection.signal_grant
            types = changed(before.signal_types, add=add, remove=remove)
            if types == before.signal_types:
                return connection
            grant = SignalGrant(version=before.version + 1, signal_types=types, consented_at=consented_at or now)
            replace_grant(database, connection, grant, now)
            audit.record(database, self._entry(connection, grant, now))
            return get_connection(database, connection_id) or connection

        return self._database.write_alone_now(work)

    def history(self, connection_id: str) -> list[SignalGrant]:
        """What the connection grants and granted, newest first, `MAX_SHOWN` versions at most. Raises NotFound."""

        def work(database: DatabaseConnection) -> list[SignalGrant]:
            connection = get_connection(database, connection_id)
            if connection is None:
                raise no_connection()
            return [connection.signal_grant, *past_grants(database, connection_id, limit=MAX_SHOWN - 1)]

        return self._database.read_now(work)

    def _entry(self, connection: Connection, grant: SignalGrant, now: datetime) -> Entry:
        return Entry(
            at=now,
            action=Action.CONNECTION_CHANGED,
            actor=self._actor,
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            details={
                "signalTypes": " ".join(sorted(grant.signal_types)),
                "signalTypesBefore": " ".join(sorted(connection.signal_types)),
                "grantVersion": grant.version,
                "consentedAt": grant.consented_at.isoformat(),
            },
        )
