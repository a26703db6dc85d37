"""Refuses what is too large or breaks the rules in the protos."""

from typing import Any

from server.rpc.call import Context
from server.rpc.rules import MAX_BATCH_BYTES, MAX_MESSAGE_BYTES, require_size, require_valid

_OURS = "/curae."
_SIGNALS = "/curae.sdk.v1.SignalsService/"
_MAX_BYTES = {f"{_SIGNALS}IngestSignals": MAX_BATCH_BYTES}
# Its rules are applied where signals are judged, in the intake process.
_JUDGED_LATER = f"{_SIGNALS}IngestSignal"


def validation(method: str, request: Any, _context: Context) -> None:
    """Raises PayloadTooLarge or BadRequest."""
    if request is not None and method.startswith(_OURS):
        require_size(request, _MAX_BYTES.get(method, MAX_MESSAGE_BYTES))
        if method != _JUDGED_LATER:
            require_valid(request)
