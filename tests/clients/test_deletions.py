"""The deletions of an export by `since`, over REST through Envoy, by each SDK, and by the command line."""

import hashlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from curae_sdk import CuraeError

from tests.parts.command import environment_of, run_curae

EXPORTS = "/api/sdk/v1/records/exports"


def curae(stack: dict[str, Any], *arguments: str, **options: Any) -> str:
    done = run_curae(*arguments, environment=environment_of(Path(stack["data"])), **options)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


@pytest.fixture
def connection(live_stack: dict[str, Any]) -> str:
    """Of the demo app, with three records."""
    (tenant,) = {each["tenantId"] for each in json.loads(curae(live_stack, "connections", "list", "--json"))
                 if each["id"] == live_stack["connectionId"]}  # fmt: skip
    made = curae(live_stack, "connections", "create", "--tenant", tenant, "--package", "all", "--json")
    connection: str = json.loads(made)["id"]
    records = "".join(f'{{"resourceType":"Basic","id":"{name}"}}\n' for name in "abc").encode()
    curae(live_stack, "records", "import", "--connection", connection, "-", input=records)
    return connection


@pytest.fixture
def deleted(client: Any, live_stack: dict[str, Any], connection: str) -> Any:
    """A READY export since an earlier one, after which two records were deleted."""
    first = client.exports.create_and_wait(connection_id=connection)
    curae(live_stack, "records", "delete", "--connection", connection, "Basic/c", "Basic/a")
    return client.exports.create_and_wait(connection_id=connection, since=first.started_at)


def test_sdks_tell_and_verify_what_was_deleted(client: Any, deleted: Any, connection: str, tmp_path: Path) -> None:
    assert list(client.exports.deletions(deleted)) == ["Basic/a", "Basic/c"]
    assert list(client.exports.records(deleted)) == []
    client.exports.download_deletions(deleted, tmp_path / "deletions.ndjson")
    content = (tmp_path / "deletions.ndjson").read_bytes()
    stated = (deleted.deletions.byte_size, deleted.deletions.sha256)
    assert (len(content), hashlib.sha256(content).hexdigest()) == stated
    whole = client.exports.create_and_wait(connection_id=connection)
    with pytest.raises(CuraeError, match="has no deletions"):
        list(client.exports.deletions(whole))


@pytest.mark.parametrize("make_client", ["sync"], indirect=True)
def test_rest_and_command_line_give_the_same_bytes(live_stack: dict[str, Any], deleted: Any, tmp_path: Path) -> None:
    path = f"{EXPORTS}/{deleted.id}/artifact/deletions"
    etag = f'"{deleted.deletions.sha256}"'
    headers = {"authorization": f"Bearer {live_stack['apiKey']}"}
    with httpx.Client(base_url=live_stack["restUrl"], headers=headers) as app:
        whole = app.get(path)
        assert (whole.status_code, whole.headers["etag"]) == (200, etag)
        assert whole.headers["content-type"] == "application/fhir+ndjson"
        assert f'filename="export-{deleted.id}-deletions.ndjson"' in whole.headers["content-disposition"]
        assert hashlib.sha256(whole.content).hexdigest() == deleted.deletions.sha256
        part = app.get(path, headers={"range": "bytes=5-9", "if-range": etag})
        assert (part.status_code, part.content) == (206, whole.content[5:10])
        assert part.headers["content-range"] == f"bytes 5-9/{len(whole.content)}"
        assert app.get(path, headers={"if-none-match": etag}).status_code == 304
        assert app.head(path).headers["content-length"] == str(len(whole.content))
        signed = app.get(f"{EXPORTS}/{deleted.id}/download").json()["deletions"]["url"]
        assert httpx.get(signed).content == whole.content
        output = tmp_path / "by-curae.ndjson"
        environment = environment_of(Path(live_stack["data"]), CURAE_API_KEY=live_stack["apiKey"])
        command = ("exports", "download", deleted.id, "--deletions", "--output", str(output))
        done = run_curae(*command, environment=environment)
        assert (done.returncode, output.read_bytes()) == (0, whole.content), done.stderr
        assert app.delete(f"{EXPORTS}/{deleted.id}").status_code == 200
        assert app.get(path).json()["code"] == "SDK_EXPORT_CANCELLED"
