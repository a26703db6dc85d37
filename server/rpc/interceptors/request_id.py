"""Gives each call an id, the caller's own where it sent a sane one, and says from where it came."""

import re
import uuid
from typing import Any

from server.rpc.call import Call, Context, begin_call, text_metadata
from server.rpc.interceptors.around import Concern
from server.rpc.origin import ClientAddresses

HEADER = "x-request-id"
# What cannot break a log line or a header, and is no place to hide a payload.
_SANE = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


def request_id(addresses: ClientAddresses) -> Concern:
    def begin(method: str, _request: Any, context: Context) -> None:
        metadata = text_metadata(context)
        sent = metadata.get(HEADER, "")
        begin_call(
            Call(
                method=method,
                request_id=sent if _SANE.fullmatch(sent) else str(uuid.uuid4()),
                metadata=metadata,
                address=addresses.of(context.peer(), metadata),
            )
        )

    return begin
