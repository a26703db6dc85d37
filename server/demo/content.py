"""The demo's files. See README.md beside them for where they come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignal:
    """A signal type with its payload schema (JSON Schema 2020-12) and a payload that meets it."""

    namespace: str
    signal_type: str
    schema: Mapping[str, Any]
    payload: Mapping[str, Any]


def patient_files() -> tuple[Path, ...]:
    """One gzipped FHIR R4 Bundle for each synthetic patient, ordered by name."""
    return tuple(sorted((_HERE / "patients").glob("*.json.gz")))


def signals() -> tuple[DemoSignal, ...]:
    """The signal types, ordered by namespace and name."""
    return tuple(
        DemoSignal(
            namespace=path.parent.name,
            signal_type=path.stem,
            schema=_json(path),
            payload=_json(_HERE / "payloads" / path.parent.name / path.name),
        )
        for path in sorted((_HERE / "schemas").glob("*/*.json"))
    )


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
