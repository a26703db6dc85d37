"""`bulkExport` of @medplum/core, as it is published: it kicks off by a POST without a body, and polls each second."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fhir.place import Place, resource
from tests.fhir.smart_client import register
from tests.parts.eventually import patience
from tests.parts.in_process import App

PACKAGE = "@medplum/core@5.2.13"  # it asks for Node 22; Deno, which the tests have anyway, runs it too
OBSERVATIONS = 500
_TIMEOUT_SECONDS = 120
_PROGRAM = """
import { MedplumClient } from "@medplum/core";
const [baseUrl, accessToken, level, types] = Deno.args;
const medplum = new MedplumClient({ baseUrl, accessToken, fhirUrlPath: "fhir" });
const manifest = await medplum.bulkExport(level, types, undefined, { pollStatusOnAccepted: true });
const files = {};
for (const { type, url } of manifest.output) {
  const text = await (await medplum.download(url)).text();
  files[type] = text.trimEnd().split("\\n").map((line) => JSON.parse(line).id);
}
console.log(JSON.stringify({ manifest, files }));
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package and the program that uses it."""
    folder = tmp_path_factory.mktemp("medplum")
    (folder / "package.json").write_text('{"type": "module", "private": true}')
    options = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    _run(["npm", "install", *options, "--engine-strict=false", PACKAGE], folder)
    (folder / "program.mjs").write_text(_PROGRAM)
    return folder


@pytest.fixture
def app(place: Place) -> App:
    app = place.stack.new_app()
    place.store(app.connection, *(resource("Observation", f"o{number}") for number in range(OBSERVATIONS)))
    place.store(app.connection, resource("Patient", "p"))
    return app


def test_everything_by_a_key(place: Place, app: App, project: Path) -> None:
    found = _exported(project, place, app.key.presented.text, "", "Patient,Observation")
    assert found["manifest"]["request"] == f"{place.url}/fhir/$export?_type=Patient%2CObservation"
    assert found["files"]["Patient"] == ["p"]
    assert sorted(found["files"]["Observation"]) == sorted(f"o{number}" for number in range(OBSERVATIONS))


def test_one_group_by_an_access_token(place: Place, app: App, project: Path) -> None:
    place.store(place.connect(app, "demographics"), resource("Patient", "another"))
    token = register(place, app).token("system/Patient.read")["authorization"].removeprefix("Bearer ")
    found = _exported(project, place, token, f"Group/{app.connection.id}", "Patient")
    assert found["files"] == {"Patient": ["p"]}


def _exported(project: Path, place: Place, token: str, level: str, types: str) -> dict[str, Any]:
    deno = str(Path(sys.executable).with_name("deno"))
    command = [deno, "run", "--allow-all", "--node-modules-dir=manual", "program.mjs"]
    found: dict[str, Any] = json.loads(_run([*command, f"{place.url}/", token, level, types], project))
    return found


def _run(command: list[str], folder: Path) -> str:
    ran = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"DENO_DIR": str(folder / "deno"), "DENO_NO_UPDATE_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=patience(_TIMEOUT_SECONDS),
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
