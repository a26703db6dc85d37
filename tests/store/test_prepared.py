"""A prepared read gives what the database holds now, and its faults are those of any other statement."""

import pytest
from sqlalchemy import bindparam, select, text, update

from server.errors import DatabaseFault
from server.store.engine import Database
from server.store.exports import from_row, get_export
from server.store.faults import Reason
from server.store.prepared import Prepared
from server.store.tables import exports
from tests.parts.in_process import TestClock
from tests.store.seeds import a_connection, an_export, queue_exports

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
