"""SignalFiguresService: proto to domain, one call, domain to proto."""

import json
from datetime import datetime

from curae.admin.v1 import signals_pb2, signals_pb2_grpc

from server.errors import NotFound
from server.rpc.admin.answers import send_fresh
from server.rpc.admin.calls import refused_signals
from server.rpc.call import Context
from server.rpc.convert import to_timestamp
from server.services.history import History, Range
from server.store.signal_schemas import RegisteredSchema

MAX_SCHEMAS = 1_000


class SignalFiguresServicer(signals_pb2_grpc.SignalFiguresServiceServicer):
    """`counted_since` is when this process began to count what it refuses."""

    def __init__(self, history: History, counted_since: datetime) -> None:
        self._history = history
        self._counted_since = counted_since

    async def GetSignalFigures(
        self, request: signals_pb2.GetSignalFiguresRequest, context: Context
    ) -> signals_pb2.GetSignalFiguresResponse:
        incoming = await self._history.incoming(Range(request.range))
        namespaces = [
            signals_pb2.NamespaceFigures(namespace=name, signals=sum(counts), intervals=counts)
            for name, counts in sorted(incoming.namespaces.items(), key=lambda each: (-sum(each[1]), each[0]))
        ]
        refusals = [
            signals_pb2.RefusalCount(code=code, signals=count) for code, count in sorted(refused_signals().items())
        ]
        await send_fresh(context)
        return signals_pb2.GetSignalFiguresResponse(
            namespaces=namespaces,
            interval_seconds=incoming.span.seconds,
            since=to_timestamp(incoming.span.start),
            refusals=refusals,
            refusals_since=to_timestamp(self._counted_since),
        )

    async def ListSchemas(
        self, request: signals_pb2.ListSchemasRequest, context: Context
    ) -> signals_pb2.ListSchemasResponse:
        schemas = await self._history.schemas()
        await send_fresh(context)
        return signals_pb2.ListSchemasResponse(schemas=[_to_schema(each) for each in schemas[:MAX_SCHEMAS]])

    async def GetSchema(self, request: signals_pb2.GetSchemaRequest, context: Context) -> signals_pb2.GetSchemaResponse:
        wanted = (request.namespace, request.signal_type, request.version)
        for each in await self._history.schemas():
            if (each.namespace, each.signal_type, each.version) == wanted:
                await send_fresh(context)
                return signals_pb2.GetSchemaResponse(
                    schema=_to_schema(each), definition=json.dumps(each.schema, indent=2, sort_keys=True)
                )
        raise NotFound("no such version of a schema")


def _to_schema(schema: RegisteredSchema) -> signals_pb2.Schema:
    return signals_pb2.Schema(
        namespace=schema.namespace,
        signal_type=schema.signal_type,
        version=schema.version,
        state=schema.status,
        created_at=to_timestamp(schema.created_at),
    )
