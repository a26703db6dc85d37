"""Every acknowledged write against the database and the artifacts."""

import hashlib
from collections.abc import Iterator

from benchmarks.soak.ledger import Ledger
from benchmarks.soak.stored import Stored, stored
from benchmarks.stack import Stack


def reconcile(stack: Stack, ledger: Ledger) -> list[str]:
    """What is wrong, in words; empty where all is well. Reads what is stored itself, not through the service.

    What is stored for other connections than the callers' is the attackers' own.
    """
    with stored(stack) as found:
        ours = stack.connection_id
        return [*ledger.wrong, *_signals(found, ledger, ours), *_exports(found, ledger, ours)]


def _signals(found: Stored, ledger: Ledger, ours: str) -> Iterator[str]:
    kept = [row[0] for row in found.rows(f"SELECT id FROM signals WHERE connection_id = '{ours}'")]  # noqa: S608
    acknowledged = list(ledger.signals.values())
    if lost := set(acknowledged) - set(kept):
        yield f"{len(lost)} acknowledged signals are not in the database"
    if doubled := len(acknowledged) - len(set(acknowledged)):
        yield f"{doubled} keys share a signal with another key"
    if extra := set(kept) - set(acknowledged):
        yield f"{len(extra)} signals are in the database that no key was answered with"
    if open_keys := ledger.sent - ledger.signals.keys():
        yield f"{len(open_keys)} signals were never answered"


def _exports(found: Stored, ledger: Ledger, ours: str) -> Iterator[str]:
    query = "SELECT id, status, artifact_key, artifact_sha256, artifact_byte_size, lease_token FROM exports"
    exports = found.rows(f"{query} WHERE connection_id = '{ours}'")
    rows = {row[0]: row for row in exports}
    if lost := ledger.exports.keys() - rows.keys():
        yield f"{len(lost)} acknowledged exports are not in the database"
    if extra := rows.keys() - ledger.exports.keys():
        yield f"{len(extra)} exports are in the database that no key was answered with"
    for export_id in ledger.cancelled & rows.keys():
        if rows[export_id][1] != "CANCELLED":
            yield f"export {export_id} was cancelled and is {rows[export_id][1]}"
    kept = {row[2]: row for row in rows.values() if row[1] == "READY"}
    there = found.artifact_keys()
    for key, row in kept.items():
        if key in there:
            yield from _artifact(found, key, row[3], row[4], ledger.exports.get(row[0]))
        else:
            yield f"{key} is READY and its artifact is not there"
    deleting = {row[0] for row in found.rows("SELECT artifact_key FROM artifact_deletions")}
    others = {row[0] for row in found.rows("SELECT artifact_key FROM exports") if row[0] is not None}
    if orphans := there - others - deleting:
        # A commit whose worker was killed before it could tell: the sweep of orphans removes it an hour later.
        ledger.counts["artifacts left to the sweep"] = len(orphans)
    if leases := [row for row in exports if row[5] is not None]:
        yield f"{len(leases)} leases are left"


def _artifact(found: Stored, key: str, sha256: str, byte_size: int, downloaded: str | None) -> Iterator[str]:
    digest, size = hashlib.sha256(), 0
    for block in found.blocks(key):
        digest.update(block)
        size += len(block)
    if (digest.hexdigest(), size) != (sha256, byte_size):
        yield f"{key} is not what its export says"
    if downloaded not in (None, sha256):
        yield f"{key} was downloaded as something else"
