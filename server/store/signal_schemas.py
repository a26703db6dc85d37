"""The registry of payload schemas."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from server.store.tables import signal_schemas

ACTIVE = "ACTIVE"
RETIRED = "RETIRED"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredSchema:
    """One version of the schema that payloads of one signal type must match."""

    namespace: str
    signal_type: str
    version: int
    status: str
    schema: dict[str, Any]
    created_at: datetime


def lock_registry(connection: Connection) -> None:
    """Holds every other writer off until the transaction ends, so that the next version's number is ours."""
    if connection.dialect.name == "postgresql":  # SQLite writers are alone anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('curae-signal-schemas'))"))


def insert_schema(connection: Connection, schema: RegisteredSchema) -> None:
    connection.execute(
        insert(signal_schemas).values(**{name: getattr(schema, name) for name in RegisteredSchema.__slots__})
    )


def all_schemas(connection: Connection) -> list[RegisteredSchema]:
    """Every version, by namespace, signal type and version."""
    query = select(signal_schemas).order_by(
        signal_schemas.c.namespace, signal_schemas.c.signal_type, signal_schemas.c.version
    )
    return [RegisteredSchema(**row) for row in connection.execute(query).mappings()]


def retire_schema(connection: Connection, namespace: str, signal_type: str, version: int) -> bool:
    """False where there is no such ACTIVE version."""
    return (
        connection.execute(
            update(signal_schemas)
            .where(
                signal_schemas.c.namespace == namespace,
                signal_schemas.c.signal_type == signal_type,
                signal_schemas.c.version == version,
                signal_schemas.c.status == ACTIVE,
            )
            .values(status=RETIRED)
        ).rowcount
        == 1
    )
