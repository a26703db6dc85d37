"""What a part of a deployment reads from the environment that a manifest gives it, and where it listens then."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from server.cli.doctor.configuration import unknown_settings
from server.cli.doctor.finding import Status
from server.config import Settings, read_settings
from server.secret_files import FROM_FILE
from tests.parts.processes import port_of

# Of each file that a manifest mounts, by the end of its path.
SECRETS = {
    "database-url": "postgresql://curae:secret@db.example/curae",
    "signing-key": "5" * 64,
    "access-key-id": "curae",
    "secret-access-key": "s3cret",
}
# Settings that hold a secret, and the keys of a bucket: a manifest may name files only.
SECRET_SETTINGS = {"CURAE_DATABASE_URL", "CURAE_DATABASE_LISTEN_URL", "CURAE_SIGNING_KEY"}
PATHS = {
    "serve": {"metrics": {"/healthz", "/readyz", "/metrics"}},
    "worker": {"metrics": {"/healthz", "/readyz", "/metrics"}},
    "envoy": {"rest": {"/healthz"}, "metrics": {"/metrics"}},
}


def read_by_part(environment: Mapping[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings as the part reads them. Fails where a variable is no setting, or holds a secret itself."""
    secrets = folder / "secrets"
    secrets.mkdir(exist_ok=True)
    for name, text in environment.items():
        assert not name.startswith("AWS_") or name.endswith(FROM_FILE), f"{name} holds a secret"
        assert name not in SECRET_SETTINGS, f"{name} holds a secret"
        value = text
        if name.endswith(FROM_FILE):
            ending = next(each for each in SECRETS if text.replace("_", "-").endswith(each))
            value = str(secrets / ending)
            Path(value).write_text(SECRETS[ending] + "\n")
        monkeypatch.setenv(name, value)
    findings = list(unknown_settings())
    assert [each.detail for each in findings if each.status is not Status.OK] == []
    return read_settings()


def listened_ports(part: str, settings: Settings) -> dict[str, int]:
    """By the name that manifests give each."""
    ports = {}
    if part == "serve":
        ports["grpc"] = port_of(settings.grpc_address)
    if part == "envoy":
        ports["rest"] = port_of(settings.envoy_address)
    if settings.metrics_address is not None:
        ports["metrics"] = port_of(settings.metrics_address)
    return ports


def open_to_others(address: str) -> bool:
    return address.startswith("0.0.0.0:")
