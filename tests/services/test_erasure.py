"""An erasure leaves nothing of a person in the database's files and in the artifact store, whatever cuts it short."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update

from server.artifacts.store import open_store
from server.clock import utc_now, uuid7
from server.domain.audit import Action
from server.domain.bulk_data.export import BulkExport
from server.domain.bulk_data.narrowing import Narrowing
from server.domain.bulk_data.search import read_filter
from server.domain.connections import ConnectionStatus
from server.domain.erasure import ErasureReason
from server.domain.exports import ExportStatus
from server.domain.records.record import Deletion
from server.errors import ConnectionNotActive, NotFound
from server.services.actors import operator
from server.services.connection_groups import ConnectionGroups
from server.services.disclosures import Disclosures
from server.services.erasure import Erasures
from server.services.retention import Retention
from server.store import migrate, tables
from server.store.bulk_exports import insert_bulk_export
from server.store.connections import get_connection
from server.store.erasures import get_erasure
from server.store.revision import DatabaseVersionError, require_current
from tests.parts.eventually import eventually
from tests.parts.exports import final, queue, working
from tests.parts.fixtures import S3Address
from tests.parts.in_process import App, Stack, observation, opened_stack
from tests.parts.versioned_bucket import versioned_bucket, versions_in
from tests.parts.write_transactions import write_transactions
from tests.store.seeds import an_export, queue_exports
from tests.worker.test_categories import put

NO_LEASE = timedelta(0)
ROWS_OF_A_CONNECTION = (tables.records, tables.tombstones, tables.signals)


def erasures_of(stack: Stack, *, lease: timedelta = NO_LEASE) -> Erasures:
    return Erasures(stack.database, stack.artifacts, stack.database.clock, operator(), lease=lease)


async def erase(stack: Stack, app: App) -> None:
    erasures = erasures_of(stack)
    await erasures.request(app.connection.id)
    assert (await erasures.run(app.connection.id)).finished_at is not None


def marked(mark: str, number: int, padding: int = 0) -> dict[str, Any]:
    return {
        "resourceType": "Basic",
        "id": f"{mark}-{number}",
        "text": {"status": "generated", "div": f"<div>{mark}{'x' * padding}{mark}</div>"},
    }


async def filled(stack: Stack, mark: str) -> App:
    """An app whose connection has something marked in each place: rows that were replaced and deleted, an artifact, an
    artifact that was deleted, answers, a webhook."""
    app = stack.new_app(packages=["other"])
    put(stack, app, *(marked(mark, number, padding=40_000 * (number % 3)) for number in range(60)))
    put(stack, app, *(marked(f"{mark}", number, padding=7) for number in range(5)))
    stack.imports.store(app.connection.id, [Deletion(resource_type="Basic", resource_id=f"{mark}-{n}") for n in (7, 8)])
    async with working(stack):
        for _ in range(2):
            assert (await final(stack, await queue(stack, app))).status is ExportStatus.READY
    stack.database.write_now(lambda database: _add_rows(database, app, mark))
    return app


def _add_rows(database: Any, app: App, mark: str) -> None:
    """As the intake and the outbox write them."""
    now = utc_now()
    for number in range(3):
        stored = {
            "id": uuid7(),
            "tenant_id": app.tenant.id,
            "connection_id": app.connection.id,
            "namespace": "activity",
            "signal_type": "workout",
            "schema_version": 1,
            "received_at": now,
            "payload": json.dumps({"note": f"{mark}{number}"}),
        }
        database.execute(insert(tables.signals).values(stored))
        answer = [stored["id"], number]
        _add_answer(database, answer)
    event = {"exportId": uuid7(), "connectionId": app.connection.id, "status": mark}
    database.execute(
        insert(tables.webhook_events).values(
            id=uuid7(), tenant_id=app.tenant.id, type="export.ready", data=event, created_at=now
        )
    )


def _add_answer(database: Any, answer: Any) -> None:
    database.execute(
        insert(tables.idempotency_keys).values(
            digest=uuid.uuid4().bytes * 2,
            fingerprint=b"f" * 32,
            response=answer,
            expires_at=utc_now() + timedelta(hours=24),
        )
    )


def test_nothing_of_the_person_is_left_in_the_files_of_sqlite(sqlite_stack: Stack) -> None:
    stack, mark = sqlite_stack, _mark()
    app = asyncio.run(filled(stack, mark))
    other = asyncio.run(filled(stack, _mark()))
    file = stack.database.file
    assert file is not None and _holds(file, mark)
    before = _counts(stack, other)
    asyncio.run(erase(stack, app))
    assert not [path for path in file.parent.rglob("*") if path.is_file() and _holds(path, mark)]
    assert _counts(stack, app) == [0, 0, 0]
    assert _counts(stack, other) == before and all(before)


def test_a_file_that_an_earlier_version_deleted_in_is_rewritten_once_before_it_is_served(sqlite_stack: Stack) -> None:
    stack, mark = sqlite_stack, _mark()
    app = asyncio.run(filled(stack, mark))
    file = stack.database.file
    assert file is not None

    def leave_free_pages(database: Any) -> None:
        database.exec_driver_sql("PRAGMA secure_delete = OFF")
        database.exec_driver_sql("DELETE FROM records")
        database.exec_driver_sql("PRAGMA secure_delete = ON")
        database.exec_driver_sql("PRAGMA application_id = 0")

    stack.database.write_now(leave_free_pages)
    with pytest.raises(DatabaseVersionError, match="curae db upgrade"):
        require_current(stack.database)
    rewritten: list[Path] = []
    for _ in range(2):
        migrate.upgrade(stack.database, rewriting=rewritten.append)
        require_current(stack.database)
    assert rewritten == [file]
    asyncio.run(erase(stack, app))
    assert not _holds(file, mark)


async def test_a_reader_of_an_older_state_holds_an_erasure_up_and_is_not_disturbed(sqlite_stack: Stack) -> None:
    stack, mark = sqlite_stack, _mark()
    app = await filled(stack, mark)
    erasures = erasures_of(stack)
    with stack.database.snapshot() as reader:
        await erasures.request(app.connection.id)
        assert (await erasures.run(app.connection.id)).finished_at is None
        assert reader.execute(select(func.count()).select_from(tables.records)).scalar_one() > 0
    assert (await erasures.run(app.connection.id)).finished_at is not None


def test_nothing_of_the_person_is_left_in_the_tables_of_postgresql(
    postgres_url: str, s3_server: S3Address, s3_url: str
) -> None:
    """Nor in its files, once the tables are rewritten; nor in a bucket that keeps versions, or in those."""
    mark, url = _mark(), versioned_bucket(s3_server)
    with opened_stack(postgres_url, url) as stack:
        app = asyncio.run(filled(stack, mark))
        other = asyncio.run(filled(stack, _mark()))
        exports = _export_ids(stack, app)
        assert all(export_id in versions_in(s3_server, url) for export_id in exports)
        before = _counts(stack, other)
        asyncio.run(erase(stack, app))
        assert mark not in _dumped(stack)
        listed = versions_in(s3_server, url)
        assert not [export_id for export_id in exports if export_id in listed]
        assert all(export_id in listed for export_id in _export_ids(stack, other))
        assert _counts(stack, app) == [0, 0, 0]
        assert _counts(stack, other) == before and all(before)
        assert not _files_with(stack, mark)


def _files_with(stack: Stack, mark: str) -> list[Path]:
    """The files of the tables that hold the mark, after VACUUM FULL as docs/privacy.md has it."""
    names = ("records", "tombstones", "signals", "idempotency_keys", "webhook_events", "webhook_deliveries")
    with stack.database._engine.execution_options(curae_transaction="maintenance").connect() as connection:
        connection.exec_driver_sql(f"VACUUM FULL {', '.join(names)}")
        connection.exec_driver_sql("CHECKPOINT")
        folder = Path(connection.exec_driver_sql("SHOW data_directory").scalar_one())
        query = "SELECT pg_relation_filepath(oid) FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL"
        files = [folder / name for name in connection.exec_driver_sql(query).scalars()]
    there = [file for file in files if file.exists()]
    assert len(there) > len(names)
    return [file for file in there if _holds(file, mark)]


def _dumped(stack: Stack) -> str:
    """Every row of every table, as text; contents as they are."""
    parts = []
    with stack.database.snapshot() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(text(f"SELECT * FROM {table.name}")):  # noqa: S608 - our own names
                parts += [each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in row]
    return "\n".join(parts)


async def test_old_versions_of_deleted_artifacts_go_too(sqlite_stack: Stack, s3_server: S3Address, s3_url: str) -> None:
    url = versioned_bucket(s3_server)
    store = open_store(url)
    try:
        for name in ("a", "b"):
            with store.writer(f"exports/{name}/one.ndjson") as writer:
                writer.write(b"x")
                writer.commit()
            await store.delete(f"exports/{name}/one.ndjson")
        assert versions_in(s3_server, url).count("one.ndjson") >= 4  # a version and the mark of its deletion, of each
        assert await store.erase("exports/a/") == 0
        assert "exports/a/" not in versions_in(s3_server, url)
        assert "exports/b/" in versions_in(s3_server, url)
    finally:
        store.close()


async def test_an_erased_connection_is_in_no_group(stack: Stack) -> None:
    app, other = stack.new_app(), stack.new_app()
    stays = stack.accounts.create_connection(app.tenant.id, data_packages=frozenset(), signal_types=frozenset())
    groups = ConnectionGroups(stack.database, utc_now, uuid7)
    groups.create(app.tenant.id, "g", [app.connection.id, stays.id])
    untouched = groups.create(other.tenant.id, "g", [other.connection.id])
    await erase(stack, app)
    assert [group.members for group in groups.of(app.tenant.id)] == [{stays.id}]
    assert groups.of(other.tenant.id) == [untouched]


async def test_what_stays_is_that_it_happened_by_whom_and_how_much(stack: Stack) -> None:
    app = await filled(stack, _mark())
    await erase(stack, app)
    rows = stack.database.read_now(
        lambda c: c.execute(
            select(tables.audit_rows.c.action, tables.audit_rows.c.actor_id, tables.audit_rows.c.details)
            .where(tables.audit_rows.c.connection_id == app.connection.id)
            .order_by(tables.audit_rows.c.seq.desc())
            .limit(1)
        ).all()
    )
    (row,) = rows
    assert (row.action, row.actor_id) == (Action.CONNECTION_ERASED, operator().id)
    assert json.loads(row.details) == {
        "reason": "REQUESTED",
        "requestedBy": f"operator:{operator().id}",
        "records": 58,
        "tombstones": 2,
        "signals": 3,
        "answers": 5,  # of three signals and two exports
        "events": 1,
        "artifacts": 2,
    }


async def test_what_a_fhir_client_wrote_into_its_request_goes_too(stack: Stack) -> None:
    """Its query may hold a patient's id and codes."""
    mark, app = _mark(), stack.new_app(packages=["labs"])
    narrowing = Narrowing(filters=(read_filter(f"Observation?code={mark}"),))
    export = an_export(app.connection, utc_now(), narrowing=narrowing)
    bulk = BulkExport(
        id=uuid7(),
        tenant_id=app.tenant.id,
        digest=bytes(32),
        request_url=f"https://sdk.example/fhir/$export?patient={mark}",
        ignored=(),
        created_at=utc_now(),
    )
    queue_exports(stack.database, export)
    stack.database.write_now(lambda database: insert_bulk_export(database, bulk, [export]))
    await erase(stack, app)
    columns = (tables.exports.c.narrowing, tables.bulk_exports.c.request_url)
    left = stack.database.read_now(lambda database: [database.execute(select(each)).scalar_one() for each in columns])
    assert left == [None, "https://sdk.example/fhir/$export"]


async def test_again_it_changes_nothing_and_nothing_comes_in(stack: Stack) -> None:
    app = await filled(stack, _mark())
    await erase(stack, app)
    first = stack.database.read_now(lambda c: get_erasure(c, app.connection.id))
    await erase(stack, app)
    assert stack.database.read_now(lambda c: get_erasure(c, app.connection.id)) == first
    with pytest.raises(ConnectionNotActive):
        stack.imports.store(app.connection.id, [observation(1)])
    with pytest.raises(NotFound):
        await erasures_of(stack).request(uuid7())


async def test_an_answer_about_other_persons_as_well_stays(stack: Stack) -> None:
    """Without it, a repeat of the batch would store the others' signals twice."""
    app, other = await filled(stack, _mark()), await filled(stack, _mark())
    of = {
        each.connection.id: stack.database.read_now(
            lambda c, each=each: c.execute(
                select(tables.signals.c.id).where(tables.signals.c.connection_id == each.connection.id).limit(1)
            ).scalar_one()
        )
        for each in (app, other)
    }
    mixed = [[signal_id, 1] for signal_id in of.values()]
    stack.database.write_now(lambda c: _add_answer(c, mixed))
    await erase(stack, app)
    left = stack.database.read_now(lambda c: c.execute(select(tables.idempotency_keys.c.response)).scalars().all())
    assert mixed in left and len(left) == 6


async def test_answers_of_others_are_looked_at_once_for_all_erasures_and_hold_up_no_writer(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day's answers may be millions; an erasure that looks at them in writes slows every writer for as long."""
    others = 40
    monkeypatch.setattr("server.services.erasure.ANSWERS_STEP", 1)

    async def writes_of(answers: int) -> int:
        stack.database.write_now(lambda c: [_add_answer(c, [uuid7(), number]) for number in range(answers)])
        apps, erasures = [await filled(stack, _mark()) for _ in range(2)], erasures_of(stack)
        for app in apps:
            await erasures.request(app.connection.id)
        with write_transactions(stack.database) as seen:
            found = [await erasures.run(app.connection.id) for app in apps]
        assert [each.erased.answers for each in found] == [5, 5]
        assert all(each.finished_at for each in found)
        return seen.begun

    assert await writes_of(others) == await writes_of(0)


async def test_a_worker_that_may_still_write_is_waited_for(stack: Stack) -> None:
    app = await filled(stack, _mark())
    stack.accounts.revoke_connection(app.connection.id)
    erasures = erasures_of(stack, lease=timedelta(hours=1))
    await erasures.request(app.connection.id)
    assert (await erasures.run(app.connection.id)).finished_at is None
    stack.database.write_now(lambda c: c.execute(update(tables.erasures).values(settles_at=utc_now())))
    assert (await erasures.run(app.connection.id)).finished_at is not None


async def test_connections_are_erased_when_their_time_is_over(stack: Stack) -> None:
    ended, lapsed, fresh, live = [await filled(stack, _mark()) for _ in range(4)]
    for app in (ended, fresh):
        stack.accounts.revoke_connection(app.connection.id)
    long_ago = utc_now() - timedelta(days=31)

    def age(database: Any) -> None:
        of = tables.connections
        database.execute(
            update(of).where(of.c.id.in_([ended.connection.id, live.connection.id])).values(updated_at=long_ago)
        )
        expired = {"status": str(ConnectionStatus.EXPIRED), "updated_at": long_ago}
        database.execute(update(of).where(of.c.id == lapsed.connection.id).values(expired))

    stack.database.write_now(age)
    never = Retention(stack.database, erasures_of(stack), utc_now, None)
    assert await never.sweep() == 0
    kept = Retention(stack.database, erasures_of(stack), utc_now, timedelta(days=30))
    assert await kept.sweep() == 2
    assert await kept.sweep() == 0
    for app, is_erased in ((ended, True), (lapsed, True), (fresh, False), (live, False)):
        assert (_counts(stack, app) == [0, 0, 0]) is is_erased
    found = stack.database.read_now(lambda c: get_erasure(c, lapsed.connection.id))
    assert found is not None and found.reason is ErasureReason.RETENTION
    connection = stack.database.read_now(lambda c: get_connection(c, lapsed.connection.id))
    assert connection is not None and connection.status is ConnectionStatus.REVOKED


async def test_the_account_of_disclosures_outlives_an_erasure(stack: Stack) -> None:
    app = await filled(stack, _mark())
    before = list(Disclosures(stack.database).of(app.connection.id))
    await erase(stack, app)
    assert list(Disclosures(stack.database).of(app.connection.id)) == before
    assert [(each.kind, each.app, each.key_name, each.records) for each in before] == [
        ("export", app.tenant.name, "test", 58)
    ] * 2
    assert all("Basic" in each.what for each in before)


def test_a_killed_erasure_is_finished_by_a_worker(sqlite_stack: Stack) -> None:
    stack, mark = sqlite_stack, _mark()
    app = stack.new_app(packages=["other"])
    put(stack, app, *(marked(mark, number) for number in range(20_000)))
    environment = {
        "CURAE_DATABASE_URL": stack.settings.database_url,
        "CURAE_ARTIFACTS_URL": stack.settings.artifacts_url,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "connections", "erase", app.connection.id, "--yes"],
        env={**_environment(), **environment},
    )

    def begun() -> bool:
        found = stack.database.read_now(lambda c: get_erasure(c, app.connection.id))
        return found is not None and found.erased.records > 0

    eventually(begun)
    process.send_signal(signal.SIGKILL)
    process.wait()
    halfway = stack.database.read_now(lambda c: get_erasure(c, app.connection.id))
    assert halfway is not None and halfway.finished_at is None
    assert halfway.erased.records + _counts(stack, app)[0] == 20_000
    retention = Retention(stack.database, erasures_of(stack), utc_now, None)
    assert asyncio.run(retention.sweep()) == 1
    finished = stack.database.read_now(lambda c: get_erasure(c, app.connection.id))
    assert finished is not None and finished.erased.records == 20_000
    file = stack.database.file
    assert file is not None and not _holds(file, mark)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CURAE_")}


def _mark() -> str:
    return f"zz{uuid.uuid4().hex}"


def _holds(path: Path, mark: str) -> bool:
    return mark.encode() in path.read_bytes()


def _counts(stack: Stack, app: App) -> list[int]:
    def count(database: Any) -> list[int]:
        return [
            database.execute(
                select(func.count()).select_from(table).where(table.c.connection_id == app.connection.id)
            ).scalar_one()
            for table in ROWS_OF_A_CONNECTION
        ]

    return stack.database.read_now(count)


def _export_ids(stack: Stack, app: App) -> list[str]:
    query = select(tables.exports.c.id).where(tables.exports.c.connection_id == app.connection.id)
    return stack.database.read_now(lambda c: list(c.execute(query).scalars()))
