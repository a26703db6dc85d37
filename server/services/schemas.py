"""The registry of payload schemas: operators change it, every server follows within seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.signals.schema import CompiledSchema, breaking_changes, check_definition, check_name, same
from server.errors import BadRequest, NotFound, SignalNamespaceUnknown
from server.services.actors import operator
from server.store import audit
from server.store.engine import Database
from server.store.signal_schemas import (
    ACTIVE,
    RegisteredSchema,
    all_schemas,
    insert_schema,
    lock_registry,
    retire_schema,
)

# How long a server may still go by an older registry.
REMEMBERED_FOR = timedelta(seconds=2)


Version = tuple[RegisteredSchema, CompiledSchema]


@dataclass(frozen=True, slots=True)
class Registry:
    """The ACTIVE schemas at one moment, compiled, newest version first."""

    compiled: dict[tuple[str, str], list[Version]]
    read_at: datetime

    def versions(self, namespace: str, signal_type: str) -> list[Version]:
        """Raises SignalNamespaceUnknown, whose text lists the known names."""
        found = self.compiled.get((namespace, signal_type))
        if found is not None:
            return found
        known = sorted(name for space, name in self.compiled if space == namespace)
        if known:
            raise SignalNamespaceUnknown(
                "the namespace has no such signal type", details={"namespace": namespace, "signalTypes": known}
            )
        raise SignalNamespaceUnknown(
            "no such signal namespace", details={"namespaces": sorted({space for space, _ in self.compiled})}
        )

    def namespaces(self) -> dict[str, list[RegisteredSchema]]:
        """The schemas of each namespace, by signal type and version."""
        by_namespace: dict[str, list[RegisteredSchema]] = {}
        for (namespace, _), versions in sorted(self.compiled.items()):
            by_namespace.setdefault(namespace, []).extend(schema for schema, _ in reversed(versions))
        return by_namespace


class Schemas:
    """`actor` is who changes schemas, as the audit trail has it: by default the user of this process."""

    def __init__(self, database: Database, clock: Clock, actor: Actor | None = None) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor or operator()
        self._registry: Registry | None = None

    async def registry(self) -> Registry:
        """The registry as of at most REMEMBERED_FOR ago."""
        return self._remembered() or self._remember(await self._database.read(all_schemas))

    def registry_now(self) -> Registry:
        """`registry` for the intake process, on its own thread."""
        return self._remembered() or self._remember(self._database.read_here(all_schemas))

    def _remembered(self) -> Registry | None:
        known = self._registry
        return known if known is not None and abs(self._clock() - known.read_at) <= REMEMBERED_FOR else None

    def _remember(self, schemas: "Iterable[RegisteredSchema]") -> Registry:
        self._registry = _compile(schemas, self._registry, self._clock())
        return self._registry

    def put(
        self, namespace: str, signal_type: str, schema: dict[str, Any], *, allow_breaking: bool = False
    ) -> RegisteredSchema:
        """Adds the next version; the same schema as the newest ACTIVE version again changes nothing.

        Raises BadRequest if the names or the schema are not valid for signals, or the schema would reject what the
        version before took and `allow_breaking` is not given.
        """
        check_name(namespace, "namespace")
        check_name(signal_type, "signalType")
        check_definition(schema)

        def work(database: DatabaseConnection) -> RegisteredSchema:
            lock_registry(database)
            versions = _versions(database, namespace, signal_type)
            active = [version for version in versions if version.status == ACTIVE]
            if active and same(active[-1].schema, schema):
                return active[-1]
            _require_compatible(active, schema, allow_breaking=allow_breaking)
            new = RegisteredSchema(
                namespace=namespace,
                signal_type=signal_type,
                version=versions[-1].version + 1 if versions else 1,
                status=ACTIVE,
                schema=schema,
                created_at=self._clock(),
            )
            insert_schema(database, new)
            self._record(database, Action.SCHEMA_PUT, namespace, signal_type, new.version)
            return new

        return self._database.write_now(work)

    def list(self) -> list[RegisteredSchema]:
        return self._database.read_now(all_schemas)

    def retire(self, namespace: str, signal_type: str, version: int) -> None:
        """Signals no longer meet this version. Raises NotFound where it is not ACTIVE."""

        def work(database: DatabaseConnection) -> None:
            if not retire_schema(database, namespace, signal_type, version):
                raise NotFound("no such active schema version; see: curae schemas list")
            self._record(database, Action.SCHEMA_RETIRED, namespace, signal_type, version)

        self._database.write_now(work)

    def _record(
        self, database: DatabaseConnection, action: Action, namespace: str, signal_type: str, version: int
    ) -> None:
        facts: dict[str, Detail] = {"namespace": namespace, "signalType": signal_type, "version": version}
        audit.record(database, Entry(at=self._clock(), action=action, actor=self._actor, details=facts))


def _versions(database: DatabaseConnection, namespace: str, signal_type: str) -> "list[RegisteredSchema]":
    return [
        schema for schema in all_schemas(database) if (schema.namespace, schema.signal_type) == (namespace, signal_type)
    ]


def _require_compatible(active: "list[RegisteredSchema]", schema: dict[str, Any], *, allow_breaking: bool) -> None:
    changes = breaking_changes(active[-1].schema, schema) if active and not allow_breaking else []
    if changes:
        raise BadRequest(
            "the schema would reject, or read in another unit, payloads that its last version accepts; change it, or "
            "pass --breaking",
            details={"breakingChanges": list(changes)},
        )


def _compile(schemas: "Iterable[RegisteredSchema]", previous: Registry | None, now: datetime) -> Registry:
    """Compiles new versions only: a version never changes, so its compiled form is kept."""
    kept = {
        (schema.namespace, schema.signal_type, schema.version): compiled
        for versions in (previous.compiled.values() if previous else ())
        for schema, compiled in versions
    }
    by_type: dict[tuple[str, str], list[Version]] = {}
    for schema in schemas:
        if schema.status == ACTIVE:
            key = (schema.namespace, schema.signal_type, schema.version)
            compiled = kept.get(key) or CompiledSchema(schema.schema)
            by_type.setdefault(key[:2], []).insert(0, (schema, compiled))
    return Registry(by_type, now)
