"""FHIR bulk data exports: each is one or more exports of this service, queued, made and downloaded as those are."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
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
    progress_of,
)
from server.domain.bulk_data.order import GROUP_LEVEL, PATIENT_LEVEL, BulkOrder, Target
from server.domain.caller import Caller, Scope
from server.domain.connections import Connection
from server.domain.data_packages import exportable_types
from server.domain.exports import ExportStatus
from server.domain.identifiers import parse_id
from server.domain.smart.scopes import types_of
from server.domain.throttle import Throttle
from server.errors import BadRequest, Json, NotFound, RateLimited, ResourceTypeNotAuthorized, ScopeInsufficient
from server.limits import (
    BULK_POLL_SECONDS,
    BULK_POLLS_AT_ONCE,
    BULK_SAME_REQUEST_SECONDS,
    MAX_CONNECTIONS_OF_A_BULK_EXPORT,
)
from server.services.access import active_connection, reached_connections, readable_bulk_export
from server.services.downloads import Choose, Download, Downloads
from server.services.exports import ExportOrder, Exports
from server.store import audit
from server.store.artifact_sections import sections_of
from server.store.bulk_exports import (
    delete_bulk_export,
    find_same,
    has_newer_records,
    insert_bulk_export,
    parts_of,
)
from server.store.engine import Database
from server.store.exports import cancel_export, lock_orders
from server.store.records import holders_of
from server.store.tombstones import tombstones_from

_REUSABLE = frozenset({ExportStatus.QUEUED, ExportStatus.RUNNING, ExportStatus.READY})


# From a file to the choice of its bytes in the artifact.
ChooseOf = Callable[[File], Choose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """`expires_at`: until when the files are there; None where the export has no files."""

    manifest: dict[str, Json]
    expires_at: datetime | None


class BulkData:
    def __init__(
        self, database: Database, clock: Clock, new_id: NewId, *, exports: Exports, downloads: Downloads
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id
        self._exports = exports
        self._downloads = downloads
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
        connections = _of_patients(database, self._connections(database, caller, target), target, order)
        lock_orders(database, caller.tenant_id)
        digest = order.digest(caller.tenant_id, caller.key_id, caller.smart_scope or "", request_url)
        same = find_same(database, digest, now - timedelta(seconds=BULK_SAME_REQUEST_SECONDS))
        if same is not None and self._is_current(database, same, connections):
            return same, 0
        bulk = BulkExport(
            id=self._new_id(),
            tenant_id=caller.tenant_id,
            digest=digest,
            request_url=request_url,
            ignored=order.ignored,
            created_at=now,
        )
        made = [
            self._exports.queue_within(
                database, caller, connection, _with_known_deletions(database, chosen), now, bulkExportId=bulk.id
            )
            for connection, chosen in _chosen(connections, order, caller)
        ]
        insert_bulk_export(database, bulk, made)
        return bulk, len(made)

    def _connections(self, database: DatabaseConnection, caller: Caller, target: Target) -> list[Connection]:
        now = self._clock()
        if target.level == GROUP_LEVEL:
            return [active_connection(database, caller, _connection_id(target.group_id), now, held=True)]
        found = reached_connections(database, caller, now)
        if len(found) > MAX_CONNECTIONS_OF_A_BULK_EXPORT:
            raise BadRequest(
                f"an export covers at most {MAX_CONNECTIONS_OF_A_BULK_EXPORT} connections; export groups of them",
                details={"limit": MAX_CONNECTIONS_OF_A_BULK_EXPORT},
            )
        return found

    def _is_current(self, database: DatabaseConnection, same: BulkExport, connections: list[Connection]) -> bool:
        """Whether an export of now would hold the same records."""
        parts = parts_of(database, same.id)
        reached = {connection.id for connection in connections}
        return (
            all(part.export.status in _REUSABLE for part in parts)
            and {part.connection.id for part in parts} <= reached
            and all(part.connection.updated_at <= same.created_at for part in parts)
            and all(connection.created_at <= same.created_at for connection in connections)
            and not has_newer_records(database, same.id)
        )

    async def status(self, caller: Caller, bulk_export_id: str, base_url: str) -> Progress | Finished:
        """Raises NotFound, ExportFailed, and RateLimited where a client polls far faster than it was asked to."""
        caller.require_records(Scope.RECORDS_READ, Scope.RECORDS_EXPORT)
        now = self._clock()
        bulk, parts, files = await self._found(caller, bulk_export_id)
        progress = progress_of(bulk, parts, now)
        if progress is not None:
            self._count_poll(bulk.id, progress)
            return progress
        made = manifest(bulk, parts, files, base_url=base_url, now=now)
        ends = [file.part.export.expires_at for file in files if file.part.export.expires_at is not None]
        return Finished(manifest=made, expires_at=min(ends, default=None))

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

        def work(database: DatabaseConnection) -> int:
            now = self._clock()
            bulk, parts = readable_bulk_export(database, caller, parse_id(bulk_export_id, "exportId"), now)
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
        caller.require_records(Scope.RECORDS_READ)
        _, _, files = await self._found(caller, bulk_export_id)
        file = next((each for each in files if each.name == name), None)
        if file is None:
            raise NotFound("no such file; ask for the manifest again")
        allowed = _token_types(caller)
        if allowed is not None and not allowed.issuperset(file.resource_types):
            raise _beyond_scope()
        opened = self._downloads.opened(caller, file.part.export.id, choose(file), file.kind)
        async with opened as download:
            yield download


def _token_types(caller: Caller) -> frozenset[str] | None:
    """The resource types that an access token is about; None for a key."""
    return None if caller.smart_scope is None else types_of(caller.smart_scope, exportable_types())


def _reached_types(order: BulkOrder, caller: Caller) -> tuple[str, ...]:
    """Raises ScopeInsufficient."""
    allowed = _token_types(caller)
    if allowed is None:
        return order.types
    types = tuple(sorted(allowed & set(order.types) if order.types else allowed))
    if not types:
        raise _beyond_scope()
    return types


def _beyond_scope() -> ScopeInsufficient:
    return ScopeInsufficient("the access token's scope does not cover this resource type; ask for another token")


def _connection_id(group_id: str) -> str:
    """Raises NotFound: what is no connection's id is no group."""
    try:
        return parse_id(group_id, "Group")
    except BadRequest:
        raise NotFound("no such group; use a connection's id") from None


def _of_patients(
    database: DatabaseConnection, connections: list[Connection], target: Target, order: BulkOrder
) -> list[Connection]:
    """The connections that have one of the patients, where some are named.

    Raises BadRequest at the system level, which has no such parameter, and where a patient is nobody's.
    """
    if not order.patients:
        return connections
    if not target.level:
        raise BadRequest.of("patient", "is for /fhir/Patient/$export and /fhir/Group/{id}/$export alone")
    granting = [connection.id for connection in connections if PATIENT_LEVEL in connection.granted_types()]
    holders = holders_of(database, PATIENT_LEVEL, order.patients, granting)
    if set(order.patients) - {patient for patient, _ in holders}:
        raise BadRequest.of("patient", "names a patient that no connection of yours has")
    found = {connection_id for _, connection_id in holders}
    return [connection for connection in connections if connection.id in found]


def _with_known_deletions(database: DatabaseConnection, order: ExportOrder) -> ExportOrder:
    """Without `since` where deletions since then were forgotten: then all that the person grants is given."""
    kept_from = tombstones_from(database, order.connection_id)
    if order.since is None or kept_from is None or order.since >= kept_from:
        return order
    return replace(order, since=None)


def _chosen(
    connections: Sequence[Connection], order: BulkOrder, caller: Caller
) -> list[tuple[Connection, ExportOrder]]:
    """What to export of each connection that grants anything of the order, as far as an access token goes.

    Raises ResourceTypeNotAuthorized where none does, and ScopeInsufficient where the token reaches none of it.
    """
    wanted_types = _reached_types(order, caller)
    chosen = []
    for connection in connections:
        types = connection.granted_types(wanted_types)
        if types:
            wanted = ExportOrder(
                connection_id=connection.id,
                resource_types=types,
                include_raw_fhir=True,
                since=order.since,
                narrowing=order.narrowing,
            )
            chosen.append((connection, wanted))
    if connections and not chosen:
        raise ResourceTypeNotAuthorized(
            "no connection authorizes any of the types", details={"resourceTypes": list(order.types)}
        )
    return chosen
