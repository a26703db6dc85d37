"""What an import does with a record or a deletion, given what is stored.

The content decides. `meta.versionId` decides nothing: servers assign it without an order, some repeat it. `lastUpdated`
only keeps an older state from replacing a newer one, so it is compared as a moment.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum


class ImportOutcome(StrEnum):
    IMPORTED = "imported"  # the connection did not have it, or had it deleted
    CHANGED = "changed"  # it replaces another content
    UNCHANGED = "unchanged"  # the connection has this content, or does not have what is to be deleted
    OLDER = "older"  # the connection has a later state
    DELETED = "deleted"
    REJECTED = "rejected"


_WRITTEN = frozenset({ImportOutcome.IMPORTED, ImportOutcome.CHANGED, ImportOutcome.DELETED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is stored under a key: a record, or the tombstone of one. `last_updated` is the latest one seen."""

    source: str
    last_updated: datetime | None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """How many parts of an input had which outcome; `not_granted` are those, of any outcome, that no grant covers.

    The last three are no parts of their own: references that are kept as they are, and OperationOutcomes that only tell
    how a search or a request went.
    """

    imported: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    deleted: int = 0
    rejected: int = 0
    not_granted: int = 0
    conditional_references: int = 0
    unresolved_references: int = 0
    operation_outcomes: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[ImportOutcome]) -> "ImportCounts":
        return cls(**{str(outcome): count for outcome, count in Counter(outcomes).items()})

    @property
    def read(self) -> int:
        """All parts of the input."""
        return self.imported + self.changed + self.unchanged + self.older + self.deleted + self.rejected

    def __add__(self, other: "ImportCounts") -> "ImportCounts":
        return ImportCounts(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    def by_name(self) -> dict[str, int]:
        """By the names that callers see."""
        return {
            "imported": self.imported,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "older": self.older,
            "deleted": self.deleted,
            "rejected": self.rejected,
            "notGranted": self.not_granted,
            "conditionalReferences": self.conditional_references,
            "unresolvedReferences": self.unresolved_references,
            "operationOutcomes": self.operation_outcomes,
        }


def outcome_of_record(
    known: Known | None, *, source: str, last_updated: datetime | None, same_content: bool
) -> ImportOutcome:
    """`same_content`: of two records that are equal apart from `meta.versionId` and `meta.lastUpdated`.

    A record that was deleted comes back, unless its `lastUpdated` is before the deletion's. A record of another source
    under the same key is never touched.
    """
    if known is None:
        return ImportOutcome.IMPORTED
    if known.source != source:
        return ImportOutcome.REJECTED
    if same_content and not known.is_deleted:
        return ImportOutcome.UNCHANGED
    if is_before(last_updated, known.last_updated):
        return ImportOutcome.OLDER
    return ImportOutcome.IMPORTED if known.is_deleted else ImportOutcome.CHANGED


def outcome_of_deletion(known: Known | None, *, source: str, moment: datetime | None) -> ImportOutcome:
    """`moment`: of which it is known that the source no longer has the record."""
    if known is None:
        return ImportOutcome.UNCHANGED
    if known.source != source:
        return ImportOutcome.REJECTED
    if known.is_deleted:
        return ImportOutcome.UNCHANGED
    return ImportOutcome.OLDER if is_before(moment, known.last_updated) else ImportOutcome.DELETED


def is_written(outcome: ImportOutcome) -> bool:
    """Whether exports of the connection differ from now on."""
    return outcome in _WRITTEN


def is_before(moment: datetime | None, other: datetime | None) -> bool:
    """False where either is unknown."""
    return moment is not None and other is not None and moment < other


def latest(*moments: datetime | None) -> datetime | None:
    """The last of those that are known."""
    return max((moment for moment in moments if moment is not None), default=None)
