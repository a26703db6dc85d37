"""schemathesis over the published OpenAPI document, through the real Envoy, with every check on but one:
use_after_free wants a 404 after a DELETE, where the contract keeps the export, CANCELLED.
Each of the two runs tries about 1,600 requests.

A longer run of the same, against a stack of yours:

    SCHEMATHESIS_HOOKS=tests.rest.schemathesis_hooks schemathesis --config-file tests/rest/schemathesis.toml \\
        run http://127.0.0.1:8080/openapi.json --checks all \\
        --exclude-checks use_after_free --max-examples 1000 -H "Authorization: Bearer $KEY"
"""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.clock import utc_now, uuid7

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.mark.parametrize("known", [False, True], ids=["ids of nothing", "ids of what is there"])
def test_the_api_is_what_its_document_says(live_stack: dict[str, Any], tmp_path: Path, *, known: bool) -> None:
    config = (HERE / "schemathesis.toml").read_text()
    if known:
        export = _ready_export(live_stack)
        config += f'\n[parameters]\nexportId = "{export}"\nconnectionId = "{live_stack["connectionId"]}"\n'
    (tmp_path / "schemathesis.toml").write_text(config)
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"{live_stack['restUrl']}/openapi.json",
        *("--checks", "all", "--exclude-checks", "use_after_free", "--max-examples", "40", "--seed", "1", "--no-color"),
        *("--header", f"Authorization: Bearer {live_stack['apiKey']}"),
        *("--generation-database", "none"),
    ]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.rest.schemathesis_hooks", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert "generated" in ran.stdout


def _ready_export(stack: dict[str, Any]) -> str:
    headers = {"authorization": f"Bearer {stack['apiKey']}", "idempotency-key": uuid7()}
    with httpx.Client(base_url=stack["restUrl"], headers=headers) as client:
        body = {
            "connectionId": stack["connectionId"],
            "resourceTypes": ["Immunization"],
            "since": (utc_now() - timedelta(days=1)).isoformat(),  # so that it has a file of deletions too
        }
        answer = client.post("/api/sdk/v1/records/exports", json=body)
        assert answer.status_code == 202, answer.text
        export_id: str = answer.json()["export"]["id"]
        client.get(f"/api/sdk/v1/records/exports/{export_id}/events", timeout=30)  # ends once it is READY
    return export_id
