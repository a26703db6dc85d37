"""Reads the API key. Health and reflection need none; a signed URL brings a token instead."""

from typing import Any

from server.rpc.call import Context, current_call, short_name
from server.rpc.interceptors.concern import Behaviour, Method
from server.services.authentication import Authentication

_OPEN = ("/grpc.health.", "/grpc.reflection.")
_TOKEN_INSTEAD = {
    "/curae.sdk.v1.RecordsService/DownloadExport",
    "/curae.sdk.v1.RecordsService/WatchExport",
}


def authentication(authenticator: Authentication, method: Method, answer: Behaviour) -> Behaviour:
    if method.name.startswith(_OPEN):
        return answer
    token_instead = method.name in _TOKEN_INSTEAD
    name = short_name(method.name)

    async def authenticate(request: Any, context: Context) -> Any:
        if not (token_instead and request.HasField("token")):
            call = current_call()
            call.caller = await authenticator.authenticate(call.metadata.get("authorization"), call.origin, name)
        return await answer(request, context)

    return authenticate
