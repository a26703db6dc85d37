"""Refuses what is too large or breaks the rules in the protos."""

from collections.abc import Awaitable
from typing import Any

from server.limits import MAX_BATCH_BYTES, MAX_MESSAGE_BYTES
from server.rpc.call import Context
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.rules import require_size, require_valid

_OURS = "/curae."
_MAX_BYTES = {"/curae.sdk.v1.SignalsService/IngestSignals": MAX_BATCH_BYTES}


def validation(method: Method, answer: Behaviour) -> Behaviour:
    """Of a request that is not read here, the size: the rules are applied by whoever reads it."""
    if method.streams_requests or not method.name.startswith(_OURS):
        return answer
    limit_bytes = _MAX_BYTES.get(method.name, MAX_MESSAGE_BYTES)

    def validate(request: Any, context: Context) -> Awaitable[Any]:
        """Raises PayloadTooLarge or BadRequest."""
        require_size(len(request) if method.passes_bytes else request.ByteSize(), limit_bytes)
        if not method.passes_bytes:
            require_valid(request)
        return answer(request, context)

    return validate
