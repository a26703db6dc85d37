"""A person's account of disclosures: who exported or downloaded what of a connection, when, and from where.

Read from the audit trail, which outlives an erasure. What a URL of the artifact store's own was used for is not known
here: that it was handed out is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice

from sqlalchemy import Connection as DatabaseConnection

from server.domain.audit import Action, ActorKind, Outcome, Row
from server.domain.connections import Connection
from server.domain.data_packages import catalogue
from server.domain.exports import Export
from server.domain.grants import WHOLE
from server.errors import NotFound
from server.store import audit, tenants
from server.store.api_keys import names_of_keys
from server.store.connections import get_connection
from server.store.engine import Database
from server.store.exports import exports_by_id
from server.store.paging import Asked
from server.store.types import from_micros

MAX_ENDS = 10_000
_IDS_A_QUERY = 1_000
_BY_KEY = (str(ActorKind.KEY), str(ActorKind.LINK))
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
    """Reads in pages of the trail: a connection may have any number of rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, connection_id: str) -> Iterator[Disclosure]:
        """All that there are now, in their order. Raises NotFound before the first."""
        last = self._database.read_now(partial(begin_account, connection_id=connection_id))
        after: int | None = 0
        while after is not None:
            piece, after = self._database.read_now(
                partial(disclosures_between, connection_id=connection_id, after=after, last=last)
            )
            yield from piece


def page_of_disclosures(
    database: DatabaseConnection, connection_id: str, asked: Asked
) -> tuple[list[Disclosure], int | None]:
    """The newest first, and how many there are, as `server.store.paging` counts. Raises NotFound."""
    connection = require_connection(database, connection_id)
    rows, found = audit.page_of_rows(database, _chosen(connection_id), asked)
    return _disclosures(database, connection, rows), found.total


def begin_account(database: DatabaseConnection, connection_id: str) -> int:
    """The number of the last row of the trail that an account takes in. Raises NotFound."""
    require_connection(database, connection_id)
    return audit.read_head(database).count


def disclosures_between(
    database: DatabaseConnection, *, connection_id: str, after: int, last: int
) -> tuple[list[Disclosure], int | None]:
    """Some disclosures in their order, and the row after which the next ones are; None where there are no more."""
    connection = require_connection(database, connection_id)
    rows = audit.rows_between(database, _chosen(connection_id), after, last)
    return _disclosures(database, connection, rows), rows[-1].seq if rows else None


def require_connection(database: DatabaseConnection, connection_id: str) -> Connection:
    """Raises NotFound."""
    connection = get_connection(database, connection_id)
    if connection is None:
        raise NotFound("no such connection; see: curae connections list")
    return connection


def _chosen(connection_id: str) -> audit.Filter:
    return audit.Filter(connection_id=connection_id, actions=frozenset(map(str, _KINDS)))


def _disclosures(database: DatabaseConnection, connection: Connection, rows: Sequence[Row]) -> list[Disclosure]:
    exports = _exports(database, sorted({row.export_id for row in rows if row.export_id}))
    tenant = tenants.get_tenant(database, connection.tenant_id)
    app = tenant.name if tenant else connection.tenant_id
    names = names_of_keys(database, {row.actor_id for row in rows if row.actor_kind in _BY_KEY})
    ends = _ends(database, connection.id, rows)
    made = [_disclosure(row, exports.get(row.export_id or ""), app, names) for row in rows]
    return [
        each if (ended := ends.get(row.seq)) is None else replace(each, byte_count=ended[0], complete=ended[1])
        for row, each in zip(rows, made, strict=True)
    ]


def _exports(database: DatabaseConnection, ids: list[str]) -> dict[str, Export]:
    found: dict[str, Export] = {}
    for start in range(0, len(ids), _IDS_A_QUERY):
        found |= exports_by_id(database, ids[start : start + _IDS_A_QUERY])
    return found


def _ends(database: DatabaseConnection, connection_id: str, rows: Iterable[Row]) -> dict[int, tuple[int, bool]]:
    """How many bytes each download sent, and whether it was all, by the number of the row that began it. One that ended
    after MAX_ENDS others of the connection is not known here."""
    begun = {json.loads(row.details)["downloadId"]: row.seq for row in rows if row.action == Action.DOWNLOAD_STARTED}
    if not begun:
        return {}
    chosen = audit.Filter(connection_id=connection_id, actions=frozenset({str(Action.DOWNLOAD_ENDED)}))
    ends: dict[int, tuple[int, bool]] = {}
    for row in islice(audit.read_rows(database, chosen, after=min(begun.values())), MAX_ENDS + len(begun)):
        details = json.loads(row.details)
        seq = begun.pop(details["downloadId"], None)
        if seq is not None:
            ends[seq] = (details["bytesSent"], row.outcome == Outcome.DONE)
        if not begun:
            break
    return ends


def _disclosure(row: Row, export: Export | None, app: str, key_names: Mapping[str, str]) -> Disclosure:
    by_key = row.actor_kind in _BY_KEY
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
