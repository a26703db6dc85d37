"""The baseline of an export: the same rows from the bare driver, hashed, written and synced, and nothing else."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

ROWS_A_FETCH = 1000
_QUERY = "SELECT content FROM records WHERE connection_id = {} ORDER BY resource_type, resource_id"


def copy_rows(database_url: str, connection_id: str, target: Path) -> tuple[str, int]:
    """Writes one line a row; its SHA-256 and size. The file is gone afterwards."""
    digest = hashlib.sha256()
    size = 0
    with target.open("wb", buffering=0) as file:
        for block in _blocks(database_url, connection_id):
            digest.update(block)
            file.write(block)
            size += len(block)
        os.fsync(file.fileno())
    target.unlink()
    return digest.hexdigest(), size


def _blocks(database_url: str, connection_id: str) -> Iterator[bytes]:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(url.database))) as database:
            yield from _joined(database.execute(_QUERY.format("?"), (connection_id,)))
        return
    libpq = url.set(drivername="postgresql").render_as_string(hide_password=False)
    # A cursor of the server, as a result of any size needs one.
    with psycopg.connect(libpq) as database, database.cursor("rows", binary=True) as cursor:
        cursor.execute(_QUERY.format("%s"), (connection_id,))
        yield from _joined(cursor)


def _joined(cursor: Any) -> Iterator[bytes]:
    while rows := cursor.fetchmany(ROWS_A_FETCH):
        yield b"\n".join([*(row[0] for row in rows), b""])
