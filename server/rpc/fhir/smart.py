"""SmartService: what clients read before they have a key, and their access tokens."""

from urllib.parse import urlsplit

from curae.fhir.v1 import smart_pb2, smart_pb2_grpc
from google.api import httpbody_pb2

from server.config import Settings
from server.domain.addresses import loopback_address
from server.domain.bulk_data.capabilities import capability_statement
from server.domain.bulk_data.documents import FHIR_JSON, JSON, as_json
from server.domain.data_packages import exportable_types
from server.domain.smart.discovery import smart_configuration, token_url
from server.domain.smart.refusal import TEMPORARILY_UNAVAILABLE, TokenRefused
from server.domain.smart.request import read_token_request
from server.errors import Json
from server.rpc import http
from server.rpc.call import Call, Context, current_call
from server.rpc.fhir.base import base_of
from server.services.access_tokens import AccessTokens

_CACHED = ("cache-control", "public, max-age=300")
_NOT_STORED = (("cache-control", "no-store"), ("pragma", "no-cache"))  # RFC 6749, section 5.1


class SmartServicer(smart_pb2_grpc.SmartServiceServicer):
    def __init__(self, tokens: AccessTokens, settings: Settings) -> None:
        self._tokens = tokens
        self._public_url = settings.public_url

    async def GetCapabilityStatement(
        self, request: smart_pb2.GetCapabilityStatementRequest, context: Context
    ) -> httpbody_pb2.HttpBody:
        call = current_call()
        base = base_of(call, self._public_url)
        statement = capability_statement(base, token_url(base), exportable_types())
        await http.send_fields(context, call, _CACHED)
        return httpbody_pb2.HttpBody(content_type=FHIR_JSON, data=as_json(statement))

    async def GetSmartConfiguration(
        self, request: smart_pb2.GetSmartConfigurationRequest, context: Context
    ) -> httpbody_pb2.HttpBody:
        call = current_call()
        await http.send_fields(context, call, _CACHED)
        configuration = smart_configuration(base_of(call, self._public_url))
        return httpbody_pb2.HttpBody(content_type=JSON, data=as_json(configuration))

    async def IssueToken(self, request: smart_pb2.IssueTokenRequest, context: Context) -> httpbody_pb2.HttpBody:
        call = current_call()
        try:
            issued = await self._tokens.issue(
                read_token_request(request.body.data),
                audience=self._audience(call),
                origin=call.origin,
            )
        except TokenRefused as refused:
            return await _refuse(refused, context, call)
        await http.send_fields(context, call, *_NOT_STORED)
        answer: dict[str, Json] = {
            "access_token": issued.presented.text,
            "token_type": "bearer",
            "expires_in": issued.expires_in_seconds,
            "scope": issued.scope,
        }
        return httpbody_pb2.HttpBody(content_type=JSON, data=as_json(answer))

    def _audience(self, call: Call) -> str:
        """The URL that an assertion must be for.

        Raises TokenRefused where only the caller's Host says what it is: a JWT for another server would pass. The names
        of this machine lead to no other server.
        """
        audience = token_url(base_of(call, self._public_url))
        if self._public_url is None and loopback_address(urlsplit(audience).hostname or "") is None:
            raise TokenRefused(
                TEMPORARILY_UNAVAILABLE, "the operator has to set CURAE_PUBLIC_URL before clients get tokens here"
            )
        return audience


async def _refuse(refused: TokenRefused, context: Context, call: Call) -> httpbody_pb2.HttpBody:
    """OAuth's own form of an error: to gRPC an answer like any other."""
    call.log_fields["oauth_error"] = refused.error
    await http.send_fields(context, call, (http.STATUS, str(refused.status)), *_NOT_STORED)
    document: dict[str, Json] = {"error": refused.error, "error_description": refused.description}
    return httpbody_pb2.HttpBody(content_type=JSON, data=as_json(document))
