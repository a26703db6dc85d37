"""What `curae doctor` says of a package, an image or a cluster that lacks something: one line each, with the remedy."""

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server.cli.doctor import installation


@pytest.fixture
def doctor(migrated: Any, data: Path) -> Any:
    (data / "artifacts").mkdir(mode=0o700)

    def found(check: str) -> list[tuple[str, str, str]]:
        findings = json.loads(migrated("doctor", "--json").out)
        return [(each["status"], each["detail"], each.get("remedy", "")) for each in findings if each["check"] == check]

    return found


def test_a_library_that_the_system_lacks_is_named(doctor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an image without libstdc++ has it."""
    monkeypatch.setitem(sys.modules, "obstore", None)
    ((status, detail, remedy),) = doctor("installation")
    assert (status, "obstore" in detail, "libstdc++6" in remedy) == ("FAIL", True, True)


def test_a_wheel_that_lacks_a_file_is_named(doctor: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(installation, "shipped", lambda path: tmp_path / path)
    ((status, detail, remedy),) = doctor("installation")
    assert (status, "envoy.yaml" in detail) == ("FAIL", True)
    assert remedy == "pip install --force-reinstall curae"


def test_a_root_that_is_read_only_without_a_volume_is_named(
    doctor: Any, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    read_only = SimpleNamespace(access=lambda *_: False, W_OK=os.W_OK, geteuid=os.geteuid)
    monkeypatch.setattr(installation, "os", read_only)
    ((status, detail, remedy),) = doctor("data folder")
    assert (status, str(data) in detail, "volume" in remedy) == ("FAIL", True, True)


def test_a_name_that_no_server_has_is_named(doctor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_GRPC_ADDRESS", "127.0.0.1:1,curae-server.invalid:50051")
    monkeypatch.setenv("CURAE_TRUSTED_PROXIES", "10.0.0.0/8")
    ((status, detail, remedy),) = doctor("servers")
    assert (status, detail) == ("FAIL", "no address is known for curae-server.invalid")
    assert "CURAE_GRPC_ADDRESS" in remedy


def test_a_server_for_other_machines_knows_its_envoys_and_drains(doctor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_GRPC_ADDRESS", "0.0.0.0:50051")
    monkeypatch.setenv("CURAE_DRAIN_SECONDS", "1")
    drain, proxies = doctor("servers")
    assert (drain[0], "CURAE_DRAIN_SECONDS" in drain[1]) == ("WARN", True)
    assert (proxies[0], "CURAE_TRUSTED_PROXIES" in proxies[1]) == ("WARN", True)


def test_a_secret_that_is_not_mounted_is_one_line(migrated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_DATABASE_URL_FILE", "/run/secrets/curae/database-url")
    outcome = migrated("doctor")
    (line,) = [line for line in outcome.out.splitlines() if "CURAE_DATABASE_URL_FILE" in line]
    assert (outcome.code, line.startswith("FAIL  configuration")) == (1, True)
    assert "/run/secrets/curae/database-url cannot be read" in line and "; remedy: " in line


def test_keys_of_a_bucket_that_are_not_mounted_are_named(doctor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURAE_ARTIFACTS_URL", "s3://curae?endpoint=http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID_FILE", "/run/secrets/curae/aws-access-key-id")
    ((status, detail, _),) = doctor("storage")
    assert (status, "AWS_ACCESS_KEY_ID_FILE" in detail) == ("FAIL", True)
