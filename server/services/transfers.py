"""Downloads in the audit trail: that one begins is durable before its first byte leaves, and its end follows it.

A server that is killed in between leaves a beginning without an end, which says that up to all of it may have left.
Ends wait a moment for the next beginning, to share its commit: a client takes one file after the other.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Detail, Entry, Outcome
from server.domain.byte_range import ByteRange
from server.domain.exports import ArtifactKind, Export
from server.errors import CuraeError
from server.event_log import logger
from server.store import audit
from server.store.engine import Database
from server.store.transactions import Work

log = logger()

ENDS_WAIT_SECONDS = 0.1


class Transfer:
    """Bytes on their way to a caller. `sent` grows; `complete` is set once all have been handed to the network."""

    def __init__(self, *, id: str, export: Export, part: ByteRange, actor: Actor) -> None:  # noqa: A002
        self.id = id
        self.export = export
        self.part = part
        self.actor = actor
        self.sent = 0
        self.complete = False


class Transfers:
    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._open: dict[str, Transfer] = {}
        self._ends: list[Entry] = []

    @asynccontextmanager
    async def transfer(
        self, export: Export, kind: ArtifactKind, part: ByteRange, actor: Actor, permit: Work[None]
    ) -> AsyncGenerator[Transfer, None]:
        """Surrounds the sending of `part`. `permit` runs in the transaction that records its beginning.

        Raises what `permit` raises, and Unavailable where the beginning cannot be recorded: then nothing may leave.
        """
        transfer = Transfer(id=self._new_id(), export=export, part=part, actor=actor)

        def begin(database: DatabaseConnection) -> None:
            permit(database)
            facts: dict[str, Detail] = {"offset": part.offset, "bytesAsked": part.length}
            if kind is not ArtifactKind.RECORDS:
                facts["file"] = kind.name.lower()
            audit.record(database, self._entry(transfer, Action.DOWNLOAD_STARTED, Outcome.DONE, **facts))

        self._record_ends()
        await self._database.write(begin)
        self._open[transfer.id] = transfer
        try:
            yield transfer
        finally:
            self._end(transfer)

    def close(self) -> None:
        """Records the end of every transfer that is still open: the server stops."""
        for transfer in list(self._open.values()):
            self._end(transfer)
        self._record_ends()

    def _end(self, transfer: Transfer) -> None:
        """Waits for nothing: the client may be gone and its task cancelled."""
        if self._open.pop(transfer.id, None) is None:
            return
        outcome = Outcome.DONE if transfer.complete else Outcome.CUT_SHORT
        ended = self._entry(transfer, Action.DOWNLOAD_ENDED, outcome, bytesSent=transfer.sent)
        self._ends.append(ended)
        if len(self._ends) == 1:
            asyncio.get_running_loop().call_later(ENDS_WAIT_SECONDS, self._record_ends)

    def _record_ends(self) -> None:
        ends, self._ends = self._ends, []
        if ends:
            record_later(self._database, *ends)

    def _entry(self, transfer: Transfer, action: Action, outcome: Outcome, **facts: Detail) -> Entry:
        export = transfer.export
        return Entry(
            at=self._clock(),
            action=action,
            actor=transfer.actor,
            outcome=outcome,
            tenant_id=export.tenant_id,
            connection_id=export.connection_id,
            export_id=export.id,
            details={"downloadId": transfer.id, **facts},
        )


def record_later(database: Database, *entries: Entry) -> None:
    """Records entries by one piece of work that nobody waits for. Those that cannot be written go to the log, whole:
    nothing is lost silently."""

    def work(connection: DatabaseConnection) -> None:
        for entry in entries:
            audit.record(connection, entry)

    try:
        written = database.write_later(work)
    except CuraeError as fault:
        _log_lost(entries, fault)
        return

    def check(written: "Future[None]") -> None:
        if (fault := written.exception()) is not None:
            _log_lost(entries, fault)

    written.add_done_callback(check)


def _log_lost(entries: Sequence[Entry], fault: BaseException) -> None:
    for entry in entries:
        log.error(
            "audit_entry_not_written",
            error=type(fault).__qualname__,
            at=entry.at.isoformat(),
            action=str(entry.action),
            outcome=str(entry.outcome),
            actor=f"{entry.actor.kind}:{entry.actor.id}",
            address=entry.actor.origin.address,
            request_id=entry.actor.origin.request_id,
            tenant_id=entry.tenant_id,
            connection_id=entry.connection_id,
            export_id=entry.export_id,
            details=dict(entry.details),
        )
