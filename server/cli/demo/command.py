"""`curae demo`: the main job once, end to end, on a private stack, with every result checked."""

import hashlib
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from server.cli.demo.private_stack import private_stack
from server.cli.demo.rest import RestCaller, require
from server.cli.demo.seed import demo_resources
from server.cli.deployment import open_database
from server.cli.terminal import console
from server.demo.content import signals
from server.store.signals import count_signals

_EXPORTS = "/api/sdk/v1/records/exports"
_SIGNALS = "/api/sdk/v1/signals"
_CHUNK_BYTES = 256 << 10
_ACCEPTED, _CREATED, _NOT_FOUND = 202, 201, 404


def demo() -> None:
    """Do the main job once on a private stack, and check every result.

    The stack is in a temporary folder. The demo queues an export over REST, watches it, downloads it through Envoy,
    compares it with the imported records, and sends a signal twice. It takes some seconds and leaves nothing behind.

    Example: curae demo
    """
    began = time.monotonic()
    with ExitStack() as cleanup:
        with _step("start Envoy, server and worker, with a demo app and its records"):
            folder, run = cleanup.enter_context(private_stack())
        _exercise(folder, run)
        with _step("stop everything"):
            cleanup.close()
    console().print(f"\n[bold green]All of it works[/], in {time.monotonic() - began:.1f} s.")


def _exercise(folder: Path, run: dict[str, Any]) -> None:
    app = RestCaller(run["restUrl"], run["apiKey"])
    with _step("queue an export over REST"):
        location = _queue(app, run["connectionId"])
    with _step("watch it by server-sent events"):
        export = _watch(app, location)
    with _step("download it through Envoy; check size, sha256 and the number of lines"):
        lines = _download(app, location, export["artifact"])
        imported = demo_resources()
        require(lines == imported, f"{lines} lines came of {imported} imported records")
    console().print(
        f"      {lines} records, {export['artifact']['byteSize']} bytes, sha256 {export['artifact']['sha256']}"
    )
    with _step("ask for it as another app: not found"):
        status = RestCaller(run["restUrl"], run["otherApiKey"]).get(location).status
        require(status == _NOT_FOUND, f"another app's key got {status}")
    with _step("send one signal twice with one key; it is stored once"):
        _send_signal_twice(app, run["connectionId"])
        stored = _stored_signals(folder)
        require(stored == 1, f"{stored} signals are stored")


def _queue(app: RestCaller, connection_id: str) -> str:
    answer = app.post(_EXPORTS, {"connectionId": connection_id})
    require(answer.status == _ACCEPTED, f"the call answered {answer.status}: {answer.body}")
    return answer.headers["location"]


def _watch(app: RestCaller, location: str) -> dict[str, Any]:
    export: dict[str, Any] = {}
    for event in app.events(f"{location}/events"):
        export = event["export"]
    require(export.get("status") == "READY", f"the export ended {export.get('status')}")
    return export


def _download(app: RestCaller, location: str, artifact: dict[str, str]) -> int:
    """The number of lines of a file that is what the export states."""
    digest, size, lines = hashlib.sha256(), 0, 0
    for chunk in app.stream(f"{location}/artifact", _CHUNK_BYTES):
        digest.update(chunk)
        size += len(chunk)
        lines += chunk.count(b"\n")
    require(size == int(artifact["byteSize"]), f"{size} bytes came of {artifact['byteSize']}")
    require(digest.hexdigest() == artifact["sha256"], "the sha256 is another one than the export states")
    return lines


def _send_signal_twice(app: RestCaller, connection_id: str) -> None:
    signal, key = signals()[0], str(uuid.uuid4())
    body = {
        "connectionId": connection_id,
        "namespace": signal.namespace,
        "signalType": signal.signal_type,
        "payload": dict(signal.payload),
    }
    first, second = (app.post(_SIGNALS, body, idempotency_key=key) for _ in range(2))
    require(first.status == second.status == _CREATED, f"the calls answered {first.status} and {second.status}")
    require(first.body == second.body, "the second answer differs from the first")
    require(second.headers.get("idempotency-replayed") == "true", "the second answer does not say it is a replay")


def _stored_signals(folder: Path) -> int:
    with open_database(folder) as database:
        return database.read_now(count_signals)


@contextmanager
def _step(name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    console().print(f"[green]✓[/] {time.monotonic() - began:5.2f} s  {name}")
