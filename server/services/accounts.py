"""Tenants, keys and connections: what operators create and revoke, with everything that must follow at once."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server import metrics
from server.clock import Clock, NewId
from server.domain.caller import SALT_BYTES, ApiKey, Environment, PresentedKey, Scope, generate_key, hash_secret
from server.domain.connections import Connection, ConnectionStatus
from server.domain.data_packages import authorized_types
from server.domain.exports import ExportErrorCode, ExportStatus
from server.errors import BadRequest, NotFound
from server.store import api_keys, connections, tenants
from server.store.engine import Database
from server.store.exports import cancel_export, exports_with_effect
from server.store.tenants import Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key just made. `presented` is the only time its secret exists outside the caller."""

    key: ApiKey
    presented: PresentedKey


class Accounts:
    def __init__(self, database: Database, clock: Clock, new_id: NewId) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def create_tenant(self, name: str) -> Tenant:
        """Raises BadRequest where the name is empty or taken."""
        if not name.strip():
            raise BadRequest.of("name", "must not be empty")
        tenant = Tenant(id=self._new_id(), name=name.strip(), created_at=self._clock(), revoked_at=None)

        def work(database: DatabaseConnection) -> Tenant:
            if tenants.find_tenant(database, tenant.name) is not None:
                raise BadRequest.of("name", "is taken by another tenant; choose another")
            tenants.insert_tenant(database, tenant)
            return tenant

        return self._database.write_now(work)

    def list_tenants(self) -> list[Tenant]:
        return self._database.read_now(tenants.all_tenants)

    def revoke_tenant(self, tenant_id: str) -> None:
        """Revokes a tenant, its keys and its connections. Raises NotFound."""

        def work(database: DatabaseConnection) -> None:
            now = self._clock()
            self._require_tenant(database, tenant_id)
            tenants.revoke_tenant(database, tenant_id, now)
            api_keys.revoke_keys_of_tenant(database, tenant_id, now)
            for connection in connections.connections_of(database, tenant_id):
                end_connection(database, connection, ConnectionStatus.REVOKED, now)

        self._database.write_now(work)

    def create_key(
        self,
        tenant_id: str,
        *,
        name: str,
        environment: Environment,
        scopes: frozenset[Scope],
        connection_id: str | None = None,
        expires_at: datetime | None = None,
    ) -> NewKey:
        """Raises NotFound for the tenant or the connection, BadRequest for no scopes or an expiry that is past."""
        now = self._clock()
        if not scopes:
            raise BadRequest.of("scope", f"give at least one of {', '.join(Scope)}")
        if expires_at is not None and expires_at <= now:
            raise BadRequest.of("expiresAt", "must lie in the future")
        presented, salt = generate_key(environment), secrets.token_bytes(SALT_BYTES)
        key = ApiKey(
            id=self._new_id(),
            tenant_id=tenant_id,
            name=name,
            environment=environment,
            lookup=presented.lookup,
            salt=salt,
            secret_hash=hash_secret(presented.secret, salt),
            scopes=scopes,
            connection_id=connection_id,
            created_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )
        self._database.write_now(lambda database: self._insert_key(database, key))
        return NewKey(key=key, presented=presented)

    def _insert_key(self, database: DatabaseConnection, key: ApiKey) -> None:
        self._require_tenant(database, key.tenant_id)
        if key.connection_id is not None:
            self._require_connection(database, key.connection_id, key.tenant_id)
        api_keys.insert_key(database, key)

    def list_keys(self, tenant_id: str | None) -> list[ApiKey]:
        return self._database.read_now(lambda database: api_keys.keys_of(database, tenant_id))

    def revoke_key(self, key_id: str) -> None:
        """Raises NotFound."""

        def work(database: DatabaseConnection) -> None:
            if api_keys.get_key(database, key_id) is None:
                raise NotFound("no such key; see: curae keys list")
            api_keys.revoke_key(database, key_id, self._clock())

        self._database.write_now(work)

    def create_connection(
        self,
        tenant_id: str,
        *,
        data_packages: frozenset[str],
        signal_types: frozenset[str],
        status: ConnectionStatus = ConnectionStatus.ACTIVE,
        expires_at: datetime | None = None,
    ) -> Connection:
        """Raises NotFound for the tenant and BadRequest for an unknown data package."""
        authorized_types(data_packages)
        now = self._clock()
        connection = Connection(
            id=self._new_id(),
            tenant_id=tenant_id,
            status=status,
            data_packages=data_packages,
            signal_types=signal_types,
            created_at=now,
            updated_at=now,
            expires_at=expires_at,
        )

        def work(database: DatabaseConnection) -> Connection:
            self._require_tenant(database, tenant_id)
            connections.insert_connection(database, connection)
            return connection

        return self._database.write_now(work)

    def list_connections(self, tenant_id: str | None) -> list[Connection]:
        return self._database.read_now(lambda database: connections.connections_of(database, tenant_id))

    def revoke_connection(self, connection_id: str) -> int:
        """Revokes, cancels its exports and has their artifacts deleted; gives how many exports. Raises NotFound."""

        def work(database: DatabaseConnection) -> int:
            connection = self._require_connection(database, connection_id)
            return end_connection(database, connection, ConnectionStatus.REVOKED, self._clock())

        cancelled = self._database.write_now(work)
        count_cancelled(cancelled, ExportErrorCode.CONNECTION_NOT_ACTIVE)
        return cancelled

    def set_data_packages(self, connection_id: str, packages: frozenset[str]) -> int:
        """Changes what is granted. Exports that hold what no longer is are cancelled, with their artifacts.

        Gives how many exports. Raises NotFound and BadRequest.
        """
        granted = authorized_types(packages)

        def work(database: DatabaseConnection) -> int:
            now = self._clock()
            self._require_connection(database, connection_id)
            connections.set_data_packages(database, connection_id, packages, now)
            return sum(
                cancel_export(database, export, now, ExportErrorCode.AUTHORIZATION_NARROWED)
                for export in exports_with_effect(database, connection_id)
                if not granted.issuperset(export.resource_types)
            )

        cancelled = self._database.write_now(work)
        count_cancelled(cancelled, ExportErrorCode.AUTHORIZATION_NARROWED)
        return cancelled

    @staticmethod
    def _require_tenant(database: DatabaseConnection, tenant_id: str) -> Tenant:
        tenant = tenants.get_tenant(database, tenant_id)
        if tenant is None:
            raise NotFound("no such tenant; see: curae tenants list")
        if tenant.revoked_at is not None:
            raise BadRequest.of("tenant", "is revoked")
        return tenant

    @staticmethod
    def _require_connection(
        database: DatabaseConnection, connection_id: str, tenant_id: str | None = None
    ) -> Connection:
        connection = connections.get_connection(database, connection_id, tenant_id=tenant_id)
        if connection is None:
            raise NotFound("no such connection; see: curae connections list")
        return connection


def end_connection(
    database: DatabaseConnection, connection: Connection, status: ConnectionStatus, now: datetime
) -> int:
    """REVOKED or EXPIRED: cancels the exports in the same transaction. Gives how many."""
    connections.set_status(database, connection.id, status, now)
    return sum(
        cancel_export(database, export, now, ExportErrorCode.CONNECTION_NOT_ACTIVE)
        for export in exports_with_effect(database, connection.id)
    )


def count_cancelled(exports: int, error_code: ExportErrorCode) -> None:
    """Counts what a committed transaction has cancelled."""
    metrics.EXPORTS_ENDED.labels(ExportStatus.CANCELLED, error_code).inc(exports)
