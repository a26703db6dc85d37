"""Checks the database: connection, revision, integrity, durability, clock, and the keys recorded in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from server.cli.deployment import require_existing
from server.cli.doctor.finding import Finding, fail, ok, warn
from server.cli.faults import CommandFailed, describe
from server.clock import utc_now
from server.config import Settings
from server.databases import database_of, deployment_of
from server.domain.webhooks.signature import fingerprint
from server.errors import CuraeError
from server.services.classification import Classification
from server.services.deployment import described
from server.store.artifact_deletions import undeleted
from server.store.checkup import (
    connections,
    damage,
    durability,
    latest_time,
    signed_endpoints,
    take_write,
)
from server.store.engine import Database
from server.store.options import POSTGRES_LANES
from server.store.revision import DatabaseVersionError, current_revision, require_current

# What the deployment promises rests on the database's clock alone. By this machine's own clock TLS certificates and
# requests to a bucket are judged, which may be wrong by minutes, and times in logs are written.
_MAX_SKEW = timedelta(minutes=1)
_NOTED_SKEW = timedelta(seconds=2)
_MOST_CONNECTIONS = 0.8  # of those that there may be


def database(settings: Settings, folder: Path) -> Iterator[Finding]:
    """What needs the database is left out where it cannot be used."""
    try:
        require_existing(settings, folder)
        opened = database_of(settings)
    except (CommandFailed, CuraeError) as fault:
        yield fail("database", *_remedied(describe(fault)))
        return
    try:
        yield from _of(opened, settings)
    except DatabaseVersionError as fault:
        yield fail("database", *_remedied(str(fault)))
    except CuraeError as fault:
        yield fail("database", *_remedied(describe(fault)))
    finally:
        opened.close()


def _of(opened: Database, settings: Settings) -> Iterator[Finding]:
    require_current(opened)
    kind = "SQLite" if opened.is_sqlite else "PostgreSQL"
    yield ok("database", f"{kind} at revision {current_revision(opened)}, that of this code")
    yield _writes(opened)
    yield from _connections(opened, settings)
    yield from _same_settings(opened, settings)
    kept = opened.read_now(durability)
    if kept.faults:
        yield fail("durability", "; ".join(kept.faults), "change the database's configuration: commits may be lost")
    else:
        yield ok("durability", kept.facts)
    if opened.is_sqlite:
        found = opened.read_now(damage)
        yield (
            ok("integrity", "SQLite's quick check finds no error")
            if found is None
            else fail("integrity", f"SQLite's quick check: {found}", "stop it, and restore a backup: docs/backup.md")
        )
    yield _clock(opened)
    yield _deletions(opened)
    yield _classification(opened)
    yield from _webhook_secrets(opened, settings)


def _writes(opened: Database) -> Finding:
    """By trying it: a full disk and a read-only database show in no setting."""
    try:
        opened.write_now(take_write)
    except CuraeError as fault:
        return fail("writes", *_remedied(describe(fault)))
    return ok("writes", "a test write succeeded and was rolled back")


def _connections(opened: Database, settings: Settings) -> Iterator[Finding]:
    found = opened.read_now(connections)
    if found is None:
        return
    each = 2 * POSTGRES_LANES + 2
    limits = f"a server takes up to {each}, a worker up to {each + settings.worker_slots}"
    detail = f"{found.used} of PostgreSQL's {found.allowed} are in use; {limits}"
    if found.used > found.allowed * _MOST_CONNECTIONS:
        yield warn("connections", detail, "raise max_connections, or put a pooler in front: docs/scaling.md")
    else:
        yield ok("connections", detail)
    if found.pooled and settings.database_listen_url is None:
        yield warn(
            "pooler",
            "a pooler stands before PostgreSQL: workers look for new exports only once a second",
            "set CURAE_DATABASE_LISTEN_URL on workers to a DSN that bypasses it",
        )
    elif found.pooled:
        yield ok("pooler", "a pooler stands before PostgreSQL; notifications bypass it")


def _same_settings(opened: Database, settings: Settings) -> Iterator[Finding]:
    differences = deployment_of(settings, opened).differences()
    if differences:
        yield fail("deployment", *_remedied(described(differences)))
    else:
        yield ok("deployment", "signing key, public URL, environment and store match the other parts")


def _deletions(opened: Database) -> Finding:
    found = opened.read_now(undeleted)
    if found.since is None:
        return ok("deletions", "every artifact that had to be deleted was deleted")
    return fail(
        "deletions",
        f"{found.count} artifacts could not be deleted, the first since {found.since.isoformat(timespec='seconds')}",
        "`artifact_not_deleted` in the worker's log names them; look for holds and folders in the artifact store",
    )


def _classification(opened: Database) -> Finding:
    waiting = Classification(opened).waiting()
    if not waiting:
        return ok("records", "the categories and labels of all records are known")
    return warn(
        "records",
        f"the records of {waiting} connections are not looked at yet; their next exports wait for that",
        "let a worker run: it does so by itself",
    )


def _clock(opened: Database) -> Finding:
    now = opened.clock()
    skew = abs(utc_now() - now)
    latest = opened.read_now(latest_time)
    remedy = "synchronize every machine's clock by NTP, for example with chrony"
    if latest is not None and latest > now + _NOTED_SKEW:
        behind = (latest - now).total_seconds()
        return fail("clock", f"the database's was set back: the audit trail is {behind:.0f} s ahead of it", remedy)
    detail = f"this machine's differs from the database's by {skew.total_seconds():.3f} s"
    if opened.is_sqlite and skew > _NOTED_SKEW:
        detail = f"this machine's was set by {skew.total_seconds():.0f} s, and what runs goes on by the time before"
        remedy = "stop all of the deployment's processes, then start them again"
    if skew > _MAX_SKEW:
        return fail("clock", detail, remedy)
    if skew > _NOTED_SKEW:
        return warn("clock", detail, remedy)
    return ok("clock", f"{detail}; this process knows that one to {opened.clock.error_seconds * 1000:.1f} ms")


def _webhook_secrets(opened: Database, settings: Settings) -> Iterator[Finding]:
    endpoints = opened.read_now(signed_endpoints)
    known = fingerprint(settings.signing_key_bytes)
    strangers = [endpoint for endpoint in endpoints if endpoint.key_fingerprint != known]
    if strangers:
        yield fail(
            "webhooks",
            f"the secrets of {len(strangers)} endpoints came from another signing key: nothing is sent to them",
            "put the signing key back, or give them new ones: curae webhooks rotate",
        )
    elif endpoints:
        yield ok("webhooks", f"the secrets of all {len(endpoints)} endpoints come from this signing key")


def _remedied(text: str) -> tuple[str, str]:
    """Errors of ours say their remedy after the last semicolon."""
    detail, _, remedy = text.rpartition("; ")
    return (detail, remedy) if detail else (text, "see docs/operating.md")
