"""The SDKs as packages: built, installed into empty projects, and the code of their READMEs run there as it stands."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from server.domain.webhooks.signature import signature_header
from tests.clients.test_pure import BODY, SECRET
from tests.clients.test_signals import WORKOUT

CLIENTS = Path(__file__).parents[2] / "clients"
_TIMEOUT_SECONDS = 300
# What a reader of a README has of their own.
_PYTHON_READER = """
import json, os, types
CONNECTION, PAYLOAD, SECRET = os.environ["CONNECTION"], json.loads(os.environ["PAYLOAD"]), os.environ["SECRET"]
request = types.SimpleNamespace(
    body=os.environ["BODY"].encode(), headers={"CuraeAI-Signature": os.environ["SIGNATURE"]})
"""
_TYPESCRIPT_READER = """
const CONNECTION = process.env.CONNECTION!, PAYLOAD = JSON.parse(process.env.PAYLOAD!), SECRET = process.env.SECRET!;
const request = { body: process.env.BODY!, headers: { "CuraeAI-Signature": process.env.SIGNATURE! } };
"""


@pytest.fixture
def reader(live_stack: dict[str, Any]) -> dict[str, str]:
    """The environment of somebody who follows a README. No path of this checkout is in it."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "CURAE_API_KEY": live_stack["apiKey"],
        "CURAE_BASE_URL": live_stack["restUrl"],
        "CONNECTION": live_stack["connectionId"],
        "PAYLOAD": json.dumps(WORKOUT.payload),
        "SECRET": SECRET,
        "BODY": BODY.decode(),
        "SIGNATURE": signature_header([SECRET], BODY, datetime.now(UTC)),
    } | {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "npm_config_"))}


def run(command: Sequence[str | Path], folder: Path, environment: dict[str, str] | None = None) -> str:
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=_TIMEOUT_SECONDS
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def blocks(readme: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", readme.read_text(), re.MULTILINE | re.DOTALL)


def test_the_wheel_runs_the_code_of_its_readme(reader: dict[str, str], tmp_path: Path) -> None:
    run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, CLIENTS / "python"], tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "curae_sdk/py.typed" in names
    assert not [name for name in names if not name.startswith(("curae_sdk/", "curae_sdk-"))]
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty/bin/python"
    run([python, "-m", "pip", "install", "-q", wheel], tmp_path)
    code = blocks(CLIENTS / "python/README.md", "python")
    assert len(code) >= 5
    printed = run([python, "-c", "\n".join([_PYTHON_READER, *code])], tmp_path, reader)
    assert "Flushed(stored=1, refused=0, waiting=0)" in printed
    assert (tmp_path / "records.ndjson").exists()


def test_the_tarball_runs_the_code_of_its_readme(reader: dict[str, str], tmp_path: Path) -> None:
    run(["npm", "pack", "--silent", "--pack-destination", tmp_path], CLIENTS / "typescript")
    (tarball,) = tmp_path.glob("*.tgz")
    project = tmp_path / "empty"
    project.mkdir()
    (project / "package.json").write_text('{"type": "module", "private": true}')
    run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", tarball], project)
    code = blocks(CLIENTS / "typescript/README.md", "ts")
    assert len(code) >= 5
    (project / "readme.ts").write_text("\n".join([_TYPESCRIPT_READER, *code]))
    tools = CLIENTS / "typescript/node_modules"
    types = ["--types", "node", "--typeRoots", str(tools / "@types")]
    module = ["--module", "nodenext", "--target", "es2022", "--strict", "--skipLibCheck", "false"]
    run(["node", str(tools / "typescript/bin/tsc"), *module, *types, "readme.ts"], project)
    printed = run(["node", "readme.js"], project, reader)
    assert "{ stored: 1, refused: 0, waiting: 0 }" in printed
    assert (project / "records.ndjson").exists()


def test_what_of_the_typescript_client_needs_no_service() -> None:
    run(["node", "--test", "test/"], CLIENTS / "typescript")
