"""A bulk data export: the states of its parts decide the answer that its client gets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.bulk_data.order import Ignored
from server.domain.connections import Connection
from server.domain.exports import PENDING, ArtifactKind, Export, ExportStatus
from server.domain.sections import Section
from server.errors import CuraeError, ExportFailed, NotFound
from server.limits import MAX_BULK_WAIT_SECONDS

ERRORS_FILE = "errors.ndjson"
_NAME = re.compile(r"([1-9]\d{0,8})\.([A-Za-z]{1,64})\.ndjson", re.ASCII)
_GONE = "no such export; it never was, was deleted or has expired, or your key cannot access it"
# How long a client is asked to wait before it polls again, by how old the export is. Seconds.
_WAITS = ((15, 1), (120, 5), (600, 15))
_LONGEST_WAIT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkExport:
    id: str
    tenant_id: str
    digest: bytes
    request_url: str
    ignored: tuple[Ignored, ...]
    created_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The export of one connection. `place` numbers the parts from 1."""

    place: int
    export: Export
    connection: Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`percent` of the records that are known of; `retry_after_seconds` says when to ask again."""

    percent: int
    records_exported: int
    records_total: int
    retry_after_seconds: int

    @property
    def text(self) -> str:
        """What `X-Progress` says: clients read the percentage that it begins with."""
        return f"{self.percent}% ({self.records_exported} of {self.records_total} records)"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the manifest: a section of a part's artifact, or all of that of its deletions."""

    part: Part
    section: Section
    kind: ArtifactKind = ArtifactKind.RECORDS

    @property
    def resource_types(self) -> tuple[str, ...]:
        """What it may tell of."""
        is_of_records = self.kind is ArtifactKind.RECORDS
        return (self.section.resource_type,) if is_of_records else self.part.export.resource_types

    @property
    def name(self) -> str:
        held = self.section.resource_type if self.kind is ArtifactKind.RECORDS else "deleted"
        return f"{self.part.place}.{held}.ndjson"


def parsed_name(name: str) -> tuple[int, str]:
    """The place of the part that a file of this name is of, and what it holds. Raises NotFound for what names none."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise no_such_file()
    return int(match[1]), match[2]


def files_of(part: Part, sections: Iterable[Section]) -> Iterator[File]:
    """Those of a part that is READY; of deletions only where there are some."""
    yield from (File(part=part, section=section) for section in sections)
    deletions = part.export.deletions
    if deletions is not None and deletions.byte_size > 0:
        whole = Section(
            resource_type="Bundle", offset=0, byte_size=deletions.byte_size, records=0, sha256=deletions.sha256
        )
        yield File(part=part, section=whole, kind=ArtifactKind.DELETIONS)


def no_such_file() -> NotFound:
    return NotFound("no such file; ask for the manifest again")


def gone() -> NotFound:
    return NotFound(_GONE)


def progress_of(bulk: BulkExport, parts: Sequence[Part], now: datetime) -> Progress | None:
    """None once every part has ended."""
    pending = [part.export for part in parts if part.export.status in PENDING]
    if not pending:
        return None
    known = [part.export.progress for part in parts if part.export.progress is not None]
    exported, total = sum(each.records_exported for each in known), sum(each.records_total for each in known)
    share_begun = len(known) / len(parts)
    age = (now - bulk.created_at).total_seconds()
    return Progress(
        percent=min(99, int(100 * share_begun * exported / total)) if total else 0,
        records_exported=exported,
        records_total=total,
        retry_after_seconds=next((wait for until, wait in _WAITS if age < until), _LONGEST_WAIT),
    )


def hold_of(bulk: BulkExport, now: datetime, prefers_seconds: int | None, hold_seconds: float) -> float:
    """How long the answer to a poll of a pending export may wait for its end. Seconds.

    As long as the client prefers. One that prefers nothing sleeps for a second or more after each 202, so its polls
    are held until `hold_seconds` after the kick-off: a short export costs it no sleep.
    """
    if prefers_seconds is not None:
        return min(prefers_seconds, MAX_BULK_WAIT_SECONDS)
    return hold_seconds - (now - bulk.created_at).total_seconds()


def available_parts(parts: Sequence[Part], now: datetime) -> list[Part]:
    """The parts whose files can be had now, once every part has ended.

    Raises NotFound where the export has expired or nobody consents any more, and ExportFailed where every part failed.
    """
    available = [part for part in parts if refusal_of(part, now) is None]
    if not parts or (available and not any(_has_expired(part.export, now) for part in parts)):
        return available
    failed = [part.export for part in parts if part.export.status is ExportStatus.FAILED]
    if failed and len(failed) == len(parts):
        code = failed[0].error_code or "INTERNAL"
        raise ExportFailed("the export failed; start a new one", details={"errorCode": code})
    raise gone()


def refusal_of(part: Part, now: datetime) -> CuraeError | None:
    """Why the files of a part cannot be had."""
    try:
        part.export.require_artifact(now)
        part.connection.require_active(now)
        part.connection.require_grant(part.export.content)
    except CuraeError as refused:
        return refused
    return None


def _has_expired(export: Export, now: datetime) -> bool:
    lapsed = export.expires_at is not None and export.expires_at <= now
    return export.status is ExportStatus.EXPIRED or (export.status is ExportStatus.READY and lapsed)


def transaction_time(bulk: BulkExport, available: Sequence[Part]) -> datetime:
    """The moment up to which every part is complete. A part whose snapshot is later may hold records from after it."""
    return min((part.export.started_at or bulk.created_at for part in available), default=bulk.created_at)
