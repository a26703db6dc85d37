"""An image's archive without what buildah puts into it by chance: a container's name, and sums over times of files."""

import io
import json
import re
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

_SUM_OF_COPIED_FILES = re.compile(r"(dir|file|multi):[0-9a-f]{64} ")
_BY_CHANCE = ("container", "container_config")


def rewrite_archive(source: Path, target: Path) -> None:
    """Copies a `docker-archive` with one image. Its layers stay as they are; its configuration's name is its sha256."""
    with tarfile.open(source) as given, tarfile.open(target, "w", format=tarfile.GNU_FORMAT) as written:
        (manifest,) = json.load(_member(given, "manifest.json"))
        config = _json(_without_chance(json.load(_member(given, manifest["Config"]))))
        name = f"{sha256(config).hexdigest()}.json"
        for layer in manifest["Layers"]:
            entry = _entry(layer, given.getmember(layer).size)
            written.addfile(entry, _member(given, layer))
        for path, content in ((name, config), ("manifest.json", _json([manifest | {"Config": name}]))):
            written.addfile(_entry(path, len(content)), io.BytesIO(content))


def image_id(archive: Path) -> str:
    """What `docker load` will call the image: the sha256 of its configuration."""
    return str(_manifest(archive)["Config"].removesuffix(".json"))


def configuration(archive: Path) -> dict[str, Any]:
    """User, entry point, environment, health check and so on."""
    with tarfile.open(archive) as given:
        config: dict[str, Any] = json.load(_member(given, _manifest(archive)["Config"]))
    return config["config"]  # type: ignore[no-any-return]


def layer_sizes(archive: Path) -> list[int]:
    """Bytes of each layer, uncompressed, the base's first."""
    with tarfile.open(archive) as given:
        return [given.getmember(layer).size for layer in _manifest(archive)["Layers"]]


def _manifest(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as given:
        (manifest,) = json.load(_member(given, "manifest.json"))
    return manifest  # type: ignore[no-any-return]


def _without_chance(config: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in config.items() if name not in _BY_CHANCE}
    kept["config"] = {name: value for name, value in config["config"].items() if name != "Hostname"}
    for step in kept["history"]:
        step["created_by"] = _SUM_OF_COPIED_FILES.sub("", step.get("created_by", ""))
    return kept


def _member(archive: tarfile.TarFile, name: str) -> Any:
    found = archive.extractfile(name)
    if found is None:
        raise ValueError(f"{name} is no file in this archive")
    return found


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o444
    return entry


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
