"""Holds each request against the rules written in the protos (protovalidate)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import protovalidate

from server.errors import BadRequest, FieldViolation
from server.rpc.call import Context
from server.rpc.convert import json_path

_validator = protovalidate.Validator()
_OURS = "/curae."


@asynccontextmanager
async def validation(method: str, request: Any, _context: Context) -> AsyncIterator[None]:
    if request is not None and method.startswith(_OURS):
        require_valid(request)
    yield


def require_valid(message: Any) -> None:
    """Raises BadRequest with every violation by its JSON name, never with the value."""
    violations = [
        FieldViolation(json_path(message, field.elements if (field := found.proto.field) else ()), found.proto.message)
        for found in _validator.collect_violations(message)
    ]
    if violations:
        first = violations[0]
        raise BadRequest(f"{first.field}: {first.description}", violations=violations)
