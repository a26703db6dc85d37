"""Which records an import of any size has seen: on disk, so that memory stays bounded, and gone with its owner."""

import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from server.domain.records.record import Key


class SeenKeys:
    """A private file of SQLite, without a name. It holds types and ids, no content. One thread uses it at a time."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("CREATE TABLE seen (resource_type, resource_id, PRIMARY KEY (resource_type, resource_id))")
        self._file.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, key: Key) -> None:
        self._file.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", key)

    def missing(self, keys: Iterable[Key]) -> list[Key]:
        """Those that were not seen, in their order."""
        found = self._file.execute
        query = "SELECT 1 FROM seen WHERE resource_type = ? AND resource_id = ?"
        return [key for key in keys if found(query, key).fetchone() is None]
