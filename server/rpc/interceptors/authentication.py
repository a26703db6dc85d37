"""Reads the API key, before the message is read. Health, reflection and FHIR's discovery need none; a signed URL has a
token instead."""

from collections.abc import Awaitable
from typing import Any

from server.errors import CuraeError, ScopeInsufficient
from server.rpc.call import Call, Context, current_call, short_name
from server.rpc.interceptors.concern import Behaviour, Method
from server.services.authentication import Authentication

AUTHORIZATION = "authorization"
OPEN = ("/grpc.health.", "/grpc.reflection.", "/curae.fhir.v1.SmartService/")
_FHIR = "/curae.fhir."
_TOKEN_INSTEAD = {
    "/curae.sdk.v1.RecordsService/DownloadExport",
    "/curae.sdk.v1.RecordsService/DownloadExportDeletions",
    "/curae.sdk.v1.RecordsService/WatchExport",
}


def authentication(authenticator: Authentication, method: Method, answer: Behaviour) -> Behaviour:
    if method.name.startswith(OPEN):
        return answer
    name = short_name(method.name)
    of_fhir = method.name.startswith(_FHIR)

    async def admit(call: Call) -> None:
        call.caller = await authenticator.authenticate(call.metadata.get(AUTHORIZATION), call.origin, name)
        call.sender = call.caller.key_id
        if call.caller.smart_scope is not None and not of_fhir:
            raise ScopeInsufficient("an access token is for /fhir alone; use an API key")

    async def require_key(request: Any, context: Context) -> Any:
        await admit(current_call())
        return await answer(request, context)

    async def take_key(request: Any, context: Context) -> Any:
        """The message may hold a token: `token_or_key` raises what refuses the key where it holds none."""
        call = current_call()
        if AUTHORIZATION in call.metadata:
            try:
                await admit(call)
            except CuraeError as refused:
                call.refused = refused
        return await answer(request, context)

    return take_key if method.name in _TOKEN_INSTEAD else require_key


def token_or_key(method: Method, answer: Behaviour) -> Behaviour:
    """Where a token may stand for a key: one of the two, before the rest of the message is looked at."""
    if method.name not in _TOKEN_INSTEAD:
        return answer

    def require_either(request: Any, context: Context) -> Awaitable[Any]:
        """Raises what refused the key, or Unauthenticated."""
        if not request.HasField("token"):
            _ = current_call().authenticated
        return answer(request, context)

    return require_either
