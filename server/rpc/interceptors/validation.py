"""Refuses what is too large or breaks the rules in the protos."""

from collections.abc import Awaitable
from typing import Any

from server.rpc.call import Context
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.rules import MAX_BATCH_BYTES, MAX_MESSAGE_BYTES, require_size, require_valid

_OURS = "/curae."
_SIGNALS = "/curae.sdk.v1.SignalsService/"
_MAX_BYTES = {f"{_SIGNALS}IngestSignals": MAX_BATCH_BYTES}
# Its rules are applied where signals are judged, in the intake process.
_JUDGED_LATER = f"{_SIGNALS}IngestSignal"


def validation(method: Method, answer: Behaviour) -> Behaviour:
    if method.streams_requests or not method.name.startswith(_OURS):
        return answer
    limit_bytes = _MAX_BYTES.get(method.name, MAX_MESSAGE_BYTES)
    judged_here = method.name != _JUDGED_LATER

    def validate(request: Any, context: Context) -> Awaitable[Any]:
        """Raises PayloadTooLarge or BadRequest."""
        require_size(request, limit_bytes)
        if judged_here:
            require_valid(request)
        return answer(request, context)

    return validate
