"""The message of an export: made once of an object, and of each object its own."""

from dataclasses import replace

from curae.sdk.v1 import records_pb2

from server.clock import utc_now
from server.domain.exports import Export, ExportStatus
from server.rpc import convert
from server.rpc.convert import to_export


def _an_export(number: int) -> Export:
    now = utc_now()
    return Export(
        id=str(number),
        tenant_id="t",
        connection_id="c",
        status=ExportStatus.QUEUED,
        resource_types=("Observation",),
        include_raw_fhir=True,
        since=None,
        created_at=now,
        updated_at=now,
        queued_at=now,
    )


def test_it_is_made_once_of_an_object_and_says_what_a_changed_one_says() -> None:
    export = _an_export(1)
    assert to_export(export) is to_export(export)
    assert to_export(replace(export, status=ExportStatus.RUNNING)).status == records_pb2.Export.RUNNING
    assert to_export(export).status == records_pb2.Export.QUEUED


def test_few_are_remembered_and_none_is_anothers() -> None:
    """Objects that are gone leave their number in memory to others."""
    for number in range(3 * convert._REMEMBERED_EXPORTS):
        assert to_export(_an_export(number)).id == str(number)
    assert len(convert._made) == convert._REMEMBERED_EXPORTS
