"""An import over the network: how far it is, and whether a request may go on with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NoReturn, Self

from server.domain.fhir.rules import Rule
from server.domain.records.open_references import OpenReferences
from server.domain.records.outcomes import ImportCounts
from server.domain.records.record import Reported
from server.errors import IdempotencyKeyReused, ImportConflict

MAX_RESULTS = 1_000


class ImportStatus(StrEnum):
    RUNNING = "RUNNING"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How much of an input is stored: whole texts up to `end`, a byte of the decompressed input, and up to `line`; and
    `parts` of the text that follows."""

    end: int = 0
    line: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """What became of one part of an input; nothing of the input is in it."""

    line: int
    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The first results of an import, and how many there are beyond."""

    kept: tuple[LineResult, ...] = ()
    further: int = 0

    def with_reported(self, reported: Iterable[Reported]) -> Self:
        """Conditional references, of which every record may have some, are counted elsewhere."""
        new = tuple(
            LineResult(line=each.line, rule=each.rule, detail=each.reason)
            for each in reported
            if each.rule is not Rule.CONDITIONAL
        )
        room = MAX_RESULTS - len(self.kept)
        return replace(self, kept=self.kept + new[:room], further=self.further + len(new[room:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What a request wants imported: `offset` is where in the input its body begins."""

    import_id: str
    connection_id: str
    source: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordImport:
    """`digest` is of all that is stored, SHA-256 over its texts; empty where it is not known, since a request went on
    from the middle. `token` names the request that goes on with it. `open_references` are judged at the input's end."""

    id: str
    tenant_id: str
    connection_id: str
    source: str
    status: ImportStatus
    position: Position
    digest: bytes
    counts: ImportCounts
    results: Results
    token: str
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None = None
    open_references: OpenReferences = field(default_factory=OpenReferences)

    def require_continued_by(self, order: ImportOrder) -> None:
        """Raises IdempotencyKeyReused where the order is for another import, and ImportConflict where it begins neither
        at the input's start nor where what is stored ends."""
        if (self.connection_id, self.source) != (order.connection_id, order.source):
            raise IdempotencyKeyReused(
                "this importId belongs to an import of another connection or source; make a new one"
            )
        if order.offset not in (0, self.position.end):
            raise ImportConflict(
                f"offset: {self.position.end} bytes of the input are stored; go on from there",
                details={"committedBytes": self.position.end},
            )


def refuse_input() -> NoReturn:
    """Raises IdempotencyKeyReused."""
    raise IdempotencyKeyReused("this importId belongs to another input; make a new one")
