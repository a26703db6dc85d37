"""Loaded by schemathesis (SCHEMATHESIS_HOOKS)."""

from typing import Any

import schemathesis


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """A QUERY without Content-Type breaks HTTP itself, and Envoy says so (400) before it looks at the path."""
    if case.method.upper() == "QUERY":
        case.headers["Content-Type"] = "application/json"
