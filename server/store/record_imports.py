"""Imports over the network. Each write names the token of the request that goes on with the import."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, tuple_, update

from server.domain.records.open_references import open_references_from_json
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record_import import (
    ImportStatus,
    LineResult,
    Position,
    RecordImport,
    Results,
)
from server.store.paging import Asked, Found, rows_of_page
from server.store.tables import record_imports, tenants
from server.store.tenants import tenants_named
from server.store.types import Fields
from server.store.upsert import upsert_into

_KEY = ("tenant_id", "id")
_NOT_LISTED: dict[str, Any] = {"results": [], "digest": b"", "open_references": None}


def find_import(connection: Connection, tenant_id: str, import_id: str, *, held: bool = False) -> RecordImport | None:
    """`held`: until the transaction ends nobody else changes it, on PostgreSQL."""
    query = select(record_imports).where(record_imports.c.tenant_id == tenant_id, record_imports.c.id == import_id)
    row = connection.execute(query.with_for_update() if held else query).mappings().one_or_none()
    return None if row is None else _from_row(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFilter:
    """Imports that meet all that is given."""

    tenant: str | None = None
    connection_id: str | None = None
    status: ImportStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenImport:
    """In a list its results are left out."""

    record_import: RecordImport
    tenant_name: str


def list_imports(connection: Connection, chosen: ImportFilter, asked: Asked) -> tuple[list[SeenImport], Found]:
    """Of every tenant, the last changed first."""
    columns = [column for column in record_imports.c if column.name not in _NOT_LISTED]
    query = select(*columns, tenants.c.name.label("tenant_name")).join(
        tenants, tenants.c.id == record_imports.c.tenant_id
    )
    if chosen.tenant is not None:
        query = query.where(tenants_named(chosen.tenant))
    if chosen.connection_id is not None:
        query = query.where(record_imports.c.connection_id == chosen.connection_id)
    if chosen.status is not None:
        query = query.where(record_imports.c.status == str(chosen.status))
    order = (record_imports.c.updated_at, record_imports.c.tenant_id, record_imports.c.id)
    found = rows_of_page(connection, query, asked, order)
    seen = [
        SeenImport(record_import=_from_row({**row, **_NOT_LISTED}), tenant_name=row["tenant_name"])
        for row in found.rows
    ]
    return seen, found


def add_import(connection: Connection, added: RecordImport) -> None:
    """Does nothing where there is one of this id."""
    connection.execute(upsert_into(connection, record_imports).values(_to_row(added)).on_conflict_do_nothing())


def change_import(connection: Connection, changed: RecordImport, token: str) -> bool:
    """False where another request has gone on with it since: then it holds another token."""
    row = _to_row(changed)
    statement = (
        update(record_imports)
        .where(record_imports.c.tenant_id == changed.tenant_id, record_imports.c.id == changed.id)
        .where(record_imports.c.token == token)
        .values({name: value for name, value in row.items() if name not in _KEY})
    )
    return connection.execute(statement).rowcount == 1


def erase_imports(connection: Connection, connection_id: str) -> None:
    """All of a connection: they say where its records came from."""
    connection.execute(delete(record_imports).where(record_imports.c.connection_id == connection_id))


def has_imports_before(connection: Connection, moment: datetime) -> bool:
    """Whether an import was last gone on with before then."""
    query = select(record_imports.c.updated_at).where(record_imports.c.updated_at < moment).limit(1)
    return connection.execute(query).first() is not None


def forget_imports(connection: Connection, before: datetime, limit: int) -> int:
    """Deletes up to `limit` imports that nobody has gone on with since then; gives how many. What they stored stays."""
    key = tuple_(record_imports.c.tenant_id, record_imports.c.id)
    oldest = (
        select(record_imports.c.tenant_id, record_imports.c.id)
        .where(record_imports.c.updated_at < before)
        .order_by(record_imports.c.updated_at)
        .limit(limit)
    )
    return connection.execute(delete(record_imports).where(key.in_(oldest))).rowcount


def _to_row(each: RecordImport) -> dict[str, object]:
    return {
        "tenant_id": each.tenant_id,
        "id": each.id,
        "connection_id": each.connection_id,
        "source": each.source,
        "status": str(each.status),
        "position_end": each.position.end,
        "position_line": each.position.line,
        "position_parts": each.position.parts,
        "digest": each.digest,
        "counts": asdict(each.counts),
        "results": [[result.line, result.rule, result.detail] for result in each.results.kept],
        "further_results": each.results.further,
        "open_references": each.open_references.as_json() if each.open_references else None,
        "token": each.token,
        "created_at": each.created_at,
        "updated_at": each.updated_at,
        "completed_at": each.completed_at,
    }


def _from_row(row: Fields) -> RecordImport:
    kept = tuple(LineResult(line=line, rule=rule, detail=detail) for line, rule, detail in row["results"])
    return RecordImport(
        id=row["id"],
        tenant_id=row["tenant_id"],
        connection_id=row["connection_id"],
        source=row["source"],
        status=ImportStatus(row["status"]),
        position=Position(end=row["position_end"], line=row["position_line"], parts=row["position_parts"]),
        digest=row["digest"],
        counts=ImportCounts(**row["counts"]),
        results=Results(kept=kept, further=row["further_results"]),
        open_references=open_references_from_json(row["open_references"]),
        token=row["token"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        completed_at=row["completed_at"],
    )
