"""What operators do to exports, connections and keys of every app."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain.audit import Action, Entry, Origin
from server.domain.exports import Export, ExportStatus
from server.domain.operator import Acting, Role
from server.errors import BadRequest, ConnectionNotActive, CuraeError, NotFound, ResourceTypeNotAuthorized
from server.services.access import require_consent
from server.services.accounts import Accounts
from server.services.permission import require_role
from server.services.signal_grants import SignalGrants
from server.store import audit, oversight
from server.store.engine import Database
from server.store.exports import cancel_export, find_retry, get_export, hold_export, insert_export
from server.store.oversight import SeenExport


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """The export that repeats a failed one; `already` where an earlier call queued it."""

    seen: SeenExport
    already: bool


class Oversight:
    """`by` is the operator who does it. Every transaction first asks for the role that the act needs; where it is not
    enough, RoleInsufficient or Unauthenticated is raised."""

    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    async def retry(self, export_id: str, by: Acting) -> Retried:
        """Queues a FAILED export once more, as a new one of the same request.

        Raises NotFound, BadRequest where it did not fail, and ConnectionNotActive or ResourceTypeNotAuthorized where
        the person no longer grants it.
        """
        retried = await self._database.write(lambda database: self._retry(database, export_id, by))
        if not retried.already:
            metrics.EXPORTS_QUEUED.inc()
        return retried

    async def retry_all(self, export_ids: Sequence[str], by: Acting) -> list[Retried | CuraeError]:
        """`retry` of each, in order: what became of it, or why it was refused. Raises what refuses all of them."""
        outcomes: list[Retried | CuraeError] = []
        for export_id in export_ids:
            try:
                outcomes.append(await self.retry(export_id, by))
            except (NotFound, BadRequest, ConnectionNotActive, ResourceTypeNotAuthorized) as refused:
                outcomes.append(refused)
        return outcomes

    def _retry(self, database: DatabaseConnection, export_id: str, by: Acting) -> Retried:
        require_role(database, by, Role.OPERATOR)
        # Held, so that of two that retry at once the second finds what the first has queued. A revocation, which locks
        # connections before exports, never locks a FAILED one.
        failed = hold_export(database, export_id)
        if failed is None:
            raise NotFound("Export not found. Check the id.")
        if failed.status is not ExportStatus.FAILED:
            raise BadRequest.of("exportId", f"is {failed.status}; only a FAILED export can be retried")
        earlier = find_retry(database, export_id)
        if earlier is None:
            require_consent(database, failed, self._clock(), held=True)
            again = self._repeated(failed, by.actor.origin)
            insert_export(database, again)
            queued = Entry.about(again, Action.EXPORT_QUEUED, actor=by.actor, at=again.queued_at, retryOf=failed.id)
            audit.record(database, queued)
        return Retried(seen=_see(database, (earlier or again).id), already=earlier is not None)

    def _repeated(self, failed: Export, origin: Origin) -> Export:
        now = self._clock()
        return Export(
            id=self._new_id(),
            tenant_id=failed.tenant_id,
            connection_id=failed.connection_id,
            status=ExportStatus.QUEUED,
            resource_types=failed.resource_types,
            include_raw_fhir=failed.include_raw_fhir,
            narrowing=failed.narrowing,
            since=failed.since,
            created_at=now,
            updated_at=now,
            queued_at=now,
            retry_of=failed.id,
            request_id=origin.request_id,
            traceparent=origin.traceparent,
        )

    async def cancel(self, export_id: str, by: Acting) -> SeenExport:
        """Stops a pending export or drops the file of a READY one; any other stays as it is. Raises NotFound."""

        def work(database: DatabaseConnection) -> tuple[SeenExport, bool]:
            require_role(database, by, Role.OPERATOR)
            now = self._clock()
            export = get_export(database, export_id)
            if export is None:
                raise NotFound("Export not found. Check the id.")
            changed = cancel_export(database, export, now)
            if changed:
                audit.record(database, Entry.about(export, Action.EXPORT_CANCELLED, actor=by.actor, at=now))
            return _see(database, export_id), changed

        seen, changed = await self._database.write(work)
        if changed:
            metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, "").inc()
        return seen

    async def revoke_connection(self, connection_id: str, by: Acting) -> int:
        """Gives how many exports were cancelled. Raises NotFound."""
        return await asyncio.to_thread(self._accounts(by, Role.OPERATOR).revoke_connection, connection_id)

    async def change_signal_types(
        self,
        connection_id: str,
        by: Acting,
        *,
        add: Sequence[str],
        remove: Sequence[str],
        consented_at: datetime | None,
    ) -> None:
        """As `SignalGrants.change`. It may widen what an app is allowed, so it needs an admin."""
        grants = SignalGrants(
            self._database, self._clock, by.actor, guard=lambda database: require_role(database, by, Role.ADMIN)
        )
        change = partial(grants.change, connection_id, add=add, remove=remove, consented_at=consented_at)
        await asyncio.to_thread(change)

    async def revoke_key(self, key_id: str, by: Acting) -> None:
        """Raises NotFound."""
        await asyncio.to_thread(self._accounts(by, Role.OPERATOR).revoke_key, key_id)

    def _accounts(self, by: Acting, needed: Role) -> Accounts:
        """What they change is refused where the operator has not that role."""
        return Accounts(
            self._database,
            self._clock,
            self._new_id,
            by.actor,
            guard=lambda database: require_role(database, by, needed),
        )


def _see(database: DatabaseConnection, export_id: str) -> SeenExport:
    seen = oversight.see_export(database, export_id)
    if seen is None:
        raise NotFound("Export not found. Check the id.")
    return seen
