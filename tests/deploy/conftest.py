"""What a release consists of, built once for all tests of this folder."""

import shutil
import subprocess
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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `curae` command of an environment that holds the wheel and what it depends on, nothing else."""
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, with_pip=True)
    command = [place / "bin/pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=patience(300))
    assert ran.returncode == 0, ran.stderr
    return place / "bin/curae"


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
