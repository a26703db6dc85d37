"""The TypeScript client behind the face of the Python one, so that one test holds for both."""

import dataclasses
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import curae_sdk
from curae_sdk import ApiError, Export, Flushed, problems
from curae_sdk._generated.models import (
    Download,
    Signal,
    SignalFigures,
    SignalNamespace,
    SignalRecord,
    SignalTombstone,
)
from curae_sdk._reading import moment_text

ROOT = Path(__file__).parents[2]
DISTRIBUTION = ROOT / "clients/typescript/dist/index.js"
_DRIVER = Path(__file__).with_name("typescript_driver.mjs")
_LOCAL_FAULTS = {"TypeError": ValueError, "RangeError": ValueError, "FileInUse": curae_sdk.DownloadInUse}


class Node:
    """One node process with the client in it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(_DRIVER), str(DISTRIBUTION)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, **request: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)


@contextmanager
def node() -> Iterator[Node]:
    process = Node()
    try:
        yield process
    finally:
        process.close()


class TypescriptClient:
    """`Curae` of the Python SDK, as far as the tests use it."""

    def __init__(
        self, process: Node, *, api_key: str, base_url: str, retries: Any, timeout: float | None = None
    ) -> None:
        self._node = process
        delays = {"firstDelay": retries.first_delay, "longestDelay": retries.longest_delay}
        self._client = {
            "apiKey": api_key,
            "baseUrl": base_url,
            "retries": {"maxRetries": retries.max_retries, **delays},
        } | ({} if timeout is None else {"timeout": timeout})
        self.exports = _Exports(self)
        self.signals = _Signals(self)

    def close(self) -> None:
        """The process is the fixture's."""

    def __repr__(self) -> str:
        return "Curae"

    def ask(self, *path: str, given: Sequence[Any], callback: str | None = None, on: int | None = None) -> Any:
        asked = {"client": self._client, "path": path, "given": given, "callback": callback}
        answer = self._node.ask(**asked | ({} if on is None else {"on": on}))
        if fault := answer.get("fault"):
            raise _error(fault)
        return answer


class _Exports:
    def __init__(self, client: TypescriptClient) -> None:
        self._client = client

    def create(self, **order: Any) -> Export:
        return self._one("create", [_cameled(order)])

    def get(self, export_id: str) -> Export:
        return self._one("get", [export_id])

    def cancel(self, export_id: str) -> Export:
        return self._one("cancel", [export_id])

    def signed_url(self, export_id: str) -> Download:
        return Download.from_json(self._client.ask("exports", "signedUrl", given=[export_id])["result"])

    def list(self, **wanted: Any) -> list[Export]:
        found = self._client.ask("exports", "list", given=[_cameled(wanted)])["result"]
        return [Export.from_json(each) for each in found]

    def wait(self, export_id: str, **options: Any) -> Export:
        return self._following("wait", [export_id], options)

    def create_and_wait(self, **order: Any) -> Export:
        return self._following("createAndWait", [], order)

    def records(self, export: Any) -> Sequence[dict[str, Any]]:
        found: Sequence[dict[str, Any]] = self._client.ask("exports", "records", given=[_reference(export)])["result"]
        return found

    def deletions(self, export: Any) -> Sequence[str]:
        found: Sequence[str] = self._client.ask("exports", "deletions", given=[_reference(export)])["result"]
        return found

    def download_deletions(self, export: Any, path: Path) -> Export:
        answer = self._client.ask("exports", "downloadDeletions", given=[_reference(export), str(path)])
        return Export.from_json(answer["result"])

    def download(self, export: Any, path: Path, on_progress: Callable[[int, int], object] | None = None) -> Export:
        answer = self._client.ask(
            "exports", "download", given=[_reference(export), str(path), {}], callback="onProgress"
        )
        for told in answer["told"]:
            if on_progress is not None:
                on_progress(*told)
        return Export.from_json(answer["result"])

    def _one(self, name: str, given: Sequence[Any]) -> Export:
        return Export.from_json(self._client.ask("exports", name, given=given)["result"])

    def _following(self, name: str, given: Sequence[Any], options: dict[str, Any]) -> Export:
        on_change = options.pop("on_change", None)
        answer = self._client.ask("exports", name, given=[*given, _cameled(options)], callback="onChange")
        for (change,) in answer["told"]:
            if on_change is not None:
                on_change(Export.from_json(change))
        return Export.from_json(answer["result"])


class _Signals:
    def __init__(self, client: TypescriptClient) -> None:
        self._client = client

    def send(self, **signal: Any) -> Signal:
        options = {"dryRun": signal.pop("dry_run", False)}
        return Signal.from_json(self._client.ask("signals", "send", given=[_cameled(signal), options])["result"])

    def records(self, **wanted: Any) -> list[SignalRecord]:
        found = self._client.ask("signals", "records", given=[_cameled(wanted)])["result"]
        return [SignalRecord.from_json(each) for each in found]

    def aggregate(self, **wanted: Any) -> list[SignalFigures]:
        found = self._client.ask("signals", "aggregate", given=[_cameled(wanted)])["result"]
        return [SignalFigures.from_json(each) for each in found]

    def get(self, signal_id: str) -> SignalRecord | SignalTombstone:
        found = self._client.ask("signals", "get", given=[signal_id])["result"]
        if "tombstone" in found:
            return SignalTombstone.from_json(found["tombstone"])
        return SignalRecord.from_json(found["record"])

    def withdraw(self, signal_id: str) -> SignalTombstone:
        return SignalTombstone.from_json(self._client.ask("signals", "withdraw", given=[signal_id])["result"])

    def replace(self, signal_id: str, **corrected: Any) -> Signal:
        return Signal.from_json(
            self._client.ask("signals", "replace", given=[signal_id, _cameled(corrected)])["result"]
        )

    def send_batch(self, signals: list[Any]) -> list[Any]:
        given = [{**each.request, "idempotencyKey": each.idempotency_key} for each in signals]
        results = self._client.ask("signals", "sendBatch", given=[given])["result"]
        return [
            SimpleNamespace(
                stored=Signal.from_json(result["stored"]) if "stored" in result else None,
                error=_api_error(result["error"]) if "error" in result else None,
            )
            for result in results
        ]

    def namespaces(self) -> list[SignalNamespace]:
        found = self._client.ask("signals", "namespaces", given=[])["result"]
        return [SignalNamespace.from_json(each) for each in found]

    def namespace(self, name: str) -> SignalNamespace:
        return SignalNamespace.from_json(self._client.ask("signals", "namespace", given=[name])["result"])

    def queue(self, path: Path) -> "_Queue":
        return _Queue(self._client, self._client.ask("signals", "queue", given=[str(path)])["result"]["kept"])


class _Queue:
    def __init__(self, client: TypescriptClient, kept: int) -> None:
        self._client = client
        self._kept = kept

    def put(self, **signal: Any) -> str:
        return str(self._ask("put", _cameled(signal)))

    def flush(self) -> Flushed:
        return Flushed(**self._ask("flush"))

    def waiting(self) -> int:
        return int(self._ask("waiting"))

    def refused(self) -> list[Any]:
        return [
            SimpleNamespace(signal=SimpleNamespace(idempotency_key=each["item"]["idempotencyKey"]), code=each["code"])
            for each in self._ask("refused")
        ]

    def discard(self, key: str) -> None:
        self._ask("discard", key)

    def close(self) -> None:
        self._ask("close")

    def _ask(self, name: str, *given: Any) -> Any:
        return self._client.ask(name, given=list(given), on=self._kept).get("result")


def _error(fault: dict[str, Any]) -> Exception:
    name = fault["name"]
    if name == "ApiError":
        error: Exception = _api_error(fault)
    elif name == "ExportEnded":
        error = curae_sdk.ExportEnded(Export.from_json(fault["export"]))
    elif name == "WaitTimeout":
        error = curae_sdk.WaitTimeout("", 0)
    else:
        error = _LOCAL_FAULTS.get(name, getattr(curae_sdk, name, AssertionError))(fault["message"])
    error.add_note(fault.get("text", ""))
    return error


def _api_error(fault: dict[str, Any]) -> ApiError:
    return problems.BY_CODE.get(fault["code"], ApiError)(
        status=fault.get("status", 0),
        code=fault["code"],
        detail=fault.get("detail", fault.get("message", "")),
        details=fault["details"],
        request_id=fault.get("requestId"),
    )


def _reference(export: Any) -> Any:
    """An export as the TypeScript client knows it, or an id."""
    if isinstance(export, str):
        return export
    files = {"artifact": export.artifact, "deletions": export.deletions}
    return json.loads(json.dumps(_cameled(dataclasses.asdict(export)), default=moment_text)) | {
        name: {"sha256": file.sha256, "byteSize": str(file.byte_size)} for name, file in files.items() if file
    }


def _cameled(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        re.sub("_(.)", lambda found: found[1].upper(), name): _plain(name, value)
        for name, value in fields.items()
        if value is not None
    }


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat() if name.startswith("occurred") else moment_text(value)  # with its offset
    return _cameled(value) if name == "progress" else value
