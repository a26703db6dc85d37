"""An export that this version cannot read, as a newer one beside it may write it, keeps nothing from ending."""

import pytest
from sqlalchemy import Connection, select, update

from server.clock import uuid7
from server.domain.exports import Export, ExportStatus
from server.services.accounts import Accounts
from server.services.actors import this_worker
from server.services.materialize import Job, Materialization
from server.services.narrowed_exports import NarrowedExports
from server.services.upkeep import Upkeep
from server.store.connections import get_connection
from server.store.exports import find_readable, get_export
from server.store.tables import exports
from tests.parts.in_process import Stack, TestClock
from tests.store.seeds import HOUR, a_connection, an_export, make_next_ready, queue_exports, take


@pytest.fixture
def unreadable(stack: Stack, clock: TestClock) -> Export:
    """A READY one."""
    export = an_export(a_connection(stack.database, clock()), clock())
    queue_exports(stack.database, export)

    def make_unreadable(database: Connection) -> None:
        make_next_ready(database, clock())
        written = {"narrowing": ["of a newer version"]}
        database.execute(update(exports).where(exports.c.id == export.id).values(**written))

    stack.database.write_now(make_unreadable)
    with pytest.raises((ValueError, TypeError, LookupError)):
        stack.database.read_now(lambda database: get_export(database, export.id))
    assert stack.database.read_now(lambda database: find_readable(database, export.id)) is None
    return export


def status(stack: Stack, export: Export) -> str:
    query = select(exports.c.status).where(exports.c.id == export.id)
    return stack.database.read_now(lambda database: database.execute(query).scalar_one())


def test_a_revocation_ends_it(stack: Stack, clock: TestClock, unreadable: Export) -> None:
    Accounts(stack.database, clock, uuid7).revoke_connection(unreadable.connection_id)
    assert status(stack, unreadable) == ExportStatus.CANCELLED


def test_a_narrowing_ends_what_it_cannot_judge(stack: Stack, clock: TestClock, unreadable: Export) -> None:
    Accounts(stack.database, clock, uuid7).set_data_packages(unreadable.connection_id, frozenset({"vitals"}))
    assert status(stack, unreadable) == ExportStatus.CANCELLED


async def test_its_time_ends_it(stack: Stack, clock: TestClock, unreadable: Export) -> None:
    clock.advance(hours=2)
    await Upkeep(stack.database, clock).sweep()
    assert status(stack, unreadable) == ExportStatus.EXPIRED


def test_what_other_packages_narrow_is_left_to_the_version_that_wrote_it(
    stack: Stack, clock: TestClock, unreadable: Export
) -> None:
    assert NarrowedExports(stack.database, clock, this_worker()).expire() == 0
    assert status(stack, unreadable) == ExportStatus.READY


def test_another_export_of_the_connection_becomes_ready_and_takes_its_place(
    stack: Stack, clock: TestClock, unreadable: Export
) -> None:
    connection = stack.database.read_now(lambda database: get_connection(database, unreadable.connection_id))
    assert connection is not None
    new = an_export(connection, clock.advance(seconds=1))
    queue_exports(stack.database, new)
    claim = stack.database.write_now(lambda database: take(database, clock()))
    making = Materialization(stack.database, stack.artifacts, clock, ttl=HOUR, ready_of_connection=1)
    assert making.run(Job(claim)) is None
    assert status(stack, new) == ExportStatus.READY
    assert status(stack, unreadable) == ExportStatus.EXPIRED
