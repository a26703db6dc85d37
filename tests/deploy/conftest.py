"""What a release consists of, built once for a whole test run."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.release.archive import configuration, layer_sizes
from deploy.release.commands import ROOT
from deploy.release.image import CACHE, Buildah, build_image, debian_root, export_image, import_base, why_not
from deploy.release.wheel import build_wheel
from tests.parts.eventually import patience
from tests.parts.shared import made_once, of_the_run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (wheel,) = made_once(of_the_run(tmp_path_factory, "wheel"), build_wheel).glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `curae` command of an environment that holds the wheel and what it depends on, nothing else."""
    place = made_once(of_the_run(tmp_path_factory, "installed"), lambda place: install(wheel, place))
    return place / "bin/curae"


def install(wheel: Path, place: Path) -> None:
    """By the pip of this environment. Python compiles those modules that a test imports."""
    venv.create(place, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", place / "bin/python"]
    command = [*pip, "install", "--quiet", "--no-compile", "-c", ROOT / "constraints.txt", wheel]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=patience(300))
    assert ran.returncode == 0, ran.stderr


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltImage:
    """`root` is the image's file system, mounted."""

    archive: Path
    root: Path
    config: dict[str, Any]
    bytes: int
    build: Callable[[Path], Path]  # builds it again, into another archive


@pytest.fixture(scope="session")
def image(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltImage]:
    """The image of the wheel, on a Debian that is made here. Skips with the reason where none can be built."""
    if (reason := why_not()) is not None:
        pytest.skip(reason)
    place = tmp_path_factory.mktemp("image")
    buildah = Buildah.on(place / "store")
    base = import_base(buildah, debian_root(CACHE / "base.tar"))
    context = place / "context"

    def build(archive: Path) -> Path:
        return export_image(buildah, build_image(buildah, wheel, base, context), archive, "curae:again")

    built = build_image(buildah, wheel, base, context)
    archive = export_image(buildah, built, place / "image.tar", "curae:tested")
    container = buildah("from", "--quiet", built)
    try:
        yield BuiltImage(
            archive=archive,
            root=Path(buildah("mount", container)),
            config=configuration(archive),
            bytes=sum(layer_sizes(archive)[1:]),
            build=build,
        )
    finally:
        buildah("umount", container)
        buildah("rm", "--all")
        shutil.rmtree(place, ignore_errors=True)
