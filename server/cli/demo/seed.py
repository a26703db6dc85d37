"""What `--demo` puts into a database: two apps that must see nothing of each other, each with one person's records."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from server.cli.record_files import import_stream
from server.clock import uuid7
from server.demo.content import patient_files, signals
from server.domain.caller import APP_SCOPES, Environment
from server.domain.connections import Connection, ConnectionStatus
from server.domain.data_packages import package_names
from server.domain.fhir.parse import read_resources
from server.domain.operator import Role
from server.domain.records.record import Rejected, Reported
from server.errors import Internal, NotFound
from server.services.accounts import Accounts
from server.services.imports import Imports
from server.services.operators import Operators
from server.services.schemas import Schemas
from server.store.engine import Database
from server.store.tenants import Tenant

_KEY_NAME = "curae up --demo"
_OPERATOR = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoApp:
    tenant_name: str
    patient: str  # the name of its file, without the suffixes


_APP = DemoApp(tenant_name="Demo app", patient="senior")
_OTHER_APP = DemoApp(tenant_name="Other demo app", patient="adult")


def seed_demo(database: Database, environment: Environment) -> dict[str, Any]:
    """Creates missing parts and new keys. The earlier keys are revoked, since only their hashes are stored.

    Gives `apiKey`, `connectionId`, `otherApiKey`, `otherConnectionId`, `adminUser` and `adminPassword`.
    """
    schemas = Schemas(database, database.clock)
    for signal in signals():
        schemas.put(signal.namespace, signal.signal_type, dict(signal.schema))
    key, connection = _seed_app(database, _APP, environment)
    other_key, other_connection = _seed_app(database, _OTHER_APP, environment)
    return {
        "apiKey": key,
        "connectionId": connection,
        "otherApiKey": other_key,
        "otherConnectionId": other_connection,
        "adminUser": _OPERATOR,
        "adminPassword": _fresh_operator(database),
    }


def _seed_app(database: Database, app: DemoApp, environment: Environment) -> tuple[str, str]:
    accounts = Accounts(database, database.clock, uuid7)
    tenant = _tenant(accounts, app.tenant_name)
    connection = _connection(accounts, tenant, database.clock())
    _import_patient(database, connection, app.patient)
    return _fresh_key(accounts, tenant, environment), connection.id


def _tenant(accounts: Accounts, name: str) -> Tenant:
    known = [tenant for tenant in accounts.list_tenants() if tenant.name == name]
    return known[0] if known else accounts.create_tenant(name)


def _connection(accounts: Accounts, tenant: Tenant, now: datetime) -> Connection:
    for connection in accounts.list_connections(tenant.id):
        if connection.status_at(now) is ConnectionStatus.ACTIVE:
            return connection
    signal_types = frozenset(f"{signal.namespace}.{signal.signal_type}" for signal in signals())
    return accounts.create_connection(tenant.id, data_packages=package_names(), signal_types=signal_types)


def _fresh_key(accounts: Accounts, tenant: Tenant, environment: Environment) -> str:
    for key in accounts.list_keys(tenant.id):
        if key.name == _KEY_NAME and key.revoked_at is None:
            accounts.revoke_key(key.id)
    new = accounts.create_key(tenant.id, name=_KEY_NAME, environment=environment, scopes=APP_SCOPES)
    return new.presented.text


def _fresh_operator(database: Database) -> str:
    operators = Operators(database, database.clock, uuid7)
    with contextlib.suppress(NotFound):
        operators.revoke(_OPERATOR)
    return operators.create(_OPERATOR, Role.ADMIN).password


def _import_patient(database: Database, connection: Connection, patient: str) -> None:
    path = _patient_file(patient)
    with path.open("rb") as stream:
        import_stream(Imports(database, database.clock), connection.id, stream, path.name, _refuse)


def demo_resources() -> int:
    """How many resources the demo app's person has."""
    path = _patient_file(_APP.patient)
    with path.open("rb") as stream:
        return sum(1 for _ in read_resources(stream, path.name))


def _patient_file(patient: str) -> Path:
    return next(path for path in patient_files() if path.name == f"{patient}.json.gz")


def _refuse(rejected: Reported) -> None:
    if isinstance(rejected, Rejected):
        raise Internal(f"{rejected.file}:{rejected.line} of the demo cannot be imported: {rejected.reason}")
