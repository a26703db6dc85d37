"""A download that breaks in the middle fails at every client, whatever breaks it; a slow one does not."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc
from grpc import StatusCode
from grpc.aio import AioRpcError, insecure_channel

from tests.rest.echo import ARTIFACT_BYTES
from tests.rest.echo_door import KEY, WITH_KEY, EchoDoor

# A client that hangs is ended after this; the contract gives 5 s.
LIMIT_SECONDS = "60"  # of a download that hangs
CURL_FAILURES = {"--http1.1": 18, "--http2-prior-knowledge": 92}  # a partial file; a stream not closed cleanly

CURL = ["curl", "-sS", "-H", f"authorization: {KEY}"]


def artifact(door: EchoDoor, name: str) -> str:
    return f"{door.url}/api/sdk/v1/records/exports/{name}/artifact"


def curl(*arguments: str) -> int:
    return subprocess.run([*CURL, "-o", "/dev/null", *arguments], check=False).returncode


@pytest.mark.parametrize(("version", "failure"), CURL_FAILURES.items())
@pytest.mark.parametrize("name", ["cut", "cut-unsized"])
def test_curl_reports_a_cut_download(echo_door: EchoDoor, version: str, failure: int, name: str) -> None:
    assert curl(version, "-m", LIMIT_SECONDS, artifact(echo_door, name)) == failure


@pytest.mark.parametrize("over_http2", [False, True])
@pytest.mark.parametrize("name", ["cut", "cut-unsized"])
def test_httpx_reports_a_cut_download(echo_door: EchoDoor, name: str, *, over_http2: bool) -> None:
    with (
        httpx.Client(http1=not over_http2, http2=over_http2, timeout=float(LIMIT_SECONDS), headers=WITH_KEY) as client,
        client.stream("GET", artifact(echo_door, name)) as response,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        for _ in response.iter_raw():
            pass


async def test_a_native_caller_reads_the_status_of_a_cut_download(echo_door: EchoDoor) -> None:
    received = 0
    async with insecure_channel(echo_door.target) as channel:
        stub: Any = records_pb2_grpc.RecordsServiceStub(channel)
        with pytest.raises(AioRpcError) as broken:
            async with asyncio.timeout(float(LIMIT_SECONDS)):
                async for message in stub.DownloadExport(records_pb2.DownloadExportRequest(export_id="cut")):
                    received += len(message.data)
    assert broken.value.code() is StatusCode.DATA_LOSS
    assert received == ARTIFACT_BYTES // 2


def test_one_cut_download_harms_no_other_call(echo_door: EchoDoor, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    slow = subprocess.Popen([*CURL, "--limit-rate", "20M", "-o", str(whole), artifact(echo_door, "x")])
    with httpx.Client(headers=WITH_KEY) as client:
        for _ in range(4):
            assert curl("--http1.1", artifact(echo_door, "cut")) == CURL_FAILURES["--http1.1"]
            assert client.get(f"{echo_door.url}/api/sdk/v1/records/exports/x").status_code == 200
    assert slow.wait(60) == 0
    assert whole.stat().st_size == ARTIFACT_BYTES


@pytest.mark.parametrize("version", CURL_FAILURES)
def test_a_slow_reader_of_a_cut_download_gets_what_was_sent_and_a_failure(
    echo_door: EchoDoor, version: str, tmp_path: Path
) -> None:
    part = tmp_path / "part"
    command = [*CURL, version, "--limit-rate", "10M", "-o", str(part), artifact(echo_door, "cut")]
    assert subprocess.run(command, check=False).returncode == CURL_FAILURES[version]
    assert 0 < part.stat().st_size <= ARTIFACT_BYTES // 2
