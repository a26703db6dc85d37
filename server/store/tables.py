"""The tables. Migrations make them; a contract test holds the two equal."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from server.store.types import BinaryString, JsonText, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Of a signal: its time by our clock is not there yet.
UNDATED = text("event_at = 0")
# Of a connection: it has ended, and its erasure is not requested.
UNERASED = text("status IN ('REVOKED', 'EXPIRED') AND erasure_requested_at IS NULL")
# Of an export. SQLite takes a partial index for a query with the same words, and, where it may choose, one that begins
# with a column which the query holds to one value.
READY = text("status = 'READY'")


def _id() -> Column[str]:
    return Column("id", String(36), primary_key=True)


tenants = Table(
    "tenants",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)

connections = Table(
    "connections",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("data_packages", JsonText, nullable=False),
    Column("signal_types", JsonText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    # Of `signal_types`; the default is for servers of the version before. NULL: consented to with the connection.
    Column("grant_version", Integer, nullable=False, server_default="1"),
    Column("consented_at", UtcTime),
    # When a row of `erasures` came in: such a connection is no longer among those that a sweep looks at.
    Column("erasure_requested_at", UtcTime),
    CheckConstraint("status IN ('PENDING', 'ACTIVE', 'REVOKED', 'EXPIRED')", name="status"),
    Index("ix_connections_lapsing", "status", "expires_at"),
)

# Named groups of an app's connections. `name` is the id of a FHIR Group.
connection_groups = Table(
    "connection_groups",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False),
    Column("name", BinaryString, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index("ix_connection_groups_name", "tenant_id", "name", unique=True),
)

connection_group_members = Table(
    "connection_group_members",
    metadata,
    Column("group_id", ForeignKey("connection_groups.id"), primary_key=True),
    Column("connection_id", ForeignKey("connections.id"), primary_key=True, index=True),
)

# The signal types that a connection granted before its present ones.
past_signal_grants = Table(
    "past_signal_grants",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("signal_types", JsonText, nullable=False),
    Column("consented_at", UtcTime, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("environment", String(8), nullable=False),
    Column("lookup", String(32), nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("scopes", JsonText, nullable=False),
    Column("connection_id", ForeignKey("connections.id")),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    Column("revoked_at", UtcTime),
    Column("last_used_at", UtcTime),
)

# A client of SMART Backend Services: an API key that nobody has, and keys that sign. One of the two is there.
smart_clients = Table(
    "smart_clients",
    metadata,
    Column("key_id", ForeignKey("api_keys.id"), primary_key=True),
    Column("jwks", JsonText),
    Column("jwks_url", Text),
)

# Access tokens of clients, for a few minutes each.
access_tokens = Table(
    "access_tokens",
    metadata,
    Column("lookup", String(32), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("key_id", ForeignKey("api_keys.id"), nullable=False),
    Column("scope", Text, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
)

# The last moment that an import or a snapshot of a connection took. See `server.store.record_clocks`. Tombstones of
# before `tombstones_from` are gone; without a value, none is.
record_clocks = Table(
    "record_clocks",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("moment", UtcTime, nullable=False),
    Column("tombstones_from", UtcTime),
)

# The current version of each resource. `source` is the FHIR base URL that it came from, empty where the import named
# none. `last_updated` is the latest that was seen for it. `changed_at` is when this content was stored, by the
# connection's clock.
records = Table(
    "records",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("resource_type", BinaryString, primary_key=True),
    Column("resource_id", BinaryString, primary_key=True),
    Column("version_id", Text, nullable=False),
    Column("last_updated", UtcTime),
    Column("changed_at", UtcTime, nullable=False),
    Column("byte_size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("source", Text, nullable=False, server_default=text("''")),
    # What decides who may have it; see `server.domain.grants`. NULL: not found yet, and in no export.
    Column("classes", BigInteger),
    Index("ix_records_changed", "connection_id", "changed_at"),
    Index("ix_records_classes", "connection_id", "resource_type", "classes"),
)

# Erasures of connections, and how much each has removed so far. A row stays.
erasures = Table(
    "erasures",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("requested_at", UtcTime, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("reason", String(16), nullable=False),
    Column("settles_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("records", BigInteger, nullable=False),
    Column("tombstones", BigInteger, nullable=False),
    Column("signals", BigInteger, nullable=False),
    Column("answers", BigInteger, nullable=False),
    Column("events", BigInteger, nullable=False),
    Column("artifacts", BigInteger, nullable=False),
    Index("ix_erasures_unfinished", "finished_at", "requested_at"),
)

# By which version of the codes the classes of a connection's records were found; 0: by none. Every connection has one.
record_classifications = Table(
    "record_classifications",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("codes_version", Integer, nullable=False),
    Index("ix_record_classifications_due", "codes_version", "connection_id"),
)

# A record that was deleted, without its content. It stands under the key of the record, never beside it.
tombstones = Table(
    "tombstones",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("resource_type", BinaryString, primary_key=True),
    Column("resource_id", BinaryString, primary_key=True),
    Column("source", Text, nullable=False),
    Column("last_updated", UtcTime),
    Column("changed_at", UtcTime, nullable=False, index=True),
    # Those of the record: a caller that may not read the record does not learn of its deletion.
    Column("classes", BigInteger),
)

# Records that changed so that fewer grants include them: `classes` are the bits that they lost. An export by
# `since` reports such a record as deleted to a caller whose grant included it and does not include it now.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("connection_id", ForeignKey("connections.id"), primary_key=True),
    Column("resource_type", BinaryString, primary_key=True),
    Column("resource_id", BinaryString, primary_key=True),
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("classes", BigInteger, nullable=False),
)

# An import over the network, under the id that its sender made: how much of its input is stored. `token` names the
# request that goes on with it; a write with another token changes nothing.
record_imports = Table(
    "record_imports",
    metadata,
    Column("tenant_id", String(36), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("connection_id", ForeignKey("connections.id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("position_end", BigInteger, nullable=False),
    Column("position_line", BigInteger, nullable=False),
    Column("position_parts", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("counts", JsonText, nullable=False),
    Column("results", JsonText, nullable=False),
    Column("further_results", BigInteger, nullable=False),
    Column("open_references", JsonText),
    Column("token", String(36), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False, index=True),
    Column("completed_at", UtcTime),
    CheckConstraint("status IN ('RUNNING', 'COMPLETED')", name="status"),
)

exports = Table(
    "exports",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False),
    Column("connection_id", ForeignKey("connections.id"), nullable=False),
    Column("status", String(16), nullable=False),
    Column("resource_types", JsonText, nullable=False),
    Column("format", String(32), nullable=False),
    Column("include_raw_fhir", Boolean(create_constraint=False), nullable=False),
    Column("since", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("queued_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("completed_at", UtcTime),
    Column("expires_at", UtcTime),
    Column("failed_at", UtcTime),
    Column("error_code", String(64)),
    Column("artifact_key", Text),
    Column("artifact_sha256", String(64)),
    Column("artifact_byte_size", BigInteger),
    # What a FHIR client leaves out: see `server.domain.bulk_data.narrowing`.
    Column("narrowing", JsonText),
    # The second artifact, of deletions: only where `since` is set.
    Column("deletions_key", Text),
    Column("deletions_sha256", String(64)),
    Column("deletions_byte_size", BigInteger),
    # What its records were chosen by; NULL: by their types alone.
    Column("granted", JsonText),
    Column("records_exported", BigInteger),
    Column("records_total", BigInteger),
    # The call that queued it, for the worker's events and spans.
    Column("request_id", String(128)),
    Column("traceparent", String(55)),
    # The queue: claimable from `available_at` on; held by `lease_token` until `lease_until`. `claimed_at` is the last
    # claim, never deleted: it decides whose turn it is.
    Column("available_at", UtcTime, nullable=False),
    Column("claimed_at", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("lease_token", String(36)),
    Column("lease_until", UtcTime),
    # The FAILED export that this one repeats; an export is repeated once.
    Column("retry_of", String(36)),
    CheckConstraint("status IN ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')", name="status"),
    Index("ix_exports_queue", "status", "tenant_id", "available_at"),
    Index("ix_exports_oldest", "status", "tenant_id", "queued_at", "id"),
    Index("ix_exports_turn", "tenant_id", "claimed_at"),
    Index("ix_exports_tenant_page", "tenant_id", "created_at", "id"),
    Index("ix_exports_connection_page", "connection_id", "created_at", "id"),
    Index("ix_exports_connection_state", "connection_id", "status", "expires_at"),
    Index("ix_exports_expiry", "status", "expires_at"),
    Index("ix_exports_state", "status", "updated_at", "id"),
    Index("ix_exports_completed_at", "completed_at"),
    Index("ix_exports_failed_at", "failed_at"),
    Index("uq_exports_retry_of", "retry_of", unique=True),
)

# The SHA-256 digests of an artifact's pieces, one after the other, as long as the artifact is there.
artifact_pieces = Table(
    "artifact_pieces",
    metadata,
    Column("export_id", ForeignKey("exports.id"), primary_key=True),
    Column("piece_bytes", Integer, nullable=False),
    Column("digests", LargeBinary, nullable=False),
    Column("seals", LargeBinary),
)
deletions_pieces = Table(
    "deletions_pieces",
    metadata,
    Column("export_id", ForeignKey("exports.id"), primary_key=True),
    Column("piece_bytes", Integer, nullable=False),
    Column("digests", LargeBinary, nullable=False),
    Column("seals", LargeBinary),
)

# Where each resource type stands in an artifact, as long as the artifact is there.
artifact_sections = Table(
    "artifact_sections",
    metadata,
    Column("export_id", ForeignKey("exports.id"), primary_key=True),
    Column("resource_type", BinaryString, primary_key=True),
    Column("byte_offset", BigInteger, nullable=False),
    Column("byte_size", BigInteger, nullable=False),
    Column("records", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("seal", LargeBinary),
)

# A FHIR bulk data export: an export of each connection that it covers. `digest` is the same for the same request of the
# same key.
bulk_exports = Table(
    "bulk_exports",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("request_url", Text, nullable=False),
    Column("ignored", JsonText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    Index("ix_bulk_exports_recent", "digest", "created_at"),
)

bulk_export_parts = Table(
    "bulk_export_parts",
    metadata,
    Column("bulk_export_id", ForeignKey("bulk_exports.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("export_id", ForeignKey("exports.id"), nullable=False, unique=True),
)

# An artifact whose row no longer points at it, to be deleted from the store: written with the change that orphans it.
# The defaults are for servers of the version before, which do not know these columns.
artifact_deletions = Table(
    "artifact_deletions",
    metadata,
    Column("artifact_key", String(255), primary_key=True),
    Column("requested_at", UtcTime, nullable=False, index=True),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("available_at", UtcTime, nullable=False, index=True, server_default="0"),
    Index("ix_artifact_deletions_failing", "failures", "requested_at"),
)

signal_schemas = Table(
    "signal_schemas",
    metadata,
    Column("namespace", String(64), primary_key=True),
    Column("signal_type", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("status", String(16), nullable=False),
    Column("schema", JsonText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("status IN ('ACTIVE', 'RETIRED')", name="status"),
)

# How long the signals of a namespace are kept; without a row, they are never deleted.
signal_retentions = Table(
    "signal_retentions",
    metadata,
    Column("namespace", String(64), primary_key=True),
    Column("days", Integer, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
)

signals = Table(
    "signals",
    metadata,
    _id(),
    Column("tenant_id", String(36), nullable=False),
    Column("connection_id", ForeignKey("connections.id"), nullable=False),
    Column("namespace", String(64), nullable=False),
    Column("signal_type", String(64), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("occurred_at", UtcTime),
    Column("received_at", UtcTime, nullable=False),
    Column("payload", Text, nullable=False),
    # The version of the connection's signal types by which it was taken in.
    Column("grant_version", Integer, nullable=False, server_default="1"),
    # By the device's clock, as it was sent; offsets are minutes east of UTC.
    Column("occurred_at_offset", Integer),
    Column("occurred_until", UtcTime),
    Column("occurred_until_offset", Integer),
    Column("sent_at", UtcTime),
    # By our clock. The default is for servers of the version before; workers put the time in its place.
    Column("event_at", UtcTime, nullable=False, server_default="0"),
    Index("ix_signals_event", "connection_id", "event_at", "id"),
    Index("ix_signals_connection", "connection_id", "received_at"),
    Index("ix_signals_namespace", "namespace", "received_at", "id"),
)

# What stays of a signal that its app has withdrawn, or replaced by another one.
signal_tombstones = Table(
    "signal_tombstones",
    metadata,
    _id(),
    Column("tenant_id", String(36), nullable=False),
    Column("connection_id", ForeignKey("connections.id"), nullable=False),
    Column("namespace", String(64), nullable=False),
    Column("signal_type", String(64), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime, nullable=False),
    Column("replaced_by", String(36)),
    Index("ix_signal_tombstones_connection", "connection_id", "withdrawn_at"),
    Index("ix_signal_tombstones_namespace", "namespace", "withdrawn_at", "id"),
)

# `digest` hashes tenant, operation and key: the key itself is not kept.
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("response", JsonText, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
)

# Who did what, as one hash chain. The migration adds triggers that refuse every change but the next row.
audit_rows = Table(
    "audit_rows",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("address", Text),
    Column("request_id", Text),
    Column("tenant_id", Text),
    Column("connection_id", Text),
    Column("export_id", Text),
    Column("details", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_rows_tenant", "tenant_id", "seq"),
    Index("ix_audit_rows_connection", "connection_id", "seq"),
    Index("ix_audit_rows_export", "export_id", "seq"),
)

# One row: the end of the chain, so that a tail that was deleted shows.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Where an app receives events. The secret is derived, not stored; `key_fingerprint` says from which signing key.
webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    _id(),
    Column("tenant_id", ForeignKey("tenants.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("events", JsonText, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("previous_until", UtcTime),
    Column("key_fingerprint", String(16), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("disabled_at", UtcTime),
)

# The outbox: written with the change that it tells of, once for each fact.
webhook_events = Table(
    "webhook_events",
    metadata,
    _id(),
    Column("tenant_id", String(36), nullable=False),
    Column("type", String(64), nullable=False),
    Column("data", JsonText, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

# An event on its way to an endpoint. It can be claimed from `available_at` on; a claim moves that to the end of its
# lease, so the work of a dead worker returns to the queue.
webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("event_id", ForeignKey("webhook_events.id"), primary_key=True),
    Column("endpoint_id", ForeignKey("webhook_endpoints.id"), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("available_at", UtcTime),
    Column("give_up_at", UtcTime, nullable=False),
    Column("lease_token", String(36)),
    Column("last_attempt_at", UtcTime),
    Column("last_status", Integer),
    Column("last_error", String(32)),
    CheckConstraint("status IN ('PENDING', 'DELIVERED', 'GIVEN_UP')", name="status"),
    Index("ix_webhook_deliveries_due", "status", "available_at"),
    Index("ix_webhook_deliveries_endpoint", "endpoint_id", "status", "available_at"),
    Index("ix_webhook_deliveries_page", "created_at", "event_id"),
)

# Settings that must be equal on every server and worker. A secret is stored as a fingerprint.
deployment_settings = Table(
    "deployment_settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
