"""The image: Debian's packages, Python's packages and the wheel, put together by buildah without a registry of images.

Everything that buildah stores is below `store`, so a build leaves nothing on the machine but its archive.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deploy.release.archive import rewrite_archive
from deploy.release.commands import ROOT, ReleaseFailed, commit_time, require, run
from deploy.release.wheel import copy_stripped

CONTAINERFILE = ROOT / "deploy" / "Containerfile"
CACHE = ROOT / ".cache" / "image"
_SUITE = "bookworm"
_PACKAGES = "python3,ca-certificates,libstdc++6"  # the last one for google-re2
_LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*")
_TOOLS = {"buildah": "buildah", "mmdebstrap": "mmdebstrap", "strip": "binutils"}  # Debian's package of each
_SOURCES = Path("/etc/apt/sources.list")
# What cannot be the same twice, or belongs to the machine that makes the root.
_FORGOTTEN = ("var/log", "var/cache", "etc/machine-id", "etc/hostname", "etc/resolv.conf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Buildah:
    """buildah with a store of its own. `chroot` isolation needs no kernel feature that a container lacks."""

    store: Path
    driver: str

    @classmethod
    def on(cls, store: Path) -> "Buildah":
        """With overlays where the file system has them, else with a copy of all files at every step."""
        for driver in ("overlay", "vfs"):
            buildah = cls(store=store / driver, driver=driver)
            try:
                buildah("rm", buildah("from", "scratch"))
            except ReleaseFailed as fault:
                last = fault
            else:
                return buildah
        raise last

    def __call__(self, *arguments: object) -> str:
        command = ["buildah", "--root", self.store / "root", "--runroot", self.store / "run"]
        return run([*command, "--storage-driver", self.driver, *arguments], BUILDAH_ISOLATION="chroot").strip()


def why_not() -> str | None:
    """Why no image can be built here, in one line that says what to do; None where it can."""
    missing = [package for name, package in _TOOLS.items() if shutil.which(name) is None]
    if missing:
        return f"the image needs {' and '.join(missing)}; run: sudo apt-get install {' '.join(missing)}"
    if os.geteuid() != 0:
        return "the image is built by root, or by a user with ranges in /etc/subuid for buildah; run: sudo make image"
    return None


def debian_root(archive: Path) -> Path:
    """A minimal Debian with Python as a tar archive, the same bytes for the same packages. Raises ReleaseFailed."""
    if archive.exists():
        return archive
    require("mmdebstrap")
    archive.parent.mkdir(parents=True, exist_ok=True)
    draft = archive.with_suffix(".tmp.tar")
    options = [f"--dpkgopt=path-exclude={pattern}" for pattern in _LEFT_OUT]
    options += [f'--customize-hook=rm -rf "$1/{place}"' for place in _FORGOTTEN]
    sources = [
        each
        for each in (_SOURCES, *sorted(_SOURCES.with_name("sources.list.d").glob("debian.sources")))
        if each.exists()
    ]
    command = ["mmdebstrap", "--quiet", "--variant=essential", f"--include={_PACKAGES}", *options]
    run([*command, _SUITE, draft, *sources], SOURCE_DATE_EPOCH=commit_time())
    return draft.rename(archive)


def import_base(buildah: Buildah, archive: Path) -> str:
    """The root as an image of the store; gives its id."""
    container = buildah("from", "scratch")
    try:
        buildah("add", "--quiet", container, archive, "/")
        return buildah("commit", "--quiet", "--timestamp", commit_time(), container).splitlines()[-1]
    finally:
        buildah("rm", container)


def collect_wheels(folder: Path, wheel: Path, python: str) -> None:
    """The wheel, all that it depends on for `python` (as 3.11) on this kind of CPU, and pip, alone in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)  # of another build, which may have had other versions
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    machine = os.uname().machine
    for glibc in ("2_36", "2_35", "2_34", "2_31", "2_28", "2_27", "2_26", "2_24", "2_17"):
        pip += ["--platform", f"manylinux_{glibc}_{machine}"]
    pip += [
        "--platform",
        f"manylinux2014_{machine}",
        "--python-version",
        python,
        "--constraint",
        str(ROOT / "constraints.txt"),
    ]
    with tempfile.TemporaryDirectory() as published:
        run([*pip, "--dest", published, wheel, "pip"])
        for each in sorted(Path(published).iterdir()):
            copy_stripped(each, folder)


def python_of(buildah: Buildah, base: str) -> str:
    """As 3.11. Raises ReleaseFailed where the base has no Python."""
    container = buildah("from", "--quiet", base)
    try:
        return buildah("run", container, "--", "python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
    except ReleaseFailed as fault:
        raise ReleaseFailed(f"the base {base} has no python3; choose one that has, as BASE=...") from fault
    finally:
        buildah("rm", container)


def build_image(buildah: Buildah, wheel: Path, base: str, context: Path) -> str:
    """Builds on `base`, an image's name or id, and gives the new image's id. `context` is a folder for the wheels."""
    collect_wheels(context / "wheels", wheel, python_of(buildah, base))
    version = wheel.name.split("-")[1]
    arguments = ["--build-arg", f"BASE={base}", "--build-arg", f"VERSION={version}", "--timestamp", commit_time()]
    options = ["--quiet", "--format", "docker", "--no-cache", *arguments, "--file", CONTAINERFILE]
    return buildah("build", *options, context).splitlines()[-1]


def export_image(buildah: Buildah, image: str, archive: Path, name: str) -> Path:
    """The image as an archive for `docker load` and `podman load`, the same bytes for the same image's content."""
    draft = archive.with_suffix(".tmp.tar")
    for path in (archive, draft):
        path.unlink(missing_ok=True)
    buildah("push", "--quiet", image, f"docker-archive:{draft}:{name}")
    rewrite_archive(draft, archive)
    draft.unlink()
    return archive
