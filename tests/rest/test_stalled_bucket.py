"""A bucket that stops answering in the middle of a download, through Envoy: it breaks soon, and can be resumed."""

import asyncio
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.parts.downloads import a_ready_export, artifact_url, client_of, door_of
from tests.parts.eventually import eventually, patience
from tests.parts.in_process import Stack, opened_stack, sqlite_urls
from tests.parts.tcp_proxy import TcpProxy
from tests.rest.problems import assert_problem

ARTIFACT_MEBIBYTES = 12
TIMEOUT_SECONDS = 1  # of one request to the bucket; a call takes at most twice as long
CUT_SHORT = 18  # curl's "partial file"


@pytest.fixture
def stalling(tmp_path: Path, s3_url: str) -> Iterator[tuple[Stack, TcpProxy]]:
    """A deployment that reaches its bucket through a proxy."""
    endpoint = dict(each.partition("=")[::2] for each in urlsplit(s3_url).query.split("&"))["endpoint"]
    port = int(endpoint.rpartition("%3A")[2])
    proxy = TcpProxy(("127.0.0.1", port))
    url = s3_url.replace(endpoint, quote(proxy.url, safe="")) + f"&timeout={TIMEOUT_SECONDS}"
    try:
        with opened_stack(sqlite_urls(tmp_path)["database_url"], url) as stack:
            yield stack, proxy
    finally:
        proxy.close()


def test_a_download_breaks_when_its_bucket_stalls_and_is_resumed(
    stalling: tuple[Stack, TcpProxy], tmp_path: Path
) -> None:
    (stack, proxy), file = stalling, tmp_path / "download"
    app = stack.new_app()
    export = asyncio.run(a_ready_export(stack, app, ARTIFACT_MEBIBYTES))
    assert export.artifact is not None
    with door_of(stack) as door:
        command = ["curl", "-sS", "-o", str(file), "-C", "-", "-H", f"authorization: {app.authorization[1]}"]
        slow = subprocess.Popen([*command, "--limit-rate", "2M", artifact_url(door, export)])
        eventually(lambda: file.exists() and file.stat().st_size > 0)
        proxy.stall()
        assert slow.wait(patience(30)) == CUT_SHORT
        assert file.stat().st_size < export.artifact.byte_size
        with client_of(app) as client:  # a bucket that does not answer at all: an error before the head
            for answer in (client.get(artifact_url(door, export)), client.head(artifact_url(door, export))):
                assert_problem(answer, "UNAVAILABLE")
        proxy.resume()
        assert subprocess.run([*command, artifact_url(door, export)], check=False).returncode == 0
        digest = subprocess.run(["sha256sum", str(file)], check=True, capture_output=True, text=True).stdout.split()[0]
        assert digest == export.artifact.sha256


def test_other_calls_go_on_while_the_bucket_stalls(stalling: tuple[Stack, TcpProxy]) -> None:
    stack, proxy = stalling
    app = stack.new_app()
    export = asyncio.run(a_ready_export(stack, app, 1))
    with door_of(stack) as door, client_of(app) as client:
        proxy.stall()
        answers: list[int] = []
        asking = [
            threading.Thread(target=lambda: answers.append(client.get(artifact_url(door, export)).status_code))
            for _ in range(8)
        ]
        for each in asking:
            each.start()
        assert client.get(artifact_url(door, export).removesuffix("/artifact")).status_code == 200
        for each in asking:
            each.join(patience(60))
        assert answers == [503] * len(asking)
        proxy.resume()
        eventually(lambda: client.get(artifact_url(door, export)).status_code == 200)
