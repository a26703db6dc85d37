"""What a database says about itself, for `curae doctor`."""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from sqlalchemy import Connection, func, select, text

from server.domain.webhooks.endpoint import Endpoint
from server.store.faults import Reason, database_fault
from server.store.postgres import stands_behind_pooler
from server.store.tables import audit_rows
from server.store.types import from_micros
from server.store.webhook_endpoints import endpoints_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Durability:
    """Whether acknowledged writes survive a power cut: the settings that ensure it, and those that do not."""

    facts: str
    faults: list[str]


def durability(connection: Connection) -> Durability:
    if connection.dialect.name == "sqlite":
        found = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar_one()) for name in _SQLITE}
        faults = [
            f"{name} is {found[name]} and not {wanted}" for name, wanted in _SQLITE.items() if found[name] != wanted
        ]
    else:
        found = {name: str(connection.execute(text(f"SHOW {name}")).scalar_one()) for name in _POSTGRES}
        faults = [f"{name} is off" for name in _POSTGRES if found[name] == "off"]
    return Durability(facts=", ".join(f"{name} {is_}" for name, is_ in found.items()), faults=faults)


def damage(connection: Connection) -> str | None:
    """What SQLite's quick check finds; None on PostgreSQL, whose own checksums tell."""
    if connection.dialect.name != "sqlite":
        return None
    verdict = str(connection.execute(text("PRAGMA quick_check(1)")).scalar_one())
    return None if verdict == "ok" else verdict


def take_write(connection: Connection, *, grows: bool = True) -> None:
    """Writes, and leaves nothing behind: what is committed afterwards went through the log to the disk. `grows`: a file
    has to grow for it, which a full disk refuses.

    Raises DatabaseFault where the database is read-only.
    """
    if connection.dialect.name == "sqlite":
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")  # written though it is the same
        return
    if connection.execute(text("SELECT current_setting('transaction_read_only')")).scalar_one() == "on":
        raise database_fault(Reason.READ_ONLY)
    if grows:
        connection.execute(
            text("CREATE TEMPORARY TABLE curae_probe ON COMMIT DROP AS SELECT generate_series(1, 1000) AS number")
        )
    else:
        connection.execute(text("SELECT pg_logical_emit_message(true, 'curae', '')"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """Of PostgreSQL as a whole: how many are open, and how many there may be."""

    used: int
    allowed: int
    pooled: bool


def connections(connection: Connection) -> Connections | None:
    """None for SQLite."""
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, psycopg.Connection):
        return None
    used, allowed = connection.execute(
        text("SELECT (SELECT count(*) FROM pg_stat_activity), current_setting('max_connections')::integer")
    ).one()
    return Connections(used=used, allowed=allowed, pooled=stands_behind_pooler(driver))


def latest_time(connection: Connection) -> datetime | None:
    """The latest time that any process wrote into the audit trail."""
    latest = connection.execute(select(func.max(audit_rows.c.at))).scalar_one_or_none()
    return None if latest is None else from_micros(latest)


def signed_endpoints(connection: Connection) -> list[Endpoint]:
    """Webhook endpoints that something is sent to."""
    return [endpoint for endpoint in endpoints_of(connection, None) if endpoint.is_live]


_SQLITE = {"journal_mode": "wal", "synchronous": "2"}  # 2 is FULL
_POSTGRES = ("fsync", "full_page_writes", "synchronous_commit")
