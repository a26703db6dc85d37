"""Tenants, keys and connections: what operators create and revoke, with everything that must follow at once."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock, NewId
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.caller import SALT_BYTES, ApiKey, Environment, PresentedKey, Scope, generate_key, hash_secret
from server.domain.connections import Connection, ConnectionStatus
from server.domain.data_packages import catalogue, granted_by, require_packages
from server.domain.exports import Export, ExportErrorCode
from server.domain.grants import Grant
from server.domain.smart.keys import Jwks
from server.errors import BadRequest, NotFound
from server.services.account_lists import AccountLists
from server.services.actors import operator
from server.services.endpoints import end_endpoint
from server.services.revocation import count_cancelled, end_connection, withdraw_export
from server.store import api_keys, audit, connections, tenants
from server.store.engine import Database
from server.store.exports import exports_with_effect, find_readable
from server.store.record_classes import note_classified
from server.store.record_clocks import next_moment
from server.store.smart_clients import SmartClient, find_client, insert_client
from server.store.tenants import Tenant
from server.store.tombstones import refuse_earlier_since
from server.store.transactions import Work
from server.store.webhook_endpoints import live_endpoints

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key just made. `presented` is the only time its secret exists outside the caller."""

    key: ApiKey
    presented: PresentedKey


class Accounts(AccountLists):
    """`actor` is who does it, as the audit trail has it: by default the user of this process. `guard` is asked first in
    every transaction that changes something, and raises where the actor may not.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: NewId,
        actor: Actor | None = None,
        guard: Work[object] | None = None,
    ) -> None:
        super().__init__(database, clock)
        self._new_id = new_id
        self._actor = actor or operator()
        self._guard = guard

    def create_tenant(self, name: str) -> Tenant:
        """Raises BadRequest where the name is empty or taken."""
        if not name.strip():
            raise BadRequest.of("name", "must not be empty")
        tenant = Tenant(id=self._new_id(), name=name.strip(), created_at=self._clock(), revoked_at=None)

        def work(database: DatabaseConnection) -> Tenant:
            if tenants.find_tenant(database, tenant.name) is not None:
                raise BadRequest.of("name", "is taken by another tenant; choose another")
            tenants.insert_tenant(database, tenant)
            self._record(database, Action.TENANT_CREATED, tenant.id)
            return tenant

        return self._write(work)

    def revoke_tenant(self, tenant_id: str) -> int:
        """Revokes a tenant, its keys and its connections; gives how many exports were cancelled. Raises NotFound.

        Safe to repeat: whatever of a revoked tenant is still live is ended.
        """

        def work(database: DatabaseConnection) -> int:
            now = self._clock()
            if tenants.hold_tenant(database, tenant_id, to_change=True) is None:
                raise _no_tenant()
            if tenants.revoke_tenant(database, tenant_id, now):
                self._record(database, Action.TENANT_REVOKED, tenant_id)
            api_keys.revoke_keys_of_tenant(database, tenant_id, now)
            for endpoint in live_endpoints(database, tenant_id):  # first: a revoked app gets no more events
                end_endpoint(database, endpoint, Action.WEBHOOK_REVOKED, now, self._actor)
            return sum(
                end_connection(database, connection.id, ConnectionStatus.REVOKED, now, self._actor)
                for connection in connections.connections_of(database, tenant_id)
            )

        cancelled = self._write(work, alone=True)
        count_cancelled(cancelled, ExportErrorCode.CONNECTION_NOT_ACTIVE)
        return cancelled

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
        """Raises NotFound for the tenant or the connection, BadRequest for no scopes, for `records:import` beside
        another, or an expiry that is past."""
        if not scopes:
            raise BadRequest.of("scope", f"give at least one of {', '.join(Scope)}")
        if Scope.RECORDS_IMPORT in scopes and len(scopes) > 1:
            raise BadRequest.of(
                "scope", "records:import is for a connector's key, which has no other scope; make two keys"
            )
        new = self._new_key(
            tenant_id,
            name=name,
            environment=environment,
            scopes=scopes,
            connection_id=connection_id,
            expires_at=expires_at,
        )
        self._write(lambda database: self._insert_key(database, new.key))
        return new

    def _new_key(
        self,
        tenant_id: str,
        *,
        name: str,
        environment: Environment,
        scopes: frozenset[Scope],
        connection_id: str | None,
        expires_at: datetime | None,
    ) -> NewKey:
        """Raises BadRequest for an expiry that is past."""
        now = self._clock()
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
        return NewKey(key=key, presented=presented)

    def create_client(
        self,
        tenant_id: str,
        *,
        name: str,
        environment: Environment,
        jwks: Jwks | None = None,
        jwks_url: str | None = None,
        connection_id: str | None = None,
        expires_at: datetime | None = None,
    ) -> SmartClient:
        """Registers a client of SMART Backend Services: a key that nobody has, and keys that sign.

        Raises NotFound for the tenant or the connection, BadRequest for an expiry that is past.
        """
        if (jwks is None) == (jwks_url is None):
            raise BadRequest.of("jwks", "give either the keys or their URL")
        new = self._new_key(
            tenant_id,
            name=name,
            environment=environment,
            scopes=frozenset({Scope.RECORDS_EXPORT, Scope.RECORDS_READ}),
            connection_id=connection_id,
            expires_at=expires_at,
        )
        client = SmartClient(key=new.key, jwks=jwks, jwks_url=jwks_url)

        def work(database: DatabaseConnection) -> None:
            self._insert_key(database, new.key)
            insert_client(database, client)

        self._write(work)
        return client

    def _insert_key(self, database: DatabaseConnection, key: ApiKey) -> None:
        require_live_tenant(database, key.tenant_id)
        if key.connection_id is not None:
            self._require_connection(database, key.connection_id, key.tenant_id)
        api_keys.insert_key(database, key)
        self._record(
            database,
            Action.KEY_CREATED,
            key.tenant_id,
            key.connection_id,
            keyId=key.id,
            scopes=" ".join(sorted(key.scopes)),
        )

    def rotate_key(self, key_id: str, *, overlap: timedelta, expires_at: datetime | None = None) -> NewKey:
        """A new key that may do the same; the old one ends after `overlap`, or sooner where it would have anyway.

        The new one ends at `expires_at`, by default after as long as the old one was made for. Raises NotFound, and
        BadRequest where the old key can no longer be used.
        """

        def work(database: DatabaseConnection) -> NewKey:
            require_live_tenant(database, self._require_key(database, key_id).tenant_id)
            now = self._clock()
            old = self._require_key(database, key_id, held=True)
            if not old.is_usable(now):
                raise BadRequest.of("key", "is revoked or expired; make a new one with: curae keys create")
            if find_client(database, old.id):
                raise BadRequest.of("key", "is of a SMART client, which has no secret; see: curae clients --help")
            presented, salt = generate_key(old.environment), secrets.token_bytes(SALT_BYTES)
            new = replace(
                old,
                id=self._new_id(),
                lookup=presented.lookup,
                salt=salt,
                secret_hash=hash_secret(presented.secret, salt),
                created_at=now,
                expires_at=expires_at or (old.expires_at and now + (old.expires_at - old.created_at)),
            )
            ends = min(now + overlap, old.expires_at or now + overlap)
            api_keys.set_expiry(database, old.id, ends)
            self._insert_key(database, new)
            self._record(
                database,
                Action.KEY_ROTATED,
                old.tenant_id,
                old.connection_id,
                keyId=old.id,
                newKeyId=new.id,
                oldEnds=ends.isoformat(),
            )
            return NewKey(key=new, presented=presented)

        return self._write(work)

    def revoke_key(self, key_id: str) -> None:
        """Safe to repeat. Raises NotFound."""

        def work(database: DatabaseConnection) -> None:
            key = self._require_key(database, key_id)
            if api_keys.revoke_key(database, key_id, self._clock()):
                self._record(database, Action.KEY_REVOKED, key.tenant_id, key.connection_id, keyId=key_id)

        self._write(work)

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
        require_packages(data_packages)
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
            require_live_tenant(database, tenant_id)
            connections.insert_connection(database, connection)
            note_classified(database, connection.id, catalogue().codes_version)
            self._record(
                database,
                Action.CONNECTION_CREATED,
                tenant_id,
                connection.id,
                status=str(status),
                dataPackages=" ".join(sorted(data_packages)),
                packagesVersion=catalogue().version,
                signalTypes=" ".join(sorted(signal_types)),
            )
            return connection

        return self._write(work)

    def revoke_connection(self, connection_id: str) -> int:
        """Revokes, cancels its exports and has their artifacts deleted; gives how many exports. Raises NotFound.

        Safe to repeat: whatever export of a revoked connection is still live is cancelled.
        """

        def work(database: DatabaseConnection) -> int:
            self._require_connection(database, connection_id)
            return end_connection(database, connection_id, ConnectionStatus.REVOKED, self._clock(), self._actor)

        cancelled = self._write(work, alone=True)
        count_cancelled(cancelled, ExportErrorCode.CONNECTION_NOT_ACTIVE)
        return cancelled

    def set_data_packages(self, connection_id: str, packages: frozenset[str]) -> int:
        """Changes the grants. Exports that hold records no longer granted are cancelled, with their artifacts. Where
        other records are granted than before, no export reaches back beyond now by `since`.

        Gives how many exports. Raises NotFound and BadRequest.
        """
        require_packages(packages)
        granted = granted_by(packages)

        def work(database: DatabaseConnection) -> int:
            connection = connections.hold_connection(database, connection_id)
            if connection is None:
                raise no_connection()
            now = self._clock()
            connections.set_data_packages(database, connection_id, packages, now)
            if granted != connection.grant:
                refuse_earlier_since(database, connection_id, next_moment(database, connection_id, now))
            self._record(
                database,
                Action.CONNECTION_CHANGED,
                connection.tenant_id,
                connection_id,
                dataPackages=" ".join(sorted(packages)),
                dataPackagesBefore=" ".join(sorted(connection.data_packages)),
                packagesVersion=catalogue().version,
            )
            return sum(
                withdraw_export(database, key, ExportErrorCode.AUTHORIZATION_NARROWED, now, self._actor)
                for key in exports_with_effect(database, connection_id)
                # What cannot be read cannot be allowed.
                if (export := find_readable(database, key.id)) is None
                or not granted.covers(_content(export, connection))
            )

        cancelled = self._write(work, alone=True)
        count_cancelled(cancelled, ExportErrorCode.AUTHORIZATION_NARROWED)
        return cancelled

    def _write(self, work: Work[T], *, alone: bool = False) -> T:
        def guarded(database: DatabaseConnection) -> T:
            if self._guard is not None:
                self._guard(database)
            return work(database)

        return (self._database.write_alone_now if alone else self._database.write_now)(guarded)

    def _record(
        self,
        database: DatabaseConnection,
        action: Action,
        tenant_id: str,
        connection_id: str | None = None,
        **facts: Detail,
    ) -> None:
        entry = Entry(
            at=self._clock(),
            action=action,
            actor=self._actor,
            tenant_id=tenant_id,
            connection_id=connection_id,
            details=facts,
        )
        audit.record(database, entry)

    @staticmethod
    def _require_key(database: DatabaseConnection, key_id: str, *, held: bool = False) -> ApiKey:
        key = (api_keys.hold_key if held else api_keys.get_key)(database, key_id)
        if key is None:
            raise NotFound("no such key; see: curae keys list")
        return key

    @staticmethod
    def _require_connection(
        database: DatabaseConnection, connection_id: str, tenant_id: str | None = None
    ) -> Connection:
        connection = connections.get_connection(database, connection_id, tenant_id=tenant_id)
        if connection is None:
            raise no_connection()
        return connection


def require_live_tenant(database: DatabaseConnection, tenant_id: str) -> Tenant:
    """Not revoked, and not before this transaction ends. Raises NotFound and BadRequest."""
    tenant = tenants.hold_tenant(database, tenant_id)
    if tenant is None:
        raise _no_tenant()
    if tenant.revoked_at is not None:
        raise BadRequest.of("tenant", "is revoked; make another with: curae tenants create")
    return tenant


def _content(export: Export, before: Connection) -> Grant:
    """What an export holds, or would hold by what its connection granted until now."""
    return export.content if export.is_final else before.grant.of_types(export.resource_types)


def _no_tenant() -> NotFound:
    return NotFound("no such tenant; see: curae tenants list")


def no_connection() -> NotFound:
    return NotFound("no such connection; see: curae connections list")
