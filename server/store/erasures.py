"""Erasures of connections, and the rows that they remove. Each removal is bounded: it is called until it finds none."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Select,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)

from server.domain.erasure import Erased, Erasure, ErasureReason
from server.domain.webhooks.endpoint import DeliveryStatus
from server.domain.webhooks.events import EventType
from server.store.tables import (
    UNERASED,
    bulk_export_parts,
    bulk_exports,
    connections,
    erasures,
    exports,
    idempotency_keys,
    records,
    signal_tombstones,
    signals,
    tombstones,
    webhook_deliveries,
    webhook_events,
    withdrawals,
)
from server.store.types import Fields

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Ids a query: SQLite binds at most 32,766 parameters.
_IDS_A_QUERY = 10_000


def insert_erasure(connection: Connection, erasure: Erasure) -> None:
    connection.execute(
        insert(erasures).values(
            connection_id=erasure.connection_id,
            requested_at=erasure.requested_at,
            requested_by=erasure.requested_by,
            reason=str(erasure.reason),
            settles_at=erasure.settles_at,
            **erasure.erased.by_name(),
        )
    )
    of = update(connections).where(connections.c.id == erasure.connection_id)
    connection.execute(of.values(erasure_requested_at=erasure.requested_at))


def get_erasure(connection: Connection, connection_id: str) -> Erasure | None:
    query = select(erasures).where(erasures.c.connection_id == connection_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _from_row(row)


def unfinished_erasures(connection: Connection, limit: int) -> list[str]:
    """The ids of their connections, the oldest erasure first."""
    query = select(erasures.c.connection_id).where(erasures.c.finished_at.is_(None))
    # By the columns of the index: PostgreSQL sorts by the second alone, though the first has one value.
    in_order = query.order_by(erasures.c.finished_at, erasures.c.requested_at)
    return list(connection.execute(in_order.limit(limit)).scalars())


def finish_erasure(connection: Connection, connection_id: str, now: datetime) -> bool:
    """False where it is finished already."""
    unfinished = and_(erasures.c.connection_id == connection_id, erasures.c.finished_at.is_(None))
    return connection.execute(update(erasures).where(unfinished).values(finished_at=now)).rowcount == 1


def add_erased(connection: Connection, connection_id: str, what: str, count: int) -> None:
    """Counted in the transaction that removes: a process that is killed in between counts nothing twice."""
    column = erasures.c[what]
    connection.execute(
        update(erasures).where(erasures.c.connection_id == connection_id).values({column: column + count})
    )


def due_for_erasure(connection: Connection, ended_before: datetime, limit: int) -> list[str]:
    """Connections that ended before then, and whose erasure nobody has asked for; the first to end first."""
    query = _due(select(connections.c.id), ended_before)
    in_order = query.order_by(connections.c.erasure_requested_at, connections.c.updated_at)  # its index's
    return list(connection.execute(in_order.limit(limit)).scalars())


def count_due(connection: Connection, ended_before: datetime) -> int:
    count: int = connection.execute(_due(select(func.count()), ended_before)).scalar_one()
    return count


def _due(query: Select[Any], ended_before: datetime) -> Select[Any]:
    asked = exists().where(erasures.c.connection_id == connections.c.id)  # by a server of the version before
    return query.select_from(connections).where(UNERASED, connections.c.updated_at < ended_before, ~asked)


def erase_records(connection: Connection, connection_id: str, limit: int) -> int:
    return _erase_keyed(connection, records, connection_id, limit)


def erase_tombstones(connection: Connection, connection_id: str, limit: int) -> int:
    return _erase_keyed(connection, tombstones, connection_id, limit)


def erase_withdrawals(connection: Connection, connection_id: str, limit: int) -> int:
    return _erase_keyed(connection, withdrawals, connection_id, limit)


def _erase_keyed(connection: Connection, table: Table, connection_id: str, limit: int) -> int:
    some = select(table.c.resource_type, table.c.resource_id).where(table.c.connection_id == connection_id).limit(limit)
    key = tuple_(table.c.resource_type, table.c.resource_id)
    return connection.execute(delete(table).where(table.c.connection_id == connection_id, key.in_(some))).rowcount


def erase_events(connection: Connection, connection_id: str, limit: int) -> int:
    """Webhooks about the connection and its exports, sent or not; but not the one that tells its app of the end, as
    long as it is under way: it holds the id of the connection alone."""
    pending = exists().where(
        webhook_deliveries.c.event_id == webhook_events.c.id,
        webhook_deliveries.c.status == str(DeliveryStatus.PENDING),
    )
    query = (
        select(webhook_events.c.id)
        .where(
            webhook_events.c.tenant_id == _tenant_of(connection_id),
            type_coerce(webhook_events.c.data, Text).contains(connection_id),
            or_(webhook_events.c.type != str(EventType.CONNECTION_REVOKED), ~pending),
        )
        .limit(limit)
    )
    ids = list(connection.execute(query).scalars())
    connection.execute(delete(webhook_deliveries).where(webhook_deliveries.c.event_id.in_(ids)))
    return connection.execute(delete(webhook_events).where(webhook_events.c.id.in_(ids))).rowcount


def _tenant_of(connection_id: str) -> ScalarSelect[Any]:
    return select(connections.c.tenant_id).where(connections.c.id == connection_id).scalar_subquery()


def answers_about(
    connection: Connection, connection_ids: Collection[str], after: bytes, limit: int
) -> tuple[dict[bytes, str], bytes | None]:
    """Looks at `limit` stored answers after a digest; gives the digests of those that are about one of these
    connections alone, with its id, and the last digest, None after the last one.

    An answer to a batch that holds signals of other connections as well stays until its time is over: without it, a
    repeat of the batch would store their signals twice. It holds ids and times.
    """
    query = (
        select(idempotency_keys.c.digest, type_coerce(idempotency_keys.c.response, Text))
        .where(idempotency_keys.c.digest > after)
        .order_by(idempotency_keys.c.digest)
        .limit(limit)
    )
    found = {row[0]: set(_ID.findall(row[1])) for row in connection.execute(query)}
    if not found:
        return {}, None
    owners = _owners(connection, set().union(*found.values()))
    about: dict[bytes, str] = {}
    for digest, ids in found.items():
        of = {owners[each] for each in ids if each in owners}
        if len(of) == 1 and (only := of.pop()) in connection_ids:
            about[digest] = only
    return about, max(found)


def erase_answers(connection: Connection, digests: Collection[bytes]) -> None:
    connection.execute(delete(idempotency_keys).where(idempotency_keys.c.digest.in_(digests)))


def _owners(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The connection of each id that is a signal's or an export's."""
    owners: dict[str, str] = {}
    listed = sorted(ids)
    for start in range(0, len(listed), _IDS_A_QUERY):
        some = listed[start : start + _IDS_A_QUERY]
        for table in (signals, signal_tombstones, exports):
            query = select(table.c.id, table.c.connection_id).where(table.c.id.in_(some))
            owners |= {row[0]: row[1] for row in connection.execute(query)}
    return owners


def erase_requests(connection: Connection, connection_id: str, limit: int) -> int:
    """The text of FHIR clients' requests: a query may hold a patient's id and codes. Gives how many it found."""
    is_narrowed = and_(exports.c.connection_id == connection_id, exports.c.narrowing.is_not(None))
    narrowed = select(exports.c.id).where(is_narrowed).limit(limit)
    erased = connection.execute(update(exports).where(exports.c.id.in_(narrowed)).values(narrowing=None)).rowcount
    asked = (
        select(bulk_exports.c.id, bulk_exports.c.request_url)
        .join(bulk_export_parts, bulk_export_parts.c.bulk_export_id == bulk_exports.c.id)
        .join(exports, exports.c.id == bulk_export_parts.c.export_id)
        .where(exports.c.connection_id == connection_id, bulk_exports.c.request_url.contains("?"))
        .limit(limit)
    )
    for bulk_export_id, url in connection.execute(asked).all():
        without_query = update(bulk_exports).where(bulk_exports.c.id == bulk_export_id)
        erased += connection.execute(without_query.values(request_url=url.partition("?")[0])).rowcount
    return erased


def export_ids_of(connection: Connection, connection_id: str, after: str, limit: int) -> list[str]:
    query = select(exports.c.id).where(exports.c.connection_id == connection_id, exports.c.id > after)
    return list(connection.execute(query.order_by(exports.c.id).limit(limit)).scalars())


def last_lease_of(connection: Connection, connection_id: str) -> datetime | None:
    """Until when a worker may hold an export of the connection."""
    query = select(func.max(exports.c.lease_until)).where(exports.c.connection_id == connection_id)
    until: datetime | None = connection.execute(query).scalar()
    return until


def _from_row(row: Fields) -> Erasure:
    return Erasure(
        connection_id=row["connection_id"],
        requested_at=row["requested_at"],
        requested_by=row["requested_by"],
        reason=ErasureReason(row["reason"]),
        settles_at=row["settles_at"],
        finished_at=row["finished_at"],
        erased=Erased(**{name: row[name] for name in Erased().by_name()}),
    )
