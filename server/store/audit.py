"""The audit trail's rows: recorded in the transaction of the act that they describe, chained at its end.

The chain has one head, so every transaction that records has to pass it one by one. `record` only notes the entry;
the rows are written, and the head is locked, as the last thing before the commit. So the lock is held for a commit and
nobody who holds it waits for another lock: no deadlock, and the transactions that wait share the next commits.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, text, update

from server.domain.audit import Entry, Head, Row, row_of
from server.store.bulk import insert_rows
from server.store.paging import Asked, Found, rows_of_page
from server.store.prepared import Statement
from server.store.tables import audit_head, audit_rows, tenants
from server.store.tenants import tenants_named
from server.store.types import to_micros

ROWS_A_PAGE = 2000
_NOTED = "curae_audit"
_READ_HEAD = select(audit_head.c.count, audit_head.c.hash)
_HEAD, _LOCKED_HEAD = Statement(_READ_HEAD), Statement(_READ_HEAD.with_for_update())
_MOVE_HEAD = Statement(update(audit_head).values(count=bindparam("new_count"), hash=bindparam("new_hash")))
_TRIGGERS = frozenset({"audit_rows_insert", "audit_rows_update", "audit_rows_delete", "audit_head_guard"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows: those that meet all that is given. Times are from `since` on and before `until`.

    `action` is one action or the group before its dot; `actions` are any of several; `tenant` is a part of the app's
    name.
    """

    tenant_id: str | None = None
    connection_id: str | None = None
    export_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    action: str | None = None
    actions: frozenset[str] | None = None
    actor: str | None = None
    tenant: str | None = None


def record(connection: Connection, entry: Entry) -> None:
    """Writes an entry with the transaction of the connection: both are there, or neither."""
    noted = connection.info.get(_NOTED)
    assert noted is not None, "an entry is recorded in a transaction of Database.write"  # noqa: S101
    noted.append(entry)


@contextmanager
def recording(connection: Connection) -> Iterator[list[Entry]]:
    """Surrounds a transaction's work and chains its entries at the end. Yields the list of entries so far."""
    noted: list[Entry] = []
    info = connection.info  # asked for once: a connection that broke meanwhile no longer tells
    info[_NOTED] = noted
    try:
        yield noted
        if noted:
            _append(connection, noted)
    finally:
        del info[_NOTED]


def read_head(connection: Connection) -> Head:
    return _head(connection, _HEAD)


def read_rows(connection: Connection, chosen: Filter | None = None, *, after: int = 0) -> Iterator[Row]:
    """The rows after number `after`, in order; read in pages, so that memory does not depend on how many there are."""
    chosen = chosen or Filter()
    while page := _page(connection, _matching(chosen).where(audit_rows.c.seq > after).order_by(audit_rows.c.seq)):
        yield from page
        after = page[-1].seq


def rows_between(connection: Connection, chosen: Filter, after: int, last: int) -> list[Row]:
    """Up to ROWS_A_PAGE rows behind number `after` and up to number `last`, in order."""
    query = _matching(chosen).where(audit_rows.c.seq > after, audit_rows.c.seq <= last)
    return _page(connection, query.order_by(audit_rows.c.seq))


def last_rows(connection: Connection, chosen: Filter, count: int) -> list[Row]:
    """The last `count` rows, in order."""
    query = _matching(chosen).order_by(audit_rows.c.seq.desc()).limit(count)
    return [Row(**row) for row in connection.execute(query).mappings()][::-1]


def page_of_rows(connection: Connection, chosen: Filter, asked: Asked) -> tuple[list[Row], Found]:
    """The newest first. A page behind another is asked for after (seq,)."""
    found = rows_of_page(connection, _matching(chosen), asked, (audit_rows.c.seq,))
    return [Row(**row) for row in found.rows], found


def missing_guards(connection: Connection) -> set[str]:
    """Which of the triggers are gone that refuse to change or delete rows."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    )
    return set(_TRIGGERS - set(connection.execute(text(query)).scalars()))


def _append(connection: Connection, noted: Sequence[Entry]) -> None:
    head = _locked_head(connection)
    rows = []
    for entry in noted:
        row = row_of(entry, to_micros(entry.at), head)
        rows.append(asdict(row))
        head = Head(count=row.seq, hash=row.hash)
    insert_rows(connection, audit_rows, rows)
    _MOVE_HEAD.rows(connection, new_count=head.count, new_hash=head.hash)


def _locked_head(connection: Connection) -> Head:
    """SQLite's transaction has the write lock by now. A process that stalls while it holds the head holds the others up
    for `DATABASE_IDLE_SECONDS`: PostgreSQL then ends its transaction."""
    return _head(connection, _LOCKED_HEAD)


def _head(connection: Connection, statement: Statement) -> Head:
    ((count, last_hash),) = statement.rows(connection)
    return Head(count=count, hash=last_hash)


def _page(connection: Connection, query: Select[Any]) -> list[Row]:
    return [Row(**row) for row in connection.execute(query.limit(ROWS_A_PAGE)).mappings()]


def _matching(chosen: Filter) -> Select[Any]:
    query: Select[Any] = select(*(audit_rows.c[field.name] for field in fields(Row)))
    if chosen.tenant is not None:
        query = query.where(audit_rows.c.tenant_id.in_(select(tenants.c.id).where(tenants_named(chosen.tenant))))
    if chosen.action is not None:
        group = audit_rows.c.action.startswith(f"{chosen.action}.", autoescape=True)
        query = query.where(or_(audit_rows.c.action == chosen.action, group))
    if chosen.actions is not None:
        query = query.where(audit_rows.c.action.in_(sorted(chosen.actions)))
    if chosen.actor is not None:
        query = query.where(audit_rows.c.actor_id == chosen.actor)
    for name in ("tenant_id", "connection_id", "export_id"):
        if (wanted := getattr(chosen, name)) is not None:
            query = query.where(audit_rows.c[name] == wanted)
    if chosen.since is not None:
        query = query.where(audit_rows.c.at >= to_micros(chosen.since))
    if chosen.until is not None:
        query = query.where(audit_rows.c.at < to_micros(chosen.until))
    return query
