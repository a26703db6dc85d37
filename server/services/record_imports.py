"""Imports by the platform's connectors over the network, each a stream that may be cut and gone on with.

The progress of an import is stored with the records that it counts, in one transaction. So a request that goes on with
it stores nothing twice and leaves nothing out, and a repeat of a complete one gives the stored answer.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import BinaryIO

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.caller import Caller, Scope
from server.domain.fhir.lines import Limits
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record import Reported
from server.domain.records.record_import import (
    ImportOrder,
    ImportStatus,
    Position,
    RecordImport,
    Results,
)
from server.domain.records.source import Source
from server.errors import ImportConflict, NotFound
from server.limits import FREE_IMPORT_DOCUMENT_BYTES, MAX_IMPORT_DOCUMENTS_BYTES
from server.services.access import importable_connection
from server.services.document_memory import DocumentMemory
from server.services.imports import Importer, counts_of
from server.services.in_turn import InTurn
from server.services.reading.apart import APART_AFTER_BYTES, batches_read_apart
from server.services.reading.batches import Batch, Body, Order
from server.services.references import References
from server.store.engine import Database
from server.store.record_imports import add_import, change_import, find_import

SECONDS_BETWEEN_COMMITS = 1.0  # of a slow sender: what came in is stored without a full batch
_SCOPE = Scope.RECORDS_IMPORT


class RecordImports:
    """`clock` and `new_id` are the deployment's."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        limits: Limits | None = None,
        *,
        documents_bytes: int = MAX_IMPORT_DOCUMENTS_BYTES,
        free_document_bytes: int = FREE_IMPORT_DOCUMENT_BYTES,
        apart_after_bytes: int | None = APART_AFTER_BYTES,
    ) -> None:
        self._memory = DocumentMemory(documents_bytes, free_document_bytes)
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._limits = limits or Limits()
        self._free_bytes = free_document_bytes
        self._apart_after_bytes = apart_after_bytes

    async def get(self, caller: Caller, import_id: str) -> RecordImport:
        """Raises ScopeInsufficient, and NotFound for what does not exist and what is another's alike."""
        caller.require_records(_SCOPE)
        found = await self._database.read(lambda database: find_import(database, caller.tenant_id, import_id))
        if found is None or caller.connection_id not in (None, found.connection_id):
            raise NotFound("no such import")
        return found

    async def begin(self, caller: Caller, order: ImportOrder) -> RecordImport:
        """The import as it stands, for a request to go on with; no other request can from now on.

        Raises ScopeInsufficient, NotFound, ConnectionNotActive, BadRequest for the source, IdempotencyKeyReused and
        ImportConflict.
        """
        caller.require_records(_SCOPE)
        if order.source:
            order = replace(order, source=Source.parse(order.source).base)
        return await self._database.write(lambda database: self._begin(database, caller, order))

    def _begin(self, database: DatabaseConnection, caller: Caller, order: ImportOrder) -> RecordImport:
        now = self._clock()
        importable_connection(database, caller, order.connection_id, now, held=True)
        known = find_import(database, caller.tenant_id, order.import_id, held=True)
        if known is None:
            add_import(database, self._new(caller, order, now))  # unless another request has just done so
            known = find_import(database, caller.tenant_id, order.import_id, held=True)
            assert known is not None  # noqa: S101 - it was just added
        known.require_continued_by(order)
        if known.status is ImportStatus.COMPLETED:
            return known
        taken = replace(known, token=self._new_id(), updated_at=now)
        change_import(database, taken, known.token)
        return taken

    def _new(self, caller: Caller, order: ImportOrder, now: datetime) -> RecordImport:
        return RecordImport(
            id=order.import_id,
            tenant_id=caller.tenant_id,
            connection_id=order.connection_id,
            source=order.source,
            status=ImportStatus.RUNNING,
            position=Position(),
            digest=b"",
            counts=ImportCounts(),
            results=Results(),
            token=self._new_id(),
            created_at=now,
            updated_at=now,
        )

    def run(self, caller: Caller, begun: RecordImport, offset: int, stream: BinaryIO) -> RecordImport:
        """Imports the stream, on the calling thread, and gives the import COMPLETED.

        What was read is stored, whatever ends it. Raises what `begin` does, where it becomes so meanwhile, and what
        `stream.read` raises; and RateLimited where the documents of all imports take too much memory.
        """
        run = _Run(self._database, self._clock, caller, begun)
        order = Order(
            source=Source(begun.source) if begun.source else None,
            limits=self._limits,
            body=Body(
                offset=offset,
                stored=begun.position,
                digest=begun.digest,
                is_repeat=begun.status is ImportStatus.COMPLETED,
            ),
        )
        with (
            self._memory.hold() as hold,
            batches_read_apart(
                [("", stream)], order, hold, free_bytes=self._free_bytes, after_bytes=self._apart_after_bytes
            ) as batches,
        ):
            return run.of(batches)


class _Run:
    """One request that goes on with an import."""

    def __init__(self, database: Database, clock: Clock, caller: Caller, begun: RecordImport) -> None:
        self._caller = caller
        self._importer = Importer(clock=clock, actor=caller.actor, source=begun.source)
        self._clock = clock
        self._import = begun
        self._references = References(open=begun.open_references)
        self._stored = InTurn(database, self._note_stored)

    def of(self, batches: Iterable[Batch]) -> RecordImport:
        try:
            for batch in batches:
                self._commit(batch)
        finally:
            self._stored.finish()
        return self._import

    def _commit(self, batch: Batch) -> None:
        """Stores the batch while what follows is read. Raises what the commit before it raised."""
        self._stored.finish()
        self._stored.begin(partial(self._apply, batch=batch, known=self._import, references=self._references))

    def _note_stored(self, stored: tuple[RecordImport, References]) -> None:
        self._import, self._references = stored

    def _apply(
        self,
        database: DatabaseConnection,
        *,
        batch: Batch,
        known: RecordImport,
        references: References,
    ) -> tuple[RecordImport, References]:
        now = self._clock()
        connection = importable_connection(database, self._caller, known.connection_id, now, held=True)
        counts, reported = known.counts, list[Reported]()
        if batch:
            applied = self._importer.apply(database, connection, batch, references)
            counts, references = counts + applied.counts, applied.references
            reported += applied.reported
        if batch.is_last:
            noted = self._importer.end(database, connection, references)
            counts, references = counts + counts_of(noted), References()
            reported += noted
        changed = replace(
            known,
            status=ImportStatus.COMPLETED if batch.is_last else ImportStatus.RUNNING,
            position=batch.position,
            digest=batch.digest,
            counts=counts,
            results=known.results.with_reported(reported),
            updated_at=now,
            completed_at=now if batch.is_last else None,
            open_references=references.open,
        )
        if not change_import(database, changed, known.token):
            raise ImportConflict(
                "another request goes on with this import; ask GetImport how far it is",
                details={"committedBytes": known.position.end},
            )
        return changed, references
