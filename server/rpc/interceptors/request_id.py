"""Gives each call an id, the caller's own where it sent a sane one, and says from where it came."""

import re
from typing import Any

from server.clock import NewId
from server.rpc.call import Call, Context, begin_call, text_metadata
from server.rpc.interceptors.concern import Behaviour, Method
from server.rpc.origin import ClientAddresses

HEADER = "x-request-id"
# Characters that cannot break a log line or a header, and a length that cannot hide a payload.
_SANE = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


def request_id(addresses: ClientAddresses, new_id: NewId, method: Method, answer: Behaviour) -> Behaviour:
    async def begin(request: Any, context: Context) -> Any:
        metadata = text_metadata(context)
        sent = metadata.get(HEADER)
        begin_call(
            Call(
                method=method.name,
                request_id=sent if sent is not None and _SANE.fullmatch(sent) else new_id(),
                metadata=metadata,
                address=addresses.of(context.peer(), metadata),
            )
        )
        return await answer(request, context)

    return begin
