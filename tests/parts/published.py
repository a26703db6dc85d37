"""Packages of FHIR resources that others publish, from the npm registry that this machine is set up for.

A copy is in .cache, so that each is asked for once.
"""

import base64
import hashlib
import subprocess
import tarfile
from pathlib import Path

import pytest

_CACHE = Path(__file__).parents[2] / ".cache" / "npm"
_TIMEOUT_SECONDS = 300
_NO_REGISTRY = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT")


def npm_package(name: str, version: str, *, sha512: str, into: Path) -> Path:
    """The folder `package` of a package, taken out into `into`. Skips where no registry answers."""
    packed = _CACHE / f"{name}-{version}.tgz"
    if not packed.exists():
        _pack(f"{name}@{version}", packed)
    found = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if found != sha512:
        packed.unlink()
        raise AssertionError(f"{name}@{version} is not what its checksum says")
    with tarfile.open(packed) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def _pack(wanted: str, packed: Path) -> None:
    packed.parent.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", wanted, "--silent", "--pack-destination", str(packed.parent), "--cache", str(_CACHE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_TIMEOUT_SECONDS)
    if ran.returncode != 0 and any(code in ran.stderr for code in _NO_REGISTRY):
        pytest.skip(f"no npm registry answers, so {wanted} cannot be installed")
    assert ran.returncode == 0, ran.stderr
