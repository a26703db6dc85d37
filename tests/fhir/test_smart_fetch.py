"""smart-fetch, as it is published, takes 20,000 records out with its defaults."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fhir.place import LABORATORY, Place, opened_place, resource
from tests.fhir.smart_client import register
from tests.parts.in_process import App, sqlite_urls

RECORDS = {"Condition": 3_000, "Encounter": 2_000, "Observation": 14_999, "Patient": 1}
_SECONDS = 600


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with opened_place(sqlite_urls(tmp_path_factory.mktemp("smart-fetch"))) as place:
        yield place


@pytest.fixture(scope="module")
def app(place: Place) -> App:
    app = place.stack.new_app(packages=("labs", "conditions", "encounters", "demographics"))
    records = [
        resource(kind, f"{kind.lower()}-{number}", LABORATORY if kind == "Observation" else None)
        for kind, count in RECORDS.items()
        for number in range(count)
    ]
    place.store(app.connection, *records)
    return app


def fetch(place: Place, folder: Path, *options: str) -> Counter[str]:
    """How many resources of each type it wrote. Its defaults include a `_typeFilter` of Observations."""
    command = [str(Path(sys.executable).with_name("smart-fetch")), "bulk", "--fhir-url", f"{place.url}/fhir"]
    ran = subprocess.run(
        [*command, "--no-compression", *options, str(folder)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found: Counter[str] = Counter()
    for path in folder.glob("**/*.ndjson"):
        if path.name != "log.ndjson":
            found.update(_types_in(path))
    return found


def _types_in(path: Path) -> Iterator[str]:
    with path.open() as lines:
        for line in lines:
            document: dict[str, Any] = json.loads(line)
            yield document["resourceType"]


def test_with_a_bearer_token(place: Place, app: App, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(app.key.presented.text)
    assert fetch(place, tmp_path / "out", "--bearer-token", str(token)) == RECORDS
    assert _exports_left(place, app) == [], "it deletes the export once it has it"


def test_with_smart_backend_services(place: Place, app: App, tmp_path: Path) -> None:
    client = register(place, app)
    jwk = dict(client.key.as_dict(private=True)) | {"key_ops": ["sign"]}
    keys = tmp_path / "private.jwks"
    keys.write_text(json.dumps({"keys": [{name: value for name, value in jwk.items() if name != "use"}]}))
    options = ("--smart-client-id", client.client_id, "--smart-key", str(keys))
    assert fetch(place, tmp_path / "out", *options) == RECORDS


def _exports_left(place: Place, app: App) -> list[str]:
    headers = {"authorization": app.authorization[1]}
    exports = place.rest.get("/api/sdk/v1/records/exports", headers=headers).json()["exports"]
    return [export["id"] for export in exports if export["status"] != "CANCELLED"]
