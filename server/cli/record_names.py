"""Types and records as an operator names them."""

from collections.abc import Iterable

import typer

from server.domain.fhir.resource_types import R4_RESOURCE_TYPES
from server.domain.records.record import Key
from server.domain.records.source import Source, is_foreign_id
from server.domain.suggestions import did_you_mean

EVERY_TYPE = "all"


def covered_types(names: Iterable[str]) -> frozenset[str]:
    """Raises BadParameter where one is not a FHIR R4 type."""
    chosen = frozenset(names)
    if chosen == {EVERY_TYPE}:
        return R4_RESOURCE_TYPES
    for name in sorted(chosen - R4_RESOURCE_TYPES):
        hint = did_you_mean(name, R4_RESOURCE_TYPES) or f"; or name {EVERY_TYPE} alone"
        raise typer.BadParameter(f"{name} is not a FHIR R4 resource type{hint}")
    return chosen


def record_keys(names: Iterable[str], source: Source | None) -> dict[Key, str]:
    """The keys here of records named as `Type/id`, those of a source as it names them. Raises BadParameter."""
    keys: dict[Key, str] = {}
    for name in filter(None, map(str.strip, names)):
        resource_type, _, resource_id = name.partition("/")
        if resource_type not in R4_RESOURCE_TYPES or not is_foreign_id(resource_id):
            raise typer.BadParameter(f"{name!r} is not a resource type and an id, such as Observation/f001")
        keys[source.key_of(resource_type, resource_id) if source else (resource_type, resource_id)] = name
    return keys
