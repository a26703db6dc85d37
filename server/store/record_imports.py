"""Imports over the network. Each write names the token of the request that goes on with the import."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, select, update

from server.domain.records.outcomes import ImportCounts
from server.domain.records.record_import import (
    ImportStatus,
    LineResult,
    Position,
    RecordImport,
    Results,
)
from server.store.tables import record_imports
from server.store.types import Fields
from server.store.upsert import upsert_into

_KEY = ("tenant_id", "id")


def find_import(connection: Connection, tenant_id: str, import_id: str, *, held: bool = False) -> RecordImport | None:
    """`held`: until the transaction ends nobody else changes it, on PostgreSQL."""
    query = select(record_imports).where(record_imports.c.tenant_id == tenant_id, record_imports.c.id == import_id)
    row = connection.execute(query.with_for_update() if held else query).mappings().one_or_none()
    return None if row is None else _from_row(row)


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
        token=row["token"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        completed_at=row["completed_at"],
    )
