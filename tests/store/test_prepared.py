"""A prepared read gives what the database holds now, and its faults are those of any other statement."""

from contextlib import closing

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, bindparam, select, text, update

from server.errors import DatabaseFault
from server.store.engine import Database
from server.store.exports import from_row, get_export
from server.store.faults import Reason
from server.store.prepared import Prepared, Statement
from server.store.tables import exports
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection, an_export, queue_exports

PREPARED_AFTER = 5  # uses, by the driver
BY_ID = Prepared(select(exports).where(exports.c.id == bindparam("export_id")), [exports], from_row)


def test_equal_rows_give_one_object_and_a_changed_row_another(database: Database, clock: TestClock) -> None:
    connection = a_connection(database, clock())
    export = an_export(connection, clock())
    queue_exports(database, export)
    before, again = (database.read_now(lambda c: BY_ID.one_or_none(c, export_id=export.id)) for _ in range(2))
    assert before is again
    assert before == export == database.read_now(lambda c: get_export(c, export.id))
    # Neither the state nor the time of the last change says so.
    database.write_now(lambda c: c.execute(update(exports).where(exports.c.id == export.id).values(records_total=7)))
    database.write_now(lambda c: c.execute(update(exports).where(exports.c.id == export.id).values(records_exported=3)))
    after = database.read_now(lambda c: BY_ID.one_or_none(c, export_id=export.id))
    assert after != before
    assert after == database.read_now(lambda c: get_export(c, export.id))


def test_what_is_not_there_is_none(database: Database) -> None:
    assert database.read_now(lambda c: BY_ID.one_or_none(c, export_id="none")) is None


def test_a_value_that_is_not_given_is_no_null(database: Database) -> None:
    with pytest.raises(KeyError, match="export_id"):
        database.read_now(BY_ID.all)


def test_a_fault_has_its_reason_and_the_next_read_succeeds(database: Database) -> None:
    absent = Prepared(select(exports).where(text("no_such_column = 1")), [exports], from_row)
    for verb in (database.read_now, database.read_here, database.write_now):
        with pytest.raises(DatabaseFault) as caught:
            verb(absent.all)
        assert caught.value.reason is Reason.SCHEMA
        assert verb(lambda c: BY_ID.all(c, export_id="none")) == []


def test_a_column_that_changes_its_type_stops_no_read(postgres_url: str) -> None:
    """As a migration changes it under a server that runs. Each of its connections has prepared the read."""
    table = Table("changing", MetaData(), Column("id", Integer, primary_key=True), Column("size", Integer))
    read = Statement(select(table.c.size).where(table.c.id == bindparam("id")))

    def read_often(connection: Connection) -> list[tuple[int]]:
        return [read.rows(connection, id=1) for _ in range(PREPARED_AFTER + 1)][-1]

    with closing(Database(postgres_url)) as database, closing(Database(postgres_url)) as migration:
        database.write_now(table.create)
        database.write_now(lambda c: c.execute(table.insert().values(id=1, size=7)))
        for verb in (database.read_now, database.write_now):
            assert verb(read_often) == [(7,)]
        migration.write_now(lambda c: c.execute(text("ALTER TABLE changing ALTER COLUMN size TYPE BIGINT")))
        for verb in (database.read_now, database.write_now):
            assert verb(read_often) == [(7,)]
