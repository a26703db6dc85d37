"""Loaded by schemathesis (SCHEMATHESIS_HOOKS)."""

import json
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """A QUERY without Content-Type breaks HTTP itself, and Envoy says so (400) before it looks at the path."""
    if case.method.upper() == "QUERY":
        case.headers["Content-Type"] = "application/json"


@schemathesis.serializer("application/fhir+ndjson")
def ndjson(_context: Any, value: Any) -> bytes:
    """Text and bytes go as they are, since a file of records may be broken; all else is one line of JSON."""
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")
