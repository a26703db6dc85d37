"""How far back an export by `since` reaches: deletions are reported as long as their tombstones are kept."""

from datetime import datetime, timedelta

from server.errors import SinceTooOld

# Tombstones outlive the promise by this: an export that was accepted waits for a worker, and may be tried again.
KEPT_LONGER = timedelta(days=1)


def require_since(
    since: datetime | None, *, now: datetime, max_age: timedelta, tombstones_from: datetime | None
) -> None:
    """`tombstones_from`: from when on the connection knows all that changed; None: from the beginning on.

    Raises SinceTooOld.
    """
    if since is None:
        return
    earliest = now - max_age
    if tombstones_from is not None:
        earliest = max(earliest, tombstones_from)
    if since < earliest:
        raise SinceTooOld(
            "what changed since then is no longer known: it is too long ago, or the connection's grants changed;"
            " export without since, and replace all that you hold",
            details={"earliestSince": earliest.isoformat().replace("+00:00", "Z")},
        )


def forgotten_before(now: datetime, max_age: timedelta) -> datetime:
    """Which tombstones may go: those that changed before."""
    return now - max_age - KEPT_LONGER
