"""The code samples and the Postman collection do what they say, against the running stack."""

import json
import os
import re
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.clock import utc_now, uuid7
from server.codegen.__main__ import GEN
from server.codegen.openapi.examples import PATH_EXAMPLES, REQUEST_EXAMPLES
from server.domain.caller import Environment, Scope
from server.services.accounts import Accounts
from server.store.engine import Database
from tests.contract.test_samples import OPERATIONS, sample
from tests.parts.eventually import patience

EXPORTS = "/api/sdk/v1/records/exports"
SIGNALS = "/api/sdk/v1/signals"
COLLECTION: dict[str, Any] = json.loads((GEN / "postman.json").read_text())
# An import needs a connector's key, and a body that is no JSON: tests/rest/test_record_imports.py calls it.
REQUESTS = {
    request["name"]: request["request"]
    for folder in COLLECTION["item"]
    for request in folder["item"]
    if folder["name"] != "Import"
}
SAMPLES = [operation for operation in OPERATIONS if operation not in {"ImportRecords", "GetImport"}]
COMMANDS = {
    "curl": ["bash", "-euo", "pipefail", "-s"],
    "Python": [sys.executable, "-"],
    "JavaScript": ["node", "--input-type=module", "-"],
}


@pytest.fixture
def export(live_stack: dict[str, Any]) -> dict[str, Any]:
    """A READY export of its own."""
    headers = {"Authorization": f"Bearer {live_stack['apiKey']}", "Idempotency-Key": str(uuid.uuid4())}
    yesterday = (utc_now() - timedelta(days=1)).isoformat()  # with `since` it has a file of deletions as well
    body = {"connectionId": live_stack["connectionId"], "resourceTypes": ["Immunization"], "since": yesterday}
    with httpx.Client(base_url=live_stack["restUrl"], headers=headers, timeout=patience(60)) as client:
        made = client.post(EXPORTS, json=body).raise_for_status().json()["export"]
        client.get(f"{EXPORTS}/{made['id']}/events").raise_for_status()
        found: dict[str, Any] = client.get(f"{EXPORTS}/{made['id']}").raise_for_status().json()["export"]
    assert found["status"] == "READY"
    return found


@pytest.fixture
def signal_id(live_stack: dict[str, Any]) -> str:
    """A stored signal of its own, of the type of the examples."""
    headers = {"Authorization": f"Bearer {live_stack['apiKey']}", "Idempotency-Key": str(uuid.uuid4())}
    body = REQUEST_EXAMPLES["SignalsService.IngestSignal"] | {"connectionId": live_stack["connectionId"]}
    made = httpx.post(f"{live_stack['restUrl']}{SIGNALS}", json=body, headers=headers, timeout=patience(60))
    return str(made.raise_for_status().json()["signal"]["id"])


@pytest.mark.parametrize("language", COMMANDS)
@pytest.mark.parametrize("operation", SAMPLES)
def test_a_sample_works(  # noqa: PLR0917
    operation: str, language: str, live_stack: dict[str, Any], export: dict[str, Any], signal_id: str, tmp_path: Path
) -> None:
    made_up = REQUEST_EXAMPLES["RecordsService.ExportRecords"]["connectionId"]
    source = sample(operation, language).replace(PATH_EXAMPLES["export_id"], export["id"])
    source = source.replace(PATH_EXAMPLES["signal_id"], signal_id)
    source = source.replace(made_up, live_stack["connectionId"])
    printed = run(language, source, live_stack["restUrl"], live_stack["apiKey"], tmp_path)
    if operation == "DownloadExport":
        assert (tmp_path / "records.ndjson").stat().st_size == int(export["artifact"]["byteSize"])
    elif operation != "DownloadExportDeletions":  # nothing was deleted
        assert printed.strip()


def run(language: str, source: str, url: str, key: str, folder: Path) -> str:
    """What a sample prints."""
    ran = subprocess.run(
        COMMANDS[language],
        input=source,
        env=os.environ | {"CURAE_BASE_URL": url, "CURAE_API_KEY": key},
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=patience(60),
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("language", COMMANDS)
def test_the_samples_of_imports_work(language: str, live_stack: dict[str, Any], tmp_path: Path) -> None:
    database = Database(f"sqlite:///{live_stack['data']}/curae.db")
    accounts = Accounts(database, utc_now, uuid7)
    tenant = accounts.create_tenant(uuid7())
    person = accounts.create_connection(tenant.id, data_packages=frozenset({"labs"}), signal_types=frozenset())
    scopes = frozenset({Scope.RECORDS_IMPORT})
    key = accounts.create_key(tenant.id, name="", environment=Environment.LIVE, scopes=scopes).presented.text
    database.close()
    (tmp_path / "records.ndjson").write_text(REQUEST_EXAMPLES["ImportService.ImportRecords"])
    import_id = uuid7()
    made_up = REQUEST_EXAMPLES["RecordsService.ExportRecords"]["connectionId"]
    for operation in ("ImportRecords", "GetImport"):
        source = sample(operation, language).replace(PATH_EXAMPLES["import_id"], import_id).replace(made_up, person.id)
        printed = run(language, source, live_stack["restUrl"], key, tmp_path)
        assert "COMPLETED" in printed and import_id in printed


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_of_the_collection_works(
    name: str, live_stack: dict[str, Any], export: dict[str, Any], signal_id: str
) -> None:
    variables = {
        "baseUrl": live_stack["restUrl"],
        "apiKey": live_stack["apiKey"],
        "connectionId": live_stack["connectionId"],
        "exportId": export["id"],
        "signalId": signal_id,
    }

    def filled(text: str) -> str:
        text = re.sub(r"\{\{\$guid\}\}", lambda _: str(uuid.uuid4()), text)
        return re.sub(r"\{\{(\w+)\}\}", lambda match: variables[match[1]], text)

    request = REQUESTS[name]
    url = request["url"]["raw"]
    for variable in request["url"]["variable"]:
        url = url.replace(f"/:{variable['key']}", f"/{variable['value']}")
    (token,) = COLLECTION["auth"]["bearer"]
    headers = {each["key"]: filled(each["value"]) for each in request["header"]}
    headers["Authorization"] = f"Bearer {filled(token['value'])}"
    body = filled(request["body"]["raw"]) if "body" in request else None
    answer = httpx.request(request["method"], filled(url), headers=headers, content=body, timeout=patience(60))
    assert answer.is_success, answer.text


def test_the_collection_has_every_operation() -> None:
    assert len(REQUESTS) == len(SAMPLES)
    assert {variable["key"] for variable in COLLECTION["variable"]} == {
        "baseUrl",
        "apiKey",
        "connectionId",
        "exportId",
        "signalId",
    }
