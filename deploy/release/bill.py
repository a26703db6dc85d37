"""Bills of materials in CycloneDX, the same bytes for the same content: one of the wheel, one of the image."""

import json
import sys
import tarfile
import tempfile
import venv
from hashlib import sha256
from pathlib import Path
from typing import Any

from deploy.release.commands import ROOT, run

_STATUS = "./var/lib/dpkg/status"
Component = dict[str, Any]


def wheel_bill(wheel: Path, target: Path) -> Path:
    """Every package that an environment with the wheel has, with its version and the licence that it declares."""
    with tempfile.TemporaryDirectory() as place:
        venv.create(place, with_pip=False, symlinks=True)
        python = Path(place) / "bin/python"
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "-c", ROOT / "constraints.txt", wheel])
        return environment_bill(python, wheel, target)


def environment_bill(python: Path, wheel: Path, target: Path) -> Path:
    """The packages of an environment, as what the wheel is made of."""
    tool = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    run([*tool, "--pyproject", ROOT / "pyproject.toml", "--output-file", target, python])
    bill = json.loads(target.read_text())
    for component in bill["components"]:
        component.pop("externalReferences", None)  # the wheel's place on this machine, for one
    name, version = wheel.name.split("-")[:2]
    hashes = [{"alg": "SHA-256", "content": sha256(wheel.read_bytes()).hexdigest()}]
    bill["metadata"]["component"] |= {"version": version, "purl": f"pkg:pypi/{name}@{version}", "hashes": hashes}
    bill["components"] = [each for each in bill["components"] if each["name"] != name]
    return _write(bill, target)


def image_bill(of_wheel: Path, base: Path, target: Path) -> Path:
    """The wheel's, and Debian's packages of the base."""
    bill = json.loads(of_wheel.read_text())
    bill["components"] += debian_packages(base)
    return _write(bill, target)


def debian_packages(base: Path) -> list[Component]:
    with tarfile.open(base) as archive:
        status = archive.extractfile(_STATUS)
        text = "" if status is None else status.read().decode()
    packages = [_fields(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
    return [
        {
            "type": "library",
            "bom-ref": f"deb:{each['Package']}",
            "name": each["Package"],
            "version": each["Version"],
            "purl": f"pkg:deb/debian/{each['Package']}@{each['Version']}?arch={each['Architecture']}",
        }
        for each in sorted(packages, key=lambda each: each["Package"])
    ]


def _fields(paragraph: str) -> dict[str, str]:
    lines = [line for line in paragraph.splitlines() if not line.startswith((" ", "\t"))]
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _write(bill: dict[str, Any], target: Path) -> Path:
    target.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n")
    return target
