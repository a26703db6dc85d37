"""Consent that ends while its export is being handed out: no further byte, and nothing left, on both stores."""

import asyncio
from collections.abc import Callable

import grpc
import pytest
from curae.sdk.v1 import records_pb2

from server.services.rechecks import RECHECK_SECONDS
from tests.parts.exports import working
from tests.parts.in_process import App, Stack, observation, served
from tests.rpc.operators import refused
from tests.rpc.test_exports import download, queue, watch
from tests.worker.test_worker import emptied

RECORDS = 32
RECORD_BYTES = 1 << 20


def revoke(stack: Stack, app: App) -> None:
    stack.accounts.revoke_connection(app.connection.id)


def narrow(stack: Stack, app: App) -> None:
    stack.accounts.set_data_packages(app.connection.id, frozenset({"demographics"}))


@pytest.mark.parametrize("end", [revoke, narrow], ids=lambda end: end.__name__)
async def test_no_further_byte_leaves_and_none_is_kept(whole_stack: Stack, end: Callable[[Stack, App], None]) -> None:
    stack = whole_stack
    app = stack.new_app()
    stack.imports.store(app.connection.id, [observation(number, padding=RECORD_BYTES) for number in range(RECORDS)])
    async with served(stack) as door, working(stack):
        export_id = (await queue(door, app, resource_types=["Observation"])).id
        ready = (await watch(door, app, export_id))[-1]
        asked = records_pb2.GetExportDownloadRequest(export_id=export_id)
        url = (await door.records.GetExportDownload(asked, metadata=app.metadata())).download.url
        signed = records_pb2.DownloadExportRequest(export_id=export_id, token=url.rpartition("token=")[2])
        by_key = door.records.DownloadExport(
            records_pb2.DownloadExportRequest(export_id=export_id), metadata=app.metadata()
        )
        by_link = door.records.DownloadExport(signed)
        begun = [len((await call.read()).data) + len((await call.read()).data) for call in (by_key, by_link)]
        assert all(begun)
        await asyncio.to_thread(end, stack, app)
        await asyncio.sleep(2 * RECHECK_SECONDS)
        for call in (by_key, by_link):
            assert await rest_of(call) + max(begun) < ready.artifact.byte_size
            assert await call.code() is not grpc.StatusCode.OK
        assert await refused(download(door, app, export_id)) is not grpc.StatusCode.OK
        assert await refused(door.records.DownloadExport(signed).read()) is not grpc.StatusCode.OK
        await emptied(stack)


async def rest_of(call: grpc.aio.UnaryStreamCall) -> int:
    """How many bytes came before it broke off."""
    count = 0
    try:
        while (body := await call.read()) is not grpc.aio.EOF:
            count += len(body.data)
    except grpc.aio.AioRpcError:
        pass
    return count
