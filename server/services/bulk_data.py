"""FHIR bulk data exports: each is one or more exports of this service, queued, made and downloaded as those are."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence, Set
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain.audit import Action, Entry
from server.domain.bulk_data.documents import error_outcomes, manifest, ndjson
from server.domain.bulk_data.export import (
    ERRORS_FILE,
    BulkExport,
    File,
    Part,
    Progress,
    available_parts,
    files_of,
    gone,
    hold_of,
    no_such_file,
    parsed_name,
    progress_of,
    refusal_of,
)
from server.domain.bulk_data.order import BulkOrder, Target
from server.domain.caller import Caller, Scope
from server.domain.exports import ExportStatus
from server.domain.identifiers import parse_id
from server.domain.throttle import Throttle
from server.errors import Json, NotFound, RateLimited
from server.limits import (
    BULK_HOLD_SECONDS,
    BULK_POLL_SECONDS,
    BULK_POLLS_AT_ONCE,
    BULK_SAME_REQUEST_SECONDS,
    MAX_HELD_BULK_POLLS,
)
from server.services.access import readable_bulk_export
from server.services.bulk_choice import beyond_scope, chosen_exports, token_types, with_known_deletions
from server.services.downloads import Choose, Download, Downloads, Wanted
from server.services.exports import Exports
from server.services.following import Follower, Following
from server.store import audit
from server.store.artifact_sections import sections_of, sections_of_type
from server.store.bulk_exports import (
    delete_bulk_export,
    find_same,
    has_newer_records,
    insert_bulk_export,
    parts_of,
)
from server.store.engine import Database
from server.store.exports import cancel_export, lock_orders

_REUSABLE = frozenset({ExportStatus.QUEUED, ExportStatus.RUNNING, ExportStatus.READY})


# From a file to the choice of its bytes in the artifact.
ChooseOf = Callable[[File], Choose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """`expires_at`: until when the files are there; None where the export has no files."""

    manifest: dict[str, Json]
    expires_at: datetime | None


class BulkData:
    """`hold_seconds`: how long after its kick-off the answer about an export that is pending may wait for its end."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        *,
        exports: Exports,
        downloads: Downloads,
        hold_seconds: float = BULK_HOLD_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._exports = exports
        self._downloads = downloads
        self._hold_seconds = hold_seconds
        self._held = 0
        self._following = Following(database)
        self._polls = Throttle(burst=BULK_POLLS_AT_ONCE, interval=timedelta(seconds=BULK_POLL_SECONDS))

    async def start(self, caller: Caller, target: Target, order: BulkOrder, request_url: str) -> BulkExport:
        """Queues an export of each connection, all of them or none. A request that is repeated gives the same one.

        Raises NotFound, ConnectionNotActive, ResourceTypeNotAuthorized, BadRequest and RateLimited.
        """
        caller.require_records(Scope.RECORDS_EXPORT)

        def work(database: DatabaseConnection) -> tuple[BulkExport, int]:
            return self._start(database, caller, target, order, request_url)

        bulk, queued = await self._database.write_locking(work)
        metrics.EXPORTS_QUEUED.inc(queued)
        return bulk

    def _start(
        self, database: DatabaseConnection, caller: Caller, target: Target, order: BulkOrder, request_url: str
    ) -> tuple[BulkExport, int]:
        now = self._clock()
        chosen = chosen_exports(database, caller, target, order, now)
        lock_orders(database, caller.tenant_id)
        digest = order.digest(caller.tenant_id, caller.key_id, caller.smart_scope or "", request_url)
        same = find_same(database, digest, now - timedelta(seconds=BULK_SAME_REQUEST_SECONDS))
        if same is not None and _is_current(database, same, {connection.id for connection, _ in chosen}):
            return same, 0
        bulk = BulkExport(
            id=self._new_id(),
            tenant_id=caller.tenant_id,
            digest=digest,
            request_url=request_url,
            ignored=order.ignored,
            created_at=now,
        )
        made = []
        for connection, wanted in chosen:
            known = with_known_deletions(database, wanted)
            made.append(self._exports.queue_within(database, caller, connection, known, now, bulkExportId=bulk.id))
        insert_bulk_export(database, bulk, made)
        return bulk, len(made)

    async def status(
        self, caller: Caller, bulk_export_id: str, base_url: str, prefers_seconds: int | None = None
    ) -> Progress | Finished:
        """`prefers_seconds`: how long the client would rather wait for the end than hear that there is none yet.

        Raises NotFound, ExportFailed, and RateLimited where a client polls far faster than it was asked to.
        """
        caller.require_records(Scope.RECORDS_READ, Scope.RECORDS_EXPORT)
        now = self._clock()
        bulk, parts, files = await self._found(caller, bulk_export_id)
        progress = progress_of(bulk, parts, now)
        if progress is not None:
            self._count_poll(bulk.id, progress)
            if await self._has_waited(parts, hold_of(bulk, now, prefers_seconds, self._hold_seconds)):
                now = self._clock()
                bulk, parts, files = await self._found(caller, bulk_export_id)
                progress = progress_of(bulk, parts, now)
        if progress is not None:
            return progress
        made = manifest(bulk, parts, files, base_url=base_url, now=now)
        ends = [file.part.export.expires_at for file in files if file.part.export.expires_at is not None]
        return Finished(manifest=made, expires_at=min(ends, default=None))

    async def _has_waited(self, parts: Sequence[Part], seconds: float) -> bool:
        """For the end of what is pending, at most so long; False where it did not."""
        if seconds <= 0 or self._held >= MAX_HELD_BULK_POLLS:
            return False
        self._held += 1
        try:
            async with asyncio.timeout(seconds):
                for part in parts:
                    async with aclosing(self._following.changes(Follower(part.export), seconds)) as changes:
                        async for _ in changes:
                            pass
        except TimeoutError:
            pass
        finally:
            self._held -= 1
        return True

    def _count_poll(self, bulk_export_id: str, progress: Progress) -> None:
        now = self._clock()
        if self._polls.wait_of(bulk_export_id, now) > timedelta(0):
            raise RateLimited(
                "the status is asked for far more often than Retry-After says; wait as long as it says",
                retry_after_seconds=progress.retry_after_seconds,
            )
        self._polls.note(bulk_export_id, now)

    async def _found(self, caller: Caller, bulk_export_id: str) -> tuple[BulkExport, tuple[Part, ...], list[File]]:
        wanted = parse_id(bulk_export_id, "exportId")
        return await self._database.read(lambda database: self._look(database, caller, wanted))

    def _look(
        self, database: DatabaseConnection, caller: Caller, bulk_export_id: str
    ) -> tuple[BulkExport, tuple[Part, ...], list[File]]:
        """The files are those that can be had, none while a part is pending."""
        now = self._clock()
        bulk, parts = readable_bulk_export(database, caller, bulk_export_id, now)
        if progress_of(bulk, parts, now) is not None:
            return bulk, parts, []
        available = available_parts(parts, now)
        sections = sections_of(database, [part.export.id for part in available])
        return bulk, parts, [file for part in available for file in files_of(part, sections.get(part.export.id, ()))]

    async def delete(self, caller: Caller, bulk_export_id: str) -> None:
        """Stops what is pending and deletes the files. Raises NotFound."""
        caller.require_records(Scope.RECORDS_EXPORT)

        wanted = parse_id(bulk_export_id, "exportId")

        def work(database: DatabaseConnection) -> int:
            now = self._clock()
            bulk, parts = readable_bulk_export(database, caller, wanted, now)
            if not delete_bulk_export(database, bulk.id, now):
                raise gone()
            cancelled = 0
            for part in parts:
                if cancel_export(database, part.export, now):
                    cancelled += 1
                    entry = Entry.about(part.export, Action.EXPORT_CANCELLED, actor=caller.actor, at=now)
                    audit.record(database, entry)
            return cancelled

        cancelled = await self._database.write(work)
        metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, "").inc(cancelled)

    async def errors(self, caller: Caller, bulk_export_id: str) -> bytes:
        """The file of what is missing. Raises NotFound and ExportFailed."""
        caller.require_records(Scope.RECORDS_READ)
        bulk, parts, _ = await self._found(caller, bulk_export_id)
        now = self._clock()
        outcomes = [*error_outcomes(bulk, parts, now)]
        if progress_of(bulk, parts, now) is not None or not outcomes:
            raise NotFound(f"there is no {ERRORS_FILE}")
        return ndjson(outcomes)

    @asynccontextmanager
    async def opened(self, caller: Caller, bulk_export_id: str, name: str, choose: ChooseOf) -> AsyncIterator[Download]:
        """A file as a download of its artifact. Raises NotFound, and like `Downloads.opened`."""
        wanted = parse_id(bulk_export_id, "exportId")

        def find(database: DatabaseConnection) -> Wanted:
            file = self._file(database, caller, wanted, name)
            return Wanted(export=file.part.export, kind=file.kind, choose=choose(file), section=file.section)

        async with self._downloads.found(caller, find) as download:
            yield download

    def _file(self, database: DatabaseConnection, caller: Caller, bulk_export_id: str, name: str) -> File:
        """Its part alone is looked at: an export may have a thousand. Raises NotFound."""
        now, (place, held) = self._clock(), parsed_name(name)
        _, parts = readable_bulk_export(database, caller, bulk_export_id, now, place=place)
        for part in parts:
            if refusal_of(part, now) is None:
                sections = sections_of_type(database, part.export.id, held)
                for file in files_of(part, sections):
                    if file.name == name:
                        return _within_scope(file, caller)
        raise no_such_file()


def _within_scope(file: File, caller: Caller) -> File:
    """Raises ScopeInsufficient."""
    allowed = token_types(caller)
    if allowed is not None and not allowed.issuperset(file.resource_types):
        raise beyond_scope()
    return file


def _is_current(database: DatabaseConnection, same: BulkExport, connection_ids: Set[str]) -> bool:
    """Whether an export of now, of these connections, would hold the same records."""
    parts = parts_of(database, same.id)
    return (
        {part.connection.id for part in parts} == connection_ids
        and all(part.export.status in _REUSABLE and part.connection.updated_at <= same.created_at for part in parts)
        and not has_newer_records(database, same.id)
    )
