"""An input that is all there is of a source: what it lacks was deleted there, unless the input is not whole."""

from dataclasses import dataclass

# Without a word of the operator no more than a tenth of a source's records go: a file that was cut lacks more.
_SHARE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`held`: the records that the source had before, of the types that the snapshot covers. `missing`: those of them
    that the input lacks. `rejected`: parts of the input that could not be read."""

    held: int
    missing: int
    rejected: int

    def allowed(self, max_deletions: int | None) -> bool:
        """Whether what is missing may be deleted."""
        if self.rejected:
            return False
        limit = self.held // _SHARE if max_deletions is None else max_deletions
        return self.missing <= limit
