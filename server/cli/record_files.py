"""Files of FHIR resources on their way into a connection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from server.cli.faults import CommandFailed
from server.domain.fhir.parse import RejectedLine, read_resources
from server.services.imports import Imports
from server.store.records import Record

SUFFIXES = (".json", ".ndjson", ".jsonl", ".json.gz", ".ndjson.gz", ".jsonl.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """Resources: new or changed, there already in this version or a later one, and refused."""

    imported: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: "ImportCounts") -> "ImportCounts":
        return ImportCounts(
            imported=self.imported + other.imported,
            unchanged=self.unchanged + other.unchanged,
            rejected=self.rejected + other.rejected,
        )


def import_stream(
    imports: Imports, connection_id: str, stream: BinaryIO, name: str, on_rejected: Callable[[RejectedLine], None]
) -> ImportCounts:
    """Stores every good resource of a stream of any size; `on_rejected` gets the others as they are found."""
    accepted = rejected = 0

    def records() -> Iterator[Record]:
        nonlocal accepted, rejected
        for found in read_resources(stream, name):
            if isinstance(found, RejectedLine):
                rejected += 1
                on_rejected(found)
                continue
            accepted += 1
            yield Record(
                resource_type=found.resource_type,
                resource_id=found.resource_id,
                version_id=found.version_id,
                last_updated=found.last_updated,
                content=found.content,
            )

    imported = imports.store(connection_id, records())
    return ImportCounts(imported=imported, unchanged=accepted - imported, rejected=rejected)


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
