"""The registry of payload schemas: operators change it, every server follows within seconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain.audit import Action, Actor, Detail, Entry
from server.domain.signals.schema import CompiledSchema, breaking_changes, check_definition, check_name, same
from server.domain.suggestions import did_you_mean
from server.errors import BadRequest, FieldViolation, NotFound, SignalNamespaceUnknown
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
MAX_VIOLATIONS = 100  # of all schemas that are put at once

Version = tuple[RegisteredSchema, CompiledSchema]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A schema that is to be put. `source`, such as its file, begins each of its faults where it is given."""

    namespace: str
    signal_type: str
    schema: dict[str, Any]
    source: str = ""

    def at(self, field: str) -> str:
        return f"{self.source}: {field}" if self.source else field


@dataclass(frozen=True, slots=True)
class Registry:
    """The ACTIVE schemas at one moment, compiled, newest version first."""

    compiled: dict[tuple[str, str], list[Version]]
    read_at: datetime

    def versions(self, namespace: str, signal_type: str) -> list[Version]:
        """Raises SignalNamespaceUnknown, which lists the known names and suggests the nearest one."""
        found = self.compiled.get((namespace, signal_type))
        if found is not None:
            return found
        known = sorted(name for space, name in self.compiled if space == namespace)
        if known:
            raise SignalNamespaceUnknown(
                f"the namespace has no such signal type{did_you_mean(signal_type, known)}",
                details={"namespace": namespace, "signalTypes": known},
            )
        spaces = sorted({space for space, _ in self.compiled})
        raise SignalNamespaceUnknown(
            f"no such signal namespace{did_you_mean(namespace, spaces)}", details={"namespaces": spaces}
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
        """`put_all` of one schema."""
        draft = Draft(namespace=namespace, signal_type=signal_type, schema=schema)
        return self.put_all([draft], allow_breaking=allow_breaking)[0]

    def put_all(self, drafts: Sequence[Draft], *, allow_breaking: bool = False) -> "list[RegisteredSchema]":
        """Adds the next version of each, all or none; the same schema as the newest ACTIVE version changes nothing.

        Raises BadRequest with the faults of all drafts if the names or the schemas are not valid for signals, or a
        schema would reject what the version before took and `allow_breaking` is not given.
        """
        _require_valid(drafts)

        def work(database: DatabaseConnection) -> "list[RegisteredSchema]":
            lock_registry(database)
            known = all_schemas(database)
            versions = [[each for each in known if _is_of(each, draft)] for draft in drafts]
            if not allow_breaking:
                _require_compatible(drafts, [_newest_active(each) for each in versions])
            return [self._put(database, draft, before) for draft, before in zip(drafts, versions, strict=True)]

        return self._database.write_now(work)

    def _put(self, database: DatabaseConnection, draft: Draft, versions: "list[RegisteredSchema]") -> RegisteredSchema:
        newest = _newest_active(versions)
        if newest is not None and same(newest.schema, draft.schema):
            return newest
        new = RegisteredSchema(
            namespace=draft.namespace,
            signal_type=draft.signal_type,
            version=versions[-1].version + 1 if versions else 1,
            status=ACTIVE,
            schema=draft.schema,
            created_at=self._clock(),
        )
        insert_schema(database, new)
        self._record(database, Action.SCHEMA_PUT, new.namespace, new.signal_type, new.version)
        return new

    def retire(self, namespace: str, signal_type: str, version: int) -> None:
        """Signals no longer meet this version. Raises NotFound where it is not ACTIVE."""

        def work(database: DatabaseConnection) -> None:
            if not retire_schema(database, namespace, signal_type, version):
                active = {
                    f"{each.namespace}.{each.signal_type}" for each in all_schemas(database) if each.status == ACTIVE
                }
                raise unknown_schema("active schema version", namespace, signal_type, active)
            self._record(database, Action.SCHEMA_RETIRED, namespace, signal_type, version)

        self._database.write_now(work)

    def _record(
        self, database: DatabaseConnection, action: Action, namespace: str, signal_type: str, version: int
    ) -> None:
        facts: dict[str, Detail] = {"namespace": namespace, "signalType": signal_type, "version": version}
        audit.record(database, Entry(at=self._clock(), action=action, actor=self._actor, details=facts))


def unknown_schema(what: str, namespace: str, signal_type: str, known: Iterable[str]) -> NotFound:
    """The error for a name that is not among `known`, each of which is `namespace.signalType`."""
    name = f"{namespace}.{signal_type}"
    hint = did_you_mean(name, set(known) - {name})
    return NotFound(f"no such {what}{hint or '; see: curae schemas list'}")


def faults_of(drafts: Sequence[Draft]) -> list[FieldViolation]:
    """Every reason why one of `drafts` cannot be put, whatever the registry holds."""
    return [fault for draft in drafts for fault in _faults(draft)]


def _require_valid(drafts: Sequence[Draft]) -> None:
    if faults := faults_of(drafts):
        raise BadRequest(f"{faults[0].field}: {faults[0].description}", violations=faults[:MAX_VIOLATIONS])


def _faults(draft: Draft) -> "Iterable[FieldViolation]":
    try:
        check_name(draft.namespace, "namespace")
        check_name(draft.signal_type, "signalType")
        check_definition(draft.schema)
    except BadRequest as refused:
        return [FieldViolation(draft.at(each.field), each.description) for each in refused.violations]
    return []


def _is_of(schema: RegisteredSchema, draft: Draft) -> bool:
    return (schema.namespace, schema.signal_type) == (draft.namespace, draft.signal_type)


def _newest_active(versions: "list[RegisteredSchema]") -> RegisteredSchema | None:
    return next((version for version in reversed(versions) if version.status == ACTIVE), None)


def _require_compatible(drafts: Sequence[Draft], before: "Sequence[RegisteredSchema | None]") -> None:
    changes = [
        draft.at(change)
        for draft, newest in zip(drafts, before, strict=True)
        if newest is not None
        for change in breaking_changes(newest.schema, draft.schema)
    ]
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
