"""Downloads offloaded to the bucket: `presigned` in the artifacts URL."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from curae.sdk.v1 import records_pb2

from server.artifacts.errors import ArtifactStoreMisconfigured
from server.artifacts.s3_location import S3Location
from server.artifacts.store import open_store
from tests.parts.eventually import eventually_async
from tests.parts.exports import working
from tests.parts.in_process import App, Door, Stack, observation, opened_stack, served, sqlite_urls

ASKED_SECONDS = 20


@pytest.fixture
async def bucket_stack(tmp_path: Path, s3_url: str) -> AsyncIterator[Stack]:
    with opened_stack(sqlite_urls(tmp_path)["database_url"], f"{s3_url}&presigned={ASKED_SECONDS}") as stack:
        yield stack


@pytest.fixture
async def ready(bucket_stack: Stack) -> AsyncIterator[tuple[App, Door, str]]:
    """An app, the door, and its READY export; a worker is at work."""
    app = bucket_stack.new_app()
    bucket_stack.imports.store(app.connection.id, [observation(number) for number in range(3)])
    async with working(bucket_stack), served(bucket_stack) as door:
        order = records_pb2.ExportRecordsRequest(connection_id=app.connection.id)
        queued = (await door.records.ExportRecords(order, metadata=app.metadata("presigned"))).export
        watch = records_pb2.WatchExportRequest(export_id=queued.id)
        async for change in door.records.WatchExport(watch, metadata=app.metadata()):
            last = change.export
        assert last.status == records_pb2.Export.READY
        yield app, door, queued.id


async def answers(client: httpx.AsyncClient, url: str, status: int) -> httpx.Response:
    """Once it does."""

    async def answer() -> httpx.Response | None:
        answer = await client.get(url)
        return answer if answer.status_code == status else None

    answered: httpx.Response = await eventually_async(answer, within=ASKED_SECONDS)
    return answered


async def test_the_url_is_the_buckets_own_and_gives_exactly_the_artifact(ready: tuple[App, Door, str]) -> None:
    app, door, export_id = ready
    request = records_pb2.GetExportDownloadRequest(export_id=export_id)
    answer = await door.records.GetExportDownload(request, metadata=app.metadata())
    assert 0 < answer.download.expires_in_seconds <= ASKED_SECONDS + 1
    async with httpx.AsyncClient() as client:
        got = await client.get(answer.download.url)
        part = await client.get(answer.download.url, headers={"range": "bytes=5-9"})
    assert got.status_code == 200
    assert hashlib.sha256(got.content).hexdigest() == answer.export.artifact.sha256
    assert got.headers["content-type"] == "application/fhir+ndjson"
    assert got.headers["content-disposition"] == f'attachment; filename="export-{export_id}.ndjson"'
    assert (part.status_code, part.content) == (206, got.content[5:10])


async def test_a_changed_url_and_one_whose_connection_was_revoked_give_nothing(
    bucket_stack: Stack, ready: tuple[App, Door, str]
) -> None:
    app, door, export_id = ready
    request = records_pb2.GetExportDownloadRequest(export_id=export_id)
    url = (await door.records.GetExportDownload(request, metadata=app.metadata())).download.url
    async with httpx.AsyncClient() as client:
        for changed in (url.replace("X-Amz-Expires=", "X-Amz-Expires=9"), url.split("?")[0]):
            assert (await client.get(changed)).status_code == 403
        assert (await client.get(url)).status_code == 200
        await asyncio.to_thread(bucket_stack.accounts.revoke_connection, app.connection.id)
        await answers(client, url, 404)  # the worker deletes the artifact, long before the URL lapses


async def test_a_url_lapses(ready: tuple[App, Door, str], bucket_stack: Stack) -> None:
    _, _, export_id = ready
    (artifact,) = [each async for each in bucket_stack.artifacts.list(f"exports/{export_id}/")]
    url = bucket_stack.artifacts.presign(artifact.key, 1)
    async with httpx.AsyncClient() as client:
        assert (await client.get(url)).status_code == 200
        lapsed = await answers(client, url, 403)
    assert b"Observation" not in lapsed.content


def test_the_public_endpoint_is_the_one_that_callers_are_sent_to(s3_url: str) -> None:
    store = open_store(f"{s3_url}&presigned=60&public_endpoint=https%3A%2F%2Ffiles.example%3A8443")
    assert store.presign("exports/a/b.ndjson", 60).startswith("https://files.example:8443/")
    store.close()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ("presigned=0", "presigned is 1 to 300 seconds"),
        ("presigned=301", "presigned is 1 to 300 seconds"),
        ("presigned=", "presigned is 1 to 300 seconds"),
        ("public_endpoint=files.example", "public_endpoint is http"),
        ("presign=60", "its options are .*presigned"),
    ],
)
def test_options_that_make_no_sense_are_told(options: str, complaint: str) -> None:
    with pytest.raises(ArtifactStoreMisconfigured, match=complaint):
        S3Location.from_url(f"s3://bucket?{options}")


def test_without_the_option_nobody_is_sent_to_the_bucket(s3_url: str, tmp_path: Path) -> None:
    for url in (s3_url, f"file:{tmp_path}"):
        store = open_store(url)
        assert store.presigned_seconds is None
        store.close()
