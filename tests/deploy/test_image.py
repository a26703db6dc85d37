"""The image, built by buildah on a Debian made here, and run with a read-only root as the user that it names."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from deploy.release.archive import image_id
from tests.deploy.conftest import BuiltImage
from tests.parts.contained import contained
from tests.parts.eventually import eventually, patience
from tests.parts.processes import NotReady, free_ports, spawn

_MOST_BYTES = 250 * 10**6  # beside the base
_IMPORT_ALL = """
from importlib import import_module
from pkgutil import walk_packages
import curae_sdk, server
names = [each.name for of in (curae_sdk, server) for each in walk_packages(of.__path__, of.__name__ + ".")]
names = [name for name in names if not name.endswith("__main__")]
for name in names:
    import_module(name)
print(len(names))
"""
_COMPILERS = {"cc", "gcc", "g++", "clang", "ld", "as", "make", "pip", "pip3"}


def run_in(image: BuiltImage, data: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    whole = contained(image.root, image.config, data, command, **environment)
    return subprocess.run(whole, capture_output=True, text=True, check=False, timeout=patience(180))


@pytest.fixture
def data(image: BuiltImage, tmp_path: Path) -> Path:
    """A volume as a container engine makes it: with the owner and mode that the image's folder has."""
    place = tmp_path / "volume"
    place.mkdir(mode=0o755)
    os.chown(place, *map(int, image.config["User"].split(":")))
    return place


def test_the_demo_runs_on_a_read_only_root(image: BuiltImage, data: Path) -> None:
    ran = run_in(image, data, "demo")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "All of it works" in ran.stdout


def test_it_is_small(image: BuiltImage) -> None:
    assert image.bytes < _MOST_BYTES


def test_it_lacks_no_module_that_ours_import(image: BuiltImage, data: Path) -> None:
    """The build leaves out parts of packages."""
    python = replace(image, config=image.config | {"Entrypoint": ["python", "-c"]})
    ran = run_in(python, data, _IMPORT_ALL)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 300


def test_it_has_no_compiler_and_belongs_to_root(image: BuiltImage) -> None:
    programs = {path.name for folder in ("usr/bin", "usr/local/bin", "bin", "opt/curae/bin")
                for path in (image.root / folder).glob("*")}  # fmt: skip
    assert not programs & _COMPILERS
    user, _, group = image.config["User"].partition(":")
    assert int(user) > 0 and int(group) > 0
    theirs = subprocess.run(
        ["find", image.root, "-xdev", "-uid", user, "-not", "-path", f"{image.root}/var/lib/curae*"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert theirs.stdout == ""
    assert image.config["Healthcheck"]["Test"] == ["CMD", "curae", "health"]


def test_server_worker_envoy_and_migrations_run_from_the_one_image(image: BuiltImage, data: Path) -> None:
    """Each in a root of its own with the same volume, each with its health check."""
    grpc, rest, *metrics = free_ports(5)
    shared = {"CURAE_GRPC_ADDRESS": f"127.0.0.1:{grpc}", "CURAE_ENVOY_ADDRESS": f"127.0.0.1:{rest}"}
    migrated = run_in(image, data, "db", "upgrade", **shared)
    assert migrated.returncode == 0, migrated.stderr
    with running(image, data, shared, dict(zip(("serve", "worker", "envoy"), metrics, strict=True))) as asked:
        for part in ("serve", "worker", "envoy"):
            eventually(partial(asked, part), within=60, pause=0.5)
        doctor = run_in(image, data, "doctor", "--json", **shared)
        findings = json.loads(doctor.stdout)
        assert [each for each in findings if each["status"] == "FAIL" and each["check"] != "disk"] == []


@contextmanager
def running(
    image: BuiltImage, data: Path, shared: dict[str, str], metrics: dict[str, int]
) -> Iterator[Callable[[str], bool]]:
    """Gives what asks a part for its health. Each part ends by itself after SIGTERM, with exit code 0."""
    settings = {part: shared | {"CURAE_METRICS_ADDRESS": f"127.0.0.1:{port}"} for part, port in metrics.items()}
    places = {part: data.parent / part for part in metrics}
    for place in places.values():
        place.mkdir()
    parts = {
        part: spawn(contained(image.root, image.config, data, [part], **settings[part]), folder=places[part])
        for part in metrics
    }

    def is_healthy(part: str) -> bool:
        if (code := parts[part].poll()) is not None:
            raise NotReady(f"{part} ended with {code}: {(places[part] / 'log').read_text()}")
        return run_in(image, data, "health", part, **settings[part]).returncode == 0

    try:
        yield is_healthy
    finally:
        for process in parts.values():
            process.terminate()
        codes = {part: process.wait(patience(60)) for part, process in parts.items()}
    assert set(codes.values()) == {0}, {part: (places[part] / "log").read_text()[-2000:] for part in codes}


@pytest.mark.skipif("CURAE_LONG_TESTS" not in os.environ, reason="a second build; CURAE_LONG_TESTS=1 runs it")
def test_a_second_build_has_the_same_bytes(image: BuiltImage, tmp_path: Path) -> None:
    again = image.build(tmp_path / "again.tar")
    assert image_id(again) == image_id(image.archive)
