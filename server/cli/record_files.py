"""Files of FHIR resources on their way into a connection."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from server.cli.faults import CommandFailed
from server.domain.fhir.parse import read_resources
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record import NO_SOURCE
from server.domain.records.source import Source

if TYPE_CHECKING:
    from server.services.imports import Imports, OnReported

SUFFIXES = (".json", ".ndjson", ".jsonl", ".json.gz", ".ndjson.gz", ".jsonl.gz")


def import_stream(
    imports: "Imports",
    connection_id: str,
    stream: BinaryIO,
    name: str,
    on_reported: "OnReported",
    *,
    source: Source | None = None,
) -> ImportCounts:
    """Stores every good resource of a stream of any size; `on_reported` gets the others as they are found."""
    base = source.base if source else NO_SOURCE
    return imports.store(
        connection_id, read_resources(stream, name, source=source), source=base, on_reported=on_reported
    )


def files_in(path: Path) -> list[Path]:
    """The file, or the files of a folder and its subfolders by name. Raises CommandFailed."""
    if not path.is_dir():
        if not path.exists():
            raise CommandFailed(f"there is no file or folder {path}")
        return [path]
    found = sorted(each for each in path.rglob("*") if each.name.lower().endswith(SUFFIXES) and each.is_file())
    if not found:
        raise CommandFailed(f"the folder {path} holds no file that ends in {', '.join(SUFFIXES)}")
    return found
