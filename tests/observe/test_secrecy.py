"""Payloads, keys, tokens and records are in no log, metric, trace or error; what is refused is nowhere at all.

Every marker begins with MARK. Those of REFUSED things must not be in the database either.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from curae.sdk.v1 import records_pb2, records_pb2_grpc, signals_pb2, signals_pb2_grpc
from google.protobuf import struct_pb2

from server.clock import utc_now, uuid7
from server.demo import content
from server.domain.caller import APP_SCOPES, Environment
from server.services.accounts import Accounts
from server.store.engine import Database
from tests.observe.conftest import Observed
from tests.parts.curae_up import CURAE
from tests.parts.eventually import eventually

MARK = "zq7"
NUMBER = 54321.0625  # a marker that is a number, in a payload that is taken
FATAL = 54321.1875  # one whose signal the database fails on
MARKERS = (MARK, str(NUMBER), str(FATAL))
API = "/api/sdk/v1"
PAYLOAD = next(dict(each.payload) for each in content.signals() if each.signal_type == "daily_summary")


@dataclass(slots=True)
class Trail:
    """What the flows below have left: the answers to errors, what commands printed, and secrets that went through."""

    observed: Observed
    key: str = ""
    connection_id: str = ""
    errors: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    def refused(self, response: httpx.Response, status: int) -> None:
        assert response.status_code == status, response.text
        self.errors.append(f"{response.headers}{response.text}")

    @property
    def database(self) -> Path:
        return self.observed.stack.folder / "curae.db"


@pytest.fixture(scope="module")
def trail(observed: Observed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trail]:
    trail = Trail(observed)
    _prepare(trail)
    worker = _worker_without_storage(trail)
    headers = {"authorization": f"Bearer {trail.key}"}
    with httpx.Client(base_url=observed.run["restUrl"], headers=headers, timeout=60) as app:
        _signals_over_rest(trail, app)
        _records_over_rest(trail, app)
    with grpc.insecure_channel(observed.run["grpcTarget"]) as channel:
        _native_calls(trail, channel)
    _imports(trail, tmp_path_factory.mktemp("secrecy"))
    trail.printed.append(worker.communicate(timeout=120)[0])
    assert worker.returncode == 1
    request_id = uuid.uuid4().hex
    httpx.get(f"{observed.run['restUrl']}{API}/records/exports", headers=headers | {"x-request-id": request_id})
    eventually(lambda: request_id in _log(trail, "envoy") and request_id in _log(trail, "server"))
    eventually(lambda: any(request_id in span.text for span in observed.collector.spans))
    yield trail


def test_no_log_holds_any_of_it(trail: Trail) -> None:
    for file in [*(trail.observed.stack.folder / "logs").iterdir()]:
        _assert_clean(trail, file.name, file.read_text())
    _assert_clean(trail, "curae up", trail.observed.stack.log.replace(trail.observed.run["apiKey"], ""))


def test_each_line_of_a_log_is_an_event_and_each_call_one(trail: Trail) -> None:
    for name in ("server", "worker", "envoy"):
        events = [json.loads(line) for line in _log(trail, name).splitlines()]
        assert events
        if name == "server":
            calls = [event["request_id"] for event in events if event["event"] == "rpc" and event["level"] != "debug"]
            # At each thread of Envoy a new key is proven by a call of its own, under the id of the call that brings it.
            proven = [count - 1 for count in Counter(calls).values() if count > 1]
            assert set(proven) <= {1}
            assert len(proven) < len(calls) / 4
        if name == "worker":
            assert all(event["request_id"] for event in events if event["event"].startswith("export_"))


def test_the_causes_of_faults_are_named_by_type_and_place(trail: Trail) -> None:
    (fault,) = [event for event in map(json.loads, _log(trail, "server").splitlines()) if event["level"] == "error"]
    assert (fault["code"], fault["error"]) == ("INTERNAL", "sqlalchemy.exc.IntegrityError")
    assert fault["where"]
    assert all(re.fullmatch(r"\S+\.py:\d+ \S+", place) for place in fault["where"])
    (fault,) = [event for event in map(json.loads, _log(trail, "worker").splitlines()) if event["level"] == "error"]
    assert (fault["event"], fault["error"]) == ("export_failed", "builtins.UnicodeDecodeError")
    assert "reduce.py" in fault["where"][-1]


def test_no_metric_holds_any_of_it(trail: Trail) -> None:
    for name, url in trail.observed.run["metrics"].items():
        _assert_clean(trail, name, httpx.get(url).text)


def test_no_span_holds_any_of_it(trail: Trail) -> None:
    spans = trail.observed.collector.spans
    assert {span.service for span in spans} == {"curae-envoy", "curae-server", "curae-worker"}
    for span in spans:
        _assert_clean(trail, span.name, span.text)


def test_no_error_repeats_what_was_sent(trail: Trail) -> None:
    assert len(trail.errors) > 15
    for error in trail.errors:
        _assert_clean(trail, "error", error)


def test_no_command_repeats_what_it_read(trail: Trail) -> None:
    assert len(trail.printed) == 2
    for printed in trail.printed:
        _assert_clean(trail, "command", printed)


def test_nothing_that_was_refused_and_no_secret_is_in_the_database(trail: Trail) -> None:
    stored = b"".join(path.read_bytes() for path in trail.database.parent.glob("curae.db*"))
    assert b"zq7-kept-record" in stored  # the search finds what is there
    assert str(NUMBER).encode() in stored
    assert b"zq7-refused" not in stored
    assert str(FATAL).encode() not in stored
    for secret in trail.secrets:
        assert secret.encode() not in stored


def _prepare(trail: Trail) -> None:
    """An app of its own, a record that holds a marker and one that is broken, and a database that fails on FATAL."""
    database = Database(f"sqlite:///{trail.database}")
    try:
        accounts = Accounts(database, utc_now, uuid7)
        tenant = accounts.create_tenant("secrecy")
        connection = accounts.create_connection(
            tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset({"activity.daily_summary"})
        )
        key = accounts.create_key(tenant.id, name="x", environment=Environment.LIVE, scopes=APP_SCOPES)
    finally:
        database.close()
    trail.connection_id, trail.key = connection.id, key.presented.text
    trail.secrets.append(trail.key.rpartition("_")[2][-32:])
    laboratory = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}
    record = {
        "resourceType": "Observation",
        "id": "kept",
        "category": [{"coding": [laboratory]}],
        "code": {"text": "zq7-kept-record"},
        "text": {"div": "zq7"},
    }
    assert _import(trail, json.dumps(record).encode()).returncode == 0
    with sqlite3.connect(trail.database, timeout=30) as raw:
        raw.execute(
            "CREATE TRIGGER fatal BEFORE INSERT ON signals WHEN NEW.payload LIKE '%54321.' || '1875%' "
            "BEGIN SELECT RAISE(ABORT, 'zq7-database'); END"
        )
    raw.close()


def _signal(trail: Trail, **payload: Any) -> dict[str, Any]:
    order = {"connectionId": trail.connection_id, "namespace": "activity", "signalType": "daily_summary"}
    return order | {"payload": PAYLOAD | payload}


def _signals_over_rest(trail: Trail, app: httpx.Client) -> None:
    def send(body: Any, key: str = "") -> httpx.Response:
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        headers = {"idempotency-key": key or uuid.uuid4().hex, "content-type": "application/json"}
        return app.post(f"{API}/signals", headers=headers, **sent)

    kept = _signal(trail, distanceMeters=NUMBER)
    assert send(kept, "zq7-refused-idempotency-key").status_code == 201
    assert send(kept, "zq7-refused-idempotency-key").status_code == 201
    trail.refused(send(_signal(trail), "zq7-refused-idempotency-key"), 422)
    trail.refused(send(_signal(trail, distanceMeters=FATAL)), 500)
    trail.refused(send(b'{"connectionId": "zq7-refused-json'), 400)
    trail.refused(send(_signal(trail) | {"occurredAt": "zq7-refused-time"}), 400)
    trail.refused(send(_signal(trail) | {"connectionId": "zq7-refused-id"}), 400)
    trail.refused(send(_signal(trail, contact="zq7-refused@example.com")), 422)
    trail.refused(send(_signal(trail, source="zq7-refused-source")), 422)
    trail.refused(send(_signal(trail, source="zq7-refused" * 7000)), 413)
    trail.refused(send(_signal(trail, source="zq7-refused" * 60_000)), 413)
    batch = {
        "items": [
            {"idempotencyKey": "a", "signal": _signal(trail, note="zq7-refused call 415 555 2671")},
            {"idempotencyKey": "b", "signal": _signal(trail, steps="zq7-refused-steps")},
        ]
    }
    answer = app.post(f"{API}/signals:batch", json=batch, headers={"idempotency-key": uuid.uuid4().hex})
    assert [list(result) for result in answer.json()["results"]] == [["problem"], ["problem"]]
    trail.errors.append(answer.text)


def _records_over_rest(trail: Trail, app: httpx.Client) -> None:
    export_id = _exported(trail, app, "READY")
    artifact = app.get(f"{API}/records/exports/{export_id}/artifact")
    assert "zq7-kept-record" in artifact.text
    url = httpx.URL(app.get(f"{API}/records/exports/{export_id}/download").json()["download"]["url"])
    trail.secrets.append(url.params["token"])
    assert httpx.get(url).text == artifact.text
    trail.refused(httpx.get(url.copy_set_param("token", "zq7-refused-token")), 401)
    trail.refused(httpx.get(url.copy_set_param("token", "zq7-refused" * 800)), 400)
    for wrong in ("Bearer cae_live_zq7refusedkey", "Bearer zq7-refused-key", "Basic zq7-refused-key"):
        trail.refused(app.get(f"{API}/records/exports", headers={"authorization": wrong}), 401)
    trail.refused(app.get(f"{API}/records/exports?cursor=zq7-refused-cursor"), 400)
    with sqlite3.connect(trail.database, timeout=30) as raw:
        raw.execute(
            "UPDATE records SET content = ? WHERE connection_id = ?", (b'\xff{"zq7-kept-record', trail.connection_id)
        )
    raw.close()
    broken = _exported(trail, app, "FAILED", includeRawFhir=False)
    trail.refused(app.get(f"{API}/records/exports/{broken}/artifact"), 409)


def _exported(trail: Trail, app: httpx.Client, status: str, **fields: Any) -> str:
    body = {"connectionId": trail.connection_id, "resourceTypes": ["Observation"]} | fields
    queued = app.post(f"{API}/records/exports", json=body, headers={"idempotency-key": uuid.uuid4().hex})
    export_id = str(queued.json()["export"]["id"])
    assert f'"{status}"' in app.get(f"{API}/records/exports/{export_id}/events").text.splitlines()[-2]
    return export_id


def _native_calls(trail: Trail, channel: grpc.Channel) -> None:
    signals: Any = signals_pb2_grpc.SignalsServiceStub(channel)
    records: Any = records_pb2_grpc.RecordsServiceStub(channel)

    def refused(call: Any, request: Any, key: str = trail.key) -> None:
        metadata = (("authorization", f"Bearer {key}"), ("idempotency-key", uuid.uuid4().hex))
        with pytest.raises(grpc.RpcError) as fault:
            answer = call(request, metadata=metadata, timeout=60)
            list(answer if hasattr(answer, "__iter__") else ())
        trailers = [
            (name, bytes(value) if isinstance(value, bytes) else value)
            for name, value in fault.value.trailing_metadata()
        ]
        trail.errors.append(f"{fault.value.details()}{trailers}")

    def signal(**payload: Any) -> Any:
        held = struct_pb2.Struct()
        held.update(PAYLOAD | payload)
        return signals_pb2.IngestSignalRequest(
            connection_id=trail.connection_id, namespace="activity", signal_type="daily_summary", payload=held
        )

    refused(signals.IngestSignal, signal(contact="zq7-refused@example.com"))
    refused(signals.IngestSignal, signal(source="zq7-refused-source"))
    refused(signals.IngestSignal, signal(source="zq7-refused" * 200_000))
    refused(signals.IngestSignal, signal(), key="cae_live_zq7refusedkey")
    refused(channel.unary_unary("/curae.sdk.v1.SignalsService/IngestSignal"), b"\xffzq7-refused-bytes")
    token = records_pb2.DownloadExportRequest(export_id=str(uuid.uuid4()), token="zq7-refused-token")
    refused(records.DownloadExport, token)


def _imports(trail: Trail, folder: Path) -> None:
    lines = [
        b'{"resourceType":"Observation","id":"zq7-refused',
        b'{"resourceType":"zq7-refused-type","id":"a"}',
        b'{"resourceType":"Observation","id":"zq7-refused/id"}',
        b'["zq7-refused-list"]',
        b'{"resourceType":"Observation","id":"a","meta":{"lastUpdated":"zq7-refused-time"}}',
        b"\xff zq7-refused-bytes",
    ]
    file = folder / "records.ndjson"
    file.write_bytes(b"\n".join(lines))
    ran = _import(trail, file)
    assert ran.returncode == 3
    trail.printed.append(ran.stdout + ran.stderr)


def _import(trail: Trail, what: bytes | Path) -> subprocess.CompletedProcess[str]:
    command = [*CURAE, "records", "import", "--connection", trail.connection_id]
    command += ["--data", str(trail.database.parent), str(what) if isinstance(what, Path) else "-"]
    text = None if isinstance(what, Path) else what.decode()
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)


def _worker_without_storage(trail: Trail) -> subprocess.Popen[str]:
    """Its artifact store is away, and so it ends."""
    url = "s3://bucket/zq7?endpoint=http://127.0.0.1:9&timeout=1&region=x"
    secrets = {"AWS_ACCESS_KEY_ID": "zq7-refused-access", "AWS_SECRET_ACCESS_KEY": "zq7-refused-secret"}
    return subprocess.Popen(
        [*CURAE, "worker", "--data", str(trail.database.parent)],
        env=os.environ | secrets | {"CURAE_ARTIFACTS_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _assert_clean(trail: Trail, where: str, text: str) -> None:
    for marker in (*MARKERS, *trail.secrets):
        assert marker not in text, f"{where} holds {marker}: {text[max(0, text.find(marker) - 300) :][:600]}"


def _log(trail: Trail, name: str) -> str:
    return (trail.observed.stack.folder / "logs" / f"{name}.log").read_text()


STRAY = """
import asyncio, logging, threading, warnings
from server.logs import configure_logs
from server.stray_logs import capture_stray_logs
configure_logs("json", "info")
capture_stray_logs()
secret = "zq7-refused"
logging.getLogger("library").warning("could not read %s", secret)
logging.getLogger("library").error(f"could not read {secret}")
try:
    raise ValueError(secret)
except ValueError:
    logging.getLogger("library").exception("it broke")
warnings.warn(secret)
class Broken:
    def __del__(self):
        raise KeyError(secret)
Broken()
def fail():
    raise OSError(secret)
thread = threading.Thread(target=fail)
thread.start()
thread.join()
async def forget():
    asyncio.create_task(asyncio.to_thread(fail))
    await asyncio.sleep(0.3)
asyncio.run(forget())
raise RuntimeError(secret)
"""


def test_what_libraries_and_the_interpreter_say_are_events_without_values() -> None:
    ran = subprocess.run([sys.executable, "-c", STRAY], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert "zq7" not in ran.stderr + ran.stdout
    events = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [event["event"] for event in events] == [
        *["library_log"] * 3,
        "library_warning",
        "unraisable",
        "thread_failed",
        "library_log",
        "uncaught",
    ]
    assert [event.get("message") for event in events[:3]] == ["could not read %s", None, "it broke"]
    assert [event["error"] for event in events[4:]] == [
        f"builtins.{name}" for name in ("KeyError", "OSError", "OSError", "RuntimeError")
    ]
