"""A database that goes away while an export reads it costs an attempt, not the export."""

from datetime import timedelta

import psycopg
import pytest

from server.clock import utc_now
from server.domain.exports import ExportStatus
from server.errors import Unavailable
from server.services.materialize import Job, Materialization
from server.store import records
from server.store.exports import get_export
from tests.parts.exports import queue
from tests.parts.in_process import observation, opened_stack
from tests.store.seeds import take


async def test_a_cut_snapshot_can_be_repeated(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "BYTES_A_RUN", 1)
    with opened_stack(postgres_url, f"file:{tmp_path_factory.mktemp('artifacts')}") as stack:
        app = stack.new_app()
        # More than what the sockets between the two hold, so that the database is still sending when it is cut.
        stack.imports.store(app.connection.id, [observation(number, padding=8 << 20) for number in range(6)])
        export = await queue(stack, app)
        claim = stack.database.write_now(lambda database: take(database, utc_now()))

        class CutAfterTheFirstRun(Job):
            def check(self) -> None:
                if self.records_exported == 1:
                    _cut_snapshots(postgres_url)

        materialization = Materialization(stack.database, stack.artifacts, utc_now, ttl=timedelta(hours=1))
        with pytest.raises(Unavailable):
            materialization.run(CutAfterTheFirstRun(claim))
        kept = stack.database.read_now(lambda database: get_export(database, export.id))
        assert kept is not None and kept.status is ExportStatus.RUNNING
        assert [artifact async for artifact in stack.artifacts.list()] == []
        assert materialization.run(Job(claim)) is None


def _cut_snapshots(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE state = 'active' AND pid <> pg_backend_pid() AND datname = current_database()"
        )
