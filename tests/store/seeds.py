"""Rows to begin with, written by the functions under test."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as DatabaseConnection

from server.clock import uuid7
from server.domain.connections import Connection, ConnectionStatus
from server.domain.exports import Artifact, Export, ExportStatus
from server.domain.grants import everything_of
from server.store.connections import insert_connection
from server.store.engine import Database
from server.store.exports import insert_export
from server.store.queue import Claim, claim_next, complete
from server.store.tenants import Tenant, insert_tenant

EVERYTHING = everything_of(("Observation",))
HOUR = timedelta(hours=1)


def a_connection(database: Database, now: datetime, **changes: Any) -> Connection:
    """A connection of a tenant of its own, or of the one that `tenant_id` names."""
    tenant = Tenant(id=uuid7(), name=uuid7(), created_at=now, revoked_at=None)
    connection = Connection(
        id=uuid7(),
        tenant_id=tenant.id,
        status=ConnectionStatus.ACTIVE,
        data_packages=frozenset({"labs"}),
        signal_types=frozenset({"activity.workout"}),
        created_at=now,
        updated_at=now,
        expires_at=None,
    )
    connection = replace(connection, **changes)

    def work(open_database: DatabaseConnection) -> None:
        if connection.tenant_id == tenant.id:
            insert_tenant(open_database, tenant)
        insert_connection(open_database, connection)

    database.write_now(work)
    return connection


def an_export(connection: Connection, now: datetime, **changes: Any) -> Export:
    """A queued export, not yet stored."""
    export = Export(
        id=uuid7(),
        tenant_id=connection.tenant_id,
        connection_id=connection.id,
        status=ExportStatus.QUEUED,
        resource_types=("Observation",),
        include_raw_fhir=True,
        since=None,
        created_at=now,
        updated_at=now,
        queued_at=now,
    )
    return replace(export, **changes)


def a_ready_artifact(claim: Claim) -> Artifact:
    """An artifact of five bytes that no store has."""
    return Artifact(key=f"exports/{claim.export.id}/{claim.lease_token}.ndjson", sha256="0" * 64, byte_size=5)


def take(database: DatabaseConnection, now: datetime) -> Claim:
    """The next export of the queue, for an hour."""
    claim = claim_next(database, now=now, lease_token=uuid7(), lease_until=now + HOUR, max_attempts=1)
    assert claim is not None
    return claim


def make_next_ready(database: DatabaseConnection, now: datetime) -> None:
    """The next export of the queue, for an hour, with an artifact that no store has."""
    claim = take(database, now)
    artifact = a_ready_artifact(claim)
    assert complete(database, claim, artifact=artifact, grant=EVERYTHING, records=1, now=now, expires_at=now + HOUR)


def queue_exports(database: Database, *exports: Export) -> None:
    def work(open_database: DatabaseConnection) -> None:
        for export in exports:
            insert_export(open_database, export)

    database.write_now(work)
