"""Reads the API key. Health and reflection need none; a signed URL brings a token instead."""

from typing import Any

from server.rpc.call import Context, current_call, short_name
from server.rpc.interceptors.around import Concern
from server.services.authentication import Authentication

_OPEN = ("/grpc.health.", "/grpc.reflection.")
_TOKEN_INSTEAD = {
    "/curae.sdk.v1.RecordsService/DownloadExport",
    "/curae.sdk.v1.RecordsService/WatchExport",
}


def authentication(authenticator: Authentication) -> Concern:
    async def authenticate(method: str, request: Any, _context: Context) -> None:
        if not method.startswith(_OPEN) and not (method in _TOKEN_INSTEAD and request.HasField("token")):
            call = current_call()
            call.caller = await authenticator.authenticate(
                call.metadata.get("authorization"), call.origin, short_name(method)
            )

    return authenticate
