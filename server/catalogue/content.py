"""Reads the catalogue's files, which are part of the package."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMAS = Path(__file__).with_name("schemas")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySchema:
    """A signal type of the catalogue; `schema` is JSON Schema 2020-12."""

    namespace: str
    signal_type: str
    schema: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Such as `vitals.heart_rate`."""
        return f"{self.namespace}.{self.signal_type}"

    @property
    def codes(self) -> list[str]:
        """The LOINC codes of the payload and of its fields, each once."""
        return list(dict.fromkeys(_codes(self.schema)))


def ready_schemas() -> dict[str, ReadySchema]:
    """The whole catalogue by name, in order."""
    found = (
        ReadySchema(
            namespace=path.parent.name, signal_type=path.stem, schema=json.loads(path.read_text(encoding="utf-8"))
        )
        for path in sorted(_SCHEMAS.glob("*/*.json"))
    )
    return {ready.name: ready for ready in found}


def _codes(schema: Mapping[str, Any]) -> Iterator[str]:
    if "x-loinc" in schema:
        yield schema["x-loinc"]
    for field in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
        yield from _codes(field)
