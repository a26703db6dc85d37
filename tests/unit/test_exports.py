import itertools
from datetime import UTC, datetime, timedelta

import pytest

from server.domain.exports import FINAL, PENDING, Artifact, Export, ExportStatus, sources
from server.errors import CuraeError, ExportCancelled, ExportExpired, ExportFailed, ExportNotReady

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARTIFACT = Artifact(key="exports/a/b.ndjson", sha256="0" * 64, byte_size=0)
# The contract: QUEUED -> RUNNING -> READY | FAILED | CANCELLED; READY -> EXPIRED. A lost worker's job is queued again,
# one without attempts left fails from the queue, and cancelling deletes what is READY.
ALLOWED = {
    ("QUEUED", "RUNNING"),
    ("QUEUED", "FAILED"),
    ("QUEUED", "CANCELLED"),
    ("RUNNING", "QUEUED"),
    ("RUNNING", "READY"),
    ("RUNNING", "FAILED"),
    ("RUNNING", "CANCELLED"),
    ("READY", "EXPIRED"),
    ("READY", "CANCELLED"),
}


@pytest.mark.parametrize(("source", "target"), [*itertools.product(ExportStatus, repeat=2)])
def test_every_transition(source: ExportStatus, target: ExportStatus) -> None:
    assert (source in sources(target)) is ((str(source), str(target)) in ALLOWED)


def test_a_pending_export_can_always_end_and_a_final_one_never_runs_again() -> None:
    assert set(ExportStatus) == PENDING | FINAL and not PENDING & FINAL
    assert sources(ExportStatus.CANCELLED) >= PENDING
    for running in PENDING:
        assert not sources(running) & FINAL


def export(status: ExportStatus, **changes: object) -> Export:
    return Export(
        id="e",
        tenant_id="t",
        connection_id="c",
        status=status,
        resource_types=(),
        include_raw_fhir=True,
        since=None,
        created_at=NOW,
        updated_at=NOW,
        queued_at=NOW,
        **changes,  # type: ignore[arg-type]
    )


def test_an_artifact_is_had_until_it_expires_by_the_clock() -> None:
    ready = export(ExportStatus.READY, artifact=ARTIFACT, expires_at=NOW)
    assert ready.require_artifact(NOW - timedelta(microseconds=1)) is ARTIFACT
    with pytest.raises(ExportExpired):
        ready.require_artifact(NOW)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (ExportStatus.QUEUED, ExportNotReady),
        (ExportStatus.RUNNING, ExportNotReady),
        (ExportStatus.FAILED, ExportFailed),
        (ExportStatus.CANCELLED, ExportCancelled),
        (ExportStatus.EXPIRED, ExportExpired),
    ],
)
def test_every_other_state_says_why_there_is_none(status: ExportStatus, refusal: type[CuraeError]) -> None:
    with pytest.raises(refusal) as refused:
        export(status, error_code="ATTEMPTS_EXHAUSTED").require_artifact(NOW)
    assert refused.value.details["status"] == status
    assert (refused.value.details.get("errorCode") == "ATTEMPTS_EXHAUSTED") is (refusal is ExportFailed)
