"""Rows to begin with, written by the functions under test."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import func, select

from server.clock import utc_now, uuid7
from server.domain.connections import Connection, ConnectionStatus
from server.domain.exports import Artifact, Export, ExportStatus
from server.domain.grants import everything_of
from server.domain.webhooks.endpoint import DeliveryStatus, Endpoint
from server.domain.webhooks.events import EventType, WebhookEvent
from server.store.connections import insert_connection
from server.store.engine import Database
from server.store.exports import get_export, insert_export
from server.store.queue import Claim, claim_next, complete
from server.store.tables import exports, webhook_deliveries
from server.store.tenants import Tenant, insert_tenant
from server.store.webhook_endpoints import insert_endpoint
from server.store.webhook_outbox import record_event

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


def claim(
    database: DatabaseConnection, now: datetime, *, lease: timedelta = HOUR, max_attempts: int = 5
) -> Claim | None:
    """The next export of the queue, if there is one."""
    return claim_next(database, now=now, lease_token=uuid7(), lease_until=now + lease, max_attempts=max_attempts)


def take(database: DatabaseConnection, now: datetime, **policy: Any) -> Claim:
    """The next export of the queue, as `claim` gives it."""
    claimed = claim(database, now, **policy)
    assert claimed is not None
    return claimed


def make_ready(database: DatabaseConnection, claim: Claim, now: datetime, **facts: Any) -> bool:
    """Ends a claim, by default with one record in an artifact that no store has, for an hour."""
    usual = {"artifact": a_ready_artifact(claim), "grant": EVERYTHING, "records": 1, "expires_at": now + HOUR}
    return complete(database, claim, now=now, **usual | facts)


def make_next_ready(database: DatabaseConnection, now: datetime) -> None:
    assert make_ready(database, take(database, now), now)


def now_is(database: Database, export: Export) -> Export:
    found = database.read_now(lambda open_database: get_export(open_database, export.id))
    assert found is not None
    return found


def queue_exports(database: Database, *queued: Export) -> None:
    def work(open_database: DatabaseConnection) -> None:
        for export in queued:
            insert_export(open_database, export)

    database.write_now(work)


def a_given_up_delivery(database: DatabaseConnection, tenant_id: str, url: str) -> tuple[Endpoint, WebhookEvent]:
    """An endpoint, and an event that it did not take in nine attempts."""
    now = utc_now()
    endpoint = Endpoint(
        id=uuid7(),
        tenant_id=tenant_id,
        url=url,
        events=frozenset({EventType.EXPORT_READY}),
        generation=1,
        previous_until=None,
        key_fingerprint="f" * 16,
        created_at=now,
        revoked_at=None,
        disabled_at=None,
    )
    event = WebhookEvent(
        id=uuid7(), tenant_id=tenant_id, type=EventType.EXPORT_READY, created_at=now, data={"exportId": "x"}
    )
    insert_endpoint(database, endpoint)
    record_event(database, event)
    given_up = {"status": str(DeliveryStatus.GIVEN_UP), "available_at": None, "last_error": "TIMEOUT"}
    of_endpoint = webhook_deliveries.c.endpoint_id == endpoint.id
    database.execute(webhook_deliveries.update().where(of_endpoint).values(attempts=9, **given_up))
    return endpoint, event


def leases_held(database: DatabaseConnection) -> int:
    """How many exports are in the hands of a worker, or were in those of one that is gone."""
    return database.execute(select(func.count()).where(exports.c.lease_token.is_not(None))).scalar_one()
