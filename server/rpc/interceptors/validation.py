"""Holds each request against its size limit and the rules written in the protos (protovalidate)."""

from typing import Any

import protovalidate

from server.errors import BadRequest, FieldViolation, PayloadTooLarge
from server.rpc.call import Context
from server.rpc.convert import json_path

_validator = protovalidate.Validator()
_OURS = "/curae."
# As encoded: a number in a Struct takes 12 bytes where compact JSON takes two, so a payload of 64 KiB can be 400 KB.
MAX_MESSAGE_BYTES = 1 << 20
MAX_BATCH_BYTES = 36 << 20  # a full batch: 500 signals of 64 KiB
_MAX_BYTES = {"/curae.sdk.v1.SignalsService/IngestSignals": MAX_BATCH_BYTES}


def validation(method: str, request: Any, _context: Context) -> None:
    """Raises PayloadTooLarge or BadRequest."""
    if request is not None and method.startswith(_OURS):
        _require_size(request, _MAX_BYTES.get(method, MAX_MESSAGE_BYTES))
        require_valid(request)


def _require_size(message: Any, limit_bytes: int) -> None:
    """Envoy holds REST bodies to a limit; native callers pass it by. Raises PayloadTooLarge."""
    if message.ByteSize() > limit_bytes:
        raise PayloadTooLarge(
            f"the request is over {limit_bytes} bytes; send less", details={"limitBytes": limit_bytes}
        )


def require_valid(message: Any) -> None:
    """Raises BadRequest with every violation by its JSON name, never with the value."""
    violations = [
        FieldViolation(json_path(message, field.elements if (field := found.proto.field) else ()), found.proto.message)
        for found in _validator.collect_violations(message)
    ]
    if violations:
        first = violations[0]
        raise BadRequest(f"{first.field}: {first.description}", violations=violations)
