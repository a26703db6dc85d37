"""A person's account of disclosures: who exported or downloaded what of a connection, when, and from where.

Read from the audit trail, which outlives an erasure. What a URL of the artifact store's own was used for is not known
here: that it was handed out is.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection as DatabaseConnection

from server.domain.audit import Action, ActorKind, Outcome, Row
from server.domain.data_packages import catalogue
from server.domain.exports import Export
from server.domain.grants import WHOLE
from server.errors import NotFound
from server.store import audit, tenants
from server.store.api_keys import keys_of
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.exports import exports_by_id
from server.store.types import from_micros

_IDS_A_QUERY = 1_000
_KINDS = {
    Action.EXPORT_QUEUED: "export",
    Action.DOWNLOAD_STARTED: "download",
    Action.LINK_SIGNED: "link",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One export, download or signed URL. `by` is an actor as `kind:id`, `key_name` that of its key.

    `what` are resource types, with their categories in brackets where it is not all of a type. `byte_count` is what a
    download sent, None where that is not known.
    """

    at: datetime
    kind: str
    app: str
    by: str
    key_name: str | None
    address: str | None
    export_id: str
    what: tuple[str, ...]
    records: int | None
    byte_count: int | None
    complete: bool | None


class Disclosures:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, connection_id: str) -> list[Disclosure]:
        """In their order. Raises NotFound."""
        with self._database.snapshot() as snapshot:
            return list(_disclosures(snapshot, connection_id))


def _disclosures(database: DatabaseConnection, connection_id: str) -> Iterator[Disclosure]:
    connection = get_connection(database, connection_id)
    if connection is None:
        raise NotFound("no such connection; see: curae connections list")
    rows = [row for row in audit.read_rows(database, audit.Filter(connection_id=connection_id)) if row.export_id]
    exports = _exports(database, sorted({row.export_id for row in rows if row.export_id}))
    tenant = tenants.get_tenant(database, connection.tenant_id)
    names = {key.id: key.name for key in keys_of(database, connection.tenant_id)}
    ends = _ends(rows)
    for row in rows:
        if row.action in _KINDS and row.export_id is not None:
            disclosure = _disclosure(
                row, exports.get(row.export_id), tenant.name if tenant else connection.tenant_id, names
            )
            ended = ends.get(json.loads(row.details).get("downloadId"))
            yield disclosure if ended is None else replace(disclosure, byte_count=ended[0], complete=ended[1])


def _exports(database: DatabaseConnection, ids: list[str]) -> dict[str, Export]:
    found: dict[str, Export] = {}
    for start in range(0, len(ids), _IDS_A_QUERY):
        found |= exports_by_id(database, ids[start : start + _IDS_A_QUERY])
    return found


def _ends(rows: Iterable[Row]) -> dict[str | None, tuple[int, bool]]:
    """How many bytes each download sent, and whether it was all."""
    ends = {}
    for row in rows:
        if row.action == Action.DOWNLOAD_ENDED:
            details = json.loads(row.details)
            ends[details["downloadId"]] = (details["bytesSent"], row.outcome == Outcome.DONE)
    return ends


def _disclosure(row: Row, export: Export | None, app: str, key_names: dict[str, str]) -> Disclosure:
    by_key = row.actor_kind in (ActorKind.KEY, ActorKind.LINK)
    return Disclosure(
        at=from_micros(row.at),
        kind=_KINDS[Action(row.action)],
        app=app,
        by=f"{row.actor_kind}:{row.actor_id}",
        key_name=key_names.get(row.actor_id) if by_key else None,
        address=row.address,
        export_id=row.export_id or "",
        what=_what(export),
        records=export.progress.records_exported if export and export.progress else None,
        byte_count=None,
        complete=None,
    )


def _what(export: Export | None) -> tuple[str, ...]:
    if export is None:
        return ()
    return tuple(_with_categories(each, export.content.types.get(each, WHOLE)) for each in export.resource_types)


def _with_categories(resource_type: str, bits: int) -> str:
    return resource_type if bits == WHOLE else f"{resource_type}[{','.join(catalogue().names_of(bits))}]"
