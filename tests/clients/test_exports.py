"""The Python SDK's exports, on the real stack, with connections that break."""

import hashlib
import pickle
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from curae_sdk import ApiConnectionError, Curae, ExportEnded, IntegrityError, TargetExists, WaitTimeout, problems

from tests.clients.conftest import QUICK, MakeClient
from tests.parts.eventually import patience
from tests.parts.tcp_proxy import TcpProxy

# Where a process's first connection is reset at once, the fetch of Node 20 waits for its time limit.
NODE_HANGS_SECONDS = 5


@pytest.fixture(scope="module")
def ready(live_stack: dict[str, Any]) -> Any:
    """A READY export of the demo person."""
    with Curae(api_key=live_stack["apiKey"], base_url=live_stack["restUrl"]) as curae:
        return curae.exports.create_and_wait(connection_id=live_stack["connectionId"], timeout=60)


def test_the_first_export_in_a_few_lines(client: Any, live_stack: dict[str, Any], tmp_path: Path) -> None:
    seen: list[str] = []
    export = client.exports.create_and_wait(
        connection_id=live_stack["connectionId"], timeout=60, on_change=lambda change: seen.append(change.status)
    )
    client.exports.download(export, tmp_path / "records.ndjson")
    content = (tmp_path / "records.ndjson").read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (export.artifact.byte_size, export.artifact.sha256)
    assert seen[-1] == "READY"
    assert not (tmp_path / "records.ndjson.part").exists()


def test_a_download_that_breaks_is_continued(
    make_client: MakeClient, proxy: TcpProxy, ready: Any, tmp_path: Path
) -> None:
    proxy.cuts = [700_000, 900_000, 40, 1_200_000]
    progress: list[int] = []
    client = make_client(base_url=proxy.url)
    client.exports.download(ready, tmp_path / "f", on_progress=lambda size, _total: progress.append(size))
    assert hashlib.sha256((tmp_path / "f").read_bytes()).hexdigest() == ready.artifact.sha256
    assert proxy.accepted >= 5
    assert progress == sorted(progress)  # no byte is fetched twice
    assert progress[-1] == ready.artifact.byte_size


def test_a_download_that_was_given_up_is_continued_by_the_next_call(
    make_client: MakeClient, proxy: TcpProxy, ready: Any, tmp_path: Path
) -> None:
    proxy.cuts = [700_000] + [1] * 20
    client = make_client(base_url=proxy.url)
    with pytest.raises(ApiConnectionError):
        client.exports.download(ready, tmp_path / "f")
    assert not (tmp_path / "f").exists()
    kept = (tmp_path / "f.part").stat().st_size
    assert 0 < kept < ready.artifact.byte_size
    proxy.cuts = []
    progress: list[int] = []
    client.exports.download(ready, tmp_path / "f", on_progress=lambda size, _total: progress.append(size))
    assert progress[0] == kept
    assert hashlib.sha256((tmp_path / "f").read_bytes()).hexdigest() == ready.artifact.sha256


@pytest.mark.parametrize("wrong", [b"x" * 1000, b"x" * 10_000_000])
def test_a_part_of_something_else_is_replaced(client: Any, ready: Any, tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / "f.part").write_bytes(wrong)
    client.exports.download(ready, tmp_path / "f")
    assert hashlib.sha256((tmp_path / "f").read_bytes()).hexdigest() == ready.artifact.sha256


def test_a_file_that_is_there_is_kept(client: Any, ready: Any, tmp_path: Path) -> None:
    client.exports.download(ready, tmp_path / "f")
    client.exports.download(ready, tmp_path / "f")
    (tmp_path / "f").write_text("mine")
    with pytest.raises(TargetExists):
        client.exports.download(ready, tmp_path / "f")
    assert (tmp_path / "f").read_text() == "mine"


def test_records_without_a_file_over_broken_connections(make_client: MakeClient, proxy: TcpProxy, ready: Any) -> None:
    proxy.cuts = [500_000, 800_000]
    records = list(make_client(base_url=proxy.url).exports.records(ready))
    assert len(records) == ready.progress.records_exported
    assert {record["resourceType"] for record in records} <= set(ready.resource_types)


def test_an_export_that_states_other_bytes_is_refused(client: Any, ready: Any, tmp_path: Path) -> None:
    other = replace(ready, artifact=replace(ready.artifact, sha256="0" * 64))
    with pytest.raises(IntegrityError):
        client.exports.download(other, tmp_path / "f")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IntegrityError):
        list(client.exports.records(other))


def test_one_idempotency_key_serves_every_try(make_client: MakeClient, proxy: TcpProxy, own: dict[str, Any]) -> None:
    """The service takes the request and the answer is lost: the next try gets the same export."""
    proxy.cuts = [1, 1, 1]
    made = make_client(base_url=proxy.url).exports.create(connection_id=own["connectionId"])
    assert proxy.accepted == 4
    assert [export.id for export in make_client().exports.list(connection_id=own["connectionId"])] == [made.id]


def test_pages_follow_each_other(client: Any, live_stack: dict[str, Any]) -> None:
    ids = {
        client.exports.create(connection_id=live_stack["connectionId"], resource_types=["Patient"]).id for _ in range(3)
    }
    assert ids <= {export.id for export in client.exports.list(connection_id=live_stack["connectionId"], limit=1)}


def test_events_that_break_are_opened_again(
    make_client: MakeClient, proxy: TcpProxy, live_stack: dict[str, Any]
) -> None:
    export = make_client().exports.create(connection_id=live_stack["connectionId"])
    proxy.cuts = [300, 10]
    assert make_client(base_url=proxy.url).exports.wait(export.id, timeout=60).status == "READY"


def test_an_export_that_ends_otherwise_is_an_error(client: Any, live_stack: dict[str, Any], tmp_path: Path) -> None:
    export = client.exports.create_and_wait(connection_id=live_stack["connectionId"], resource_types=["Patient"])
    assert client.exports.cancel(export.id).status == "CANCELLED"
    for attempt in (client.exports.wait, lambda each: client.exports.download(each, tmp_path / "f")):
        with pytest.raises(ExportEnded) as ended:
            attempt(export.id)
        assert ended.value.export.status == "CANCELLED"
    with pytest.raises(problems.SdkExportCancelled) as refused:
        client.exports.signed_url(export.id)
    assert refused.value.request_id
    assert pickle.loads(pickle.dumps(refused.value)).code == "SDK_EXPORT_CANCELLED"  # noqa: S301 - made here


def test_a_signed_url_works_without_a_key(client: Any, ready: Any) -> None:
    content = httpx.get(client.exports.signed_url(ready.id).url).content
    assert hashlib.sha256(content).hexdigest() == ready.artifact.sha256


def test_a_refusal_is_typed(client: Any) -> None:
    with pytest.raises(problems.NotFound):
        client.exports.get("0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b")
    with pytest.raises(problems.BadRequest) as refused:
        client.exports.create(connection_id="x")
    assert refused.value.details["violations"][0]["field"] == "connectionId"


@pytest.mark.parametrize("wrong", ["", "../signals", "a/b", "a?b", "%2e%2e"])
def test_an_id_cannot_lead_to_another_path(client: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match="UUID"):
        client.exports.get(wrong)


def test_a_service_that_is_away_is_one_error(make_client: MakeClient, proxy: TcpProxy) -> None:
    proxy.down = True
    with pytest.raises(ApiConnectionError):
        make_client(base_url=proxy.url, timeout=NODE_HANGS_SECONDS).exports.list()
    assert proxy.accepted == QUICK.max_retries + 1


def test_waiting_ends_in_time_though_nothing_arrives(
    make_client: MakeClient, live_stack: dict[str, Any], proxy: TcpProxy
) -> None:
    export = make_client().exports.create(connection_id=live_stack["connectionId"])
    proxy.stall()
    began = time.monotonic()
    with pytest.raises(WaitTimeout):
        make_client(base_url=proxy.url).exports.wait(export.id, timeout=1)
    assert time.monotonic() - began < patience(15)  # far below the 45 s that a silent stream is given
    assert make_client().exports.wait(export.id, timeout=60).status == "READY"


def test_nothing_says_the_key(make_client: MakeClient, live_stack: dict[str, Any], proxy: TcpProxy) -> None:
    client = make_client(base_url=proxy.url, timeout=NODE_HANGS_SECONDS)
    proxy.down = True
    with pytest.raises(ApiConnectionError) as away:
        client.exports.list()
    proxy.down = False
    with pytest.raises(problems.Unauthenticated) as refused:
        make_client(api_key="cae_live_wrong").exports.list()
    faults = [away.value, refused.value]
    said = [str(away.value.__cause__), repr(client), repr(faults), *map(str, faults)]
    said += [note for fault in faults for note in getattr(fault, "__notes__", ())]
    assert not any(key in text for text in said for key in (live_stack["apiKey"], "cae_live_wrong"))
