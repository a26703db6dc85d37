"""Signals that wait on disk: a SQLite file that survives kills and power cuts, and that processes may share."""

import json
import os
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from curae_sdk._outgoing import OutgoingSignal
from curae_sdk.errors import ApiError

_BUSY_SECONDS = 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  idempotency_key TEXT NOT NULL UNIQUE,
  request TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS refused (
  idempotency_key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  details TEXT NOT NULL
);
"""


@dataclass(frozen=True, kw_only=True)
class RefusedSignal:
    """A signal that the service will never take as it is, and why. `details` names fields and rules, never values."""

    signal: OutgoingSignal
    code: str
    detail: str
    details: Mapping[str, Any]


class Spool:
    """Each method is one transaction, on disk when it returns. Raises sqlite3.Error where the disk refuses."""

    def __init__(self, path: str | PathLike[str]) -> None:
        file = Path(path)
        if not file.exists():  # what waits may be read by its owner only
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        self._lock = threading.Lock()
        self._database = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def append(self, signal: OutgoingSignal) -> None:
        """A key that waits already stays as it is."""
        with self._lock:
            self._database.execute(
                "INSERT INTO waiting (idempotency_key, request) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (signal.idempotency_key, json.dumps(signal.request, ensure_ascii=False)),
            )

    def first(self, count: int) -> list[OutgoingSignal]:
        with self._lock:
            rows = self._database.execute(
                "SELECT idempotency_key, request FROM waiting ORDER BY position LIMIT ?", (count,)
            ).fetchall()
        return [OutgoingSignal(idempotency_key=key, request=json.loads(request)) for key, request in rows]

    def settle(self, stored: Sequence[OutgoingSignal], refused: Sequence[tuple[OutgoingSignal, ApiError]]) -> None:
        """Stored signals leave; refused ones stop waiting and are kept aside."""
        gone = [(each.idempotency_key,) for each in [*stored, *(signal for signal, _ in refused)]]
        aside = [
            (signal.idempotency_key, json.dumps(signal.request), error.code, error.detail, json.dumps(error.details))
            for signal, error in refused
        ]
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?, ?)", aside)
            self._database.executemany("DELETE FROM waiting WHERE idempotency_key = ?", gone)

    def waiting(self) -> int:
        with self._lock:
            return int(self._database.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def refused(self) -> list[RefusedSignal]:
        with self._lock:
            rows = self._database.execute("SELECT * FROM refused ORDER BY rowid").fetchall()
        return [
            RefusedSignal(
                signal=OutgoingSignal(idempotency_key=key, request=json.loads(request)),
                code=code,
                detail=detail,
                details=json.loads(details),
            )
            for key, request, code, detail, details in rows
        ]

    def discard(self, idempotency_key: str) -> None:
        with self._lock:
            self._database.execute("DELETE FROM refused WHERE idempotency_key = ?", (idempotency_key,))
