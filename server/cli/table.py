"""A table that fits its terminal: whole ids, columns by their worth, and the names of those that have no room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

_GAP = 1
_NARROWEST = 20  # characters of a column whose text is broken into lines
_WHOLE = frozenset({"id", "sha256", "at"})

Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """`columns` keep their order. `width` is their width in cells, which may exceed the terminal's."""

    columns: Columns
    left_out: Sequence[str]
    width: int


def fitted(columns: Columns, first: Sequence[str], width: int) -> Fitted:
    """Takes the columns of `first`, then the others in order, as long as there is room; the first one always."""
    by_worth = [*(name for name in first if name in columns), *(name for name in columns if name not in first)]
    taken: list[str] = []
    used = 0
    for name in by_worth:
        needed = _narrowest(name, columns[name]) + _GAP
        if not taken or used + needed - _GAP <= width:
            taken.append(name)
            used += needed
    kept = {name: texts for name, texts in columns.items() if name in taken}
    left_out = [name for name in columns if name not in taken]
    return Fitted(columns=kept, left_out=left_out, width=max(width, used - _GAP))


def table_of(columns: Columns) -> Table:
    """Text is no markup."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for name, texts in columns.items():
        table.add_column(name, no_wrap=not _breaks(name), overflow="fold", min_width=_narrowest(name, texts))
    for row in zip(*columns.values(), strict=True):
        table.add_row(*map(Text, row))
    return table


def _narrowest(name: str, texts: Sequence[str]) -> int:
    widest = max(map(cell_len, (name, *texts)))
    if not _breaks(name):
        return widest
    words = [word for text in texts for word in text.split()]
    return max(cell_len(name), min(widest, _NARROWEST, max(map(cell_len, words), default=0)))


def _breaks(name: str) -> bool:
    """Whether texts under this heading may be broken into lines. Nobody can copy an id or a hash from two lines."""
    return name.rsplit(maxsplit=1)[-1] not in _WHOLE
