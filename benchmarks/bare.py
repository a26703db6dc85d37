"""The baselines: the bare driver reads an export's rows, hashes, writes and syncs them; it inserts an import's rows."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import psycopg
from sqlalchemy.engine import make_url

from server.domain.fhir.instants import instant
from server.store.types import to_micros

ROWS_A_FETCH = 1000
_COLUMNS = (
    "connection_id, resource_type, resource_id, version_id, last_updated, changed_at, byte_size, content, source,"
    " classes"
)
_TYPES = ("varchar", "varchar", "varchar", "text", "int8", "int8", "int4", "bytea", "text", "int8")
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


def insert_rows(database_url: str, connection_id: str, lines: Path) -> None:
    """Parses each line of NDJSON and inserts it as the row that an import makes of it, in one transaction: by
    `executemany` on SQLite; on PostgreSQL by a binary COPY into a staging table and one merge."""
    url = make_url(database_url)
    with lines.open("rb") as file:
        rows = _rows(file, connection_id)
        if url.get_backend_name() == "sqlite":
            _insert_sqlite(str(url.database), rows)
        else:
            _insert_postgres(url.set(drivername="postgresql").render_as_string(hide_password=False), rows)


def _rows(lines: Iterable[bytes], connection_id: str) -> Iterator[tuple[Any, ...]]:
    now = time.time_ns() // 1000
    for line in lines:
        content = line.rstrip(b"\n")
        resource = orjson.loads(content)
        meta = resource.get("meta", {})
        moment = to_micros(instant(meta["lastUpdated"])) if "lastUpdated" in meta else None
        version = meta.get("versionId", "")
        yield (
            connection_id,
            resource["resourceType"],
            resource["id"],
            version,
            moment,
            now,
            len(content),
            content,
            "",
            1,
        )


def _insert_sqlite(file: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """With the settings of the server's own connections: what is stored is durable, what is deleted is overwritten."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as database:
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -16384", "secure_delete = ON"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN IMMEDIATE")
        database.executemany(f"INSERT INTO records ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - our own names
        database.execute("COMMIT")


def _insert_postgres(libpq: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with psycopg.connect(libpq) as database, database.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE staging (LIKE records) ON COMMIT DROP")
        with cursor.copy(f"COPY staging ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_TYPES)
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO records ({_COLUMNS}) SELECT {_COLUMNS} FROM staging"  # noqa: S608 - our own names
            " ON CONFLICT (connection_id, resource_type, resource_id) DO UPDATE SET content = excluded.content"
        )


def _joined(cursor: Any) -> Iterator[bytes]:
    while rows := cursor.fetchmany(ROWS_A_FETCH):
        yield b"\n".join([*(row[0] for row in rows), b""])
