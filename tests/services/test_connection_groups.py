"""Changes of groups beside each other, and beside the end of a consent."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection as DatabaseConnection

from server.clock import uuid7
from server.domain.connection_groups import ConnectionGroup
from server.domain.connections import ConnectionStatus
from server.errors import BadRequest, ConnectionNotActive
from server.services.connection_groups import ConnectionGroups
from server.store.connections import hold_connection, set_status
from server.store.engine import Database
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection

AT_ONCE = 6
BESIDE_SECONDS = 0.3


@contextmanager
def another_process(database: Database, clock: TestClock) -> Iterator[ConnectionGroups]:
    other = Database(database.url)
    try:
        yield ConnectionGroups(other, clock, uuid7)
    finally:
        other.close()


def test_a_name_is_given_once_however_many_ask_at_once(database: Database, clock: TestClock) -> None:
    tenant_id = a_connection(database, clock()).tenant_id
    together = threading.Barrier(AT_ONCE)

    def create() -> ConnectionGroup | BadRequest:
        with another_process(database, clock) as groups:
            together.wait()
            try:
                return groups.create(tenant_id, "cohort")
            except BadRequest as taken:
                return taken

    with ThreadPoolExecutor(AT_ONCE) as threads:
        outcomes = list(threads.map(lambda _: create(), range(AT_ONCE)))
    assert sum(isinstance(outcome, ConnectionGroup) for outcome in outcomes) == 1


def test_a_connection_that_ends_meanwhile_is_put_into_no_group(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    with another_process(database, clock) as groups, ThreadPoolExecutor(1) as beside:
        groups.create(connection.tenant_id, "cohort")

        def end(open_database: DatabaseConnection) -> "Future[ConnectionGroup]":
            hold_connection(open_database, connection.id)
            joining = beside.submit(groups.change, connection.tenant_id, "cohort", add=[connection.id])
            with pytest.raises(TimeoutError):  # it waits
                joining.result(BESIDE_SECONDS)
            set_status(open_database, connection.id, ConnectionStatus.REVOKED, clock())
            return joining

        joining = database.write_alone_now(end)
        with pytest.raises(ConnectionNotActive):
            joining.result()
        assert groups.get(connection.tenant_id, "cohort").members == frozenset()
