"""From what operators see to protos: times, counts, states and names, never content."""

from collections.abc import Sequence
from datetime import datetime

from curae.admin.v1 import admin_pb2, audit_pb2, page_pb2

from server.domain.audit import details_of
from server.domain.caller import ApiKey
from server.domain.data_packages import catalogue
from server.domain.operator import Session
from server.domain.signal_grants import SignalGrant
from server.errors import CuraeError
from server.rpc.convert import to_timestamp
from server.services.audit_pages import NamedRow
from server.services.csv_lines import plain
from server.services.history import Past
from server.services.listing import ExportInFull
from server.services.oversight import Retried
from server.services.overview import SAMPLE_SECONDS, SAMPLES_KEPT, Figures, Sample
from server.store.listing import SeenConnection, SeenKey
from server.store.oversight import SeenExport
from server.store.types import from_micros

_MILLISECONDS = 1000


def to_session(session: Session) -> admin_pb2.Session:
    return admin_pb2.Session(
        operator=session.operator_name,
        expires_at=to_timestamp(session.expires_at),
        role=str(session.role),
        second_factor=session.has_second_factor,
    )


def to_overview(figures: Figures, samples: Sequence[Sample]) -> admin_pb2.Overview:
    return admin_pb2.Overview(
        at=to_timestamp(figures.at),
        counts=[admin_pb2.StateCount(state=str(status), exports=count) for status, count in figures.counts.items()],
        active=[to_export(seen) for seen in figures.active],
        samples=[_to_sample(sample) for sample in samples],
        sample_seconds=SAMPLE_SECONDS,
        samples_kept=SAMPLES_KEPT,
    )


def to_export(seen: SeenExport) -> admin_pb2.Export:
    export, progress = seen.export, seen.export.progress
    return admin_pb2.Export(
        id=export.id,
        tenant=seen.tenant_name,
        connection_id=export.connection_id,
        state=str(export.status),
        resource_types=len(export.resource_types),
        error_code=export.error_code,
        records_exported=None if progress is None else progress.records_exported,
        records_total=None if progress is None else progress.records_total,
        byte_size=None if export.artifact is None else export.artifact.byte_size,
        attempts=seen.attempts,
        queued_at=to_timestamp(export.queued_at),
        updated_at=to_timestamp(export.updated_at),
        retry_of=export.retry_of,
        retried_by=seen.retried_by,
    )


def to_connection(seen: SeenConnection, now: datetime) -> admin_pb2.Connection:
    connection = seen.connection
    return admin_pb2.Connection(
        id=connection.id,
        tenant=seen.tenant_name,
        state=str(connection.status_at(now)),
        data_packages=sorted(connection.data_packages),
        signal_types=sorted(connection.signal_types),
        created_at=to_timestamp(connection.created_at),
        expires_at=to_timestamp(connection.expires_at),
        exports_with_effect=seen.exports_with_effect,
        grant_version=connection.signal_grant.version,
        consented_at=to_timestamp(connection.signal_grant.consented_at),
        data_packages_version=str(catalogue().version),
    )


def to_grant(grant: SignalGrant) -> admin_pb2.SignalGrant:
    return admin_pb2.SignalGrant(
        version=grant.version,
        signal_types=sorted(grant.signal_types),
        consented_at=to_timestamp(grant.consented_at),
    )


def to_key(seen: SeenKey, now: datetime) -> admin_pb2.Key:
    key = seen.key
    return admin_pb2.Key(
        id=key.id,
        tenant=seen.tenant_name,
        name=key.name,
        prefix=f"cae_{key.environment}_{key.lookup}",
        state=state_of(key, now),
        scopes=sorted(key.scopes),
        connection_id=key.connection_id,
        created_at=to_timestamp(key.created_at),
        expires_at=to_timestamp(key.expires_at),
        environment=str(key.environment),
        last_used_at=to_timestamp(seen.last_used_at),
    )


def to_pagination(next_cursor: str | None, total: int | None = None) -> page_pb2.Pagination:
    return page_pb2.Pagination(next_cursor=next_cursor, total=total)


def to_details(found: ExportInFull) -> admin_pb2.ExportDetails:
    export = found.seen.export
    return admin_pb2.ExportDetails(
        export=to_export(found.seen),
        resource_types=export.resource_types,
        format=export.format,
        include_raw_fhir=export.include_raw_fhir,
        since=to_timestamp(export.since),
        sha256=None if export.artifact is None else export.artifact.sha256,
        request_id=export.request_id,
        started_at=to_timestamp(export.started_at),
        completed_at=to_timestamp(export.completed_at),
        failed_at=to_timestamp(export.failed_at),
        expires_at=to_timestamp(export.expires_at),
        connection_state=str(found.connection_status),
        timeline=[to_audit_row(row) for row in found.timeline],
        timeline_cut=found.cut,
        deletions_sha256=None if export.deletions is None else export.deletions.sha256,
        deletions_byte_size=None if export.deletions is None else export.deletions.byte_size,
    )


def to_retry(export_id: str, outcome: Retried | CuraeError) -> admin_pb2.Retry:
    if isinstance(outcome, CuraeError):
        return admin_pb2.Retry(export_id=export_id, error_code=outcome.code, detail=outcome.detail)
    return admin_pb2.Retry(export_id=export_id, retried_by=outcome.seen.export.id, already_retried=outcome.already)


def to_history(past: Past) -> admin_pb2.GetHistoryResponse:
    return admin_pb2.GetHistoryResponse(
        intervals=[
            admin_pb2.Interval(
                at=to_timestamp(each.at),
                queued=each.queued,
                ready=each.ready,
                failed=each.failed,
                records=each.records,
                bytes=each.byte_size,
                signals=each.signals,
            )
            for each in past.intervals
        ],
        interval_seconds=past.span.seconds,
    )


def to_audit_row(named: NamedRow) -> audit_pb2.AuditRow:
    row = named.row
    return audit_pb2.AuditRow(
        seq=row.seq,
        at=to_timestamp(from_micros(row.at)),
        action=row.action,
        outcome=row.outcome,
        actor_kind=row.actor_kind,
        actor_id=row.actor_id,
        actor_name=named.key_name,
        address=row.address,
        request_id=row.request_id,
        tenant=named.tenant_name,
        connection_id=row.connection_id,
        export_id=row.export_id,
        details={name: plain(value) for name, value in details_of(row).items()},
    )


def state_of(key: ApiKey, now: datetime) -> str:
    if key.is_usable(now):
        return "USABLE"
    return "EXPIRED" if key.revoked_at is None else "REVOKED"


def _to_sample(sample: Sample) -> admin_pb2.Sample:
    return admin_pb2.Sample(
        at=to_timestamp(sample.at),
        queued=sample.queued,
        running=sample.running,
        oldest_seconds=sample.oldest_seconds,
        ready_a_minute=sample.ready_a_minute,
        failed_a_minute=sample.failed_a_minute,
        records_a_second=sample.records_a_second,
        bytes_a_second=sample.bytes_a_second,
        calls_a_second=sample.calls_a_second,
        errors_a_second=sample.errors_a_second,
        p50_milliseconds=None if sample.p50_seconds is None else sample.p50_seconds * _MILLISECONDS,
        p99_milliseconds=None if sample.p99_seconds is None else sample.p99_seconds * _MILLISECONDS,
    )
