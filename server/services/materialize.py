"""Turning a claimed export into its artifact: one consistent snapshot, streamed, hashed, committed."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.artifacts.store import ArtifactStore
from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.checksums import Checksums
from server.domain.exports import Artifact, ArtifactKind, Export, ExportErrorCode, ExportStatus, Progress
from server.domain.fhir.deletions import deletion_bundles
from server.domain.fhir.reduce import reduce
from server.domain.grants import Grant
from server.domain.sections import Section
from server.errors import ConnectionNotActive, NotFound, ResourceTypeNotAuthorized
from server.limits import MAX_READY_EXPORTS_OF_A_CONNECTION
from server.services.access import require_consent
from server.services.actors import this_worker
from server.services.artifact_copy import Copy
from server.services.classification import Classification, require_classified
from server.store import audit
from server.store.artifact_deletions import request_deletion
from server.store.artifact_pieces import insert_pieces
from server.store.artifact_sections import insert_sections
from server.store.engine import Database
from server.store.exports import expire_export, ready_beyond
from server.store.queue import Claim, begin_attempt, complete, fail
from server.store.record_clocks import next_moment
from server.store.records import Selection, count_by_type, read_contents
from server.store.tombstones import read_deleted, tombstones_from


class LeaseLost(Exception):
    """Expected: the export was cancelled, or another worker holds it by now. Nothing more may be written for it."""


class Interrupted(Exception):
    """Expected: this worker is stopping; the export goes back to the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """Committed artifacts: what the bytes of each are, and where each resource type stands in that of the records."""

    files: dict[ArtifactKind, Checksums]
    sections: tuple[Section, ...]


class Job:
    """One attempt as others may watch and stop it: `records_exported` grows, `stop` ends it at the next run.

    `records_total` is None until they are counted.
    """

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.records_exported = 0
        self.outcome = ""
        self.records_total: int | None = None
        self._stop: type[Exception] | None = None

    def stop(self, reason: type[LeaseLost] | type[Interrupted]) -> None:
        self._stop = reason

    @property
    def progress(self) -> Progress | None:
        if self.records_total is None:
            return None
        return Progress(records_exported=self.records_exported, records_total=self.records_total)

    def check(self) -> None:
        """Raises LeaseLost or Interrupted once `stop` was called."""
        if self._stop is not None:
            raise self._stop


class Materialization:
    """Runs in a thread of the worker; every write to the export is fenced by the claim's lease."""

    def __init__(
        self,
        database: Database,
        artifacts: ArtifactStore,
        clock: Clock,
        *,
        ttl: timedelta,
        ready_of_connection: int = MAX_READY_EXPORTS_OF_A_CONNECTION,
        actor: Actor | None = None,
    ) -> None:
        self._actor = actor or this_worker()
        self._database = database
        self._classification = Classification(database)
        self._artifacts = artifacts
        self._clock = clock
        self._ttl = ttl
        self._ready_of_connection = ready_of_connection

    def run(self, job: Job) -> ExportErrorCode | None:
        """Makes the export READY, or FAILED where it may no longer be made: then the code.

        Raises LeaseLost, Interrupted, and the errors of the database and the artifact store: those attempts can be
        repeated.
        """
        export = job.claim.export
        grant = self._database.read_now(lambda database: self._granted(database, export, self._clock()))
        if isinstance(grant, ExportErrorCode):
            return self._refused(job, grant)
        self._classification.finish(export.connection_id, job.check)
        with self._snapshot(job) as snapshot:
            written = self._write_artifacts(job, snapshot, grant)
        if written is None:
            return self._refused(job, ExportErrorCode.SINCE_TOO_OLD)
        # Alone: it holds the tenant and the connection, and other work of its transaction may hold what those wait for.
        refused = self._database.write_alone_now(lambda database: self._complete(database, job, written, grant))
        if refused is not None:
            metrics.EXPORTS_ENDED.labels(ExportStatus.FAILED, refused).inc()
            return refused
        metrics.EXPORTS_ENDED.labels(ExportStatus.READY, "").inc()
        metrics.EXPORT_BYTES.inc(sum(each.byte_size for each in written.files.values()))
        metrics.EXPORT_RECORDS.inc(sum(section.records for section in written.sections))
        return None

    def _refused(self, job: Job, error_code: ExportErrorCode) -> ExportErrorCode:
        self._database.write_now(partial(self._fail, claim=job.claim, refused=error_code))
        metrics.EXPORTS_ENDED.labels(ExportStatus.FAILED, error_code).inc()
        return error_code

    def _granted(
        self, database: DatabaseConnection, export: Export, now: datetime, *, holding: Grant | None = None
    ) -> Grant | ExportErrorCode:
        """What the connection grants now of the export's types, or why it may not be made. With `holding`, what was
        written already, all of that has to be granted, and stays so until the transaction ends."""
        try:
            connection = require_consent(database, export, now, held=holding is not None)
            if holding is not None:
                connection.require_grant(holding)
        except (ConnectionNotActive, NotFound):
            return ExportErrorCode.CONNECTION_NOT_ACTIVE
        except ResourceTypeNotAuthorized:
            return ExportErrorCode.AUTHORIZATION_NARROWED
        return connection.grant.of_types(export.resource_types)

    @contextmanager
    def _snapshot(self, job: Job) -> Iterator[DatabaseConnection]:
        """The records exactly as of `startedAt`: both are taken while no import can commit.

        Alone: an import in the same transaction would be earlier than `startedAt` and not in the snapshot.
        """
        opened = ExitStack()

        def begin(database: DatabaseConnection) -> DatabaseConnection | None:
            opened.close()  # that of a transaction that was retried
            started_at = next_moment(database, job.claim.export.connection_id, self._clock())
            require_classified(database, job.claim.export.connection_id)
            snapshot = opened.enter_context(self._database.snapshot(job.check))
            begun = begin_attempt(database, job.claim, started_at=started_at, now=self._clock())
            return snapshot if begun else None

        with opened:
            snapshot = self._database.write_alone_now(begin)
            if snapshot is None:
                raise LeaseLost
            yield snapshot

    def _write_artifacts(self, job: Job, snapshot: DatabaseConnection, grant: Grant) -> _Written | None:
        """None where deletions since the export's `since` were forgotten, as the snapshot has it."""
        export = job.claim.export
        if export.since is None:
            return self._write_records(job, snapshot, grant)
        kept_from = tombstones_from(snapshot, export.connection_id)
        if kept_from is not None and export.since < kept_from:
            return None
        deletions = self._write_deletions(job, snapshot, selection_of(export, grant))
        records = self._write_records(job, snapshot, grant)
        return replace(records, files={ArtifactKind.DELETIONS: deletions, **records.files})

    def _write_deletions(self, job: Job, snapshot: DatabaseConnection, selection: Selection) -> Checksums:
        export, kind = job.claim.export, ArtifactKind.DELETIONS
        with self._artifacts.writer(job.claim.artifact_key(kind), filename=export.filename(kind)) as writer:
            copy = Copy(writer, shape=None)
            with closing(read_deleted(snapshot, selection)) as deleted:
                for bundle in deletion_bundles(deleted):
                    job.check()
                    copy.add([bundle])
            job.check()
            return writer.commit()

    def _write_records(self, job: Job, snapshot: DatabaseConnection, grant: Grant) -> _Written:
        export = job.claim.export
        selection = selection_of(export, grant)
        counts = count_by_type(snapshot, selection)
        job.records_total = sum(counts.values())
        with self._artifacts.writer(job.claim.artifact_key(), filename=export.filename()) as writer:
            copy = Copy(writer, shape=None if export.include_raw_fhir else reduce)
            for resource_type in counts:  # in the order of the artifact
                of_type = replace(selection, grant=grant.of_types([resource_type]))
                self._write_section(job, snapshot, copy, of_type)
            job.check()
            checksums = writer.commit()
            return _Written(
                files={ArtifactKind.RECORDS: checksums},
                sections=tuple(each for each in copy.sections if each.records),
            )

    def _write_section(self, job: Job, snapshot: DatabaseConnection, copy: Copy, selection: Selection) -> None:
        (resource_type,) = selection.grant.types
        narrowing = job.claim.export.narrowing
        keep = None if narrowing is None else narrowing.keeps(resource_type)
        shape = None if narrowing is None else narrowing.shape(resource_type)
        copy.begin_section(resource_type)
        with closing(read_contents(snapshot, selection)) as runs:
            for run in runs:
                job.check()
                kept = run if keep is None else [*filter(keep, run)]
                copy.add(kept if shape is None else [*map(shape, kept)])
                job.records_exported += len(run)

    def _complete(
        self, database: DatabaseConnection, job: Job, written: _Written, grant: Grant
    ) -> ExportErrorCode | None:
        """READY while the person consents, and no revocation can commit before that; FAILED otherwise, with the
        artifacts to be deleted: then the code. Raises LeaseLost."""
        claim = job.claim
        artifacts = {kind: _artifact(claim, kind, checksums) for kind, checksums in written.files.items()}
        artifact, deletions = artifacts[ArtifactKind.RECORDS], artifacts.get(ArtifactKind.DELETIONS)
        now = self._clock()
        allowed = self._granted(database, claim.export, now, holding=grant)
        if isinstance(allowed, ExportErrorCode):
            self._fail(database, claim, allowed)
            for each in artifacts.values():
                request_deletion(database, each.key, now)
            return allowed
        records = sum(section.records for section in written.sections)
        if not complete(
            database,
            claim,
            artifact=artifact,
            deletions=deletions,
            grant=grant,
            records=records,
            now=now,
            expires_at=now + self._ttl,
        ):
            raise LeaseLost
        for kind, checksums in written.files.items():
            insert_pieces(database, claim.export.id, kind, checksums)
        insert_sections(database, claim.export.id, written.sections)
        facts: dict[str, Detail] = {"records": records, "bytes": artifact.byte_size, "sha256": artifact.sha256}
        audit.record(database, Entry.about(claim.export, Action.EXPORT_READY, actor=self._actor, at=now, **facts))
        self._expire_surplus(database, claim.export.connection_id, now)
        return None

    def _expire_surplus(self, database: DatabaseConnection, connection_id: str, now: datetime) -> None:
        """The oldest READY exports of a connection that has more than its share: storage stays bounded."""
        for export in ready_beyond(database, connection_id, self._ready_of_connection):
            if expire_export(database, export, now):
                audit.record(database, Entry.about(export, Action.EXPORT_EXPIRED, actor=self._actor, at=now))

    def _fail(self, database: DatabaseConnection, claim: Claim, refused: ExportErrorCode) -> None:
        """Raises LeaseLost."""
        if not settle_failed(database, claim, refused, self._clock(), self._actor):
            raise LeaseLost


def settle_failed(
    database: DatabaseConnection, claim: Claim, error_code: ExportErrorCode, now: datetime, actor: Actor
) -> bool:
    """RUNNING to FAILED, with its entry in the audit trail. False where the lease is lost."""
    failed = fail(database, claim, error_code=error_code, now=now)
    if failed:
        reason = str(error_code)
        audit.record(database, Entry.about(claim.export, Action.EXPORT_FAILED, actor=actor, at=now, errorCode=reason))
    return failed


def _artifact(claim: Claim, kind: ArtifactKind, written: Checksums) -> Artifact:
    return Artifact(key=claim.artifact_key(kind), sha256=written.sha256, byte_size=written.byte_size)


def selection_of(export: Export, grant: Grant) -> Selection:
    until = None if export.narrowing is None else export.narrowing.until
    return Selection(connection_id=export.connection_id, grant=grant, since=export.since, until=until)
