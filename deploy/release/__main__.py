"""`python -m deploy.release wheel|base|image|all`: what `make image` and `make release` run. Results are in dist/."""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

from deploy.release.archive import image_id, layer_sizes
from deploy.release.bill import image_bill, wheel_bill
from deploy.release.commands import ROOT, ReleaseFailed, run
from deploy.release.image import CACHE, Buildah, build_image, debian_root, export_image, import_base, why_not
from deploy.release.wheel import build_wheel

DIST = ROOT / "dist"
_MEGABYTE = 10**6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.release", description=__doc__)
    parser.add_argument("what", choices=["wheel", "base", "image", "all"])
    parser.add_argument("--base", help="an image with Python, in place of the Debian that is made here")
    arguments = parser.parse_args()
    try:
        if arguments.what == "wheel":
            print(fresh_wheel())
        elif arguments.what == "base":
            _require_image_tools()
            debian_root(CACHE / "base.tar")
        elif arguments.what == "image":
            print(make_image(fresh_wheel(), arguments.base))
        else:
            release()
    except ReleaseFailed as failed:
        print(f"release: {failed}", file=sys.stderr)
        return 1
    return 0


def release() -> None:
    """Of a tagged commit and nothing else. Raises ReleaseFailed."""
    if run(["git", "status", "--porcelain"]).strip():
        raise ReleaseFailed("there are changes that are not committed; commit them, or put them away")
    try:
        tag = run(["git", "describe", "--tags", "--exact-match"]).strip()
    except ReleaseFailed as missing:
        raise ReleaseFailed(
            "this commit has no tag, which is the version; make one, such as: git tag v1.2.0"
        ) from missing
    if f"## {tag.removeprefix('v')} " not in (ROOT / "CHANGELOG.md").read_text():
        raise ReleaseFailed(f"CHANGELOG.md has no section for {tag}; write one, and move the tag")
    _require_image_tools()
    shutil.rmtree(DIST, ignore_errors=True)
    wheel = fresh_wheel()
    sdk = ROOT / "clients/python"
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", DIST]
    run([*pip, sdk], SOURCE_DATE_EPOCH=run(["git", "log", "-1", "--format=%ct"]).strip())
    (CACHE / "base.tar").unlink(missing_ok=True)  # with the security updates of today
    image = make_image(wheel, None)
    bill = wheel_bill(wheel, DIST / f"{wheel.stem}.cdx.json")
    image_bill(bill, CACHE / "base.tar", image.with_suffix(".cdx.json"))
    shutil.copyfile(ROOT / "constraints.txt", DIST / "constraints.txt")
    files = sorted(path for path in DIST.iterdir() if path.is_file())
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (DIST / "SHA256SUMS").write_text(sums)
    print(sums, end="")


def fresh_wheel() -> Path:
    for stale in DIST.glob("curae-*.whl"):
        stale.unlink()
    return build_wheel(DIST)


def make_image(wheel: Path, base: str | None) -> Path:
    """The archive for `docker load`. `base` is an image's name; None: the Debian that is made here."""
    _require_image_tools()
    buildah = Buildah.on(CACHE / "store")
    version = wheel.name.split("-")[1].replace("+", "-")
    try:
        chosen = base or import_base(buildah, debian_root(CACHE / "base.tar"))
        built = build_image(buildah, wheel, chosen, CACHE / "context")
        archive = export_image(buildah, built, DIST / f"curae-{version}-image.tar", f"curae:{version}")
    finally:
        buildah("rm", "--all")
        buildah("rmi", "--all", "--force")
    *below, ours = layer_sizes(archive)
    print(f"image curae:{version} {image_id(archive)[:12]}: {ours // _MEGABYTE} MB on {sum(below) // _MEGABYTE} MB")
    return archive


def _require_image_tools() -> None:
    if (reason := why_not()) is not None:
        raise ReleaseFailed(reason)


if __name__ == "__main__":
    sys.exit(main())
