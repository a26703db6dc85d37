"""The wheel by itself: in an empty environment, without the checkout, make, git or any other program on PATH."""

import os
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path

import httpx

from deploy.release.commands import ROOT, run
from deploy.release.wheel import build_wheel
from tests.parts.eventually import patience
from tests.parts.processes import end, spawn, temporary_folder, wait_until_ready

_SOURCES = ("server", "gen", "clients/python", "envoy.yaml", "pyproject.toml", "hatch_build.py", "README.md")
# What a page serves, and the file that it is.
_PAGES = {
    "/openapi.json": "gen/openapi.json",
    "/problems/not-found": "gen/problems/not-found.html",
    "/docs": "server/docs_page/index.html",
    "/docs/swagger-ui.css": "server/docs_page/swagger-ui.css",
}


def copy_of_the_sources(place: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "dist")
    for name in _SOURCES:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=ignored)
        else:
            shutil.copyfile(ROOT / name, place / name)
    return place


def test_the_demo_runs_from_the_wheel_alone(installed: Path) -> None:
    folder = temporary_folder("wheel")
    environment = {"PATH": "/nonexistent", "HOME": str(folder), "TMPDIR": str(folder)}
    command = [installed, "demo"]
    ran = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=patience(120)
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "All of it works" in ran.stdout
    folder.rmdir()  # fails where anything is left


def test_up_serves_the_pages_that_the_wheel_holds(installed: Path, tmp_path: Path) -> None:
    ready = tmp_path / "data/run.json"
    command = [str(installed), "up", "--demo", "--data", str(ready.parent), "--port", "0", "--grpc-port", "0"]
    stack = spawn(command, folder=tmp_path)
    try:
        wait_until_ready(stack, tmp_path, ready.exists, 60)
        facts = httpx.Response(200, content=ready.read_bytes()).json()
        for path, file in _PAGES.items():
            assert httpx.get(facts["restUrl"] + path, follow_redirects=True).content == (ROOT / file).read_bytes(), path
        page = httpx.get(facts["adminUrl"], follow_redirects=True)
        assert page.content == (ROOT / "server/console/index.html").read_bytes()
    finally:
        end(stack, by=signal.SIGTERM, seconds=30)
    assert stack.returncode == 0


def test_it_holds_everything_below_server_but_what_makes_code(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    sources = [path.relative_to(ROOT) for path in (ROOT / "server").rglob("*") if path.is_file()]
    wanted = {str(path) for path in sources if "__pycache__" not in path.parts and path.parts[1] != "codegen"}
    assert wanted <= inside
    assert not {name for name in inside if name.startswith(("tests/", "benchmarks/", "server/codegen/"))}


def test_two_builds_of_one_commit_are_the_same_bytes(tmp_path: Path) -> None:
    """From folders with other names, other times and other permissions; without git, so of an unknown version."""
    wheels = []
    for number, mode in ((1, 0o755), (2, 0o700)):
        source = copy_of_the_sources(tmp_path / f"source-{number}")
        for path in source.rglob("*"):
            os.utime(path, (number * 10**8, number * 10**8))
            path.chmod(mode if path.is_dir() else mode & 0o666)
        wheels.append(build_wheel(tmp_path / f"wheel-{number}", source))
    assert wheels[0].name == "curae-0.0.0-py3-none-any.whl"
    assert wheels[0].read_bytes() == wheels[1].read_bytes()


def test_the_version_is_the_tag(tmp_path: Path) -> None:
    source = copy_of_the_sources(tmp_path / "source")
    (source / ".gitignore").write_text("__pycache__/\n")
    git = ["git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "tag.gpgSign=false"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"], ["tag", "v1.2.3"]):
        run([*git, *step], folder=source)
    assert build_wheel(tmp_path / "wheel", source).name == "curae-1.2.3-py3-none-any.whl"
