"""Whose turn it is in the queue, and which export of theirs.

Every step is a look into an index: what a claim costs grows with how many tenants wait, not with how much they wait
for. Measured on PostgreSQL, on a loaded machine where a commit alone took 44 ms: with 100 exports of each of 100
tenants waiting, a claim took 48 ms, and 334 ms where all of them were joined and sorted.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Subquery, exists, func, select, union

from server.domain.exports import ExportStatus
from server.store.tables import exports

_QUEUED, _RUNNING = str(ExportStatus.QUEUED), str(ExportStatus.RUNNING)


def next_claimable(connection: Connection, now: datetime) -> Row[Any] | None:
    """(id, attempts): of the tenant with the fewest running exports, then of the one whose last turn was longest ago,
    the oldest export that can be claimed; on PostgreSQL locked, and none that another transaction has locked."""
    for tenant_id in connection.execute(_tenants_in_turn(now)).scalars().all():
        for query in _claimable_of(tenant_id, now):
            # SQLite knows no row locks: its one writer is alone anyway.
            row = connection.execute(query.with_for_update(skip_locked=True)).one_or_none()
            if row is not None:
                return row
    return None


def any_claimable(connection: Connection, now: datetime) -> bool:
    """Whether there is an export for `next_claimable`, which another transaction may have locked."""
    return connection.execute(select(_tenants_with_claimable(now)).limit(1)).first() is not None


def _claimable_of(tenant_id: str, now: datetime) -> Iterator[Any]:
    """First the exports that a silent worker had begun, then the waiting ones."""
    oldest = (
        select(exports.c.id, exports.c.attempts)
        .where(exports.c.tenant_id == tenant_id)
        .order_by(exports.c.queued_at, exports.c.id)
        .limit(1)
    )
    yield oldest.where(exports.c.status == _RUNNING, exports.c.lease_until <= now)
    yield oldest.where(exports.c.status == _QUEUED, exports.c.available_at <= now)


def _tenants_in_turn(now: datetime) -> Any:
    tenants = _tenants_with_claimable(now)
    of_tenant = exports.c.tenant_id == tenants.c.tenant_id
    running = (
        select(func.count())
        .where(of_tenant, exports.c.status == _RUNNING, exports.c.lease_until > now)
        .correlate(tenants)
        .scalar_subquery()
    )
    last_turn = select(func.max(exports.c.claimed_at)).where(of_tenant).correlate(tenants).scalar_subquery()
    oldest = (
        select(func.min(exports.c.queued_at))
        .where(of_tenant, exports.c.status == _QUEUED)
        .correlate(tenants)
        .scalar_subquery()
    )
    return select(tenants.c.tenant_id).order_by(running, last_turn.nulls_first(), oldest, tenants.c.tenant_id)


def _tenants_with_claimable(now: datetime) -> Subquery:
    queued = _tenants_with_queued()
    available = exists().where(
        exports.c.tenant_id == queued.c.tenant_id, exports.c.status == _QUEUED, exports.c.available_at <= now
    )
    waiting = select(queued.c.tenant_id).where(queued.c.tenant_id.is_not(None), available)
    left_behind = select(exports.c.tenant_id).where(exports.c.status == _RUNNING, exports.c.lease_until <= now)
    return union(waiting, left_behind).subquery("tenants_waiting")


def _tenants_with_queued() -> Any:
    """One after the other by the index, as neither database skips through it by itself; the last row is NULL."""
    first = (
        select(func.min(exports.c.tenant_id).label("tenant_id"))
        .where(exports.c.status == _QUEUED)
        .cte("tenants_queued", recursive=True)
    )
    following = (
        select(func.min(exports.c.tenant_id))
        .where(exports.c.status == _QUEUED, exports.c.tenant_id > first.c.tenant_id)
        .correlate(first)
        .scalar_subquery()
    )
    return first.union_all(select(following).where(first.c.tenant_id.is_not(None)))
