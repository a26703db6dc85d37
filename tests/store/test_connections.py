"""The row of a connection: its status only goes forward, and who relies on it waits for who changes it."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import Connection

from server.domain.connections import ConnectionStatus, sources
from server.store import migrate
from server.store.access import find_consent
from server.store.connections import get_connection, hold_connection, set_status
from server.store.engine import Database
from tests.parts.eventually import eventually
from tests.parts.in_process import TestClock
from tests.parts.statements import waits_for_a_lock
from tests.store.seeds import a_connection


@pytest.mark.parametrize(("before", "after"), [*itertools.product(ConnectionStatus, repeat=2)])
def test_a_status_never_goes_back(
    database: Database, clock: TestClock, before: ConnectionStatus, after: ConnectionStatus
) -> None:
    connection = a_connection(database, clock(), status=before)
    changes = database.write_now(lambda c: set_status(c, connection.id, after, clock()))
    found = database.read_now(lambda c: get_connection(c, connection.id))
    assert changes == (before in sources(after))
    assert found is not None and found.status == (after if changes else before)


def test_who_relies_on_a_connection_waits_for_who_changes_it(postgres_url: str, clock: TestClock) -> None:
    with closing(Database(postgres_url)) as database, ThreadPoolExecutor(2) as threads:
        migrate.upgrade(database)
        connection = a_connection(database, clock())
        held, asked = threading.Event(), threading.Event()

        def revoke(open_database: Connection) -> None:
            assert hold_connection(open_database, connection.id) is not None
            held.set()
            assert asked.wait(60)
            set_status(open_database, connection.id, ConnectionStatus.REVOKED, clock())

        def rely(open_database: Connection) -> ConnectionStatus | None:
            consent = find_consent(open_database, connection.id, held=True)
            return None if consent is None else consent.connection.status

        revoking = threads.submit(database.write_alone_now, revoke)
        assert held.wait(60)
        relying = threads.submit(database.write_alone_now, rely)
        eventually(lambda: relying.done() or waits_for_a_lock(database))
        asked.set()
        revoking.result()
        assert relying.result() is ConnectionStatus.REVOKED
