"""SmartService: what clients read before they have a key."""

from typing import Any

from curae.fhir.v1 import smart_pb2_grpc
from google.api import httpbody_pb2

from server.config import Settings
from server.domain.bulk_data.capabilities import capability_statement
from server.domain.bulk_data.documents import FHIR_JSON, as_json
from server.domain.data_packages import exportable_types
from server.rpc import http
from server.rpc.call import Context, current_call
from server.rpc.fhir.base import base_of

_CACHED = ("cache-control", "public, max-age=300")


class SmartServicer(smart_pb2_grpc.SmartServiceServicer):
    def __init__(self, settings: Settings) -> None:
        self._public_url = settings.public_url

    async def GetCapabilityStatement(self, request: Any, context: Context) -> Any:  # noqa: N802 - the name in the proto
        call = current_call()
        statement = capability_statement(base_of(call, self._public_url), exportable_types())
        await http.send_fields(context, call, _CACHED)
        return httpbody_pb2.HttpBody(content_type=FHIR_JSON, data=as_json(statement))
