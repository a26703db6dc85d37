"""Reading the audit trail back, and telling whether it is as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from server.domain.audit import GENESIS_HASH, Fault, Head, Row, faults
from server.store import audit
from server.store.audit import Filter
from server.store.engine import Database

MAX_FAULTS = 100  # an altered chain may be wrong at every row: the first ones tell where to look


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the whole chain found. `anchored` says whether the expected hash is in it; None: none was given.

    `unguarded` are the triggers that are gone: from then on the database itself does not refuse a change.
    """

    head: Head
    faults: list[Fault]
    anchored: bool | None
    unguarded: list[str]

    @property
    def is_whole(self) -> bool:
        return not self.faults and not self.unguarded and self.anchored is not False


class AuditTrail:
    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> Head:
        return self._database.read_now(audit.read_head)

    def last(self, chosen: Filter, count: int) -> list[Row]:
        return self._database.read_now(partial(audit.last_rows, chosen=chosen, count=count)) if count else []

    def after(self, chosen: Filter, seq: int) -> list[Row]:
        """What came after row number `seq`."""
        return self._database.read_now(lambda database: list(audit.read_rows(database, chosen, after=seq)))

    def rows(self, chosen: Filter) -> Iterator[Row]:
        """The rows as they are now, in bounded memory."""
        with self._database.snapshot() as snapshot:
            yield from audit.read_rows(snapshot, chosen)

    def verify(self, expected: str | None = None) -> Verification:
        """Reads the whole chain. `expected` is the hash of any row that was noted outside of the database."""
        with self._database.snapshot() as snapshot:
            head = audit.read_head(snapshot)
            checked = verify_rows(audit.read_rows(snapshot), head, expected)
            unguarded = sorted(audit.missing_guards(snapshot))
        return Verification(head=head, faults=checked.faults, anchored=checked.anchored, unguarded=unguarded)


def verify_rows(rows: Iterator[Row], head: Head | None, expected: str | None) -> Verification:
    """Checks rows from wherever they are. Without a head the chain may end with any row."""
    seen = _Seen(expected)
    found = list(islice(faults(seen.passing(rows), head), MAX_FAULTS))
    anchored = None if expected is None else seen.expected
    return Verification(head=seen.head, faults=found, anchored=anchored, unguarded=[])


class _Seen:
    """What went by: the last row, and whether the expected hash was there."""

    def __init__(self, expected: str | None) -> None:
        self._wanted = expected
        self.expected = expected == GENESIS_HASH
        self.head = Head()

    def passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self.expected = self.expected or row.hash == self._wanted
            self.head = Head(count=row.seq, hash=row.hash)
            yield row
