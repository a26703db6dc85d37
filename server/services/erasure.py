"""Erasing what was stored of a person by one connection: asked for once, then done in steps that may be repeated.

The request revokes the connection in its transaction, so nothing new comes in. The steps remove rows and artifacts, and
take their bytes out of the database's files. A process that is killed leaves the rest to the next one: a worker, or the
same command. What stays is the connection's row, those of its exports without their files, and the audit trail.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.connections import ConnectionStatus
from server.domain.erasure import Erased, Erasure, ErasureReason
from server.domain.exports import folder_of
from server.errors import NotFound
from server.services.attempts import attempt_all
from server.services.revocation import end_connection
from server.store import audit
from server.store.connection_groups import erase_memberships
from server.store.connections import get_connection, hold_connection
from server.store.engine import Database
from server.store.erasures import (
    add_erased,
    answers_about,
    erase_answers,
    erase_events,
    erase_records,
    erase_requests,
    erase_tombstones,
    erase_withdrawals,
    export_ids_of,
    finish_erasure,
    get_erasure,
    insert_erasure,
    last_lease_of,
    unfinished_erasures,
)
from server.store.record_imports import erase_imports
from server.store.signal_tombstones import erase_signals

STEP = 500  # rows a transaction: bounds how long others wait
ANSWERS_STEP = 2_000
MAX_TOGETHER = 1_000  # erasures that share a look at all answers

Remove = Callable[[DatabaseConnection, str, int], int]
_COUNTED: dict[str, Remove] = {"events": erase_events, "records": erase_records, "tombstones": erase_tombstones}


class Erasures:
    """`lease`: how long a worker goes on with an export that was cancelled before it hears of it, at most."""

    def __init__(
        self, database: Database, artifacts: ArtifactStore, clock: Clock, actor: Actor, *, lease: timedelta
    ) -> None:
        self._database = database
        self._artifacts = artifacts
        self._clock = clock
        self._actor = actor
        self._lease = lease
        # Connections of which no answer is stored any more: they were revoked before all answers were looked at.
        self._without_answers: set[str] = set()

    async def request(self, connection_id: str, reason: ErasureReason = ErasureReason.REQUESTED) -> Erasure:
        """Revokes the connection, and notes that it is to be erased. Safe to repeat. Raises NotFound."""
        work = partial(
            request_erasure,
            connection_id=connection_id,
            reason=reason,
            clock=self._clock,
            actor=self._actor,
            lease=self._lease,
        )
        return await self._database.write_locking(work)

    async def run(self, connection_id: str) -> Erasure:
        """Does what is left of an erasure that was requested. It is not finished afterwards where a worker may still
        write, or somebody reads an older state of the database: run it again then.

        Raises ExceptionGroup of all that failed, after everything was tried: what was removed stays so.
        """
        kinds: tuple[Callable[[str], Awaitable[None]], ...] = (
            self._erase_signals,
            *(partial(self._erase_rows, what=what, remove=remove) for what, remove in _COUNTED.items()),
            *(partial(self._erase_all, remove=remove) for remove in (erase_withdrawals, erase_requests)),
            *(partial(self._erase_at_once, erase=erase) for erase in (erase_imports, erase_memberships)),
            self._erase_artifacts,
        )
        failed = [fault for erase in kinds for fault in (await attempt_all([erase(connection_id)])).failed]
        if failed:
            raise ExceptionGroup("some of what is stored of a person was not erased", failed)
        if await asyncio.to_thread(self._database.purge):
            await self._database.write(partial(self._finish, connection_id=connection_id))
        erasure = await self._database.read(partial(get_erasure, connection_id=connection_id))
        assert erasure is not None  # noqa: S101 - it was requested
        if erasure.finished_at is not None:
            self._without_answers.discard(connection_id)
        return erasure

    async def _erase_signals(self, connection_id: str) -> None:
        await self._erase_answers(connection_id)  # while the signals say which are of this connection
        await self._erase_rows(connection_id, "signals", erase_signals)

    async def _erase_rows(self, connection_id: str, what: str, remove: Remove) -> None:
        while await self._database.write(partial(_erase, connection_id=connection_id, what=what, remove=remove)):
            pass

    async def _erase_all(self, connection_id: str, remove: Remove) -> None:
        while await self._database.write(lambda database: remove(database, connection_id, STEP)):
            pass

    async def _erase_at_once(self, connection_id: str, erase: Callable[[DatabaseConnection, str], None]) -> None:
        await self._database.write(lambda database: erase(database, connection_id))

    async def _erase_answers(self, connection_id: str) -> None:
        """One look at all answers, of whatever connection, is for every erasure that has been requested by then. It is
        made by reads, which hold up no writer."""
        if connection_id in self._without_answers:
            return
        others = await self._database.read(partial(unfinished_erasures, limit=MAX_TOGETHER))
        wanted = {connection_id, *others}
        after: bytes | None = b""
        while after is not None:
            found, after = await self._database.read(
                partial(answers_about, connection_ids=wanted, after=after, limit=ANSWERS_STEP)
            )
            if found:
                await self._database.write(partial(_erase_answers, found=found))
        self._without_answers |= wanted

    async def _erase_artifacts(self, connection_id: str) -> None:
        """By the folders of exports, not by the artifacts that rows point at: a bucket may keep versions of those that
        were deleted long ago. Raises ExceptionGroup once each was tried."""
        failed: list[Exception] = []
        after = ""
        while ids := await self._database.read(
            partial(export_ids_of, connection_id=connection_id, after=after, limit=STEP)
        ):
            for export_id in ids:
                failed += (await attempt_all([self._erase_artifacts_of(connection_id, export_id)])).failed
            after = ids[-1]
        if failed:
            raise ExceptionGroup("some artifacts were not erased", failed)

    async def _erase_artifacts_of(self, connection_id: str, export_id: str) -> None:
        if count := await self._artifacts.erase(folder_of(export_id)):
            await self._database.write(partial(_add, connection_id=connection_id, count=count))

    def _finish(self, database: DatabaseConnection, connection_id: str) -> None:
        now = self._clock()
        erasure = get_erasure(database, connection_id)
        if erasure is None or now < erasure.settles_at or not finish_erasure(database, connection_id, now):
            return
        facts: dict[str, Detail] = {
            "reason": str(erasure.reason),
            "requestedBy": erasure.requested_by,
            **erasure.erased.by_name(),
        }
        _record(database, Action.CONNECTION_ERASED, connection_id, now, actor=self._actor, facts=facts)


def request_erasure(
    database: DatabaseConnection,
    connection_id: str,
    *,
    reason: ErasureReason,
    clock: Clock,
    actor: Actor,
    lease: timedelta,
) -> Erasure:
    """Revokes the connection, and notes that it is to be erased: `Erasures.run` does that. Gives an erasure that was
    requested before as it is. Raises NotFound.
    """
    connection = hold_connection(database, connection_id)
    if connection is None:
        raise NotFound("no such connection; see: curae connections list")
    earlier = get_erasure(database, connection_id)
    if earlier is not None:
        return earlier
    now = clock()
    ended = connection.status in (ConnectionStatus.REVOKED, ConnectionStatus.EXPIRED)
    quiet_from = connection.updated_at + lease if ended else last_lease_of(database, connection_id)
    end_connection(database, connection_id, ConnectionStatus.REVOKED, now, actor)
    erasure = Erasure(
        connection_id=connection_id,
        requested_at=now,
        requested_by=f"{actor.kind}:{actor.id}",
        reason=reason,
        settles_at=max(now, quiet_from or now),
        finished_at=None,
        erased=Erased(),
    )
    insert_erasure(database, erasure)
    _record(database, Action.ERASURE_REQUESTED, connection_id, now, actor=actor, facts={"reason": str(reason)})
    return erasure


def _record(
    database: DatabaseConnection,
    action: Action,
    connection_id: str,
    now: datetime,
    *,
    actor: Actor,
    facts: dict[str, Detail],
) -> None:
    connection = get_connection(database, connection_id)
    entry = Entry(
        at=now,
        action=action,
        actor=actor,
        tenant_id=connection.tenant_id if connection else None,
        connection_id=connection_id,
        details=facts,
    )
    audit.record(database, entry)


def _erase(database: DatabaseConnection, connection_id: str, what: str, remove: Remove) -> int:
    count = remove(database, connection_id, STEP)
    if count:
        add_erased(database, connection_id, what, count)
    return count


def _erase_answers(database: DatabaseConnection, found: Mapping[bytes, str]) -> None:
    erase_answers(database, found)
    for connection_id, count in Counter(found.values()).items():
        add_erased(database, connection_id, "answers", count)


def _add(database: DatabaseConnection, connection_id: str, count: int) -> None:
    add_erased(database, connection_id, "artifacts", count)
