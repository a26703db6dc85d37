"""Every acknowledged write against the database and the artifacts."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.soak.ledger import Ledger
from benchmarks.stack import Stack

_HASH_BLOCK_BYTES = 1 << 20


def reconcile(stack: Stack, ledger: Ledger) -> list[str]:
    """What is wrong, in words; empty where all is well. Reads the files themselves, not through the service."""
    with closing(sqlite3.connect(f"file:{stack.folder / 'curae.db'}?mode=ro", uri=True)) as database:
        return [*ledger.wrong, *_signals(database, ledger), *_exports(database, stack.folder, ledger)]


def _signals(database: sqlite3.Connection, ledger: Ledger) -> Iterator[str]:
    stored = [row[0] for row in database.execute("SELECT id FROM signals")]
    acknowledged = list(ledger.signals.values())
    if lost := set(acknowledged) - set(stored):
        yield f"{len(lost)} acknowledged signals are not in the database"
    if doubled := len(acknowledged) - len(set(acknowledged)):
        yield f"{doubled} keys share a signal with another key"
    if extra := set(stored) - set(acknowledged):
        yield f"{len(extra)} signals are in the database that no key was answered with"
    if open_keys := ledger.sent - ledger.signals.keys():
        yield f"{len(open_keys)} signals were never answered"


def _exports(database: sqlite3.Connection, folder: Path, ledger: Ledger) -> Iterator[str]:
    exports = database.execute("SELECT id, status, artifact_key, artifact_sha256, artifact_byte_size FROM exports")
    rows = {row[0]: row for row in exports}
    if lost := ledger.exports.keys() - rows.keys():
        yield f"{len(lost)} acknowledged exports are not in the database"
    if extra := rows.keys() - ledger.exports.keys():
        yield f"{len(extra)} exports are in the database that no key was answered with"
    for export_id in ledger.cancelled & rows.keys():
        if rows[export_id][1] != "CANCELLED":
            yield f"export {export_id} was cancelled and is {rows[export_id][1]}"
    kept = {f"artifacts/{row[2]}": row for row in rows.values() if row[1] == "READY"}
    for name, row in kept.items():
        yield from _artifact(folder / name, row[3], row[4], ledger.exports.get(row[0]))
    found = {str(path.relative_to(folder)) for path in (folder / "artifacts" / "exports").rglob("*.ndjson")}
    deleting = {f"artifacts/{row[0]}" for row in database.execute("SELECT artifact_key FROM artifact_deletions")}
    if orphans := found - kept.keys() - deleting:
        # A commit whose worker was killed before it could tell: the sweep of orphans removes it an hour later.
        ledger.counts["artifacts left to the sweep"] = len(orphans)
    if leases := database.execute("SELECT count(*) FROM exports WHERE lease_token IS NOT NULL").fetchone()[0]:
        yield f"{leases} leases are left"


def _artifact(path: Path, sha256: str, byte_size: int, downloaded: str | None) -> Iterator[str]:
    if not path.exists():
        yield f"{path.name} is READY and its artifact is not there"
        return
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK_BYTES):
            digest.update(block)
            size += len(block)
    if (digest.hexdigest(), size) != (sha256, byte_size):
        yield f"{path.name} is not what its export says"
    if downloaded not in (None, sha256):
        yield f"{path.name} was downloaded as something else"
