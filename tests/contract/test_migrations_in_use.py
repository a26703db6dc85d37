"""Migrations while servers of the release before run on the database: they only add, and nobody is held up for long."""

import ast
import asyncio
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from curae.sdk.v1 import records_pb2
from sqlalchemy import Column, Integer, String, delete, select, text

from server.clock import utc_now, uuid7
from server.domain.connections import ConnectionStatus
from server.domain.erasure import Erased, Erasure, ErasureReason
from server.errors import Unavailable
from server.store import migrate
from server.store.engine import Database
from server.store.erasures import due_for_erasure, insert_erasure
from server.store.record_classes import connections_to_classify
from server.store.revision import DatabaseVersionError, require_current
from server.store.tables import connections, record_classifications
from tests.parts.in_process import Stack, served

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"
ADDITIVE = {"add_column", "create_index", "create_table", "batch_alter_table", "bulk_insert"}
BESIDE = {"execute", "get_bind", "f"}  # triggers and functions, and what changes nothing
LATER = "9999"


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda path: path.name)
def test_a_migration_only_adds(path: Path) -> None:
    """What runs knows nothing of it: nothing is renamed or dropped, and what is added to a table may be left out."""
    (upgrade,) = [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == "upgrade"
    ]
    calls = [node for node in ast.walk(upgrade) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    of_alembic = [node for node in calls if ast.unparse(node.func.value) in ("op", "batch_op")]
    assert {node.func.attr for node in of_alembic} <= ADDITIVE | BESIDE
    for node in of_alembic:
        if node.func.attr == "add_column":
            added = ast.unparse(node)
            assert "nullable=True" in added or "server_default" in added, added


def add(database: Database) -> None:
    """What a later release may do: a column, an index and a table, and its own revision."""
    with database.exclusive() as connection, connection.begin():
        operations = Operations(MigrationContext.configure(connection))
        operations.add_column("exports", Column("later", String(8), nullable=True))
        operations.add_column("signals", Column("later", Integer, nullable=False, server_default="0"))
        operations.create_index("ix_exports_later", "exports", ["later"])
        operations.create_table("later", Column("id", Integer, primary_key=True))
        connection.execute(text("UPDATE alembic_version SET version_num = :later"), {"later": LATER})


async def test_servers_and_workers_of_the_release_before_go_on(stack: Stack, database_url: str) -> None:
    app = stack.new_app()
    worker = stack.worker()
    working = asyncio.create_task(worker.run())
    other = Database(database_url)
    made: list[str] = []
    async with served(stack) as door:

        async def call() -> None:
            request = records_pb2.ExportRecordsRequest(connection_id=app.connection.id)
            answer = await door.records.ExportRecords(request, metadata=app.metadata(uuid7()))
            made.append(answer.export.id)
            await door.records.ListExports(records_pb2.ListExportsRequest(), metadata=app.metadata())

        for _ in range(20):  # often enough for a prepared statement
            await call()
        migrating = asyncio.create_task(asyncio.to_thread(add, other))
        while not migrating.done():
            await call()
        await migrating
        for _ in range(20):
            await call()
        for export_id in made:
            watching = door.records.WatchExport(
                records_pb2.WatchExportRequest(export_id=export_id), metadata=app.metadata()
            )
            assert [change async for change in watching][-1].export.status == records_pb2.Export.Status.Value("READY")
    worker.stop()
    await working
    with pytest.raises(DatabaseVersionError, match="newer"):
        require_current(other)  # one that starts now would have to be of the new release
    other.close()


@pytest.fixture
def older(postgres_url: str) -> Database:
    """A migrated database whose newest migration is still to come: it adds to `exports` again."""
    database = Database(postgres_url)
    migrate.upgrade(database)
    return database


def test_a_migration_that_has_to_wait_lets_the_others_pass(
    older: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long export reads; the migration wants the table; a third would wait behind it for as long as the export."""
    monkeypatch.setattr(migrate, "_LOCK_TIMEOUT_MILLISECONDS", 200)
    monkeypatch.setattr(migrate, "_LOCK_PAUSE_SECONDS", 0.2)

    def alter(config: Any, _revision: str) -> None:
        config.attributes["connection"].execute(text("ALTER TABLE records ADD COLUMN later INTEGER"))

    monkeypatch.setattr(migrate.command, "upgrade", alter)
    dsn = postgres_url.replace("+psycopg", "")
    with psycopg.connect(dsn) as reader, psycopg.connect(dsn, autocommit=True) as third:
        reader.execute("SELECT count(*) FROM records")
        migrating = threading.Thread(target=migrate.upgrade, args=(older,))
        migrating.start()
        time.sleep(0.5)
        third.execute("SET statement_timeout = '30s'")
        for _ in range(5):
            third.execute("SELECT count(*) FROM records")  # while `reader` still holds it
        assert migrating.is_alive()
        reader.rollback()
        migrating.join(60)
        assert not migrating.is_alive()
        third.execute("SELECT later FROM records")
    older.close()


def test_a_migration_that_never_gets_its_turn_says_so(
    older: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "_LOCK_TIMEOUT_MILLISECONDS", 50)
    monkeypatch.setattr(migrate, "_LOCK_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(migrate, "_LOCK_ATTEMPTS", 3)
    tries: list[int] = []

    def alter(config: Any, _revision: str) -> None:
        tries.append(1)
        config.attributes["connection"].execute(text("ALTER TABLE records ADD COLUMN later INTEGER"))

    monkeypatch.setattr(migrate.command, "upgrade", alter)
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as reader:
        reader.execute("SELECT count(*) FROM records")
        with pytest.raises(Unavailable):
            migrate.upgrade(older)
    assert len(tries) == 3
    older.close()


def test_what_was_stored_before_the_sweeps_had_indexes_is_found_along_them(stack: Stack) -> None:
    """Migration 0029: an erasure is noted at its connection, and every connection has a version of the codes."""
    erased, left = (stack.new_app(status=ConnectionStatus.REVOKED).connection.id for _ in range(2))
    now = utc_now()
    note = Erasure(
        connection_id=erased, requested_at=now, requested_by="test", reason=ErasureReason.REQUESTED, settles_at=now,
        finished_at=None, erased=Erased(),
    )  # fmt: skip
    stack.database.write_now(partial(insert_erasure, erasure=note))

    with stack.database.exclusive(migrates=True) as connection, connection.begin():
        migrate.command.downgrade(migrate._config(connection), "0028")
        connection.execute(delete(record_classifications).where(record_classifications.c.connection_id == left))
    migrate.upgrade(stack.database)
    requested = select(connections.c.id).where(connections.c.erasure_requested_at == now)
    assert stack.database.read_now(lambda c: c.execute(requested).scalars().all()) == [erased]
    assert stack.database.read_now(partial(due_for_erasure, ended_before=utc_now(), limit=10)) == [left]
    assert stack.database.read_now(partial(connections_to_classify, codes_version=1, limit=10)) == [left]
